//! `checksum-invalid`: the check digit of a value fails.

use crate::finding::{RuleId, Severity};
use crate::format::{NamedFormat, by_name};
use crate::message::{check, rules};
use crate::model::{Date, FormatChoice};
use crate::rule::cell::{CellRule, CellTest, Failing, Step, Words};
use crate::rule::{Dimension, FieldSpec, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("checksum-invalid"),
    summary: rules::checksum_invalid,
    severity: Severity::Error,
    fix: None,
    scopes: &[Scope::Files],
    dimension: Dimension::Accuracy,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/checksum-invalid.md")),
    parts: Parts { cell: Some(CellRule { step: Step::Checksum, bind, words }), ..Parts::NONE },
};

fn bind(spec: &FieldSpec, as_of: Date) -> Option<CellTest> {
    let format = named(spec).filter(|it| it.has_checksum)?;
    Some(CellTest::Checksum(format, as_of))
}

fn named(spec: &FieldSpec) -> Option<&'static NamedFormat> {
    match &spec.constraints.format.as_ref()?.value {
        FormatChoice::Named(name) if spec.codes.is_none() => by_name(name),
        _ => None,
    }
}

fn words(spec: &FieldSpec, failing: Failing<'_>) -> Words {
    let format = named(spec);
    let name = format.map_or("", |it| it.name);
    let label = check::checksum_invalid_label(name);
    Words {
        message: check::checksum_invalid(&spec.field, failing.shown, name),
        label: format.map_or(label.clone(), |it| label.and(&(it.expects)())),
        help: check::checksum_invalid_help(name),
        origin: spec.constraints.format.as_ref().map_or(spec.origin, |it| it.origin),
        origin_label: check::format_here(),
    }
}
