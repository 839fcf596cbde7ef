//! A script to its statements, in one pass over its bytes.

use std::ops::Range;

use memchr::memmem;

use super::dialect::Dialect;

/// Where quoted text or a comment that begins at `at` ends; none where nothing begins there.
pub(super) fn skip(text: &[u8], at: usize, dialect: Dialect) -> Option<usize> {
    let rest = text.get(at..)?;
    let end = match rest {
        [b'\'', open, ..] if dialect == Dialect::Oracle && follows(text, at, b'q') => alternative(rest, *open),
        [b'\'', ..] => quoted(rest, b'\'', dialect.escapes() || follows(text, at, b'e')),
        [b'"', ..] => quoted(rest, b'"', dialect.escapes()),
        [b'`', ..] => quoted(rest, b'`', false),
        [b'-', b'-', ..] => line(rest),
        [b'#', ..] if dialect == Dialect::Mysql => line(rest),
        [b'/', b'*', ..] => memmem::find(rest, b"*/").map_or(rest.len(), |it| it + 2),
        [b'$', ..] if matches!(dialect, Dialect::Postgres | Dialect::Other) => dollar(rest)?,
        _ => return None,
    };
    Some(at + end)
}

/// Whether a letter of its own stands before a quote: `E'…'` of `PostgreSQL`, `q'…'` of Oracle.
fn follows(text: &[u8], at: usize, letter: u8) -> bool {
    let before = |back: usize| at.checked_sub(back).and_then(|it| text.get(it)).copied();
    let is_letter = before(1).is_some_and(|it| it.eq_ignore_ascii_case(&letter));
    is_letter && !before(2).is_some_and(|it| it.is_ascii_alphanumeric() || it == b'_')
}

/// `q'[it's]'` of Oracle, from its quote on.
fn alternative(rest: &[u8], open: u8) -> usize {
    let close = match open {
        b'[' => b']',
        b'{' => b'}',
        b'(' => b')',
        b'<' => b'>',
        other => other,
    };
    memmem::find(rest.get(2..).unwrap_or_default(), &[close, b'\'']).map_or(rest.len(), |it| it + 4)
}

fn line(rest: &[u8]) -> usize {
    memchr::memchr(b'\n', rest).unwrap_or(rest.len())
}

fn quoted(rest: &[u8], quote: u8, escapes: bool) -> usize {
    let mut at = 1;
    while let Some(next) = rest.get(at..).and_then(|it| memchr::memchr2(quote, b'\\', it)) {
        at += next;
        let byte = rest.get(at).copied();
        let doubled = rest.get(at + 1) == Some(&quote);
        match byte {
            Some(b'\\') => at += if escapes { 2 } else { 1 },
            _ if doubled => at += 2,
            _ => return at + 1,
        }
    }
    rest.len()
}

/// `$$ … $$` and `$tag$ … $tag$` of `PostgreSQL`.
fn dollar(rest: &[u8]) -> Option<usize> {
    let inner = rest.get(1..)?.iter().position(|it| !(it.is_ascii_alphanumeric() || *it == b'_'))?;
    let is_tag = rest.get(inner + 1) == Some(&b'$') && !rest.get(1).is_some_and(u8::is_ascii_digit);
    let tag = rest.get(..inner + 2).filter(|_| is_tag)?;
    let after = rest.get(tag.len()..)?;
    Some(memmem::find(after, tag).map_or(rest.len(), |it| it + 2 * tag.len()))
}

/// The ranges of all statements, without what ends them. Rows that follow `COPY … FROM stdin` are left out, and so are
/// lines that are meant for a client, such as `PROMPT it's done` and `\\connect shop`.
pub(super) fn statements(text: &str, dialect: Dialect) -> Vec<Range<usize>> {
    let mut splitting = Splitting { text, dialect, found: Vec::new(), start: 0, at: 0, depth: 0, ends: b";" };
    splitting.line();
    while let Some(byte) = splitting.bytes().get(splitting.at).copied() {
        splitting.step(byte);
    }
    let end = text.len();
    splitting.end(end, end);
    splitting.found.retain(|it| !text.get(it.clone()).unwrap_or_default().trim().is_empty());
    splitting.found
}

struct Splitting<'t> {
    text: &'t str,
    dialect: Dialect,
    found: Vec<Range<usize>>,
    start: usize,
    at: usize,
    /// Brackets that are open.
    depth: usize,
    /// What ends a statement; clients of `MySQL` may name something else.
    ends: &'t [u8],
}

