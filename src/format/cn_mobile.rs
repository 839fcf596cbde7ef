//! `cn-mobile`: a mobile number of mainland China, eleven digits.
//!
//! Blanks, hyphens and the prefixes `+86`, `0086` and `86` are other spellings; the canonical one is eleven digits. Anything that is
//! not `1[3-9]` and nine digits is malformed. Ranges grow, so a number outside those handed out today
//! (`1740[0-5]…`, `1([38]\d|4[57]|[59][0-35-9]|6[25-7]|7[0-35-8])…`) is doubtful, not wrong.
//! Source: metadata of libphonenumber for region CN. Values are personal data: mask the element. The virtual numbers that platforms
//! put in the place of a buyer's stop working weeks after the order, and look the same.

use super::characters::{Compact, all_digits, ascii};
use super::{Context, NamedFormat, Verdict};
use crate::message::format as words;

/// The format.
pub(super) static FORMAT: NamedFormat = NamedFormat {
    name: "cn-mobile",
    title: words::cn_mobile,
    expects: words::cn_mobile_expects,
    check: |text, _: &Context| {
        let bytes = text.as_bytes();
        if bytes.len() == 11 && is_number(bytes) {
            return if is_handed_out(bytes) { Verdict::Valid } else { Verdict::Doubtful };
        }
        spelled(text, |number| if is_handed_out(number) { Verdict::NonCanonical } else { Verdict::Doubtful })
            .unwrap_or(Verdict::Malformed)
    },
    canonical: Some(|text| spelled(text, ascii)),
    examples: &["13800138000", "19912345678"],
    has_checksum: false,
};

/// Hands the eleven digits on, without prefix and separators.
fn spelled<T>(text: &str, told: impl Fn(&[u8]) -> T) -> Option<T> {
    if !matches!(text.as_bytes().first(), Some(b'0'..=b'9' | b'+')) || !text.as_bytes().last()?.is_ascii_digit() {
        return None;
    }
    let compact = Compact::<15>::of(text, b" -")?;
    let bytes = compact.bytes();
    let number = ["+86", "0086", "86"].iter().find_map(|it| bytes.strip_prefix(it.as_bytes())).unwrap_or(bytes);
    is_number(number).then(|| told(number))
}

fn is_number(digits: &[u8]) -> bool {
    digits.len() == 11 && matches!(digits, [b'1', b'3'..=b'9', ..]) && all_digits(digits)
}

fn is_handed_out(digits: &[u8]) -> bool {
    let &[_, second, third, fourth, fifth, ..] = digits else { return false };
    match (second, third) {
        (b'7', b'4') => fourth == b'0' && fifth <= b'5',
        (b'3' | b'8', _) | (b'4', b'5' | b'7') | (b'6', b'2' | b'5'..=b'7') | (b'7', b'0'..=b'3' | b'5'..=b'8') => true,
        (b'5' | b'9', third) => third != b'4',
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{hold, rewrites};
    use super::FORMAT;
    use super::Verdict::{Doubtful, Malformed, NonCanonical, Valid};

    #[test]
    fn numbers_have_eleven_digits_and_a_range() {
        hold(
            &FORMAT,
            &[
                ("13800138000", Valid),
                ("19912345678", Valid),
                ("17400512345", Valid),
                ("16212345678", Valid),
                ("17812345678", Valid),
                ("15412345678", Doubtful),
                ("17406512345", Doubtful),
                ("14012345678", Doubtful),
                ("+8613800138000", NonCanonical),
                ("008613800138000", NonCanonical),
                ("8613800138000", NonCanonical),
                ("+86 138-0013-8000", NonCanonical),
                ("138 0013 8000", NonCanonical),
                ("+86 154 1234 5678", Doubtful),
                ("1380013800", Malformed),
                ("138001380000", Malformed),
                ("12800138000", Malformed),
                ("23800138000", Malformed),
                ("138****8000", Malformed),
                ("+85251234567", Malformed),
                (" 13800138000", Malformed),
                ("13800138000-", Malformed),
                ("１３８００１３８０００", Malformed),
                ("1.38001E+10", Malformed),
                ("", Malformed),
            ],
        );
        rewrites(
            &FORMAT,
            &[("+86 138-0013-8000", Some("13800138000")), ("13800138000", Some("13800138000")), ("138****8000", None)],
        );
    }
}
