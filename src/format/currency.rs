//! `currency`: a currency code of three letters.
//!
//! In force on the day of `--as-of`; a withdrawn code is doubtful from the day after its last. Lower case and the aliases `RMB`,
//! `人民币` and `￥` (full-width) are other spellings of `CNY`; `¥` is not, for it is the yen's sign too.
//! Source: ISO 4217 lists one and three, GB/T 12406; table made from Debian's iso-codes (LGPL-2.1+, facts only), the minor units and
//! the withdrawn codes added from the lists.

use super::table::{first, line};
use super::{Context, Day, NamedFormat, Verdict};
use crate::message::format as words;

/// The format.
pub(super) static FORMAT: NamedFormat = NamedFormat {
    name: "currency",
    title: words::currency,
    expects: words::currency_expects,
    check,
    canonical: Some(|text| Some(first(entry(text)?).to_owned())),
    examples: &["CNY", "JPY", "EUR"],
    has_checksum: false,
};

/// Lines of a code, its minor units (`-` where there are none to speak of) and the last day in force.
const TABLE: &str = include_str!("data/currency.txt");

/// Digits after the point of amounts in a currency (`CNY` 2, `JPY` 0, `KWD` 3); [`None`] for codes that are none, and for metals and
/// the like.
pub fn minor_units(code: &str) -> Option<u32> {
    let found = line(TABLE, code).filter(|it| first(it) == code)?;
    found.split(' ').nth(1)?.parse().ok()
}

fn entry(text: &str) -> Option<&'static str> {
    match text {
        "RMB" | "rmb" | "人民币" | "￥" => line(TABLE, "CNY"),
        code if code.len() == 3 => line(TABLE, code),
        _ => None,
    }
}

fn check(text: &str, context: &Context) -> Verdict {
    let Some(found) = entry(text) else { return Verdict::Malformed };
    let last = found.split(' ').nth(2).and_then(|it| Day::compact(it.as_bytes()));
    if last.is_some_and(|it| it < context.as_of) {
        Verdict::Doubtful
    } else if first(found) == text {
        Verdict::Valid
    } else {
        Verdict::NonCanonical
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{hold, rewrites};
    use super::super::{Context, Day};
    use super::Verdict::{Doubtful, Malformed, NonCanonical, Valid};
    use super::{FORMAT, minor_units};

    #[test]
    fn codes_are_of_the_table() {
        hold(
            &FORMAT,
            &[
                ("CNY", Valid),
                ("USD", Valid),
                ("EUR", Valid),
                ("JPY", Valid),
                ("XAU", Valid),
                ("cny", NonCanonical),
                ("Usd", NonCanonical),
                ("RMB", NonCanonical),
                ("人民币", NonCanonical),
                ("￥", NonCanonical),
                ("DEM", Doubtful),
                ("HRK", Doubtful),
                ("¥", Malformed),
                ("$", Malformed),
                ("元", Malformed),
                ("ABC", Malformed),
                ("CN", Malformed),
                ("CNYY", Malformed),
                ("156", Malformed),
                ("CNY ", Malformed),
                ("ＣＮＹ", Malformed),
                ("", Malformed),
            ],
        );
        rewrites(&FORMAT, &[("rmb", Some("CNY")), ("usd", Some("USD")), ("ABC", None)]);
    }

    #[test]
    fn a_withdrawn_code_was_valid_in_its_time() {
        for (year, month, day, verdict) in [(2023, 1, 14, Valid), (2023, 1, 15, Doubtful)] {
            let context = Context { as_of: Day { year, month, day } };
            assert_eq!((FORMAT.check)("HRK", &context), verdict);
        }
    }

    #[test]
    fn currencies_have_minor_units() {
        for (code, units) in [
            ("CNY", Some(2)),
            ("JPY", Some(0)),
            ("KRW", Some(0)),
            ("VND", Some(0)),
            ("KWD", Some(3)),
            ("BHD", Some(3)),
            ("JOD", Some(3)),
            ("CLF", Some(4)),
            ("XAU", None),
            ("cny", None),
            ("", None),
        ] {
            assert_eq!(minor_units(code), units, "{code}");
        }
    }
}