impl<'t> Splitting<'t> {
    fn bytes(&self) -> &'t [u8] {
        self.text.as_bytes()
    }

    fn rest(&self) -> &'t [u8] {
        self.bytes().get(self.at..).unwrap_or_default()
    }

    /// Ends a statement at `end`; the next one begins at `next`.
    fn end(&mut self, end: usize, next: usize) {
        self.found.push(self.start..end);
        (self.start, self.at, self.depth) = (next, next.max(self.at), 0);
    }

    fn step(&mut self, byte: u8) {
        let at = self.at;
        if self.rest().starts_with(self.ends) {
            let next = after_copy(self.text, self.start..at).unwrap_or(at + self.ends.len());
            return self.end(at, next);
        }
        match byte {
            b'\n' => {
                self.at += 1;
                self.line();
            }
            b'(' | b')' => {
                self.depth = if byte == b'(' { self.depth + 1 } else { self.depth.saturating_sub(1) };
                self.at += 1;
            }
            _ if self.is_plain(byte) => self.at += self.plain(),
            _ => self.at = skip(self.bytes(), at, self.dialect).unwrap_or(at + 1).max(at + 1),
        }
    }

    /// Looks at the line that begins: it may end what stands before it, though nothing else does.
    fn line(&mut self) {
        let at = self.at;
        if let Some(end) = batch_end(self.bytes(), at) {
            return self.end(at, end);
        }
        let rest = self.rest();
        let line = rest.get(..memchr::memchr(b'\n', rest).unwrap_or(rest.len())).unwrap_or_default();
        let trimmed = line.trim_ascii();
        let is_first = self.text.get(self.start..at).is_some_and(|it| it.trim().is_empty());
        if is_first && let Some(named) = argument(trimmed, b"delimiter") {
            self.ends = if named.is_empty() { b";" } else { named };
            self.end(at, at + line.len());
        } else if self.depth == 0 && is_clients(trimmed, is_first) {
            self.end(at, at + line.len());
        } else if self.depth == 0 && tells(trimmed) && (is_first || !self.is_routine()) {
            self.end(at, at);
            self.pass_routine();
        }
    }

    /// Whether the statement so far makes something that has statements in it.
    fn is_routine(&self) -> bool {
        is_routine(self.bytes().get(self.start..).unwrap_or_default())
    }

    /// In SQL Server a routine goes on to the end of its batch, whatever stands in it.
    fn pass_routine(&mut self) {
        if self.dialect != Dialect::SqlServer || !self.is_routine() {
            return;
        }
        while self.at < self.text.len() && batch_end(self.bytes(), self.at).is_none() {
            self.at += line(self.rest()) + 1;
        }
        self.at = self.at.min(self.text.len());
        self.line();
    }

    fn is_plain(&self, byte: u8) -> bool {
        let is_mark = matches!(byte, b'\n' | b'\'' | b'"' | b'`' | b'-' | b'#' | b'/' | b'$' | b'(' | b')');
        !is_mark && self.ends.first() != Some(&byte)
    }

    fn plain(&self) -> usize {
        let rest = self.rest();
        rest.iter().position(|it| !self.is_plain(*it)).unwrap_or(rest.len()).max(1)
    }
}

/// What follows a word at the start of a line; none where another word stands there.
fn argument<'l>(line: &'l [u8], word: &[u8]) -> Option<&'l [u8]> {
    let rest =
        line.get(word.len()..).filter(|_| line.get(..word.len()).is_some_and(|it| it.eq_ignore_ascii_case(word)))?;
    rest.first().is_none_or(u8::is_ascii_whitespace).then(|| rest.trim_ascii())
}

/// Whether a line is a command of a client, which ends with it and may hold any prose.
fn is_clients(line: &[u8], is_first: bool) -> bool {
    let prose = [&b"rem"[..], b"remark", b"prompt"].iter().any(|it| argument(line, it).is_some());
    // `.mode` of SQLite, `\\c` of PostgreSQL, `:setvar` of SQL Server, `@file` of Oracle.
    let marked =
        matches!(line, [b'.' | b'\\' | b':' | b'@', second, ..] if second.is_ascii_alphabetic() || *second == b'!');
    prose || (is_first && marked)
}

/// Whether a line begins a statement that defines or describes something.
fn tells(line: &[u8]) -> bool {
    const CHANGED: [&[u8]; 7] = [b"table", b"type", b"domain", b"procedure", b"proc", b"function", b"trigger"];
    let made = [&b"create"[..], b"exec", b"execute"].iter().any(|it| argument(line, it).is_some());
    // `ALTER COLUMN` goes on with what a statement has begun.
    let changed = argument(line, b"alter").is_some_and(|it| CHANGED.iter().any(|word| argument(it, word).is_some()));
    made || changed || argument(line, b"comment").is_some_and(|it| argument(it, b"on").is_some())
}

