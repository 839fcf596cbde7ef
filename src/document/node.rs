//! Walking a document.

use std::slice::Iter;

use serde_json::Value;

use super::arena::{Id, Shape};
use super::number::Number;
use super::{Document, Kind, Style};
use crate::text::Span;

/// One value of a [`Document`]. An alias is the value it stands for, in the place where it stands.
#[derive(Clone, Copy)]
pub struct NodeRef<'d> {
    document: &'d Document,
    /// The value, never an alias.
    id: Id,
    /// Where it was mentioned: `id` itself or an alias of it.
    site: Id,
}

/// A key with its value.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'d> {
    /// The key as text; of a number, boolean or null the text as written.
    pub key: &'d str,
    /// Where the key stands, with its quotes.
    pub key_span: Span,
    /// The key as a node: tells an unquoted code (`010:`) from a quoted one.
    pub key_node: NodeRef<'d>,
    /// The value.
    pub value: NodeRef<'d>,
}

impl<'d> NodeRef<'d> {
    pub(super) fn new(document: &'d Document, site: Id) -> Self {
        Self { document, id: document.resolve(site), site }
    }

    /// The document it is part of.
    pub fn document(self) -> &'d Document {
        self.document
    }

    /// A number that no other value of the document has, and that all mentions of this value share.
    pub fn id(self) -> u32 {
        self.id
    }

    /// Its JSON type.
    pub fn kind(self) -> Kind {
        match self.document.node(self.id).shape {
            Shape::Source(kind) | Shape::Decoded(kind) => kind,
            Shape::Array => Kind::Array,
            Shape::Object => Kind::Object,
            // `id` is never an alias.
            Shape::Alias => Kind::Null,
        }
    }

    /// Where its content is written: of an alias, where the anchor is. Quotes and brackets belong to it, tags and anchors do not.
    /// Nothing at all, as in `key:`, has an empty span right behind the key.
    pub fn span(self) -> Span {
        self.document.node(self.id).span
    }

    /// Where it is used: differs from [`span`](Self::span) for an alias, which is `*name` itself.
    pub fn site(self) -> Span {
        self.document.node(self.site).span
    }

    /// The bytes of [`span`](Self::span), as written.
    pub fn raw(self) -> &'d str {
        self.document.text.get(self.span().range()).unwrap_or_default()
    }

    /// How it was written.
    pub fn style(self) -> Style {
        self.document.node(self.id).style
    }

    /// The value of any scalar as text: of a string its value, else what is written. None for collections.
    pub fn scalar(self) -> Option<&'d str> {
        (!matches!(self.kind(), Kind::Array | Kind::Object)).then(|| self.document.scalar_text(self.id))
    }

    /// The value of a string.
    pub fn as_str(self) -> Option<&'d str> {
        (self.kind() == Kind::String).then(|| self.document.scalar_text(self.id))
    }

    /// The value of a boolean.
    pub fn as_bool(self) -> Option<bool> {
        (self.kind() == Kind::Bool).then(|| self.document.scalar_text(self.id).starts_with(['t', 'T']))
    }

    /// The value of a number that is written as an integer and fits.
    pub fn as_u64(self) -> Option<u64> {
        self.number()?.as_u64()
    }

    /// A number as written: `0x1F`, `010`, `1.50`.
    pub fn number_text(self) -> Option<&'d str> {
        self.number().map(|it| it.0)
    }

    pub(super) fn number(self) -> Option<Number<'d>> {
        (self.kind() == Kind::Number).then(|| Number(self.document.scalar_text(self.id)))
    }

    /// Number of items or entries; 0 for scalars.
    pub fn len(self) -> usize {
        self.document.entries_of(self.id).len() + self.document.items_of(self.id).len()
    }

    /// Whether it has no items and no entries.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The entries of an object in the order of the text, merged ones last; none for others.
    pub fn entries(self) -> Entries<'d> {
        Entries { document: self.document, iter: self.document.entries_of(self.id).iter() }
    }

    /// The items of an array; none for others.
    pub fn items(self) -> Items<'d> {
        Items { document: self.document, iter: self.document.items_of(self.id).iter() }
    }

    /// The entry with this key, without walking the others in a large object.
    pub fn entry(self, key: &str) -> Option<Entry<'d>> {
        self.document.find(self.id, key).map(|pair| Entry::new(self.document, pair))
    }

    /// The value with this key.
    pub fn get(self, key: &str) -> Option<Self> {
        self.entry(key).map(|entry| entry.value)
    }

    /// The item at `index`, from 0.
    pub fn item(self, index: usize) -> Option<Self> {
        self.document.items_of(self.id).get(index).map(|id| Self::new(self.document, *id))
    }

    /// The value at a JSON pointer (RFC 6901) below this one: `/a/b/0`, `~1` for `/`, `~0` for `~`.
    pub fn pointer(self, pointer: &str) -> Option<Self> {
        self.locate(pointer).map(|(_, node)| node)
    }

    /// The value at a JSON pointer, with the span of the key it stands under unless it is an item or this node.
    pub fn locate(self, pointer: &str) -> Option<(Option<Span>, Self)> {
        let mut at = (None, self);
        if pointer.is_empty() {
            return Some(at);
        }
        for part in pointer.strip_prefix('/')?.split('/') {
            at = if at.1.kind() == Kind::Array {
                (None, at.1.item(array_index(part)?)?)
            } else {
                let key = part.replace("~1", "/").replace("~0", "~");
                at.1.entry(&key).map(|entry| (Some(entry.key_span), entry.value))?
            };
        }
        Some(at)
    }

    /// The JSON pointer to the innermost value below this one whose key or text holds the byte at `offset`.
    pub fn pointer_to(self, offset: u32) -> String {
        let mut pointer = String::new();
        let mut at = self;
        loop {
            let holds = |start: u32, end: u32| start <= offset && offset < end.max(start + 1);
            // Merged and aliased values stand elsewhere, so every step must go on within the one before.
            let child = at.entries().find(|it| holds(it.key_span.start, it.value.site().end.max(it.key_span.end)));
            let (part, next) = match child {
                Some(entry) => (entry.key.replace('~', "~0").replace('/', "~1"), entry.value),
                None => match at.items().enumerate().find(|(_, it)| holds(it.site().start, it.site().end)) {
                    Some((index, item)) => (index.to_string(), item),
                    None => return pointer,
                },
            };
            pointer.push('/');
            pointer.push_str(&part);
            at = next;
        }
    }

    /// The same as a JSON value, aliases unfolded. Numbers past 64 bits become floats, and infinities their text.
    pub fn to_json(self) -> Value {
        // No document has more nodes than this, so the budget cannot run out.
        self.to_json_within(&mut u64::MAX.clone()).unwrap_or_default()
    }

    /// The same, if it has at most `budget` nodes.
    pub(super) fn to_json_within(self, budget: &mut u64) -> Option<Value> {
        *budget = budget.checked_sub(1)?;
        let text = self.document.scalar_text(self.id);
        Some(match self.kind() {
            Kind::Null => Value::Null,
            Kind::Bool => Value::Bool(text.starts_with(['t', 'T'])),
            Kind::Number => Number(text).to_json().map_or_else(|| Value::String(text.to_owned()), Value::Number),
            Kind::String => Value::String(text.to_owned()),
            Kind::Array => Value::Array(self.items().map(|it| it.to_json_within(budget)).collect::<Option<_>>()?),
            Kind::Object => {
                let entries = self.entries().map(|it| Some((it.key.to_owned(), it.value.to_json_within(budget)?)));
                Value::Object(entries.collect::<Option<_>>()?)
            }
        })
    }
}

