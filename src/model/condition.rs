//! A condition on a record, in SQL's meaning: known elements, matching types, exact literals.

use std::sync::Arc;

use super::{Decimal, Zone};
use crate::text::Origin;

/// A condition that was understood.
#[derive(Clone, Debug)]
pub struct Condition {
    /// As written.
    pub text: Arc<str>,
    /// Where it is written.
    pub origin: Origin,
    /// The elements it speaks of; operands name them by their number here.
    pub elements: Vec<Arc<str>>,
    /// What it asks.
    pub test: Test,
    /// The zone in which a day is a stretch of time.
    pub zone: Zone,
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `<>`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

/// Something that is true, false or unknown.
#[derive(Clone, Debug)]
pub enum Test {
    /// Always the same.
    Constant(Option<bool>),
    /// A boolean value.
    Holds(Operand),
    /// Two values compared; unknown where one is null.
    Compare(Comparison, Operand, Operand),
    /// `IN`.
    In(Operand, Vec<Operand>),
    /// `LIKE`.
    Like(Operand, Arc<[LikePart]>),
    /// `IS NULL`; never unknown.
    IsNull(Operand),
    /// `IS TRUE`, `IS FALSE`, `IS UNKNOWN`; never unknown.
    Is(Box<Test>, Option<bool>),
    /// All of them.
    And(Vec<Test>),
    /// One of them.
    Or(Vec<Test>),
    /// The contrary.
    Not(Box<Test>),
}

/// A value.
#[derive(Clone, Debug)]
pub enum Operand {
    /// What the record holds of the element of this number.
    Element(usize),
    /// The same for all records.
    Literal(Literal),
    /// Two numbers added.
    Sum(Box<Operand>, Box<Operand>),
    /// The second taken from the first.
    Difference(Box<Operand>, Box<Operand>),
    /// Two numbers multiplied.
    Product(Box<Operand>, Box<Operand>),
}

/// A value that is written in the condition.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// `NULL`
    Null,
    /// `TRUE`, `FALSE`
    Boolean(bool),
    /// A number.
    Number(Decimal),
    /// A text or a code.
    Text(Arc<str>),
    /// Days since 1970-01-01.
    Day(i32),
    /// Nanoseconds since midnight.
    Time(i64),
    /// Nanoseconds since 1970-01-01T00:00:00Z.
    Instant(i128),
    /// The day of the run.
    Today,
}

/// A part of a `LIKE` pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LikePart {
    /// This character.
    Character(char),
    /// `_`: any one.
    AnyOne,
    /// `%`: any number of any.
    AnyMany,
}
