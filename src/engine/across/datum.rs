//! A canonical value in two words, so that a million of them are one stretch of memory.

use crate::engine::keys::pack;
use crate::model::Decimal;
use crate::rule::Value;

/// A value that can be compared and added up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Datum {
    /// An exact number of up to 35 digits.
    Number(Decimal),
    /// Nanoseconds since 1970-01-01T00:00:00Z.
    Instant(i128),
    /// Days since 1970-01-01.
    Day(i32),
    /// Nanoseconds since midnight.
    Time(i64),
    /// True or false.
    Boolean(bool),
    /// A packed text: equal texts are equal numbers.
    Text(u128),
}

/// Nothing stands there.
pub(super) const NULL: u64 = 0;
/// Something stands there that nobody can compare.
pub(super) const UNTESTED: u64 = 1;
/// Bits of a tag.
pub(super) const TAG_BITS: usize = 4;

/// The tag and the words of a value; `None` for a number of more than 35 digits.
pub(super) fn encode(value: Value<'_>) -> Option<(u64, u128)> {
    Some(match value {
        Value::Number(number) => {
            let fits = number.units.checked_abs()? < 1_i128 << 119;
            fits.then_some((2, (number.units << 8).cast_unsigned() | u128::from(number.scale & 0xFF)))?
        }
        Value::Instant(nanos) => (3, nanos.cast_unsigned()),
        Value::Day(day) => (4, i128::from(day).cast_unsigned()),
        Value::Time(nanos) => (5, i128::from(nanos).cast_unsigned()),
        Value::Boolean(value) => (6, u128::from(value)),
        Value::Text(text) => (7, pack(text.as_bytes())),
    })
}

/// The value behind a tag and its words.
pub(super) fn decode(tag: u64, bits: u128) -> Option<Datum> {
    let signed = bits.cast_signed();
    Some(match tag {
        2 => Datum::Number(Decimal { units: signed >> 8, scale: u32::try_from(bits & 0xFF).ok()? }),
        3 => Datum::Instant(signed),
        4 => Datum::Day(i32::try_from(signed).ok()?),
        5 => Datum::Time(i64::try_from(signed).ok()?),
        6 => Datum::Boolean(bits == 1),
        7 => Datum::Text(bits),
        _ => return None,
    })
}

/// Bytes that stand for a value in a key: equal values have equal bytes.
pub(super) fn key_bytes(value: Value<'_>, into: &mut Vec<u8>) {
    match value {
        Value::Text(text) => into.extend_from_slice(text.as_bytes()),
        Value::Number(number) => into.extend_from_slice(number.normalized().to_string().as_bytes()),
        Value::Instant(nanos) => into.extend_from_slice(&nanos.to_le_bytes()),
        Value::Day(day) => into.extend_from_slice(&day.to_le_bytes()),
        Value::Time(nanos) => into.extend_from_slice(&nanos.to_le_bytes()),
        Value::Boolean(value) => into.push(u8::from(value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_back_as_they_went() {
        let number = |text: &str| Value::Number(Decimal::parse(text).unwrap());
        for value in [
            number("-12.50"),
            number("0"),
            number("99999999999999999999999999999999999"),
            Value::Instant(-1),
            Value::Day(-3),
        ] {
            let (tag, bits) = encode(value).unwrap();
            match (value, decode(tag, bits).unwrap()) {
                (Value::Number(one), Datum::Number(other)) => {
                    assert_eq!((one.units, one.scale), (other.units, other.scale));
                }
                (Value::Instant(one), Datum::Instant(other)) => assert_eq!(one, other),
                (Value::Day(one), Datum::Day(other)) => assert_eq!(one, other),
                other => panic!("{other:?}"),
            }
        }
        assert!(encode(number("99999999999999999999999999999999999999")).is_none());
    }
}
