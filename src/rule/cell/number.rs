//! Numbers as bytes: no float, no allocation.

use crate::model::Decimal;

/// What was read of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// All digits as one integer with the sign, where they fit 18 digits; else `None`.
    pub units: Option<i64>,
    /// Digits before the point, leading zeros not counted.
    pub whole: u32,
    /// Digits after the point.
    pub fraction: u32,
    /// Digits after the point, trailing zeros not counted.
    pub scale: u32,
}

/// Most digits that always fit an `i64`.
const FAST_DIGITS: usize = 18;

/// Reads `[+-]?[0-9]+`.
#[inline]
pub fn scan_integer(cell: &[u8]) -> Option<Number> {
    let (negative, digits) = sign(cell);
    if digits.is_empty() {
        return None;
    }
    let mut units: u64 = 0;
    if digits.len() <= FAST_DIGITS {
        for byte in digits {
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                return None;
            }
            units = units * 10 + u64::from(digit);
        }
        return Some(Number { units: Some(signed(units, negative)), whole: width(digits), fraction: 0, scale: 0 });
    }
    digits.iter().all(u8::is_ascii_digit).then(|| long(digits, &[], negative))
}

/// Reads `[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)`: the decimals of XML Schema.
#[inline]
pub fn scan_decimal(cell: &[u8]) -> Option<Number> {
    let (negative, rest) = sign(cell);
    let mut units: u64 = 0;
    let mut at = 0;
    let mut point = None;
    let mut significant = 0;
    if rest.len() > FAST_DIGITS + 1 {
        return scan_long_decimal(rest, negative);
    }
    for byte in rest {
        let digit = byte.wrapping_sub(b'0');
        if digit <= 9 {
            units = units.wrapping_mul(10).wrapping_add(u64::from(digit));
            if digit != 0 {
                significant = at + 1;
            }
        } else if *byte == b'.' && point.is_none() {
            point = Some(at);
        } else {
            return None;
        }
        at += 1;
    }
    let (whole, fraction, scale) = match point {
        None => (at, 0, 0),
        Some(point) => (point, at - point - 1, significant.max(point + 1) - point - 1),
    };
    let digits = whole + fraction;
    if digits == 0 || digits > FAST_DIGITS {
        return if digits == 0 { None } else { scan_long_decimal(rest, negative) };
    }
    let leading = rest.iter().take(whole).take_while(|byte| **byte == b'0').count();
    Some(Number {
        units: Some(signed(units, negative)),
        whole: narrow(whole - leading),
        fraction: narrow(fraction),
        scale: narrow(scale),
    })
}

/// Reads a decimal with an optional exponent. Scale and digits are those of the mantissa.
pub fn scan_number(cell: &[u8]) -> Option<Number> {
    match cell.iter().position(|byte| matches!(byte, b'e' | b'E')) {
        None => scan_decimal(cell),
        Some(at) => {
            let (mantissa, exponent) = cell.split_at(at);
            scan_integer(exponent.get(1..)?)?;
            let mantissa = scan_decimal(mantissa)?;
            Some(Number { units: None, ..mantissa })
        }
    }
}

/// Whether a cell is `true` or `false`.
pub fn is_boolean(cell: &[u8]) -> bool {
    matches!(cell, b"true" | b"false")
}

fn sign(cell: &[u8]) -> (bool, &[u8]) {
    match cell {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, cell),
    }
}

fn signed(units: u64, negative: bool) -> i64 {
    let units = i64::try_from(units).unwrap_or(i64::MAX);
    if negative { -units } else { units }
}

fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn width(digits: &[u8]) -> u32 {
    narrow(digits.len() - digits.iter().take_while(|byte| **byte == b'0').count())
}

fn scan_long_decimal(rest: &[u8], negative: bool) -> Option<Number> {
    let (whole, fraction) = match rest.iter().position(|byte| *byte == b'.') {
        Some(point) => (rest.get(..point)?, rest.get(point + 1..)?),
        None => (rest, &rest[..0]),
    };
    let all_digits = whole.iter().chain(fraction).all(u8::is_ascii_digit);
    (all_digits && !(whole.is_empty() && fraction.is_empty())).then(|| long(whole, fraction, negative))
}

