//! `value-missing`: a required value is empty.

use std::sync::Arc;

use crate::finding::{RuleId, Severity};
use crate::message::{across, check, rules};
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
    let condition = spec.required_if.as_ref().filter(|_| spec.nullable).map(|it| CellTest::NotNullIf(Arc::clone(it)));
    let always = (!spec.nullable).then_some(CellTest::NotNull);
    always.or(condition).filter(|_| !spec.in_key)
}

fn words(spec: &FieldSpec, _: Failing<'_>) -> Words {
    if let Some(condition) = spec.required_if.as_ref().filter(|_| spec.nullable) {
        return Words {
            message: across::required_if(&spec.field, &condition.text),
            label: across::required_if_label(),
            help: across::required_if_help(&spec.field),
            origin: condition.origin,
            origin_label: across::required_if_here(),
        };
    }
    Words {
        message: check::value_missing(&spec.field),
        label: check::value_missing_label(),
        help: check::value_missing_help(&spec.field),
        origin: spec.nullable_origin,
        origin_label: check::required_here(),
    }
}
