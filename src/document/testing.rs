//! What the tests of this floor share.

use std::sync::Arc;

use serde_json::Value;

use super::{Document, ProblemKind, Syntax, parse};

/// A faultless YAML document, which another parser reads as the same values.
pub(super) fn yaml(text: &str) -> Document {
    let parsed = parse(Arc::from(text), Syntax::Yaml);
    assert_eq!(parsed.problems, [], "{text}");
    let document = parsed.document.unwrap();
    let mut other: serde_yaml::Value = serde_yaml::from_str(text.trim_start_matches('\u{FEFF}')).unwrap();
    other.apply_merge().unwrap();
    assert_eq!(document.root().to_json(), serde_json::to_value(other).unwrap(), "{text}");
    document
}

/// A faultless JSON document, which another parser reads as the same values.
pub(super) fn json(text: &str) -> Document {
    let parsed = parse(Arc::from(text), Syntax::Json);
    assert_eq!(parsed.problems, [], "{text}");
    let document = parsed.document.unwrap();
    let other: Value = serde_json::from_str(text.trim_start_matches('\u{FEFF}')).unwrap();
    assert_eq!(document.root().to_json(), other, "{text}");
    document
}

/// The problems of a text, each with the text under it.
pub(super) fn problems(text: &str, syntax: Syntax) -> Vec<(String, ProblemKind)> {
    let parsed = parse(Arc::from(text), syntax);
    let under = |range: std::ops::Range<usize>| text.get(range).unwrap().to_owned();
    parsed.problems.into_iter().map(|it| (under(it.span.range()), it.kind)).collect()
}
