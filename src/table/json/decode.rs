//! Bytes as stored to UTF-8, and strings as written to what they say.

use std::borrow::Cow;

use super::scan::unicode;

/// The text of a block; U+FFFD stands for what is not UTF-8, and where is told in `undecodable`.
pub(super) fn text<'r>(raw: &'r [u8], undecodable: &mut Vec<u32>) -> Cow<'r, [u8]> {
    if simdutf8::basic::from_utf8(raw).is_ok() {
        return Cow::Borrowed(raw);
    }
    let mut text = Vec::with_capacity(raw.len() + 64);
    for chunk in raw.utf8_chunks() {
        text.extend_from_slice(chunk.valid().as_bytes());
        if !chunk.invalid().is_empty() {
            undecodable.push(narrow(text.len()));
            text.extend_from_slice("\u{FFFD}".as_bytes());
        }
    }
    Cow::Owned(text)
}

/// Where in `raw` the byte `at` of its text is.
pub(super) fn stored(raw: &[u8], at: usize) -> usize {
    let (mut text, mut from) = (0, 0);
    for chunk in raw.utf8_chunks() {
        let valid = chunk.valid().len();
        if at <= text + valid {
            return from + at.saturating_sub(text);
        }
        text += valid;
        from += valid + chunk.invalid().len();
        if !chunk.invalid().is_empty() {
            text += '\u{FFFD}'.len_utf8();
        }
    }
    from
}

/// Appends what a string says. `inner` is without its quotes and was scanned.
pub(super) fn unescape(inner: &[u8], out: &mut Vec<u8>) {
    let mut rest = inner;
    while let Some(at) = memchr::memchr(b'\\', rest) {
        let (before, escape) = rest.split_at(at);
        out.extend_from_slice(before);
        let (character, length) = match escape.get(1) {
            Some(b'b') => ('\u{8}', 2),
            Some(b'f') => ('\u{C}', 2),
            Some(b'n') => ('\n', 2),
            Some(b'r') => ('\r', 2),
            Some(b't') => ('\t', 2),
            Some(b'u') => unicode(escape).unwrap_or(('\u{FFFD}', 6)),
            Some(other) => (char::from(*other), 2),
            None => ('\\', 1),
        };
        out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
        rest = escape.get(length..).unwrap_or_default();
    }
    out.extend_from_slice(rest);
}

/// What a string says, without its quotes.
pub(super) fn said(inner: &[u8]) -> Cow<'_, str> {
    if !inner.contains(&b'\\') {
        return String::from_utf8_lossy(inner);
    }
    let mut out = Vec::new();
    unescape(inner, &mut out);
    Cow::Owned(String::from_utf8_lossy(&out).into_owned())
}

/// A place in a block, which is far below 4 GiB.
pub(super) fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
