//! A script to its statements, in one pass over its bytes.

use std::ops::Range;

use memchr::memmem;

use super::dialect::Dialect;

/// Where quoted text or a comment that begins at `at` ends; none where nothing begins there.
pub(super) fn skip(text: &[u8], at: usize, dialect: Dialect) -> Option<usize> {
    let rest = text.get(at..)?;
    let end = match rest {
        [b'\'', ..] => quoted(rest, b'\'', dialect.escapes() || is_escaping(text, at)),
        [b'"', ..] => quoted(rest, b'"', dialect.escapes()),
        [b'`', ..] => quoted(rest, b'`', false),
        [b'-', b'-', ..] => line(rest),
        [b'#', ..] if dialect == Dialect::Mysql => line(rest),
        [b'/', b'*', ..] => memmem::find(rest, b"*/").map_or(rest.len(), |it| it + 2),
        [b'$', ..] => dollar(rest)?,
        _ => return None,
    };
    Some(at + end)
}

/// `E'…'` of `PostgreSQL`.
fn is_escaping(text: &[u8], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).and_then(|it| text.get(it)).copied();
    matches!(before(1), Some(b'e' | b'E')) && !before(2).is_some_and(|it| it.is_ascii_alphanumeric() || it == b'_')
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

/// The ranges of all statements, without what ends them. Rows that follow `COPY … FROM stdin` are left out.
pub(super) fn statements(text: &str, dialect: Dialect) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(byte) = bytes.get(at).copied() {
        match byte {
            b';' => {
                found.push(start..at);
                at = after_copy(text, start..at).unwrap_or(at + 1);
                start = at;
            }
            b'\n' => {
                at += 1;
                if let Some(end) = batch_end(bytes, at) {
                    found.push(start..at);
                    at = end;
                    start = at;
                }
            }
            _ if is_plain(byte) => at += plain(bytes, at),
            _ => at = skip(bytes, at, dialect).unwrap_or(at + 1).max(at + 1),
        }
    }
    found.push(start..bytes.len());
    found.retain(|it| !text.get(it.clone()).unwrap_or_default().trim().is_empty());
    found
}

fn is_plain(byte: u8) -> bool {
    !matches!(byte, b';' | b'\n' | b'\'' | b'"' | b'`' | b'-' | b'#' | b'/' | b'$')
}

fn plain(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.iter().position(|it| !is_plain(*it)).unwrap_or(rest.len()).max(1)
}

/// The end of a line that holds nothing but `GO` or `/`.
fn batch_end(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = bytes.get(at..)?;
    let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
    let line = rest.get(..end)?.trim_ascii();
    (line.eq_ignore_ascii_case(b"go") || line == b"/").then_some(at + end)
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
            ("a\nGO\nb\n/\nc", Dialect::SqlServer, &["a", "b", "c"]),
            ("COPY t FROM stdin;\n1;2\n\\.\nb", Dialect::Postgres, &["COPY t FROM stdin", "b"]),
            ("a 'open", Dialect::Other, &["a 'open"]),
            ("\n/", Dialect::Other, &[]),
        ] {
            let found: Vec<&str> = statements(text, dialect).into_iter().map(|it| text[it].trim()).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
