//! `country`: a country code of two letters.
//!
//! Lower case, the code of three letters and the code of three digits of the same country are other spellings; names of countries are
//! not. Codes left to users (`XA`–`XZ`, among them `XK` for Kosovo, `QM`–`QZ`, `AA`, `ZZ`) are doubtful. In YAML an unquoted `NO`
//! may be read as false. Source: ISO 3166-1, GB/T 2659; table made from Debian's iso-codes (facts only).

use super::table::{first, line};
use super::{Context, NamedFormat, Verdict};
use crate::message::format as words;

/// The format.
pub(super) static FORMAT: NamedFormat = NamedFormat {
    name: "country",
    title: words::country,
    expects: words::country_expects,
    check: |text, _: &Context| match entry(text) {
        Some(found) if first(found) == text => Verdict::Valid,
        Some(_) => Verdict::NonCanonical,
        None if is_of_users(text) => Verdict::Doubtful,
        None => Verdict::Malformed,
    },
    canonical: Some(|text| Some(first(entry(text)?).to_owned())),
    examples: &["CN", "DE", "NO"],
    has_checksum: false,
};

/// Lines of the codes of two letters, three letters and three digits.
const TABLE: &str = include_str!("data/country.txt");

/// Whether a text is a code of two letters, of either case.
pub(super) fn is_country(code: &str) -> bool {
    line(TABLE, code).is_some()
}

/// Codes of three characters are other spellings, so that search need not be fast.
fn entry(text: &str) -> Option<&'static str> {
    match text.len() {
        2 => line(TABLE, text),
        3 => TABLE.lines().find(|it| it.split(' ').skip(1).any(|code| code.eq_ignore_ascii_case(text))),
        _ => None,
    }
}

fn is_of_users(text: &str) -> bool {
    matches!(text.as_bytes(), [b'X', b'A'..=b'Z'] | [b'Q', b'M'..=b'Z'] | b"AA" | b"ZZ")
}

#[cfg(test)]
mod tests {
    use super::super::testing::{hold, rewrites};
    use super::FORMAT;
    use super::Verdict::{Doubtful, Malformed, NonCanonical, Valid};

    #[test]
    fn codes_are_of_the_table() {
        hold(
            &FORMAT,
            &[
                ("CN", Valid),
                ("DE", Valid),
                ("NO", Valid),
                ("TW", Valid),
                ("HK", Valid),
                ("GB", Valid),
                ("cn", NonCanonical),
                ("CHN", NonCanonical),
                ("chn", NonCanonical),
                ("156", NonCanonical),
                ("XK", Doubtful),
                ("ZZ", Doubtful),
                ("UK", Malformed),
                ("EU", Malformed),
                ("中国", Malformed),
                ("China", Malformed),
                ("ABC", Malformed),
                ("999", Malformed),
                ("C", Malformed),
                ("CN ", Malformed),
                ("ＣＮ", Malformed),
                ("false", Malformed),
                ("", Malformed),
            ],
        );
        rewrites(&FORMAT, &[("156", Some("CN")), ("deu", Some("DE")), ("no", Some("NO")), ("UK", None)]);
    }
}
