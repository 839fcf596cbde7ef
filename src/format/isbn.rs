//! `isbn`, `isbn10`, `isbn13`: numbers of books.
//!
//! ISBN-10: Σ (10 − i)·dᵢ ≡ 0 mod 11 for i from 0, where the last digit may be `X` for ten. ISBN-13: prefix 978 or 979 and the check
//! digit of a GTIN-13. Hyphens and blanks between the groups are another spelling. An ISBN compares in its form of thirteen digits.
//! Source: ISO 2108; ISBN Users' Manual; GB/T 5795.

use super::characters::{Compact, all_digits, ascii, digit};
use super::gtin::has_check_digit;
use super::{Context, NamedFormat, Verdict};
use crate::message::format as words;

/// Of either length.
pub(super) static ISBN: NamedFormat = NamedFormat {
    name: "isbn",
    title: words::isbn,
    expects: words::isbn_expects,
    check: |text, context| match check10(text, context) {
        Verdict::Malformed => check13(text, context),
        verdict => verdict,
    },
    canonical: Some(thirteen),
    examples: &["9780306406157", "0306406152"],
    has_checksum: true,
};

/// Of ten digits.
pub(super) static ISBN10: NamedFormat = NamedFormat {
    name: "isbn10",
    title: words::isbn10,
    expects: words::isbn10_expects,
    check: check10,
    canonical: Some(|text| {
        let compact = right10(text)?;
        Some(ascii(compact.bytes()).to_ascii_uppercase())
    }),
    examples: &["0306406152", "097522980X"],
    has_checksum: true,
};

/// Of thirteen digits.
pub(super) static ISBN13: NamedFormat = NamedFormat {
    name: "isbn13",
    title: words::isbn13,
    expects: words::isbn13_expects,
    check: check13,
    canonical: Some(|text| right13(text).map(|it| ascii(it.bytes()))),
    examples: &["9780306406157"],
    has_checksum: true,
};

const SEPARATORS: &[u8] = b"- ";

fn compact<const N: usize>(text: &str) -> Option<Compact<N>> {
    let ends = |text: &str| text.as_bytes().last().is_some_and(|it| !SEPARATORS.contains(it));
    let starts = text.as_bytes().first().is_some_and(u8::is_ascii_digit);
    Compact::of(text, SEPARATORS).filter(|it| it.bytes().len() == N && starts && ends(text))
}

fn check10(text: &str, _: &Context) -> Verdict {
    let Some(compact) = compact::<10>(text) else { return Verdict::Malformed };
    let Some((last, digits)) = compact.bytes().split_last() else { return Verdict::Malformed };
    if !all_digits(digits) || !matches!(last, b'0'..=b'9' | b'X' | b'x') {
        return Verdict::Malformed;
    }
    let check = if last.is_ascii_digit() { digit(*last) } else { 10 };
    let sum: u32 = digits.iter().zip((2..=10).rev()).map(|(it, weight)| digit(*it) * weight).sum();
    match (sum + check).is_multiple_of(11) {
        false => Verdict::Checksum,
        true if compact.is_whole() && *last != b'x' => Verdict::Valid,
        true => Verdict::NonCanonical,
    }
}

fn check13(text: &str, _: &Context) -> Verdict {
    let Some(compact) = compact::<13>(text) else { return Verdict::Malformed };
    let digits = compact.bytes();
    if !all_digits(digits) || !(digits.starts_with(b"978") || digits.starts_with(b"979")) {
        return Verdict::Malformed;
    }
    match has_check_digit(digits) {
        false => Verdict::Checksum,
        true if compact.is_whole() => Verdict::Valid,
        true => Verdict::NonCanonical,
    }
}

fn is_right(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Valid | Verdict::NonCanonical)
}

fn right10(text: &str) -> Option<Compact<10>> {
    compact(text).filter(|_| is_right(judged(check10, text)))
}

fn right13(text: &str) -> Option<Compact<13>> {
    compact(text).filter(|_| is_right(judged(check13, text)))
}

/// No day matters to a book.
fn judged(check: fn(&str, &Context) -> Verdict, text: &str) -> Verdict {
    check(text, &Context { as_of: super::Day { year: 0, month: 1, day: 1 } })
}

fn thirteen(text: &str) -> Option<String> {
    if let Some(compact) = right13(text) {
        return Some(ascii(compact.bytes()));
    }
    let body = format!("978{}", ascii(right10(text)?.bytes().get(..9)?));
    (0..10).map(|it| format!("{body}{it}")).find(|it| has_check_digit(it.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{hold, rewrites};
    use super::Verdict::{Checksum, Malformed, NonCanonical, Valid};
    use super::*;

    #[test]
    fn isbns_have_two_lengths() {
        hold(
            &ISBN,
            &[
                ("0306406152", Valid),
                ("097522980X", Valid),
                ("9780306406157", Valid),
                ("9787111213826", Valid),
                ("978-7-111-21382-6", NonCanonical),
                ("0-306-40615-2", NonCanonical),
                ("0 306 40615 2", NonCanonical),
                ("097522980x", NonCanonical),
                ("9780306406158", Checksum),
                ("0306406153", Checksum),
                ("978-7-111-21382-7", Checksum),
                ("6901234567892", Malformed),
                ("X975229800", Malformed),
                ("03064061X2", Malformed),
                ("030640615", Malformed),
                ("03064061522", Malformed),
                ("97803064061577", Malformed),
                ("-9780306406157", Malformed),
                ("9780306406157-", Malformed),
                ("ISBN 9780306406157", Malformed),
                ("９７８０３０６４０６１５７", Malformed),
                ("", Malformed),
            ],
        );
        rewrites(
            &ISBN,
            &[
                ("0-306-40615-2", Some("9780306406157")),
                ("097522980x", Some("9780975229804")),
                ("978-0-306-40615-7", Some("9780306406157")),
                ("0306406153", None),
            ],
        );
        rewrites(&ISBN10, &[("097522980x", Some("097522980X")), ("9780306406157", None)]);
        rewrites(&ISBN13, &[("978 0306406157", Some("9780306406157")), ("0306406152", None)]);
    }
}
