//! One contract file: what is wrong with it by itself, then the datasets that point into it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::ignores::Ignores;
use super::part;
use super::promised::Promised;
use crate::contract::{self, Contract, ContractProblem, ProblemKind};
use crate::engine::assign::Assigned;
use crate::engine::candidate::Candidate;
use crate::engine::discover::start;
use crate::engine::request::Request;
use crate::finding::{Finding, Fix, Place, Safety, Severity};
use crate::message::contract as say;
use crate::model::{Dataset, Dictionary};
use crate::rule::JudgedInterface;
use crate::rules::RULES;
use crate::rules::contract::{contract_invalid, example_breaks};
use crate::rules::input::file_unreadable;
use crate::rules::run::check_skipped;
use crate::text::{Origin, Sources, scalar_like};

/// A contract that was opened, and where its texts are.
pub(super) struct Opened<'o> {
    pub(super) contract: &'o Contract,
    pub(super) sources: &'o Sources,
    /// As reports show the contract's path.
    pub(super) shown: &'o Arc<str>,
}

impl Opened<'_> {
    /// A range of the contract as a place, with the pointer to it.
    pub(super) fn place(&self, origin: Origin) -> Place {
        Place { pointer: self.contract.pointer(origin), ..Place::in_source(self.sources, origin) }
    }
}

/// A dataset, and the part of a contract that it is.
pub(super) struct Target<'d> {
    pub(super) dataset: &'d Dataset,
    pub(super) fragment: Arc<str>,
}

impl<'d> Target<'d> {
    /// As the dictionary declares it.
    pub(super) fn of(assigned: &Assigned<'d>) -> Self {
        let fragment = assigned.dataset.contract.as_ref().map_or_else(|| Arc::from(""), |it| it.value.fragment.clone());
        Self { dataset: assigned.dataset, fragment }
    }
}

/// What came of one file.
#[derive(Default)]
pub(in crate::engine) struct Judged<'d> {
    pub(in crate::engine) findings: Vec<Finding>,
    /// Where it could be read.
    pub(in crate::engine) format: Option<&'static str>,
    /// What it promises of the data of those that have files.
    pub(in crate::engine) promised: Vec<(Arc<str>, Promised)>,
    /// Datasets that it was judged for.
    pub(in crate::engine) datasets: Vec<&'d Dataset>,
    /// Its text, first, and those of the files it refers to.
    pub(in crate::engine) sources: Sources,
    /// Whether keys and values of it can be edited one by one.
    pub(in crate::engine) is_document: bool,
}

/// Judges one file; `find` gives the datasets in it, and what there is to say of the rest.
pub(super) fn judge<'d>(
    dictionary: &'d Dictionary,
    request: &Request,
    file: &Candidate,
    find: impl FnOnce(&Opened<'_>) -> (Vec<Target<'d>>, Vec<Finding>),
) -> Judged<'d> {
    let mut sources = Sources::default();
    let contract = match contract::open_with(&file.path, &file.shown, &mut sources, &dictionary.remotes) {
        Ok(contract) => contract,
        Err(error) => {
            let finding = file_unreadable::found(0, &error.reason, error.help).at(start());
            return Judged { findings: vec![placed(finding, file, None)], ..Judged::default() };
        }
    };
    let opened = Opened { contract: &contract, sources: &sources, shown: &file.shown };
    let (targets, more) = find(&opened);
    let first = targets.first().map(|it| it.dataset);
    let mut findings: Vec<Finding> =
        contract.problems().iter().map(|it| placed(worded(it, &opened), file, first)).collect();
    findings.extend(more.into_iter().map(|it| placed(it, file, None)));
    let mut promised = Vec::new();
    for target in &targets {
        let part::Judged { problems, findings: found, promised: part } =
            part::judge(dictionary, request.as_of, &opened, target);
        promised.extend(part.map(|it| (Arc::clone(&target.dataset.id), it)));
        findings.extend(problems.iter().map(|it| placed(worded(it, &opened), file, Some(target.dataset))));
        findings.extend(found);
    }
    once(&mut findings);
    findings.extend(interface(dictionary, &opened, &targets));
    let ignores = Ignores::of(&opened, request.as_of);
    let unused = ignores.apply(&mut findings);
    findings.extend(unused.into_iter().map(|it| placed(it, file, first)));
    let datasets = targets.iter().map(|it| it.dataset).collect();
    let is_document = contract.is_document();
    Judged { findings, format: Some(contract.format()), promised, datasets, sources, is_document }
}

fn worded(problem: &ContractProblem, opened: &Opened<'_>) -> Finding {
    let mut finding = worded_once(problem, opened);
    let more = problem.more.iter().map(|it| Place { path: None, ..opened.place(*it) });
    finding.places.extend(more);
    finding.count = finding.places.len() as u64;
    finding.tested = finding.count;
    finding
}

fn worded_once(problem: &ContractProblem, opened: &Opened<'_>) -> Finding {
    let place = Place { path: None, ..opened.place(problem.origin) };
    let (message, help) = (problem.message.clone(), problem.help.clone());
    let finding = match problem.kind {
        ProblemKind::Invalid => contract_invalid::found(place, message, help, &problem.subject),
        ProblemKind::Example => {
            let subject = place.pointer.clone().unwrap_or_default();
            example_breaks::found(place, message, help, &subject)
        }
        ProblemKind::Void => {
            let finding = contract_invalid::found(place, message, help, &problem.subject);
            Finding { severity: Severity::Warning, ..finding }
        }
        ProblemKind::Unread => check_skipped::found(&problem.subject, message, help).at(place),
    };
    Finding { label: problem.label.clone(), fix: problem.near.map(|it| meant(it, problem, opened)), ..finding }
}

fn meant((safety, near): (Safety, &str), problem: &ContractProblem, opened: &Opened<'_>) -> Fix {
    let old = opened.sources.slice(problem.origin);
    Fix { safety, description: say::mend_value(near), edit: Some((problem.origin, scalar_like(old, near))) }
}

/// What the rules say of the contract's operations, for each system that has a dataset in it.
fn interface(dictionary: &Dictionary, opened: &Opened<'_>, targets: &[Target<'_>]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut done = BTreeSet::new();
    let mut operations = None;
    for one in targets.iter().filter(|it| done.insert(&it.dataset.system)) {
        let system = dictionary.systems.get(&one.dataset.system).filter(|it| !it.transport.api.is_empty());
        let Some(system) = system else { continue };
        let judged = JudgedInterface {
            dictionary,
            system,
            dataset: one.dataset,
            path: Arc::clone(opened.shown),
            operations: operations.get_or_insert_with(|| opened.contract.operations()),
            place: &|origin| opened.place(origin),
        };
        RULES.iter().filter_map(|it| it.parts.interface).for_each(|judge| judge(&judged, &mut findings));
    }
    findings
}

/// An example that its own schema refuses has been told; what the dictionary says of it is the same.
fn once(findings: &mut Vec<Finding>) {
    let place = |it: &Finding| it.places.first().map(|place| (place.path.clone().or(it.path.clone()), place.offset));
    let is_example = |it: &Finding| it.rule == example_breaks::RULE.id;
    let told: BTreeSet<_> = findings.iter().filter(|it| is_example(it) && it.element.is_none()).map(place).collect();
    findings.retain(|it| !is_example(it) || it.element.is_none() || !told.contains(&place(it)));
}

fn placed(finding: Finding, file: &Candidate, dataset: Option<&Dataset>) -> Finding {
    Finding { path: Some(Arc::clone(&file.shown)), dataset: dataset.map(|it| Arc::clone(&it.id)), ..finding }
}
