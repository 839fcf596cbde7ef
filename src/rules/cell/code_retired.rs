//! `code-retired`: a code is used after its last day.

use std::sync::Arc;

use crate::finding::{RuleId, Safety, Severity};
use crate::message::{check, rules};
use crate::model::{Code, Date};
use crate::rule::cell::{CellRule, CellTest, CodeSet, Failing, Step, Words};
use crate::rule::{CodeDomain, Dimension, FieldSpec, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("code-retired"),
    summary: rules::code_retired,
    severity: Severity::Warning,
    fix: Some(Safety::Unsafe),
    scopes: &[Scope::Files],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/code-retired.md")),
    parts: Parts { cell: Some(CellRule { step: Step::Retired, bind, words }), ..Parts::NONE },
};

/// Spellings of codes in force; no test where every code is.
fn bind(spec: &FieldSpec, as_of: Date) -> Option<CellTest> {
    let codes = spec.codes.as_ref()?;
    let in_force = |spelling: &str| last_day(codes, spelling).is_none_or(|it| as_of <= it.value);
    let kept: Vec<&Arc<str>> = codes.accepted.keys().filter(|it| in_force(it)).collect();
    (kept.len() < codes.accepted.len()).then(|| CellTest::Codes(CodeSet::new(kept)))
}

fn last_day<'c>(codes: &'c CodeDomain, spelling: &str) -> Option<&'c crate::model::Declared<Date>> {
    code(codes, spelling)?.until.as_ref()
}

fn code<'c>(codes: &'c CodeDomain, spelling: &str) -> Option<&'c Code> {
    codes.list.values.get(codes.accepted.get(spelling)?)
}

fn words(spec: &FieldSpec, failing: Failing<'_>) -> Words {
    let codes = spec.codes.as_ref();
    let until = codes.and_then(|it| last_day(it, failing.value));
    let list = codes.map_or("", |it| &*it.list.id);
    let origin = codes.map_or(spec.origin, |it| it.list.origin);
    Words {
        message: match until {
            Some(day) => check::code_retired_on(&spec.field, failing.shown, list, day.value),
            None => check::code_retired(&spec.field, failing.shown, list),
        },
        label: check::code_retired_label(),
        help: check::code_retired_help(),
        origin: until.map_or(origin, |it| it.origin),
        origin_label: check::last_day_here(),
    }
}
