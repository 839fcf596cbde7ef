//! Tests of the tests of cells.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::model::LogicalType::{Date, Time, Timestamp};
use crate::model::{Decimal, TemporalFormat};
use crate::text::pattern;

#[test]
fn decimals_are_read_digit_by_digit() {
    for (text, read) in [
        ("12.50", Some((Some(1250), 2, 2, 1))),
        ("-0.01", Some((Some(-1), 0, 2, 2))),
        ("+7", Some((Some(7), 1, 0, 0))),
        ("007", Some((Some(7), 1, 0, 0))),
        (".5", Some((Some(5), 0, 1, 1))),
        ("5.", Some((Some(5), 1, 0, 0))),
        ("1234567890123456789.5", Some((None, 19, 1, 1))),
        ("0000000000000000000000012.5", Some((Some(125), 2, 1, 1))),
        ("", None),
        (".", None),
        ("-", None),
        ("12.3.4", None),
        ("1,000", None),
        ("¥99", None),
        (" 1", None),
    ] {
        let expected = read.map(|(units, whole, fraction, scale)| Number { units, whole, fraction, scale });
        assert_eq!(scan_decimal(text.as_bytes()), expected, "{text}");
    }
}

#[test]
fn integers_and_numbers_follow_their_grammar() {
    for (text, integer, number) in [
        ("12", true, true),
        ("-3", true, true),
        ("1.5", false, true),
        ("1e3", false, true),
        ("1.5E-3", false, true),
        ("1e", false, false),
        ("二", false, false),
        ("12345678901234567890123", true, true),
    ] {
        assert_eq!(scan_integer(text.as_bytes()).is_some(), integer, "{text}");
        assert_eq!(scan_number(text.as_bytes()).is_some(), number, "{text}");
    }
}

fn limits(minimum: Option<&str>, maximum: Option<&str>) -> NumberLimits {
    let of = |text: Option<&str>| text.and_then(Decimal::parse);
    NumberLimits { minimum: of(minimum), maximum: of(maximum), ..NumberLimits::default() }.prepared(2)
}

#[test]
fn limits_are_exact() {
    let limits = limits(Some("0.01"), Some("999"));
    for (text, holds) in [
        ("0.01", true),
        ("0.00", false),
        ("0.0099999999999999999999", false),
        ("999", true),
        ("999.0000000000000000000000", true),
        ("999.01", false),
        ("-1", false),
        ("99999999999999999999999999999999999999999999", false),
        ("-99999999999999999999999999999999999999999999", false),
    ] {
        let number = scan_decimal(text.as_bytes()).expect(text);
        assert_eq!(limits.hold(number, || text.as_bytes()), holds, "{text}");
    }
}

#[test]
fn code_sets_know_short_and_long_spellings() {
    let spellings: Vec<Arc<str>> =
        ["PAID", "买家已付款，等待卖家发货", "", "exactly16bytes!!", "UNPAID\0"].into_iter().map(Arc::from).collect();
    let set = CodeSet::new(&spellings);
    for spelling in &spellings {
        assert!(set.contains(spelling.as_bytes()), "{spelling:?}");
    }
    for other in ["paid", "PAID ", "PAI", "UNPAID", "买家已付款", "exactly16bytes!?"] {
        assert!(!set.contains(other.as_bytes()), "{other:?}");
    }
}

#[test]
fn forms_of_time_are_calendar_true() {
    let read = |kind, format: &str, text: &str| {
        let format = TemporalFormat::parse(format).expect(format);
        TemporalMatcher::new(kind, &[format]).read(text.as_bytes()).map(|told| told.offset)
    };
    for (kind, format, text, told) in [
        (Timestamp, "rfc3339", "2025-03-04T10:00:00Z", Some(true)),
        (Timestamp, "rfc3339", "2025-03-04T10:00:00.123+08:00", Some(true)),
        (Timestamp, "rfc3339", "2025-03-04T10:00:00", None),
        (Timestamp, "rfc3339", "2025-02-30T10:00:00Z", None),
        (Timestamp, "rfc3339", "2025-13-01T10:00:00Z", None),
        (Timestamp, "rfc3339", "2025/03/04 10:00", None),
        (Timestamp, "rfc3339", "2025-03-04T24:00:00Z", None),
        (Timestamp, "rfc3339", "2025-03-04T10:00:00+24:00", None),
        (Timestamp, "rfc3339", "2025-03-04T10:00:00.Z", None),
        (Date, "rfc3339", "2024-02-29", Some(false)),
        (Date, "rfc3339", "2023-02-29", None),
        (Time, "rfc3339", "10:00:00Z", Some(true)),
        (Timestamp, "iso8601", "20250304T100000Z", Some(true)),
        (Timestamp, "iso8601", "2025-03-04 10:00", Some(false)),
        (Timestamp, "iso8601", "2025-03-04T10:00:00+0800", Some(true)),
        (Timestamp, "yyyy-MM-dd HH:mm:ss", "2025-03-04 10:00:00", Some(false)),
        (Timestamp, "yyyy-MM-dd HH:mm:ss", "2025-3-4 10:00:00", None),
        (Timestamp, "yyyy-MM-dd HH:mm:ss", "2025-03-04 10：00：00", None),
        (Timestamp, "yyyy/M/d H:mm", "2016/5/23 22:02", Some(false)),
        (Timestamp, "yyyy-MM-dd'T'HH:mm:ss.SSSXX", "2025-03-04T10:00:00.120+0800", Some(true)),
        (Date, "yyyyMMdd", "20250431", None),
        (Date, "yyyyMMdd", "20250430", Some(false)),
        (Date, "dd-MMM-yy", "05-Mar-25", Some(false)),
        (Date, "yyyy年M月d日", "2025年3月4日", Some(false)),
        (Time, "hh:mm a", "12:30 PM", Some(false)),
        (Time, "hh:mm a", "13:30 PM", None),
    ] {
        assert_eq!(read(kind, format, text), told, "{format} on {text}");
    }
}

