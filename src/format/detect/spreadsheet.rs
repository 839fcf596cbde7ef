//! What spreadsheets do to values, and what is put round values against them.

use super::super::Day;

/// The day that a number of five digits is in a spreadsheet: 25569 (1970-01-01) to 73050 (2099-12-31), counted from 1899-12-30.
///
/// In a field of dates it is a date that lost its format; `44927` is 2023-01-01.
pub fn serial_day(text: &str) -> Option<Day> {
    if text.len() != 5 || !text.bytes().all(|it| it.is_ascii_digit()) {
        return None;
    }
    let serial: u32 = text.parse().ok().filter(|it| (25569..=73050).contains(it))?;
    Some(civil(serial - 25569))
}

/// The day so many days after 1970-01-01. Source: Howard Hinnant, `civil_from_days`.
fn civil(days: u32) -> Day {
    let shifted = days + 719_468;
    let era_day = shifted % 146_097;
    let era_year = (era_day - era_day / 1460 + era_day / 36_524 - era_day / 146_096) / 365;
    let year_day = era_day - (365 * era_year + era_year / 4 - era_year / 100);
    let shifted_month = (5 * year_day + 2) / 153;
    let day = year_day - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = era_year + shifted / 146_097 * 400 + u32::from(month <= 2);
    let small = |it: u32| u8::try_from(it).unwrap_or(u8::MAX);
    Day { year: u16::try_from(year).unwrap_or(u16::MAX), month: small(month), day: small(day) }
}

/// Whether a text is what a spreadsheet shows for a code such as `3-5` that it took for a date: `3月5日`, `Mar-05`, `5-Mar`.
pub fn is_auto_date(text: &str) -> bool {
    let number = |it: &str| matches!(it.len(), 1 | 2) && it.bytes().all(|it| it.is_ascii_digit());
    if let Some((month, day)) = text.strip_suffix('日').and_then(|it| it.split_once('月')) {
        return number(month) && number(day);
    }
    let is_month = |it: &str| {
        const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        MONTHS.iter().any(|month| month.eq_ignore_ascii_case(it))
    };
    text.split_once('-')
        .is_some_and(|(one, other)| (is_month(one) && number(other)) || (number(one) && is_month(other)))
}

/// The value inside a guard that keeps spreadsheets from reading it as a number: `="…"`, a leading `'`, a leading backtick, or a TAB
/// before or after it. [`None`] where there is no guard.
pub fn unguarded(text: &str) -> Option<&str> {
    if let Some(inner) = text.strip_prefix("=\"").and_then(|it| it.strip_suffix('"')) {
        return (!inner.contains('"')).then_some(inner);
    }
    if let Some(inner) = text.strip_prefix(['\'', '`']) {
        return (!inner.is_empty() && !inner.contains(['\'', '`'])).then_some(inner);
    }
    let inner = text.trim_matches('\t');
    (inner.len() < text.len() && !inner.is_empty() && !inner.contains(char::is_control)).then_some(inner)
}

/// Whether a spreadsheet would read a text as a formula: its first character, or the first after an inner line break, blanks left
/// out, is one of `= + - @` or TAB, CR, LF.
///
/// A guarded value is none, nor is a sign before nothing but digits, blanks and `.,-()`. Source: OWASP, CSV Injection.
pub fn starts_formula(text: &str) -> bool {
    if unguarded(text).is_some() {
        return false;
    }
    if text.starts_with(['\t', '\r', '\n']) {
        return true;
    }
    text.split(['\r', '\n']).any(|line| {
        let line = line.trim_start_matches([' ', '\u{A0}', '\u{3000}', '\t']);
        match line.chars().next() {
            Some('=' | '@') => line.len() > 1,
            Some('+' | '-') => {
                line.len() > 1 && !line.bytes().skip(1).all(|it| it.is_ascii_digit() || b" .,-()".contains(&it))
            }
            _ => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serials_are_days() {
        for (text, day) in [
            ("44927", Some((2023, 1, 1))),
            ("25569", Some((1970, 1, 1))),
            ("45351", Some((2024, 2, 29))),
            ("36585", Some((2000, 2, 29))),
            ("73050", Some((2099, 12, 31))),
            ("25568", None),
            ("73051", None),
            ("4492", None),
            ("449270", None),
            ("4492A", None),
            ("", None),
        ] {
            let expected = day.map(|(year, month, day)| Day { year, month, day });
            assert_eq!(serial_day(text), expected, "{text}");
        }
    }

    #[test]
    fn codes_become_dates() {
        for (text, is_date) in [
            ("3月5日", true),
            ("12月31日", true),
            ("Mar-05", true),
            ("5-Mar", true),
            ("SEP-1", true),
            ("3-5", false),
            ("2023年3月5日", false),
            ("Mars-05", false),
            ("Mar-", false),
            ("月日", false),
            ("", false),
        ] {
            assert_eq!(is_auto_date(text), is_date, "{text}");
        }
    }

    #[test]
    fn guards_stand_round_values() {
        for (text, inner) in [
            ("=\"00123\"", Some("00123")),
            ("=\"\"", Some("")),
            ("'18618486065", Some("18618486065")),
            ("`0.01", Some("0.01")),
            ("2026060522001419931441931972\t", Some("2026060522001419931441931972")),
            ("\t123", Some("123")),
            ("00123", None),
            ("=\"a\"&\"b\"", None),
            ("=1+1", None),
            ("'quoted'", None),
            ("'", None),
            ("\t", None),
            ("", None),
        ] {
            assert_eq!(unguarded(text), inner, "{text:?}");
        }
    }

    #[test]
    fn formulas_start_with_a_sign() {
        for (text, formula) in [
            ("=1+1", true),
            ("=cmd|' /C calc'!A0", true),
            ("@SUM(A1)", true),
            ("+cmd", true),
            ("-2+3*A1", true),
            ("  =1", true),
            ("\u{A0}=1", true),
            ("a\n=1", true),
            ("\t=1", false),
            ("\n=1", true),
            ("=\"00123\"", false),
            ("-12.50", false),
            ("+86 138-0013-8000", false),
            ("-", false),
            ("=", false),
            ("a=1", false),
            ("", false),
        ] {
            assert_eq!(starts_formula(text), formula, "{text:?}");
        }
    }
}
