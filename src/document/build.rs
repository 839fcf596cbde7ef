//! From a stream of nodes to an arena, the same for both syntaxes. Every bound on documents is held here.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::arena::{Id, Node, SMALL, Shape};
use super::{Document, Kind, Parsed, Problem, ProblemKind, Style, Syntax, is_yaml11_boolean};
use crate::text::Span;

/// Most levels of nesting. Real contracts reach about 40; every walk recurses at most so deep.
pub const DEEPEST: usize = 256;

/// Most nodes that aliases may add to a walk over a document.
pub const MOST_ALIASED: u64 = 1_000_000;

/// Most entries that merge keys may add to a document.
pub const MOST_MERGED: usize = 100_000;

/// The document cannot be read further; the problem that says why is already kept.
pub(super) struct Stop;

/// A collection whose end has not been seen.
struct Frame {
    id: Id,
    /// Its first child among the pending ones: items, or keys and values in turn.
    first: usize,
    extent: Extent,
    anchor: usize,
}

/// How much a walk over a node takes.
#[derive(Clone, Copy)]
struct Extent {
    nodes: u64,
    levels: usize,
}

/// What an anchor names: none while its node is still open.
type Anchor = Option<(Id, Extent)>;

/// Builds a [`Document`] node by node.
pub(super) struct Builder {
    pub(super) document: Document,
    pub(super) problems: Vec<Problem>,
    frames: Vec<Frame>,
    pending: Vec<Id>,
    anchors: HashMap<usize, Anchor>,
    aliased: u64,
    merged: usize,
}

impl Builder {
    pub(super) fn new(text: Arc<str>, syntax: Syntax) -> Self {
        Self {
            document: Document::new(text, syntax),
            problems: Vec::new(),
            frames: Vec::new(),
            pending: Vec::new(),
            anchors: HashMap::new(),
            aliased: 0,
            merged: 0,
        }
    }

    pub(super) fn problem(&mut self, span: Span, kind: ProblemKind) {
        self.problems.push(Problem { span, kind });
    }

    /// Where the value of a scalar can be read: in the source if it is a part of it, else in a copy.
    pub(super) fn keep(&mut self, value: &str, kind: Kind) -> (Shape, Span) {
        let text = &self.document.text;
        if let Some(start) = value.as_ptr().addr().checked_sub(text.as_ptr().addr())
            && text.get(start..start + value.len()).is_some_and(|part| std::ptr::eq(part, value))
        {
            return (Shape::Source(kind), Span::new(start, start + value.len()));
        }
        let start = self.document.decoded.len();
        self.document.decoded.push_str(value);
        (Shape::Decoded(kind), Span::new(start, self.document.decoded.len()))
    }

    /// Adds a scalar; `anchor` is 0 without one.
    pub(super) fn scalar(&mut self, mut node: Node, anchor: usize) {
        if node.span.is_empty()
            && let Some(key) = self.awaiting_value()
        {
            let end = self.document.node(key).span.end;
            node.span = Span { start: end, end };
        }
        let id = self.push(node);
        let extent = Extent { nodes: 1, levels: 0 };
        if anchor > 0 {
            self.anchors.insert(anchor, Some((id, extent)));
        }
        self.attach(id, extent);
    }

    /// Opens an array or object.
    pub(super) fn open(&mut self, node: Node, anchor: usize) -> Result<(), Stop> {
        if self.frames.len() >= DEEPEST {
            self.problem(node.span, ProblemKind::TooDeep);
            return Err(Stop);
        }
        let id = self.push(node);
        if anchor > 0 {
            self.anchors.insert(anchor, None);
        }
        let extent = Extent { nodes: 1, levels: 0 };
        self.frames.push(Frame { id, first: self.pending.len(), extent, anchor });
        Ok(())
    }

    /// Closes the innermost collection, at `end` or behind its last child.
    pub(super) fn close(&mut self, end: Option<u32>) {
        let Some(mut frame) = self.frames.pop() else { return };
        let last = self.pending.get(frame.first..).and_then(<[Id]>::last).copied();
        let last_end = last.map_or(0, |id| self.document.node(id).span.end);
        let range = if self.document.node(frame.id).shape == Shape::Object {
            self.close_object(frame.first)
        } else {
            let from = self.document.items.len();
            self.document.items.extend(self.pending.drain(frame.first..));
            Span::new(from, self.document.items.len())
        };
        frame.extent.levels += 1;
        if let Some(node) = self.document.nodes.get_mut(frame.id as usize) {
            node.range = range;
            node.span.end = end.unwrap_or(last_end).max(node.span.end);
        }
        if frame.anchor > 0 {
            self.anchors.insert(frame.anchor, Some((frame.id, frame.extent)));
        }
        self.attach(frame.id, frame.extent);
    }

