//! The documents of one contract, and references between them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::document::{Document, Kind, NodeRef};
use crate::text::{FileId, Origin, Span};

/// One document of a contract.
pub(super) struct Loaded {
    pub(super) file: FileId,
    pub(super) document: Document,
    /// What stands before `#` in references of this document to other files → the document it means.
    pub(super) links: BTreeMap<String, usize>,
    /// `$id` and `#anchor` of this document → the pointer they name.
    pub(super) anchors: BTreeMap<String, String>,
}

/// The contract itself, first, and the local files it refers to.
pub(super) struct Library {
    pub(super) files: Vec<Loaded>,
    /// Whether keywords beside `$ref` count.
    pub(super) reads_siblings: bool,
}

/// A node, and the way to it.
#[derive(Clone, Debug)]
pub(super) struct At<'c> {
    /// Index in the library.
    pub(super) file: usize,
    pub(super) node: NodeRef<'c>,
    /// From the root of its document.
    pub(super) pointer: Arc<str>,
    /// The key it stands under.
    pub(super) key: Option<Span>,
}

/// What a reference leads to.
pub(super) enum Target<'c> {
    Found(At<'c>),
    /// Another host.
    Remote,
    Missing,
}

impl Loaded {
    /// The pointer of the innermost schema round `pointer` that has an identifier of its own: a bundled document.
    fn bundled_at(&self, pointer: &str) -> Option<&str> {
        let ids = self.anchors.iter().filter(|(name, _)| !name.starts_with('#')).map(|(_, pointer)| &**pointer);
        let round =
            ids.filter(|it| pointer.strip_prefix(it).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')));
        round.max_by_key(|it| it.len())
    }
}

impl<'c> At<'c> {
    /// The value under `key`, whose own span is given.
    pub(super) fn child(&self, key: &str, key_span: Option<Span>, node: NodeRef<'c>) -> Self {
        let part = key.replace('~', "~0").replace('/', "~1");
        Self { file: self.file, node, pointer: Arc::from(format!("{}/{part}", self.pointer)), key: key_span }
    }

    /// The value under `key`, if there is one.
    pub(super) fn get(&self, key: &str) -> Option<Self> {
        self.node.entry(key).map(|entry| self.child(key, Some(entry.key_span), entry.value))
    }
}

impl Library {
    /// The root of a document.
    pub(super) fn root(&self, file: usize) -> Option<At<'_>> {
        let node = self.files.get(file)?.document.root();
        Some(At { file, node, pointer: Arc::from(""), key: None })
    }

    /// A range of a document as a place of the run.
    pub(super) fn origin(&self, file: usize, span: Span) -> Origin {
        Origin { file: self.files.get(file).map_or_else(FileId::default, |it| it.file), span }
    }

    /// The place that stands for a node: its key, else its first key, else itself.
    pub(super) fn head(&self, at: &At<'_>) -> Origin {
        let first = || at.node.entries().next().map(|entry| entry.key_span);
        self.origin(at.file, at.key.or_else(first).unwrap_or_else(|| at.node.span()))
    }

    /// Follows a reference that stands at or below `at`.
    pub(super) fn resolve(&self, at: &At<'_>, reference: &str) -> Target<'_> {
        let (base, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let from = at.file;
        let Some(loaded) = self.files.get(from) else { return Target::Missing };
        let file = if base.is_empty() {
            Some((from, ""))
        } else if let Some(file) = loaded.links.get(base) {
            Some((*file, ""))
        } else {
            loaded.anchors.get(base).map(|pointer| (from, &**pointer))
        };
        let Some((file, pointer)) = file else {
            return if is_remote(base) { Target::Remote } else { Target::Missing };
        };
        let fragment = decoded(fragment);
        let found = self.locate(file, pointer, &fragment).or_else(|| {
            let bundled = loaded.bundled_at(&at.pointer).filter(|_| base.is_empty())?;
            self.locate(file, bundled, &fragment)
        });
        found.map_or(Target::Missing, Target::Found)
    }

    /// The node at `fragment`, a pointer or the name of an anchor, below the node at `base`.
    pub(super) fn locate(&self, file: usize, base: &str, fragment: &str) -> Option<At<'_>> {
        let loaded = self.files.get(file)?;
        let pointer = match fragment {
            "" => base.to_owned(),
            path if path.starts_with('/') => format!("{base}{path}"),
            name => loaded.anchors.get(&format!("#{name}"))?.clone(),
        };
        let (key, node) = loaded.document.root().locate(&pointer)?;
        Some(At { file, node, pointer: Arc::from(pointer), key })
    }
}

/// Whether what stands before `#` names another host or scheme.
pub(super) fn is_remote(base: &str) -> bool {
    let scheme = base.split_once(':').is_some_and(|(scheme, _)| {
        scheme.len() > 1 && scheme.bytes().all(|it| it.is_ascii_alphanumeric() || b"+-.".contains(&it))
    });
    scheme || base.starts_with("//")
}

/// Text with its `%XX` decoded; as it is where that gives no text.
pub(super) fn decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        let (before, after) = rest.split_at(at);
        bytes.extend_from_slice(before.as_bytes());
        let byte = after.get(1..3).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(b'%'));
        rest = after.get(if byte.is_some() { 3 } else { 1 }..).unwrap_or_default();
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// The names of the entries of a node, where it is an object.
pub(super) fn names(node: NodeRef<'_>) -> impl Iterator<Item = &str> {
    node.entries().filter(move |_| node.kind() == Kind::Object).map(|entry| entry.key)
}
