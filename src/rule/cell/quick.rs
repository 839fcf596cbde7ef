//! Numbers of up to 16 characters read without a loop: all their bytes at once, and no branch on how many there are.
//!
//! What these readers cannot read they leave to those of `number`, which say what it is.

use super::number::Number;
use crate::text::{WORD, half_at, lowest_bytes, word_at};

/// What is read of the cell at `start..start + length` of `text`, if that is digits after an optional minus.
#[inline(always)]
#[expect(clippy::inline_always, reason = "what it gives must stay in registers")]
pub fn integer_at(text: &[u8], start: usize, length: usize) -> Option<Number> {
    match length {
        1..=8 => half::integer(half_at(text, start, length), length),
        9..=WORD => whole::integer(word_at(text, start, length), length),
        _ => None,
    }
}

/// The same with at most one point among the digits.
#[inline(always)]
#[expect(clippy::inline_always, reason = "what it gives must stay in registers")]
pub fn decimal_at(text: &[u8], start: usize, length: usize) -> Option<Number> {
    match length {
        1..=8 => half::decimal(half_at(text, start, length), length),
        9..=WORD => whole::decimal(word_at(text, start, length), length),
        _ => None,
    }
}

/// What is read of a whole number of 1 to 16 bytes in a word, if that is digits after an optional minus.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "what is cut off is zero")]
pub fn integer_of(word: u128, length: usize) -> Option<Number> {
    match length {
        1..=8 => half::integer(word as u64, length),
        9..=WORD => whole::integer(word, length),
        _ => None,
    }
}

/// Eight digits as values from 0 to 9, the first and most significant one in the lowest byte: pairs, then fours, then all.
#[inline]
fn eight(digits: u64) -> u64 {
    const EVERY_FOURTH: u64 = 0x0000_00FF_0000_00FF;
    let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8);
    let first = (pairs & EVERY_FOURTH).wrapping_mul(100 + (1_000_000 << 32));
    let second = (pairs >> 16 & EVERY_FOURTH).wrapping_mul(1 + (10_000 << 32));
    first.wrapping_add(second) >> 32
}

/// The two readers for a word of one width.
macro_rules! readers {
    ($name:ident, $word:ty, $bytes:literal, $lowest:expr, $value:expr) => {
        mod $name {
            use super::{Number, eight, lowest_bytes};

            const ZEROS: $word = <$word>::from_le_bytes([b'0'; $bytes]);
            const DOTS: $word = <$word>::from_le_bytes([b'.'; $bytes]);
            const TOPS: $word = <$word>::from_le_bytes([0x80; $bytes]);
            /// Added to a byte, sets its top bit where it is above 9.
            const ABOVE_NINE: $word = <$word>::from_le_bytes([0x76; $bytes]);

            /// Takes a minus off: what is left, its length, and whether there was one.
            #[inline(always)]
            fn unsigned(word: $word, length: usize) -> ($word, usize, bool) {
                let negative = word & 0xFF == <$word>::from(b'-');
                (word >> (8 * u32::from(negative)), length - usize::from(negative), negative)
            }

            /// The digits of a word as values, the last one in the highest byte; `None` where another byte is among them.
            #[inline(always)]
            fn digits(word: $word, count: usize) -> Option<$word> {
                if count == 0 {
                    return None;
                }
                #[expect(clippy::cast_possible_truncation, reason = "at most 128")]
                let digits = (word ^ ZEROS) << (8 * ($bytes - count) as u32);
                ((digits.wrapping_add(ABOVE_NINE) | digits) & TOPS == 0).then_some(digits)
            }

            #[inline(always)]
            fn number(digits: $word, fraction: u32, negative: bool) -> Number {
                let value: fn($word) -> i64 = $value;
                let units = value(digits);
                let significant = $bytes - (digits.trailing_zeros() / 8);
                let trailing = digits.leading_zeros() / 8;
                Number {
                    units: Some(if negative { -units } else { units }),
                    whole: significant.saturating_sub(fraction),
                    fraction,
                    scale: fraction.saturating_sub(trailing),
                }
            }

            #[inline(always)]
            pub(super) fn integer(word: $word, length: usize) -> Option<Number> {
                let (word, length, negative) = unsigned(word, length);
                Some(number(digits(word, length)?, 0, negative))
            }

            #[inline(always)]
            #[expect(clippy::cast_possible_truncation, reason = "lengths of at most 16")]
            pub(super) fn decimal(word: $word, length: usize) -> Option<Number> {
                let (word, length, negative) = unsigned(word, length);
                let other = word ^ DOTS;
                // The top bit of each byte that is a point; exact for the lowest one.
                let points = !(((other & !TOPS) + !TOPS) | other) & TOPS;
                let at = (points.trailing_zeros() / 8) as usize;
                let lowest: fn(usize) -> $word = $lowest;
                let (before, has_point) = (lowest(at), at < length);
                let closed = (word & before) | (word >> 8 & !before);
                let fraction = if has_point { length - at - 1 } else { 0 };
                Some(number(digits(closed, length - usize::from(has_point))?, fraction as u32, negative))
            }
        }
    };
}

