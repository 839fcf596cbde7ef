//! Exact decimal numbers for limits and tolerances.

use std::cmp::Ordering;
use std::fmt;

/// `units × 10^-scale`, exact. Holds every decimal of up to 38 digits; never a float.
#[derive(Clone, Copy, Debug, Default)]
pub struct Decimal {
    /// All digits as one integer, with the sign.
    pub units: i128,
    /// Digits after the point.
    pub scale: u32,
}

impl Decimal {
    /// Most digits after the point.
    pub const MAX_SCALE: u32 = 37;

    /// Reads `-12.50`, `.5`, `1e3`. `None` for anything else, for more than 38 digits, and beyond [`Self::MAX_SCALE`].
    pub fn parse(text: &str) -> Option<Self> {
        let (mantissa, exponent) = match text.find(['e', 'E']) {
            Some(at) => (text.get(..at)?, text.get(at + 1..)?.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (negative, digits) = match mantissa.as_bytes().first()? {
            b'-' => (true, mantissa.get(1..)?),
            b'+' => (false, mantissa.get(1..)?),
            _ => (false, mantissa),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        if whole.is_empty() && part.is_empty() {
            return None;
        }
        let mut units: i128 = 0;
        for digit in whole.bytes().chain(part.bytes()) {
            let value = digit.is_ascii_digit().then(|| i128::from(digit - b'0'))?;
            units = units.checked_mul(10)?.checked_add(value)?;
        }
        let scale = i32::try_from(part.len()).ok()?.checked_sub(exponent)?;
        let (units, scale) = if scale < 0 {
            (units.checked_mul(10_i128.checked_pow(scale.unsigned_abs())?)?, 0)
        } else {
            (units, u32::try_from(scale).ok()?)
        };
        (scale <= Self::MAX_SCALE).then_some(Self { units: if negative { -units } else { units }, scale })
    }

    /// The whole number `value`.
    pub fn from_integer(value: i64) -> Self {
        Self { units: i128::from(value), scale: 0 }
    }

    /// `units` of this number at `scale` digits after the point; `None` where that loses digits or does not fit.
    pub fn units_at(self, scale: u32) -> Option<i128> {
        if scale >= self.scale {
            self.units.checked_mul(10_i128.checked_pow(scale - self.scale)?)
        } else {
            let step = 10_i128.checked_pow(self.scale - scale)?;
            (self.units % step == 0).then_some(self.units / step)
        }
    }

    /// Whether `part ÷ whole` is at most this number; exact. True where `whole` is 0.
    pub fn holds_share(self, part: u64, whole: u64) -> bool {
        let Some(step) = 10_i128.checked_pow(self.scale) else { return false };
        match (i128::from(part).checked_mul(step), self.units.checked_mul(i128::from(whole))) {
            (Some(left), Some(right)) => left <= right,
            _ => false,
        }
    }

    /// This number times a power of ten; `None` where it does not fit.
    pub fn times_ten_to(self, power: i32) -> Option<Self> {
        let scale = i32::try_from(self.scale).ok()?.checked_sub(power)?;
        if scale < 0 {
            let units = self.units.checked_mul(10_i128.checked_pow(scale.unsigned_abs())?)?;
            return Some(Self { units, scale: 0 });
        }
        let scale = u32::try_from(scale).ok()?;
        (scale <= Self::MAX_SCALE).then_some(Self { units: self.units, scale })
    }

    /// The exact sum; `None` where it does not fit.
    pub fn plus(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        Some(Self { units: self.units_at(scale)?.checked_add(other.units_at(scale)?)?, scale })
    }

    /// The exact difference; `None` where it does not fit.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(Self { units: other.units.checked_neg()?, ..other })
    }

    /// The exact product; `None` where it does not fit.
    pub fn times(self, other: Self) -> Option<Self> {
        let scale = self.scale.checked_add(other.scale).filter(|it| *it <= Self::MAX_SCALE)?;
        Some(Self { units: self.units.checked_mul(other.units)?, scale })
    }

    /// The same number without its sign; `None` where that does not fit.
    pub fn magnitude(self) -> Option<Self> {
        Some(Self { units: self.units.checked_abs()?, ..self })
    }

    /// The same number without trailing zeros after the point.
    #[must_use]
    pub fn normalized(mut self) -> Self {
        while self.scale > 0 && self.units % 10 == 0 {
            self.units /= 10;
            self.scale -= 1;
        }
        self
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let (a, b) = (self.normalized(), other.normalized());
        let scale = a.scale.max(b.scale);
        match (a.units_at(scale), b.units_at(scale)) {
            (Some(left), Some(right)) => left.cmp(&right),
            // One of them does not fit at the other's scale: it is the one of greater magnitude.
            (None, _) => a.units.cmp(&0),
            (_, None) => 0.cmp(&b.units),
        }
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.units < 0 { "-" } else { "" };
        let digits = self.units.unsigned_abs().to_string();
        let scale = self.scale as usize;
        if scale == 0 {
            return write!(f, "{sign}{digits}");
        }
        let padded = format!("{digits:0>width$}", width = scale + 1);
        let (whole, part) = padded.split_at(padded.len() - scale);
        write!(f, "{sign}{whole}.{part}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_exactly() {
        for (text, written) in [
            ("0.01", "0.01"),
            ("-12.50", "-12.50"),
            (".5", "0.5"),
            ("1e3", "1000"),
            ("1.5e-3", "0.0015"),
            ("99999999999999999999999999999999999999", "99999999999999999999999999999999999999"),
        ] {
            assert_eq!(Decimal::parse(text).map(|it| it.to_string()).as_deref(), Some(written), "{text}");
        }
        for text in ["", "-", ".", "1,000", "1 ", "abc", "1e", "--1", "1e99", "0x10"] {
            assert!(Decimal::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn compares_by_value_not_by_spelling() {
        let of = |text: &str| Decimal::parse(text).expect(text);
        assert_eq!(of("1.50"), of("1.5"));
        assert!(of("-0.01") < of("0"));
        assert!(of("99999999999999999999999999999999999999") > of("0.0000000001"));
        assert!(of("-99999999999999999999999999999999999999") < of("0.0000000001"));
    }

    #[test]
    fn shares_are_exact() {
        let tolerance = Decimal::parse("0.001").expect("a number");
        assert!(tolerance.holds_share(1, 1000));
        assert!(!tolerance.holds_share(2, 1999));
        assert!(tolerance.holds_share(0, 0));
    }
}
