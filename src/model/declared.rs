//! A field as a header or an API contract declares it: the one form that declaration rules judge.

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
    /// Not known, or both.
    #[default]
    Both,
}

/// A limit of a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The limit.
    pub value: Decimal,
    /// Whether the limit itself is outside.
    pub exclusive: bool,
}

/// What a contract says of values. Data headers say nothing: all `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeclaredShape {
    /// JSON Schema type names or their counterpart: `string`, `integer`, `number`, `boolean`, `array`, `object`; several where a union is declared.
    pub types: Vec<Arc<str>>,
    /// The keyword that declares the types.
    pub types_origin: Option<Origin>,
    /// Such as `date-time`, `int64`, `double`.
    pub format: Option<Declared<Arc<str>>>,
    /// As written.
    pub pattern: Option<Declared<Arc<str>>>,
    /// Fewest characters.
    pub min_length: Option<Declared<u64>>,
    /// Most characters.
    pub max_length: Option<Declared<u64>>,
    /// Least value.
    pub minimum: Option<Declared<Bound>>,
    /// Greatest value.
    pub maximum: Option<Declared<Bound>>,
    /// Step.
    pub multiple_of: Option<Declared<Decimal>>,
    /// Permitted values as text, each with its place; `const` is a list of one.
    pub values: Option<Declared<Vec<Declared<Arc<str>>>>>,
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
    /// JSON pointer to the definition in a contract.
    pub pointer: Option<Arc<str>>,
    /// Whether it is always present.
    pub required: bool,
    /// Whether the contract calls it deprecated.
    pub deprecated: bool,
    /// Its prose.
    pub description: Option<Declared<Arc<str>>>,
    /// Who writes it.
    pub direction: Direction,
    /// What is said of its values.
    pub shape: DeclaredShape,
}
