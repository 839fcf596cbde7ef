//! `row-duplicate`: a record stands twice, cell for cell.

use crate::finding::{Finding, RuleId, Severity};
use crate::message::{check, rules};
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("row-duplicate"),
    summary: rules::row_duplicate,
    severity: Severity::Warning,
    fix: None,
    scopes: &[Scope::Files],
    dimension: Dimension::Consistency,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/row-duplicate.md")),
    parts: Parts::NONE,
};

/// Records enough to say of columns that they do not tell them apart.
const ENOUGH: u64 = 20;

/// `count` of `tested` records are copies of earlier ones.
pub fn found(count: u64, tested: u64) -> Finding {
    let finding = RULE.finding(check::row_duplicate()).with_label(check::row_duplicate_label()).about("row");
    if tested >= ENOUGH && count.saturating_mul(2) > tested {
        // Most records are like others because there is not more to tell of them, not because they were exported twice.
        return Finding { severity: Severity::Info, ..finding.with_help(check::row_duplicate_few_help()) };
    }
    finding.with_help(check::row_duplicate_help())
}
