//! `code-label-used`: a label stands where the code is expected, or the reverse.

use crate::finding::{RuleId, Safety, Severity};
use crate::message::{check, rules};
use crate::rule::cell::{ExplanationRule, Failing, Step, Words};
use crate::rule::{Dimension, FieldSpec, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("code-label-used"),
    summary: rules::code_label_used,
    severity: Severity::Warning,
    fix: Some(Safety::Safe),
    scopes: &[Scope::Files],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/code-label-used.md")),
    parts: Parts { explanation: Some(ExplanationRule { steps: &[Step::Code], explains, words }), ..Parts::NONE },
};

/// Whether the value is exactly a title of a code, or a canonical code where local spellings are mapped.
fn explains(spec: &FieldSpec, value: &str) -> bool {
    let Some(codes) = &spec.codes else { return false };
    let is_title = codes.list.values.values().any(|code| code.title.texts.iter().any(|(_, text)| &**text == value));
    is_title || (codes.map.is_some() && codes.list.values.contains_key(value))
}

fn words(spec: &FieldSpec, failing: Failing<'_>) -> Words {
    Words {
        message: check::code_label_used(&spec.field, failing.shown),
        label: check::code_label_used_label(),
        help: check::code_label_used_help(),
        origin: spec.codes.as_ref().map_or(spec.origin, |it| it.list.origin),
        origin_label: check::codes_here(),
    }
}
