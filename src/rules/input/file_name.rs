//! `file-name`: a file's name breaks the declared pattern.

use crate::finding::{Finding, RuleId, Severity};
use crate::message::{input, rules};
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("file-name"),
    summary: rules::file_name,
    severity: Severity::Warning,
    fix: None,
    scopes: &[Scope::Files],
    dimension: Dimension::Timeliness,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/file-name.md")),
    parts: Parts::NONE,
};

/// `name` is not of the form `pattern`.
pub fn found(name: &str, pattern: &str) -> Finding {
    RULE.finding(input::file_name(name, pattern)).with_help(input::file_name_help(pattern))
}
