//! What a value must look like.

use std::sync::Arc;

use super::{Decimal, Declared, TemporalFormat};

/// The logical type of an element or field, the same for every container.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LogicalType {
    /// Text.
    String,
    /// A whole number.
    Integer,
    /// An exact decimal number.
    Decimal,
    /// A number of any form, an exponent included.
    Number,
    /// True or false.
    Boolean,
    /// A calendar day.
    Date,
    /// A time of day.
    Time,
    /// An instant.
    Timestamp,
    /// A nested object.
    Object,
    /// A list.
    Array,
}

impl LogicalType {
    /// Every type with its name in dictionaries.
    pub const ALL: [(&'static str, Self); 10] = [
        ("string", Self::String),
        ("integer", Self::Integer),
        ("decimal", Self::Decimal),
        ("number", Self::Number),
        ("boolean", Self::Boolean),
        ("date", Self::Date),
        ("time", Self::Time),
        ("timestamp", Self::Timestamp),
        ("object", Self::Object),
        ("array", Self::Array),
    ];

    /// Its name in dictionaries.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, it)| *it == self).map_or("", |(name, _)| name)
    }

    /// The type called `name`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(it, _)| *it == name).map(|(_, it)| *it)
    }

    /// Integer, decimal or number.
    pub fn is_numeric(self) -> bool {
        matches!(self, Self::Integer | Self::Decimal | Self::Number)
    }

    /// Date, time or timestamp.
    pub fn is_temporal(self) -> bool {
        matches!(self, Self::Date | Self::Time | Self::Timestamp)
    }
}

/// A regular expression as it was written; known to compile in the linear-time dialect.
///
/// JSON Schema's meaning: it is searched, not matched whole; `\d \w \s` and case folding are ASCII.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern(pub Arc<str>);

/// What `unit` names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A UN/CEFACT Rec 20 code or a currency.
    Code(Arc<str>),
    /// A currency's hundredth or other part: `CNY/100` has 100.
    Part {
        /// The currency.
        code: Arc<str>,
        /// Parts in one.
        per: u32,
    },
    /// Seconds since 1970-01-01T00:00:00Z.
    EpochSeconds,
    /// Milliseconds since 1970-01-01T00:00:00Z.
    EpochMillis,
    /// The element that holds the row's currency.
    Element(Arc<str>),
}

/// What `format` names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormatChoice {
    /// A named format of strings, such as `gtin`.
    Named(Arc<str>),
    /// Forms of dates and times; the first is canonical.
    Temporal(Vec<TemporalFormat>),
}

/// The value domain of an element, or what a field narrows it to. Every constraint keeps its own place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Constraints {
    /// A pattern that must be found in the value.
    pub pattern: Option<Declared<Pattern>>,
    /// Fewest Unicode scalar values.
    pub min_length: Option<Declared<u64>>,
    /// Most Unicode scalar values.
    pub max_length: Option<Declared<u64>>,
    /// Least value, inclusive.
    pub minimum: Option<Declared<Decimal>>,
    /// Greatest value, inclusive.
    pub maximum: Option<Declared<Decimal>>,
    /// Lower bound, exclusive.
    pub exclusive_minimum: Option<Declared<Decimal>>,
    /// Upper bound, exclusive.
    pub exclusive_maximum: Option<Declared<Decimal>>,
    /// The value is a whole multiple of this.
    pub multiple_of: Option<Declared<Decimal>>,
    /// Most significant digits.
    pub precision: Option<Declared<u32>>,
    /// Most digits after the point, trailing zeros not counted.
    pub scale: Option<Declared<u32>>,
    /// A named or temporal format.
    pub format: Option<Declared<FormatChoice>>,
    /// The unit values are in.
    pub unit: Option<Declared<Unit>>,
    /// Id of the code list values come from.
    pub codes: Option<Declared<Arc<str>>>,
    /// Whether an instant needs an offset, or a zone of its system.
    pub zone_required: Option<Declared<bool>>,
}

impl Constraints {
    /// Takes over what is not said here from what is narrowed.
    pub fn take_over(&mut self, base: &Self) {
        macro_rules! take {
            ($($key:ident),*) => { $( if self.$key.is_none() { self.$key.clone_from(&base.$key); } )* };
        }
        take!(pattern, min_length, max_length, minimum, maximum, exclusive_minimum, exclusive_maximum);
        take!(multiple_of, precision, scale, format, unit, codes, zone_required);
    }
}
