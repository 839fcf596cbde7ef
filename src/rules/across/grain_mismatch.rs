//! `grain-mismatch`: rows share the cells of their owner in another way than the layout says.

use crate::finding::{Finding, RuleId, Severity};
use crate::message::{across, rules};
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("grain-mismatch"),
    summary: rules::grain_mismatch,
    severity: Severity::Warning,
    fix: None,
    scopes: &[Scope::Files],
    dimension: Dimension::Consistency,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/grain-mismatch.md")),
    parts: Parts::NONE,
};

/// A value that the layout repeats is another one on a later line of its owner.
pub fn differs(element: &str, owner: &str, (shown, first): (&str, &str)) -> Finding {
    RULE.finding(across::grain_differs(element, shown, first, owner))
        .with_label(across::grain_differs_label(first))
        .with_help(across::grain_differs_help(element))
}

/// A later line fills what the layout leaves blank, or the first one leaves it out.
pub fn filled(element: &str, owner: &str) -> Finding {
    RULE.finding(across::grain_filled(element, owner))
        .with_label(across::grain_filled_label())
        .with_help(across::grain_filled_help(element))
}

/// Every line repeats a value of its owner, and no layout says so.
pub fn repeated(element: &str, owner: &str, dataset: &str) -> Finding {
    RULE.finding(across::grain_repeated(element, owner, dataset))
        .with_label(across::grain_repeated_label())
        .with_help(across::grain_repeated_help(element))
}

/// Only the first line of an owner holds its value, and no layout says so.
pub fn blank(element: &str, owner: &str, dataset: &str) -> Finding {
    RULE.finding(across::grain_blank(element, owner, dataset))
        .with_label(across::grain_blank_label())
        .with_help(across::grain_blank_help(element))
}
