//! `dictionary-invalid`: the dictionary has an unknown, duplicate or missing key, or a value that nothing can use.

use crate::finding::{RuleId, Safety, Severity};
use crate::message::rules;
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule; loading finds it.
pub static RULE: Rule = Rule {
    id: RuleId::new("dictionary-invalid"),
    summary: rules::dictionary_invalid,
    severity: Severity::Error,
    fix: Some(Safety::Unsafe),
    scopes: &[Scope::Dictionary],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/dictionary-invalid.md")),
    parts: Parts::NONE,
};

#[cfg(test)]
mod tests {
    #[test]
    fn loading_uses_the_same_name() {
        assert_eq!(super::RULE.id, crate::dictionary::DICTIONARY_INVALID);
    }
}
