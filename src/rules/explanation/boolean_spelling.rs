//! `boolean-spelling`: a boolean is spelled in a way nobody declared.

use crate::finding::{RuleId, Safety, Severity};
use crate::message::{check, rules};
use crate::model::LogicalType;
use crate::rule::cell::{ExplanationRule, Failing, Step, Words};
use crate::rule::{Dimension, FieldSpec, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("boolean-spelling"),
    summary: rules::boolean_spelling,
    severity: Severity::Warning,
    fix: Some(Safety::Safe),
    scopes: &[Scope::Files],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/boolean-spelling.md")),
    parts: Parts { explanation: Some(ExplanationRule { steps: &[Step::Literal], explains, words }), ..Parts::NONE },
};

/// Spellings that people and systems use for yes and no.
const SPELLINGS: [&str; 18] =
    ["是", "否", "有", "无", "真", "假", "y", "n", "yes", "no", "t", "f", "1", "0", "true", "false", "on", "off"];

fn explains(spec: &FieldSpec, value: &str) -> bool {
    if spec.kind.value != LogicalType::Boolean {
        return false;
    }
    let value = value.trim();
    value.len() <= 8 && SPELLINGS.iter().any(|it| it.eq_ignore_ascii_case(value))
}

fn words(spec: &FieldSpec, failing: Failing<'_>) -> Words {
    Words {
        message: check::boolean_spelling(&spec.field, failing.shown),
        label: check::boolean_spelling_label(),
        help: check::boolean_spelling_help(),
        origin: spec.kind.origin,
        origin_label: check::type_here(),
    }
}