    /// Mentions an anchored node again.
    pub(super) fn alias(&mut self, anchor: usize, span: Span) {
        let refused = match self.anchors.get(&anchor).copied() {
            None => ProblemKind::UnknownAlias,
            Some(None) => ProblemKind::AnchorCycle,
            Some(Some((_, extent))) if self.aliased.saturating_add(extent.nodes) > MOST_ALIASED => {
                // All later aliases are refused with this one, so that the problem is told once.
                let told = std::mem::replace(&mut self.aliased, u64::MAX) == u64::MAX;
                return if told { self.null(span) } else { self.refuse(span, ProblemKind::AliasBomb) };
            }
            Some(Some((_, extent))) if self.frames.len() + extent.levels > DEEPEST => ProblemKind::TooDeep,
            Some(Some((target, extent))) => {
                self.aliased += extent.nodes;
                let range = Span { start: target, end: target };
                let id = self.push(Node { span, range, shape: Shape::Alias, style: Style::Plain });
                return self.attach(id, extent);
            }
        };
        self.refuse(span, refused);
    }

    /// Puts `null` where an alias cannot be followed.
    pub(super) fn refuse(&mut self, span: Span, kind: ProblemKind) {
        self.problem(span, kind);
        self.null(span);
    }

    fn null(&mut self, span: Span) {
        let range = Span { start: span.start, end: span.start };
        self.scalar(Node { span, range, shape: Shape::Source(Kind::Null), style: Style::Plain }, 0);
    }

    /// Closes what is open and gives what there is.
    pub(super) fn finish(mut self) -> Parsed {
        while !self.frames.is_empty() {
            self.close(None);
        }
        let root = self.pending.first().copied();
        if let Some(root) = root {
            self.document.root = root;
        }
        Parsed { document: root.map(|_| self.document), problems: self.problems }
    }

    fn push(&mut self, node: Node) -> Id {
        self.document.nodes.push(node);
        Id::try_from(self.document.nodes.len() - 1).unwrap_or(Id::MAX)
    }

    /// The key that the innermost object has no value for yet.
    fn awaiting_value(&self) -> Option<Id> {
        let frame = self.frames.last()?;
        let children = self.pending.get(frame.first..)?;
        let object = self.document.node(frame.id).shape == Shape::Object;
        if object && children.len() % 2 == 1 { children.last().copied() } else { None }
    }

    fn attach(&mut self, id: Id, extent: Extent) {
        let after_key = self.awaiting_value().is_some();
        if let Some(frame) = self.frames.last_mut() {
            frame.extent.nodes += extent.nodes;
            frame.extent.levels = frame.extent.levels.max(extent.levels);
            let is_key = self.document.nodes.get(frame.id as usize).is_some_and(|it| it.shape == Shape::Object);
            if is_key && !after_key && self.document.syntax == Syntax::Yaml {
                self.check_key(id);
            }
        }
        self.pending.push(id);
    }

    fn check_key(&mut self, id: Id) {
        let span = self.document.node(id).span;
        let target = self.document.node(self.document.resolve(id));
        match target.shape {
            Shape::Array | Shape::Object | Shape::Source(Kind::Null) => self.problem(span, ProblemKind::NonStringKey),
            Shape::Source(_) if target.style == Style::Plain => {
                let key = self.document.scalar_text(id);
                if is_yaml11_boolean(key) {
                    let key = key.to_owned();
                    self.problem(span, ProblemKind::BooleanKey { key });
                }
            }
            _ => {}
        }
    }

    /// Moves the pending keys and values into entries: each key once, merges followed, large objects indexed.
    fn close_object(&mut self, first: usize) -> Span {
        let from = self.document.entries.len();
        let mut merges = Vec::new();
        let pairs = self.pending.get(first..).unwrap_or_default().as_chunks::<2>().0;
        for &[key, value] in pairs {
            if self.document.is_merge(key) {
                merges.push((key, value));
            } else {
                self.document.entries.push((key, value));
            }
        }
        self.pending.truncate(first);
        let repeated = self.document.index(from);
        if !repeated.is_empty() {
            self.drop_repeated(from, &repeated);
        }
        if !merges.is_empty() {
            self.merge(from, &merges);
        }
        Span::new(from, self.document.entries.len())
    }

