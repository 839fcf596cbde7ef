//! `guard-undeclared`: values are guarded against spreadsheets and no guard is declared.

use crate::finding::{RuleId, Safety, Severity};
use crate::message::{check, rules};
use crate::rule::cell::{ExplanationRule, Failing, Step, Words};
use crate::rule::{Dimension, FieldSpec, Mend, MendRule, Parts, Rule, Scope};

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
        mend: Some(MendRule { propose, identifiers: true }),
        ..Parts::NONE
    },
};

fn explains(_: &FieldSpec, value: &str) -> bool {
    unguarded(value).is_some()
}

fn propose(_: &FieldSpec, value: &str) -> Option<Mend> {
    unguarded(value).map(Mend::safe)
}

/// What one guard stands round.
fn unguarded(value: &str) -> Option<&str> {
    let excel = value.strip_prefix("=\"").and_then(|it| it.strip_suffix('"')).filter(|it| !it.contains('"'));
    let sign = || value.strip_prefix(['\'', '`', '\t']).or_else(|| value.strip_suffix('\t'));
    excel.or_else(sign).filter(|it| !it.is_empty())
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
