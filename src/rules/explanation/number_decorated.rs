//! `number-decorated`: a number carries a currency sign, a unit, thousands separators or a remark.

use crate::finding::{RuleId, Safety, Severity};
use crate::message::{check, rules};
use crate::rule::cell::{ExplanationRule, Failing, Step, Words};
use crate::rule::{Dimension, FieldSpec, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("number-decorated"),
    summary: rules::number_decorated,
    severity: Severity::Warning,
    fix: Some(Safety::Safe),
    scopes: &[Scope::Files],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/number-decorated.md")),
    parts: Parts { explanation: Some(ExplanationRule { steps: &[Step::Literal], explains, words }), ..Parts::NONE },
};

/// Signs that stand before or after an amount.
const DECORATIONS: [&str; 18] =
    ["¥", "￥", "$", "€", "£", "元", "人民币", "CNY", "RMB", "USD", "%", "％", "件", "个", "kg", "g", "pcs", "-"];

/// Whether what is left without decorations and separators is a plain number.
fn explains(spec: &FieldSpec, value: &str) -> bool {
    if !spec.kind.value.is_numeric() || !value.bytes().any(|it| it.is_ascii_digit()) {
        return false;
    }
    let mut rest = remark_cut(value.trim());
    loop {
        let before = rest;
        for sign in DECORATIONS {
            rest = rest.strip_suffix(sign).unwrap_or(rest);
            if sign != "-" {
                rest = rest.strip_prefix(sign).unwrap_or(rest);
            }
            rest = rest.trim();
        }
        if rest == before {
            break;
        }
    }
    rest != value && crate::rule::cell::scan_decimal(rest.as_bytes()).is_some() || has_thousands(rest)
}

/// The part before a remark in brackets: `131.77(已退款89.84)`.
fn remark_cut(value: &str) -> &str {
    match value.find(['(', '（']) {
        Some(at) if at > 0 && value.ends_with([')', '）']) => value.get(..at).unwrap_or(value).trim(),
        _ => value,
    }
}

/// Whether a number is grouped by threes with commas or thin blanks.
fn has_thousands(value: &str) -> bool {
    let digits = value.strip_prefix(['-', '+']).unwrap_or(value);
    let whole = digits.split('.').next().unwrap_or(digits);
    let fraction_holds = digits.len() == whole.len() || digits[whole.len() + 1..].bytes().all(|it| it.is_ascii_digit());
    let mut groups = whole.split([',', '，', '\'', ' ']);
    let first_holds =
        groups.next().is_some_and(|it| (1..=3).contains(&it.len()) && it.bytes().all(|b| b.is_ascii_digit()));
    let rest: Vec<&str> = groups.collect();
    let rest_holds = rest.iter().all(|it| it.len() == 3 && it.bytes().all(|b| b.is_ascii_digit()));
    fraction_holds && first_holds && rest_holds && !rest.is_empty()
}

fn words(spec: &FieldSpec, failing: Failing<'_>) -> Words {
    Words {
        message: check::number_decorated(&spec.field, failing.shown),
        label: check::number_decorated_label(),
        help: check::number_decorated_help(),
        origin: spec.kind.origin,
        origin_label: check::type_here(),
    }
}
