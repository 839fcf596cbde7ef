//! `zone-missing`: an instant has no offset and no zone is declared.

use crate::finding::{RuleId, Severity};
use crate::message::{check, rules};
use crate::model::{Date, LogicalType};
use crate::rule::cell::{CellRule, CellTest, Failing, Step, TemporalMatcher, Words};
use crate::rule::{Dimension, FieldSpec, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("zone-missing"),
    summary: rules::zone_missing,
    severity: Severity::Warning,
    fix: None,
    scopes: &[Scope::Files, Scope::Contracts],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/zone-missing.md")),
    parts: Parts { cell: Some(CellRule { step: Step::Zone, bind, words }), ..Parts::NONE },
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
