//! The tests of a numeric field, made from one reading of its value.

use super::column::outcome;
use crate::rule::cell::{Number, NumberLimits, decimal_at, integer_at, scan_decimal, scan_integer, scan_number};

/// How a number is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Literal {
    Integer,
    Decimal,
    Number,
}

impl Literal {
    /// Reads at once what can be.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "what it gives must stay in registers")]
    fn quick(self, text: &[u8], start: usize, length: usize) -> Option<Number> {
        match self {
            Self::Integer => integer_at(text, start, length),
            Self::Decimal | Self::Number => decimal_at(text, start, length),
        }
    }

    pub(super) fn scan(self, cell: &[u8]) -> Option<Number> {
        match self {
            Self::Integer => scan_integer(cell),
            Self::Decimal => scan_decimal(cell),
            Self::Number => scan_number(cell),
        }
    }
}

/// Tests of a numeric field; a code of 0 is a test that is not there.
#[derive(Clone, Debug)]
pub(super) struct NumberTests {
    pub(super) literal: Literal,
    pub(super) literal_code: u8,
    pub(super) precision: u32,
    pub(super) scale: u32,
    pub(super) digits_code: u8,
    pub(super) limits: NumberLimits,
    pub(super) range_code: u8,
}

impl NumberTests {
    #[inline]
    pub(super) fn judge(&self, text: &[u8], start: usize, length: usize) -> u8 {
        match self.literal.quick(text, start, length) {
            Some(number) => self.verdict(number, || text.get(start..start + length).unwrap_or_default()),
            None => self.judge_slowly(text.get(start..start + length).unwrap_or_default()),
        }
    }

    #[cold]
    fn judge_slowly(&self, cell: &[u8]) -> u8 {
        self.literal.scan(cell).map_or(self.literal_code, |number| self.verdict(number, || cell))
    }

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "the number must stay in registers")]
    fn verdict<'c>(&self, number: Number, cell: impl FnOnce() -> &'c [u8]) -> u8 {
        if self.digits_code != 0
            && (number.scale > self.scale || number.whole.saturating_add(number.scale) > self.precision)
        {
            return self.digits_code;
        }
        if self.range_code != 0 && !self.limits.hold(number, cell) {
            return self.range_code;
        }
        outcome::OK
    }
}
