//! `mime`: a media type such as `text/csv;charset=utf-8`.
//!
//! A type and a subtype, each a letter or digit and up to 126 more letters, digits and `!#$&-^_.+`; then perhaps parameters: `;`, a
//! name, `=`, and a token or a quoted text. Upper case in names and in the value of `charset`, blanks round `;`, and quotes that a
//! token needs not are other spellings. A type that is not among the registered ones and has no `x-` is doubtful. Wildcards are no
//! media types. Source: RFC 6838 section 4.2 (names), RFC 9110 section 8.3.1 (parameters and the preferred spelling); the registry of
//! top-level types of the IANA, 2025-03.

use super::{Context, NamedFormat, Verdict};
use crate::message::format as words;

/// The format.
pub(super) static FORMAT: NamedFormat = NamedFormat {
    name: "mime",
    title: words::mime,
    expects: words::mime_expects,
    check: |text, _: &Context| check(text),
    canonical: Some(|text| {
        let mut spelled = String::with_capacity(text.len());
        spell(text, &mut |letter| spelled.push(letter)).map(|()| spelled)
    }),
    examples: &["application/json", "text/csv;charset=utf-8", "image/svg+xml"],
    has_checksum: false,
};

/// The registered types.
const TYPES: [&str; 10] =
    ["application", "audio", "font", "haptics", "image", "message", "model", "multipart", "text", "video"];

/// Most bytes of a name.
const LONGEST: usize = 127;

fn check(text: &str) -> Verdict {
    let mut rest = text.chars();
    let mut same = true;
    if spell(text, &mut |letter| same &= rest.next() == Some(letter)).is_none() {
        return Verdict::Malformed;
    }
    let kind = text.split('/').next().unwrap_or_default();
    let own = kind.get(..2).is_some_and(|it| it.eq_ignore_ascii_case("x-"));
    if !own && !TYPES.iter().any(|it| it.eq_ignore_ascii_case(kind)) {
        Verdict::Doubtful
    } else if same && rest.next().is_none() {
        Verdict::Valid
    } else {
        Verdict::NonCanonical
    }
}

/// Hands each character on as it is to be written. [`None`] where the text is no media type.
fn spell(text: &str, each: &mut impl FnMut(char)) -> Option<()> {
    let (kind, rest) = text.split_once('/')?;
    let (subtype, mut rest) = rest.split_at(rest.find([';', ' ']).unwrap_or(rest.len()));
    if !is_name(kind) || !is_name(subtype) {
        return None;
    }
    lower(kind, each);
    each('/');
    lower(subtype, each);
    while !rest.is_empty() {
        rest = parameter(rest.trim_start_matches(' ').strip_prefix(';')?.trim_start_matches(' '), each)?;
    }
    Some(())
}

/// Writes one parameter, and gives what follows it.
fn parameter<'t>(text: &'t str, each: &mut impl FnMut(char)) -> Option<&'t str> {
    let (name, value) = text.split_once('=')?;
    if !is_token(name) {
        return None;
    }
    each(';');
    lower(name, each);
    each('=');
    if let Some(quoted) = value.strip_prefix('"') {
        let end = quoted.char_indices().scan(false, escaped).find_map(|(at, ends)| ends.then_some(at))?;
        let (inner, rest) = quoted.split_at(end);
        if inner.chars().any(char::is_control) {
            return None;
        }
        write(name, inner, each);
        return rest.strip_prefix('"');
    }
    let (token, rest) = value.split_at(value.find([';', ' ']).unwrap_or(value.len()));
    if !is_token(token) {
        return None;
    }
    write(name, token, each);
    Some(rest)
}

/// For each character of a quoted text, whether it is the quote that ends it.
#[expect(clippy::unnecessary_wraps, reason = "what `scan` takes")]
fn escaped(after: &mut bool, (at, letter): (usize, char)) -> Option<(usize, bool)> {
    let ends = letter == '"' && !*after;
    *after = letter == '\\' && !*after;
    Some((at, ends))
}

/// Writes the value of a parameter, quoted only where it is no token.
fn write(name: &str, value: &str, each: &mut impl FnMut(char)) {
    match is_token(value) {
        true if name.eq_ignore_ascii_case("charset") => lower(value, each),
        true => value.chars().for_each(each),
        false => {
            each('"');
            value.chars().for_each(&mut *each);
            each('"');
        }
    }
}

fn lower(text: &str, each: &mut impl FnMut(char)) {
    text.chars().for_each(|it| each(it.to_ascii_lowercase()));
}

fn is_name(text: &str) -> bool {
    text.len() <= LONGEST
        && text.starts_with(|it: char| it.is_ascii_alphanumeric())
        && text.bytes().all(|it| it.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&it))
}

fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|it| it.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&it))
}

#[cfg(test)]
mod tests {
    use super::super::testing::rewrites;
    use super::FORMAT;

    #[test]
    fn one_spelling_is_preferred() {
        rewrites(
            &FORMAT,
            &[
                ("Text/HTML;Charset=\"utf-8\"", Some("text/html;charset=utf-8")),
                ("text/html; charset=UTF-8", Some("text/html;charset=utf-8")),
                ("multipart/mixed; boundary=\"a b\"", Some("multipart/mixed;boundary=\"a b\"")),
                ("multipart/mixed; boundary=A", Some("multipart/mixed;boundary=A")),
                (r#"text/plain;a="\"";b=c"#, Some(r#"text/plain;a="\"";b=c"#)),
                (r#"text/plain;a="\""#, None),
                ("text/html;", None),
                ("*/*", None),
            ],
        );
    }
}
