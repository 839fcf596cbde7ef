//! `scale-exceeded`: a number has more digits than allowed.

use crate::finding::{Finding, RuleId, Severity};
use crate::message::{check, contract, rules};
use crate::model::{Date, Decimal};
use crate::rule::cell::{CellRule, CellTest, Failing, Step, Words};
use crate::rule::{Dimension, FieldSpec, Judged, Parts, Rule, Scope};
use crate::rules::declared::{Pair, Said, fitting};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("scale-exceeded"),
    summary: rules::scale_exceeded,
    severity: Severity::Error,
    fix: None,
    scopes: &[Scope::Files, Scope::Contracts],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/scale-exceeded.md")),
    parts: Parts { declaration: Some(judge), cell: Some(CellRule { step: Step::Scale, bind, words }), ..Parts::NONE },
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

/// Steps finer than the scale, and limits of more digits than the precision.
fn judge(judged: &Judged<'_>, findings: &mut Vec<Finding>) {
    for pair in fitting(judged).filter(|it| it.spec.kind.value.is_numeric()) {
        findings.extend(finer(&pair));
        findings.extend(wider(&pair));
    }
}

fn finer(pair: &Pair<'_>) -> Option<Finding> {
    let (step, scale) = (pair.declared.shape.multiple_of.as_ref()?, pair.spec.constraints.scale.as_ref()?);
    let said = Said {
        message: contract::scale_finer(&pair.declared.path, step.value, &pair.spec.element.id, scale.value),
        label: contract::scale_label(scale.value),
        help: contract::limit_help(&pair.declared.path),
    };
    let line = (scale.origin, contract::limit_here());
    (step.value.normalized().scale > scale.value)
        .then(|| pair.wider(pair.finding(&RULE, Some(step.origin), said, line).about("multipleOf")))
}

fn wider(pair: &Pair<'_>) -> Option<Finding> {
    let all = &pair.spec.constraints;
    let (most, precision) = (pair.declared.shape.maximum.as_ref()?, all.precision.as_ref()?);
    // A declared maximum of the element is the better measure, and `range-exceeded` takes it.
    if all.maximum.is_some() || all.exclusive_maximum.is_some() {
        return None;
    }
    let whole = precision.value.saturating_sub(all.scale.as_ref().map_or(0, |it| it.value));
    let beyond = Decimal { units: 10_i128.checked_pow(whole)?, scale: 0 };
    let (value, is_open) = (most.value.value, most.value.exclusive);
    let said = Said {
        message: contract::precision_exceeded(&pair.declared.path, value, &pair.spec.element.id, precision.value),
        label: contract::precision_label(precision.value),
        help: contract::limit_help(&pair.declared.path),
    };
    let line = (precision.origin, contract::limit_here());
    (value > beyond || (value == beyond && !is_open))
        .then(|| pair.wider(pair.finding(&RULE, Some(most.origin), said, line).about("maximum")))
}
