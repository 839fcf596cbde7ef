//! One fused loop per field: null, then the field's tests in their order, at most one failure a cell.
//!
//! The common chains have loops of their own, in which nothing is dispatched per cell; everything else runs as a chain.

use crate::format::detect::EpochUnit;
use crate::format::{Context, Day, NamedFormat, Verdict, detect};
use crate::model::Date;
use crate::rule::cell::{CellTest, CodeSet, Matcher, NumberLimits, TemporalMatcher, is_boolean};
use crate::table::Column;

use super::column::outcome;
use super::number::{Literal, NumberTests};

/// Which cells are null or pending.
#[derive(Clone, Debug)]
pub(super) struct NullTest {
    /// Whether the empty cell is null.
    pub(super) empty: bool,
    /// Other spellings of null.
    pub(super) spellings: Option<CodeSet>,
    /// Spellings of "not known yet".
    pub(super) pending: Option<CodeSet>,
    /// Outcome of a null cell.
    pub(super) code: u8,
}

impl NullTest {
    #[inline]
    fn of(&self, cell: &[u8]) -> Option<u8> {
        if cell.is_empty() {
            return self.empty.then_some(self.code);
        }
        if let Some(spellings) = &self.spellings
            && spellings.contains(cell)
        {
            return Some(self.code);
        }
        match &self.pending {
            Some(pending) if pending.contains(cell) => Some(outcome::SKIPPED),
            _ => None,
        }
    }
}

/// One test of a chain.
#[derive(Clone, Debug)]
pub(super) enum Link {
    Number(Box<NumberTests>),
    Boolean(u8),
    Scientific(u8),
    Epoch(EpochUnit, u8),
    Temporal { matcher: TemporalMatcher, code: u8, zone_code: u8 },
    Codes(CodeSet, u8),
    Length { least: u64, most: u64, code: u8 },
    Pattern(Matcher, u8),
    Format { format: &'static NamedFormat, context: Context, checksum_code: u8, format_code: u8 },
}

impl Link {
    #[inline]
    pub(super) fn judge(&self, cell: &[u8]) -> u8 {
        let failed = |holds: bool, code: u8| if holds { outcome::OK } else { code };
        match self {
            Self::Number(tests) => tests.judge(cell, 0, cell.len()),
            Self::Boolean(code) => failed(is_boolean(cell), *code),
            Self::Scientific(code) => failed(!is_scientific(cell), *code),
            Self::Epoch(unit, code) => {
                let told = std::str::from_utf8(cell).ok().and_then(detect::epoch_unit);
                failed(told.is_none_or(|it| it == *unit), *code)
            }
            Self::Temporal { matcher, code, zone_code } => match matcher.read(cell) {
                None => *code,
                Some(told) => failed(told.offset || *zone_code == 0, *zone_code),
            },
            Self::Codes(set, code) => failed(set.contains(cell), *code),
            Self::Length { least, most, code } => failed(has_length(cell, *least, *most), *code),
            Self::Pattern(matcher, code) => failed(matcher.is_match(cell), *code),
            Self::Format { format, context, checksum_code, format_code } => {
                let text = std::str::from_utf8(cell).unwrap_or_default();
                match (format.check)(text, context) {
                    Verdict::Malformed => *format_code,
                    Verdict::Checksum => *checksum_code,
                    Verdict::Valid | Verdict::NonCanonical | Verdict::Doubtful => outcome::OK,
                }
            }
        }
    }
}

/// Whether a cell can be nothing but a number in scientific notation: `3e12` may be a short id.
fn is_scientific(cell: &[u8]) -> bool {
    let telling = cell.iter().any(|it| matches!(it, b'.' | b'+'));
    telling && std::str::from_utf8(cell).is_ok_and(detect::is_scientific)
}

/// Whether a cell has between `least` and `most` Unicode scalar values. Bytes bound them on both sides, so most cells are never counted.
#[inline]
fn has_length(cell: &[u8], least: u64, most: u64) -> bool {
    let bytes = cell.len() as u64;
    if bytes <= most && bytes >= least.saturating_mul(4) {
        return true;
    }
    if bytes < least {
        return false;
    }
    let count = cell.iter().filter(|byte| **byte & 0xC0 != 0x80).count() as u64;
    (least..=most).contains(&count)
}

/// The compiled tests of one field.
#[derive(Clone, Debug)]
pub(super) struct Kernel {
    pub(super) null: NullTest,
    pub(super) links: Vec<Link>,
}

impl Kernel {
    /// Fuses `tests`, each with the outcome of its failure, in the order in which they are to be made.
    pub(super) fn new(null: NullTest, tests: &[(u8, CellTest)], as_of: Date) -> Self {
        let mut links = Vec::new();
        for (code, test) in tests {
            add(&mut links, *code, test, as_of);
        }
        Self { null, links }
    }

    /// The outcome of one value.
    #[inline]
    pub(super) fn judge(&self, cell: &[u8]) -> u8 {
        if let Some(code) = self.null.of(cell) {
            return code;
        }
        self.links.iter().map(|link| link.judge(cell)).find(|code| *code != outcome::OK).unwrap_or(outcome::OK)
    }

