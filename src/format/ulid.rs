//! `ulid`: an identifier that sorts by time.
//!
//! Twenty-six characters of Crockford's base 32 (`0-9A-HJKMNP-TV-Z`, no I, L, O, U), the first at most 7, for they hold 128 bits.
//! Lower case is another spelling. Source: the ULID specification, github.com/ulid/spec.

use super::{Context, NamedFormat, Verdict};
use crate::message::format as words;

/// The format.
pub(super) static FORMAT: NamedFormat = NamedFormat {
    name: "ulid",
    title: words::ulid,
    expects: words::ulid_expects,
    check: |text, _: &Context| {
        if !is_shaped(text) {
            Verdict::Malformed
        } else if text.bytes().any(|it| it.is_ascii_lowercase()) {
            Verdict::NonCanonical
        } else {
            Verdict::Valid
        }
    },
    canonical: Some(|text| is_shaped(text).then(|| text.to_ascii_uppercase())),
    examples: &["01ARZ3NDEKTSV4RRFFQ69G5FAV"],
    has_checksum: false,
};

fn is_shaped(text: &str) -> bool {
    let of_base = |it: u8| it.is_ascii_alphanumeric() && !matches!(it.to_ascii_uppercase(), b'I' | b'L' | b'O' | b'U');
    text.len() == 26 && matches!(text.as_bytes(), [b'0'..=b'7', ..]) && text.bytes().all(of_base)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{hold, rewrites};
    use super::FORMAT;
    use super::Verdict::{Malformed, NonCanonical, Valid};

    #[test]
    fn identifiers_are_base_32() {
        hold(
            &FORMAT,
            &[
                ("01ARZ3NDEKTSV4RRFFQ69G5FAV", Valid),
                ("7ZZZZZZZZZZZZZZZZZZZZZZZZZ", Valid),
                ("00000000000000000000000000", Valid),
                ("01BX5ZZKBKACTAV9WEVGEMMVRZ", Valid),
                ("01arz3ndektsv4rrffq69g5fav", NonCanonical),
                ("01ARZ3NDEKTSV4RRFFQ69G5FAv", NonCanonical),
                ("81ARZ3NDEKTSV4RRFFQ69G5FAV", Malformed),
                ("01ARZ3NDEKTSV4RRFFQ69G5FIL", Malformed),
                ("01ARZ3NDEKTSV4RRFFQ69G5FAO", Malformed),
                ("01ARZ3NDEKTSV4RRFFQ69G5FAU", Malformed),
                ("A1ARZ3NDEKTSV4RRFFQ69G5FAV", Malformed),
                ("01ARZ3NDEKTSV4RRFFQ69G5FA", Malformed),
                ("01ARZ3NDEKTSV4RRFFQ69G5FAVV", Malformed),
                ("01ARZ3NDEK-TSV4RRFFQ69G5FA", Malformed),
                ("01ARZ3NDEK TSV4RRFFQ69G5FA", Malformed),
                (" 1ARZ3NDEKTSV4RRFFQ69G5FAV", Malformed),
                ("01ARZ3NDEKTSV4RRFFQ69G5F\u{e9}", Malformed),
                ("０１ＡＲＺ３ＮＤ", Malformed),
                ("53581432-6c55-4ba2-a65f-72344a91553a", Malformed),
                ("", Malformed),
            ],
        );
        rewrites(&FORMAT, &[("01arz3ndektsv4rrffq69g5fav", Some("01ARZ3NDEKTSV4RRFFQ69G5FAV")), ("01", None)]);
    }
}
