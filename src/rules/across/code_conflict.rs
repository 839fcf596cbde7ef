//! `code-conflict`: one local code means different things in two systems.

use crate::finding::{Finding, RuleId, Severity};
use crate::message::{across, rules};
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("code-conflict"),
    summary: rules::code_conflict,
    severity: Severity::Error,
    fix: None,
    scopes: &[Scope::Across],
    dimension: Dimension::Consistency,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/code-conflict.md")),
    parts: Parts::NONE,
};

/// Both datasets write `shown` for the same record and map it to different codes.
pub fn found((element, left, right): (&str, &str, &str), shown: &str) -> Finding {
    RULE.finding(across::code_conflict(element, shown, left, right))
        .with_label(across::code_conflict_label(right))
        .with_help(across::code_conflict_help())
}
