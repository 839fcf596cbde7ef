//! `cn-resident-id`: 公民身份号码, the number of a resident of China.
//!
//! Seventeen digits and a check character by ISO 7064 MOD 11-2: weights 7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2, the character is
//! `10X98765432`\[Σ mod 11]. Digits 1 to 6 are the administrative division of the first registration, which may have been
//! dissolved since: it has to have existed at some time. Digits 7 to 14 are a day of birth that exists and is not after `--as-of`.
//! Numbers that start with 9 are those of foreign permanent residents, whose digits 2 to 6 are no division.
//! A lower-case `x` is another spelling; the fifteen digits given until 1999 are doubtful, and have no check digit.
//! Source: GB 11643-1999. Values are personal data: mask the element.

use super::characters::{all_digits, digit, weighted};
use super::cn_admin_division::{Known, known};
use super::{Context, Day, NamedFormat, Verdict};
use crate::message::format as words;

/// The format.
pub(super) static FORMAT: NamedFormat = NamedFormat {
    name: "cn-resident-id",
    title: words::cn_resident_id,
    expects: words::cn_resident_id_expects,
    check,
    canonical: Some(canonical),
    examples: &["11010519491231002X", "360426199101010071"],
    has_checksum: true,
};

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

fn check(text: &str, context: &Context) -> Verdict {
    match text.len() {
        18 => check18(text, context),
        15 => check15(text, context),
        _ => Verdict::Malformed,
    }
}

fn check18(text: &str, context: &Context) -> Verdict {
    let Some((last, digits)) = text.as_bytes().split_last() else { return Verdict::Malformed };
    let shaped = all_digits(digits) && matches!(last, b'0'..=b'9' | b'X' | b'x');
    let born = digits.get(6..14).and_then(Day::compact);
    let area = area(text);
    if !shaped || born.is_none_or(|it| it > context.as_of) || area == Known::No {
        return Verdict::Malformed;
    }
    let expected = b"10X98765432".get((weighted(digits.iter().map(|it| digit(*it)), &WEIGHTS) % 11) as usize);
    if Some(&last.to_ascii_uppercase()) != expected {
        Verdict::Checksum
    } else if area == Known::Perhaps {
        Verdict::Doubtful
    } else if *last == b'x' {
        Verdict::NonCanonical
    } else {
        Verdict::Valid
    }
}

fn check15(text: &str, context: &Context) -> Verdict {
    let mut born = *b"19000000";
    for (to, from) in born.iter_mut().skip(2).zip(text.as_bytes().iter().skip(6)) {
        *to = *from;
    }
    let shaped = all_digits(text.as_bytes()) && Day::compact(&born).is_some_and(|it| it <= context.as_of);
    if shaped && area(text) != Known::No { Verdict::Doubtful } else { Verdict::Malformed }
}

fn area(text: &str) -> Known {
    match text.get(..6) {
        Some(code) if code.starts_with('9') => Known::Until(9999),
        Some(code) => known(code),
        None => Known::No,
    }
}

fn canonical(text: &str) -> Option<String> {
    let last_day = Context { as_of: Day { year: 9999, month: 12, day: 31 } };
    matches!(check(text, &last_day), Verdict::Valid | Verdict::NonCanonical).then(|| text.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{hold, rewrites};
    use super::FORMAT;
    use super::Verdict::{Checksum, Doubtful, Malformed, NonCanonical, Valid};

    #[test]
    fn numbers_hold_an_area_a_day_and_a_check_character() {
        hold(
            &FORMAT,
            &[
                ("11010519491231002X", Valid),
                ("360426199101010071", Valid),
                ("110103198001010013", Valid),
                ("11010519491231002x", NonCanonical),
                ("110105194912310021", Checksum),
                ("360426199101010072", Checksum),
                ("11010519491321002X", Malformed),
                ("110105194902300025", Malformed),
                ("110105209912310025", Malformed),
                ("000105194912310025", Malformed),
                ("110105X94912310025", Malformed),
                ("1101051949123100X2", Malformed),
                ("11010519491231002", Malformed),
                ("11010519491231002XX", Malformed),
                ("110105491231002", Doubtful),
                ("110105491331002", Malformed),
                ("990105491231002", Doubtful),
                ("110105 19491231002X", Malformed),
                ("11010519491231002Ｘ", Malformed),
                ("110105********002X", Malformed),
                ("1.10105E+17", Malformed),
                ("", Malformed),
            ],
        );
        rewrites(&FORMAT, &[("11010519491231002x", Some("11010519491231002X")), ("110105194912310021", None)]);
    }
}
