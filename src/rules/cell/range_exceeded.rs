//! `range-exceeded`: a number lies outside its limits.

use crate::finding::{RuleId, Severity};
use crate::message::{check, rules};
use crate::model::Date;
use crate::rule::cell::{CellRule, CellTest, Failing, NumberLimits, Step, Words};
use crate::rule::{Dimension, FieldSpec, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("range-exceeded"),
    summary: rules::range_exceeded,
    severity: Severity::Error,
    fix: None,
    scopes: &[Scope::Files, Scope::Contracts],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/range-exceeded.md")),
    parts: Parts { cell: Some(CellRule { step: Step::Range, bind, words }), ..Parts::NONE },
};

fn bind(spec: &FieldSpec, _: Date) -> Option<CellTest> {
    let all = &spec.constraints;
    let mut limits = NumberLimits::default();
    limits.minimum = all.minimum.as_ref().map(|it| it.value);
    limits.maximum = all.maximum.as_ref().map(|it| it.value);
    limits.exclusive_minimum = all.exclusive_minimum.as_ref().map(|it| it.value);
    limits.exclusive_maximum = all.exclusive_maximum.as_ref().map(|it| it.value);
    limits.multiple_of = all.multiple_of.as_ref().map(|it| it.value);
    (spec.kind.value.is_numeric() && spec.codes.is_none() && !limits.is_empty()).then_some(CellTest::Range(limits))
}

fn words(spec: &FieldSpec, failing: Failing<'_>) -> Words {
    let all = &spec.constraints;
    let value = crate::model::Decimal::parse(failing.value);
    let broken = |limit: &Option<crate::model::Declared<crate::model::Decimal>>, above: bool, exclusive: bool| {
        let (limit, value) = (limit.as_ref()?, value?);
        let ordering = if above { value.cmp(&limit.value) } else { limit.value.cmp(&value) };
        (ordering.is_gt() || (exclusive && ordering.is_eq())).then_some((limit.value, limit.origin))
    };
    let below = broken(&all.minimum, false, false).or_else(|| broken(&all.exclusive_minimum, false, true));
    let above = broken(&all.maximum, true, false).or_else(|| broken(&all.exclusive_maximum, true, true));
    let (message, label, origin) = match (below, above, &all.multiple_of) {
        (Some((limit, origin)), _, _) => {
            (check::range_below(&spec.field, failing.shown, limit), check::range_least_label(limit), origin)
        }
        (_, Some((limit, origin)), _) => {
            (check::range_above(&spec.field, failing.shown, limit), check::range_most_label(limit), origin)
        }
        (_, _, Some(step)) => (
            check::not_a_multiple(&spec.field, failing.shown, step.value),
            check::multiple_label(step.value),
            step.origin,
        ),
        _ => (check::range_outside(&spec.field, failing.shown), check::limit_here(), spec.origin),
    };
    Words { message, label, help: check::range_help(&spec.element.id), origin, origin_label: check::limit_here() }
}
