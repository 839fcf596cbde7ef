//! `version-bump-too-small`: the dictionary changed more than its version says.

use crate::finding::{Finding, Place, Related, RuleId, Severity, VersionStep};
use crate::message::{Message, dictionary, rules};
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("version-bump-too-small"),
    summary: rules::version_bump_too_small,
    severity: Severity::Error,
    fix: None,
    scopes: &[Scope::Dictionary],
    dimension: Dimension::Consistency,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/version-bump-too-small.md")),
    parts: Parts::NONE,
};

/// The version at `place` is smaller than `step` needs; `worst`: the first change that needs it, and where it is.
pub fn found(step: &VersionStep, place: Place, worst: Option<(&Message, &str, Option<Place>)>) -> Finding {
    let needs = step.needs.map(crate::finding::Bump::name).unwrap_or_default();
    let finding = RULE
        .finding(dictionary::version_too_small(&step.old, &step.new, needs))
        .with_label(dictionary::version_needed(&step.needed))
        .with_help(dictionary::version_help(&step.needed))
        .at(place);
    match worst {
        Some((message, subject, Some(place))) => {
            finding.related_to(Related { place, message: Message::verbatim(format!("`{subject}`")).and(message) })
        }
        _ => finding,
    }
}
