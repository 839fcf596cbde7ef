//! `schema-drift`: fields or codes are others than in the snapshot.

use crate::finding::{Finding, RuleId, Severity};
use crate::message::{Message, drift, rules};
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("schema-drift"),
    summary: rules::schema_drift,
    severity: Severity::Warning,
    fix: None,
    scopes: &[Scope::Files, Scope::History],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/schema-drift.md")),
    parts: Parts::NONE,
};

/// Most codes named in one sentence.
const NAMED: usize = 5;

fn found(message: Message, subject: &str) -> Finding {
    RULE.finding(message).with_label(drift::schema_label()).with_help(drift::schema_help()).about(subject.to_owned())
}

/// A field that every file had is gone.
pub fn gone(name: &str) -> Finding {
    found(drift::field_gone(name), "gone")
}

/// A field that no file had is there.
pub fn added(name: &str) -> Finding {
    found(drift::field_new(name), "new")
}

/// An element's field has another name.
pub fn renamed(was: &str, name: &str) -> Finding {
    found(drift::field_renamed(was, name), "renamed")
}

/// Codes that are used for the first time, and common ones that are not used any more.
pub fn codes(field: &str, new: &[&str], lost: &[&str]) -> Finding {
    let message = match (new, lost) {
        (new, []) => drift::codes_new(field, listed(new)),
        ([], lost) => drift::codes_lost(field, listed(lost)),
        (new, lost) => drift::codes_other(field, listed(new), listed(lost)),
    };
    found(message, "codes")
}

fn listed(codes: &[&str]) -> String {
    let named: Vec<String> = codes.iter().take(NAMED).map(|it| format!("`{it}`")).collect();
    let more = if codes.len() > NAMED { format!(", … +{}", codes.len() - NAMED) } else { String::new() };
    named.join(", ") + &more
}
