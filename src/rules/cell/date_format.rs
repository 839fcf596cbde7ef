//! `date-format`: a date or time is not written in a declared form, or does not exist.

use crate::finding::{RuleId, Safety, Severity};
use crate::message::{check, rules};
use crate::model::Date;
use crate::rule::cell::{CellRule, CellTest, Failing, Step, TemporalMatcher, Words};
use crate::rule::{Dimension, FieldSpec, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("date-format"),
    summary: rules::date_format,
    severity: Severity::Error,
    fix: Some(Safety::Unsafe),
    scopes: &[Scope::Files, Scope::Contracts],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/date-format.md")),
    parts: Parts { cell: Some(CellRule { step: Step::Literal, bind, words }), ..Parts::NONE },
};

fn bind(spec: &FieldSpec, _: Date) -> Option<CellTest> {
    (!spec.temporal.is_empty()).then(|| CellTest::Temporal(TemporalMatcher::new(spec.kind.value, &spec.temporal)))
}

fn words(spec: &FieldSpec, failing: Failing<'_>) -> Words {
    let forms: Vec<&str> = spec.temporal.iter().map(crate::model::TemporalFormat::text).collect();
    let forms = forms.join("`, `");
    Words {
        message: check::date_format(&spec.field, failing.shown, &forms),
        label: check::date_format_label(&forms),
        help: check::date_format_help(&spec.field, spec.kind.value.name()),
        origin: spec.temporal_origin,
        origin_label: check::format_here(),
    }
}
