//! `scale-exceeded`: a number has more digits than allowed.

use crate::finding::{RuleId, Severity};
use crate::message::{check, rules};
use crate::model::Date;
use crate::rule::cell::{CellRule, CellTest, Failing, Step, Words};
use crate::rule::{Dimension, FieldSpec, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("scale-exceeded"),
    summary: rules::scale_exceeded,
    severity: Severity::Error,
    fix: None,
    scopes: &[Scope::Files, Scope::Contracts],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/scale-exceeded.md")),
    parts: Parts { cell: Some(CellRule { step: Step::Scale, bind, words }), ..Parts::NONE },
};

/// Trailing zeros after the point are free.
fn bind(spec: &FieldSpec, _: Date) -> Option<CellTest> {
    if !spec.kind.value.is_numeric() || spec.codes.is_some() {
        return None;
    }
    let precision = spec.constraints.precision.as_ref().map(|it| it.value);
    let scale = spec.constraints.scale.as_ref().map(|it| it.value);
    (precision.is_some() || scale.is_some()).then_some(CellTest::Digits { precision, scale })
}

fn words(spec: &FieldSpec, failing: Failing<'_>) -> Words {
    let scale = spec.constraints.scale.as_ref();
    let precision = spec.constraints.precision.as_ref();
    let too_fine = crate::rule::cell::scan_number(failing.value.as_bytes())
        .zip(scale)
        .is_some_and(|(number, limit)| number.scale > limit.value);
    let (message, label, origin) = match (scale, precision) {
        (Some(limit), _) if too_fine => (
            check::scale_exceeded(&spec.field, failing.shown, limit.value),
            check::scale_label(limit.value),
            limit.origin,
        ),
        (_, Some(limit)) => (
            check::precision_exceeded(&spec.field, failing.shown, limit.value),
            check::precision_label(limit.value),
            limit.origin,
        ),
        (Some(limit), None) => (
            check::scale_exceeded(&spec.field, failing.shown, limit.value),
            check::scale_label(limit.value),
            limit.origin,
        ),
        (None, None) => (check::type_here(), check::type_here(), spec.origin),
    };
    Words { message, label, help: check::scale_help(&spec.element.id), origin, origin_label: check::limit_here() }
}
