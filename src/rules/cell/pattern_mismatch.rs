//! `pattern-mismatch`: a value does not match the declared pattern.

use crate::finding::{RuleId, Safety, Severity};
use crate::message::{check, rules};
use crate::model::Date;
use crate::rule::cell::{CellRule, CellTest, Failing, Matcher, Step, Words};
use crate::rule::{Dimension, FieldSpec, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("pattern-mismatch"),
    summary: rules::pattern_mismatch,
    severity: Severity::Error,
    fix: Some(Safety::Unsafe),
    scopes: &[Scope::Files, Scope::Contracts],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/pattern-mismatch.md")),
    parts: Parts { cell: Some(CellRule { step: Step::Pattern, bind, words }), ..Parts::NONE },
};

/// A pattern that does not compile was refused when the dictionary was loaded.
fn bind(spec: &FieldSpec, _: Date) -> Option<CellTest> {
    let pattern = spec.constraints.pattern.as_ref()?;
    let matcher = Matcher::new(&pattern.value.0).ok()?;
    spec.codes.is_none().then_some(CellTest::Pattern(matcher))
}

fn words(spec: &FieldSpec, failing: Failing<'_>) -> Words {
    let pattern = spec.constraints.pattern.as_ref();
    let text = pattern.map(|it| it.value.0.to_string()).unwrap_or_default();
    Words {
        message: check::pattern_mismatch(&spec.field, failing.shown, &text),
        label: check::pattern_label(&text),
        help: check::pattern_help(&spec.element.id),
        origin: pattern.map_or(spec.origin, |it| it.origin),
        origin_label: check::pattern_here(),
    }
}
