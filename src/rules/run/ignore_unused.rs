//! `ignore-unused`: a waiver or suppression matches nothing any more.

use crate::finding::{Finding, RuleId, Safety, Severity};
use crate::message::{check, rules};
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("ignore-unused"),
    summary: rules::ignore_unused,
    severity: Severity::Warning,
    fix: Some(Safety::Safe),
    scopes: &[Scope::Run],
    dimension: Dimension::Coverage,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/ignore-unused.md")),
    parts: Parts::NONE,
};

/// A waiver of `rule` that took nothing out.
pub fn waiver(rule: &str, scope: &str) -> Finding {
    RULE.finding(check::waiver_unused(rule, scope))
        .with_help(check::waiver_unused_help())
        .about(format!("{rule} {scope}"))
}

/// A waiver that names no rule.
pub fn unknown_rule(rule: &str, near: Option<&str>) -> Finding {
    let help = near.map_or_else(check::waiver_unused_help, check::did_you_mean);
    RULE.finding(check::waiver_unknown_rule(rule)).with_help(help).about(rule)
}

/// A waiver that has run out and takes nothing out any more.
pub fn expired(rule: &str, scope: &str, day: &str) -> Finding {
    RULE.finding(check::waiver_expired(rule, scope, day))
        .with_help(check::waiver_expired_help())
        .about(format!("{rule} {scope}"))
}

/// A suppression within a contract that took nothing out.
pub fn in_contract(rule: &str) -> Finding {
    RULE.finding(check::ignore_unused(rule)).with_help(check::ignore_unused_help()).about(rule)
}

/// A suppression within a contract that names no rule.
pub fn without_rule() -> Finding {
    RULE.finding(check::ignore_without_rule()).with_help(check::ignore_form_help())
}

/// A suppression within a contract that gives no reason.
pub fn without_reason(rule: &str) -> Finding {
    RULE.finding(check::ignore_without_reason(rule)).with_help(check::ignore_form_help()).about(rule)
}

/// A suppression within a contract whose last day is none.
pub fn without_day(rule: &str) -> Finding {
    RULE.finding(check::ignore_without_day(rule)).with_help(check::ignore_without_day_help()).about(rule)
}

/// An entry of the baseline whose finding is gone. `fingerprint` is the entry's.
pub fn fixed(rule: &str, scope: &str, fingerprint: &str) -> Finding {
    RULE.finding(check::baseline_fixed(rule, scope)).with_help(check::baseline_fixed_help()).about(fingerprint)
}
