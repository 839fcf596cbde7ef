//! `cn-landline`: a fixed telephone number of mainland China with its area code, and perhaps an extension.
//!
//! `0` and two or three digits, a hyphen or nothing, seven or eight digits; an extension of one to six digits follows `-`, `转`, `,`,
//! `x` or `#`. Area codes of three digits are 010 and 02x only, and numbers of subscribers start with 2 to 8: anything else of the
//! shape is doubtful. Source: 电信网编号计划 (numbering plan of the telephone network of China).

use super::characters::all_digits;
use super::{Context, NamedFormat, Verdict};
use crate::message::format as words;

/// The format.
pub(super) static FORMAT: NamedFormat = NamedFormat {
    name: "cn-landline",
    title: words::cn_landline,
    expects: words::cn_landline_expects,
    check,
    canonical: None,
    examples: &["010-65251234", "0755-26001234"],
    has_checksum: false,
};

fn check(text: &str, _: &Context) -> Verdict {
    let Some((number, extension)) = parted(text) else { return Verdict::Malformed };
    if extension.is_some_and(|it| !all_digits(it.as_bytes()) || it.len() > 6) {
        return Verdict::Malformed;
    }
    let Some((area, subscriber)) = area_and_subscriber(number) else { return Verdict::Malformed };
    let shaped = all_digits(area) && matches!(area, [b'0', ..]) && matches!(area.len(), 3 | 4);
    if !shaped || !all_digits(subscriber) || !matches!(subscriber.len(), 7 | 8) {
        Verdict::Malformed
    } else if area.len() == area_length(area) && area.get(1) != Some(&b'0') && matches!(subscriber, [b'2'..=b'8', ..]) {
        Verdict::Valid
    } else {
        Verdict::Doubtful
    }
}

/// The number, and what follows the mark of an extension.
fn parted(text: &str) -> Option<(&str, Option<&str>)> {
    if text.len() > 32 {
        return None;
    }
    if let Some((number, extension)) = text.split_once(['转', ',', 'x', '#']) {
        return Some((number, Some(extension)));
    }
    match text.rsplit_once('-') {
        Some((number, extension)) if number.contains('-') || number.len() > 4 => Some((number, Some(extension))),
        _ => Some((text, None)),
    }
}

fn area_and_subscriber(number: &str) -> Option<(&[u8], &[u8])> {
    match number.split_once('-') {
        Some((area, subscriber)) => Some((area.as_bytes(), subscriber.as_bytes())),
        None => number.as_bytes().split_at_checked(area_length(number.as_bytes())),
    }
}

fn area_length(digits: &[u8]) -> usize {
    if matches!(digits, [b'0', b'1', b'0', ..] | [b'0', b'2', ..]) { 3 } else { 4 }
}

#[cfg(test)]
mod tests {
    use super::super::testing::hold;
    use super::FORMAT;
    use super::Verdict::{Doubtful, Malformed, Valid};

    #[test]
    fn numbers_have_an_area_and_a_subscriber() {
        hold(
            &FORMAT,
            &[
                ("010-65251234", Valid),
                ("01065251234", Valid),
                ("0755-26001234", Valid),
                ("075526001234", Valid),
                ("0571-8765432", Valid),
                ("010-65251234-801", Valid),
                ("010-65251234转801", Valid),
                ("01065251234-801", Valid),
                ("0755-26001234x12", Valid),
                ("031-26001234", Doubtful),
                ("010-95251234", Doubtful),
                ("0055-26001234", Doubtful),
                ("13800138000", Malformed),
                ("65251234", Malformed),
                ("010-6525", Malformed),
                ("010-652512345", Malformed),
                ("010--65251234", Malformed),
                ("010-65251234-", Malformed),
                ("010-65251234-1234567", Malformed),
                ("(010)65251234", Malformed),
                ("０１０-65251234", Malformed),
                ("400-800-8000", Malformed),
                ("", Malformed),
                ("-", Malformed),
            ],
        );
    }
}
