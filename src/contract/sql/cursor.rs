//! Going through the words of a statement.

use std::ops::Range;
use std::sync::Arc;

use super::token::{Kind, Token};

/// Some words of a statement, and how far they were read.
#[derive(Clone, Debug)]
pub(super) struct Cursor<'t> {
    pub(super) text: &'t str,
    tokens: &'t [Token],
    at: usize,
}

impl<'t> Cursor<'t> {
    pub(super) fn new(text: &'t str, tokens: &'t [Token]) -> Self {
        Self { text, tokens, at: 0 }
    }

    pub(super) fn peek(&self) -> Option<&'t Token> {
        self.tokens.get(self.at)
    }

    pub(super) fn ahead(&self, by: usize) -> Option<&'t Token> {
        self.tokens.get(self.at + by)
    }

    pub(super) fn next(&mut self) -> Option<&'t Token> {
        let token = self.tokens.get(self.at)?;
        self.at += 1;
        Some(token)
    }

    /// The token before the next one.
    pub(super) fn last(&self) -> Option<&'t Token> {
        self.at.checked_sub(1).and_then(|it| self.tokens.get(it))
    }

    pub(super) fn slice(&self, range: Range<usize>) -> &'t str {
        self.text.get(range).unwrap_or_default()
    }

    /// The words that follow one another next, in any case, none of them quoted.
    pub(super) fn is(&self, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(index, word)| self.ahead(index).is_some_and(|it| self.is_word(it, word)))
    }

    pub(super) fn is_word(&self, token: &Token, word: &str) -> bool {
        token.kind == Kind::Word && self.slice(token.range.clone()).eq_ignore_ascii_case(word)
    }

    /// Whether the next word is one of these.
    pub(super) fn is_any(&self, words: &[&str]) -> bool {
        words.iter().any(|it| self.is(&[it]))
    }

    /// Goes past the words if they follow next.
    pub(super) fn take(&mut self, words: &[&str]) -> bool {
        let found = self.is(words);
        self.at += if found { words.len() } else { 0 };
        found
    }

    pub(super) fn is_symbol(&self, symbol: u8) -> bool {
        self.peek().is_some_and(|it| it.kind == Kind::Symbol(symbol))
    }

    pub(super) fn take_symbol(&mut self, symbol: u8) -> bool {
        let found = self.is_symbol(symbol);
        self.at += usize::from(found);
        found
    }

    /// The tokens within the brackets that open next, and goes past them; none where they do not close.
    pub(super) fn brackets(&mut self) -> Option<Self> {
        self.within((b'(', b')'))
    }

    /// The same within other marks.
    pub(super) fn within(&mut self, (open, close): (u8, u8)) -> Option<Self> {
        if !self.take_symbol(open) {
            return None;
        }
        let start = self.at;
        let mut depth = 1_usize;
        while let Some(token) = self.next() {
            match token.kind {
                Kind::Symbol(it) if it == open => depth += 1,
                Kind::Symbol(it) if it == close => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Some(Cursor::new(self.text, self.tokens.get(start..self.at - 1)?));
            }
        }
        None
    }

    /// The parts between commas that are in no brackets.
    pub(super) fn parts(&self) -> Vec<Cursor<'t>> {
        let mut parts = Vec::new();
        let (mut start, mut depth, mut angles) = (self.at, 0_usize, 0_usize);
        for (index, token) in self.tokens.iter().enumerate().skip(self.at) {
            match token.kind {
                Kind::Symbol(b'(') => depth += 1,
                Kind::Symbol(b')') => depth = depth.saturating_sub(1),
                // Within brackets these compare; outside they hold the types of a list.
                Kind::Symbol(b'<') if depth == 0 => angles += 1,
                Kind::Symbol(b'>') if depth == 0 => angles = angles.saturating_sub(1),
                Kind::Symbol(b',') if depth == 0 && angles == 0 => {
                    parts.extend(self.tokens.get(start..index).map(|it| Cursor::new(self.text, it)));
                    start = index + 1;
                }
                _ => {}
            }
        }
        parts.extend(self.tokens.get(start..).map(|it| Cursor::new(self.text, it)));
        parts.retain(|it| !it.tokens.is_empty());
        parts
    }

    /// All that is left, from the first byte to the last.
    pub(super) fn span(&self) -> Option<Range<usize>> {
        let rest = self.tokens.get(self.at..)?;
        Some(rest.first()?.range.start..rest.last()?.range.end)
    }

    /// A name, quoted or not, with its place.
    pub(super) fn name(&mut self) -> Option<(Arc<str>, Range<usize>)> {
        let token = self.peek().filter(|it| it.kind != Kind::Number && !matches!(it.kind, Kind::Symbol(_)))?;
        self.at += 1;
        Some((Arc::from(value(self.slice(token.range.clone()))), token.range.clone()))
    }

    /// A name with its qualifiers, joined by points.
    pub(super) fn path(&mut self) -> Option<(String, Range<usize>)> {
        let (first, mut range) = self.name()?;
        let mut path = first.to_string();
        while self.take_symbol(b'.') {
            let (part, place) = self.name()?;
            path = format!("{path}.{part}");
            range.end = place.end;
        }
        Some((path, range))
    }
}

/// What stands between quotes, with what they escape put back.
pub(super) fn value(written: &str) -> String {
    let inner = written.trim_start_matches(['N', 'n', 'E', 'e']);
    let inner = if written.ends_with('\'') { inner } else { written };
    let mut chars = inner.chars();
    let (Some(open), Some(close)) = (chars.next(), chars.next_back()) else { return inner.to_owned() };
    match (open, close) {
        ('\'', '\'') | ('"', '"') | ('`', '`') => {
            let quote = open.to_string();
            chars.as_str().replace(&quote.repeat(2), &quote).replace(&format!("\\{quote}"), &quote)
        }
        ('[', ']') => chars.as_str().to_owned(),
        _ => inner.to_owned(),
    }
}
