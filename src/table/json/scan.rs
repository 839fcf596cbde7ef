//! One value by the grammar of RFC 8259, in one pass, along the tree of names.

use std::ops::Range;

use super::paths::{NOWHERE, Object, Paths, Slot};
use crate::table::CellKind;

/// Objects and lists within each other; what goes deeper is malformed, so that nothing can exhaust the stack.
const DEEPEST: usize = 96;

/// A value that was read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value {
    /// Where in the tree of names it is.
    pub(super) slot: Slot,
    /// What it is.
    pub(super) kind: CellKind,
    /// Its first byte; the quote of a string.
    pub(super) start: usize,
    /// After its last byte.
    pub(super) end: usize,
    /// Whether it is a string with escapes.
    pub(super) escaped: bool,
}

/// Who is told of values.
pub(super) trait Visit {
    /// What ties the end of a value to its beginning.
    type Mark: Copy;

    /// A value begins; `key` is the name before it without quotes, empty for an item of a list.
    fn begin(&mut self, slot: Slot, key: Range<usize>, start: usize) -> Self::Mark;

    /// It has ended, and so have all values within it.
    fn end(&mut self, mark: Self::Mark, value: Value);

    /// The value that begins next has the name of one before it in its object, which lies within the record.
    fn repeats(&mut self, start: usize);
}

/// Reads the value that begins at `at`, which is the record itself. Returns what it is and its end; `None` where the
/// text there is no JSON.
pub(super) fn value<V: Visit>(text: &[u8], at: usize, paths: &Paths, visit: &mut V) -> Option<(CellKind, usize)> {
    let mut scanner = Scanner { text, at, paths, visit };
    let (kind, _) = scanner.value(0, 0)?;
    Some((kind, scanner.at))
}

/// The first byte from `at` on that is no blank.
#[inline]
pub(super) fn after_blanks(text: &[u8], mut at: usize) -> usize {
    while matches!(text.get(at), Some(b' ' | b'\t' | b'\r' | b'\n')) {
        at += 1;
    }
    at
}

/// A step that fails where the text is no JSON.
type Read<T> = Option<T>;

struct Scanner<'s, V> {
    text: &'s [u8],
    at: usize,
    paths: &'s Paths,
    visit: &'s mut V,
}

