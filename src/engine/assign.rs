//! Which file is of which dataset.

use std::collections::BTreeSet;
use std::sync::Arc;

use globset::{GlobBuilder, GlobMatcher};

use super::candidate::Candidate;
use super::discover::start;
use super::request::Request;
use crate::finding::{Finding, Related};
use crate::message::input;
use crate::model::{Dataset, Declared, Dictionary};
use crate::rules::input::dataset_unmatched;
use crate::table::{self, Format};
use crate::text::Origin;
use crate::{contract, finding::InputKind};

/// A file and what it is read as.
#[derive(Clone, Debug)]
pub(super) struct Assigned<'d> {
    /// The file.
    pub(super) file: Candidate,
    /// What it is of.
    pub(super) dataset: &'d Dataset,
    /// Records or declarations.
    pub(super) kind: InputKind,
    /// The format that the run or the dataset says it has; else its bytes and its name tell.
    pub(super) format: Option<&'static str>,
}

/// A contract that was named for a system and that none of its datasets claims.
#[derive(Clone, Debug)]
pub(super) struct Unclaimed {
    /// The file.
    pub(super) file: Candidate,
    /// The system.
    pub(super) system: Arc<str>,
}

/// All files with a dataset, and findings for those without.
#[derive(Debug, Default)]
pub(super) struct Assignment<'d> {
    /// In the order of the files.
    pub(super) assigned: Vec<Assigned<'d>>,
    /// Contracts whose schemas have to be held against the datasets of a system.
    pub(super) unclaimed: Vec<Unclaimed>,
    /// Files of no dataset, or of two.
    pub(super) findings: Vec<Finding>,
    /// Files that are or look like inputs.
    pub(super) found: usize,
    /// The format that the run says every file has.
    format: Option<&'static str>,
}

/// One glob of a dataset.
struct Claim<'d> {
    dataset: &'d Dataset,
    kind: InputKind,
    glob: GlobMatcher,
    origin: Origin,
}

impl Claim<'_> {
    /// Whether it takes a file: by one of its names, or with all the records of an archive.
    fn takes(&self, file: &Candidate, names: &[String]) -> bool {
        if self.kind == InputKind::Contract && !file.is_file() {
            return false;
        }
        let whole = || file.archive_name().is_some_and(|it| self.glob.is_match(it)) && looks_like_records(file);
        names.iter().any(|it| self.glob.is_match(it)) || whole()
    }
}

/// Extensions of files that hold records; others are inputs only where a dataset claims them.
const RECORDS: [&str; 24] = [
    "csv", "tsv", "tab", "psv", "json", "jsonl", "ndjson", "xlsx", "xlsm", "xlsb", "xls", "ods", "parquet", "avro",
    "arrow", "feather", "xml", "gz", "zst", "bz2", "zip", "dat", "dbf", "orc",
];

/// Assigns every file to the one dataset that claims it.
pub(super) fn assign<'d>(dictionary: &'d Dictionary, request: &Request, files: Vec<Candidate>) -> Assignment<'d> {
    let by_hand = request.dataset.as_ref().and_then(|id| dictionary.datasets.get(id.as_str()));
    let claims = claims(dictionary, request);
    let mut assignment = Assignment { format: request.input_format, ..Assignment::default() };
    for file in files {
        match by_hand {
            Some(dataset) => assignment.by_hand(dataset, file),
            None => assignment.by_claim(dictionary, (request, &claims), &file),
        }
    }
    assignment
}

impl<'d> Assignment<'d> {
    fn by_hand(&mut self, dataset: &'d Dataset, file: Candidate) {
        let contract = is_contract(&file) || is_language(&file);
        if !file.named && !contract && !looks_like_records(&file) {
            return;
        }
        let kind = if contract { InputKind::Contract } else { InputKind::Data };
        self.found += 1;
        let format = self.format.or_else(|| format_of(dataset));
        self.assigned.push(Assigned { file, dataset, kind, format });
    }

