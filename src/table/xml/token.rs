//! The tokens of a document: tags, text, and what is neither.

use std::borrow::Cow;
use std::ops::Range;

/// A stretch of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A start tag: the bytes of its name and of its attributes; whether it is its own end.
    Start(Range<usize>, Range<usize>, bool),
    /// An end tag: the bytes of its name.
    End(Range<usize>),
    /// Text with entities.
    Text(Range<usize>),
    /// Text as it stands.
    Literal(Range<usize>),
    /// A comment, an instruction, a document type.
    Other,
}

/// Why there is no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// It does not end in the text.
    Open,
    /// The text is no XML here.
    Bad,
}

/// The token that begins at `at`, and where it ends. `text` must go on there.
pub(super) fn next(text: &[u8], at: usize) -> Result<(Token, usize), Stop> {
    let rest = text.get(at..).unwrap_or_default();
    if rest.first() != Some(&b'<') {
        let end = memchr::memchr(b'<', rest).map_or(text.len(), |it| at + it);
        return Ok((Token::Text(at..end), end));
    }
    let until = |from: usize, close: &[u8]| {
        let found = memchr::memmem::find(text.get(at + from..).unwrap_or_default(), close);
        found.map(|it| at + from + it).ok_or(Stop::Open)
    };
    match rest {
        [b'<', b'!', b'-', b'-', ..] => Ok((Token::Other, until(4, b"-->")? + 3)),
        _ if rest.starts_with(b"<![CDATA[") => {
            let end = until(9, b"]]>")?;
            Ok((Token::Literal(at + 9..end), end + 3))
        }
        [b'<', b'?', ..] => Ok((Token::Other, until(2, b"?>")? + 2)),
        _ if rest.len() < 9 && (b"<![CDATA[".starts_with(rest) || b"<!--".starts_with(rest)) => Err(Stop::Open),
        [b'<', b'!', ..] => Ok((Token::Other, declaration(text, at)?)),
        [b'<', b'/', ..] => {
            let close = until(2, b">")?;
            let name = name(text, at + 2);
            let blank = text.get(name.end..close).unwrap_or_default().trim_ascii().is_empty();
            if name.is_empty() || !blank { Err(Stop::Bad) } else { Ok((Token::End(name), close + 1)) }
        }
        _ => tag(text, at),
    }
}

fn tag(text: &[u8], at: usize) -> Result<(Token, usize), Stop> {
    let name = name(text, at + 1);
    if name.is_empty() {
        return Err(if at + 1 >= text.len() { Stop::Open } else { Stop::Bad });
    }
    let mut quote = 0;
    for (index, byte) in text.iter().enumerate().skip(name.end) {
        match *byte {
            b'"' | b'\'' if quote == 0 => quote = *byte,
            byte if byte == quote => quote = 0,
            b'>' if quote == 0 => {
                let empty = text.get(index - 1) == Some(&b'/') && index > name.end;
                let end = if empty { index - 1 } else { index };
                return Ok((Token::Start(name.clone(), name.end..end, empty), index + 1));
            }
            b'<' => return Err(Stop::Bad),
            _ => {}
        }
    }
    Err(Stop::Open)
}

/// The end of a declaration, past all that a document type declares within brackets.
fn declaration(text: &[u8], at: usize) -> Result<usize, Stop> {
    let (mut depth, mut quote) = (0_u32, 0);
    let mut index = at;
    while let Some(byte) = text.get(index).copied() {
        let rest = text.get(index..).unwrap_or_default();
        match byte {
            _ if quote == 0 && rest.starts_with(b"<!--") => {
                let end = memchr::memmem::find(rest, b"-->").ok_or(Stop::Open)?;
                index += end + 2;
            }
            b'"' | b'\'' if quote == 0 => quote = byte,
            byte if byte == quote => quote = 0,
            _ if quote != 0 => {}
            b'[' => depth += 1,
            b']' => depth = depth.saturating_sub(1),
            b'>' if depth == 0 => return Ok(index + 1),
            _ => {}
        }
        index += 1;
    }
    Err(Stop::Open)
}

