//! `leading-zeros-lost`: numbers of a fixed length have lost the zeros they began with.

use crate::finding::{RuleId, Safety, Severity};
use crate::message::{check, rules};
use crate::model::LogicalType;
use crate::rule::cell::{ExplanationRule, Failing, Step, Words};
use crate::rule::{Dimension, FieldSpec, Mend, MendRule, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("leading-zeros-lost"),
    summary: rules::leading_zeros_lost,
    severity: Severity::Warning,
    fix: Some(Safety::Unsafe),
    scopes: &[Scope::Files],
    dimension: Dimension::Accuracy,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/leading-zeros-lost.md")),
    parts: Parts {
        explanation: Some(ExplanationRule { steps: &[Step::Length, Step::Pattern], explains, words }),
        mend: Some(MendRule { propose, identifiers: false }),
        ..Parts::NONE
    },
};

/// A value that is shorter by more than half of its length is another one, not one without its zeros.
fn explains(spec: &FieldSpec, value: &str) -> bool {
    let Some(length) = fixed(spec) else { return false };
    let digits = !value.is_empty() && value.bytes().all(|it| it.is_ascii_digit());
    digits && !value.starts_with('0') && value.len() < length && value.len() * 2 >= length
}

/// The one length that values may have, all of digits: by both limits, or by a pattern that says nothing else.
fn fixed(spec: &FieldSpec) -> Option<usize> {
    if spec.kind.value != LogicalType::String {
        return None;
    }
    let all = &spec.constraints;
    let by_pattern = || {
        let pattern = &*all.pattern.as_ref()?.value.0;
        let inner = pattern.strip_prefix('^')?.strip_suffix('$')?;
        let digits = inner.strip_prefix("[0-9]").or_else(|| inner.strip_prefix("\\d"))?;
        digits.strip_prefix('{')?.strip_suffix('}')?.parse::<usize>().ok()
    };
    let (least, most) = (all.min_length.as_ref().map(|it| it.value), all.max_length.as_ref().map(|it| it.value));
    let by_length = least.filter(|it| Some(*it) == most).and_then(|it| usize::try_from(it).ok());
    by_pattern().or(by_length)
}

/// Zeros put back; whether these were lost is for somebody to confirm.
fn propose(spec: &FieldSpec, value: &str) -> Option<Mend> {
    let length = fixed(spec).filter(|_| explains(spec, value))?;
    Some(Mend::safe(format!("{value:0>length$}")).sure_if(false))
}

fn words(spec: &FieldSpec, failing: Failing<'_>) -> Words {
    let length = fixed(spec).unwrap_or_default();
    let origin = spec.constraints.pattern.as_ref().map(|it| it.origin);
    let limit = spec.constraints.min_length.as_ref().map(|it| it.origin);
    Words {
        message: check::leading_zeros_lost(&spec.field, failing.shown, length),
        label: check::leading_zeros_lost_label(length),
        help: check::leading_zeros_lost_help(),
        origin: origin.or(limit).unwrap_or(spec.kind.origin),
        origin_label: check::limit_here(),
    }
}
