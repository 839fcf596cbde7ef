//! `join-needs-folding`: records of two systems match only after their keys are normalised.

use crate::finding::{Finding, RuleId, Safety, Severity};
use crate::message::{Message, across, rules};
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("join-needs-folding"),
    summary: rules::join_needs_folding,
    severity: Severity::Warning,
    fix: Some(Safety::Unsafe),
    scopes: &[Scope::Across],
    dimension: Dimension::Consistency,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/join-needs-folding.md")),
    parts: Parts::NONE,
};

/// `value` matches in `parents` once leading zeros are dropped.
pub fn leading_zeros(element: &str, value: &str, parents: &str) -> Finding {
    of(across::folding_zeros(element, value, parents))
}

/// `value` matches in `parents` in another case.
pub fn case(element: &str, value: &str, parents: &str) -> Finding {
    of(across::folding_case(element, value, parents))
}

/// `value` matches in `parents` once blanks and full-width characters are folded.
pub fn blanks(element: &str, value: &str, parents: &str) -> Finding {
    of(across::folding_blanks(element, value, parents))
}

/// `value` matches in `parents` by 15 of 18 characters.
pub fn length(element: &str, value: &str, parents: &str) -> Finding {
    of(across::folding_length(element, value, parents))
}

fn of(message: Message) -> Finding {
    RULE.finding(message).with_label(across::folding_label()).with_help(across::folding_help())
}
