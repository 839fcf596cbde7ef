//! `sc-licence`: 食品生产许可证编号, the number of a food production licence in China.
//!
//! `SC` and fourteen digits: three of the category, six of the administrative division, four in sequence, and a check digit by
//! ISO 7064 MOD 11,10: p = 10; for each digit d: s = (p + d) mod 10, or 10 where that is 0; p = 2s mod 11; the check digit is
//! (11 − p) mod 10. Lower case is another spelling. Source: 食品生产许可管理办法, article 29; GB/T 17710.

use super::characters::{all_digits, digit};
use super::{Context, NamedFormat, Verdict};
use crate::message::format as words;

/// The format.
pub(super) static FORMAT: NamedFormat = NamedFormat {
    name: "sc-licence",
    title: words::sc_licence,
    expects: words::sc_licence_expects,
    check: |text, _: &Context| check(text),
    canonical: Some(|text| {
        matches!(check(text), Verdict::Valid | Verdict::NonCanonical).then(|| text.to_ascii_uppercase())
    }),
    examples: &["SC10611010500013"],
    has_checksum: true,
};

fn check(text: &str) -> Verdict {
    let Some(digits) = text.get(2..).map(str::as_bytes) else { return Verdict::Malformed };
    let named = text.get(..2).is_some_and(|it| it.eq_ignore_ascii_case("SC"));
    if !named || digits.len() != 14 || !all_digits(digits) {
        Verdict::Malformed
    } else if !has_check_digit(digits) {
        Verdict::Checksum
    } else if text.starts_with("SC") {
        Verdict::Valid
    } else {
        Verdict::NonCanonical
    }
}

fn has_check_digit(digits: &[u8]) -> bool {
    let Some((last, body)) = digits.split_last() else { return false };
    let product = body.iter().fold(10, |product, it| match (product + digit(*it)) % 10 {
        0 => 20 % 11,
        sum => 2 * sum % 11,
    });
    digit(*last) == (11 - product) % 10
}

#[cfg(test)]
mod tests {
    use super::super::testing::{hold, rewrites};
    use super::Verdict::{Checksum, Malformed, NonCanonical, Valid};
    use super::{FORMAT, has_check_digit};

    #[test]
    fn digits_hold_mod_11_10() {
        for (digits, holds) in [("07945", true), ("07944", false), ("", false)] {
            assert_eq!(has_check_digit(digits.as_bytes()), holds, "{digits}");
        }
    }

    #[test]
    fn numbers_have_letters_and_a_check_digit() {
        hold(
            &FORMAT,
            &[
                ("SC10611010500013", Valid),
                ("sc10611010500013", NonCanonical),
                ("Sc10611010500013", NonCanonical),
                ("SC10611010500010", Checksum),
                ("SC10611010500011", Checksum),
                ("SC10611010500031", Checksum),
                ("SC16011010500013", Checksum),
                ("sc10611010500019", Checksum),
                ("10611010500013", Malformed),
                ("QS10611010500013", Malformed),
                ("SC1061101050001", Malformed),
                ("SC106110105000133", Malformed),
                ("SC1061101050001A", Malformed),
                ("SC 10611010500013", Malformed),
                ("SC-0611010500018", Malformed),
                ("SC10611010500013 ", Malformed),
                ("ＳＣ10611010500013", Malformed),
                ("SC１０６１１０１", Malformed),
                ("SC", Malformed),
                ("无", Malformed),
                ("", Malformed),
            ],
        );
        rewrites(&FORMAT, &[("sc10611010500013", Some("SC10611010500013")), ("SC10611010500010", None)]);
    }
}
