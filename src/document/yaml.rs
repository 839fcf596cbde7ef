//! YAML to an arena. The only file that names `granit_parser`.

use std::sync::Arc;

use granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle, ScanError, StructureStyle, Tag};

use super::arena::{Node, Shape};
use super::build::{Builder, DEEPEST, Stop};
use super::scalar::{is_number, resolve};
use super::syntax::without_mark;
use super::{Kind, Parsed, ProblemKind, Style, Syntax};
use crate::text::Span;

/// Reads the first document of `text`; an empty text is `null`, as YAML has it.
pub(super) fn read(text: &Arc<str>) -> Parsed {
    let content = without_mark(text);
    let mut reader = Reader {
        source: content,
        base: text.len() - content.len(),
        builder: Builder::new(Arc::clone(text), Syntax::Yaml),
        documents: 0,
    };
    for event in Parser::new_from_str_with_options(content, options()) {
        let step = match event {
            Ok((event, span)) => reader.take(event, span),
            Err(error) => reader.fail(&error),
        };
        if step.is_err() {
            break;
        }
    }
    if reader.documents == 0 && reader.builder.problems.is_empty() {
        let end = Span::new(text.len(), text.len());
        reader.builder.scalar(null(end), 0);
    }
    reader.builder.finish()
}

fn options() -> Options {
    granit_parser::options! {
        emit_comments: true,
        emit_unresolved_aliases: true,
        // A licence text before the first key is no attack: comments are bounded by the file.
        max_buffered_comment_events: usize::MAX,
        block_nesting_limit: DEEPEST,
        flow_nesting_limit: DEEPEST,
    }
}

struct Reader<'t> {
    source: &'t str,
    /// Length of the byte-order mark before `source`.
    base: usize,
    builder: Builder,
    documents: u32,
}

impl Reader<'_> {
    fn take(&mut self, event: Event<'_>, span: granit_parser::Span) -> Result<(), Stop> {
        let span = self.span(span);
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    self.builder.problem(span, ProblemKind::SeveralDocuments);
                    return Err(Stop);
                }
            }
            Event::Scalar(value, style, anchor, tag) => {
                let node = self.scalar(&value, (style, tag.as_deref()), span);
                self.builder.scalar(node, anchor);
            }
            Event::SequenceStart(style, anchor, _) => {
                self.builder.open(collection(Shape::Array, style, span), anchor)?;
            }
            Event::MappingStart(style, anchor, _) => {
                self.builder.open(collection(Shape::Object, style, span), anchor)?;
            }
            // The end of a block collection is where the next token starts: its last child tells better.
            Event::SequenceEnd | Event::MappingEnd => self.builder.close((!span.is_empty()).then_some(span.end)),
            Event::Alias(anchor) => self.builder.alias(anchor, span),
            Event::UnresolvedAlias(_) => self.builder.refuse(span, ProblemKind::UnknownAlias),
            Event::Comment(..) => self.builder.document.comments.push(span),
            // Stream and document boundaries, anchors' names, and what the library may add: they carry no value.
            _ => {}
        }
        Ok(())
    }

    fn span(&self, span: granit_parser::Span) -> Span {
        let range = span.byte_range().unwrap_or_default();
        Span::new(range.start + self.base, range.end + self.base)
    }

    fn scalar(&mut self, value: &str, (style, tag): (ScalarStyle, Option<&Tag>), mut span: Span) -> Node {
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
            ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
        };
        if style == Style::Block {
            // The library's span runs to the next token; the line breaks before it are no part of what is written.
            let written = self.builder.document.text.get(span.range()).unwrap_or_default();
            span.end = Span::new(0, span.start as usize + written.trim_ascii_end().len()).end;
        }
        // The library calls an absent value `~`.
        let absent = style == Style::Plain && span.is_empty();
        let kind = kind_of(if absent { "" } else { value }, style, tag);
        let (shape, range) = if absent { (Shape::Source(kind), span) } else { self.builder.keep(value, kind) };
        Node { span, range, shape, style }
    }

    fn fail(&mut self, error: &ScanError) -> Result<(), Stop> {
        let at = error.marker().byte_offset().unwrap_or_default().min(self.source.len());
        let kind = problem_of(error.kind());
        // The library points behind the tab.
        let line = self.source.get(..at).map_or("", |before| before.rsplit('\n').next().unwrap_or_default());
        let back = line.rfind('\t').filter(|_| kind == ProblemKind::Tab).map_or(0, |tab| line.len() - tab);
        let at = at - back;
        let next = self.source.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let span = Span::new(at + self.base, at + next + self.base);
        self.builder.problem(span, kind);
        Err(Stop)
    }
}

