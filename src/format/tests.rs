//! What holds for every format.

use proptest::prelude::*;

use super::testing::{TODAY, canonical_is_valid};
use super::*;
use crate::message::Lang;

#[test]
fn names_are_kebab_case_and_sorted() {
    let names: Vec<_> = FORMATS.iter().map(|it| it.name).collect();
    let mut sorted = names.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(names, sorted);
    for name in names {
        assert!(name.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-'), "{name}");
        assert!(by_name(name).is_some_and(|it| it.name == name), "{name}");
    }
    assert!(by_name("GTIN").is_none());
}

#[test]
fn examples_are_valid_and_words_stand_in_both_languages() {
    for format in FORMATS {
        assert!(!format.examples.is_empty(), "{}", format.name);
        for example in format.examples {
            assert_eq!((format.check)(example, &TODAY), Verdict::Valid, "{}: {example}", format.name);
            canonical_is_valid(format, example);
        }
        for message in [(format.title)(), (format.expects)()] {
            assert!(!message.text(Lang::En).ends_with('.'), "{message:?}");
            assert!(message.text(Lang::ZhCn).chars().any(|it| it > '\u{2E80}'), "{message:?}");
        }
    }
}

#[test]
fn hostile_texts_have_no_format() {
    let long = "9".repeat(1 << 20);
    let blanks = " ".repeat(1 << 16);
    let letters = "a.".repeat(1 << 16);
    let dashes = "-".repeat(1 << 16);
    let hostile = [
        "",
        " ",
        "\t",
        "\n",
        "\0",
        "-",
        "+",
        "%",
        "=",
        "@",
        "é",
        "\u{FEFF}",
        "\u{200D}",
        "\u{202E}123",
        "１２３４５６７８",
        "６９０１２３４５６７８９２",
        "١٢٣٤٥٦٧٨",
        "👨‍👩‍👧",
        "无",
        "e\u{301}",
        "=1+1",
        "<a>",
        "\u{10FFFF}",
        "a\u{0}b",
        "····",
        "\\N",
        &long,
        &blanks,
        &letters,
        &dashes,
    ];
    for format in FORMATS {
        for text in hostile {
            let shown: String = text.chars().take(20).collect();
            assert_eq!((format.check)(text, &TODAY), Verdict::Malformed, "{}: {shown:?}", format.name);
            assert_eq!(format.canonical.and_then(|it| it(text)), None, "{}: {shown:?}", format.name);
        }
    }
}

#[test]
fn blanks_and_full_width_letters_round_a_value_are_not_its_format() {
    for format in FORMATS {
        for example in format.examples {
            let wide: String = example
                .chars()
                .map(
                    |it| if it.is_ascii_alphanumeric() { char::from_u32(it as u32 + 0xFEE0).unwrap_or(it) } else { it },
                )
                .collect();
            for text in [format!("{example}\t"), format!("\u{FEFF}{example}"), format!("{example}\0")] {
                assert_eq!((format.check)(&text, &TODAY), Verdict::Malformed, "{}: {text:?}", format.name);
            }
            if wide != *example && format.name != "email" {
                assert_eq!((format.check)(&wide, &TODAY), Verdict::Malformed, "{}: {wide:?}", format.name);
            }
        }
    }
}

/// The vectors of the design: whether a value passes as it stands.
#[test]
fn values_pass_as_designed() {
    for (name, text, passes) in [
        ("gtin", "6901234567892", true),
        ("gtin", "6901234567890", false),
        ("gtin", "96385074", true),
        ("gtin", "036000291452", true),
        ("gtin", "36000291452", false),
        ("gtin", "10614141000415", true),
        ("gtin", "690123456789O", false),
        ("gln", "6901234000009", true),
        ("gln", "6901234000008", false),
        ("sscc", "106141412345678908", true),
        ("sscc", "106141412345678900", false),
        ("isbn10", "0306406152", true),
        ("isbn10", "097522980X", true),
        ("isbn10", "0306406153", false),
        ("isbn13", "9780306406157", true),
        ("isbn13", "9780306406158", false),
        ("isbn13", "6901234567892", false),
        ("in-store-gtin13", "2012345012509", true),
        ("in-store-gtin13", "6901234567892", false),
        ("cn-uscc", "91110000600037341L", true),
        ("cn-uscc", "9144030071526726XG", true),
        ("cn-uscc", "91110000600037341I", false),
        ("cn-uscc", "911100006000373410", false),
        ("cn-uscc", "91110000600037341l", false),
        ("cn-resident-id", "11010519491231002X", true),
        ("cn-resident-id", "360426199101010071", true),
        ("cn-resident-id", "11010519491231002x", false),
        ("cn-resident-id", "110105194902300025", false),
        ("cn-resident-id", "110105194912310021", false),
        ("cn-mobile", "13800138000", true),
        ("cn-mobile", "19912345678", true),
        ("cn-mobile", "17400512345", true),
        ("cn-mobile", "15412345678", false),
        ("cn-mobile", "1380013800", false),
        ("cn-mobile", "+8613800138000", false),
        ("cn-mobile", "138****8000", false),
        ("bank-card", "4111111111111111", true),
        ("bank-card", "4111111111111112", false),
        ("bank-card", "6222021234567890", false),
        ("salesforce-id", "70130000001tcyIAAQ", true),
        ("salesforce-id", "003G000001SUbc4IAD", true),
        ("salesforce-id", "70130000001tcyIAAR", false),
        ("ulid", "01ARZ3NDEKTSV4RRFFQ69G5FAV", true),
        ("ulid", "81ARZ3NDEKTSV4RRFFQ69G5FAV", false),
        ("ulid", "01ARZ3NDEKTSV4RRFFQ69G5FIL", false),
        ("uuid", "53581432-6c55-4ba2-a65f-72344a91553a", true),
        ("uuid", "53581432-6c55-0ba2-a65f-72344a91553a", false),
    ] {
        let format = by_name(name).expect(name);
        assert_eq!((format.check)(text, &TODAY) == Verdict::Valid, passes, "{name}: {text}");
    }
}

/// Values made from the definitions by `fixtures/formats/make.py`, which computes every check digit on its own.
#[test]
fn values_have_the_verdict_of_their_definition() {
    let rows = include_str!("../../fixtures/formats/vectors.tsv").lines().skip(1);
    let rows: Vec<Vec<&str>> = rows.map(|it| it.splitn(3, '\t').collect()).collect();
    let mut wrong = Vec::new();
    for row in &rows {
        let &[name, verdict, text] = &**row else { panic!("{row:?}") };
        let format = by_name(name).expect(name);
        let found = match (format.check)(text, &TODAY) {
            Verdict::Valid => "valid",
            Verdict::NonCanonical => "non-canonical",
            Verdict::Doubtful => "doubtful",
            Verdict::Checksum => "checksum",
            Verdict::Malformed => "malformed",
        };
        canonical_is_valid(format, text);
        if found != verdict {
            wrong.push(format!("{name}: {text:?} is {found}, not {verdict}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for format in FORMATS {
        let of = |verdict: Option<&str>| {
            rows.iter().filter(|it| it[0] == format.name && verdict.is_none_or(|verdict| it[1] == verdict)).count()
        };
        assert!(of(None) >= 20, "{} has {} values", format.name, of(None));
        assert!(of(Some("valid")) >= 5 && of(Some("malformed")) >= 5, "{}", format.name);
        assert_eq!(of(Some("checksum")) > 0, format.has_checksum, "{}", format.name);
    }
}

/// Whatever the body of a number is, one and only one of the characters that may stand last makes it right.
fn has_one_check_character(name: &str, body: &str, last: &str) {
    let format = by_name(name).expect(name);
    let of = |it: char| (format.check)(&format!("{body}{it}"), &TODAY);
    let verdicts: Vec<Verdict> = last.chars().map(of).collect();
    let right = verdicts.iter().filter(|it| matches!(it, Verdict::Valid | Verdict::Doubtful)).count();
    let wrong = verdicts.iter().filter(|it| **it == Verdict::Checksum).count();
    assert_eq!((right, wrong), (1, last.len() - 1), "{name} {body}: {verdicts:?}");
}

proptest! {
    #[test]
    fn a_body_has_one_check_character(digits in "[0-9]{17}", letters in "[0-9A-HJ-NPQRTUWXY]{9}", born in 0_u32..20_000) {
        const DIGITS: &str = "0123456789";
        for (name, length) in [("gtin8", 7), ("gtin12", 11), ("gtin13", 12), ("gtin14", 13), ("gln", 12), ("sscc", 17)] {
            has_one_check_character(name, &digits[..length], DIGITS);
        }
        has_one_check_character("in-store-gtin13", &format!("2{}{}", born % 5, &digits[..10]), DIGITS);
        has_one_check_character("isbn13", &format!("978{}", &digits[..9]), DIGITS);
        has_one_check_character("isbn10", &digits[..9], "0123456789X");
        has_one_check_character("sc-licence", &format!("SC{}", &digits[..13]), DIGITS);
        has_one_check_character("cn-organisation-code", &letters[..8], "0123456789X");
        has_one_check_character("cn-uscc", &format!("91{}{letters}", &digits[..6]), "0123456789ABCDEFGHJKLMNPQRTUWXY");
        let day = format!("{:04}{:02}{:02}", 1950 + born % 70, born % 12 + 1, born % 28 + 1);
        has_one_check_character("cn-resident-id", &format!("110105{day}{}", &digits[..3]), "0123456789X");
    }

    /// The suffix of an id tells the case of its letters, so that the whole comes back from any case.
    #[test]
    fn the_case_of_an_id_comes_back(short in "[0-9A-Za-z]{15}") {
        let format = by_name("salesforce-id").expect("known");
        let canonical = format.canonical.expect("there is one");
        let long = canonical(&short).expect("an id");
        prop_assert_eq!(&long[..15], &*short);
        for folded in [long.to_ascii_lowercase(), long.to_ascii_uppercase()] {
            prop_assert_eq!(canonical(&folded), Some(long.clone()));
        }
    }

    /// Whatever is written, nothing panics and the contract of the canonical spelling holds.
    #[test]
    fn any_text_is_judged(text in "\\PC{0,40}", near in "[-+ 0-9A-Za-z{}@:./()省国妆网备字]{0,40}") {
        for format in FORMATS {
            canonical_is_valid(format, &text);
            canonical_is_valid(format, &near);
        }
    }

    /// A digit changed is a wrong check digit or another shape, never valid.
    #[test]
    fn a_changed_digit_is_seen(at in 0_usize..18, by in 1_u8..10) {
        for name in ["gtin13", "gln", "sscc", "isbn13", "isbn10", "sc-licence"] {
            let format = by_name(name).expect(name);
            for example in format.examples {
                let mut bytes = example.as_bytes().to_vec();
                if let Some(byte) = bytes.get_mut(at).filter(|it| it.is_ascii_digit()) {
                    *byte = b'0' + (*byte - b'0' + by) % 10;
                    let changed = String::from_utf8(bytes).expect("digits");
                    prop_assert_ne!((format.check)(&changed, &TODAY), Verdict::Valid, "{}: {}", name, changed);
                }
            }
        }
    }
}
