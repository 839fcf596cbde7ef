//! The arena: one flat vector of small nodes, with the text that their spans and scalars point into.

use std::sync::Arc;

use super::{Kind, NodeRef, Style, Syntax};
use crate::text::Span;

/// Index of a node in its arena.
pub(super) type Id = u32;

/// Objects up to this many entries are searched one by one; larger ones are indexed.
pub(super) const SMALL: usize = 8;

/// What a node is, and what its range counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A scalar whose value is these bytes of the source.
    Source(Kind),
    /// A scalar whose value is these bytes of the decoded text, as it had escapes or line breaks.
    Decoded(Kind),
    /// These of the arena's items.
    Array,
    /// These of the arena's entries.
    Object,
    /// Another mention of the node at the range's start.
    Alias,
}

/// One node: 20 bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) span: Span,
    pub(super) range: Span,
    pub(super) shape: Shape,
    pub(super) style: Style,
}

/// A parsed text: every value and key as a node with its place.
#[derive(Clone, Debug)]
pub struct Document {
    pub(super) text: Arc<str>,
    pub(super) syntax: Syntax,
    /// Values of strings that are not a part of the source.
    pub(super) decoded: String,
    pub(super) nodes: Vec<Node>,
    pub(super) items: Vec<Id>,
    /// Key and value. Merged entries share both nodes with the object they came from.
    pub(super) entries: Vec<(Id, Id)>,
    /// Beside `entries`: for objects past [`SMALL`], their entries in the order of the keys' bytes.
    pub(super) sorted: Vec<u32>,
    pub(super) comments: Vec<Span>,
    pub(super) root: Id,
}

impl Document {
    pub(super) fn new(text: Arc<str>, syntax: Syntax) -> Self {
        let guess = text.len() / 24;
        Self {
            text,
            syntax,
            decoded: String::new(),
            nodes: Vec::with_capacity(guess),
            items: Vec::new(),
            entries: Vec::with_capacity(guess / 2),
            sorted: Vec::new(),
            comments: Vec::new(),
            root: 0,
        }
    }

    /// A document that is one string.
    pub(super) fn of_string(text: &str) -> Self {
        let span = Span::new(0, text.len());
        let shape = Shape::Source(Kind::String);
        let node = Node { span, range: span, shape, style: Style::Quoted };
        let mut document = Self::new(Arc::from(text), Syntax::Json);
        document.nodes.push(node);
        document
    }

    /// The outermost value.
    pub fn root(&self) -> NodeRef<'_> {
        NodeRef::new(self, self.root)
    }

    /// The text it was read from.
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// The syntax it was read as.
    pub fn syntax(&self) -> Syntax {
        self.syntax
    }

    /// Where its comments stand, from `#` to the end of the line, in the order of the text. JSON has none.
    pub fn comments(&self) -> &[Span] {
        &self.comments
    }

    /// Number of nodes in the text, aliases not followed.
    pub fn node_count(&self) -> usize {
        self.nodes.len()
    }

    /// The node at `id`. Ids are only made by the builder, so every one has its node.
    pub(super) fn node(&self, id: Id) -> &Node {
        &self.nodes[id as usize]
    }

    /// The node that `id` mentions: itself, unless it is an alias. No alias points at an alias.
    pub(super) fn resolve(&self, id: Id) -> Id {
        let node = self.node(id);
        if node.shape == Shape::Alias { node.range.start } else { id }
    }

    /// The value of a scalar as text; nothing for collections.
    pub(super) fn scalar_text(&self, id: Id) -> &str {
        let node = self.node(self.resolve(id));
        let text = match node.shape {
            Shape::Source(_) => self.text.get(node.range.range()),
            Shape::Decoded(_) => self.decoded.get(node.range.range()),
            Shape::Array | Shape::Object | Shape::Alias => None,
        };
        text.unwrap_or_default()
    }

    /// The entries of the object at `id`; none for others.
    pub(super) fn entries_of(&self, id: Id) -> &[(Id, Id)] {
        let node = self.node(id);
        let range = if node.shape == Shape::Object { node.range.range() } else { 0..0 };
        self.entries.get(range).unwrap_or_default()
    }

    /// The items of the array at `id`; none for others.
    pub(super) fn items_of(&self, id: Id) -> &[Id] {
        let node = self.node(id);
        let range = if node.shape == Shape::Array { node.range.range() } else { 0..0 };
        self.items.get(range).unwrap_or_default()
    }

    /// The entry with this key in the object at `id`.
    pub(super) fn find(&self, id: Id, key: &str) -> Option<(Id, Id)> {
        let entries = self.entries_of(id);
        if entries.len() <= SMALL {
            return entries.iter().copied().find(|(it, _)| self.scalar_text(*it) == key);
        }
        let sorted = self.sorted.get(self.node(id).range.range())?;
        let text_at = |index: u32| self.entries.get(index as usize).map_or("", |(it, _)| self.scalar_text(*it));
        let found = sorted.binary_search_by(|index| text_at(*index).cmp(key)).ok()?;
        self.entries.get(*sorted.get(found)? as usize).copied()
    }
}
