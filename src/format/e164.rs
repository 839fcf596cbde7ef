//! `e164`: an international telephone number.
//!
//! `+`, a digit from 1 to 9, and six to fourteen more digits. Blanks, hyphens, points and brackets between them are another spelling.
//! A spreadsheet drops the `+` of a number, and a text that starts with `+` may be read as a formula: export as text.
//! Source: ITU-T E.164.

use super::characters::{Compact, all_digits, ascii};
use super::{Context, NamedFormat, Verdict};
use crate::message::format as words;

/// The format.
pub(super) static FORMAT: NamedFormat = NamedFormat {
    name: "e164",
    title: words::e164,
    expects: words::e164_expects,
    check: |text, _: &Context| match spelled(text) {
        None => Verdict::Malformed,
        Some(number) if number.is_whole() => Verdict::Valid,
        Some(_) => Verdict::NonCanonical,
    },
    canonical: Some(|text| spelled(text).map(|it| ascii(it.bytes()))),
    examples: &["+8613800138000", "+4930123456"],
    has_checksum: false,
};

fn spelled(text: &str) -> Option<Compact<16>> {
    if !text.as_bytes().last()?.is_ascii_digit() || !text.starts_with('+') {
        return None;
    }
    let compact = Compact::<16>::of(text, b" -.()")?;
    match compact.bytes() {
        [b'+', b'1'..=b'9', rest @ ..] if rest.len() >= 6 && all_digits(rest) => Some(compact),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{hold, rewrites};
    use super::FORMAT;
    use super::Verdict::{Malformed, NonCanonical, Valid};

    #[test]
    fn numbers_start_with_a_plus() {
        hold(
            &FORMAT,
            &[
                ("+8613800138000", Valid),
                ("+4930123456", Valid),
                ("+1234567", Valid),
                ("+123456789012345", Valid),
                ("+86 138 0013 8000", NonCanonical),
                ("+1 (415) 555-2671", NonCanonical),
                ("+49.30.123456", NonCanonical),
                ("+123456", Malformed),
                ("+1234567890123456", Malformed),
                ("+0123456789", Malformed),
                ("8613800138000", Malformed),
                ("008613800138000", Malformed),
                ("++8613800138000", Malformed),
                ("+86+13800138000", Malformed),
                ("+86138001380OO", Malformed),
                ("+8613800138000 ", Malformed),
                (" +8613800138000", Malformed),
                ("+86/13800138000", Malformed),
                ("＋8613800138000", Malformed),
                ("+", Malformed),
                ("", Malformed),
            ],
        );
        rewrites(&FORMAT, &[("+1 (415) 555-2671", Some("+14155552671")), ("14155552671", None)]);
    }
}