/// Whether a statement makes a routine: one of the words that say so is among its first.
fn is_routine(statement: &[u8]) -> bool {
    const ROUTINES: [&[u8]; 8] =
        [b"procedure", b"proc", b"function", b"trigger", b"package", b"event", b"body", b"aggregate"];
    let first = statement.get(..statement.len().min(200)).unwrap_or_default();
    let words = first.split(|it| !(it.is_ascii_alphanumeric() || *it == b'_')).filter(|it| !it.is_empty());
    let mut words = words.take(8).take_while(|it| !it.eq_ignore_ascii_case(b"table"));
    words.any(|it| ROUTINES.iter().any(|word| word.eq_ignore_ascii_case(it)))
}

/// The end of a line that holds nothing but `GO`, perhaps with how often, or `/`.
fn batch_end(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = bytes.get(at..)?;
    let end = line(rest);
    let line = rest.get(..end)?.trim_ascii();
    let go = argument(line.strip_suffix(b";").unwrap_or(line), b"go");
    let counted = go.is_some_and(|it| it.iter().all(u8::is_ascii_digit) || it.starts_with(b"--"));
    (counted || line == b"/").then_some(at + end)
}

/// Behind the rows of `COPY … FROM stdin`.
fn after_copy(text: &str, statement: Range<usize>) -> Option<usize> {
    let (end, words) = (statement.end, text.get(statement)?.trim_start());
    let is_copy = words.get(..5).is_some_and(|it| it.eq_ignore_ascii_case("copy "))
        && words.trim_end().get(words.trim_end().len().checked_sub(5)?..)?.eq_ignore_ascii_case("stdin");
    let rest = text.as_bytes().get(end..).filter(|_| is_copy)?;
    Some(end + memmem::find(rest, b"\n\\.").map_or(rest.len(), |it| it + 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_end_where_nothing_is_quoted() {
        for (text, dialect, expected) in [
            ("a; b ;c", Dialect::Other, &["a", "b", "c"][..]),
            ("a ';' ; b", Dialect::Other, &["a ';'", "b"]),
            (r"a '\'; b", Dialect::Postgres, &[r"a '\'", "b"]),
            (r"a '\';' ; b", Dialect::Mysql, &[r"a '\';'", "b"]),
            (r"a E'\';' ; b", Dialect::Postgres, &[r"a E'\';'", "b"]),
            ("a -- ;\n; b /* ; */", Dialect::Other, &["a -- ;", "b /* ; */"]),
            ("a $$ ; $$ ; b $x$ ; $$ ; $x$", Dialect::Postgres, &["a $$ ; $$", "b $x$ ; $$ ; $x$"]),
            ("a\nGO\nb\n/\nc\ngo 5\nd\nGO;\ne", Dialect::SqlServer, &["a", "b", "c", "d", "e"]),
            (
                "use x\nCREATE TABLE a (\ncomment text\n)\nCREATE TABLE b",
                Dialect::SqlServer,
                &["use x", "CREATE TABLE a (\ncomment text\n)", "CREATE TABLE b"],
            ),
            (
                "create proc p as\ncreate table t (a int);\ncreate table u\ngo\ncreate table v",
                Dialect::SqlServer,
                &["create proc p as\ncreate table t (a int);\ncreate table u", "create table v"],
            ),
            (
                "create trigger t begin\ncreate table a; end",
                Dialect::Mysql,
                &["create trigger t begin\ncreate table a", "end"],
            ),
            ("DELIMITER $$\na; b$$\nc; d$$\nDELIMITER ;\ne; f", Dialect::Mysql, &["a; b", "c; d", "e", "f"]),
            ("PROMPT it's here\nrem don't\ncreate table a", Dialect::Oracle, &["create table a"]),
            ("a q'[it's; so]' ; b", Dialect::Oracle, &["a q'[it's; so]'", "b"]),
            ("\\connect it's\ncreate table a;\n.mode x'\nb", Dialect::Postgres, &["create table a", "b"]),
            ("COPY t FROM stdin;\n1;2\n\\.\nb", Dialect::Postgres, &["COPY t FROM stdin", "b"]),
            ("a 'open", Dialect::Other, &["a 'open"]),
            ("\n/", Dialect::Other, &[]),
        ] {
            let found: Vec<&str> = statements(text, dialect).into_iter().map(|it| text[it].trim()).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
