//! `journey-broken`: too few records of a stage are known to the stage before it.

use crate::finding::{Finding, RuleId, Severity};
use crate::message::{across, rules};
use crate::model::Decimal;
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("journey-broken"),
    summary: rules::journey_broken,
    severity: Severity::Warning,
    fix: None,
    scopes: &[Scope::Across],
    dimension: Dimension::Completeness,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/journey-broken.md")),
    parts: Parts::NONE,
};

/// Two neighbouring stages and what links them.
#[derive(Clone, Copy)]
pub struct Link<'a> {
    /// The dataset of the stage before.
    pub before: &'a str,
    /// The dataset of the stage after.
    pub after: &'a str,
    /// The element.
    pub element: &'a str,
}

/// The link of this number (from 1) reaches `own` and not its target; `rates` are those of all links.
pub fn found(journey: &str, (number, link): (usize, Link<'_>), (own, target): (&str, Decimal), rates: &str) -> Finding {
    RULE.finding(across::journey_broken(journey, number, link.before, link.after, link.element, own, target))
        .with_label(across::journey_broken_label(link.before))
        .with_help(across::journey_broken_help(rates))
        .about(journey)
}
