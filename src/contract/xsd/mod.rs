//! XML Schema 1.0: elements and types of one namespace, with what it includes and imports.

mod builtin;
mod content;
mod simple;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::problem::Noted;
use super::typed::reading::{Glimpse, Reading, Text, TextFormat};
use super::typed::types::{Body, NamedType, Record, Value};
use super::xml::{self, At, Tree};
use crate::message::contract;
use crate::model::Declared;
use crate::text::{Origin, Span};

/// The format.
pub(super) static FORMAT: TextFormat = TextFormat { recognises, read };

/// The namespace of the language.
const NAMESPACE: &str = "http://www.w3.org/2001/XMLSchema";

fn recognises(glimpse: &Glimpse<'_>) -> Option<&'static str> {
    let head = glimpse.text.get(..glimpse.text.len().min(4096)).unwrap_or(glimpse.text);
    let xml = glimpse.extension == "xml" && head.contains(NAMESPACE) && head.contains("schema");
    (glimpse.extension == "xsd" || xml).then_some("xsd")
}

fn read(reading: &mut Reading<'_>, text: &Text) {
    let mut waiting = vec![text.clone()];
    let mut trees: Vec<(Text, Tree)> = Vec::new();
    while let Some(next) = waiting.pop() {
        let tree = match xml::parse(&next.text) {
            Ok(tree) => tree,
            Err(noted) => {
                reading.is_whole &= next.file != text.file;
                reading.note(&next, *noted);
                continue;
            }
        };
        if let Some(root) = tree.root() {
            if !is_schema(root) {
                reading.is_whole &= next.file != text.file;
                reading.note(&next, Noted::invalid(root.name_span, contract::xsd_no_schema(), contract::xsd_help()));
                continue;
            }
            waiting.extend(included(reading, &next, (root, text)));
        }
        trees.push((next, tree));
    }
    let shared: BTreeMap<(String, String), (usize, At<'_>)> = shared(&trees);
    for (index, (file, tree)) in trees.iter().enumerate() {
        let Some(root) = tree.root() else { continue };
        let mut schema = Schema { reading, text: file, shared: &shared, prefixes: prefixes(root), is_root: index == 0 };
        schema.all(root);
    }
    unknown(reading, text);
}

fn is_schema(root: At<'_>) -> bool {
    root.name == "schema" && root.namespaces().get(&*root.prefix).is_some_and(|it| *it == NAMESPACE)
}

/// Prefixes that mean the language itself.
fn prefixes(root: At<'_>) -> Vec<String> {
    root.namespaces().iter().filter(|(_, it)| **it == NAMESPACE).map(|(prefix, _)| (*prefix).to_owned()).collect()
}

/// Files that a schema names, as far as they lie within the folder of the contract.
fn included(reading: &mut Reading<'_>, text: &Text, (root, first): (At<'_>, &Text)) -> Vec<Text> {
    let mut found = Vec::new();
    for child in root.children().filter(|it| ["include", "import", "redefine"].contains(&it.name.as_str())) {
        let Some(location) = child.attribute("schemaLocation") else { continue };
        let path = text.folder().join(&location.value);
        let within = first.folder().canonicalize().ok().zip(path.canonicalize().ok());
        let loaded = match within {
            Some((root, path)) if path.starts_with(&root) => {
                let shown = text.shown.rsplit_once('/').map(|(parent, _)| format!("{parent}/{}", location.value));
                reading.load(&path, &shown.unwrap_or_else(|| location.value.clone()))
            }
            _ => None,
        };
        match loaded {
            Some((text, true)) => found.push(text),
            None if text.file == first.file => {
                let message = contract::import_missing(&location.value);
                let problem = Noted::unread(location.span, message, contract::import_missing_help());
                reading.note(text, problem.labelled(contract::import_missing_label()).about(&location.value));
                reading.types.unread.push(Arc::from("*"));
            }
            _ => {}
        }
    }
    found
}

/// Groups and elements that others refer to, by kind and name, with the file they are in.
fn shared(trees: &[(Text, Tree)]) -> BTreeMap<(String, String), (usize, At<'_>)> {
    let mut shared = BTreeMap::new();
    for (index, (_, tree)) in trees.iter().enumerate() {
        for child in tree.root().into_iter().flat_map(At::children) {
            if let Some(name) = child.value("name") {
                shared.entry((child.name.clone(), name.to_owned())).or_insert((index, child));
            }
        }
    }
    shared
}

/// Types that nothing declares; where a file is missing it may be there.
fn unknown(reading: &mut Reading<'_>, text: &Text) {
    let is_complete = reading.types.unread.is_empty();
    for (name, origin) in reading.types.dangling() {
        if is_complete && origin.file == text.file {
            let problem = Noted::invalid(origin.span, contract::typed_unknown(&name), contract::typed_unknown_help());
            reading.note(text, problem.labelled(contract::typed_unknown_label()).about(&name));
        }
    }
}

/// One file of a schema.
struct Schema<'r, 's, 't, 'x> {
    reading: &'r mut Reading<'s>,
    text: &'t Text,
    shared: &'t BTreeMap<(String, String), (usize, At<'x>)>,
    prefixes: Vec<String>,
    is_root: bool,
}