    fn by_claim(&mut self, dictionary: &Dictionary, (request, claims): (&Request, &[Claim<'d>]), file: &Candidate) {
        let names = file.names();
        let mut claiming: Vec<&Claim<'d>> = claims.iter().filter(|it| it.takes(file, &names)).collect();
        let system = request.system.as_ref().and_then(|it| dictionary.systems.get(it.as_str()));
        if let Some(system) = system.filter(|_| claiming.is_empty() && file.named && may_be_contract(file)) {
            self.found += 1;
            self.unclaimed.push(Unclaimed { file: file.clone(), system: Arc::clone(&system.id) });
            return;
        }
        if claiming.is_empty() {
            if file.named || looks_like_records(file) || is_contract(file) {
                self.found += 1;
                let name = name_of(&file.shown);
                let contract = is_contract(file) || is_language(file);
                let told =
                    if contract { dataset_unmatched::contract(name) } else { dataset_unmatched::no_dataset(name) };
                self.findings.push(told.in_input(Arc::clone(&file.shown)).at(start()));
            }
            return;
        }
        self.found += 1;
        // Several datasets may read different parts of one contract; records belong to one dataset.
        let contracts = claiming.iter().all(|it| it.kind == InputKind::Contract);
        if !contracts {
            claiming.dedup_by_key(|it| &it.dataset.id);
            if !reads_apart(&claiming) {
                self.findings.push(several(dictionary, file, &claiming));
                return;
            }
        }
        for claim in claiming {
            let format = self.format.or_else(|| format_of(claim.dataset));
            self.assigned.push(Assigned { file: file.clone(), dataset: claim.dataset, kind: claim.kind, format });
        }
    }
}

/// Whether each of the datasets reads records of its own: of several lists in one document, or of one dataset alone.
fn reads_apart(claiming: &[&Claim<'_>]) -> bool {
    let lists: BTreeSet<Option<&str>> =
        claiming.iter().map(|it| it.dataset.each.as_ref().map(|each| &*each.value)).collect();
    lists.len() == claiming.len() && claiming.iter().all(|it| it.kind == InputKind::Data)
}

fn several(dictionary: &Dictionary, file: &Candidate, claiming: &[&Claim<'_>]) -> Finding {
    let names: Vec<&str> = claiming.iter().map(|it| &*it.dataset.id).collect();
    let mut finding = dataset_unmatched::several(name_of(&file.shown), &names.join("`, `"))
        .in_input(Arc::clone(&file.shown))
        .at(start());
    for claim in claiming {
        finding = finding.related_to(Related::in_source(&dictionary.sources, claim.origin, input::files_here()));
    }
    finding
}

/// The format that a dataset declares; the dictionary has looked whether there is one of that name.
fn format_of(dataset: &Dataset) -> Option<&'static str> {
    let declared = dataset.format.as_ref()?;
    table::by_name(&declared.value).map(Format::name)
}

fn claims<'d>(dictionary: &'d Dictionary, request: &Request) -> Vec<Claim<'d>> {
    let asked = |dataset: &&Dataset| request.system.as_deref().is_none_or(|it| it == &*dataset.system);
    let mut claims = Vec::new();
    for dataset in dictionary.datasets.values().filter(asked) {
        for glob in &dataset.files {
            claims.extend(claim(dataset, InputKind::Data, &glob.value, glob.origin));
        }
        if let Some(Declared { value, origin }) = &dataset.contract {
            claims.extend(claim(dataset, InputKind::Contract, &value.path, *origin));
        }
    }
    claims
}

/// A glob is matched from the right: `orders*.csv` in any folder, `tmall/*.csv` only in that one.
fn claim<'d>(dataset: &'d Dataset, kind: InputKind, glob: &str, origin: Origin) -> Option<Claim<'d>> {
    let anywhere = format!("**/{}", glob.trim_start_matches("./").trim_start_matches('/'));
    let glob = GlobBuilder::new(&anywhere).literal_separator(true).build().ok()?.compile_matcher();
    Some(Claim { dataset, kind, glob, origin })
}

fn name_of(shown: &str) -> &str {
    shown.rsplit('/').next().unwrap_or(shown)
}

pub(super) fn looks_like_records(file: &Candidate) -> bool {
    file.plain_name().rsplit_once('.').is_some_and(|(_, extension)| {
        // JSON is configuration more often than records; it is an input where a dataset claims it or it is a contract.
        RECORDS.iter().any(|it| it.eq_ignore_ascii_case(extension)) && !extension.eq_ignore_ascii_case("json")
    })
}

/// Whether a named file is to be read as a contract: one is recognised, or it is a document that cannot be records.
fn may_be_contract(file: &Candidate) -> bool {
    is_contract(file)
        || is_language(file)
        || name_of(&file.shown).rsplit_once('.').is_some_and(|(_, it)| ["yaml", "yml"].contains(&it))
        || contract::is_foreign(&file.first_bytes())
}

/// Whether a file is in a language that only contracts are written in; a folder may hold many such that are none of ours.
fn is_language(file: &Candidate) -> bool {
    let by_name = contract::is_language(&file.path) && file.is_file();
    by_name || (may_be_model(file) && file.is_file() && contract::recognise(&file.path, &file.first_bytes()).is_some())
}

/// Languages that share their extensions with records: models in XML, schemas among data in Avro.
fn may_be_model(file: &Candidate) -> bool {
    file.path.extension().is_some_and(|it| it.eq_ignore_ascii_case("xml") || it.eq_ignore_ascii_case("avro"))
}

fn is_contract(file: &Candidate) -> bool {
    // Only these are ever contracts, and no other file need be opened to know that it is none.
    let extension = file.path.extension().map(std::ffi::OsStr::to_ascii_lowercase);
    let may_be = extension.is_some_and(|it| it == "json" || it == "yaml" || it == "yml");
    may_be && file.is_file() && contract::recognise(&file.path, &file.first_bytes()).is_some()
}
