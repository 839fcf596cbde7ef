//! One contract file: what is wrong with it by itself, then the datasets that point into it.

use std::sync::Arc;

use super::ignores::Ignores;
use super::part;
use crate::contract::{self, Contract, ContractProblem, ProblemKind};
use crate::engine::assign::Assigned;
use crate::engine::discover::start;
use crate::engine::request::Request;
use crate::finding::{Finding, Place, Severity};
use crate::model::Dictionary;
use crate::rules::contract::contract_invalid;
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
    let ignores = Ignores::of(&opened, request.as_of);
    let unused = ignores.apply(&mut findings);
    findings.extend(unused.into_iter().map(|it| placed(it, first)));
    (findings, Some(contract.format()))
}

fn worded(problem: &ContractProblem, opened: &Opened<'_>) -> Finding {
    let place = Place { path: None, ..opened.place(problem.origin) };
    let (message, help) = (problem.message.clone(), problem.help.clone());
    let finding = match problem.kind {
        ProblemKind::Invalid | ProblemKind::Example => contract_invalid::found(place, message, help, &problem.subject),
        ProblemKind::Void => {
            let finding = contract_invalid::found(place, message, help, &problem.subject);
            Finding { severity: Severity::Warning, ..finding }
        }
        ProblemKind::Unread => check_skipped::found(&problem.subject, message, help).at(place),
    };
    Finding { label: problem.label.clone(), ..finding }
}

fn placed(finding: Finding, file: &Assigned<'_>) -> Finding {
    Finding { path: Some(Arc::clone(&file.file.shown)), dataset: Some(Arc::clone(&file.dataset.id)), ..finding }
}
