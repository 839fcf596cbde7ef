//! `type-mismatch`: a value or a declared field is not of its element's type.

use crate::finding::{RuleId, Severity};
use crate::message::{check, rules};
use crate::model::{Date, LogicalType};
use crate::rule::cell::{CellRule, CellTest, Failing, Step, Words};
use crate::rule::{Dimension, FieldSpec, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("type-mismatch"),
    summary: rules::type_mismatch,
    severity: Severity::Error,
    fix: None,
    scopes: &[Scope::Files, Scope::Contracts],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/type-mismatch.md")),
    parts: Parts { cell: Some(CellRule { step: Step::Literal, bind, words }), ..Parts::NONE },
};

fn bind(spec: &FieldSpec, _: Date) -> Option<CellTest> {
    if spec.codes.is_some() {
        return None;
    }
    match spec.kind.value {
        LogicalType::Integer => Some(CellTest::Integer),
        LogicalType::Decimal => Some(CellTest::Decimal),
        LogicalType::Number => Some(CellTest::Number),
        LogicalType::Boolean => Some(CellTest::Boolean),
        _ => None,
    }
}

fn words(spec: &FieldSpec, failing: Failing<'_>) -> Words {
    let kind = spec.kind.value.name();
    Words {
        message: check::type_mismatch(&spec.field, failing.shown, kind),
        label: check::type_mismatch_label(kind),
        help: match spec.kind.value {
            LogicalType::Boolean => check::boolean_help(),
            LogicalType::Integer => check::integer_help(),
            _ => check::number_help(),
        },
        origin: spec.kind.origin,
        origin_label: check::type_here(),
    }
}
