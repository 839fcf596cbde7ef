//! `cardinality-violated`: more records share a key than the relation allows, or identifier schemes differ without a crosswalk.

use crate::finding::{Finding, RuleId, Severity};
use crate::message::{across, rules};
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("cardinality-violated"),
    summary: rules::cardinality_violated,
    severity: Severity::Error,
    fix: None,
    scopes: &[Scope::Dictionary, Scope::Across],
    dimension: Dimension::Consistency,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/cardinality-violated.md")),
    parts: Parts::NONE,
};

/// `value` stands in several records where one is allowed.
pub fn several(element: &str, value: &str, dataset: &str) -> Finding {
    RULE.finding(across::cardinality(element, value, dataset))
        .with_label(across::cardinality_label())
        .with_help(across::cardinality_help())
}

/// A crosswalk knows two partners of `value`.
pub fn crosswalk(element: &str, value: &str, dataset: &str) -> Finding {
    RULE.finding(across::crosswalk_ambiguous(element, value, dataset))
        .with_label(across::cardinality_label())
        .with_help(across::crosswalk_ambiguous_help(dataset))
}

/// Two datasets write different schemes.
pub fn schemes((left, one): (&str, &str), (right, other): (&str, &str), relation: &str) -> Finding {
    RULE.finding(across::schemes_differ(relation, left, one, right, other))
        .with_help(across::schemes_differ_help())
        .about(relation)
}
