//! `capacity-exceeded`: more work is planned than can be done.

use crate::finding::{Finding, RuleId, Severity};
use crate::message::{across, rules};
use crate::model::Decimal;
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("capacity-exceeded"),
    summary: rules::capacity_exceeded,
    severity: Severity::Warning,
    fix: None,
    scopes: &[Scope::Across],
    dimension: Dimension::Consistency,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/capacity-exceeded.md")),
    parts: Parts::NONE,
};

/// For `key` more is planned than can be done.
pub fn found(key: &str, (asked, given): (Decimal, Decimal), holders: &str) -> Finding {
    RULE.finding(across::capacity_exceeded(key, asked, given, holders))
        .with_label(across::capacity_exceeded_label(given))
        .with_help(across::capacity_exceeded_help())
}
