//! `full-width`: full-width letters or digits stand in a typed field.

use crate::finding::{RuleId, Safety, Severity};
use crate::message::{check, rules};
use crate::model::{Date, LogicalType, Representation};
use crate::rule::cell::{ExplanationRule, Failing, Step, Words};
use crate::rule::column::{Counted, Detector, Interest, Told, is_proven, of_text};
use crate::rule::{Dimension, FieldSpec, Mend, MendRule, Parts, Rule, Scope};
use crate::text::{ByteSet, Signs};

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
        column: Some(bind),
        mend: Some(MendRule { propose, identifiers: false }),
        ..Parts::NONE
    },
};

/// Whether only full-width forms of ASCII keep the value from being plain.
fn explains(_: &FieldSpec, value: &str) -> bool {
    !value.is_ascii()
        && value.chars().any(|c| ('\u{FF01}'..='\u{FF5E}').contains(&c))
        && value.chars().all(|c| c.is_ascii() || c == '\u{3000}' || ('\u{FF01}'..='\u{FF5E}').contains(&c))
}

/// Identifiers and codes without a shape of their own: nothing else would see it.
fn bind(spec: &FieldSpec, _: Date) -> Option<Box<dyn Detector>> {
    let typed = match spec.element.representation {
        Some(Representation::Identifier | Representation::Code) => true,
        told => told.is_none() && spec.in_key,
    };
    let looks = typed && spec.kind.value == LogicalType::String && !is_proven(spec);
    looks.then(|| Box::new(Wide) as Box<dyn Detector>)
}

struct Wide;

impl Detector for Wide {
    fn interests(&self) -> Vec<Interest> {
        vec![Interest { least: 3, signs: Signs::WIDE, holds: ByteSet::of(b"\xEF"), ..Interest::ANY }]
    }

    fn class(&self, cell: &[u8], _: Signs) -> u8 {
        of_text(cell, |text| u8::from(text.chars().any(|c| ('\u{FF10}'..='\u{FF5A}').contains(&c))))
    }

    fn judge(&self, spec: &FieldSpec, counted: &Counted<'_>) -> Vec<Told> {
        let failing = Failing { shown: counted.shown(&[1]), value: "", count: counted.of(1) };
        if failing.count == 0 { Vec::new() } else { vec![Told::new(&[1], words(spec, failing))] }
    }
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
