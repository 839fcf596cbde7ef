//! Codes that YAML does not read as text.

use super::Cx;
use crate::dictionary::ids::CODE_UNQUOTED;
use crate::dictionary::part::At;
use crate::document::is_yaml11_boolean;
use crate::finding::{Fix, Safety};
use crate::message::{Message, dictionary as say};
use crate::model::Decimal;
use crate::text::Origin;

/// Reports a code that is written without quotes and that YAML 1.1 or 1.2 reads as something else than text.
pub(super) fn check(cx: &mut Cx<'_, '_, '_>, at: &At, text: &str, origin: Origin) {
    let Some(message) = meaning(text) else { return };
    // What is read as something else holds no quote and no backslash.
    let edit = (cx.loading.sources.slice(origin) == text).then(|| (origin, format!("\"{text}\"")));
    let fix = Fix { safety: Safety::Safe, description: say::quote_help(text), edit };
    let mut finding = cx.loading.finding(CODE_UNQUOTED, origin, &format!("{}={text}", at.path), message);
    finding.fix = Some(fix);
    let finding = finding.with_label(say::code_unquoted_label()).with_help(say::quote_help(text));
    cx.loading.push(origin, finding);
}

/// What a plain scalar is besides text to either YAML (1.1: yaml.org/type; 1.2: core schema).
fn meaning(text: &str) -> Option<Message> {
    if matches!(text, "" | "~" | "null" | "Null" | "NULL") {
        return Some(say::code_is_null(text));
    }
    if is_yaml11_boolean(text) {
        return Some(say::code_is_boolean(text));
    }
    if is_date(text) {
        return Some(say::code_is_date(text));
    }
    is_number(text).then(|| say::code_is_number(text))
}

/// `2026-03-02`, alone or with a time behind it: a timestamp of YAML 1.1.
fn is_date(text: &str) -> bool {
    let mut parts = text.splitn(3, '-');
    let digits = |part: Option<&str>, least: usize, most: usize| {
        part.is_some_and(|it| (least..=most).contains(&it.len()) && it.bytes().all(|b| b.is_ascii_digit()))
    };
    let year_and_month = digits(parts.next(), 4, 4) && digits(parts.next(), 1, 2);
    let day = parts.next().map(|rest| rest.split(['T', 't', ' ', '\t']).next().unwrap_or_default());
    year_and_month && digits(day, 1, 2)
}

/// A number of either YAML: with blanks of `_`, in base 2, 8, 16 or 60, or not finite.
fn is_number(text: &str) -> bool {
    let plain = text.replace('_', "");
    let unsigned = plain.strip_prefix(['+', '-']).unwrap_or(&plain);
    if !unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return false;
    }
    let based = |prefix: &str, base: u32| {
        unsigned.strip_prefix(prefix).is_some_and(|it| !it.is_empty() && it.chars().all(|c| c.is_digit(base)))
    };
    let sexagesimal = unsigned.contains(':')
        && unsigned.split(':').all(|it| !it.is_empty() && it.bytes().all(|b| b.is_ascii_digit() || b == b'.'));
    let digits_only = unsigned.bytes().all(|b| b.is_ascii_digit());
    let exponent = || {
        let (mantissa, exponent) = unsigned.split_once(['e', 'E'])?;
        let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        let written = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        (written && Decimal::parse(mantissa).is_some()).then_some(())
    };
    digits_only
        || Decimal::parse(unsigned).is_some()
        || exponent().is_some()
        || based("0x", 16)
        || based("0o", 8)
        || based("0b", 2)
        || sexagesimal
        || matches!(unsigned, ".inf" | ".Inf" | ".INF" | ".nan" | ".NaN" | ".NAN")
}

#[cfg(test)]
mod tests {
    use super::meaning;

    #[test]
    fn what_either_yaml_reads_as_something_else_is_known() {
        for (text, id) in [
            ("01", "code_is_number"),
            ("1_000", "code_is_number"),
            ("12:30:45", "code_is_number"),
            ("0x1F", "code_is_number"),
            ("1e3", "code_is_number"),
            ("99999999999999999999999999999999999999999", "code_is_number"),
            (".5", "code_is_number"),
            ("-1", "code_is_number"),
            ("NO", "code_is_boolean"),
            ("y", "code_is_boolean"),
            ("~", "code_is_null"),
            ("", "code_is_null"),
            ("2026-03-02", "code_is_date"),
            ("2026-3-2 10:00:00", "code_is_date"),
        ] {
            assert_eq!(meaning(text).map(|it| it.id()), Some(id), "{text}");
        }
        for text in ["CNY", "1A", "A1", "待付款", "-", "--", ".", "e5", "2026-03", "1-2-3", "inf", "1.2.3"] {
            assert_eq!(meaning(text).map(|it| it.id()), None, "{text}");
        }
    }
}
