//! `null-spelling`: an empty value is spelled in a way nobody declared.

use crate::finding::{RuleId, Safety, Severity};
use crate::message::{check, rules};
use crate::model::LogicalType;
use crate::rule::cell::{ExplanationRule, Failing, Step, Words};
use crate::rule::{Dimension, FieldSpec, Mend, MendRule, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("null-spelling"),
    summary: rules::null_spelling,
    severity: Severity::Warning,
    fix: Some(Safety::Safe),
    scopes: &[Scope::Files],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/null-spelling.md")),
    parts: Parts {
        explanation: Some(ExplanationRule {
            steps: &[Step::Literal, Step::Code, Step::Pattern, Step::Checksum, Step::Format, Step::Length],
            explains,
            words,
        }),
        mend: Some(MendRule { propose, identifiers: false }),
        ..Parts::NONE
    },
};

/// Spellings of "nothing" seen in exports. Every one is a value until it is declared in `nulls`.
const SPELLINGS: [&str; 18] = [
    "null",
    "n/a",
    "#n/a",
    "na",
    "nan",
    "none",
    "nil",
    "-",
    "--",
    "—",
    "——",
    "/",
    "\\N",
    "无",
    "暂无",
    "空",
    "00000000",
    "0000-00-00",
];

fn explains(spec: &FieldSpec, value: &str) -> bool {
    let value = value.trim();
    // In a code list `NA` may be Namibia; there the list decides.
    value.len() <= 12 && SPELLINGS.iter().any(|it| it.eq_ignore_ascii_case(value)) && !is_code(spec, value)
}

fn is_code(spec: &FieldSpec, value: &str) -> bool {
    spec.codes.as_ref().is_some_and(|it| it.list.values.contains_key(value))
}

/// Null. In a yes-or-no field 无 may as well say no.
fn propose(spec: &FieldSpec, value: &str) -> Option<Mend> {
    let may_say_no = spec.kind.value == LogicalType::Boolean && value.trim() == "无";
    (!value.is_empty()).then(|| Mend::null().sure_if(!may_say_no))
}

fn words(spec: &FieldSpec, failing: Failing<'_>) -> Words {
    Words {
        message: check::null_spelling(&spec.field, failing.shown),
        label: check::null_spelling_label(),
        help: check::null_spelling_help(),
        origin: spec.origin,
        origin_label: check::field_here(),
    }
}
