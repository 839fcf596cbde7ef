//! `format-mismatch`: a value does not have its named format.

use crate::finding::{RuleId, Safety, Severity};
use crate::format::{NamedFormat, by_name};
use crate::message::{check, rules};
use crate::model::{Date, FormatChoice};
use crate::rule::cell::{CellRule, CellTest, Failing, Step, Words};
use crate::rule::{Dimension, FieldSpec, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("format-mismatch"),
    summary: rules::format_mismatch,
    severity: Severity::Error,
    fix: Some(Safety::Unsafe),
    scopes: &[Scope::Files, Scope::Contracts],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/format-mismatch.md")),
    parts: Parts { cell: Some(CellRule { step: Step::Format, bind, words }), ..Parts::NONE },
};

fn bind(spec: &FieldSpec, as_of: Date) -> Option<CellTest> {
    let format = named(spec)?;
    Some(CellTest::Format(format, as_of))
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
    let label = check::format_mismatch_label(name);
    Words {
        message: check::format_mismatch(&spec.field, failing.shown, name),
        label: format.map_or(label.clone(), |it| label.and(&(it.expects)())),
        help: check::format_mismatch_help(name),
        origin: spec.constraints.format.as_ref().map_or(spec.origin, |it| it.origin),
        origin_label: check::format_here(),
    }
}
