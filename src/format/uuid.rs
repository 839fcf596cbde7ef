//! `uuid`: a universally unique identifier.
//!
//! Hexadecimal digits in groups of 8-4-4-4-12, version 1 to 8, variant 8 to b. Upper case, braces, `urn:uuid:` and missing hyphens
//! are other spellings. The nil and the max identifier are doubtful: they stand for nothing, and belong among the spellings of null.
//! Source: RFC 9562.

use super::characters::Compact;
use super::{Context, NamedFormat, Verdict};
use crate::message::format as words;

/// The format.
pub(super) static FORMAT: NamedFormat = NamedFormat {
    name: "uuid",
    title: words::uuid,
    expects: words::uuid_expects,
    check: |text, _: &Context| check(text),
    canonical: Some(canonical),
    examples: &["53581432-6c55-4ba2-a65f-72344a91553a", "01890a5d-ac96-774b-bcce-b302099a8057"],
    has_checksum: false,
};

fn check(text: &str) -> Verdict {
    let body = unwrapped(text);
    let Some(digits) = digits(body) else { return Verdict::Malformed };
    let digits = digits.bytes();
    if digits.iter().all(|it| *it == b'0') || digits.iter().all(|it| matches!(it, b'f' | b'F')) {
        return Verdict::Doubtful;
    }
    let versioned = matches!(digits.get(12), Some(b'1'..=b'8'));
    let of_variant = matches!(digits.get(16), Some(b'8' | b'9' | b'a' | b'b' | b'A' | b'B'));
    if !versioned || !of_variant {
        Verdict::Malformed
    } else if body.len() == text.len() && text.len() == 36 && !text.bytes().any(|it| it.is_ascii_uppercase()) {
        Verdict::Valid
    } else {
        Verdict::NonCanonical
    }
}

/// Without braces and `urn:uuid:`.
fn unwrapped(text: &str) -> &str {
    let braced = text.strip_prefix('{').and_then(|it| it.strip_suffix('}'));
    let named = text.get(..9).filter(|it| it.eq_ignore_ascii_case("urn:uuid:")).and_then(|_| text.get(9..));
    braced.or(named).unwrap_or(text)
}

fn digits(body: &str) -> Option<Compact<32>> {
    let hyphens = [8, 13, 18, 23].iter().filter(|at| body.as_bytes().get(**at) == Some(&b'-')).count();
    if (body.len(), hyphens) != (36, 4) && (body.len(), hyphens) != (32, 0) {
        return None;
    }
    Compact::<32>::of(body, b"-").filter(|it| it.bytes().len() == 32 && it.bytes().iter().all(u8::is_ascii_hexdigit))
}

fn canonical(text: &str) -> Option<String> {
    if check(text) == Verdict::Malformed {
        return None;
    }
    let digits = digits(unwrapped(text))?;
    let mut spelled = String::with_capacity(36);
    for (at, byte) in digits.bytes().iter().enumerate() {
        if matches!(at, 8 | 12 | 16 | 20) {
            spelled.push('-');
        }
        spelled.push(char::from(byte.to_ascii_lowercase()));
    }
    Some(spelled)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{hold, rewrites};
    use super::FORMAT;
    use super::Verdict::{Doubtful, Malformed, NonCanonical, Valid};

    #[test]
    fn identifiers_have_a_version_and_a_variant() {
        hold(
            &FORMAT,
            &[
                ("53581432-6c55-4ba2-a65f-72344a91553a", Valid),
                ("01890a5d-ac96-774b-bcce-b302099a8057", Valid),
                ("53581432-6c55-1ba2-865f-72344a91553a", Valid),
                ("53581432-6C55-4BA2-A65F-72344A91553A", NonCanonical),
                ("{53581432-6c55-4ba2-a65f-72344a91553a}", NonCanonical),
                ("urn:uuid:53581432-6c55-4ba2-a65f-72344a91553a", NonCanonical),
                ("535814326c554ba2a65f72344a91553a", NonCanonical),
                ("00000000-0000-0000-0000-000000000000", Doubtful),
                ("ffffffff-ffff-ffff-ffff-ffffffffffff", Doubtful),
                ("53581432-6c55-0ba2-a65f-72344a91553a", Malformed),
                ("53581432-6c55-9ba2-a65f-72344a91553a", Malformed),
                ("53581432-6c55-4ba2-c65f-72344a91553a", Malformed),
                ("53581432-6c55-4ba2-765f-72344a91553a", Malformed),
                ("53581432-6c55-4ba2-a65f-72344a91553", Malformed),
                ("53581432-6c55-4ba2-a65f-72344a91553aa", Malformed),
                ("53581432-6c55-4ba2-a65f-72344a91553g", Malformed),
                ("5358-14326c55-4ba2-a65f-72344a91553a", Malformed),
                ("53581432 6c55 4ba2 a65f 72344a91553a", Malformed),
                ("{53581432-6c55-4ba2-a65f-72344a91553a", Malformed),
                ("--------------------------------", Malformed),
                ("５３５８１４３２-6c55-4ba2-a65f-72344a91553a", Malformed),
                ("", Malformed),
            ],
        );
        rewrites(
            &FORMAT,
            &[("{535814326C554BA2A65F72344A91553A}", Some("53581432-6c55-4ba2-a65f-72344a91553a")), ("53581432", None)],
        );
    }
}
