//! `range-exceeded`: a number lies outside its limits.

use crate::finding::{Finding, RuleId, Severity};
use crate::message::{check, contract, rules};
use crate::model::{Bound, Date, Decimal, Declared, LogicalType};
use crate::rule::cell::{CellRule, CellTest, Failing, NumberLimits, Step, Words};
use crate::rule::{Dimension, FieldSpec, Judged, Parts, Rule, Scope};
use crate::rules::declared::{Pair, Said, fitting};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("range-exceeded"),
    summary: rules::range_exceeded,
    severity: Severity::Error,
    fix: None,
    scopes: &[Scope::Files, Scope::Contracts],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/range-exceeded.md")),
    parts: Parts { declaration: Some(judge), cell: Some(CellRule { step: Step::Range, bind, words }), ..Parts::NONE },
};

fn bind(spec: &FieldSpec, _: Date) -> Option<CellTest> {
    let all = &spec.constraints;
    let mut limits = NumberLimits::default();
    limits.minimum = all.minimum.as_ref().map(|it| it.value);
    limits.maximum = all.maximum.as_ref().map(|it| it.value);
    limits.exclusive_minimum = all.exclusive_minimum.as_ref().map(|it| it.value);
    limits.exclusive_maximum = all.exclusive_maximum.as_ref().map(|it| it.value);
    limits.multiple_of = all.multiple_of.as_ref().map(|it| it.value);
    (spec.kind.value.is_numeric() && spec.codes.is_none() && !limits.is_empty())
        .then(|| CellTest::Range(Box::new(limits)))
}

fn words(spec: &FieldSpec, failing: Failing<'_>) -> Words {
    let all = &spec.constraints;
    let value = Decimal::parse(failing.value);
    let broken = |limit: &Option<Declared<Decimal>>, above: bool, exclusive: bool| {
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

/// A contract that names no limit is not judged here: to be open is not to allow more.
fn judge(judged: &Judged<'_>, findings: &mut Vec<Finding>) {
    for pair in fitting(judged).filter(|it| it.spec.kind.value.is_numeric()) {
        findings.extend(higher(&pair));
        findings.extend(lower(&pair));
        findings.extend(refused(&pair));
    }
}

/// Values that the dictionary permits and a system does not accept.
fn refused(pair: &Pair<'_>) -> Option<Finding> {
    let all = &pair.spec.constraints;
    let found = pair.declared.shape.maximum.as_ref().filter(|_| pair.is_accepted())?;
    let limit = tighter(pair, (&all.maximum, &all.exclusive_maximum), -1)?;
    let (most, value) = (limit.value.value, closed(pair, found.value, -1).value);
    let said = Said {
        message: contract::range_refused(&pair.declared.path, value, &pair.spec.element.id, most),
        label: contract::range_refused_label(most),
        help: contract::limit_help(&pair.declared.path),
    };
    let line = (limit.origin, contract::limit_here());
    (value < most).then(|| pair.narrower(pair.finding(&RULE, Some(found.origin), said, line).about("maximum refused")))
}

fn higher(pair: &Pair<'_>) -> Option<Finding> {
    let all = &pair.spec.constraints;
    let found = pair.declared.shape.maximum.as_ref()?;
    let limit = tighter(pair, (&all.maximum, &all.exclusive_maximum), -1)?;
    let mine = closed(pair, found.value, -1);
    let beyond =
        mine.value > limit.value.value || (mine.value == limit.value.value && limit.value.exclusive && !mine.exclusive);
    let said = Said {
        message: contract::range_above(
            &pair.declared.path,
            found.value.value,
            &pair.spec.element.id,
            limit.value.value,
        ),
        label: contract::range_above_label(limit.value.value),
        help: contract::limit_help(&pair.declared.path),
    };
    let line = (limit.origin, contract::limit_here());
    beyond.then(|| pair.wider(pair.finding(&RULE, Some(found.origin), said, line).about("maximum")))
}

fn lower(pair: &Pair<'_>) -> Option<Finding> {
    let all = &pair.spec.constraints;
    let found = pair.declared.shape.minimum.as_ref()?;
    let limit = tighter(pair, (&all.minimum, &all.exclusive_minimum), 1)?;
    let mine = closed(pair, found.value, 1);
    let beyond =
        mine.value < limit.value.value || (mine.value == limit.value.value && limit.value.exclusive && !mine.exclusive);
    let said = Said {
        message: contract::range_below(
            &pair.declared.path,
            found.value.value,
            &pair.spec.element.id,
            limit.value.value,
        ),
        label: contract::range_below_label(limit.value.value),
        help: contract::limit_help(&pair.declared.path),
    };
    let line = (limit.origin, contract::limit_here());
    beyond.then(|| pair.wider(pair.finding(&RULE, Some(found.origin), said, line).about("minimum")))
}

type Limits<'s> = (&'s Option<Declared<Decimal>>, &'s Option<Declared<Decimal>>);

/// The tighter of the dictionary's two limits on one side; `inward` is 1 for lower limits, -1 for upper ones.
fn tighter(pair: &Pair<'_>, (inclusive, exclusive): Limits<'_>, inward: i64) -> Option<Declared<Bound>> {
    let bound = |limit: &Option<Declared<Decimal>>, exclusive| {
        let limit = limit.as_ref()?;
        Some(Declared::new(closed(pair, Bound { value: limit.value, exclusive }, inward), limit.origin))
    };
    match (bound(inclusive, false), bound(exclusive, true)) {
        (Some(a), Some(b)) => {
            let inner = if inward > 0 { b.value.value >= a.value.value } else { b.value.value <= a.value.value };
            Some(if inner { b } else { a })
        }
        (a, b) => a.or(b),
    }
}

/// Among whole numbers, a limit that is outside is the next one inside.
fn closed(pair: &Pair<'_>, bound: Bound, inward: i64) -> Bound {
    let whole = pair.spec.kind.value == LogicalType::Integer && bound.exclusive;
    match bound.value.units_at(0).and_then(|units| units.checked_add(i128::from(inward))) {
        Some(units) if whole => Bound { value: Decimal { units, scale: 0 }, exclusive: false },
        _ => bound,
    }
}
