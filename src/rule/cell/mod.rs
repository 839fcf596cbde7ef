//! Tests of one value, compiled once per field. Each is a pure function of bytes; none allocates.

mod codes;
mod fixed;
mod inclusion;
mod lanes;
mod moment;
mod number;
mod pattern;
mod quick;
mod shift;
mod temporal;

pub use codes::CodeSet;
pub use inclusion::allowed_beyond;
pub use moment::Moment;
pub use number::{Number, NumberLimits, is_boolean, scan_decimal, scan_integer, scan_number};
pub use pattern::Matcher;
pub use quick::{decimal_at, integer_at, integer_of};
pub use temporal::{TemporalMatcher, Told};

use std::sync::Arc;

use super::FieldSpec;
use crate::format::NamedFormat;
use crate::format::detect::EpochUnit;
use crate::message::{Message, check, declare};
use crate::model::{Condition, Date};
use crate::text::Origin;

/// Order in which failures of a cell are looked for; the first one is the cell's only failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Null where none is allowed.
    Null,
    /// Not a literal of its type.
    Literal,
    /// Outside the code list.
    Code,
    /// An identifier in scientific notation.
    Scientific,
    /// An identifier that its container holds as a number.
    Number,
    /// Too many digits.
    Scale,
    /// Too long or too short.
    Length,
    /// The pattern is not found.
    Pattern,
    /// The named format's check digit fails.
    Checksum,
    /// The named format does not hold.
    Format,
    /// Outside the limits.
    Range,
    /// An instant without offset where no zone is declared.
    Zone,
    /// A code after its last day.
    Retired,
}

/// What a rule asks of each value of a field.
#[derive(Clone, Debug)]
pub enum CellTest {
    /// Is not null.
    NotNull,
    /// Is not null in records for which a condition holds.
    NotNullIf(Arc<Condition>),
    /// Is no error of a workbook; looks at kinds alone.
    NoError,
    /// Is not held as a number by its container; looks at kinds alone.
    NotNumber,
    /// Is a whole number.
    Integer,
    /// Is a decimal number.
    Decimal,
    /// Is a number, an exponent allowed.
    Number,
    /// Is `true` or `false`.
    Boolean,
    /// Is a date or time in one of the accepted forms.
    Temporal(TemporalMatcher),
    /// Has not as many digits as a count of time since 1970 in another unit has.
    Epoch(EpochUnit),
    /// Carries an offset (for values that are of an accepted form).
    Offset(TemporalMatcher),
    /// Is no number in scientific notation such as `1.23457E+17`.
    NotScientific,
    /// Is one of a list.
    Codes(CodeSet),
    /// Has at most so many significant digits and digits after the point.
    Digits {
        /// Significant digits.
        precision: Option<u32>,
        /// Digits after the point.
        scale: Option<u32>,
    },
    /// Has so many Unicode scalar values.
    Length {
        /// Fewest.
        least: u64,
        /// Most.
        most: u64,
    },
    /// Matches.
    Pattern(Matcher),
    /// Has the named format's shape.
    Format(&'static NamedFormat, Date),
    /// Has the named format's check digit.
    Checksum(&'static NamedFormat, Date),
    /// Lies within limits.
    Range(Box<NumberLimits>),
}

/// The words for failing cells of one field.
#[derive(Clone, Debug)]
pub struct Words {
    /// What is wrong.
    pub message: Message,
    /// What was expected, under the underline.
    pub label: Message,
    /// What to do.
    pub help: Message,
    /// The line of the dictionary that is broken.
    pub origin: Origin,
    /// What is to be seen there.
    pub origin_label: Message,
}

impl Words {
    /// Words that point at the field's own line.
    pub fn of_field(spec: &FieldSpec, message: Message, label: Message, help: Message) -> Self {
        let origin_label = if spec.is_declared() { check::field_here() } else { declare::dataset_here() };
        Self { message, label, help, origin: spec.origin, origin_label }
    }
}

/// What words are made of: the first failing value, masked, and how many failed.
#[derive(Clone, Copy, Debug)]
pub struct Failing<'a> {
    /// The first failing value as it may be shown.
    pub shown: &'a str,
    /// The first failing value itself: for measuring it, never for showing it.
    pub value: &'a str,
    /// Failing cells.
    pub count: u64,
}

/// A rule on cells.
#[derive(Clone, Copy)]
pub struct CellRule {
    /// Its place in the order of failures.
    pub step: Step,
    /// The test, if the field is declared so that there is one. Runs once per field.
    pub bind: fn(&FieldSpec, Date) -> Option<CellTest>,
    /// The words. Runs once per finding.
    pub words: fn(&FieldSpec, Failing<'_>) -> Words,
}

/// A rule that explains failures of another.
#[derive(Clone, Copy)]
pub struct ExplanationRule {
    /// Steps whose failures it may explain.
    pub steps: &'static [Step],
    /// Whether it explains this value of the field.
    pub explains: fn(&FieldSpec, &str) -> bool,
    /// The words.
    pub words: fn(&FieldSpec, Failing<'_>) -> Words,
}

#[cfg(test)]
mod tests;
