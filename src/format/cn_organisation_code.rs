//! `cn-organisation-code`: 组织机构代码, the code an organisation had before the unified social credit code, and part of it still.
//!
//! Eight characters of `0-9A-Z` and a check character. With A = 10 … Z = 35 and the weights 3, 7, 9, 10, 5, 8, 4, 2 it is
//! 11 − Σ mod 11, where 10 is written `X` and 11 is written `0`. In print a hyphen stands before the check character; that and lower
//! case are other spellings. Source: GB 11714-1997.

use super::characters::{Compact, ascii, weighted};
use super::{Context, NamedFormat, Verdict};
use crate::message::format as words;

/// The format.
pub(super) static FORMAT: NamedFormat = NamedFormat {
    name: "cn-organisation-code",
    title: words::cn_organisation_code,
    expects: words::cn_organisation_code_expects,
    check,
    canonical: Some(canonical),
    examples: &["600037341", "71526726X"],
    has_checksum: true,
};

/// Whether the ninth character checks the eight before it; for nine characters of `0-9A-Z`.
pub(super) fn has_check_character(code: &[u8]) -> bool {
    let Some((last, body)) = code.split_last() else { return false };
    let values = body.iter().map(|it| char::from(*it).to_digit(36).unwrap_or(0));
    let expected = match 11 - weighted(values, &[3, 7, 9, 10, 5, 8, 4, 2]) % 11 {
        10 => b'X',
        11 => b'0',
        digit => b"0123456789".get(digit as usize).copied().unwrap_or(b'0'),
    };
    body.len() == 8 && last.to_ascii_uppercase() == expected
}

fn compact(text: &str) -> Option<Compact<9>> {
    let hyphen_fits = text.len() == 9 || (text.len() == 10 && text.as_bytes().get(8) == Some(&b'-'));
    let compact = Compact::of(text, b"-").filter(|it| hyphen_fits && it.bytes().len() == 9)?;
    let (last, body) = compact.bytes().split_last()?;
    let shaped = body.iter().all(u8::is_ascii_alphanumeric) && matches!(last, b'0'..=b'9' | b'X' | b'x');
    shaped.then_some(compact)
}

fn check(text: &str, _: &Context) -> Verdict {
    match compact(text) {
        None => Verdict::Malformed,
        Some(compact) if !has_check_character(compact.bytes()) => Verdict::Checksum,
        Some(compact) if compact.is_whole() && !compact.bytes().iter().any(u8::is_ascii_lowercase) => Verdict::Valid,
        Some(_) => Verdict::NonCanonical,
    }
}

fn canonical(text: &str) -> Option<String> {
    let compact = compact(text).filter(|it| has_check_character(it.bytes()))?;
    Some(ascii(compact.bytes()).to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{hold, rewrites};
    use super::FORMAT;
    use super::Verdict::{Checksum, Malformed, NonCanonical, Valid};

    #[test]
    fn codes_have_eight_characters_and_a_check_character() {
        hold(
            &FORMAT,
            &[
                ("600037341", Valid),
                ("71526726X", Valid),
                ("D2143569X", Valid),
                ("60003734-1", NonCanonical),
                ("71526726-X", NonCanonical),
                ("71526726x", NonCanonical),
                ("d2143569-x", NonCanonical),
                ("600037342", Checksum),
                ("60003734X", Checksum),
                ("60003734-2", Checksum),
                ("71526727X", Checksum),
                ("6000-37341", Malformed),
                ("600037341-", Malformed),
                ("-600037341", Malformed),
                ("60003734A", Malformed),
                ("60003734", Malformed),
                ("6000373411", Malformed),
                ("6000 7341", Malformed),
                (" 600037341", Malformed),
                ("６０００３７３４１", Malformed),
                ("", Malformed),
            ],
        );
        rewrites(&FORMAT, &[("d2143569-x", Some("D2143569X")), ("600037342", None)]);
    }
}