/// An index as RFC 6901 writes it: no sign, no leading zero.
fn array_index(part: &str) -> Option<usize> {
    let written = part.bytes().all(|b| b.is_ascii_digit()) && (part.len() == 1 || !part.starts_with('0'));
    written.then(|| part.parse().ok()).flatten()
}

impl std::fmt::Debug for NodeRef<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} at {}..{}", self.kind().name(), self.span().start, self.span().end)
    }
}

impl<'d> Entry<'d> {
    fn new(document: &'d Document, (key, value): (Id, Id)) -> Self {
        let key_node = NodeRef::new(document, key);
        let key = document.scalar_text(key);
        Self { key, key_span: key_node.site(), key_node, value: NodeRef::new(document, value) }
    }
}

/// The entries of an object, in order.
#[derive(Clone, Debug)]
pub struct Entries<'d> {
    document: &'d Document,
    iter: Iter<'d, (Id, Id)>,
}

impl<'d> Iterator for Entries<'d> {
    type Item = Entry<'d>;

    fn next(&mut self) -> Option<Self::Item> {
        self.iter.next().map(|pair| Entry::new(self.document, *pair))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.iter.size_hint()
    }
}

impl ExactSizeIterator for Entries<'_> {}

/// The items of an array, in order.
#[derive(Clone, Debug)]
pub struct Items<'d> {
    document: &'d Document,
    iter: Iter<'d, Id>,
}

