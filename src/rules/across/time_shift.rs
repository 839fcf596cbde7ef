//! `time-shift`: times of two systems differ by a constant shift, as zones do.

use crate::finding::{Finding, RuleId, Safety, Severity};
use crate::message::{across, rules};
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("time-shift"),
    summary: rules::time_shift,
    severity: Severity::Warning,
    fix: Some(Safety::Unsafe),
    scopes: &[Scope::Across],
    dimension: Dimension::Accuracy,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/time-shift.md")),
    parts: Parts::NONE,
};

/// Times of the second dataset are so many minutes later than those of the first.
pub fn found((element, left, right): (&str, &str, &str), minutes: i64, (mine, theirs): (&str, &str)) -> Finding {
    let (early, late) = if minutes > 0 { (left, right) } else { (right, left) };
    let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
    RULE.finding(across::time_shift(element, late, format!("{hours}:{rest:02}"), early))
        .with_label(across::time_shift_label(mine, theirs, right))
        .with_help(across::time_shift_help())
}
