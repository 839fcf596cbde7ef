//! `full-width`: full-width letters or digits stand in a typed field.

use crate::finding::{RuleId, Safety, Severity};
use crate::message::{check, rules};
use crate::rule::cell::{ExplanationRule, Failing, Step, Words};
use crate::rule::{Dimension, FieldSpec, Mend, MendRule, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("full-width"),
    summary: rules::full_width,
    severity: Severity::Warning,
    fix: Some(Safety::Safe),
    scopes: &[Scope::Files],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/full-width.md")),
    parts: Parts {
        explanation: Some(ExplanationRule {
            steps: &[Step::Literal, Step::Code, Step::Pattern, Step::Checksum, Step::Format],
            explains,
            words,
        }),
        mend: Some(MendRule { propose, identifiers: false }),
        ..Parts::NONE
    },
};

/// Whether only full-width forms of ASCII keep the value from being plain.
fn explains(_: &FieldSpec, value: &str) -> bool {
    value.chars().any(|c| ('\u{FF01}'..='\u{FF5E}').contains(&c))
        && value.chars().all(|c| c.is_ascii() || c == '\u{3000}' || ('\u{FF01}'..='\u{FF5E}').contains(&c))
}

/// The same characters at half width.
fn propose(_: &FieldSpec, value: &str) -> Option<Mend> {
    let narrow = |c: char| match c {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    let narrowed: String = value.chars().map(narrow).collect();
    (narrowed != value).then(|| Mend::safe(narrowed))
}

fn words(spec: &FieldSpec, failing: Failing<'_>) -> Words {
    Words {
        message: check::full_width(&spec.field, failing.shown),
        label: check::full_width_label(),
        help: check::full_width_help(),
        origin: spec.origin,
        origin_label: check::field_here(),
    }
}
