//! `file-stale`: the newest file of a dated series is too old, or the series has a gap or a repeat.

use crate::finding::{Finding, RuleId, Severity};
use crate::message::{input, rules};
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("file-stale"),
    summary: rules::file_stale,
    severity: Severity::Error,
    fix: None,
    scopes: &[Scope::Files],
    dimension: Dimension::Timeliness,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/file-stale.md")),
    parts: Parts::NONE,
};

/// The newest file of a dataset is older than it may be.
pub fn stale(name: &str, dataset: &str) -> Finding {
    RULE.finding(input::stale(name, dataset)).with_help(input::stale_help()).about("stale")
}

/// Nothing lies between two files. What only the rhythm of the other files tells is no proof.
pub fn gap((before, after): (&str, &str), dataset: &str, proved: bool) -> Finding {
    let mut finding =
        RULE.finding(input::series_gap(before, after, dataset)).with_help(input::series_gap_help()).about("gap");
    if !proved {
        finding.severity = Severity::Warning;
    }
    finding
}

/// A file is of the date of another.
pub fn repeat(path: &str, first: &str) -> Finding {
    RULE.finding(input::series_repeat(path, first)).with_help(input::series_repeat_help()).about("repeat")
}
