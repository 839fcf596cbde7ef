//! `boolean-spelling`: a boolean is spelled in a way nobody declared.

use crate::finding::{RuleId, Safety, Severity};
use crate::message::{check, rules};
use crate::model::LogicalType;
use crate::rule::cell::{ExplanationRule, Failing, Step, Words};
use crate::rule::{Dimension, FieldSpec, Mend, MendRule, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("boolean-spelling"),
    summary: rules::boolean_spelling,
    severity: Severity::Warning,
    fix: Some(Safety::Safe),
    scopes: &[Scope::Files],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/boolean-spelling.md")),
    parts: Parts {
        explanation: Some(ExplanationRule { steps: &[Step::Literal], explains, words }),
        mend: Some(MendRule { propose, identifiers: false }),
        ..Parts::NONE
    },
};

/// Spellings that people and systems use for yes and no.
const SPELLINGS: [(&str, bool); 18] = [
    ("是", true),
    ("否", false),
    ("有", true),
    ("无", false),
    ("真", true),
    ("假", false),
    ("y", true),
    ("n", false),
    ("yes", true),
    ("no", false),
    ("t", true),
    ("f", false),
    ("1", true),
    ("0", false),
    ("true", true),
    ("false", false),
    ("on", true),
    ("off", false),
];

fn explains(spec: &FieldSpec, value: &str) -> bool {
    spec.kind.value == LogicalType::Boolean && meant(value).is_some()
}

/// What a spelling means.
fn meant(value: &str) -> Option<bool> {
    let value = value.trim();
    SPELLINGS.iter().find(|(it, _)| it.eq_ignore_ascii_case(value)).map(|(_, meant)| *meant)
}

/// `true` or `false`; 无 may as well say that nothing is known.
fn propose(_: &FieldSpec, value: &str) -> Option<Mend> {
    meant(value).map(|it| Mend::safe(it.to_string()).sure_if(value.trim() != "无"))
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