impl Schema<'_, '_, '_, '_> {
    fn at(&self, span: Span) -> Origin {
        self.text.origin(span)
    }

    fn all(&mut self, root: At<'_>) {
        for child in root.children() {
            let Some(name) = child.attribute("name") else { continue };
            let origin = self.at(name.span);
            match child.name.as_str() {
                "complexType" => {
                    let record = self.record(child, &name.value);
                    self.add(&name.value, origin, (child, Body::Record(record)));
                }
                "simpleType" => {
                    let value = self.simple(child, origin);
                    self.add(&name.value, origin, (child, Body::Alias(Box::new(value))));
                }
                _ => {}
            }
        }
        // A global element of the name of a type stands for that type.
        for child in root.all("element") {
            let Some(name) = child.attribute("name") else { continue };
            let origin = self.at(name.span);
            let body = match child.child("complexType") {
                Some(inline) => Body::Record(self.record(inline, &name.value)),
                None => Body::Alias(Box::new(self.element_value(child))),
            };
            self.add(&name.value, origin, (child, body));
        }
    }

    fn add(&mut self, name: &str, origin: Origin, (node, body): (At<'_>, Body)) {
        let description = self.prose(node);
        let is_alias = matches!(&body, Body::Alias(value) if value.of.is_none());
        let named = NamedType { origin, description, is_deprecated: false, is_root: self.is_root && !is_alias, body };
        self.reading.types.add(Arc::from(name), named);
    }

    /// A record without a name of its own, so that a dataset can point at it: `Orders.Order`.
    fn nested(&mut self, outer: &str, (name, origin): (&str, Origin), (node, record): (At<'_>, Record)) -> Value {
        let full = format!("{outer}.{name}");
        let named = NamedType {
            origin,
            description: self.prose(node),
            is_deprecated: false,
            is_root: false,
            body: Body::Record(record),
        };
        self.reading.types.add(Arc::from(full.as_str()), named);
        Value::named(&full, (name, origin))
    }

    /// `annotation/documentation`.
    fn prose(&self, node: At<'_>) -> Option<Declared<Arc<str>>> {
        let words = node.child("annotation")?.child("documentation")?;
        (!words.text.is_empty()).then(|| Declared::new(Arc::from(words.text.as_str()), self.at(words.text_span)))
    }

    /// The value that a type's name means: one of the language's own, or one that is declared.
    fn of_type(&self, name: &str, at: Origin) -> Value {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        if self.prefixes.iter().any(|it| it == prefix)
            && let Some(value) = builtin::value(local, at)
        {
            return value;
        }
        Value::named(local, (local, at))
    }
}
