//! `guard-undeclared`: values are guarded against spreadsheets and no guard is declared.

use crate::finding::{RuleId, Safety, Severity};
use crate::message::{check, rules};
use crate::rule::cell::{ExplanationRule, Failing, Step, Words};
use crate::rule::{Dimension, FieldSpec, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("guard-undeclared"),
    summary: rules::guard_undeclared,
    severity: Severity::Warning,
    fix: Some(Safety::Safe),
    scopes: &[Scope::Files],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/guard-undeclared.md")),
    parts: Parts {
        explanation: Some(ExplanationRule {
            steps: &[Step::Literal, Step::Code, Step::Pattern, Step::Checksum, Step::Format, Step::Length],
            explains,
            words,
        }),
        ..Parts::NONE
    },
};

fn explains(_: &FieldSpec, value: &str) -> bool {
    let excel = value.len() > 3
        && value.starts_with("=\"")
        && value.ends_with('"')
        && value.get(2..value.len() - 1).is_some_and(|inner| !inner.contains('"'));
    let leading = value.strip_prefix(['\'', '`', '\t']).is_some_and(|rest| !rest.is_empty());
    excel || leading || (value.len() > 1 && value.ends_with('\t'))
}

fn words(spec: &FieldSpec, failing: Failing<'_>) -> Words {
    Words {
        message: check::guard_undeclared(&spec.field, failing.shown),
        label: check::guard_undeclared_label(),
        help: check::guard_undeclared_help(),
        origin: spec.origin,
        origin_label: check::field_here(),
    }
}
