//! What detectors say of a file's columns, worded as findings.

use super::FilePlan;
use super::tally::{FileTally, Subject, Tally};
use crate::finding::{Finding, Place, Related};
use crate::model::Dictionary;
use crate::plan::outcome;
use crate::rule::column::{CLASSES, Counted, Which};
use crate::text::Mask;

/// Findings of the detectors of one planned column.
pub(in crate::engine) fn detected(
    dictionary: &Dictionary,
    plan: &FilePlan,
    tally: &FileTally,
    planned: usize,
) -> Vec<Finding> {
    let Some(column) = plan.column_plan(planned) else { return Vec::new() };
    let skipped = tally.outcomes.get(planned).map_or(0, |it| it[usize::from(outcome::SKIPPED)]);
    let mut findings = Vec::new();
    for (watch, it) in column.lookout.watches().iter().enumerate() {
        let more = if it.detector.which() == Which::RightOrSkipped { skipped } else { 0 };
        let tested = tally.tested(planned, column) + more;
        let of = |class: u8| tally.tallies.get(&Subject::Sorted(planned, watch, class));
        let mut counts = [0; CLASSES];
        for (class, count) in (0_u8..).zip(&mut counts) {
            *count = of(class).map_or(0, |it| it.count);
        }
        let first = |class: u8| {
            let tally = of(class)?;
            Some((tally.places.first()?.value.as_deref()?, tally.value.as_str()))
        };
        let counted = Counted { counts, tested, first: &first };
        for told in it.detector.judge(&column.spec, &counted) {
            let tallies: Vec<&Tally> = told.classes.iter().filter_map(|it| of(*it)).collect();
            let words = told.words;
            let related = Related::in_source(&dictionary.sources, words.origin, words.origin_label);
            let finding =
                it.rule.finding(words.message).with_label(words.label).with_help(words.help).related_to(related);
            findings.push(Finding {
                severity: told.severity.unwrap_or(it.rule.severity),
                path: Some(plan.path.clone()),
                dataset: Some(plan.dataset.clone()),
                field: Some(column.spec.field.clone()),
                element: plan.plans.get(planned).map(|it| it.spec.element.id.clone()),
                count: tallies.iter().map(|it| it.count).sum(),
                tested,
                places: merged(&tallies, plan.keep, it.detector.hides()),
                subject: told.subject.into(),
                ..finding
            });
        }
    }
    findings
}

/// The first places of several tallies, in the order of the file; `hidden` ones without their values.
fn merged(tallies: &[&Tally], keep: usize, hidden: bool) -> Vec<Place> {
    let mut places: Vec<Place> = tallies.iter().flat_map(|it| it.places.iter().cloned()).collect();
    places.sort_by_key(|it| (it.record, it.offset));
    places.truncate(keep);
    if hidden {
        for place in &mut places {
            place.value = place.value.as_deref().map(|it| Mask::Shape.apply(it));
            place.excerpt = None;
        }
    }
    places
}
