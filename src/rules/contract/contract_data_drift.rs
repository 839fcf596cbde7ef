//! `contract-data-drift`: a contract declares other data than its system exports.

use std::sync::Arc;

use crate::finding::{Finding, Place, Related, RuleId, Severity};
use crate::message::{contract_drift as drift, rules};
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule. Values are judged while a file is read, by a [`Promise`](crate::rules::promise::Promise) of each field.
pub static RULE: Rule = Rule {
    id: RuleId::new("contract-data-drift"),
    summary: rules::contract_data_drift,
    severity: Severity::Error,
    fix: None,
    scopes: &[Scope::Files, Scope::Contracts],
    dimension: Dimension::Consistency,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/contract-data-drift.md")),
    parts: Parts::NONE,
};

/// A promised value that is null in `count` of `tested` records.
pub fn null(field: &Arc<str>, (count, tested): (u64, u64), header: Place) -> Finding {
    let finding = RULE.finding(drift::null(field)).with_label(drift::label()).with_help(drift::help(field)).at(header);
    Finding { count, tested, field: Some(Arc::clone(field)), ..finding.about("null") }
}

/// A declared field that the data lack. What a contract leaves optional may be absent, which is worth knowing.
pub fn absent(field: &Arc<str>, is_required: bool, header: Place) -> Finding {
    let finding = RULE.finding(drift::absent(field)).with_label(drift::absent_label(field)).at(header);
    let severity = if is_required { RULE.severity } else { Severity::Warning };
    let finding = finding.with_help(drift::absent_help(field)).about("absent");
    Finding { severity, field: Some(Arc::clone(field)), ..finding }
}

/// A field of the data that the contract does not declare.
pub fn unknown(field: &Arc<str>, header: Place) -> Finding {
    let finding = RULE.finding(drift::unknown(field)).with_label(drift::unknown_label()).at(header);
    let finding = finding.with_help(drift::unknown_help(field)).about("unknown");
    Finding { field: Some(Arc::clone(field)), ..finding }
}

/// Shows the contract beside what is said of the data.
#[must_use]
pub fn against(mut finding: Finding, place: Place, is_whole: bool) -> Finding {
    let message = if is_whole { drift::whole_here() } else { drift::here() };
    finding.related.insert(0, Related { place, message });
    finding
}
