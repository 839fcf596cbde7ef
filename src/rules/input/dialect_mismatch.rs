//! `dialect-mismatch`: delimiter, quotes, line breaks or container differ from what is declared.

use crate::finding::{Finding, RuleId, Safety, Severity};
use crate::message::{Message, input, rules};
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("dialect-mismatch"),
    summary: rules::dialect_mismatch,
    severity: Severity::Error,
    fix: Some(Safety::Safe),
    scopes: &[Scope::Files],
    dimension: Dimension::Accessibility,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/dialect-mismatch.md")),
    parts: Parts::NONE,
};

/// Something of the dialect is not as declared. `aspect` is part of the fingerprint.
pub fn differs(aspect: &str, message: Message, help: Message) -> Finding {
    RULE.finding(message).with_label(input::dialect_label()).with_help(help).about(aspect)
}
