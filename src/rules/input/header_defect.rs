//! `header-defect`: the header is missing, empty, or names a column twice.

use crate::finding::{Finding, RuleId, Severity};
use crate::message::{Message, rules};
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("header-defect"),
    summary: rules::header_defect,
    severity: Severity::Error,
    fix: None,
    scopes: &[Scope::Files],
    dimension: Dimension::Completeness,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/header-defect.md")),
    parts: Parts::NONE,
};

/// A defect of the header. `aspect` is part of the fingerprint.
pub fn found(aspect: &str, message: Message, help: Message) -> Finding {
    RULE.finding(message).with_help(help).about(aspect)
}
