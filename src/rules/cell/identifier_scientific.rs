//! `identifier-scientific`: an identifier is written in scientific notation, so that most of its digits are gone.

use crate::finding::{RuleId, Severity};
use crate::format::detect::is_scientific;
use crate::message::{check, rules};
use crate::model::{Date, LogicalType, Representation};
use crate::rule::cell::{CellRule, CellTest, ExplanationRule, Failing, Step, Words};
use crate::rule::{Dimension, FieldSpec, Parts, Rule, Scope};

/// The rule. Where a pattern or format is declared that decides what an identifier is, and this rule explains its failures.
pub static RULE: Rule = Rule {
    id: RuleId::new("identifier-scientific"),
    summary: rules::identifier_scientific,
    severity: Severity::Error,
    fix: None,
    scopes: &[Scope::Files],
    dimension: Dimension::Accuracy,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/identifier-scientific.md")),
    parts: Parts {
        cell: Some(CellRule { step: Step::Scientific, bind, words }),
        explanation: Some(ExplanationRule {
            steps: &[Step::Length, Step::Pattern, Step::Checksum, Step::Format],
            explains,
            words,
        }),
        ..Parts::NONE
    },
};

fn bind(spec: &FieldSpec, _: Date) -> Option<CellTest> {
    let shaped = spec.constraints.pattern.is_some() || spec.constraints.format.is_some() || spec.codes.is_some();
    (identifies(spec) && !shaped).then_some(CellTest::NotScientific)
}

fn identifies(spec: &FieldSpec) -> bool {
    let told = spec.element.representation;
    spec.kind.value == LogicalType::String
        && (told == Some(Representation::Identifier) || (told.is_none() && spec.in_key))
}

fn explains(spec: &FieldSpec, value: &str) -> bool {
    identifies(spec) && is_scientific(value)
}

fn words(spec: &FieldSpec, failing: Failing<'_>) -> Words {
    Words {
        message: check::identifier_scientific(&spec.field, failing.shown),
        label: check::identifier_scientific_label(),
        help: check::identifier_scientific_help(),
        origin: spec.element.kind.origin,
        origin_label: check::type_here(),
    }
}
