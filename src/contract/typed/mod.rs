//! Contracts in languages of named types: one set of types, lowered to declared fields in one way.
//!
//! To add one: a file with a `TextFormat` or a `DocumentFormat`, and a line in the list below.

pub(super) mod find;
#[cfg(test)]
mod lessons;
pub(super) mod lower;
pub(super) mod reading;
#[cfg(test)]
mod tests;
pub(super) mod types;

use std::path::Path;
use std::sync::Arc;

use self::reading::{DocumentFormat, Glimpse, Reading, TextFormat};
use super::ContractProblem;
use crate::document::{Document, NodeRef};
use crate::text::{FileId, Origin, Sources, Span};
use types::TypeSet;

/// Every language that is neither YAML nor JSON, the most telling first.
static TEXTS: &[&TextFormat] = &[
    #[cfg(feature = "protobuf")]
    &super::protobuf::FORMAT,
    #[cfg(feature = "graphql")]
    &super::graphql::FORMAT,
    #[cfg(feature = "xml")]
    &super::xsd::FORMAT,
    #[cfg(feature = "xml")]
    &super::odata::XML,
    &super::sql::FORMAT,
];

/// Every kind of document, the most telling first.
static DOCUMENTS: &[&DocumentFormat] = &[
    &super::odcs::FORMAT,
    &super::odata::JSON,
    &super::frictionless::FORMAT,
    &super::dbt::FORMAT,
    &super::connect::FORMAT,
    &super::gateway::SPRING,
    &super::gateway::CAMEL,
    &super::gateway::APISIX,
    &super::avro::FORMAT,
];

/// A contract in a typed language.
pub(super) struct Typed {
    /// Its types.
    pub(super) types: TypeSet,
    /// The place that stands for all of it.
    pub(super) whole: Origin,
    /// The name of its format.
    pub(super) format: &'static str,
    /// What is wrong with it.
    pub(super) problems: Vec<ContractProblem>,
    /// Whether all of its text was read.
    pub(super) is_whole: bool,
}

/// The format of a text that is neither YAML nor JSON.
pub(super) fn text_format(path: &Path, text: &str) -> Option<(&'static TextFormat, &'static str)> {
    let extension = super::recognise::language_of(path).unwrap_or_default();
    let glimpse = Glimpse { extension: &extension, text };
    TEXTS.iter().find_map(|format| (format.recognises)(&glimpse).map(|name| (*format, name)))
}

/// The format of a document.
pub(super) fn document_format(root: NodeRef<'_>) -> Option<(&'static DocumentFormat, &'static str)> {
    DOCUMENTS.iter().find_map(|format| (format.recognises)(root).map(|name| (*format, name)))
}

/// Reads a text.
pub(super) fn read_text(
    (format, name): (&TextFormat, &'static str),
    (path, shown): (&Path, &str),
    text: String,
    sources: &mut Sources,
) -> Typed {
    let mut reading = Reading::new(sources);
    let text = reading.take(path, shown, Arc::from(text));
    (format.read)(&mut reading, &text);
    let whole = text.origin(Span::default());
    finish(reading, name, whole)
}

/// Reads a document that has its place among the sources already.
pub(super) fn read_document(
    (format, name): (&DocumentFormat, &'static str),
    (path, file): (&Path, FileId),
    document: &Document,
    sources: &mut Sources,
) -> Typed {
    let mut reading = Reading::new(sources);
    let text = reading.adopt(file, document, path);
    let root = document.root();
    (format.read)(&mut reading, &text, root);
    let first = root.entries().next().map_or_else(|| root.span(), |entry| entry.key_span);
    finish(reading, name, text.origin(first))
}

fn finish(reading: Reading<'_>, format: &'static str, whole: Origin) -> Typed {
    let (types, problems, is_whole) = reading.finish();
    Typed { types, whole, format, problems, is_whole }
}
