//! `guard-undeclared`: values are guarded against spreadsheets and no guard is declared.

use crate::finding::{RuleId, Safety, Severity};
use crate::message::{check, rules};
use crate::model::{Date, LogicalType};
use crate::rule::cell::{ExplanationRule, Failing, Step, Words};
use crate::rule::column::{Counted, Detector, Interest, Told, is_proven};
use crate::rule::{Dimension, FieldSpec, Mend, MendRule, Parts, Rule, Scope};
use crate::text::{ByteSet, Signs};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("guard-undeclared"),
    summary: rules::guard_undeclared,
    severity: Severity::Warning,
    fix: Some(Safety::Safe),
    scopes: &[Scope::Files],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/guard-undeclared.md")),
    parts: Parts {
        explanation: Some(ExplanationRule {
            steps: &[Step::Literal, Step::Code, Step::Pattern, Step::Checksum, Step::Format, Step::Length],
            explains,
            words,
        }),
        column: Some(bind),
        mend: Some(MendRule { propose, identifiers: true }),
        ..Parts::NONE
    },
};

fn explains(_: &FieldSpec, value: &str) -> bool {
    unguarded(value).is_some()
}

fn propose(_: &FieldSpec, value: &str) -> Option<Mend> {
    unguarded(value).map(Mend::safe)
}

/// What one guard stands round.
fn unguarded(value: &str) -> Option<&str> {
    let excel = value.strip_prefix("=\"").and_then(|it| it.strip_suffix('"')).filter(|it| !it.contains('"'));
    let sign = || value.strip_prefix(['\'', '`', '\t']).or_else(|| value.strip_suffix('\t'));
    excel.or_else(sign).filter(|it| !it.is_empty())
}

/// Texts without a shape of their own, in which a guard passes for part of the value.
fn bind(spec: &FieldSpec, _: Date) -> Option<Box<dyn Detector>> {
    let looks = spec.kind.value == LogicalType::String && !is_proven(spec);
    looks.then(|| Box::new(Guards) as Box<dyn Detector>)
}

struct Guards;

/// `="…"`, which nobody writes by hand.
const CERTAIN: u8 = 1;
/// A sign before letters and digits; one alone may be an elision.
const LEADING: u8 = 2;

impl Detector for Guards {
    fn interests(&self) -> Vec<Interest> {
        vec![Interest { least: 2, first: ByteSet::of(b"='`"), ..Interest::ANY }]
    }

    fn class(&self, cell: &[u8], _: Signs) -> u8 {
        match cell {
            [b'=', b'"', inner @ .., b'"'] if !inner.contains(&b'"') => CERTAIN,
            [b'\'' | b'`', rest @ ..]
                if !rest.is_empty() && rest.iter().all(|it| it.is_ascii_alphanumeric() || b"-_.".contains(it)) =>
            {
                LEADING
            }
            _ => 0,
        }
    }

    fn judge(&self, spec: &FieldSpec, counted: &Counted<'_>) -> Vec<Told> {
        let mut classes = Vec::new();
        if counted.of(CERTAIN) > 0 {
            classes.push(CERTAIN);
        }
        if counted.of(LEADING) >= 2 {
            classes.push(LEADING);
        }
        let failing = Failing { shown: counted.shown(&classes), value: "", count: counted.sum(&classes) };
        if classes.is_empty() { Vec::new() } else { vec![Told::new(&classes, words(spec, failing))] }
    }
}

fn words(spec: &FieldSpec, failing: Failing<'_>) -> Words {
    Words {
        message: check::guard_undeclared(&spec.field, failing.shown),
        label: check::guard_undeclared_label(),
        help: check::guard_undeclared_help(),
        origin: spec.origin,
        origin_label: check::field_here(),
    }
}
