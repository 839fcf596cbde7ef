//! `file-unreadable`: a file is damaged or cannot be read, in whole or from some byte on.

use crate::finding::{Finding, RuleId, Severity};
use crate::message::{Message, input, rules};
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("file-unreadable"),
    summary: rules::file_unreadable,
    severity: Severity::Error,
    fix: None,
    scopes: &[Scope::Files, Scope::Contracts],
    dimension: Dimension::Accessibility,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/file-unreadable.md")),
    parts: Parts::NONE,
};

/// Nothing can be checked from byte `offset` on.
pub fn found(offset: u64, reason: &Message, help: Option<Message>) -> Finding {
    let message = if offset == 0 { input::unreadable() } else { input::unreadable_from(offset) };
    RULE.finding(message.and(reason)).with_help(help.unwrap_or_else(input::unreadable_help))
}
