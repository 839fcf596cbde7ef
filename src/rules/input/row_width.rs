//! `row-width`: a record has more or fewer cells than the header.

use crate::finding::{Finding, RuleId, Severity};
use crate::message::{check, rules};
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("row-width"),
    summary: rules::row_width,
    severity: Severity::Error,
    fix: None,
    scopes: &[Scope::Files],
    dimension: Dimension::Completeness,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/row-width.md")),
    parts: Parts::NONE,
};

/// Records of another width; the first has `cells` cells where the header has `columns`.
pub fn found(cells: u64, columns: usize) -> Finding {
    RULE.finding(check::row_width(cells, columns))
        .with_label(check::row_width_label(columns))
        .with_help(check::row_width_help())
}

/// Lines that hold no record at all.
pub fn no_object() -> Finding {
    RULE.finding(check::row_no_object()).with_label(check::row_no_object_label()).with_help(check::row_no_object_help())
}
