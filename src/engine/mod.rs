//! Floor 4: the only place where readers, plans and rules meet.
//!
//! One run: load the dictionary, find the files, give each its dataset, judge contracts and data, put the findings in
//! order and decide what counts.

mod across;
mod assign;
mod cache;
mod candidate;
pub mod compat;
mod confirm;
mod contracts;
pub mod convert;
mod data;
mod datasets;
mod diff;
mod discover;
mod drafts;
mod drift;
pub mod field_map;
mod finish;
pub mod fix;
mod grouped;
pub mod infer;
mod keys;
pub mod listing;
mod names;
pub mod quarantine;
pub mod record;
mod relations;
mod request;
mod revision;
mod snapshot;
pub mod undeclared;
mod unique;
mod verdicts;
mod wilson;

pub use cache::CacheUse;
pub use diff::{Asked, DiffError, diff};
pub use request::{Checked, FEW, Progress, Request, Silent};
pub use revision::{Revision, RevisionError};

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::dictionary::{self, LoadError, Loaded};
use crate::finding::{Finding, InputKind, Report, Severity};
use crate::message::{Message, check};
use crate::model::Date;
use crate::rule::Scope;
use crate::rules::RULES;
use crate::rules::dictionary::constraint_widened;
use crate::rules::run::check_skipped;
use crate::settings::Waivers;

/// Loads a dictionary and lets it check itself as it stands on the day `as_of`.
///
/// # Errors
/// Where there is no dictionary, or nothing of it can be read.
pub fn load(path: &Path, as_of: Date) -> Result<Loaded, LoadError> {
    let known = dictionary::Known {
        rules: RULES.iter().map(|rule| rule.id.name()).collect(),
        formats: crate::format::FORMATS.iter().map(|it| it.name).collect(),
        inputs: crate::table::FORMATS.iter().map(|it| it.name()).collect(),
    };
    let mut loaded = dictionary::load(path, &discover::shown(path), &known)?;
    for judge in RULES.iter().filter_map(|rule| rule.parts.dictionary) {
        judge(&loaded.dictionary, as_of, &mut loaded.findings);
    }
    loaded.findings.extend(across::declared::findings(&loaded.dictionary));
    let (widened, findings): (Vec<_>, Vec<_>) =
        std::mem::take(&mut loaded.findings).into_iter().partition(|it| it.rule == constraint_widened::RULE.id);
    loaded.findings = findings;
    // A draft widens nothing that is in force.
    loaded.findings.extend(widened.into_iter().map(|it| drafts::eased(it, &loaded.dictionary)));
    Ok(loaded)
}

/// Checks everything that `request` asks for.
///
/// # Errors
/// Where there is no dictionary, or nothing of it can be read. All else is a finding.
pub fn check(request: &Request, progress: &dyn Progress) -> Result<Checked, LoadError> {
    checked(request, progress, None)
}

/// The same, and keeps what is needed to part good records from bad ones afterwards.
///
/// # Errors
/// As [`check()`].
pub fn check_and_keep(
    request: &Request,
    progress: &dyn Progress,
    kept: &mut Vec<quarantine::KeptFile>,
) -> Result<Checked, LoadError> {
    checked(request, progress, Some(kept))
}

