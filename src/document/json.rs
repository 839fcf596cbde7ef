//! JSON to an arena. The only file that names `jsonc_parser`.
//!
//! The library reads a superset; what RFC 8259 forbids and its switches do not is checked here: other white space than four
//! characters between tokens, and raw control characters within strings.

use std::sync::Arc;

use jsonc_parser::ast::{Array, Object, ObjectPropName, Value};
use jsonc_parser::common::{Range, Ranged};
use jsonc_parser::errors::{ParseError, ParseErrorKind};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::arena::{Node, Shape};
use super::build::{Builder, Stop};
use super::syntax::without_mark;
use super::{Kind, Parsed, ProblemKind, Style, Syntax};
use crate::text::Span;

/// Reads `text`; a text that breaks the syntax gives no document.
pub(super) fn read(text: &Arc<str>) -> Parsed {
    let content = without_mark(text);
    let mut reader = Reader {
        source: content,
        base: text.len() - content.len(),
        builder: Builder::new(Arc::clone(text), Syntax::Json),
        seen: 0,
    };
    let done = match parse_to_ast(content, &CollectOptions::default(), &STRICT) {
        Ok(result) => result.value.map_or(Err(None), |value| reader.value(&value).map_err(Some)),
        Err(error) => {
            reader.fail(&error);
            Ok(())
        }
    };
    match done {
        Ok(()) => reader.gap(content.len()),
        Err(Some(Stop)) => {}
        Err(None) => reader.syntax(content.len(), content.len(), "expected a value"),
    }
    reader.builder.finish()
}

const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

struct Reader<'t> {
    source: &'t str,
    /// Length of the byte-order mark before `source`.
    base: usize,
    builder: Builder,
    /// Up to here white space has been checked.
    seen: usize,
}

impl Reader<'_> {
    /// Recursion ends at the builder's bound on depth.
    fn value(&mut self, value: &Value<'_>) -> Result<(), Stop> {
        let range = value.range();
        match value {
            Value::StringLit(text) => self.string(&text.value, range),
            Value::NumberLit(_) => self.scalar(Kind::Number, range),
            Value::BooleanLit(_) => self.scalar(Kind::Bool, range),
            Value::NullKeyword(_) => self.scalar(Kind::Null, range),
            Value::Array(array) => self.array(array)?,
            Value::Object(object) => self.object(object)?,
        }
        Ok(())
    }

    fn array(&mut self, array: &Array<'_>) -> Result<(), Stop> {
        let span = self.span(array.range);
        self.builder.open(collection(Shape::Array, span), 0)?;
        for element in &array.elements {
            self.value(element)?;
        }
        self.builder.close(Some(span.end));
        Ok(())
    }

    fn object(&mut self, object: &Object<'_>) -> Result<(), Stop> {
        let span = self.span(object.range);
        self.builder.open(collection(Shape::Object, span), 0)?;
        for property in &object.properties {
            match &property.name {
                ObjectPropName::String(name) => self.string(&name.value, name.range),
                ObjectPropName::Word(name) => self.scalar(Kind::String, name.range),
            }
            self.value(&property.value)?;
        }
        self.builder.close(Some(span.end));
        Ok(())
    }

    fn scalar(&mut self, kind: Kind, range: Range) {
        let span = self.span(range);
        self.builder.scalar(Node { span, range: span, shape: Shape::Source(kind), style: Style::Plain }, 0);
    }

    fn string(&mut self, value: &str, range: Range) {
        self.gap(range.start);
        self.seen = range.end;
        let raw = self.source.get(range.start..range.end).unwrap_or_default();
        if let Some(at) = raw.bytes().position(|b| b < b' ') {
            self.syntax(range.start + at, range.start + at + 1, "control character in a string");
        }
        let span = self.span(range);
        let (shape, place) = self.builder.keep(value, Kind::String);
        self.builder.scalar(Node { span, range: place, shape, style: Style::Quoted }, 0);
    }

    /// Checks what stands between the last string and `end`: only ASCII, and of white space only the four kinds of JSON.
    fn gap(&mut self, end: usize) {
        let between = self.source.get(self.seen..end).unwrap_or_default();
        let foreign = |c: &char| !c.is_ascii() || matches!(c, '\u{0B}' | '\u{0C}');
        if let Some((at, c)) = between.char_indices().find(|(_, c)| foreign(c)) {
            let start = self.seen + at;
            self.syntax(start, start + c.len_utf8(), "white space that JSON does not allow");
        }
        self.seen = end;
    }

    fn syntax(&mut self, start: usize, end: usize, words: &str) {
        let span = Span::new(start + self.base, end + self.base);
        self.builder.problem(span, ProblemKind::Syntax(words.to_owned()));
    }

    fn fail(&mut self, error: &ParseError) {
        let span = self.span(error.range());
        let kind = match error.kind() {
            ParseErrorKind::NestingDepthExceeded => ProblemKind::TooDeep,
            other => ProblemKind::Syntax(super::problem::clean(&other.to_string())),
        };
        self.builder.problem(span, kind);
        // The gap check of what was not read would only add noise.
        self.seen = self.source.len();
    }

    fn span(&self, range: Range) -> Span {
        Span::new(range.start + self.base, range.end + self.base)
    }
}