impl<V: Visit> Scanner<'_, V> {
    #[inline]
    fn peek(&self) -> Read<u8> {
        self.text.get(self.at).copied()
    }

    #[inline]
    fn blanks(&mut self) {
        if self.peek().is_some_and(|it| it <= b' ') {
            self.at = after_blanks(self.text, self.at);
        }
    }

    /// Passes one byte, which must be `byte`, and the blanks after it.
    #[inline]
    fn sign(&mut self, byte: u8) -> Read<()> {
        if self.peek()? != byte {
            return None;
        }
        self.at += 1;
        self.blanks();
        Some(())
    }

    /// Whether a list or an object goes on after a value: a comma does, `close` does not.
    #[inline]
    fn goes_on(&mut self, close: u8) -> Read<bool> {
        self.blanks();
        if self.peek()? == close {
            self.at += 1;
            return Some(false);
        }
        self.sign(b',')?;
        Some(true)
    }

    fn object(&mut self, slot: Slot, depth: usize) -> Read<()> {
        self.sign(b'{')?;
        if self.peek()? == b'}' {
            self.at += 1;
            return Some(());
        }
        let paths = self.paths;
        let known = paths.object(slot);
        let mut expected = 0;
        let mut seen = 0_u128;
        loop {
            let (key, slot) = match known {
                Some(known) => self.known_key(known, &mut expected)?,
                None => (self.key()?, NOWHERE),
            };
            self.blanks();
            self.sign(b':')?;
            // The record's own members are told apart by whoever fills columns, at no cost.
            if depth > 0 && slot != NOWHERE {
                let bit = 1_u128.checked_shl(u32::try_from(expected).unwrap_or(u32::MAX)).unwrap_or(0);
                if seen & bit != 0 {
                    self.visit.repeats(self.at);
                }
                seen |= bit;
            }
            self.told(slot, key, depth)?;
            if !self.goes_on(b'}')? {
                return Some(());
            }
        }
    }

    /// A name without its quotes and its slot; records repeat the order of their members, so the expected one is tried
    /// first.
    #[inline]
    fn known_key(&mut self, known: &Object, expected: &mut usize) -> Read<(Range<usize>, Slot)> {
        if let Some((name, slot)) = known.expected(*expected) {
            let (start, end) = (self.at + 1, self.at + 1 + name.len());
            let is_it = self.text.get(start..end) == Some(name) && self.text.get(end) == Some(&b'"');
            if is_it && self.peek() == Some(b'"') && !name.contains(&b'\\') {
                self.at = end + 1;
                *expected += 1;
                return Some((start..end, slot));
            }
        }
        let key = self.key()?;
        let (slot, next) = known.find(self.text.get(key.clone())?, *expected);
        *expected = next;
        Some((key, slot))
    }

    /// A name without its quotes.
    fn key(&mut self) -> Read<Range<usize>> {
        let start = self.at + 1;
        self.string()?;
        Some(start..self.at - 1)
    }

    fn list(&mut self, slot: Slot, depth: usize) -> Read<()> {
        self.sign(b'[')?;
        if self.peek()? == b']' {
            self.at += 1;
            return Some(());
        }
        let items = self.paths.items(slot);
        loop {
            self.told(items, self.at..self.at, depth)?;
            if !self.goes_on(b']')? {
                return Some(());
            }
        }
    }

    /// A value within another.
    #[inline]
    fn told(&mut self, slot: Slot, key: Range<usize>, depth: usize) -> Read<()> {
        let start = self.at;
        let mark = self.visit.begin(slot, key, start);
        let (kind, escaped) = self.value(slot, depth + 1)?;
        self.visit.end(mark, Value { slot, kind, start, end: self.at, escaped });
        Some(())
    }

    /// What it is, and whether it is a string with escapes.
    #[inline]
    fn value(&mut self, slot: Slot, depth: usize) -> Read<(CellKind, bool)> {
        let kind = match self.peek()? {
            b'"' => return self.string().map(|escaped| (CellKind::Text, escaped)),
            b'{' | b'[' if depth >= DEEPEST => return None,
            b'{' => self.object(slot, depth).map(|()| CellKind::Nested),
            b'[' => self.list(slot, depth).map(|()| CellKind::Nested),
            b't' => self.word(b"true").map(|()| CellKind::Bool),
            b'f' => self.word(b"false").map(|()| CellKind::Bool),
            b'n' => self.word(b"null").map(|()| CellKind::Null),
            _ => self.number().map(|()| CellKind::Number),
        };
        kind.map(|it| (it, false))
    }

    fn word(&mut self, word: &[u8]) -> Read<()> {
        let found = self.text.get(self.at..)?.starts_with(word);
        self.at += word.len();
        found.then_some(())
    }

    #[inline]
    fn number(&mut self) -> Read<()> {
        if self.peek()? == b'-' {
            self.at += 1;
        }
        if self.peek()? == b'0' {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        Some(())
    }

    #[inline]
    fn digits(&mut self) -> Read<()> {
        let start = self.at;
        while self.peek().is_some_and(|it| it.is_ascii_digit()) {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }

    /// Passes a string. Returns whether it holds escapes.
    #[inline]
    fn string(&mut self) -> Read<bool> {
        if self.peek()? != b'"' {
            return None;
        }
        self.at += 1;
        let mut escaped = false;
        loop {
            self.at = to_sign(self.text, self.at);
            match self.peek()? {
                b'"' => {
                    self.at += 1;
                    return Some(escaped);
                }
                b'\\' => {
                    self.escape()?;
                    escaped = true;
                }
                0..=0x1F => return None,
                _ => self.at += 1,
            }
        }
    }

    /// An escape. Half of a surrogate pair stands for no character, so it is none.
    fn escape(&mut self) -> Read<()> {
        match self.text.get(self.at + 1)? {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => self.at += 2,
            b'u' => {
                let (_, length) = unicode(self.text.get(self.at..)?)?;
                self.at += length;
            }
            _ => return None,
        }
        Some(())
    }
}

/// The next quote, backslash or control character; near the end of the text, a byte before it.
#[inline]
fn to_sign(text: &[u8], mut at: usize) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    while let Some(eight) = text.get(at..at + 8).and_then(|it| <[u8; 8]>::try_from(it).ok()) {
        let word = u64::from_le_bytes(eight);
        let is_zero = |it: u64| it.wrapping_sub(ONES) & !it;
        let control = word.wrapping_sub(ONES * 0x20) & !word;
        let found = (is_zero(word ^ (ONES * 0x22)) | is_zero(word ^ (ONES * 0x5C)) | control) & HIGH;
        if found != 0 {
            return at + (found.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    at
}

/// The character of a `\u` escape, or of the pair of escapes that stand for one, and how many bytes it takes.
pub(super) fn unicode(text: &[u8]) -> Option<(char, usize)> {
    let first = unit(text)?;
    if !(0xD800..0xDC00).contains(&first) {
        return char::from_u32(first).map(|it| (it, 6));
    }
    let second = unit(text.get(6..)?).filter(|it| (0xDC00..0xE000).contains(it))?;
    char::from_u32(0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00)).map(|it| (it, 12))
}

/// The four hexadecimal digits after `\u`.
fn unit(text: &[u8]) -> Option<u32> {
    let digits = text.strip_prefix(b"\\u")?.get(..4)?;
    digits.iter().try_fold(0, |all, it| Some(all << 4 | char::from(*it).to_digit(16)?))
}
