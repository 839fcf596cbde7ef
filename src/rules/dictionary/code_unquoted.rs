//! `code-unquoted`: a code is written so that YAML reads a number, a boolean, null or a date.

use crate::finding::{RuleId, Safety, Severity};
use crate::message::rules;
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule; loading finds it.
pub static RULE: Rule = Rule {
    id: RuleId::new("code-unquoted"),
    summary: rules::code_unquoted,
    severity: Severity::Error,
    fix: Some(Safety::Safe),
    scopes: &[Scope::Dictionary],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/code-unquoted.md")),
    parts: Parts::NONE,
};

#[cfg(test)]
mod tests {
    #[test]
    fn loading_uses_the_same_name() {
        assert_eq!(super::RULE.id, crate::dictionary::CODE_UNQUOTED);
    }
}
