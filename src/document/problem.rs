//! What can be wrong with a text before its meaning is looked at.

use super::Document;
use crate::text::Span;

/// What was read, and what was wrong on the way.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The document; none if nothing of it could be read. After a [`Syntax`](ProblemKind::Syntax) problem it holds what stood before.
    pub document: Option<Document>,
    /// In the order in which they were met.
    pub problems: Vec<Problem>,
}

/// One thing wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The bytes it is about; empty where something is missing.
    pub span: Span,
    /// What is wrong.
    pub kind: ProblemKind,
}

/// What is wrong. Only the caller knows which kinds matter: `on:` is a fault in a dictionary and normal in other files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// The text breaks its syntax; the parsing library's words, lower case, without a position.
    Syntax(String),
    /// A tab where YAML wants blanks.
    Tab,
    /// A key written twice in one object; the first stays, this one is left out.
    DuplicateKey {
        /// The key.
        key: String,
        /// Where the key stands for the first time.
        first: Span,
    },
    /// A plain key that YAML 1.1 reads as a boolean: `no`, `on`, `y`, `true`. It is kept as the text it is.
    BooleanKey {
        /// The key as written.
        key: String,
    },
    /// A key that is `null`, empty, or an array or object. Scalars are kept as their text, others as an empty key.
    NonStringKey,
    /// Aliases that unfold to more than [`MOST_ALIASED`](super::MOST_ALIASED) nodes; this one and all that follow read as `null`.
    AliasBomb,
    /// An alias without an anchor before it; it reads as `null`.
    UnknownAlias,
    /// An alias within its own anchor; it reads as `null`.
    AnchorCycle,
    /// A merge key (`<<`) whose value is not an object or an array of objects, or past [`MOST_MERGED`](super::MOST_MERGED) entries.
    MergeKey,
    /// Nested deeper than [`DEEPEST`](super::DEEPEST); what is deeper is not read.
    TooDeep,
    /// A second document in one text; only the first is read.
    SeveralDocuments,
}

/// A library's sentence in the form of ours: lower case, no prefix, no full stop.
pub(super) fn clean(words: &str) -> String {
    let words = words.trim().trim_end_matches('.');
    let words = words.strip_prefix("while parsing node, ").unwrap_or(words);
    let mut chars = words.chars();
    let Some(first) = chars.next() else { return String::new() };
    // `YAML` and `JSON` stay as they are.
    let name = chars.clone().next().is_some_and(char::is_uppercase);
    if name { words.to_owned() } else { first.to_lowercase().chain(chars).collect() }
}