    /// Takes out the entries at `repeated`, pairs of an index and that of the first entry with the same key.
    fn drop_repeated(&mut self, from: usize, repeated: &[(usize, usize)]) {
        for &(again, first) in repeated {
            let (again, first) = (self.document.entries[again].0, self.document.entries[first].0);
            let key = self.document.scalar_text(again).to_owned();
            let first = self.document.node(first).span;
            if key.is_empty() && self.document.node(again).style != Style::Quoted {
                // Absent keys and collections as keys: told as such already.
                continue;
            }
            self.problem(self.document.node(again).span, ProblemKind::DuplicateKey { key, first });
        }
        let dropped: HashSet<usize> = repeated.iter().map(|(again, _)| *again).collect();
        let kept: Vec<_> = (from..self.document.entries.len()).filter(|at| !dropped.contains(at)).collect();
        let kept: Vec<_> = kept.into_iter().map(|at| self.document.entries[at]).collect();
        self.document.entries.truncate(from);
        self.document.entries.extend(kept);
        self.document.index(from);
    }

    /// Adds to the object from entry `from` on what its merge keys bring and it does not have.
    fn merge(&mut self, from: usize, merges: &[(Id, Id)]) {
        let mut sources = Vec::new();
        for &(key, value) in merges {
            match self.document.merge_sources(value) {
                Some(objects) => sources.extend(objects),
                None => self.problem(self.document.node(key).span, ProblemKind::MergeKey),
            }
        }
        let document = &self.document;
        let own = document.entries.get(from..).unwrap_or_default();
        let mut known: HashSet<&str> = own.iter().map(|(key, _)| document.scalar_text(*key)).collect();
        let entries = sources.iter().flat_map(|id| document.entries_of(*id));
        let added: Vec<_> = entries.filter(|(key, _)| known.insert(document.scalar_text(*key))).copied().collect();
        if self.merged + added.len() > MOST_MERGED {
            let key = merges.first().map_or(0, |(key, _)| *key);
            return self.problem(self.document.node(key).span, ProblemKind::MergeKey);
        }
        self.merged += added.len();
        self.document.entries.extend(added);
        self.document.index(from);
    }
}

impl Document {
    /// Whether the key at `id` is a plain `<<`.
    fn is_merge(&self, id: Id) -> bool {
        self.syntax == Syntax::Yaml && self.node(id).style == Style::Plain && self.scalar_text(id) == "<<"
    }

    /// The objects that a merge key with this value brings in; none if the value is anything else.
    fn merge_sources(&self, value: Id) -> Option<Vec<Id>> {
        let value = self.resolve(value);
        let is_object = |id: &Id| self.node(*id).shape == Shape::Object;
        if is_object(&value) {
            return Some(vec![value]);
        }
        let sources: Vec<Id> = self.items_of(value).iter().map(|id| self.resolve(*id)).collect();
        let objects = self.node(value).shape == Shape::Array && sources.iter().all(is_object);
        objects.then_some(sources)
    }

