//! Floor 2: API contract documents to declared fields.
//!
//! A contract is read once: [`open()`] parses it, recognises its kind, loads the local files it refers to, and checks its
//! structure and its references. [`Contract::fields`] then lowers any part of it to [`DeclaredField`](crate::model::DeclaredField)s, as often as
//! datasets point into it.
//!
//! What holds for every document: references are resolved by pointer, with memory; a recursive schema is lowered once
//! on each path; nothing is fetched from a network; nothing outside the contract's folder is read.
//!
//! Two families: documents that are schemas or hold them (`READERS`: references, combinations, merged as JSON Schema means
//! it), and languages of named types (`typed`: records, enumerations, scalars). Both end in the same declared fields.
//!
//! To add a format: one file with a `Reader` and one line in `READERS`, or one with a format of `typed` and one line there.

mod asyncapi;
mod avro;
mod combine;
mod connect;
mod dbt;
mod diff;
mod example;
mod fragment;
mod frictionless;
mod gateway;
#[cfg(feature = "graphql")]
mod graphql;
mod ignore;
mod interface;
mod json_schema;
mod keywords;
mod library;
mod lower;
mod merge;
mod meta;
mod odata;
mod odcs;
mod open;
mod openapi;
mod opened;
mod operation;
mod problem;
#[cfg(feature = "protobuf")]
mod protobuf;
mod read;
mod recognise;
mod reference;
mod schema_words;
mod schemas;
mod shape;
mod sql;
mod structure;
mod swagger;
mod syntax;
#[cfg(test)]
mod tests;
mod typed;
mod usage;
mod void;
#[cfg(feature = "xml")]
mod xml;
#[cfg(feature = "xml")]
mod xsd;

pub use diff::{Difference, Strictness, compare};
pub use ignore::Ignore;
pub use open::{open, open_with};
pub use opened::{Contract, Lowered, Part};
pub use operation::Role;
pub use problem::{ContractProblem, ProblemKind};
pub use read::ReadFailure;
pub use recognise::{is_foreign, is_language, recognise};

use crate::document::NodeRef;
use meta::Meta;
use problem::Noted;

/// A contract format.
struct Reader {
    /// Its name and version, such as `openapi-3.0`, if the document is of this kind.
    recognises: fn(NodeRef<'_>) -> Option<&'static str>,
    /// Whether its keywords beside `$ref` count (since OpenAPI 3.1 and JSON Schema 2019-09).
    reads_siblings: fn(&str) -> bool,
    /// Judges the document's version; what else its structure must be, its schema says.
    check: fn(NodeRef<'_>, &mut Vec<Noted>),
    /// The schema of its documents, by the name that it was recognised by.
    meta: fn(&str) -> &'static Meta,
    /// Pointers to the objects whose entries are schemas by name; none where the whole document is a schema.
    schemas: &'static [&'static str],
}

/// Every contract format, the most telling first.
static READERS: &[&Reader] = &[&openapi::READER, &swagger::READER, &asyncapi::READER, &json_schema::READER];
