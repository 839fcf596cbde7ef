//! `code-label-used`: a label stands where the code is expected, or the reverse.

use crate::finding::{RuleId, Safety, Severity};
use crate::message::{check, rules};
use crate::rule::cell::{ExplanationRule, Failing, Step, Words};
use crate::rule::{CodeDomain, Dimension, FieldSpec, Mend, MendRule, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("code-label-used"),
    summary: rules::code_label_used,
    severity: Severity::Warning,
    fix: Some(Safety::Safe),
    scopes: &[Scope::Files],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/code-label-used.md")),
    parts: Parts {
        explanation: Some(ExplanationRule { steps: &[Step::Code], explains, words }),
        mend: Some(MendRule { propose, identifiers: false }),
        ..Parts::NONE
    },
};

/// Whether the value is exactly a title of a code, or a canonical code where local spellings are mapped.
fn explains(spec: &FieldSpec, value: &str) -> bool {
    spec.codes.as_ref().is_some_and(|codes| !meant(codes, value).is_empty())
}

/// The canonical codes that a value is a title of, or itself where local spellings are mapped.
fn meant<'c>(codes: &'c CodeDomain, value: &str) -> Vec<&'c str> {
    let values = &codes.list.values;
    if let (true, Some((code, _))) = (codes.map.is_some(), values.get_key_value(value)) {
        return vec![code];
    }
    let titled = values.iter().filter(|(_, code)| code.title.texts.iter().any(|(_, text)| &**text == value));
    titled.map(|(code, _)| &**code).collect()
}

/// The accepted spelling of the one code that is meant; to be confirmed where there are several of either.
fn propose(spec: &FieldSpec, value: &str) -> Option<Mend> {
    let codes = spec.codes.as_ref()?;
    let meant = meant(codes, value);
    let code = meant.first()?;
    let mut spellings = codes.accepted.iter().filter(|(_, canonical)| &***canonical == *code).map(|(local, _)| local);
    let first = spellings.next()?;
    Some(Mend::safe(&**first).sure_if(meant.len() == 1 && spellings.next().is_none()))
}

fn words(spec: &FieldSpec, failing: Failing<'_>) -> Words {
    Words {
        message: check::code_label_used(&spec.field, failing.shown),
        label: check::code_label_used_label(),
        help: check::code_label_used_help(),
        origin: spec.codes.as_ref().map_or(spec.origin, |it| it.list.origin),
        origin_label: check::codes_here(),
    }
}
