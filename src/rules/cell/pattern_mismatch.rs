//! `pattern-mismatch`: a value does not match the declared pattern.

use crate::finding::{Finding, RuleId, Safety, Severity};
use crate::message::{check, contract, rules};
use crate::model::{Date, Declared};
use crate::rule::cell::{CellRule, CellTest, Failing, Matcher, Step, Words, allowed_beyond};
use crate::rule::{Dimension, FieldSpec, Judged, Parts, Rule, Scope};
use crate::rules::declared::{Pair, Said, fitting};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("pattern-mismatch"),
    summary: rules::pattern_mismatch,
    severity: Severity::Error,
    fix: Some(Safety::Unsafe),
    scopes: &[Scope::Files, Scope::Contracts],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/pattern-mismatch.md")),
    parts: Parts { declaration: Some(judge), cell: Some(CellRule { step: Step::Pattern, bind, words }), ..Parts::NONE },
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

/// Only a pattern that allows what the dictionary does not is wrong: a narrower one keeps the agreement.
fn judge(judged: &Judged<'_>, findings: &mut Vec<Finding>) {
    for pair in fitting(judged).filter(|it| it.permits("string")) {
        findings.extend(wider(&pair).or_else(|| refused(&pair)));
    }
}

fn wider(pair: &Pair<'_>) -> Option<Finding> {
    let (declared, spec) = (pair.declared, pair.spec);
    let (found, wanted) = (declared.shape.pattern.as_ref()?, spec.constraints.pattern.as_ref()?);
    let least = declared.shape.min_length.as_ref().map_or(0, |it| it.value);
    let most = declared.shape.max_length.as_ref().map_or(u64::MAX, |it| it.value);
    let (element, pattern) = (&spec.element.id, &wanted.value.0);
    let (severity, message) = match allowed_beyond(&found.value, pattern, (least, most)) {
        Ok(None) => return None,
        Ok(Some(value)) => (RULE.severity, contract::pattern_wider(&declared.path, value, element, pattern)),
        Err(_) => (Severity::Warning, contract::pattern_unlike(&declared.path, element, pattern)),
    };
    let said = Said { message, label: contract::pattern_label(pattern), help: contract::pattern_help(element) };
    let mut finding = pair.finding(&RULE, Some(found.origin), said, (wanted.origin, contract::pattern_here()));
    finding.severity = severity;
    Some(pair.wider(finding))
}

/// A value that the dictionary permits and a system does not accept.
fn refused(pair: &Pair<'_>) -> Option<Finding> {
    let (declared, spec) = (pair.declared, pair.spec);
    let found = declared.shape.pattern.as_ref().filter(|_| pair.is_accepted())?;
    let wanted = spec.constraints.pattern.as_ref()?;
    let limit = |limit: &Option<Declared<u64>>, open| limit.as_ref().map_or(open, |it| it.value);
    let lengths = (limit(&spec.constraints.min_length, 0), limit(&spec.constraints.max_length, u64::MAX));
    let value = allowed_beyond(&wanted.value.0, &found.value, lengths).ok().flatten()?;
    let (element, pattern) = (&spec.element.id, &wanted.value.0);
    let message = contract::pattern_refused(&declared.path, value, element, pattern);
    let said = Said { message, label: contract::pattern_label(pattern), help: contract::pattern_help(element) };
    let finding = pair.finding(&RULE, Some(found.origin), said, (wanted.origin, contract::pattern_here()));
    Some(pair.narrower(finding.about("refused")))
}
