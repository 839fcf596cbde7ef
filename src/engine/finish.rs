//! From everything found to a report: what counts, what folds, what nobody came for.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::discover::shown;
use super::drafts;
use super::request::Request;
use crate::finding::{DictionaryRef, Finding, Input, Place, Report, RuleId};
use crate::message::{check, input};
use crate::model::Dictionary;
use crate::rules::input::dataset_unmatched;
use crate::rules::run::{check_skipped, ignore_unused};
use crate::rules::{self};
use crate::settings::{Coverage, Fixed, Waivers, settle};
use crate::text::{Origin, nearest};

/// More findings of one rule in one input than this become one.
const FOLD_ABOVE: usize = 50;

/// Places `finding` at a line of the dictionary.
pub(super) fn at_origin(finding: Finding, dictionary: &Dictionary, origin: Origin) -> Finding {
    let place = Place::in_source(&dictionary.sources, origin);
    Finding { path: place.path.clone(), places: vec![place], ..finding }
}

/// Datasets that no file came for. `missed` ones have been named by a relation that could not be checked.
pub(super) fn absent(
    dictionary: &Dictionary,
    request: &Request,
    (given, missed): (&BTreeSet<&str>, &BTreeSet<Arc<str>>),
    partial: bool,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let asked = |system: &str| request.dataset.is_none() && request.system.as_deref().is_none_or(|it| it == system);
    for dataset in dictionary.datasets.values().filter(|it| asked(&it.system)) {
        if given.contains(&*dataset.id) || missed.contains(&dataset.id) {
            continue;
        }
        let files = dataset.files.first().map(|it| it.origin);
        let Some(origin) = files.or(dataset.contract.as_ref().map(|it| it.origin)) else { continue };
        let finding = dataset_unmatched::no_file(&dataset.id, partial).with_label(input::files_here());
        findings.push(Finding { dataset: Some(Arc::clone(&dataset.id)), ..at_origin(finding, dictionary, origin) });
    }
    findings
}

/// Settles, folds, orders and counts; then takes out what an earlier revision had and what the baseline knows. Gives how
/// many findings of the revision are gone.
pub(super) fn finish(
    report: &mut Report,
    findings: Vec<Finding>,
    dictionary: &Dictionary,
    (request, coverage): (&Request, &Coverage),
) -> usize {
    let mut waivers = Waivers::new(dictionary, request.as_of);
    let mut kept: Vec<Finding> = Vec::new();
    for mut finding in findings {
        if settle(&mut finding, dictionary, &request.levels, &mut waivers) {
            kept.push(drafts::eased(finding, dictionary));
        }
    }
    for mut finding in unused(dictionary, &waivers) {
        if settle(&mut finding, dictionary, &request.levels, &mut Waivers::new(dictionary, request.as_of)) {
            kept.push(finding);
        }
    }
    report.findings = folded(kept);
    report.summary.not_checked +=
        report.findings.iter().filter(|it| it.rule == check_skipped::RULE.id).map(|it| it.count).sum::<u64>();
    report.dictionary =
        DictionaryRef { id: dictionary.id.clone(), version: dictionary.version.clone(), path: dictionary.path.clone() };
    report.finish();
    let gone = request.since.as_ref().map_or(0, |it| it.apply(report, request.as_of, coverage).len());
    if let Some(baseline) = &request.baseline {
        let fixed: Vec<Finding> = baseline.apply(report, request.as_of, coverage).iter().map(fixed).collect();
        let mut none = Waivers::new(dictionary, request.as_of);
        let levels = &request.levels;
        let reported =
            fixed.into_iter().filter_map(|mut it| settle(&mut it, dictionary, levels, &mut none).then_some(it));
        report.findings.extend(folded(reported.collect()));
    }
    let named: BTreeSet<RuleId> = report.findings.iter().map(|it| it.rule).collect();
    report.rules = rules::RULES.iter().filter(|it| named.contains(&it.id)).map(|it| it.summarised()).collect();
    report.finish();
    gone
}

/// An entry of the baseline that matches nothing any more, at its line.
fn fixed(it: &Fixed<'_>) -> Finding {
    let entry = it.entry;
    let home = entry.dataset.as_ref().or(entry.path.as_ref()).map_or("", |it| it.as_str());
    let scope = entry.field.as_ref().map_or_else(|| home.to_owned(), |field| format!("{home}/{field}"));
    let finding = ignore_unused::fixed(&entry.rule, &scope, &entry.fingerprint);
    match &it.place {
        Some(place) => Finding { path: place.path.clone(), places: vec![place.clone()], ..finding },
        None => finding,
    }
}

/// What this run has looked at.
pub(super) fn coverage(dictionary: &Dictionary, request: &Request, inputs: &[Input]) -> Coverage {
    let sources = dictionary.sources.iter().map(|(_, it)| Arc::clone(&it.path));
    Coverage {
        datasets: inputs.iter().filter_map(|it| it.dataset.clone()).collect(),
        declared: dictionary.datasets.keys().cloned().collect(),
        paths: inputs.iter().map(|it| Arc::clone(&it.path)).chain(sources).collect(),
        roots: request.paths.iter().map(|it| shown(it)).collect(),
        levels: request.levels.clone(),
    }
}

/// Waivers that took nothing out.
fn unused(dictionary: &Dictionary, waivers: &Waivers<'_>) -> Vec<Finding> {
    let word = |(waiver, expired): (&crate::model::Waiver, bool)| {
        let rule = &*waiver.rule.value;
        let finding = match (rules::by_id(rule), expired, &waiver.expires) {
            (None, ..) => {
                let known = rules::RULES.iter().map(|it| it.id.name());
                ignore_unused::unknown_rule(rule, nearest(rule, known))
            }
            (_, true, Some(day)) => ignore_unused::expired(rule, &waiver.scope.value, &day.value.to_string()),
            _ => ignore_unused::waiver(rule, &waiver.scope.value),
        };
        at_origin(finding, dictionary, waiver.origin)
    };
    waivers.unused().map(word).collect()
}

/// Where one rule has found too much in one input, its findings become one with the sum of counts and the first places.
fn folded(findings: Vec<Finding>) -> Vec<Finding> {
    let mut groups: BTreeMap<_, Vec<Finding>> = BTreeMap::new();
    for finding in findings {
        let key = (finding.rule, finding.path.clone(), finding.suppressed.is_some());
        groups.entry(key).or_default().push(finding);
    }
    let fold = |group: Vec<Finding>| if group.len() > FOLD_ABOVE { one_of(group).into_iter().collect() } else { group };
    groups.into_values().flat_map(fold).collect()
}

fn one_of(mut group: Vec<Finding>) -> Option<Finding> {
    group.sort_by_key(|it| it.places.first().map(|place| (place.line, place.column)));
    let count = group.iter().map(|it| it.count).sum();
    let tested = group.iter().map(|it| it.tested).max().unwrap_or(count);
    let worst = group.iter().map(|it| it.severity).max();
    let findings = group.len();
    let keep = group.first().map_or(1, |it| it.places.len().max(3));
    let places: Vec<Place> = group.iter().filter_map(|it| it.places.first().cloned()).take(keep).collect();
    let first = group.into_iter().next()?;
    let message = check::folded(findings, first.rule).followed_by(&first.message);
    Some(Finding {
        severity: worst.unwrap_or(first.severity),
        message,
        count,
        tested: tested.max(count),
        places,
        field: None,
        element: None,
        subject: Arc::from("folded"),
        ..first
    })
}
