//! `reference-dangling`: a name in the dictionary leads to nothing that exists.

use crate::finding::{RuleId, Safety, Severity};
use crate::message::rules;
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule; loading finds it.
pub static RULE: Rule = Rule {
    id: RuleId::new("reference-dangling"),
    summary: rules::reference_dangling,
    severity: Severity::Error,
    fix: Some(Safety::Unsafe),
    scopes: &[Scope::Dictionary],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/reference-dangling.md")),
    parts: Parts::NONE,
};

#[cfg(test)]
mod tests {
    #[test]
    fn loading_uses_the_same_name() {
        assert_eq!(super::RULE.id, crate::dictionary::REFERENCE_DANGLING);
    }
}
