//! `snowflake-id`: a long whole number that names something, as order and user ids of platforms do.
//!
//! One to nineteen digits without sign and leading zeros, at most 2⁶³ − 1 = 9223372036854775807. Above 2⁵³ − 1 = 9007199254740991 a
//! program that reads JSON numbers as floating point changes them, so they travel as text.

use super::characters::all_digits;
use super::{Context, NamedFormat, Verdict};
use crate::message::format as words;

/// The format.
pub(super) static FORMAT: NamedFormat = NamedFormat {
    name: "snowflake-id",
    title: words::snowflake_id,
    expects: words::snowflake_id_expects,
    check: |text, _: &Context| if is_id(text.as_bytes()) { Verdict::Valid } else { Verdict::Malformed },
    canonical: None,
    examples: &["636507967185264641"],
    has_checksum: false,
};

/// The largest signed integer of 64 bits.
const MOST: &[u8] = b"9223372036854775807";

fn is_id(text: &[u8]) -> bool {
    let fits = text.len() < MOST.len() || (text.len() == MOST.len() && text <= MOST);
    fits && all_digits(text) && text.first() != Some(&b'0')
}

#[cfg(test)]
mod tests {
    use super::super::testing::hold;
    use super::FORMAT;
    use super::Verdict::{Malformed, Valid};

    #[test]
    fn ids_fit_in_64_bits() {
        hold(
            &FORMAT,
            &[
                ("636507967185264641", Valid),
                ("9007199254740993", Valid),
                ("9223372036854775807", Valid),
                ("1", Valid),
                ("999999999999999999", Valid),
                ("9223372036854775808", Malformed),
                ("9999999999999999999", Malformed),
                ("10000000000000000000", Malformed),
                ("0", Malformed),
                ("0123", Malformed),
                ("-1", Malformed),
                ("+1", Malformed),
                ("1.0", Malformed),
                ("6.36508E+17", Malformed),
                ("636,507", Malformed),
                ("636507967185264641\t", Malformed),
                ("'636507967185264641", Malformed),
                ("６３６", Malformed),
                ("abc", Malformed),
                ("", Malformed),
            ],
        );
    }
}
