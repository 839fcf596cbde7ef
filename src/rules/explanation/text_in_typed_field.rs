//! `text-in-typed-field`: a sentence or a remark stands in a typed field.

use crate::finding::{RuleId, Severity};
use crate::message::{check, rules};
use crate::rule::cell::{ExplanationRule, Failing, Step, Words};
use crate::rule::{Dimension, FieldSpec, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("text-in-typed-field"),
    summary: rules::text_in_typed_field,
    severity: Severity::Warning,
    fix: None,
    scopes: &[Scope::Files],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/text-in-typed-field.md")),
    parts: Parts { explanation: Some(ExplanationRule { steps: &[Step::Literal], explains, words }), ..Parts::NONE },
};

/// Whether the value is words: at least four ideographs or two words, and no digit.
fn explains(spec: &FieldSpec, value: &str) -> bool {
    let typed = spec.kind.value.is_numeric() || spec.kind.value.is_temporal();
    if !typed || value.bytes().any(|it| it.is_ascii_digit()) {
        return false;
    }
    let ideographs = value.chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).count();
    let words = value.split_whitespace().filter(|it| it.chars().all(char::is_alphabetic)).count();
    ideographs >= 4 || words >= 2
}

fn words(spec: &FieldSpec, failing: Failing<'_>) -> Words {
    Words {
        message: check::text_in_typed_field(&spec.field, failing.shown),
        label: check::text_in_typed_field_label(),
        help: check::text_in_typed_field_help(),
        origin: spec.kind.origin,
        origin_label: check::type_here(),
    }
}