#[test]
fn simple_patterns_become_compares_and_the_rest_automata() {
    for (text, kind) in [
        ("^SO[0-9]{10}$", "Matcher::Lanes"),
        (r"^[A-Z]{3}-\d{6}$", "Matcher::Lanes"),
        ("^[0-9A-Za-z]{4}$", "Matcher::Sequence"),
        (r"^(\+[1-9][0-9]{7,14}|1[3-9][0-9]{9})$", "Matcher::Branches"),
        ("^[0-9]{1,10}$", "Matcher::Lanes"),
        ("^(A|B)[0-9]+$", "Matcher::Shift"),
        (r"^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}$", "Matcher::Shift"),
        ("[0-9]{3}", "Matcher::Shift"),
        ("^[a-z]{12,40}$", "Matcher::Automaton"),
    ] {
        assert_eq!(format!("{:?}", Matcher::new(text).expect(text)), kind, "{text}");
    }
}

const PATTERNS: [&str; 17] = [
    "^SO[0-9]{10}$",
    "^[A-Z]{3}-[0-9]{6}$",
    "^[0-9A-F]{4}$",
    "^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}$",
    "^(\\+[1-9][0-9]{7,14}|1[3-9][0-9]{9})$",
    "^\\S{1,5}$",
    "[0-9]{3}",
    "^订单[0-9]{2}$",
    "^$",
    "^[0-9]{0,16}$",
    "^(SO)?[0-9]{2,}$",
    "^(a|ab|a-b)$",
    "a.*b$",
    "^(ab|b-)*a?$",
    "^([A-Z]-[0-9]{1,3}|[A-Z]{2}[0-9]{0,4}|-)$",
    "^A|[0-9]$",
    "(?i)^so[0-9]+",
];

proptest! {
    /// The short cuts are equal to the regular expression they stand for.
    #[test]
    fn matchers_equal_the_regex_crate(
        which in 0..PATTERNS.len(),
        cell in prop_oneof![
            "[A-Z]{0,4}-?[0-9]{0,12}", "SO[0-9]{9,11}", "[a-z0-9@.+-]{0,20}", "\\PC{0,12}", "[0-9A-F]{3,5}",
            "[+1][0-9]{5,16}", "[a-z._]{1,4}@[a-z.-]{1,6}\\.[a-z]{1,3}", "[ab-]{0,6}", "[0-9]{0,17}",
        ],
        before in "\\PC{0,3}",
        after in "\\PC{0,20}",
    ) {
        let pattern = PATTERNS[which];
        let matcher = Matcher::new(pattern).expect(pattern);
        let expected = pattern::compile(pattern).expect(pattern).is_match(cell.as_bytes());
        prop_assert_eq!(matcher.is_match(cell.as_bytes()), expected);
        let text = format!("{before}{cell}{after}");
        prop_assert_eq!(matcher.is_match_at(text.as_bytes(), before.len(), cell.len()), expected);
    }

    /// Reading all characters at once accepts and refuses what reading part by part does.
    #[test]
    fn fixed_forms_equal_reading_by_parts(
        cell in "(19|20)[0-9]{2}[-/][0-3][0-9]-[0-3][0-9][T t_][0-2][0-9]:[0-6][0-9]:[0-6][0-9](\\.[0-9]{0,3})?(Z|[+-][0-2][0-9]:[0-6][0-9])?",
        cut in 0..3_usize,
    ) {
        for format in ["rfc3339", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd", "yyyyMMdd", "yyyy-MM-dd'T'HH:mm:ss.SSS", "dd/MM/yyyy"] {
            let matcher = TemporalMatcher::new(Timestamp, &[TemporalFormat::parse(format).expect(format)]);
            let (day, digits) = (&cell[..10], cell.replace(['-', ':'], ""));
            let cell = [&*cell, day, &digits[..8]][cut];
            prop_assert_eq!(matcher.read(cell.as_bytes()), matcher.read_parts(cell.as_bytes()), "{} on {}", format, cell);
        }
    }

    /// Fast and exact reading of numbers agree.
    #[test]
    fn limits_equal_exact_arithmetic(cell in "[+-]?[0-9]{0,20}\\.?[0-9]{0,6}", low in -5000..5000_i64, high in -5000..5000_i64) {
        let Some(number) = scan_decimal(cell.as_bytes()) else { return Ok(()) };
        let bound = |units: i64| Decimal { units: i128::from(units), scale: 2 };
        let limits = NumberLimits { minimum: Some(bound(low)), exclusive_maximum: Some(bound(high)), ..NumberLimits::default() };
        let text = cell.trim_end_matches('.');
        let value = Decimal::parse(text).expect("at most 26 digits");
        let expected = value >= bound(low) && value < bound(high);
        prop_assert_eq!(limits.clone().hold(number, || text.as_bytes()), expected);
        prop_assert_eq!(limits.prepared(2).hold(number, || text.as_bytes()), expected);
    }
}
