//! `length-exceeded`: a value is longer or shorter than allowed.

use crate::finding::{Finding, RuleId, Severity};
use crate::message::{check, contract, rules};
use crate::model::{Date, LogicalType};
use crate::rule::cell::{CellRule, CellTest, Failing, Step, Words};
use crate::rule::{Dimension, FieldSpec, Judged, Parts, Rule, Scope};
use crate::rules::declared::{Pair, Said, fitting};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("length-exceeded"),
    summary: rules::length_exceeded,
    severity: Severity::Error,
    fix: None,
    scopes: &[Scope::Files, Scope::Contracts],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/length-exceeded.md")),
    parts: Parts { declaration: Some(judge), cell: Some(CellRule { step: Step::Length, bind, words }), ..Parts::NONE },
};

fn bind(spec: &FieldSpec, _: Date) -> Option<CellTest> {
    let least = spec.constraints.min_length.as_ref().map(|it| it.value);
    let most = spec.constraints.max_length.as_ref().map(|it| it.value);
    let text = matches!(spec.kind.value, LogicalType::String | LogicalType::Integer) && spec.codes.is_none();
    (text && (least.is_some() || most.is_some()))
        .then_some(CellTest::Length { least: least.unwrap_or(0), most: most.unwrap_or(u64::MAX) })
}

fn words(spec: &FieldSpec, failing: Failing<'_>) -> Words {
    let length = failing.value.chars().count() as u64;
    let (least, most) = (spec.constraints.min_length.as_ref(), spec.constraints.max_length.as_ref());
    let (message, label, origin) = match (least, most) {
        (Some(limit), _) if length < limit.value => (
            check::length_below(&spec.field, length, limit.value),
            check::length_least_label(limit.value),
            limit.origin,
        ),
        (_, Some(limit)) => (
            check::length_exceeded(&spec.field, length, limit.value),
            check::length_most_label(limit.value),
            limit.origin,
        ),
        _ => (check::length_exceeded(&spec.field, length, 0), check::limit_here(), spec.origin),
    };
    Words { message, label, help: check::length_help(&spec.element.id), origin, origin_label: check::limit_here() }
}

/// A contract that says nothing of length is not judged here: to be open is not to allow more.
fn judge(judged: &Judged<'_>, findings: &mut Vec<Finding>) {
    for pair in fitting(judged).filter(|it| it.spec.kind.value == LogicalType::String && !it.permits("array")) {
        findings.extend(longer(&pair));
        findings.extend(shorter(&pair));
        findings.extend(refused(&pair));
    }
}

/// What the dictionary permits and a system does not accept.
fn refused(pair: &Pair<'_>) -> Option<Finding> {
    let (found, limit) = (pair.declared.shape.max_length.as_ref()?, pair.spec.constraints.max_length.as_ref()?);
    if !pair.is_accepted() || found.value >= limit.value {
        return None;
    }
    let said = Said {
        message: contract::length_refused(&pair.declared.path, found.value, &pair.spec.element.id, limit.value),
        label: contract::length_refused_label(limit.value),
        help: contract::limit_help(&pair.declared.path),
    };
    let line = (limit.origin, contract::limit_here());
    Some(pair.narrower(pair.finding(&RULE, Some(found.origin), said, line).about("maxLength refused")))
}

fn longer(pair: &Pair<'_>) -> Option<Finding> {
    let (found, limit) = (pair.declared.shape.max_length.as_ref()?, pair.spec.constraints.max_length.as_ref()?);
    let said = Said {
        message: contract::length_most(&pair.declared.path, found.value, &pair.spec.element.id, limit.value),
        label: contract::length_most_label(limit.value),
        help: contract::limit_help(&pair.declared.path),
    };
    let line = (limit.origin, contract::limit_here());
    let finding = || pair.finding(&RULE, Some(found.origin), said, line).about("maxLength");
    (found.value > limit.value).then(|| pair.wider(finding()))
}

fn shorter(pair: &Pair<'_>) -> Option<Finding> {
    let (found, limit) = (pair.declared.shape.min_length.as_ref()?, pair.spec.constraints.min_length.as_ref()?);
    let said = Said {
        message: contract::length_least(&pair.declared.path, found.value, &pair.spec.element.id, limit.value),
        label: contract::length_least_label(limit.value),
        help: contract::limit_help(&pair.declared.path),
    };
    let line = (limit.origin, contract::limit_here());
    let finding = || pair.finding(&RULE, Some(found.origin), said, line).about("minLength");
    (found.value < limit.value).then(|| pair.wider(finding()))
}
