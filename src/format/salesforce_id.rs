//! `salesforce-id`: the id of a Salesforce record, of 15 or 18 characters.
//!
//! Fifteen letters and digits, case telling. The long form adds three characters of `A–Z0–5`: one for each five characters, whose
//! bits, low first, say which of them are upper-case letters; so it survives programs that ignore case, and ids compare in it. An id
//! of 18 characters whose letters were all put into one case is another spelling, restored by its suffix.
//! Source: Salesforce, "15-Digit and 18-Digit Salesforce IDs". Joining the two lengths needs folding first.

use super::{Context, NamedFormat, Verdict};
use crate::message::format as words;

/// The format.
pub(super) static FORMAT: NamedFormat = NamedFormat {
    name: "salesforce-id",
    title: words::salesforce_id,
    expects: words::salesforce_id_expects,
    check: |text, _: &Context| check(text),
    canonical: Some(canonical),
    examples: &["70130000001tcyIAAQ", "70130000001tcyI"],
    has_checksum: true,
};

const SUFFIXES: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

/// Which of five characters are upper-case letters, as a place among the suffixes.
fn mask(chunk: &[u8]) -> usize {
    chunk.iter().enumerate().map(|(at, it)| usize::from(it.is_ascii_uppercase()) << at).sum()
}

fn check(text: &str) -> Verdict {
    if !matches!(text.len(), 15 | 18) || !text.bytes().all(|it| it.is_ascii_alphanumeric()) {
        return Verdict::Malformed;
    }
    let Some((body, suffix)) = text.as_bytes().split_at_checked(15) else { return Verdict::Malformed };
    if suffix.iter().any(|it| !SUFFIXES.contains(&it.to_ascii_uppercase())) {
        return Verdict::Malformed;
    }
    if body.chunks(5).zip(suffix).all(|(chunk, it)| SUFFIXES.get(mask(chunk)) == Some(it)) {
        return Verdict::Valid;
    }
    // A change of case is believed where it took all letters, or the suffix only; elsewhere a letter was mistyped.
    let one_case = !body.iter().any(u8::is_ascii_uppercase) || !body.iter().any(u8::is_ascii_lowercase);
    match restored(body, suffix) {
        Some(id) if one_case || id.as_slice() == body => Verdict::NonCanonical,
        _ => Verdict::Checksum,
    }
}

/// The fifteen characters in the case that a suffix tells; [`None`] where it calls a digit an upper-case letter.
fn restored(body: &[u8], suffix: &[u8]) -> Option<[u8; 15]> {
    let mut id = [0; 15];
    for (at, (to, from)) in id.iter_mut().zip(body).enumerate() {
        let told = SUFFIXES
            .iter()
            .position(|it| Some(it.to_ascii_lowercase()) == suffix.get(at / 5).map(u8::to_ascii_lowercase))?;
        let upper = told >> (at % 5) & 1 == 1;
        if upper && !from.is_ascii_alphabetic() {
            return None;
        }
        *to = if upper { from.to_ascii_uppercase() } else { from.to_ascii_lowercase() };
    }
    Some(id)
}

fn canonical(text: &str) -> Option<String> {
    if !matches!(check(text), Verdict::Valid | Verdict::NonCanonical) {
        return None;
    }
    let (body, suffix) = text.as_bytes().split_at_checked(15)?;
    let mut id: [u8; 15] = body.try_into().ok()?;
    if !suffix.is_empty() {
        id = restored(body, suffix)?;
    }
    let tail = id.chunks(5).filter_map(|it| SUFFIXES.get(mask(it)));
    Some(id.iter().chain(tail).map(|it| char::from(*it)).collect())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{hold, rewrites};
    use super::FORMAT;
    use super::Verdict::{Checksum, Malformed, NonCanonical, Valid};

    #[test]
    fn long_ids_tell_their_case() {
        hold(
            &FORMAT,
            &[
                ("70130000001tcyIAAQ", Valid),
                ("003G000001SUbc4IAD", Valid),
                ("70130000001tcyI", Valid),
                ("003G000001SUbc4", Valid),
                ("70130000001TCYIAAQ", NonCanonical),
                ("70130000001tcyiaaq", NonCanonical),
                ("70130000001tcyIaaq", NonCanonical),
                ("003g000001subc4iad", NonCanonical),
                ("70130000001tcyIAAR", Checksum),
                ("70130000001tcYIAAQ", Checksum),
                ("003G000001SUbc4IAC", Checksum),
                ("70130000001tcyIAA9", Malformed),
                ("70130000001tcyIAA", Malformed),
                ("70130000001tcyIA", Malformed),
                ("70130000001tcy", Malformed),
                ("70130000001tcyIAAQQ", Malformed),
                ("70130000001tcy-", Malformed),
                ("70130000001 cyI", Malformed),
                ("70130000001tcyé", Malformed),
                ("７０１３０", Malformed),
                ("", Malformed),
            ],
        );
        rewrites(
            &FORMAT,
            &[
                ("70130000001tcyI", Some("70130000001tcyIAAQ")),
                ("70130000001TCYIAAQ", Some("70130000001tcyIAAQ")),
                ("003g000001subc4iad", Some("003G000001SUbc4IAD")),
                ("70130000001tcyIAAR", None),
            ],
        );
    }
}