/// The name that begins at `at`.
fn name(text: &[u8], at: usize) -> Range<usize> {
    let rest = text.get(at..).unwrap_or_default();
    let starts = rest.first().is_some_and(|it| it.is_ascii_alphabetic() || matches!(it, b'_' | b':') || *it >= 0x80);
    let is_name = |it: &u8| it.is_ascii_alphanumeric() || matches!(it, b'_' | b':' | b'-' | b'.') || *it >= 0x80;
    let length = if starts { rest.iter().take_while(|it| is_name(it)).count() } else { 0 };
    at..at + length
}

/// A name without the prefix of its namespace.
pub(super) fn local(name: &[u8]) -> &[u8] {
    memchr::memrchr(b':', name).and_then(|at| name.get(at + 1..)).unwrap_or(name)
}

/// The attributes of a tag: the bytes of each name and value. `None` where they are none.
pub(super) fn attributes(text: &[u8], range: Range<usize>) -> Option<Vec<(Range<usize>, Range<usize>)>> {
    let mut all = Vec::new();
    let end = range.end;
    let mut at = blanks(text, range.start);
    while at < end {
        let name = name(text, at);
        let sign = blanks(text, name.end);
        let open = blanks(text, sign + 1);
        let quote = *text.get(open)?;
        if name.is_empty() || text.get(sign) != Some(&b'=') || !matches!(quote, b'"' | b'\'') {
            return None;
        }
        let close = open + 1 + memchr::memchr(quote, text.get(open + 1..end)?)?;
        all.push((name, open + 1..close));
        at = blanks(text, close + 1);
        if at == close + 1 && at < end {
            return None;
        }
    }
    Some(all)
}

fn blanks(text: &[u8], mut at: usize) -> usize {
    while text.get(at).is_some_and(u8::is_ascii_whitespace) {
        at += 1;
    }
    at
}

/// What a text says, and where an entity stands that is not XML's own; that one is left as it is written.
pub(super) fn said(written: &[u8]) -> (Cow<'_, [u8]>, Option<usize>) {
    if memchr::memchr(b'&', written).is_none() {
        return (Cow::Borrowed(written), None);
    }
    let (mut out, mut unknown, mut at) = (Vec::with_capacity(written.len()), None, 0);
    while let Some(rest) = written.get(at..).filter(|it| !it.is_empty()) {
        let start = memchr::memchr(b'&', rest).unwrap_or(rest.len());
        out.extend_from_slice(rest.get(..start).unwrap_or_default());
        let Some(entity) = rest.get(start..).filter(|it| !it.is_empty()) else { break };
        let end = entity.iter().take(16).position(|it| *it == b';');
        if let Some((character, end)) = end.and_then(|end| character(entity.get(1..end)?).map(|it| (it, end))) {
            out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
            at += start + end + 1;
        } else {
            unknown = unknown.or(Some(at + start));
            out.push(b'&');
            at += start + 1;
        }
    }
    (Cow::Owned(out), unknown)
}

fn character(entity: &[u8]) -> Option<char> {
    match entity {
        b"lt" => Some('<'),
        b"gt" => Some('>'),
        b"amp" => Some('&'),
        b"apos" => Some('\''),
        b"quot" => Some('"'),
        [b'#', b'x', digits @ ..] => number(digits, 16),
        [b'#', digits @ ..] => number(digits, 10),
        _ => None,
    }
}

fn number(digits: &[u8], radix: u32) -> Option<char> {
    let text = std::str::from_utf8(digits).ok().filter(|it| it.bytes().all(|it| it.is_ascii_alphanumeric()))?;
    u32::from_str_radix(text, radix).ok().and_then(char::from_u32)
}
