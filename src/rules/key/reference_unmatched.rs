//! `reference-unmatched`: records have no partner in the dataset they refer to.

use crate::finding::{Finding, RuleId, Severity};
use crate::message::{check, rules};
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("reference-unmatched"),
    summary: rules::reference_unmatched,
    severity: Severity::Error,
    fix: None,
    scopes: &[Scope::Across],
    dimension: Dimension::Consistency,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/reference-unmatched.md")),
    parts: Parts::NONE,
};

/// Children without a parent.
pub fn found(field: &str, shown: &str, parents: &str, relation: &str) -> Finding {
    RULE.finding(check::reference_unmatched(field, shown, parents))
        .with_label(check::reference_label(parents))
        .with_help(check::reference_help(parents))
        .about(relation)
}
