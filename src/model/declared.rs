//! A field as a header or a contract declares it: the one form that declaration rules judge.
//!
//! Every format is lowered into it, whatever it calls things: a column of a table, a property, a message's field, a
//! member of a GraphQL type. What a format cannot say stays empty. [`DeclaredField::new`] gives a field of which only
//! the name is known, so that a reader writes down what it knows and no more:
//! `DeclaredField { required: true, ..DeclaredField::new(name, site) }`.

use std::sync::Arc;

use super::{Decimal, Declared};
use crate::text::Origin;

/// Where a declared field stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Site {
    /// Column of a data file's header, from 0.
    Column(usize),
    /// A range of a contract.
    Source(Origin),
}

/// Who writes a contract's field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    /// What the system sends.
    Sent,
    /// What the system accepts.
    Accepted,
    /// The system sends it and accepts it.
    Both,
    /// The contract does not tell.
    #[default]
    Unknown,
}

impl Direction {
    /// Whether the system writes the field, as far as is known.
    pub fn is_sent(self) -> bool {
        self != Self::Accepted
    }

    /// Whether the system is known to accept the field from others.
    pub fn is_accepted(self) -> bool {
        matches!(self, Self::Accepted | Self::Both)
    }

    /// What is known once a field is met in two places.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        match (self, other) {
            (Self::Unknown, it) | (it, Self::Unknown) => it,
            (a, b) if a == b => a,
            _ => Self::Both,
        }
    }
}

/// Which part of a message a field travels in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Carrier {
    /// The record itself: a body, a payload, a row.
    #[default]
    Body,
    /// A part of the address before `?`, which servers and proxies keep in their logs.
    Path,
    /// A part of the address behind `?`, which servers and proxies keep in their logs.
    Query,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
}

/// A limit of a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The limit.
    pub value: Decimal,
    /// Whether the limit itself is outside.
    pub exclusive: bool,
}

impl Bound {
    /// Whether a value is within it, as an upper limit or a lower one.
    pub fn permits(self, value: Decimal, upper: bool) -> bool {
        let inside = if upper { value < self.value } else { value > self.value };
        inside || (value == self.value && !self.exclusive)
    }
}

/// What a contract says that one value means, as in `1: paid`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// The value, as it is written in data.
    pub code: Arc<str>,
    /// What it is said to mean.
    pub title: Arc<str>,
    /// Where that is said.
    pub origin: Origin,
}

/// An example or a default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// Its text; of a string without quotes.
    pub text: Arc<str>,
    /// Name of its own type as JSON Schema has it: `string`, `number`, `boolean`, `null`.
    pub kind: &'static str,
    /// Whether it is what an absent value means, not only an example.
    pub is_default: bool,
    /// Where it is written.
    pub origin: Origin,
}

/// What a contract says of values. Data headers say nothing: all `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeclaredShape {
    /// JSON Schema type names or their counterpart: `string`, `integer`, `number`, `boolean`, `array`, `object`; several where a union is declared.
    pub types: Vec<Arc<str>>,
    /// The keyword that declares the types.
    pub types_origin: Option<Origin>,
    /// Whether the type is one of a language that has dates, decimals and the like itself: then a date has no form in text,
    /// and the length of texts is often not said.
    pub is_native: bool,
    /// What narrows the type, in the names of OpenAPI's registry: `date-time`, `date`, `time`, `int32`, `int64`, `float` and
    /// `double` (binary floating point), `decimal` (exact), `uuid`, `byte`. A format's own types are lowered to these:
    /// Protobuf's `int64` to `integer`/`int64`, Avro's `double` to `number`/`double`, SQL's `DECIMAL` to `number`/`decimal`.
    pub format: Option<Declared<Arc<str>>>,
    /// As written.
    pub pattern: Option<Declared<Arc<str>>>,
    /// Fewest characters.
    pub min_length: Option<Declared<u64>>,
    /// Most characters.
    pub max_length: Option<Declared<u64>>,
    /// Most items of a list.
    pub max_items: Option<Declared<u64>>,
    /// Least value.
    pub minimum: Option<Declared<Bound>>,
    /// Greatest value.
    pub maximum: Option<Declared<Bound>>,
    /// Step.
    pub multiple_of: Option<Declared<Decimal>>,
    /// Most digits in all, as in `DECIMAL(18, 2)`.
    pub precision: Option<Declared<u32>>,
    /// Most digits after the point.
    pub scale: Option<Declared<u32>>,
    /// Permitted values as text, each with its place; `const` is a list of one.
    pub values: Option<Declared<Vec<Declared<Arc<str>>>>>,
    /// What the contract says values mean, wherever it says so: beside the enum, in a description, in a comment.
    pub meanings: Vec<Meaning>,
    /// The unit values are in, as the contract writes it, such as `CNY`, `分`, `epoch_ms`, `timestamp-millis`.
    pub unit: Option<Declared<Arc<str>>>,
    /// Examples and the default, scalars only.
    pub samples: Vec<Sample>,
    /// Whether null is permitted.
    pub nullable: bool,
    /// The keyword that permits null.
    pub nullable_origin: Option<Origin>,
    /// The list of required names that decides whether the field is always present; none where there is no list.
    pub required_origin: Option<Origin>,
}

/// One declared field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredField {
    /// The last part of its path: the header, the property.
    pub name: Arc<str>,
    /// Its path from the record, such as `buyer.id` or `items[].sku`.
    pub path: Arc<str>,
    /// Where the name is used.
    pub site: Site,
    /// Where its type is defined; the name's place for headers.
    pub definition: Site,
    /// JSON pointer to the definition in a contract, or what a format has in its place.
    pub pointer: Option<Arc<str>>,
    /// Whether it is always present.
    pub required: bool,
    /// Whether the contract calls it deprecated.
    pub deprecated: bool,
    /// Its prose.
    pub description: Option<Declared<Arc<str>>>,
    /// Who writes it.
    pub direction: Direction,
    /// Which part of a message it travels in.
    pub carrier: Carrier,
    /// What is said of its values.
    pub shape: DeclaredShape,
    /// Other paths by which the contract itself knows it: the name before a gateway's rename, the name in JSON, an alias.
    pub aliases: Vec<Arc<str>>,
}

impl DeclaredField {
    /// A field called `name`, of which nothing else is said.
    pub fn new(name: Arc<str>, site: Site) -> Self {
        Self {
            path: Arc::clone(&name),
            name,
            site,
            definition: site,
            pointer: None,
            required: false,
            deprecated: false,
            description: None,
            direction: Direction::Unknown,
            carrier: Carrier::Body,
            shape: DeclaredShape::default(),
            aliases: Vec::new(),
        }
    }
}

/// Whether the path of a field lies within the object or list `outer`: it is `outer.…` or `outer[]…`.
pub fn is_within(path: &str, outer: &str) -> bool {
    path.strip_prefix(outer).is_some_and(|rest| rest.starts_with(['.', '[']))
}

#[cfg(test)]
mod tests {
    use super::Direction::{Accepted, Both, Sent, Unknown};

    #[test]
    fn directions_add_up() {
        for (a, b, expected) in [
            (Unknown, Unknown, Unknown),
            (Unknown, Sent, Sent),
            (Accepted, Unknown, Accepted),
            (Sent, Sent, Sent),
            (Sent, Accepted, Both),
            (Both, Sent, Both),
        ] {
            assert_eq!((a.with(b), b.with(a)), (expected, expected), "{a:?} {b:?}");
        }
        assert!(Unknown.is_sent() && !Unknown.is_accepted() && Both.is_sent() && Both.is_accepted());
    }
}
