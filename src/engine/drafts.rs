//! Elements that nobody has agreed on yet: what breaks a draft is told, and fails nothing.
//!
//! A draft is there to be tried. Whoever has just inferred a dictionary, or proposes a change to one, wants to see what it would
//! find; a pipeline must not stop for it. So a finding that follows from what a draft declares is a warning at most, and says so.
//! What is proven without any declaration (a secret, a formula, damaged bytes) stays as severe as it is.

use std::collections::BTreeSet;

use crate::finding::{Finding, Input, Related, Severity};
use crate::message::check;
use crate::model::{Dictionary, Element, Status};
use crate::rules;
use crate::rules::input::encoding_mismatch;

/// `finding` as severe as the status of its element lets it be.
pub(super) fn eased(mut finding: Finding, dictionary: &Dictionary) -> Finding {
    let element = finding.element.as_ref().and_then(|it| dictionary.element(it)).filter(|it| is_draft(it));
    let proven = finding.rule == encoding_mismatch::RULE.id
        || rules::by_id(finding.rule.name()).is_some_and(|it| it.parts.column.is_some());
    if let Some(element) = element.filter(|_| finding.severity > Severity::Warning && !proven) {
        finding.severity = Severity::Warning;
        let origin = element.status_origin.unwrap_or(element.origin);
        let related = Related::in_source(&dictionary.sources, origin, check::draft_here(&element.id));
        finding.related.push(related);
    }
    finding
}

/// How many drafts the datasets of these inputs map.
pub(super) fn used(dictionary: &Dictionary, inputs: &[Input]) -> usize {
    let datasets = inputs.iter().filter_map(|it| dictionary.datasets.get(it.dataset.as_deref()?));
    let elements = datasets.flat_map(|it| &it.fields).filter_map(|it| dictionary.element(&it.element.value));
    elements.filter(|it| is_draft(it)).map(|it| &it.id).collect::<BTreeSet<_>>().len()
}

fn is_draft(element: &Element) -> bool {
    element.status == Status::Draft
}
