//! `value-conflict`: two systems hold different values of one element.

use crate::finding::{Finding, RuleId, Severity};
use crate::message::{across, rules};
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("value-conflict"),
    summary: rules::value_conflict,
    severity: Severity::Error,
    fix: None,
    scopes: &[Scope::Across],
    dimension: Dimension::Accuracy,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/value-conflict.md")),
    parts: Parts::NONE,
};

/// `element` is one thing in the first dataset and another in the second.
pub fn found((element, left, right): (&str, &str, &str), (mine, theirs): (&str, &str)) -> Finding {
    RULE.finding(across::value_conflict(element, mine, left, theirs, right))
        .with_label(across::value_conflict_label(right))
        .with_help(across::value_conflict_help(element))
}
