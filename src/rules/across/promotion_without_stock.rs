//! `promotion-without-stock`: goods are promoted that are not in stock.

use crate::finding::{Finding, RuleId, Severity};
use crate::message::{across, rules};
use crate::model::Decimal;
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("promotion-without-stock"),
    summary: rules::promotion_without_stock,
    severity: Severity::Error,
    fix: None,
    scopes: &[Scope::Across],
    dimension: Dimension::Consistency,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/promotion-without-stock.md")),
    parts: Parts::NONE,
};

/// `key` is promoted, and there is too little of it.
pub fn found(key: &str, given: Decimal, holders: &str) -> Finding {
    RULE.finding(across::promotion_without_stock(key, given, holders))
        .with_label(across::promotion_without_stock_label(given))
        .with_help(across::promotion_without_stock_help())
}
