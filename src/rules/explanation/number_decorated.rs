//! `number-decorated`: a number carries a currency sign, a unit, thousands separators or a remark.

use crate::finding::{RuleId, Safety, Severity};
use crate::message::{check, rules};
use crate::model::Unit;
use crate::rule::cell::{ExplanationRule, Failing, Step, Words, scan_decimal};
use crate::rule::{Dimension, FieldSpec, Mend, MendRule, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("number-decorated"),
    summary: rules::number_decorated,
    severity: Severity::Warning,
    fix: Some(Safety::Safe),
    scopes: &[Scope::Files],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/number-decorated.md")),
    parts: Parts {
        explanation: Some(ExplanationRule { steps: &[Step::Literal], explains, words }),
        mend: Some(MendRule { propose, identifiers: false }),
        ..Parts::NONE
    },
};

/// Signs that stand before or after an amount.
const DECORATIONS: [&str; 18] =
    ["¥", "￥", "$", "€", "£", "元", "人民币", "CNY", "RMB", "USD", "%", "％", "件", "个", "kg", "g", "pcs", "-"];

/// Whether what is left without decorations and separators is a plain number.
fn explains(spec: &FieldSpec, value: &str) -> bool {
    if !spec.kind.value.is_numeric() || !value.bytes().any(|it| it.is_ascii_digit()) {
        return false;
    }
    let (rest, _) = undecorated(remark_cut(value.trim()));
    rest != value && scan_decimal(rest.as_bytes()).is_some() || has_thousands(rest)
}

/// What is left without signs at its ends, and the signs in the order in which they were taken off.
fn undecorated(value: &str) -> (&str, Vec<&'static str>) {
    let (mut rest, mut signs) = (value, Vec::new());
    loop {
        let before = rest;
        for sign in DECORATIONS {
            let without = rest.strip_suffix(sign).or_else(|| rest.strip_prefix(sign).filter(|_| sign != "-"));
            if let Some(without) = without {
                signs.push(sign);
                rest = without;
            }
            rest = rest.trim();
        }
        if rest == before {
            return (rest, signs);
        }
    }
}

/// The plain number. It says the same where every sign only repeats the declared unit and there is no remark to lose.
fn propose(spec: &FieldSpec, value: &str) -> Option<Mend> {
    let cut = remark_cut(value.trim());
    let (rest, signs) = undecorated(cut);
    let minus = signs.contains(&"-");
    let digits: String = if has_thousands(rest) {
        rest.chars().filter(|it| it.is_ascii_digit() || matches!(it, '.' | '-' | '+')).collect()
    } else {
        rest.to_owned()
    };
    // Which of the two it is, a minus before and a minus behind do not tell.
    if minus && digits.starts_with(['-', '+']) {
        return None;
    }
    let unit = spec.constraints.unit.as_ref().or(spec.element.constraints.unit.as_ref()).map(|it| &it.value);
    let told = signs.iter().all(|sign| *sign == "-" || repeats(sign, unit));
    let plain = format!("{}{digits}", if minus { "-" } else { "" });
    scan_decimal(plain.as_bytes())?;
    Some(Mend::safe(plain).sure_if(told && cut.len() == value.trim().len()))
}

/// Whether a sign says nothing beyond the declared unit.
fn repeats(sign: &str, unit: Option<&Unit>) -> bool {
    let Some(Unit::Code(code)) = unit else { return false };
    let signs: &[&str] = match &**code {
        "CNY" => &["¥", "￥", "元", "人民币", "CNY", "RMB"],
        "USD" => &["$", "USD"],
        "EUR" => &["€"],
        "GBP" => &["£"],
        "JPY" => &["¥", "￥"],
        "P1" => &["%", "％"],
        "C62" | "H87" | "EA" => &["件", "个", "pcs"],
        "KGM" => &["kg"],
        "GRM" => &["g"],
        _ => &[],
    };
    signs.contains(&sign)
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