    /// Indexes the entries from `from` on, which are one object's, and gives those whose key was there before, with the first of it.
    fn index(&mut self, from: usize) -> Vec<(usize, usize)> {
        let to = self.entries.len();
        let key = |at: usize| self.scalar_text(self.entries[at].0);
        let mut repeated = Vec::new();
        if to - from <= SMALL {
            for at in from..to {
                let first = (from..at).find(|before| key(*before) == key(at));
                repeated.extend(first.map(|first| (at, first)));
            }
            self.sorted.resize(to, 0);
            return repeated;
        }
        let mut order: Vec<usize> = (from..to).collect();
        order.sort_unstable_by(|a, b| key(*a).cmp(key(*b)).then(a.cmp(b)));
        let mut first = from;
        for (position, at) in order.iter().enumerate() {
            if position > 0 && key(first) == key(*at) {
                repeated.push((*at, first));
            } else {
                first = *at;
            }
        }
        repeated.sort_unstable();
        self.sorted.truncate(from);
        self.sorted.extend(order.into_iter().map(|at| u32::try_from(at).unwrap_or(u32::MAX)));
        repeated
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::document::testing::{json, problems, yaml};
    use crate::document::{NodeRef, parse};

    fn kinds(text: &str, syntax: Syntax) -> Vec<ProblemKind> {
        problems(text, syntax).into_iter().map(|(_, kind)| kind).collect()
    }

    #[test]
    fn real_depths_are_read_and_absurd_ones_refused() {
        let nested =
            |open: &str, close: &str, levels: usize| format!("{}{}", open.repeat(levels), close.repeat(levels));
        json(&nested("[", "]", 100));
        for (levels, expected) in [(200, vec![]), (DEEPEST, vec![]), (DEEPEST + 1, vec![ProblemKind::TooDeep])] {
            assert_eq!(kinds(&nested("[", "]", levels), Syntax::Json), expected, "json {levels}");
            assert_eq!(kinds(&nested("[", "]", levels), Syntax::Yaml), expected, "flow {levels}");
        }
        for levels in [600, 20_000, 200_000] {
            assert_eq!(kinds(&"[".repeat(levels), Syntax::Json), [ProblemKind::TooDeep], "json {levels}");
            assert_eq!(kinds(&"[".repeat(levels), Syntax::Yaml), [ProblemKind::TooDeep], "flow {levels}");
            assert_eq!(kinds(&"- ".repeat(levels), Syntax::Yaml), [ProblemKind::TooDeep], "block {levels}");
        }
    }

    #[test]
    fn depth_counts_through_aliases() {
        let mut text = String::from("a0: &a0 [x]\n");
        for level in 1..400 {
            writeln!(text, "a{level}: &a{level} [*a{}]", level - 1).unwrap();
        }
        let parsed = parse(Arc::from(text), Syntax::Yaml);
        // The value of a254 lies 255 levels deep within the root; one more does not fit.
        assert_eq!(parsed.problems.first().map(|it| &it.kind), Some(&ProblemKind::TooDeep));
        parsed.document.unwrap().root().to_json();
    }

    #[test]
    fn bombs_are_refused_once_and_sharing_is_not_a_bomb() {
        let mut text = String::from("a0: &a0 [lol, lol]\n");
        for level in 1..40 {
            let below = level - 1;
            writeln!(text, "a{level}: &a{level} [*a{below}, *a{below}, *a{below}, *a{below}]").unwrap();
        }
        assert_eq!(kinds(&text, Syntax::Yaml), [ProblemKind::AliasBomb]);
        let document = parse(Arc::from(text), Syntax::Yaml).document.unwrap();
        document.root().to_json();

        let shared = format!("base: &b {{a: 1, b: 2}}\nuses:\n{}", "- *b\n".repeat(20_000));
        assert_eq!(kinds(&shared, Syntax::Yaml), []);
    }

    #[test]
    fn merges_are_bounded() {
        let mut text = String::from("base: &b\n");
        for key in 0..1_000 {
            writeln!(text, "  k{key}: 1").unwrap();
        }
        for use_ in 0..150 {
            writeln!(text, "u{use_}: {{<<: *b}}").unwrap();
        }
        let found = kinds(&text, Syntax::Yaml);
        assert_eq!((found.len(), found.first()), (50, Some(&ProblemKind::MergeKey)));
    }

    #[test]
    fn large_objects_find_every_key_and_every_duplicate() {
        for syntax in [Syntax::Yaml, Syntax::Json] {
            let mut entries: Vec<String> = (0..500).map(|key| format!("\"key{}\": {key}", key * 7919 % 500)).collect();
            entries.insert(250, String::from("\"key3\": 0"));
            entries.push(String::from("\"key3\": 1"));
            let parsed = parse(Arc::from(format!("{{{}}}", entries.join(", "))), syntax);
            assert_eq!(parsed.problems.len(), 2);
            let document = parsed.document.unwrap();
            assert_eq!(document.root().len(), 500);
            for key in 0..500 {
                let name = format!("key{}", key * 7919 % 500);
                let found = document.root().get(&name).and_then(NodeRef::as_u64);
                assert!(found == Some(key) || name == "key3", "{name}");
            }
            assert!(document.root().get("key500").is_none());
        }
    }

    #[test]
    fn objects_of_every_size_behave_alike() {
        for size in 0..20 {
            let mut text = String::new();
            for key in (0..size).rev() {
                writeln!(text, "k{key}: {key}").unwrap();
            }
            let document = if size == 0 { yaml("{}") } else { yaml(&text) };
            let keys: Vec<_> = document.root().entries().map(|it| it.key.to_owned()).collect();
            assert_eq!(keys, (0..size).rev().map(|key| format!("k{key}")).collect::<Vec<_>>());
            assert!((0..size).all(|key| document.root().get(&format!("k{key}")).is_some()));
        }
    }
}
