//! `sum-mismatch`: parts do not add up to their total, or a ratio is not its quotient.

use crate::finding::{Finding, RuleId, Severity};
use crate::message::{across, rules};
use crate::model::Decimal;
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("sum-mismatch"),
    summary: rules::sum_mismatch,
    severity: Severity::Error,
    fix: None,
    scopes: &[Scope::Files, Scope::Across],
    dimension: Dimension::Accuracy,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/sum-mismatch.md")),
    parts: Parts::NONE,
};

/// Parts do not add up.
pub fn sum(element: &str, (total, sum): (Decimal, Decimal), parts: &str) -> Finding {
    RULE.finding(across::sum_mismatch(element, total, sum, parts))
        .with_label(across::sum_mismatch_label(sum))
        .with_help(across::sum_mismatch_help())
}

/// A reported ratio is not its quotient.
pub fn ratio(element: &str, shown: &str, (value, cost): (&str, &str)) -> Finding {
    RULE.finding(across::ratio_mismatch(element, shown, value, cost))
        .with_label(across::ratio_mismatch_label(value, cost))
        .with_help(across::ratio_mismatch_help())
}
