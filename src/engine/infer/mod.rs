//! A dictionary drafted from what exists: exports and contracts of systems nobody has described yet.
//!
//! Files are grouped into tables (`group`), each table is profiled column by column (`profile`), what the values show becomes a
//! type, a format, a code list (`shape`), names and values decide which columns of which systems are one element (`element`),
//! and what is unique and found elsewhere becomes keys and relations (`relate`). What a dictionary's own systems hold is
//! evidence as well (`evidence`). Everything is written as a draft with the evidence beside it (`write`), which may be put
//! into the dictionary's own files (`parts`, `merge`); nothing is ever approved by a machine.

mod affix;
mod element;
mod entity;
mod evidence;
mod group;
mod lines;
mod merge;
mod parts;
mod profile;
mod relate;
mod sample;
mod shape;
mod write;

use std::path::PathBuf;
use std::sync::Arc;

use super::candidate::Candidate;
use super::discover;
use super::request::{Progress, Silent};
use crate::dictionary::LoadError;
use crate::finding::{Finding, Severity};
use crate::matching::Values;
use crate::model::{Date, Dictionary};
use crate::table::packed::Limits;

use element::Elements;

pub use group::Made;
pub use merge::Merged;

/// Most records of a file that are looked at; what was left out is said.
pub const MOST_RECORDS: u64 = 1_000_000;

/// Most tables that are drafted at once; what was left out is said.
const MOST_TABLES: usize = 500;

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
    /// Whether the draft becomes a part of the dictionary's own files.
    pub merge: bool,
}

/// What came of it.
#[derive(Debug, Default)]
pub struct Inferred {
    /// The draft, a file of a dictionary; empty where nothing was found.
    pub text: String,
    /// Files of the dictionary with the draft in them: as reports show them, with their whole new text; the first ones are new.
    pub merged: Vec<Merged>,
    /// How much it holds.
    pub made: Made,
    /// What could not be read.
    pub findings: Vec<Finding>,
    /// Files found under the given paths.
    pub found: usize,
    /// Tables that were left out because there are too many.
    pub left_out: usize,
    /// Schemas that were left out because a contract has too many.
    pub schemas_left_out: usize,
    /// Tables of which only the first records were looked at.
    pub sampled: usize,
}

/// What a field that nobody mapped may be.
#[derive(Clone, Debug)]
pub struct Suggestion {
    /// The glob of its files, or the place of its schema.
    pub glob: String,
    /// Its name as written.
    pub field: Arc<str>,
    /// Ids of elements and how sure they are, from 0 to 1, the surest first.
    pub near: Vec<(Arc<str>, f64)>,
}

/// A column or a property, as far as it is known.
struct FieldDraft {
    /// As written.
    name: Arc<str>,
    shape: shape::Shape,
    profile: profile::Profile,
    /// What its values look like.
    values: Values,
    /// What a contract says of it.
    description: Option<Arc<str>>,
    /// Which of the drafted or known elements it is, and how sure that is.
    element: Option<(usize, f64)>,
    /// Elements of the dictionary that it may be, the surest first.
    near: Vec<(usize, f64)>,
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
    /// The draft cannot become a part of this file: where something would stand nothing can be written.
    Merge(String),
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
    let mut inferred = draft(inferring, (dictionary, &never), progress);
    if let Some(path) = inferring.dictionary.as_deref().filter(|_| inferring.merge && !inferred.text.is_empty()) {
        inferred.merged = merge::merged(dictionary, path, &inferred.text).map_err(InferError::Merge)?;
    }
    Ok(inferred)
}

/// What the fields of exports and contracts may be that no dataset of the dictionary claims: for each its dataset, its name and
/// the elements that come near, the surest first. Exports that a dataset claims are evidence of what elements hold.
#[must_use]
pub fn suggestions(inferring: &Inferring, dictionary: &Dictionary) -> Vec<Suggestion> {
    let (tables, _) = drafted((inferring, &mut Inferred::default()), (dictionary, &[]), &Silent);
    let ids: Vec<&Arc<str>> = dictionary.elements.keys().collect();
    let suggestion = |table: &TableDraft, field: &FieldDraft| {
        let near = field.near.iter().filter_map(|it| Some((Arc::clone(ids.get(it.0)?), it.1))).collect();
        Suggestion { glob: table.group.glob.clone(), field: Arc::clone(&field.name), near }
    };
    tables.iter().flat_map(|table| table.fields.iter().map(move |it| suggestion(table, it))).collect()
}

type Known<'k> = (&'k Dictionary, &'k [PathBuf]);

fn draft(inferring: &Inferring, known: Known<'_>, progress: &dyn Progress) -> Inferred {
    let dictionary = known.0;
    let mut inferred = Inferred::default();
    let (tables, elements) = drafted((inferring, &mut inferred), known, progress);
    let relations = relate::relations(&tables, &elements);
    let codes = element::code_lists(dictionary, &elements, &tables);
    inferred.made = Made::of(&tables, &elements, &relations);
    if !tables.is_empty() {
        let drafted = (&elements, &codes, &relations[..]);
        inferred.text = write::text((dictionary, inferring.merge), &tables, drafted);
    }
    inferred
}

/// The tables with the element of each field. `never`: files that are no inputs.
fn drafted(
    (inferring, inferred): (&Inferring, &mut Inferred),
    (dictionary, never): Known<'_>,
    progress: &dyn Progress,
) -> (Vec<TableDraft>, Elements) {
    let discovered = discover::discover(&inferring.paths, never);
    let limits = Limits { most: inferring.max_unpacked };
    let candidates: Vec<Candidate> = discover::expanded(discovered.candidates, limits);
    inferred.findings = discovered.findings;
    let (mut groups, claimed) = group::groups(inferring, dictionary, candidates, &mut inferred.found);
    inferred.left_out = groups.len().saturating_sub(MOST_TABLES);
    groups.truncate(MOST_TABLES);
    progress.begins(groups.len() as u64, groups.iter().map(group::Group::bytes).sum());
    let mut tables: Vec<TableDraft> = Vec::new();
    for group in groups {
        progress.opens(group.shown());
        inferred.schemas_left_out += sample::read(inferring, group, (&mut tables, &mut inferred.findings));
    }
    tables.retain(|it| !it.fields.is_empty());
    group::tell_apart(dictionary, &mut tables);
    tables.iter_mut().for_each(relate::find_key);
    inferred.sampled = tables.iter().filter(|it| it.is_sample).count();
    let known = if tables.is_empty() { Vec::new() } else { evidence::known(dictionary, &claimed, limits) };
    let elements = element::elements(dictionary, known, &mut tables);
    (tables, elements)
}
