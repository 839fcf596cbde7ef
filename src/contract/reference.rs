//! Every reference of a document: where it stands, and whether it leads anywhere.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::library::{At, Library, Target, decoded, is_remote, names};
use super::problem::Noted;
use crate::document::{Kind, NodeRef};
use crate::message::contract;
use crate::text::{Span, nearest};

/// A `$ref`.
pub(super) struct Reference {
    /// As written.
    pub(super) text: String,
    /// Where it stands.
    pub(super) span: Span,
    /// The pointer to the object it stands in.
    pointer: Arc<str>,
}

/// What a walk over a document found.
#[derive(Default)]
pub(super) struct Found {
    pub(super) references: Vec<Reference>,
    /// `$id` and `#anchor` → pointer.
    pub(super) anchors: BTreeMap<String, String>,
}

/// Keys whose values are examples and constants, not structure.
const VALUES: [&str; 5] = ["example", "examples", "default", "enum", "const"];

/// Keys whose values are prose; that they are an object, as some tools want it to include a file, is told by itself.
const PROSE: [&str; 3] = ["description", "summary", "title"];

/// Keys whose entries are named by the author, so that no name there is a keyword.
const NAMED: [&str; 8] = [
    "properties",
    "patternProperties",
    "$defs",
    "definitions",
    "dependentSchemas",
    "schemas",
    "responses",
    "callbacks",
];

/// Collects references and anchors.
pub(super) fn collect(root: NodeRef<'_>) -> Found {
    let mut walk = Walk { found: Found::default(), pointer: String::new(), seen: BTreeSet::new() };
    walk.node(root, false);
    walk.found
}

struct Walk {
    found: Found,
    pointer: String,
    /// Ids of collections that were walked: those behind aliases are walked once.
    seen: BTreeSet<u32>,
}

impl Walk {
    fn node(&mut self, node: NodeRef<'_>, named: bool) {
        if node.is_empty() || !self.seen.insert(node.id()) {
            return;
        }
        for entry in node.entries() {
            if !named && (VALUES.contains(&entry.key) || PROSE.contains(&entry.key) || entry.key.starts_with("x-")) {
                continue;
            }
            if let Some(text) = entry.value.as_str() {
                self.keyword(entry.key, text, entry.value.site(), named);
                continue;
            }
            self.below(entry.key, |walk| walk.node(entry.value, !named && NAMED.contains(&entry.key)));
        }
        for (index, item) in node.items().enumerate() {
            self.below(&index.to_string(), |walk| walk.node(item, false));
        }
    }

    fn below(&mut self, key: &str, go: impl FnOnce(&mut Self)) {
        let length = self.pointer.len();
        self.pointer.push('/');
        self.pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
        go(self);
        self.pointer.truncate(length);
    }

    fn keyword(&mut self, key: &str, text: &str, span: Span, named: bool) {
        match key {
            "$ref" => {
                let pointer = Arc::from(self.pointer.as_str());
                self.found.references.push(Reference { text: text.to_owned(), span, pointer });
            }
            "$id" | "id" if !named => {
                let id = text.trim_end_matches('#');
                // References that are relative to an identifier are mostly its last part.
                for name in [Some(id), id.rsplit('/').next()].into_iter().flatten().filter(|it| !it.is_empty()) {
                    self.found.anchors.entry(name.to_owned()).or_insert_with(|| self.pointer.clone());
                }
            }
            "$anchor" | "$dynamicAnchor" if !named => {
                self.found.anchors.entry(format!("#{text}")).or_insert_with(|| self.pointer.clone());
            }
            _ => {}
        }
    }
}

/// Judges the references of document `file`. `failed` are those to files, with what went wrong. What is wrong with a document
/// is told once, at all references to it; so is a part that is not there.
pub(super) fn check(
    library: &Library,
    file: usize,
    references: &[Reference],
    failed: &BTreeMap<String, Noted>,
) -> Vec<Noted> {
    let mut noted: Vec<Noted> = Vec::new();
    let Some(root) = library.root(file) else { return noted };
    let mut told: BTreeMap<&str, usize> = BTreeMap::new();
    for Reference { text: reference, span, pointer } in references {
        let at = At { pointer: Arc::clone(pointer), ..root.clone() };
        let base = reference.split('#').next().unwrap_or_default();
        let is_here = base.is_empty() || library.files.get(file).is_some_and(|it| it.links.contains_key(base));
        let cause = if is_here { reference.as_str() } else { base };
        let problem = match library.resolve(&at, reference) {
            Target::Found(at) => circles(library, &at).then(|| {
                let message = contract::reference_circular(reference);
                Noted::invalid(*span, message, contract::reference_help())
                    .labelled(contract::reference_circular_label())
            }),
            Target::Remote => {
                let message = contract::reference_remote(base);
                let problem = Noted::unread(*span, message, contract::reference_remote_help());
                Some(problem.labelled(contract::reference_remote_label()))
            }
            Target::Missing => failed
                .get(base)
                .map(|problem| Noted { span: *span, ..problem.clone() })
                .or_else(|| Some(unresolved(library, file, cause, *span))),
        };
        let Some(problem) = problem else { continue };
        if let Some(first) = told.get(cause).and_then(|it| noted.get_mut(*it)) {
            first.more.push(*span);
            continue;
        }
        told.insert(cause, noted.len());
        noted.push(problem.about(cause));
    }
    noted
}

/// Most references in a row that are followed to find a circle.
const LONGEST_CHAIN: usize = 64;

/// Whether nothing but references follows from `first`, back to one of them.
fn circles(library: &Library, first: &At<'_>) -> bool {
    let mut seen = BTreeSet::from([(first.file, first.node.id())]);
    let mut at = first.clone();
    while seen.len() < LONGEST_CHAIN && at.node.len() == 1 {
        let Some(reference) = at.node.get("$ref").and_then(NodeRef::as_str) else { return false };
        let Target::Found(target) = library.resolve(&at, reference) else { return false };
        if !seen.insert((target.file, target.node.id())) {
            return true;
        }
        at = target;
    }
    false
}

fn unresolved(library: &Library, file: usize, reference: &str, span: Span) -> Noted {
    let help = near(library, file, reference).map_or_else(contract::reference_help, contract::reference_near);
    let problem = Noted::invalid(span, contract::reference_unresolved(reference), help);
    problem.labelled(contract::reference_unresolved_label())
}

/// The reference with its last part corrected to a name that exists.
fn near(library: &Library, file: usize, reference: &str) -> Option<String> {
    let (base, fragment) = reference.split_once('#')?;
    if is_remote(base) {
        return None;
    }
    let file = if base.is_empty() { file } else { *library.files.get(file)?.links.get(base)? };
    let (parent, last) = fragment.rsplit_once('/')?;
    let at = library.locate(file, "", &decoded(parent)).filter(|it| it.node.kind() == Kind::Object)?;
    let near = nearest(&decoded(last), names(at.node))?;
    Some(format!("{base}#{parent}/{near}"))
}
