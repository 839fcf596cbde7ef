//! One line to the members of its object, by the grammar of RFC 8259.

use std::ops::Range;

use crate::table::CellKind;

/// Objects and arrays within each other; a line that goes deeper is malformed, so that no line can exhaust the stack.
const DEEPEST: usize = 96;

/// One member of an object of the line. An object's own members follow it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Member {
    /// Objects round it, from 1. Members of objects within arrays are not listed.
    pub(super) depth: usize,
    /// Bytes of its name, without the quotes.
    pub(super) key: Range<usize>,
    /// Bytes of its value, with the quotes.
    pub(super) value: Range<usize>,
    /// What it is.
    pub(super) kind: CellKind,
}

/// Reads the object that is all of `line`, which is a range of `text`. Returns its bytes; `None` where the line is
/// anything else, and then `members` holds what was read before the fault.
pub(super) fn object(text: &[u8], line: Range<usize>, members: &mut Vec<Member>) -> Option<Range<usize>> {
    members.clear();
    let text = text.get(..line.end)?;
    let mut scanner = Scanner { text, at: line.start, members };
    scanner.blanks();
    let start = scanner.at;
    if scanner.peek()? != b'{' {
        return None;
    }
    scanner.members(1, true)?;
    let end = scanner.at;
    scanner.blanks();
    (scanner.at == text.len()).then_some(start..end)
}

/// A step that fails where the text is no JSON.
type Step<T> = Option<T>;

struct Scanner<'t> {
    text: &'t [u8],
    at: usize,
    members: &'t mut Vec<Member>,
}

impl Scanner<'_> {
    fn peek(&self) -> Step<u8> {
        self.text.get(self.at).copied()
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }

    /// Passes one byte, which must be `byte`, and the blanks after it.
    fn sign(&mut self, byte: u8) -> Step<()> {
        if self.peek()? != byte {
            return None;
        }
        self.at += 1;
        self.blanks();
        Some(())
    }

    /// An object at nesting `depth`. `listed`: no array is round it.
    fn members(&mut self, depth: usize, listed: bool) -> Step<()> {
        if depth > DEEPEST {
            return None;
        }
        self.sign(b'{')?;
        if self.peek()? == b'}' {
            self.at += 1;
            return Some(());
        }
        loop {
            let key = self.string()?;
            self.blanks();
            self.sign(b':')?;
            if listed {
                self.member(depth, key)?;
            } else {
                self.value(depth, false)?;
            }
            self.blanks();
            if self.peek()? == b'}' {
                self.at += 1;
                return Some(());
            }
            self.sign(b',')?;
        }
    }

    /// A value that is listed under its key, before the members it has itself.
    fn member(&mut self, depth: usize, key: Range<usize>) -> Step<()> {
        let index = self.members.len();
        let start = self.at;
        let key = key.start + 1..key.end - 1;
        self.members.push(Member { depth, key, value: start..start, kind: CellKind::Nested });
        let kind = self.value(depth, true);
        let end = self.at;
        if let (Some(kind), Some(member)) = (kind, self.members.get_mut(index)) {
            member.value = start..end;
            member.kind = kind;
            return Some(());
        }
        // A value that has no end is no value; the members before it stand.
        self.members.truncate(index);
        None
    }

    fn value(&mut self, depth: usize, listed: bool) -> Step<CellKind> {
        match self.peek()? {
            b'"' => self.string().map(|_| CellKind::Text),
            b'{' => self.members(depth + 1, listed).map(|()| CellKind::Nested),
            b'[' => self.array(depth + 1).map(|()| CellKind::Nested),
            b't' => self.word(b"true").map(|()| CellKind::Bool),
            b'f' => self.word(b"false").map(|()| CellKind::Bool),
            b'n' => self.word(b"null").map(|()| CellKind::Null),
            _ => self.number().map(|()| CellKind::Number),
        }
    }

    fn array(&mut self, depth: usize) -> Step<()> {
        if depth > DEEPEST {
            return None;
        }
        self.sign(b'[')?;
        if self.peek()? == b']' {
            self.at += 1;
            return Some(());
        }
        loop {
            self.value(depth, false)?;
            self.blanks();
            if self.peek()? == b']' {
                self.at += 1;
                return Some(());
            }
            self.sign(b',')?;
        }
    }

    fn word(&mut self, word: &[u8]) -> Step<()> {
        let found = self.text.get(self.at..)?.starts_with(word);
        self.at += word.len();
        found.then_some(())
    }

    fn number(&mut self) -> Step<()> {
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

    fn digits(&mut self) -> Step<()> {
        let start = self.at;
        while self.peek().is_some_and(|it| it.is_ascii_digit()) {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }

    /// A string; its range holds the quotes.
    fn string(&mut self) -> Step<Range<usize>> {
        let start = self.at;
        if self.peek()? != b'"' {
            return None;
        }
        self.at += 1;
        loop {
            match self.peek()? {
                b'"' => {
                    self.at += 1;
                    return Some(start..self.at);
                }
                b'\\' => self.escape()?,
                0..=0x1F => return None,
                _ => self.at += 1,
            }
        }
    }

    /// An escape. Half of a surrogate pair stands for no character, so it is none.
    fn escape(&mut self) -> Step<()> {
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