/// The type of a scalar: what its tag says if that is of the core schema, else what its text says.
fn kind_of(value: &str, style: Style, tag: Option<&Tag>) -> Kind {
    let untagged = || if style == Style::Plain { resolve(value) } else { Kind::String };
    let Some(tag) = tag else { return untagged() };
    match tag.core_suffix() {
        Some("int" | "float") if is_number(value) => Kind::Number,
        Some("bool") if resolve(value) == Kind::Bool => Kind::Bool,
        Some("null") if resolve(value) == Kind::Null => Kind::Null,
        Some(_) => Kind::String,
        // Of the core schema or wrongly so: `!!str`, `!!int x`. `!` alone says that a scalar is a string; other tags are the writer's own and say nothing here.
        None if tag.parts() == ("", "!") || tag.parts() == ("!", "") => Kind::String,
        None => untagged(),
    }
}

fn collection(shape: Shape, style: StructureStyle, span: Span) -> Node {
    let style = if style == StructureStyle::Flow { Style::Flow } else { Style::Block };
    Node { span, range: Span::default(), shape, style }
}

fn null(span: Span) -> Node {
    Node { span, range: span, shape: Shape::Source(Kind::Null), style: Style::Plain }
}

fn problem_of(kind: &ErrorKind) -> ProblemKind {
    match kind {
        ErrorKind::RecursionLimitExceeded => ProblemKind::TooDeep,
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::TabInIndentation
        | ErrorKind::TabInPlainScalar => ProblemKind::Tab,
        other => ProblemKind::Syntax(super::problem::clean(&other.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use ProblemKind::{
        AnchorCycle, BooleanKey, DuplicateKey, MergeKey, NonStringKey, SeveralDocuments, Tab, UnknownAlias,
    };

    use super::*;
    use crate::document::testing::{problems, yaml};
    use crate::document::{NodeRef, parse};

    #[test]
    fn spans_hold_what_is_written() {
        let text = "# 字典\n订单: 值 # 说明\nq: \"a\\n中\" \ns: 'it''s'\nb: |\n  一行\n  two\n\nf: >-\n  x\n  y\nm: multi\n  line\n\
                    seq: [1, {k: 甲, e: }]\nempty:\nlast: 乙";
        let document = yaml(text);
        for (pointer, raw, value, style) in [
            ("/订单", "值", "值", Style::Plain),
            ("/q", "\"a\\n中\"", "a\n中", Style::Quoted),
            ("/s", "'it''s'", "it's", Style::Quoted),
            ("/b", "一行\n  two", "一行\ntwo\n", Style::Block),
            ("/f", "x\n  y", "x y", Style::Block),
            ("/m", "multi\n  line", "multi line", Style::Plain),
            ("/seq/0", "1", "1", Style::Plain),
            ("/seq/1/k", "甲", "甲", Style::Plain),
            ("/seq/1/e", "", "", Style::Plain),
            ("/empty", "", "", Style::Plain),
            ("/last", "乙", "乙", Style::Plain),
        ] {
            let node = document.root().pointer(pointer).unwrap();
            assert_eq!((node.raw(), node.scalar(), node.style()), (raw, Some(value), style), "{pointer}");
        }
        let node = |pointer| document.root().pointer(pointer).unwrap();
        assert_eq!(node("/seq").raw(), "[1, {k: 甲, e: }]");
        assert_eq!(node("/seq/1").raw(), "{k: 甲, e: }");
        assert_eq!(document.root().raw(), text.strip_prefix("# 字典\n").unwrap());
        let keys: Vec<_> = document.root().entries().map(|it| &text[it.key_span.range()]).collect();
        assert_eq!(keys, ["订单", "q", "s", "b", "f", "m", "seq", "empty", "last"]);
        assert_eq!(node("/empty").span().start, document.root().entry("empty").unwrap().key_span.end);
        let comments: Vec<_> = document.comments().iter().map(|it| &text[it.range()]).collect();
        assert_eq!(comments, ["# 字典", "# 说明"]);
    }

    #[test]
    fn a_block_collection_ends_with_its_last_child() {
        let document = yaml("a:\n  b:\n    c: 1\n\n\n# far away\nd: 2\n");
        assert_eq!(document.root().pointer("/a").unwrap().raw(), "b:\n    c: 1");
        let document = yaml("- x\n- y\n\n");
        assert!(document.root().raw().ends_with("- y"));
    }

    #[test]
    fn a_byte_order_mark_shifts_spans_and_nothing_else() {
        let document = yaml("\u{FEFF}键: 值\n\"k\": \"\\u4e2d\"\n");
        assert_eq!(document.root().get("键").unwrap().raw(), "值");
        assert_eq!(document.root().get("k").unwrap().as_str(), Some("中"));
        assert_eq!(document.root().entry("键").unwrap().key_span.start, 3);
    }

    #[test]
    fn aliases_share_their_anchor_and_know_where_they_stand() {
        let text = "base: &b {type: string, long: [1, 2]}\nuse: *b\nlist: [*b, *b]\nk: &k name\n*k : v\n";
        let document = yaml(text);
        let (base, used) = (document.root().get("base").unwrap(), document.root().get("use").unwrap());
        assert_eq!((base.id(), base.span()), (used.id(), used.span()));
        assert_eq!((&text[used.site().range()], base.site()), ("*b", base.span()));
        assert_eq!(document.root().pointer("/list/1/long/1").unwrap().as_u64(), Some(2));
        let entry = document.root().entry("name").unwrap();
        assert_eq!((&text[entry.key_span.range()], entry.value.raw()), ("*k", "v"));
    }

    #[test]
    fn merge_keys_add_what_is_missing_with_its_origin() {
        let text = "a: &a {x: 1, w: 2}\nb: &b {w: 3, z: 4}\none: {<<: *a, x: 9}\ntwo:\n  <<: [*a, *b]\n  v: 0\n\
                    three: {<<: {q: 5}}\n";
        let document = yaml(text);
        let keys = |name| document.root().get(name).unwrap().entries().map(|it| it.key.to_owned()).collect::<Vec<_>>();
        assert_eq!(keys("one"), ["x", "w"]);
        assert_eq!(keys("two"), ["v", "x", "w", "z"]);
        let quoted = parse(Arc::from("{'<<': {a: 1}}"), Syntax::Yaml);
        assert_eq!(quoted.document.unwrap().root().to_json().to_string(), "{\"<<\":{\"a\":1}}");
        // The other parser does not follow a merge into a merge.
        let nested = parse(Arc::from("- &a {x: 1}\n- &b {<<: *a, z: 2}\n- {<<: *b}"), Syntax::Yaml).document.unwrap();
        assert_eq!(nested.root().item(2).unwrap().to_json().to_string(), "{\"z\":2,\"x\":1}");
        let merged = document.root().get("one").unwrap().entry("w").unwrap();
        assert_eq!((merged.key_span.start, merged.value.span().start), (13, 16));
    }

    #[test]
    fn tags_of_the_core_schema_decide_and_others_do_not() {
        let document = yaml("[!!str 12, !!int \"3\", !!str , !!float 1.5, !!bool \"true\"]");
        let kinds: Vec<_> = document.root().items().map(|it| it.kind().name()).collect();
        assert_eq!(kinds, ["string", "number", "string", "number", "boolean"]);
        let own = parse(Arc::from("[!Ref 5, !Ref x, !!timestamp 2024-01-01, ! 4]"), Syntax::Yaml).document.unwrap();
        let kinds: Vec<_> = own.root().items().map(|it| it.kind().name()).collect();
        assert_eq!(kinds, ["number", "string", "string", "string"]);
    }

    #[test]
    fn numbers_keep_their_text() {
        let text = "[0.10, 1e3, 123456789012345678901234567890, 0x1F, +7, .5, 1_000, 12:30, 2024-01-01]";
        let document = parse(Arc::from(text), Syntax::Yaml).document.unwrap();
        let texts: Vec<_> = document.root().items().map(NodeRef::number_text).collect();
        let numbers = ["0.10", "1e3", "123456789012345678901234567890", "0x1F", "+7", ".5"];
        assert_eq!(texts[..6], numbers.map(Some));
        assert_eq!(texts[6..], [None, None, None]);
        let values: Vec<_> = document.root().items().map(NodeRef::as_u64).collect();
        assert_eq!(values[..6], [None, None, None, Some(31), Some(7), None]);
    }

    #[test]
    fn faults_are_told_where_they_are() {
        let duplicate = |key: &str, start, end| DuplicateKey { key: key.to_owned(), first: Span { start, end } };
        let boolean = |key: &str| BooleanKey { key: key.to_owned() };
        for (text, expected) in [
            ("a: 1\nb: 2\n'a': 3\n", vec![("'a'", duplicate("a", 0, 1))]),
            ("{键: 1, 键: 2, 键: 3}", vec![("键", duplicate("键", 1, 4)), ("键", duplicate("键", 1, 4))]),
            ("1: a\n\"1\": b\n", vec![("\"1\"", duplicate("1", 0, 1))]),
            (
                "NO: 1\n'no': 2\non: [y]\ntrue: 3\n",
                vec![("NO", boolean("NO")), ("on", boolean("on")), ("true", boolean("true"))],
            ),
            ("{? [a] : 1, null: 2, : 3}", vec![("[a]", NonStringKey), ("null", NonStringKey), ("", NonStringKey)]),
            ("a: *b\nc: 1\n", vec![("*b", UnknownAlias)]),
            ("a: &a [1, *a]\n", vec![("*a", AnchorCycle)]),
            ("&a {b: {c: *a}}", vec![("*a", AnchorCycle)]),
            ("a: {<<: 1}", vec![("<<", MergeKey)]),
            ("a: {<<: [1, {b: 2}]}", vec![("<<", MergeKey)]),
            ("a: 1\n---\nb: 2\n", vec![("---", SeveralDocuments)]),
            ("a:\n\tb: 1\n", vec![("\t", Tab)]),
            ("a: 1\n...\n", vec![]),
            ("", vec![]),
            ("# only\n", vec![]),
        ] {
            let found = problems(text, Syntax::Yaml);
            let found: Vec<_> = found.iter().map(|(under, kind)| (under.as_str(), kind.clone())).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn what_stands_before_a_fault_is_kept() {
        for (text, json, fault) in [
            ("a: 1\nb: {c: [1, 2\nd: 3\n", r#"{"a":1,"b":{"c":[1]}}"#, true),
            ("a: 1\na: 2\nb: 3\n", r#"{"a":1,"b":3}"#, false),
            ("a: 1\n---\nb: 2\n", r#"{"a":1}"#, false),
            ("a: *x\nb: 1\n", r#"{"a":null,"b":1}"#, false),
            ("# none\n", "null", false),
        ] {
            let parsed = parse(Arc::from(text), Syntax::Yaml);
            assert_eq!(parsed.document.unwrap().root().to_json().to_string(), json, "{text}");
            assert_eq!(parsed.problems.iter().any(|it| matches!(it.kind, ProblemKind::Syntax(_))), fault, "{text}");
        }
    }

    #[test]
    fn many_comments_in_a_row_are_fine() {
        let text = format!("a:\n{}  b: 1\n", "  # line\n".repeat(5_000));
        assert_eq!(yaml(&text).comments().len(), 5_000);
    }
}