impl<'d> Iterator for Items<'d> {
    type Item = NodeRef<'d>;

    fn next(&mut self) -> Option<Self::Item> {
        self.iter.next().map(|id| NodeRef::new(self.document, *id))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.iter.size_hint()
    }
}

impl ExactSizeIterator for Items<'_> {}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::document::NodeRef;
    use crate::document::testing::{json, yaml};

    #[test]
    fn pointers_follow_rfc_6901() {
        let document = json(r#"{"": 0, "a/b": 1, "m~n": 2, "~1": 3, "a": [10, [20]], "01": {"0": 4}}"#);
        for (pointer, value) in [
            ("/", Some(json!(0))),
            ("/a~1b", Some(json!(1))),
            ("/m~0n", Some(json!(2))),
            ("/~01", Some(json!(3))),
            ("/a/0", Some(json!(10))),
            ("/a/1/0", Some(json!(20))),
            ("/01/0", Some(json!(4))),
            ("/a/01", None),
            ("/a/-", None),
            ("/a/+1", None),
            ("/a/2", None),
            ("/a/", None),
            ("/a/0/x", None),
            ("a", None),
        ] {
            assert_eq!(document.root().pointer(pointer).map(NodeRef::to_json), value, "{pointer}");
        }
        assert_eq!(document.root().pointer("").unwrap().len(), 6);
        let (key, _) = document.root().locate("/01/0").unwrap();
        assert_eq!(&document.text()[key.unwrap().range()], "\"0\"");
        assert!(document.root().locate("/a/0").unwrap().0.is_none());
    }

    #[test]
    fn a_place_has_the_pointer_of_the_innermost_value_round_it() {
        let text = "a:\n  b/c: [1, {d: 2}]\ne: &x {f: 3}\ng: *x\n";
        let document = yaml(text);
        for (word, pointer) in [
            ("a:", "/a"),
            ("b/c", "/a/b~1c"),
            ("{d", "/a/b~1c/1"),
            ("d:", "/a/b~1c/1/d"),
            ("2}", "/a/b~1c/1/d"),
            ("3", "/e/f"),
            ("*x", "/g"),
        ] {
            let offset = u32::try_from(text.find(word).unwrap()).unwrap();
            assert_eq!(document.root().pointer_to(offset), pointer, "{word}");
        }
        assert_eq!(document.root().pointer_to(9_999), "");
    }

    #[test]
    fn values_are_what_their_kind_says_and_nothing_else() {
        let document = yaml("{s: '1', i: 1, b: True, u: ~, a: [], o: {}}");
        let node = |key| document.root().get(key).unwrap();
        assert_eq!((node("s").as_str(), node("s").as_u64(), node("s").number_text()), (Some("1"), None, None));
        assert_eq!((node("i").as_str(), node("i").as_u64(), node("i").as_bool()), (None, Some(1), None));
        assert_eq!((node("b").as_bool(), node("b").scalar()), (Some(true), Some("True")));
        assert_eq!((node("u").as_str(), node("u").scalar()), (None, Some("~")));
        assert_eq!((node("a").scalar(), node("o").scalar(), node("o").is_empty()), (None, None, true));
    }
}
