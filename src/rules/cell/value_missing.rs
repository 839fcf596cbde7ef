//! `value-missing`: a required value is empty.

use crate::finding::{RuleId, Severity};
use crate::message::{check, rules};
use crate::model::Date;
use crate::rule::cell::{CellRule, CellTest, Failing, Step, Words};
use crate::rule::{Dimension, FieldSpec, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("value-missing"),
    summary: rules::value_missing,
    severity: Severity::Error,
    fix: None,
    scopes: &[Scope::Files],
    dimension: Dimension::Completeness,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/value-missing.md")),
    parts: Parts { cell: Some(CellRule { step: Step::Null, bind, words }), ..Parts::NONE },
};

/// A null part of a key is `key-missing` instead.
fn bind(spec: &FieldSpec, _: Date) -> Option<CellTest> {
    (!spec.nullable && !spec.in_key).then_some(CellTest::NotNull)
}

fn words(spec: &FieldSpec, _: Failing<'_>) -> Words {
    Words {
        message: check::value_missing(&spec.field),
        label: check::value_missing_label(),
        help: check::value_missing_help(&spec.field),
        origin: spec.nullable_origin,
        origin_label: check::required_here(),
    }
}
