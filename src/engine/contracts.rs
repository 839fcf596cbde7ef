//! API contracts: their declared fields, judged by the rules that judge headers.

use std::sync::Arc;

use super::assign::Assigned;
use super::discover::start;
use super::request::Request;
use crate::contract::{self, ContractProblem, ProblemKind};
use crate::finding::{Finding, Input, InputKind, Place, Severity};
use crate::model::{Dictionary, Site};
use crate::plan;
use crate::rule::Judged;
use crate::rules::RULES;
use crate::rules::contract::contract_invalid;
use crate::rules::input::file_unreadable;
use crate::rules::run::check_skipped;
use crate::text::Sources;

/// Judges all contract files.
pub(super) fn judge(dictionary: &Dictionary, request: &Request, files: &[Assigned<'_>]) -> (Vec<Finding>, Vec<Input>) {
    let mut findings = Vec::new();
    let mut inputs: Vec<Input> = Vec::new();
    for file in files {
        let mut input = Input {
            path: Arc::clone(&file.file.shown),
            kind: InputKind::Contract,
            format: "unknown",
            encoding: None,
            dataset: Some(Arc::clone(&file.dataset.id)),
            records: 0,
            bytes: file.file.bytes,
            complete: false,
        };
        judge_one(dictionary, request, file, &mut findings, &mut input);
        inputs.push(input);
    }
    (findings, inputs)
}

fn judge_one(
    dictionary: &Dictionary,
    _request: &Request,
    file: &Assigned<'_>,
    findings: &mut Vec<Finding>,
    input: &mut Input,
) {
    let mut sources = Sources::default();
    let dataset = file.dataset;
    let contract = match contract::open(&file.file.path, &file.file.shown, &mut sources) {
        Ok(contract) => contract,
        Err(error) => {
            let finding = file_unreadable::found(0, &error.reason, error.help).at(start());
            findings.push(placed(finding, file));
            return;
        }
    };
    input.format = contract.format();
    input.complete = true;
    let fragment = dataset.contract.as_ref().map_or("", |it| &*it.value.fragment);
    let lowered = contract.fields(fragment);
    for problem in contract.problems().iter().chain(&lowered.problems) {
        findings.push(placed(worded(problem, &sources), file));
    }
    let Some(system) = dictionary.systems.get(&dataset.system) else { return };
    if !lowered.is_read {
        return;
    }
    let mut binding = plan::bind(dictionary, dataset, &lowered.fields);
    binding.bound.retain(|it| dictionary.element(&it.field.element.value).is_some());
    let specs: Vec<_> =
        binding.bound.iter().filter_map(|it| plan::field_spec(dictionary, dataset, it.field)).map(Arc::new).collect();
    let judged = Judged {
        dictionary,
        dataset,
        system,
        path: Arc::clone(&file.file.shown),
        is_contract: true,
        fields: &lowered.fields,
        binding: &binding,
        specs: &specs,
        place: &|site| match site {
            Site::Source(origin) => Place::in_source(&sources, origin),
            Site::Column(_) => start(),
        },
        whole: &|| Place::in_source(&sources, lowered.whole),
    };
    RULES.iter().filter_map(|rule| rule.parts.declaration).for_each(|judge| judge(&judged, findings));
}

fn worded(problem: &ContractProblem, sources: &Sources) -> Finding {
    let place = Place { path: None, ..Place::in_source(sources, problem.origin) };
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
