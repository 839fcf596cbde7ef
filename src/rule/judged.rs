//! What a declaration rule sees.

use std::sync::Arc;

use super::{Binding, FieldSpec};
use crate::finding::Place;
use crate::model::{Dataset, Date, DeclaredField, Dictionary, Site, System};

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
    /// The place of the header or schema as a whole, for what is missing.
    pub whole: &'a dyn Fn() -> Place,
}