readers!(half, u64, 8, |count| lowest_bytes(count) as u64, |digits| eight(digits).cast_signed());
readers!(whole, u128, 16, lowest_bytes, |digits| {
    #[expect(clippy::cast_possible_truncation, reason = "both halves are taken")]
    let (first, second) = (digits as u64, (digits >> 64) as u64);
    (eight(first) * 100_000_000 + eight(second)).cast_signed()
});

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{scan_decimal, scan_integer};
    use super::*;

    fn agrees(text: &str) {
        for (before, after) in [("", ""), ("12,", ",345678901234567890"), ("", "9")] {
            let whole = format!("{before}{text}{after}");
            let (start, length) = (before.len(), text.len());
            let integer = integer_at(whole.as_bytes(), start, length);
            assert!(integer.is_none() || integer == scan_integer(text.as_bytes()), "{whole}");
            let decimal = decimal_at(whole.as_bytes(), start, length);
            assert!(decimal.is_none() || decimal == scan_decimal(text.as_bytes()), "{whole}");
        }
    }

    #[test]
    fn plain_numbers_are_read_at_once() {
        for text in ["0", "-5", "007", "1.50", "-0.01", "12345678", "1234567890123456", "123456789.1234", ".5", "5."] {
            assert!(decimal_at(text.as_bytes(), 0, text.len()).is_some(), "{text}");
            let plain = !text.contains('.');
            assert_eq!(integer_at(text.as_bytes(), 0, text.len()).is_some(), plain, "{text}");
        }
    }

    #[test]
    fn odd_numbers_are_read_as_by_the_slow_way() {
        for text in [
            "",
            "-",
            "+",
            ".",
            "-.",
            "5.",
            ".5",
            "-.5",
            "0",
            "00",
            "-0",
            "0.00",
            "007",
            "1.50",
            "12.3.4",
            "1-2",
            "--1",
            "+7",
            "1e3",
            "1234567",
            "12345678",
            "123456789",
            "1234567.",
            "1234567.8",
            "-1234567",
            "-12345678",
            "123456789012345",
            "1234567890123456",
            "12345678901234567",
            "-123456789012345",
            "123456789012.34",
            "1/2",
            "1:2",
            "１２",
            "1\u{0}",
            "9999999999999999",
            "0.00000001",
            "00000000.10",
            "-0000000000.100",
        ] {
            agrees(text);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_as_by_the_slow_way(text in "[-+]?[0-9]{0,12}[.]?[0-9]{0,6}|[-+.0-9e/:\u{0}é]{0,17}|\\PC{0,6}") {
            agrees(&text);
        }
    }
}
