//! `check-skipped`: a declared check could not run.

use crate::finding::{Finding, RuleId, Severity};
use crate::message::{Message, rules};
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("check-skipped"),
    summary: rules::check_skipped,
    severity: Severity::Warning,
    fix: None,
    scopes: &[Scope::Run],
    dimension: Dimension::Coverage,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/check-skipped.md")),
    parts: Parts::NONE,
};

/// A check that could not run, and why.
pub fn found(subject: &str, message: Message, help: Message) -> Finding {
    RULE.finding(message).with_help(help).about(subject)
}