fn collection(shape: Shape, span: Span) -> Node {
    Node { span, range: Span::default(), shape, style: Style::Flow }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::parse;
    use crate::document::testing::{json, problems};

    #[test]
    fn spans_hold_what_is_written() {
        let text =
            "\u{FEFF}{\"键\": \"值\", \"esc\\n\": \"\\u4e2d\\ud83d\\ude00\", \"n\": [-0.10e+5, true, null, {}]}\n";
        let document = json(text);
        for (pointer, raw, value) in [
            ("/键", "\"值\"", "值"),
            ("/esc\n", "\"\\u4e2d\\ud83d\\ude00\"", "中😀"),
            ("/n/0", "-0.10e+5", "-0.10e+5"),
            ("/n/1", "true", "true"),
            ("/n/2", "null", "null"),
        ] {
            let node = document.root().pointer(pointer).unwrap();
            assert_eq!((node.raw(), node.scalar()), (raw, Some(value)), "{pointer}");
        }
        assert_eq!(document.root().entry("esc\n").unwrap().key_node.raw(), "\"esc\\n\"");
        assert_eq!(document.root().get("n").unwrap().raw(), "[-0.10e+5, true, null, {}]");
    }

    #[test]
    fn only_json_is_json() {
        for (text, under) in [
            ("{\"a\": 1,}", ","),
            ("[1, 2,]", ","),
            ("{\"a\": 1 // c\n}", "// c"),
            ("/* c */ 1", "/* c */"),
            ("{a: 1}", "a"),
            ("{'a': 1}", "'"),
            ("[0x1F]", "0"),
            ("[+1]", "+"),
            ("[01]", ""),
            ("[1 2]", ""),
            ("[.5]", "."),
            ("[5.]", "5."),
            ("[NaN]", "NaN"),
            ("[1]]", "]"),
            ("\"a\tb\"", "\t"),
            ("[1,\u{A0}2]", "\u{A0}"),
            ("[1]\u{0B}", "\u{0B}"),
            ("", ""),
            ("  ", ""),
        ] {
            let found = problems(text, Syntax::Json);
            let [(found, ProblemKind::Syntax(words))] = found.as_slice() else { panic!("{text}: {found:?}") };
            assert_eq!(found, under, "{text}: {words}");
            assert!(words.starts_with(|c: char| c.is_lowercase()) || words.starts_with("JSON"), "{words}");
        }
    }

    #[test]
    fn duplicates_keep_the_first() {
        let text = "{\"a\": 1, \"b\": 2, \"\\u0061\": 3}";
        let parsed = parse(Arc::from(text), Syntax::Json);
        assert_eq!(parsed.document.unwrap().root().to_json().to_string(), r#"{"a":1,"b":2}"#);
        let first = Span { start: 1, end: 4 };
        let kind = ProblemKind::DuplicateKey { key: String::from("a"), first };
        assert_eq!(problems(text, Syntax::Json), [(String::from("\"\\u0061\""), kind)]);
    }

    #[test]
    fn keys_that_only_yaml_reads_otherwise_are_no_problem() {
        assert_eq!(problems(r#"{"no": 1, "on": {"<<": 2}, "": 3}"#, Syntax::Json), []);
    }

    proptest! {
        #[test]
        fn exactly_what_serde_json_accepts_is_accepted(text in r#"[\[\]{}:,"\\ntrue0-9.eE +\-/a\n\t\u{0C}\u{A0}中]{0,12}"#) {
            let parsed = parse(Arc::from(text.as_str()), Syntax::Json);
            let other = serde_json::from_str::<serde_json::Value>(&text);
            let out_of_range = other.as_ref().is_err_and(|error| error.to_string().contains("out of range"));
            let faults = parsed.problems.iter().filter(|it| !matches!(it.kind, ProblemKind::DuplicateKey { .. })).count();
            prop_assert!(out_of_range || other.is_ok() == (faults == 0), "{text:?} {other:?} {:?}", parsed.problems);
        }
    }
}
