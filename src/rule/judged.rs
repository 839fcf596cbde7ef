//! What a declaration rule sees.

use std::sync::Arc;

use super::{Binding, FieldSpec};
use crate::finding::Place;
use crate::model::{Dataset, Date, DeclaredField, Dictionary, Operation, Site, System};
use crate::text::{Origin, Sources};

/// The declared fields of one input, bound to a dataset.
pub struct Judged<'a> {
    /// The dictionary.
    pub dictionary: &'a Dictionary,
    /// The dataset the input claims to be.
    pub dataset: &'a Dataset,
    /// Its system.
    pub system: &'a System,
    /// As reports show the input's path.
    pub path: Arc<str>,
    /// Whether the fields come from a contract; else from a data file's header.
    pub is_contract: bool,
    /// The day by which what depends on today is judged.
    pub as_of: Date,
    /// The fields.
    pub fields: &'a [DeclaredField],
    /// What they were bound to.
    pub binding: &'a Binding<'a>,
    /// For each bound field, in the order of `binding.bound`, what is declared of its values.
    pub specs: &'a [Arc<FieldSpec>],
    /// Turns a site into a place with its lines.
    pub place: &'a dyn Fn(Site) -> Place,
    /// The text of the contract, where single keys and values of it can be edited.
    pub text: Option<&'a Sources>,
    /// The place of the header or schema as a whole, for what is missing.
    pub whole: &'a dyn Fn() -> Place,
}

/// The operations of one contract, which are one system's.
pub struct JudgedInterface<'a> {
    /// The dictionary.
    pub dictionary: &'a Dictionary,
    /// The system.
    pub system: &'a System,
    /// The first of its datasets that points into the contract.
    pub dataset: &'a Dataset,
    /// As reports show the contract's path.
    pub path: Arc<str>,
    /// The operations.
    pub operations: &'a [Operation],
    /// Turns a range of the contract into a place.
    pub place: &'a dyn Fn(Origin) -> Place,
}
