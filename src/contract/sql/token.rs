//! The words of one statement.

use std::ops::Range;

use super::dialect::Dialect;
use super::split;

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A keyword or a name without quotes.
    Word,
    /// A name in quotes.
    Quoted,
    /// Text in quotes.
    Text,
    /// A number.
    Number,
    /// Any other character.
    Symbol(u8),
}

/// One word of a statement, by its bytes in the script.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) range: Range<usize>,
}

/// The words and the comments of a statement.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    pub(super) all: Vec<Token>,
    pub(super) comments: Vec<Range<usize>>,
}

/// Takes a statement apart.
pub(super) fn tokens(text: &str, statement: Range<usize>, dialect: Dialect) -> Tokens {
    let bytes = text.as_bytes().get(..statement.end).unwrap_or_default();
    let mut tokens = Tokens::default();
    let mut at = statement.start;
    while let Some(byte) = bytes.get(at).copied() {
        let start = at;
        if byte.is_ascii_whitespace() {
            at += 1;
            continue;
        }
        if let Some(end) = for_server(bytes, at, dialect) {
            at = end;
            continue;
        }
        if let Some(end) = split::skip(bytes, at, dialect) {
            at = end.max(at + 1);
            quoted(&mut tokens, byte, start..at, dialect);
            continue;
        }
        let kind = if byte == b'[' && bracketed(bytes, at).is_some() {
            at = bracketed(bytes, at).unwrap_or(at + 1);
            Kind::Quoted
        } else if byte.is_ascii_digit() {
            at += run(bytes, at, |it| it.is_ascii_alphanumeric() || it == b'.');
            Kind::Number
        } else if is_word(byte) {
            at += run(bytes, at, |it| is_word(it) || it.is_ascii_digit());
            Kind::Word
        } else {
            at += 1;
            Kind::Symbol(byte)
        };
        tokens.all.push(Token { kind, range: start..at });
    }
    tokens
}

/// Where the words begin that a comment holds for the server, as in `/*!50705 location GEOMETRY */`, or behind its end.
fn for_server(bytes: &[u8], at: usize, dialect: Dialect) -> Option<usize> {
    let rest = bytes.get(at..).filter(|_| dialect == Dialect::Mysql)?;
    let marked = [&b"/*!"[..], b"/*M!"].into_iter().find(|it| rest.starts_with(it));
    match marked {
        Some(mark) => {
            let digits = rest.get(mark.len()..)?.iter().take_while(|it| it.is_ascii_digit()).count();
            Some(at + mark.len() + digits)
        }
        None => rest.starts_with(b"*/").then_some(at + 2),
    }
}

fn quoted(tokens: &mut Tokens, quote: u8, range: Range<usize>, dialect: Dialect) {
    let kind = match quote {
        b'\'' | b'$' => Kind::Text,
        // Both are names; MySQL takes double quotes for texts, which is told by where they stand.
        b'"' if dialect == Dialect::Mysql => Kind::Text,
        b'"' | b'`' => Kind::Quoted,
        _ => {
            tokens.comments.push(range);
            return;
        }
    };
    // `N'…'` and `E'…'`: the letter belongs to the text.
    if kind == Kind::Text
        && let Some(last) = tokens.all.last_mut().filter(|it| it.range.end == range.start && it.range.len() == 1)
        && last.kind == Kind::Word
    {
        *last = Token { kind, range: last.range.start..range.end };
        return;
    }
    tokens.all.push(Token { kind, range });
}

/// The end of `[name]`; arrays such as `[]`, `[3]` and `['a']` are none.
fn bracketed(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = bytes.get(at..)?;
    let first = *rest.get(1)?;
    let end = memchr::memchr2(b']', b'\n', rest)?;
    let names = is_word(first) && rest.get(end) == Some(&b']') && !rest.get(..end)?.contains(&b'\'');
    names.then_some(at + end + 1)
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'$' | b'@' | b'#') || byte >= 0x80
}

fn run(bytes: &[u8], at: usize, holds: impl Fn(u8) -> bool) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.iter().position(|it| !holds(*it)).unwrap_or(rest.len()).max(1)
}
