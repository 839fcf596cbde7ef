//! A contract that no dataset names, checked for one system: which of its schemas are the system's datasets by their
//! declared fields, and what the others look like.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::file::{Opened, Target};
use crate::engine::assign::Unclaimed;
use crate::engine::discover::start;
use crate::finding::{Finding, Related};
use crate::model::{Dataset, DeclaredField, Dictionary, Site};
use crate::plan::{self, KnownNames, Proposal};
use crate::rules::contract::property_unmapped;
use crate::rules::input::dataset_unmatched;

/// Most schemas of one contract that are looked at.
const MOST_SCHEMAS: usize = 2_000;

/// More schemas than this are first looked at from above: each may lead to all others.
const MANY_SCHEMAS: usize = 64;

/// Most schemas that are then looked into for one dataset.
const MOST_LIKELY: usize = 16;

/// A schema with its fields.
struct Candidate {
    fragment: String,
    name: String,
    fields: Vec<DeclaredField>,
    whole: crate::text::Origin,
}

/// The datasets of the system that schemas of the contract are, and what is proposed for the rest.
pub(super) fn find<'d>(
    dictionary: &'d Dictionary,
    opened: &Opened<'_>,
    unclaimed: &Unclaimed,
) -> (Vec<Target<'d>>, Vec<Finding>) {
    let candidates = candidates(opened);
    let datasets = dictionary.datasets.values().filter(|it| *it.system == *unclaimed.system);
    let mut targets = Vec::new();
    let mut taken = BTreeSet::new();
    for dataset in datasets {
        let declared = dataset.contract.as_ref().map(|it| it.value.fragment.to_string());
        let by_fragment = declared.filter(|it| !it.is_empty()).and_then(|it| of_fragment(opened, &candidates, &it));
        if let Some(at) = by_fragment.or_else(|| of_fields(dictionary, dataset, (opened, &candidates))) {
            let fragment = candidates.get(at).map_or_else(String::new, |it| it.fragment.clone());
            taken.insert(at);
            targets.push(Target { dataset, fragment: Arc::from(fragment) });
        }
    }
    let names = KnownNames::new(dictionary);
    let rest = candidates.iter().enumerate().filter(|(at, _)| !taken.contains(at)).map(|(_, it)| it);
    let mut findings: Vec<Finding> =
        rest.filter_map(|it| Some(proposed(opened, unclaimed, it, &names.propose(&it.name, &it.fields)?))).collect();
    if targets.is_empty() && findings.is_empty() && opened.contract.format() != "unknown" {
        let name = unclaimed.file.shown.rsplit('/').next().unwrap_or_default();
        findings.push(dataset_unmatched::no_schema(name, &unclaimed.system).at(start()));
    }
    (targets, findings)
}

fn candidates(opened: &Opened<'_>) -> Vec<Candidate> {
    let schemas = opened.contract.schemas();
    let are_many = schemas.len() > MANY_SCHEMAS;
    let read = |(fragment, name): (String, String)| {
        let lowered = if are_many { opened.contract.outline(&fragment) } else { opened.contract.fields(&fragment) };
        Candidate { fragment, name, fields: lowered.fields, whole: lowered.whole }
    };
    schemas.into_iter().take(MOST_SCHEMAS).map(read).filter(|it| !it.fields.is_empty()).collect()
}

/// The schema that `fragment` names: as it is written, else the one that it leads to, as types have short names.
fn of_fragment(opened: &Opened<'_>, candidates: &[Candidate], fragment: &str) -> Option<usize> {
    let written = candidates.iter().position(|it| it.fragment == fragment.trim_start_matches('#'));
    written.or_else(|| {
        let named = opened.contract.fields(fragment);
        candidates.iter().position(|it| named.is_read && it.whole == named.whole)
    })
}

/// The one schema that has every field which the dataset requires, by its declared name, and more of the others than any other.
fn of_fields(
    dictionary: &Dictionary,
    dataset: &Dataset,
    (opened, candidates): (&Opened<'_>, &[Candidate]),
) -> Option<usize> {
    if dataset.contract.is_some() || dataset.fields.is_empty() {
        return None;
    }
    let score = |fields: &[DeclaredField]| {
        let binding = plan::bind_names(dictionary, dataset, fields);
        let lacks = binding.missing.iter().any(|it| it.required);
        (!lacks && binding.bound.len() * 2 > dataset.fields.len()).then_some(binding.bound.len())
    };
    let scored: Vec<(usize, usize)> = if candidates.len() > MANY_SCHEMAS {
        let seen = |it: &Candidate| plan::bind_names(dictionary, dataset, &it.fields).bound.len();
        let mut likely: Vec<(usize, usize)> = candidates.iter().enumerate().map(|(at, it)| (seen(it), at)).collect();
        likely.sort_by_key(|(bound, at)| (std::cmp::Reverse(*bound), *at));
        let full = |at: usize| Some(opened.contract.fields(&candidates.get(at)?.fragment).fields);
        likely.into_iter().take(MOST_LIKELY).filter_map(|(_, at)| Some((score(&full(at)?)?, at))).collect()
    } else {
        candidates.iter().enumerate().filter_map(|(at, it)| Some((score(&it.fields)?, at))).collect()
    };
    let best = scored.iter().map(|(score, _)| *score).max()?;
    let mut with_best = scored.iter().filter(|(score, _)| *score == best);
    match (with_best.next(), with_best.next()) {
        (Some((_, only)), None) => Some(*only),
        _ => None,
    }
}

fn proposed(opened: &Opened<'_>, unclaimed: &Unclaimed, schema: &Candidate, proposal: &Proposal<'_>) -> Finding {
    let field = |at: usize| schema.fields.get(at);
    let pairs: Vec<(&str, &str)> =
        proposal.pairs.iter().filter_map(|(at, element)| Some((&*field(*at)?.path, &*element.id))).collect();
    let path = &unclaimed.file.shown;
    let mut finding = property_unmapped::proposed(
        (&schema.name, &unclaimed.system, &proposal.entity.id),
        &pairs,
        &format!("{path}#{}", schema.fragment),
    );
    let sites = proposal.pairs.iter().filter_map(|(at, _)| field(*at)).filter_map(|it| match it.site {
        Site::Source(origin) => Some(opened.place(origin)),
        Site::Column(_) => None,
    });
    finding.places = sites.collect();
    finding.count = finding.places.len() as u64;
    finding.tested = schema.fields.len() as u64;
    finding
        .related
        .push(Related { place: opened.place(schema.whole), message: crate::message::contract::schema_here() });
    finding
}
