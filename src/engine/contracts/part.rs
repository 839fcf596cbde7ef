//! The parts of a contract that a dataset points at, bound and judged one by one.

use std::sync::Arc;

use super::envelope;
use super::file::{Opened, Target};
use super::promised::Promised;
use super::rows::Rows;
use crate::contract::{ContractProblem, Part, Role};
use crate::engine::discover::start;
use crate::finding::Finding;
use crate::model::{Dataset, Date, DeclaredField, Dictionary, Site};
use crate::plan;
use crate::rule::{Binding, Judged as Rules};
use crate::rules::RULES;

/// What came of the parts.
#[derive(Default)]
pub(super) struct Judged {
    /// What is wrong with the parts themselves.
    pub(super) problems: Vec<ContractProblem>,
    /// What the rules find in them.
    pub(super) findings: Vec<Finding>,
    /// What the main one promises of data, where the dataset has files.
    pub(super) promised: Option<Promised>,
}

/// Judges the parts that `target` points at.
pub(super) fn judge(dictionary: &Dictionary, as_of: Date, opened: &Opened<'_>, target: &Target<'_>) -> Judged {
    let mut judged = Judged::default();
    for part in opened.contract.parts(&target.fragment) {
        if part.lowered.is_read {
            let (findings, promised) = rules(dictionary, as_of, opened, (target.dataset, &part));
            judged.findings.extend(findings);
            judged.promised = judged.promised.or(promised);
        }
        judged.problems.extend(part.lowered.problems);
    }
    judged
}

fn rules(
    dictionary: &Dictionary,
    as_of: Date,
    opened: &Opened<'_>,
    (dataset, part): (&Dataset, &Part),
) -> (Vec<Finding>, Option<Promised>) {
    let mut findings = Vec::new();
    let Some(system) = dictionary.systems.get(&dataset.system) else { return (findings, None) };
    let rows = Rows::of(dataset, &part.lowered.fields);
    let fields = &rows.fields;
    let mut binding = bind(dictionary, dataset, (part, fields));
    envelope::strip(fields, &mut binding, part.role == Role::Request);
    binding.missing.retain(|it| rows.is_whole || !it.field.name.starts_with("$."));
    let specs: Vec<_> =
        binding.bound.iter().filter_map(|it| plan::field_spec(dictionary, dataset, it.field)).map(Arc::new).collect();
    let whole = || opened.place(part.lowered.whole);
    let judged = Rules {
        dictionary,
        dataset,
        system,
        path: Arc::clone(opened.shown),
        is_contract: true,
        as_of,
        fields,
        binding: &binding,
        specs: &specs,
        place: &|site| match site {
            Site::Source(origin) => opened.place(origin),
            Site::Column(_) => start(),
        },
        text: opened.contract.is_document().then_some(opened.sources),
        whole: &whole,
    };
    RULES.iter().filter_map(|rule| rule.parts.declaration).for_each(|judge| judge(&judged, &mut findings));
    let compared = part.is_main && !dataset.files.is_empty();
    let promised =
        compared.then(|| Promised::of((fields, &binding), &findings, whole(), &|origin| opened.place(origin)));
    (findings, promised)
}

/// Binds by path; only the main part has to hold all fields. In the others a field is bound by its name too, where only
/// one field of the dataset is called so: what an answer has as `data.orders[].id` is the parameter `id`.
fn bind<'d>(
    dictionary: &'d Dictionary,
    dataset: &'d Dataset,
    (part, fields): (&Part, &[DeclaredField]),
) -> Binding<'d> {
    let mut binding = if part.is_main {
        plan::bind(dictionary, dataset, fields)
    } else {
        let mut binding = plan::bind(dictionary, dataset, &renamed(dataset, fields));
        binding.missing.clear();
        if !matches!(part.role, Role::Request | Role::Record | Role::Response) {
            binding.undeclared.clear();
        }
        binding
    };
    binding.bound.retain(|it| dictionary.element(&it.field.element.value).is_some());
    binding
}

/// The fields by the paths that the dataset has for them.
fn renamed(dataset: &Dataset, fields: &[DeclaredField]) -> Vec<DeclaredField> {
    let known = |path: &str| dataset.fields.iter().any(|it| &*it.name == path);
    let rename = |field: &DeclaredField| {
        let mut same = dataset.fields.iter().filter(|it| last(&it.name) == last(&field.path));
        match (known(&field.path), same.next(), same.next()) {
            (false, Some(only), None) => DeclaredField { path: Arc::clone(&only.name), ..field.clone() },
            _ => field.clone(),
        }
    };
    fields.iter().map(rename).collect()
}

fn last(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or(path)
}