fn checked(
    request: &Request,
    progress: &dyn Progress,
    kept: Option<&mut Vec<quarantine::KeptFile>>,
) -> Result<Checked, LoadError> {
    let mut loaded = load(&request.dictionary, request.as_of)?;
    if let Some(id) = &request.dataset {
        undeclared::add(&mut loaded.dictionary, id);
    }
    let dictionary = &loaded.dictionary;
    let mut waivers = Waivers::new(dictionary, request.as_of);
    let mut waived = |it: &Finding| waivers.apply(it, |reason| Message::verbatim(reason)).is_some();
    let dictionary_has_errors = loaded.findings.iter().any(|it| it.severity == Severity::Error && !waived(it));
    let mut findings = loaded.findings.clone();
    findings.extend(not_checked(dictionary));
    findings.extend(names::undated(dictionary));
    let not_inputs: Vec<PathBuf> = loaded.files.iter().chain(&request.never).cloned().collect();
    let discovered = discover::discover(&request.paths, &not_inputs);
    let named = request.paths.iter().any(|it| !it.is_dir());
    let partial = named || request.system.is_some() || request.dataset.is_some();
    findings.extend(discovered.findings);
    let mut assignment =
        assign::assign(dictionary, request, discover::expanded(discovered.candidates, request.unpacking()));
    findings.append(&mut assignment.findings);
    let found = assignment.found;
    let unclaimed = assignment.unclaimed.iter().map(|it| it.file.shown.clone());
    let matched: BTreeSet<_> = assignment.assigned.iter().map(|it| it.file.shown.clone()).chain(unclaimed).collect();
    let given: BTreeSet<&str> = assignment.assigned.iter().map(|it| &*it.dataset.id).collect();
    let (contracts, data): (Vec<_>, Vec<_>) =
        assignment.assigned.iter().cloned().partition(|it| it.kind == InputKind::Contract);
    progress.begins(data.len() as u64, data.iter().map(|it| it.file.bytes).sum());
    let from_contracts = contracts::judge(dictionary, request, (&contracts, &assignment.unclaimed));
    let (keeps, promises) = (kept.is_some(), &from_contracts.promises);
    let (judged, cache) = grouped::judge(dictionary, request, data, datasets::Around { progress, keeps, promises });
    if let Some(kept) = kept {
        *kept = judged.kept;
    }
    let earlier = diff::earlier::findings(request, dictionary);
    // That a revision cannot be had is told once.
    let is_told = |it: &Finding| {
        it.rule == check_skipped::RULE.id && from_contracts.findings.iter().any(|other| other.message == it.message)
    };
    findings.extend(earlier.into_iter().filter(|it| !is_told(it)));
    findings.extend(from_contracts.findings);
    if let Some(before) = &request.snapshot {
        findings.extend(snapshot::judge(dictionary, before, &judged.shapes, &judged.findings));
    }
    findings.extend(judged.findings);
    findings.extend(finish::absent(dictionary, request, (&given, &judged.missed), partial));
    if !partial {
        let kinds = assignment.assigned.iter().map(|it| (&*it.dataset.id, it.kind)).collect();
        findings.extend(drift::skipped(dictionary, &kinds));
    }
    let mut report = Report { inputs: judged.inputs, ..Report::default() };
    report.inputs.extend(from_contracts.inputs);
    report.summary.not_checked = judged.not_checked;
    let coverage = finish::coverage(dictionary, request, &report.inputs);
    let gone = finish::finish(&mut report, findings, dictionary, (request, &coverage));
    let snapshot = request.snapshot.as_ref().map(|_| snapshot::taken(&judged.shapes));
    let drafts = drafts::used(dictionary, &report.inputs);
    Ok(Checked {
        report,
        snapshot,
        drafts,
        coverage,
        dictionary_has_errors,
        found,
        matched: matched.len(),
        gone,
        systems: dictionary.systems.keys().map(ToString::to_string).collect(),
        datasets: dictionary.datasets.keys().map(ToString::to_string).collect(),
        cache,
    })
}

/// One finding for each declaration that loads and that nothing checks.
fn not_checked(dictionary: &crate::model::Dictionary) -> Vec<Finding> {
    let found = |it: &crate::model::Unchecked| {
        let finding =
            check_skipped::found(&it.subject, skipped_declaration(&it.what), check::skipped_declaration_help());
        finish::at_origin(finding, dictionary, it.origin)
    };
    dictionary.unchecked.iter().map(found).collect()
}

fn skipped_declaration(what: &Message) -> Message {
    Message::both(
        check::skipped_declaration(what.text(crate::message::Lang::En)),
        &check::skipped_declaration(what.text(crate::message::Lang::ZhCn)),
    )
}

/// Whether a rule judges the dictionary alone.
pub fn is_dictionary_rule(scopes: &[Scope]) -> bool {
    scopes == [Scope::Dictionary]
}
