//! `key-missing`: a key column or value is empty or absent.

use crate::finding::{RuleId, Severity};
use crate::message::{check, rules};
use crate::model::Date;
use crate::rule::cell::{CellRule, CellTest, Failing, Step, Words};
use crate::rule::{Dimension, FieldSpec, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("key-missing"),
    summary: rules::key_missing,
    severity: Severity::Error,
    fix: None,
    scopes: &[Scope::Files, Scope::Contracts],
    dimension: Dimension::Consistency,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/key-missing.md")),
    parts: Parts { cell: Some(CellRule { step: Step::Null, bind, words }), ..Parts::NONE },
};

fn bind(spec: &FieldSpec, _: Date) -> Option<CellTest> {
    spec.in_key.then_some(CellTest::NotNull)
}

fn words(spec: &FieldSpec, _: Failing<'_>) -> Words {
    Words {
        message: check::key_missing(&spec.field),
        label: check::value_missing_label(),
        help: check::key_missing_help(&spec.field),
        origin: spec.nullable_origin,
        origin_label: check::key_here(),
    }
}
