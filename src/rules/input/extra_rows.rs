//! `extra-rows`: rows that are no records and that no layout declares.

use crate::finding::{Finding, RuleId, Safety, Severity};
use crate::message::{input, rules};
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("extra-rows"),
    summary: rules::extra_rows,
    severity: Severity::Warning,
    fix: Some(Safety::Safe),
    scopes: &[Scope::Files],
    dimension: Dimension::Completeness,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/extra-rows.md")),
    parts: Parts::NONE,
};

/// Lines before the header.
pub fn preamble(lines: u64) -> Finding {
    RULE.finding(if lines == 1 { input::extra_preamble_line() } else { input::extra_preamble(lines) })
        .with_label(input::extra_label())
        .with_help(input::extra_preamble_help(lines + 1))
        .about("preamble")
}

/// Totals or remarks at the end.
pub fn totals() -> Finding {
    RULE.finding(input::extra_totals())
        .with_label(input::extra_label())
        .with_help(input::extra_totals_help())
        .about("totals")
}

/// Blank lines between records.
pub fn blank() -> Finding {
    RULE.finding(input::extra_blank())
        .with_label(input::extra_label())
        .with_help(input::extra_blank_help())
        .about("blank")
}

/// One empty cell too many at the end of every record.
pub fn trailing_delimiter() -> Finding {
    RULE.finding(input::trailing_delimiter())
        .with_label(input::trailing_delimiter_label())
        .with_help(input::trailing_delimiter_help())
        .about("trailing-delimiter")
}
