//! `zone-missing`: an instant has no offset and no zone is declared.

use crate::finding::{Finding, RuleId, Severity};
use crate::message::{check, contract, rules};
use crate::model::{Date, LogicalType, TemporalFormat};
use crate::rule::cell::{CellRule, CellTest, Failing, Step, TemporalMatcher, Words};
use crate::rule::{Dimension, FieldSpec, Judged, Parts, Rule, Scope};
use crate::rules::declared::{Pair, Said, fitting};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("zone-missing"),
    summary: rules::zone_missing,
    severity: Severity::Warning,
    fix: None,
    scopes: &[Scope::Files, Scope::Contracts],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/zone-missing.md")),
    parts: Parts { declaration: Some(judge), cell: Some(CellRule { step: Step::Zone, bind, words }), ..Parts::NONE },
};

/// Where an offset is wanted and the system declares no zone, values without one cannot be placed in time.
fn bind(spec: &FieldSpec, _: Date) -> Option<CellTest> {
    let wanted = spec.constraints.zone_required.as_ref().is_some_and(|it| it.value);
    let instant = spec.kind.value == LogicalType::Timestamp && !spec.temporal.is_empty();
    (wanted && instant && spec.zone.is_none())
        .then(|| CellTest::Offset(TemporalMatcher::new(spec.kind.value, &spec.temporal)))
}

fn words(spec: &FieldSpec, failing: Failing<'_>) -> Words {
    Words {
        message: check::zone_missing(&spec.field, failing.shown),
        label: check::zone_missing_label(),
        help: check::zone_missing_help(),
        origin: spec.constraints.zone_required.as_ref().map_or(spec.origin, |it| it.origin),
        origin_label: check::zone_here(),
    }
}

fn judge(judged: &Judged<'_>, findings: &mut Vec<Finding>) {
    let instants = fitting(judged).filter(|it| it.spec.kind.value == LogicalType::Timestamp);
    findings.extend(instants.filter_map(|it| without_offset(&it)));
}

/// A contract that names a form without offset; `date-time` always carries one.
fn without_offset(pair: &Pair<'_>) -> Option<Finding> {
    let (declared, spec) = (pair.declared, pair.spec);
    let wanted = spec.constraints.zone_required.as_ref().filter(|it| it.value && spec.zone.is_none())?;
    let found = declared.shape.format.as_ref().filter(|it| it.value.contains("yy"))?;
    let form = TemporalFormat::parse(&found.value).ok()?;
    let said = Said {
        message: contract::zone_missing(&declared.path, &found.value),
        label: contract::zone_label(),
        help: contract::zone_help(),
    };
    (form.carries_offset() == Some(false))
        .then(|| pair.finding(&RULE, Some(found.origin), said, (wanted.origin, contract::zone_here())))
}
