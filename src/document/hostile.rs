//! Any text at all: no panic, no hang, spans that can be sliced.

use std::sync::Arc;

use proptest::prelude::*;
use serde_json::json;

use super::{NodeRef, Parsed, ProblemKind, Schema, Syntax, Text, decode, parse};
use crate::text::Span;

/// Walks everything that a caller can reach.
fn walk(node: NodeRef<'_>, inside: &impl Fn(Span)) {
    inside(node.span());
    inside(node.site());
    let _ = (node.raw(), node.scalar(), node.as_u64(), node.as_bool(), node.number_text(), node.to_json());
    for entry in node.entries() {
        inside(entry.key_span);
        assert_eq!(node.entry(entry.key).map(|it| it.value.id()), Some(entry.value.id()), "{:?}", entry.key);
        walk(entry.value, inside);
    }
    node.items().for_each(|item| walk(item, inside));
}

fn survive(text: &str) {
    for syntax in [Syntax::Yaml, Syntax::Json] {
        let Parsed { document, problems } = parse(Arc::from(text), syntax);
        let inside = |span: Span| assert!(text.get(span.range()).is_some(), "{span:?} of {text:?}");
        for problem in &problems {
            inside(problem.span);
        }
        assert!(document.is_some() || problems.iter().any(|it| is_fatal(&it.kind)), "{text:?}");
        if let Some(document) = document {
            document.comments().iter().for_each(|span| inside(*span));
            walk(document.root(), &inside);
            let schema =
                json!({"additionalProperties": {"type": "integer"}, "uniqueItems": true, "minimum": 3, "maxLength": 1});
            Schema::compile(schema).unwrap().violations(document.root()).iter().for_each(|it| inside(it.span));
            let _ = decode::<Vec<Text>>(document.root()).map_err(|error| inside(error.span));
        }
    }
}

fn is_fatal(kind: &ProblemKind) -> bool {
    matches!(kind, ProblemKind::Syntax(_) | ProblemKind::Tab | ProblemKind::TooDeep)
}

proptest! {
    #[test]
    fn any_characters_are_survived(text in any::<String>()) {
        survive(&text);
    }

    #[test]
    fn any_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        survive(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn anything_that_looks_like_yaml_is_survived(text in "([a-c中]|: |- |\\n|\\n  |\\n    |\\[|\\]|\\{|\\}|, |&a |\\*a|<<: |\\? |\\||>|\"|'|#| |\\t|!!int |!x |~|0x1|1e9|---|\u{FEFF}|\r\n){0,60}") {
        survive(&text);
    }

    #[test]
    fn real_text_with_damage_is_survived(cut in 0_usize..400, junk in any::<char>()) {
        let text = include_str!("../../Cargo.toml").replace(" = ", ": ").replace(['[', ']'], "");
        let mut at = cut.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let (before, after) = text.split_at(at);
        survive(&format!("{before}{junk}{after}"));
    }
}
