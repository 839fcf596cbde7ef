//! `stray-space`: blanks stand before or after values.

use crate::finding::{Finding, RuleId, Safety, Severity};
use crate::message::{check, rules};
use crate::rule::{Dimension, FieldSpec, Mend, MendRule, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("stray-space"),
    summary: rules::stray_space,
    severity: Severity::Warning,
    fix: Some(Safety::Safe),
    scopes: &[Scope::Files],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/stray-space.md")),
    parts: Parts { mend: Some(MendRule { propose, identifiers: false }), ..Parts::NONE },
};

/// The value without the blanks round it.
fn propose(_: &FieldSpec, value: &str) -> Option<Mend> {
    let trimmed = value.trim();
    (!trimmed.is_empty() && trimmed.len() < value.len()).then(|| Mend::safe(trimmed))
}

/// A field in which values are right only without the blanks round them.
pub fn found(spec: &FieldSpec) -> Finding {
    RULE.finding(check::stray_space(&spec.field))
        .with_label(check::stray_space_label())
        .with_help(check::stray_space_help())
}
