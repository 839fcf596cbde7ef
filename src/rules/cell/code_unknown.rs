//! `code-unknown`: a value is outside the code list, or not in the code map.

use crate::finding::{RuleId, Safety, Severity};
use crate::message::{check, rules};
use crate::model::Date;
use crate::rule::cell::{CellRule, CellTest, CodeSet, Failing, Step, Words};
use crate::rule::{Dimension, FieldSpec, Parts, Rule, Scope};
use crate::text::nearest;

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("code-unknown"),
    summary: rules::code_unknown,
    severity: Severity::Error,
    fix: Some(Safety::Unsafe),
    scopes: &[Scope::Files, Scope::Contracts],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/code-unknown.md")),
    parts: Parts { cell: Some(CellRule { step: Step::Code, bind, words }), ..Parts::NONE },
};

fn bind(spec: &FieldSpec, _: Date) -> Option<CellTest> {
    let codes = spec.codes.as_ref()?;
    Some(CellTest::Codes(CodeSet::new(codes.accepted.keys())))
}

fn words(spec: &FieldSpec, failing: Failing<'_>) -> Words {
    let list = spec.codes.as_ref();
    let name = list.map(|it| it.list.id.to_string()).unwrap_or_default();
    let accepted = || list.into_iter().flat_map(|it| it.accepted.keys()).map(|it| &**it);
    let message = match list.and_then(|it| it.map.as_ref()) {
        Some(map) => check::code_unknown_in_map(&spec.field, failing.shown, &name, &map.value),
        None => check::code_unknown(&spec.field, failing.shown, &name),
    };
    let help = match nearest(failing.value, accepted()) {
        Some(near) => check::code_unknown_near(near),
        None => check::code_unknown_help(&name),
    };
    Words {
        message,
        label: check::code_unknown_label(listed(accepted())),
        help,
        origin: list.map_or(spec.origin, |it| it.map.as_ref().map_or(it.list.origin, |map| map.origin)),
        origin_label: check::codes_here(),
    }
}

/// The first few spellings; the whole list is one click away in the dictionary.
fn listed<'a>(spellings: impl Iterator<Item = &'a str> + Clone) -> String {
    let shown: Vec<String> = spellings.clone().take(6).map(|it| format!("`{it}`")).collect();
    let more = spellings.count().saturating_sub(shown.len());
    if more == 0 { shown.join(", ") } else { format!("{}, … +{more}", shown.join(", ")) }
}
