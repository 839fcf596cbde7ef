//! Whether the first bytes of a file can only be JSON, and of which framing.

use super::extent;
use super::paths::Paths;
use super::scan::{self, Value, Visit, after_blanks};

/// The first line is an object, and another begins on the next line that has text.
pub(super) fn is_lines(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let start = after_blanks(head, 0);
    let rest = head.get(start..).unwrap_or_default();
    let Some(feed) = memchr::memchr(b'\n', rest) else { return false };
    let (line, after) = rest.split_at(feed);
    let next = after_blanks(after, 0);
    is_object(line) && after.get(next) == Some(&b'{')
}

/// An object begins: that may be the first line as well as the document.
pub(super) fn opens_object(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    head.get(after_blanks(head, 0)) == Some(&b'{')
}

/// An object or a list of objects or lists begins: a header of delimited text may begin with a bracket, but not so.
pub(super) fn is_document(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let first = after_blanks(head, 0);
    let second = after_blanks(head, first + 1);
    match (head.get(first), head.get(second)) {
        (Some(b'['), Some(b'{' | b'[')) => true,
        (Some(b'['), Some(b']')) | (Some(b'{'), Some(b'}')) => after_blanks(head, second + 1) == head.len(),
        (Some(b'{'), Some(b'"')) => {
            let name = extent::end_of(head, second);
            name.is_some_and(|end| head.get(after_blanks(head, end)) == Some(&b':'))
        }
        _ => false,
    }
}

fn is_object(line: &[u8]) -> bool {
    let read = scan::value(line, 0, &Paths::default(), &mut Nobody);
    line.starts_with(b"{") && read.is_some_and(|(_, end)| after_blanks(line, end) == line.len())
}

/// Wants to know nothing of the values.
struct Nobody;

impl Visit for Nobody {
    type Mark = ();

    fn begin(&mut self, _: super::paths::Slot, _: std::ops::Range<usize>, _: usize) {}

    fn end(&mut self, (): (), _: Value) {}

    fn repeats(&mut self, _: usize) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_json_is_taken_for_json() {
        for (head, lines, document) in [
            ("{\"a\":1}\n{\"a\":2}\n", true, true),
            ("{\"a\":1}\r\n\r\n {\"a\":2", true, true),
            ("{\"a\":1}\n", false, true),
            ("{\n \"a\": 1\n}\n{", false, true),
            ("[{\"a\":1}]", false, true),
            ("[\n[1]]", false, true),
            ("[]", false, true),
            ("{ }", false, true),
            ("[ID],[Name]\n", false, false),
            ("{a},b\n", false, false),
            ("{\"a\",b\n", false, false),
            ("[1,2]", false, false),
            ("a,b\n{\"a\":1}\n", false, false),
            ("", false, false),
        ] {
            assert_eq!((is_lines(head.as_bytes()), is_document(head.as_bytes())), (lines, document), "{head}");
        }
    }
}
