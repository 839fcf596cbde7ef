//! A condition as it is written, before anybody asks what its names mean.

use std::ops::Range;

use crate::model::Comparison;

/// A part of a condition and its bytes in the text.
#[derive(Clone, Debug)]
pub(super) struct Term {
    pub(super) range: Range<usize>,
    pub(super) kind: TermKind,
}

/// What it is.
#[derive(Clone, Debug)]
pub(super) enum TermKind {
    /// An element's id.
    Name(String),
    /// A text in single quotes.
    Text(String),
    /// A number as written.
    Number(String),
    /// `DATE '…'`, `TIME '…'`, `TIMESTAMP '…'`.
    Day(String),
    /// A time of day.
    Time(String),
    /// An instant.
    Instant(String),
    /// `TRUE`, `FALSE`; `None` is `NULL`.
    Boolean(Option<bool>),
    /// `CURRENT_DATE`.
    Today,
    /// Two values compared.
    Compare(Comparison, Box<Term>, Box<Term>),
    /// All of them.
    And(Box<Term>, Box<Term>),
    /// One of them.
    Or(Box<Term>, Box<Term>),
    /// The contrary.
    Not(Box<Term>),
    /// `IS NULL`.
    IsNull(Box<Term>),
    /// `IS TRUE`, `IS FALSE`, `IS UNKNOWN`.
    Is(Box<Term>, Option<bool>),
    /// `IN (…)`.
    In(Box<Term>, Vec<Term>),
    /// `LIKE`.
    Like(Box<Term>, Box<Term>),
    /// `+`, `-` or `*`.
    Arithmetic(char, Box<Term>, Box<Term>),
}

impl Term {
    /// The contrary where `negated`.
    pub(super) fn negated(self, negated: bool) -> Self {
        if negated { Self { range: self.range.clone(), kind: TermKind::Not(Box::new(self)) } } else { self }
    }
}
