//! `key-duplicate`: a key stands in more than one record.

use crate::finding::{Finding, RuleId, Severity};
use crate::message::{check, rules};
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("key-duplicate"),
    summary: rules::key_duplicate,
    severity: Severity::Error,
    fix: None,
    scopes: &[Scope::Files],
    dimension: Dimension::Consistency,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/key-duplicate.md")),
    parts: Parts::NONE,
};

/// Records that repeat the key of an earlier one; `key` names its elements, `shown` is the first repeated value.
pub fn found(key: &str, shown: &str) -> Finding {
    RULE.finding(check::key_duplicate(key, shown))
        .with_label(check::key_duplicate_label())
        .with_help(check::key_duplicate_help())
        .about("key")
}
