//! `stock-oversold`: more was sold than is in stock.

use crate::finding::{Finding, RuleId, Severity};
use crate::message::{across, rules};
use crate::model::Decimal;
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("stock-oversold"),
    summary: rules::stock_oversold,
    severity: Severity::Error,
    fix: None,
    scopes: &[Scope::Across],
    dimension: Dimension::Consistency,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/stock-oversold.md")),
    parts: Parts::NONE,
};

/// Of `key` more is asked for than given.
pub fn found(key: &str, (asked, given): (Decimal, Decimal), holders: &str) -> Finding {
    RULE.finding(across::stock_oversold(key, asked, given, holders))
        .with_label(across::stock_oversold_label(given))
        .with_help(across::stock_oversold_help())
}