    /// Writes the outcome of every cell of `column`.
    pub(super) fn run(&self, column: &Column, text: &[u8], outcomes: &mut Vec<u8>) {
        outcomes.clear();
        match self.links.as_slice() {
            [] => self.each(column, text, outcomes, |_, _, _| outcome::OK),
            [Link::Number(tests)] => match tests.literal {
                Literal::Integer => {
                    let tests = NumberTests { literal: Literal::Integer, ..(**tests).clone() };
                    self.each(column, text, outcomes, |_, start, length| tests.judge(text, start, length));
                }
                Literal::Decimal => {
                    let tests = NumberTests { literal: Literal::Decimal, ..(**tests).clone() };
                    self.each(column, text, outcomes, |_, start, length| tests.judge(text, start, length));
                }
                Literal::Number => {
                    self.each(column, text, outcomes, |_, start, length| tests.judge(text, start, length));
                }
            },
            [Link::Codes(set, code)] => {
                self.each(column, text, outcomes, |_, start, length| {
                    if set.contains_at(text, start, length) { outcome::OK } else { *code }
                });
            }
            [Link::Pattern(matcher, code)] => self.each(column, text, outcomes, |_, start, length| {
                if matcher.is_match_at(text, start, length) { outcome::OK } else { *code }
            }),
            [Link::Temporal { matcher, code, zone_code: 0 }] => {
                self.each(
                    column,
                    text,
                    outcomes,
                    |cell, _, _| if matcher.read(cell).is_some() { outcome::OK } else { *code },
                );
            }
            [Link::Length { least, most, code }] => {
                self.each(
                    column,
                    text,
                    outcomes,
                    |cell, _, _| {
                        if has_length(cell, *least, *most) { outcome::OK } else { *code }
                    },
                );
            }
            links => self.each(column, text, outcomes, |cell, _, _| {
                links.iter().map(|link| link.judge(cell)).find(|code| *code != outcome::OK).unwrap_or(outcome::OK)
            }),
        }
    }

    #[inline]
    fn each(&self, column: &Column, text: &[u8], outcomes: &mut Vec<u8>, judge: impl Fn(&[u8], usize, usize) -> u8) {
        let spans = column.starts.iter().zip(&column.lens);
        if self.null.empty && self.null.spellings.is_none() && self.null.pending.is_none() {
            outcomes.extend(spans.map(|(start, length)| {
                if *length == 0 {
                    return self.null.code;
                }
                let (start, length) = (*start as usize, *length as usize);
                judge(text.get(start..start + length).unwrap_or_default(), start, length)
            }));
        } else {
            outcomes.extend(spans.map(|(start, length)| {
                let (start, length) = (*start as usize, *length as usize);
                let cell = text.get(start..start + length).unwrap_or_default();
                self.null.of(cell).unwrap_or_else(|| judge(cell, start, length))
            }));
        }
    }
}

/// Adds a test, joining it with the one before where both come from one reading of the value.
fn add(links: &mut Vec<Link>, code: u8, test: &CellTest, as_of: Date) {
    let literal = |literal| {
        Link::Number(Box::new(NumberTests {
            literal,
            literal_code: code,
            precision: u32::MAX,
            scale: u32::MAX,
            digits_code: 0,
            limits: NumberLimits::default(),
            range_code: 0,
        }))
    };
    match (test, links.last_mut()) {
        (CellTest::Integer, _) => links.push(literal(Literal::Integer)),
        (CellTest::Decimal, _) => links.push(literal(Literal::Decimal)),
        (CellTest::Number, _) => links.push(literal(Literal::Number)),
        (CellTest::Boolean, _) => links.push(Link::Boolean(code)),
        (CellTest::NotScientific, _) => links.push(Link::Scientific(code)),
        (CellTest::Epoch(unit), _) => links.push(Link::Epoch(*unit, code)),
        (CellTest::Temporal(matcher), _) => {
            links.push(Link::Temporal { matcher: matcher.clone(), code, zone_code: 0 });
        }
        (CellTest::Offset(_), Some(Link::Temporal { zone_code, .. })) => *zone_code = code,
        (CellTest::Offset(matcher), _) => {
            links.push(Link::Temporal { matcher: matcher.clone(), code: outcome::OK, zone_code: code });
        }
        (CellTest::Codes(set), _) => links.push(Link::Codes(set.clone(), code)),
        (CellTest::Digits { precision, scale }, Some(Link::Number(tests))) => {
            tests.precision = precision.unwrap_or(u32::MAX);
            tests.scale = scale.unwrap_or(u32::MAX);
            tests.digits_code = code;
        }
        (CellTest::Range(limits), Some(Link::Number(tests))) => {
            let scale = if tests.scale == u32::MAX { 6 } else { tests.scale };
            tests.limits =
                NumberLimits::clone(limits).prepared(if tests.literal == Literal::Integer { 0 } else { scale });
            tests.range_code = code;
        }
        (CellTest::Length { least, most }, _) => links.push(Link::Length { least: *least, most: *most, code }),
        (CellTest::Pattern(matcher), _) => links.push(Link::Pattern(matcher.clone(), code)),
        (CellTest::Checksum(format, _), _) => {
            links.push(Link::Format { format, context: context(as_of), checksum_code: code, format_code: outcome::OK });
        }
        (CellTest::Format(format, _), Some(Link::Format { format: last, format_code, .. }))
            if std::ptr::eq(*format, *last) =>
        {
            *format_code = code;
        }
        // Null is looked at before the links; digits and limits belong to numbers, and rules bind them to nothing else.
        // Kinds are looked at after all values.
        (
            CellTest::NoError
            | CellTest::NotNumber
            | CellTest::NotNull
            | CellTest::NotNullIf(_)
            | CellTest::Digits { .. }
            | CellTest::Range(_),
            _,
        ) => {}
        (CellTest::Format(format, _), _) => {
            links.push(Link::Format { format, context: context(as_of), checksum_code: outcome::OK, format_code: code });
        }
    }
}

fn context(as_of: Date) -> Context {
    let Date { year, month, day } = as_of;
    Context { as_of: Day { year, month, day } }
}
