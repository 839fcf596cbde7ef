//! One contract file: what is wrong with it by itself, then the datasets that point into it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::ignores::Ignores;
use super::part;
use crate::contract::{self, Contract, ContractProblem, ProblemKind};
use crate::engine::assign::Assigned;
use crate::engine::discover::start;
use crate::engine::request::Request;
use crate::finding::{Finding, Place, Severity};
use crate::model::Dictionary;
use crate::rule::JudgedInterface;
use crate::rules::RULES;
use crate::rules::contract::{contract_invalid, example_breaks};
use crate::rules::input::file_unreadable;
use crate::rules::run::check_skipped;
use crate::text::{Origin, Sources};

/// A contract that was opened, and where its texts are.
pub(super) struct Opened<'o> {
    pub(super) contract: &'o Contract,
    pub(super) sources: &'o Sources,
}

impl Opened<'_> {
    /// A range of the contract as a place, with the pointer to it.
    pub(super) fn place(&self, origin: Origin) -> Place {
        Place { pointer: self.contract.pointer(origin), ..Place::in_source(self.sources, origin) }
    }
}

/// What is found in one file, and its format where it could be read. `assigned` are its datasets.
pub(super) fn judge(
    dictionary: &Dictionary,
    request: &Request,
    assigned: &[Assigned<'_>],
) -> (Vec<Finding>, Option<&'static str>) {
    let Some(first) = assigned.first() else { return (Vec::new(), None) };
    let mut sources = Sources::default();
    let contract = match contract::open(&first.file.path, &first.file.shown, &mut sources) {
        Ok(contract) => contract,
        Err(error) => {
            let finding = file_unreadable::found(0, &error.reason, error.help).at(start());
            return (vec![placed(finding, first)], None);
        }
    };
    let opened = Opened { contract: &contract, sources: &sources };
    let mut findings: Vec<Finding> = contract.problems().iter().map(|it| placed(worded(it, &opened), first)).collect();
    for one in assigned {
        let (problems, found) = part::judge(dictionary, request.as_of, &opened, one);
        findings.extend(problems.iter().map(|it| placed(worded(it, &opened), one)));
        findings.extend(found);
    }
    once(&mut findings);
    findings.extend(interface(dictionary, &opened, assigned));
    let ignores = Ignores::of(&opened, request.as_of);
    let unused = ignores.apply(&mut findings);
    findings.extend(unused.into_iter().map(|it| placed(it, first)));
    (findings, Some(contract.format()))
}

fn worded(problem: &ContractProblem, opened: &Opened<'_>) -> Finding {
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
    Finding { label: problem.label.clone(), ..finding }
}

/// What the rules say of the contract's operations, for each system that has a dataset in it.
fn interface(dictionary: &Dictionary, opened: &Opened<'_>, assigned: &[Assigned<'_>]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut done = BTreeSet::new();
    let mut operations = None;
    for one in assigned.iter().filter(|it| done.insert(&it.dataset.system)) {
        let system = dictionary.systems.get(&one.dataset.system).filter(|it| !it.transport.api.is_empty());
        let Some(system) = system else { continue };
        let judged = JudgedInterface {
            dictionary,
            system,
            dataset: one.dataset,
            path: Arc::clone(&one.file.shown),
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

fn placed(finding: Finding, file: &Assigned<'_>) -> Finding {
    Finding { path: Some(Arc::clone(&file.file.shown)), dataset: Some(Arc::clone(&file.dataset.id)), ..finding }
}
