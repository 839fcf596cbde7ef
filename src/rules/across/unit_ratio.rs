//! `unit-ratio`: values of two systems differ by a constant factor, as units do.

use crate::finding::{Finding, RuleId, Safety, Severity};
use crate::message::{across, rules};
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("unit-ratio"),
    summary: rules::unit_ratio,
    severity: Severity::Error,
    fix: Some(Safety::Unsafe),
    scopes: &[Scope::Across],
    dimension: Dimension::Accuracy,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/unit-ratio.md")),
    parts: Parts::NONE,
};

/// Values of the first dataset are `factor` times those of the second, or the reverse.
pub fn found(
    (element, left, right): (&str, &str, &str),
    factor: i64,
    larger: bool,
    (mine, theirs): (&str, &str),
) -> Finding {
    let (large, small) = if larger { (left, right) } else { (right, left) };
    RULE.finding(across::unit_ratio(element, large, factor, small))
        .with_label(across::unit_ratio_label(mine, theirs, right))
        .with_help(across::unit_ratio_help(large))
}
