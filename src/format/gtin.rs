//! `gtin`, `gtin8`, `gtin12`, `gtin13`, `gtin14`, `gln`, `sscc`, `in-store-gtin13`: the numbers of GS1.
//!
//! A GTIN names a trade item (商品条码), a GLN a party or place, an SSCC one logistic unit. All are digits only. From the digit left of
//! the check digit going left the weights are 3, 1, 3, 1 …; the check digit is (10 − Σ mod 10) mod 10.
//! Source: GS1 General Specifications, section 7.9 (check digit) and 1.4.4 (restricted circulation); GB 12904.
//!
//! GTINs compare as fourteen digits, padded with zeros on the left, since a system may store a GTIN-12 with or without its zero.
//! `in-store-gtin13` is a number of restricted circulation (prefix 20 to 24): a shop gave it, often with weight or price inside, and
//! it is never a key across shops. The prefix of a GTIN tells who registered it, not where a product was made; nothing is inferred.

use super::characters::{all_digits, digit};
use super::{Context, NamedFormat, Verdict};
use crate::message::format as words;

/// Any GTIN.
pub(super) static GTIN: NamedFormat = NamedFormat {
    name: "gtin",
    title: words::gtin,
    expects: words::gtin_expects,
    check: |text, _| check(text, matches!(text.len(), 8 | 12 | 13 | 14)),
    canonical: Some(fourteen),
    examples: &["6901234567892", "96385074", "036000291452", "10614141000415"],
    has_checksum: true,
};

/// GTIN-8.
pub(super) static GTIN8: NamedFormat = NamedFormat {
    name: "gtin8",
    title: words::gtin8,
    expects: words::gtin8_expects,
    check: |text, _| check(text, text.len() == 8),
    canonical: None,
    examples: &["96385074"],
    has_checksum: true,
};

/// GTIN-12, UPC-A.
pub(super) static GTIN12: NamedFormat = NamedFormat {
    name: "gtin12",
    title: words::gtin12,
    expects: words::gtin12_expects,
    check: |text, _| check(text, text.len() == 12),
    canonical: None,
    examples: &["036000291452"],
    has_checksum: true,
};

/// GTIN-13, EAN-13.
pub(super) static GTIN13: NamedFormat = NamedFormat {
    name: "gtin13",
    title: words::gtin13,
    expects: words::gtin13_expects,
    check: |text, _| check(text, text.len() == 13),
    canonical: None,
    examples: &["6901234567892"],
    has_checksum: true,
};

/// GTIN-14, of cases.
pub(super) static GTIN14: NamedFormat = NamedFormat {
    name: "gtin14",
    title: words::gtin14,
    expects: words::gtin14_expects,
    check: |text, _| check(text, text.len() == 14),
    canonical: None,
    examples: &["10614141000415"],
    has_checksum: true,
};

/// Global location number.
pub(super) static GLN: NamedFormat = NamedFormat {
    name: "gln",
    title: words::gln,
    expects: words::gln_expects,
    check: |text, _| check(text, text.len() == 13),
    canonical: None,
    examples: &["6901234000009"],
    has_checksum: true,
};

/// Serial shipping container code.
pub(super) static SSCC: NamedFormat = NamedFormat {
    name: "sscc",
    title: words::sscc,
    expects: words::sscc_expects,
    check: |text, _| check(text, text.len() == 18),
    canonical: None,
    examples: &["106141412345678908"],
    has_checksum: true,
};

/// A number that a shop gave.
pub(super) static IN_STORE: NamedFormat = NamedFormat {
    name: "in-store-gtin13",
    title: words::in_store,
    expects: words::in_store_expects,
    check: in_store,
    canonical: None,
    examples: &["2012345012509"],
    has_checksum: true,
};

fn check(text: &str, has_length: bool) -> Verdict {
    if !has_length || !all_digits(text.as_bytes()) {
        Verdict::Malformed
    } else if has_check_digit(text.as_bytes()) {
        Verdict::Valid
    } else {
        Verdict::Checksum
    }
}

/// Whether the last of some ASCII digits is the check digit of those before it.
pub(super) fn has_check_digit(digits: &[u8]) -> bool {
    let weights = [1, 3].into_iter().cycle();
    digits.iter().rev().zip(weights).map(|(it, weight)| digit(*it) * weight).sum::<u32>().is_multiple_of(10)
}

fn in_store(text: &str, _: &Context) -> Verdict {
    check(text, text.len() == 13 && matches!(text.as_bytes(), [b'2', b'0'..=b'4', ..]))
}

fn fourteen(text: &str) -> Option<String> {
    (check(text, matches!(text.len(), 8 | 12 | 13 | 14)) == Verdict::Valid).then(|| format!("{text:0>14}"))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{hold, rewrites};
    use super::Verdict::{Checksum, Malformed, Valid};
    use super::*;

    #[test]
    fn gtins_have_four_lengths_and_a_check_digit() {
        hold(
            &GTIN,
            &[
                ("6901234567892", Valid),
                ("96385074", Valid),
                ("036000291452", Valid),
                ("10614141000415", Valid),
                ("00012345600012", Valid),
                ("4006381333931", Valid),
                ("6901234567890", Checksum),
                ("96385075", Checksum),
                ("036000291453", Checksum),
                ("10614141000416", Checksum),
                ("6901234567982", Checksum),
                ("36000291452", Malformed),
                ("690123456789O", Malformed),
                ("690123456789", Checksum),
                ("69012345678", Malformed),
                ("690123456789212", Malformed),
                ("6901234567892 ", Malformed),
                (" 6901234567892", Malformed),
                ("690-1234567892", Malformed),
                ("６９０１２３４５６７８９２", Malformed),
                ("6.90123E+12", Malformed),
                ("", Malformed),
                ("中文中文", Malformed),
            ],
        );
        rewrites(
            &GTIN,
            &[
                ("6901234567892", Some("06901234567892")),
                ("96385074", Some("00000096385074")),
                ("10614141000415", Some("10614141000415")),
                ("6901234567890", None),
            ],
        );
    }

    #[test]
    fn each_kind_has_its_length() {
        let texts = [
            "96385074",
            "036000291452",
            "6901234567892",
            "10614141000415",
            "106141412345678908",
            "2012345012509",
            "",
            "x",
        ];
        for (format, valid) in [
            (&GTIN8, &[0][..]),
            (&GTIN12, &[1]),
            (&GTIN13, &[2, 5]),
            (&GTIN14, &[3]),
            (&GLN, &[2, 5]),
            (&SSCC, &[4]),
            (&IN_STORE, &[5]),
        ] {
            for (at, text) in texts.iter().enumerate() {
                let verdict = (format.check)(text, &super::super::testing::TODAY);
                assert_eq!(verdict == Valid, valid.contains(&at), "{}: {text}", format.name);
            }
        }
    }
}
