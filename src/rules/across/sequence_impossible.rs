//! `sequence-impossible`: things happened in an impossible order, or more is taken than there was.

use crate::finding::{Finding, RuleId, Severity};
use crate::message::{across, rules};
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("sequence-impossible"),
    summary: rules::sequence_impossible,
    severity: Severity::Error,
    fix: None,
    scopes: &[Scope::Files, Scope::Across],
    dimension: Dimension::Accuracy,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/sequence-impossible.md")),
    parts: Parts::NONE,
};

/// The first of two values is beyond the second.
pub fn found((first, before): (&str, &str), (second, later): (&str, &str)) -> Finding {
    RULE.finding(across::sequence_impossible(second, later, first, before))
        .with_label(across::sequence_impossible_label(first, before))
        .with_help(across::sequence_impossible_help())
}
