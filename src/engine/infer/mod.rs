//! A dictionary drafted from what exists: exports and contracts of systems nobody has described yet.
//!
//! Files are grouped into tables (`group`), each table is profiled column by column (`profile`), what the values show becomes a
//! type, a format, a code list (`shape`), names and values decide which columns of which systems are one element (`element`),
//! and what is unique and found elsewhere becomes keys and relations (`relate`). Everything is written as a draft with the
//! evidence beside it (`write`); nothing is ever approved by a machine.

mod affix;
mod element;
mod entity;
mod group;
mod lines;
mod profile;
mod relate;
mod sample;
mod shape;
mod write;

use std::path::PathBuf;
use std::sync::Arc;

use super::candidate::Candidate;
use super::discover;
use super::request::Progress;
use crate::dictionary::LoadError;
use crate::finding::{Finding, Severity};
use crate::model::{Date, Dictionary};
use crate::table::packed::Limits;

pub use group::Made;

/// Most records of a file that are looked at; what was left out is said.
pub const MOST_RECORDS: u64 = 1_000_000;

/// What is to be looked at.
#[derive(Clone, Debug)]
pub struct Inferring {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// The system that all of them are of; else the folder that each stands in.
    pub system: Option<String>,
    /// A dictionary whose elements are used, and whose datasets are left alone.
    pub dictionary: Option<PathBuf>,
    /// The day that counts as today.
    pub as_of: Date,
    /// How far inputs may be unpacked.
    pub max_unpacked: u64,
    /// Most records of a file that are looked at.
    pub most_records: u64,
}

/// What came of it.
#[derive(Debug, Default)]
pub struct Inferred {
    /// The draft, a file of a dictionary; empty where nothing was found.
    pub text: String,
    /// How much it holds.
    pub made: Made,
    /// What could not be read.
    pub findings: Vec<Finding>,
    /// Files found under the given paths.
    pub found: usize,
}

/// A column or a property, as far as it is known.
struct FieldDraft {
    /// As written.
    name: Arc<str>,
    shape: shape::Shape,
    profile: profile::Profile,
    /// Which of the drafted or known elements it is, and how sure that is.
    element: Option<(usize, f64)>,
}

/// A table that files or a contract's schema have in common.
struct TableDraft {
    /// The group it comes from.
    group: group::Group,
    fields: Vec<FieldDraft>,
    /// The fields that tell its records apart, by their places; none where nothing does.
    key: Vec<usize>,
    records: u64,
    /// Of text: its encoding, and what parts its cells.
    encoding: Option<String>,
    delimiter: Option<u8>,
    /// The row of the header, from 1, where notes stand above it.
    header_row: Option<u64>,
    /// Whether only the first records were looked at.
    is_sample: bool,
}

/// Why nothing was drafted.
#[derive(Debug)]
pub enum InferError {
    /// The dictionary that was named is not there.
    Load(LoadError),
    /// It has errors, which are among these findings: what it means is not certain.
    Dictionary(Vec<Finding>),
}

/// Drafts a dictionary.
///
/// # Errors
/// Where a dictionary was named and cannot be relied on. What cannot be read otherwise is among the findings.
pub fn infer(inferring: &Inferring, progress: &dyn Progress) -> Result<Inferred, InferError> {
    let load = |path| super::load(path, inferring.as_of).map_err(InferError::Load);
    let loaded = inferring.dictionary.as_deref().map(load).transpose()?;
    if let Some(loaded) = loaded.as_ref().filter(|it| it.findings.iter().any(|it| it.severity == Severity::Error)) {
        return Err(InferError::Dictionary(loaded.findings.clone()));
    }
    let none = Dictionary::default();
    let dictionary = loaded.as_ref().map_or(&none, |it| &it.dictionary);
    let never = loaded.as_ref().map(|it| it.files.clone()).unwrap_or_default();
    let discovered = discover::discover(&inferring.paths, &never);
    let limits = Limits { most: inferring.max_unpacked };
    let candidates: Vec<Candidate> = discover::expanded(discovered.candidates, limits);
    let mut inferred = Inferred { findings: discovered.findings, ..Inferred::default() };
    let groups = group::groups(inferring, dictionary, candidates, &mut inferred.found);
    progress.begins(groups.len() as u64, groups.iter().map(group::Group::bytes).sum());
    let mut tables: Vec<TableDraft> = Vec::new();
    for group in groups {
        progress.opens(group.shown());
        sample::read(inferring, group, (&mut tables, &mut inferred.findings));
    }
    tables.retain(|it| !it.fields.is_empty());
    tables.iter_mut().for_each(relate::find_key);
    let elements = element::elements(dictionary, &mut tables);
    let relations = relate::relations(&tables, &elements);
    let codes = element::code_lists(dictionary, &elements, &tables);
    inferred.made = Made::of(&tables, &elements, &relations);
    if !tables.is_empty() {
        inferred.text = write::text(dictionary, &tables, (&elements, &codes, &relations));
    }
    Ok(inferred)
}
