//! `cn-uscc`: 统一社会信用代码, the unified social credit code of a legal person in China.
//!
//! Eighteen characters of `0-9A-HJ-NPQRTUWXY` (no I, O, S, V, Z). Characters 3 to 8 are digits, an administrative division; 1 and 2,
//! who registered what, may be letters, though some checkers demand digits. With the place of each character in that alphabet as its
//! value and the weights 3ⁱ mod 31 the check character is alphabet\[(31 − Σ mod 31) mod 31]. Characters 9 to 17 are an organisation
//! code with a check character of its own; where only that one fails the code is doubtful, since some were given so.
//! Lower case is another spelling. Source: GB 32100-2015; GB 11714-1997.

use super::characters::all_digits;
use super::cn_organisation_code::has_check_character;
use super::{Context, NamedFormat, Verdict};
use crate::message::format as words;

/// The format.
pub(super) static FORMAT: NamedFormat = NamedFormat {
    name: "cn-uscc",
    title: words::cn_uscc,
    expects: words::cn_uscc_expects,
    check: |text, _: &Context| check(text),
    canonical: Some(|text| {
        matches!(check(text), Verdict::Valid | Verdict::NonCanonical | Verdict::Doubtful)
            .then(|| text.to_ascii_uppercase())
    }),
    examples: &["91110000600037341L", "9144030071526726XG"],
    has_checksum: true,
};

const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
/// Place of each ASCII character in the alphabet, of either case; 31 for those outside.
const PLACES: [u8; 128] = {
    let mut places = [31; 128];
    let mut at: u8 = 0;
    while at < 31 {
        let letter = ALPHABET[at as usize];
        places[letter as usize] = at;
        places[letter.to_ascii_lowercase() as usize] = at;
        at += 1;
    }
    places
};

fn place(byte: u8) -> Option<usize> {
    PLACES.get(usize::from(byte)).filter(|it| **it < 31).map(|it| usize::from(*it))
}

fn check(text: &str) -> Verdict {
    let bytes = text.as_bytes();
    if bytes.len() != 18 || !bytes.get(2..8).is_some_and(all_digits) {
        return Verdict::Malformed;
    }
    let mut sum = 0;
    for (byte, weight) in bytes.iter().zip(WEIGHTS) {
        let Some(place) = place(*byte) else { return Verdict::Malformed };
        sum += place * weight;
    }
    match bytes.last().and_then(|it| place(*it)) {
        None => Verdict::Malformed,
        Some(last) if last != (31 - sum % 31) % 31 => Verdict::Checksum,
        Some(_) if !bytes.get(8..17).is_some_and(has_check_character) => Verdict::Doubtful,
        Some(_) if bytes.iter().any(u8::is_ascii_lowercase) => Verdict::NonCanonical,
        Some(_) => Verdict::Valid,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{hold, rewrites};
    use super::FORMAT;
    use super::Verdict::{Checksum, Doubtful, Malformed, NonCanonical, Valid};

    #[test]
    fn codes_have_two_check_characters() {
        hold(
            &FORMAT,
            &[
                ("91110000600037341L", Valid),
                ("9144030071526726XG", Valid),
                ("91110000600037341l", NonCanonical),
                ("9144030071526726xg", NonCanonical),
                ("911100006000373410", Checksum),
                ("91110000600037341M", Checksum),
                ("91110000600037314L", Checksum),
                ("19110000600037341L", Checksum),
                ("91110000600037342P", Doubtful),
                ("91110000600037341I", Malformed),
                ("91110000600037341O", Malformed),
                ("9111000060003734SL", Malformed),
                ("911A0000600037341L", Malformed),
                ("91110000600037341", Malformed),
                ("91110000600037341LL", Malformed),
                ("91110000-600037341", Malformed),
                (" 1110000600037341L", Malformed),
                ("91110000600037341L ", Malformed),
                ("９１１１００", Malformed),
                ("110108000000016", Malformed),
                ("", Malformed),
                ("无", Malformed),
            ],
        );
        rewrites(&FORMAT, &[("9144030071526726xg", Some("9144030071526726XG")), ("911100006000373410", None)]);
    }
}
