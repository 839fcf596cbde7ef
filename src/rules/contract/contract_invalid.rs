//! `contract-invalid`: a contract is no valid document of its own format.

use crate::finding::{Finding, Place, RuleId, Severity};
use crate::message::{Message, rules};
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("contract-invalid"),
    summary: rules::contract_invalid,
    severity: Severity::Error,
    fix: None,
    scopes: &[Scope::Contracts],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/contract-invalid.md")),
    parts: Parts::NONE,
};

/// A problem that reading the contract met; `subject` tells it apart from others.
pub fn found(place: Place, message: Message, help: Message, subject: &str) -> Finding {
    RULE.finding(message).with_help(help).at(place).about(subject)
}
