//! Numbers by their text: nothing is lost, and a float is only made where a caller asks for one.

use std::borrow::Cow;

use super::scalar::radix_digits;

/// A number of the core schema, as written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number<'d>(pub(super) &'d str);

impl Number<'_> {
    /// The value, if it is written as an integer and fits.
    pub(super) fn as_u64(self) -> Option<u64> {
        match radix_digits(self.0) {
            Some((digits, radix)) => u64::from_str_radix(digits, radix).ok(),
            None => self.0.parse().ok(),
        }
    }

    /// The value, if it is written as an integer and fits.
    pub(super) fn as_i64(self) -> Option<i64> {
        match radix_digits(self.0) {
            Some((digits, radix)) => i64::from_str_radix(digits, radix).ok(),
            None => self.0.parse().ok(),
        }
    }

    /// The nearest float, which may be infinite or not a number.
    pub(super) fn nearest(self) -> f64 {
        let text = self.decimal();
        match text.trim_start_matches('-').as_bytes() {
            [b'.', b'i' | b'I', ..] if text.starts_with('-') => f64::NEG_INFINITY,
            [b'.', b'i' | b'I', ..] => f64::INFINITY,
            _ => text.parse().unwrap_or(f64::NAN),
        }
    }

    /// The nearest float, if it is finite.
    pub(super) fn as_f64(self) -> Option<f64> {
        Some(self.nearest()).filter(|value| value.is_finite())
    }

    /// Whether the value has no fraction, however it is written: `1.0`, `1e3` and `120e-1` have none.
    pub(super) fn is_integer(self) -> bool {
        let text = self.decimal();
        if !text.ends_with(|c: char| c.is_ascii_digit()) {
            return false;
        }
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((&text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let fraction = fraction.trim_end_matches('0');
        // An exponent that does not fit decides alone: nobody writes so many digits before it.
        let Ok(shift) = exponent.parse::<i64>() else { return !exponent.starts_with('-') };
        let zeros = whole.len() - whole.trim_end_matches('0').len();
        let trailing = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let zero = !mantissa.contains(|c: char| matches!(c, '1'..='9'));
        zero || if fraction.is_empty() { shift >= -trailing(zeros) } else { shift >= trailing(fraction.len()) }
    }

    /// The number as JSON writes it: no `+`, no base but ten, a digit on both sides of the point. Infinities stay.
    pub(super) fn decimal(&self) -> Cow<'_, str> {
        if let Some((digits, radix)) = radix_digits(self.0) {
            return Cow::Owned(u128::from_str_radix(digits, radix).unwrap_or_default().to_string());
        }
        let (sign, unsigned) = match self.0.strip_prefix(['+', '-']) {
            Some(rest) if self.0.starts_with('-') => ("-", rest),
            Some(rest) => ("", rest),
            None => ("", self.0),
        };
        let at = unsigned.find(|c: char| !c.is_ascii_digit()).unwrap_or(unsigned.len());
        let (whole, rest) = unsigned.split_at(at);
        let plain = !whole.is_empty() && !rest.starts_with(".e") && !rest.starts_with(".E") && rest != ".";
        if plain && (whole == "0" || !whole.starts_with('0')) && !self.0.starts_with('+') {
            return Cow::Borrowed(self.0);
        }
        if whole.is_empty() && !rest.as_bytes().get(1).is_some_and(u8::is_ascii_digit) {
            return Cow::Owned(format!("{sign}{rest}"));
        }
        let whole = whole.trim_start_matches('0');
        let whole = if whole.is_empty() { "0" } else { whole };
        let rest = match rest.strip_prefix('.') {
            Some(after) if !after.starts_with(|c: char| c.is_ascii_digit()) => after,
            _ => rest,
        };
        Cow::Owned(format!("{sign}{whole}{rest}"))
    }

    /// The JSON number nearest to it; none where JSON has none.
    pub(super) fn to_json(self) -> Option<serde_json::Number> {
        let whole = self.as_u64().map(Into::into).or_else(|| self.as_i64().map(Into::into));
        whole.or_else(|| serde_json::Number::from_f64(self.nearest()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_written_as_json_writes_them() {
        for (raw, decimal) in [
            ("12", "12"),
            ("-0.50", "-0.50"),
            ("+5", "5"),
            ("010", "10"),
            ("-007.5", "-7.5"),
            (".5", "0.5"),
            ("-.5e3", "-0.5e3"),
            ("5.", "5"),
            ("1.e5", "1e5"),
            ("000", "0"),
            ("0", "0"),
            ("0x1F", "31"),
            ("0o17", "15"),
            ("-.inf", "-.inf"),
            ("+.inf", ".inf"),
            (".nan", ".nan"),
        ] {
            assert_eq!(Number(raw).decimal(), decimal, "{raw}");
        }
    }

    #[test]
    fn integers_are_recognised_in_every_spelling() {
        for raw in ["0", "-3", "1.0", "1e3", "120e-1", "1.50e1", "0x1F", "99999999999999999999999", "1e999", "0e-5"] {
            assert!(Number(raw).is_integer(), "{raw}");
        }
        for raw in ["1.5", "12e-2", "1.25e1", ".5", ".inf", ".nan", "1e-99999999999999999999"] {
            assert!(!Number(raw).is_integer(), "{raw}");
        }
    }

    #[test]
    fn values_are_exact_where_they_fit() {
        assert_eq!(Number("18446744073709551615").as_u64(), Some(u64::MAX));
        assert_eq!(Number("18446744073709551616").as_u64(), None);
        assert_eq!(Number("-9").as_i64(), Some(-9));
        assert_eq!(Number("010").as_u64(), Some(10));
        assert_eq!(Number("1.0").as_u64(), None);
        assert_eq!(Number("1e999").as_f64(), None);
        assert_eq!(Number(".5").as_f64(), Some(0.5));
        assert!(Number("-.Inf").nearest().is_infinite() && Number(".nan").nearest().is_nan());
    }
}