/// A number of many characters; its value fits where only its zeros are many.
fn long(whole: &[u8], fraction: &[u8], negative: bool) -> Number {
    let scale = fraction.len() - fraction.iter().rev().take_while(|byte| **byte == b'0').count();
    let significant = whole.iter().chain(&fraction[..scale]).skip_while(|byte| **byte == b'0');
    let fits = significant.clone().count() <= FAST_DIGITS && scale == fraction.len();
    let units = fits.then(|| signed(significant.fold(0, |sum, byte| sum * 10 + u64::from(byte - b'0')), negative));
    Number { units, whole: width(whole), fraction: narrow(fraction.len()), scale: narrow(scale) }
}

/// Limits of a numeric field, ready to compare.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NumberLimits {
    /// Least value.
    pub minimum: Option<Decimal>,
    /// Greatest value.
    pub maximum: Option<Decimal>,
    /// Value that is just too small.
    pub exclusive_minimum: Option<Decimal>,
    /// Value that is just too great.
    pub exclusive_maximum: Option<Decimal>,
    /// Step.
    pub multiple_of: Option<Decimal>,
    /// The limits as whole numbers of `10^-scale`, inclusive: the fast path. Set by [`NumberLimits::prepared`].
    pub(super) fast: Option<Fast>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fast {
    scale: u32,
    least: i64,
    most: i64,
}

const POWERS: [i64; 19] = powers();

const fn powers() -> [i64; 19] {
    let mut table = [1_i64; 19];
    let mut at = 1;
    while at < table.len() {
        table[at] = table[at - 1] * 10;
        at += 1;
    }
    table
}

impl NumberLimits {
    /// Whether nothing is limited.
    pub fn is_empty(&self) -> bool {
        self.minimum.is_none()
            && self.maximum.is_none()
            && self.exclusive_minimum.is_none()
            && self.exclusive_maximum.is_none()
            && self.multiple_of.is_none()
    }

    /// Works out the fast path for values of at most `scale` digits after the point.
    #[must_use]
    pub fn prepared(mut self, scale: u32) -> Self {
        self.fast = self.fast_at(scale.min(9));
        self
    }

    fn fast_at(&self, scale: u32) -> Option<Fast> {
        if self.multiple_of.is_some() {
            return None;
        }
        let units = |limit: Decimal| limit.units_at(scale).and_then(|it| i64::try_from(it).ok());
        let mut fast = Fast { scale, least: i64::MIN, most: i64::MAX };
        if let Some(limit) = self.minimum {
            fast.least = units(limit)?;
        }
        if let Some(limit) = self.exclusive_minimum {
            fast.least = fast.least.max(units(limit)?.checked_add(1)?);
        }
        if let Some(limit) = self.maximum {
            fast.most = units(limit)?;
        }
        if let Some(limit) = self.exclusive_maximum {
            fast.most = fast.most.min(units(limit)?.checked_sub(1)?);
        }
        Some(fast)
    }

    /// Whether `number`, read from `cell`, lies within the limits.
    #[inline]
    pub fn hold<'c>(&self, number: Number, cell: impl FnOnce() -> &'c [u8]) -> bool {
        if let (Some(fast), Some(units)) = (self.fast, number.units)
            && number.fraction <= fast.scale
            && number.whole + fast.scale <= 18
        {
            let power = POWERS.get((fast.scale - number.fraction) as usize).copied().unwrap_or(1);
            let value = units.wrapping_mul(power);
            return fast.least <= value && value <= fast.most;
        }
        self.hold_exactly(number, cell())
    }

    #[cold]
    fn hold_exactly(&self, number: Number, cell: &[u8]) -> bool {
        let text = std::str::from_utf8(cell).unwrap_or_default();
        let Some(value) = Decimal::parse(text) else {
            // More than 38 digits: beyond every limit on its own side of zero.
            return if cell.first() == Some(&b'-') {
                self.minimum.is_none() && self.exclusive_minimum.is_none()
            } else {
                number.whole == 0 || (self.maximum.is_none() && self.exclusive_maximum.is_none())
            };
        };
        self.minimum.is_none_or(|limit| value >= limit)
            && self.maximum.is_none_or(|limit| value <= limit)
            && self.exclusive_minimum.is_none_or(|limit| value > limit)
            && self.exclusive_maximum.is_none_or(|limit| value < limit)
            && self.multiple_of.is_none_or(|step| is_multiple(value, step))
    }
}

fn is_multiple(value: Decimal, step: Decimal) -> bool {
    let scale = value.scale.max(step.scale);
    match (value.units_at(scale), step.units_at(scale)) {
        (Some(_), Some(0)) => false,
        (Some(units), Some(step)) => units % step == 0,
        _ => false,
    }
}
