//! `bank-card`: the number of a payment card, 12 to 19 digits.
//!
//! Luhn's check: every second digit from the right is doubled, 9 is taken off where that exceeds 9, and the sum is a multiple of ten.
//! Some cards were given without it, so a number that fails is doubtful, not wrong. Blanks and hyphens are another spelling.
//! Source: ISO/IEC 7812-1, annex B. Full card numbers belong in no export; mask the element.

use super::characters::{Compact, all_digits, ascii, digit};
use super::{Context, NamedFormat, Verdict};
use crate::message::format as words;

/// The format.
pub(super) static FORMAT: NamedFormat = NamedFormat {
    name: "bank-card",
    title: words::bank_card,
    expects: words::bank_card_expects,
    check: |text, _: &Context| match spelled(text) {
        None => Verdict::Malformed,
        Some(number) if !holds_luhn(number.bytes()) => Verdict::Doubtful,
        Some(number) if number.is_whole() => Verdict::Valid,
        Some(_) => Verdict::NonCanonical,
    },
    canonical: Some(|text| spelled(text).map(|it| ascii(it.bytes()))),
    examples: &["4111111111111111", "6222021234567894"],
    has_checksum: false,
};

fn spelled(text: &str) -> Option<Compact<19>> {
    let (first, last) = (text.as_bytes().first()?, text.as_bytes().last()?);
    let compact = Compact::<19>::of(text, b" -")?;
    let ends = first.is_ascii_digit() && last.is_ascii_digit();
    (ends && compact.bytes().len() >= 12 && all_digits(compact.bytes())).then_some(compact)
}

fn holds_luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(at, it)| match digit(*it) {
            value if at % 2 == 0 => value,
            value if value > 4 => value * 2 - 9,
            value => value * 2,
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{hold, rewrites};
    use super::FORMAT;
    use super::Verdict::{Doubtful, Malformed, NonCanonical, Valid};

    #[test]
    fn numbers_hold_luhn_or_are_doubtful() {
        hold(
            &FORMAT,
            &[
                ("4111111111111111", Valid),
                ("5555555555554444", Valid),
                ("378282246310005", Valid),
                ("30569309025904", Valid),
                ("4111 1111 1111 1111", NonCanonical),
                ("4111-1111-1111-1111", NonCanonical),
                ("4111111111111112", Doubtful),
                ("6222021234567890", Doubtful),
                ("4111 1111 1111 1112", Doubtful),
                ("41111111111", Malformed),
                ("41111111111111111111", Malformed),
                ("411111111111111O", Malformed),
                ("4111********1111", Malformed),
                ("4111111111111111 ", Malformed),
                (" 4111111111111111", Malformed),
                ("-4111111111111111", Malformed),
                ("4111.1111.1111.1111", Malformed),
                ("４１１１１１１１１１１１", Malformed),
                ("4.11111E+15", Malformed),
                ("", Malformed),
            ],
        );
        rewrites(&FORMAT, &[("4111 1111 1111 1111", Some("4111111111111111")), ("41111111111", None)]);
    }
}
