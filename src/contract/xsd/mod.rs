//! XML Schema 1.0: elements and types of one namespace, with what it includes and imports.

mod builtin;
mod content;
mod simple;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::library::is_remote;
use super::open::beside;
use super::problem::Noted;
use super::typed::reading::{Glimpse, Reading, Text, TextFormat};
use super::typed::types::{Body, NamedType, Value};
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
    let main = trees.first().and_then(|(_, tree)| tree.root()?.value("targetNamespace")).unwrap_or_default();
    let files: Vec<File<'_>> = trees.iter().filter_map(|(text, tree)| File::of(text, tree.root()?, main)).collect();
    let shared = shared(&files);
    for (at, file) in files.iter().enumerate() {
        Schema { reading, files: &files, at, shared: &shared, is_root: at == 0 }.all(file.root);
    }
    unknown(reading, text);
}

fn is_schema(root: At<'_>) -> bool {
    root.name == "schema" && root.namespaces().get(&*root.prefix).is_some_and(|it| *it == NAMESPACE)
}

/// One document of a schema, and what its prefixes mean.
struct File<'x> {
    text: &'x Text,
    root: At<'x>,
    spaces: BTreeMap<&'x str, &'x str>,
    /// The namespace that its own names are in. A document without one is in that of who includes it.
    own: &'x str,
    /// That of the first document, whose names need no namespace.
    main: &'x str,
}

impl<'x> File<'x> {
    fn of(text: &'x Text, root: At<'x>, main: &'x str) -> Option<Self> {
        let own = root.value("targetNamespace").unwrap_or(main);
        is_schema(root).then(|| Self { text, root, spaces: root.namespaces(), own, main })
    }

    /// The full name of what is declared here as `local`.
    fn declared(&self, local: &str) -> String {
        if self.own == self.main { local.to_owned() } else { format!("{}.{local}", self.own) }
    }

    /// The full name that a reference means, and whether it is of the language itself.
    fn meant(&self, written: &str) -> (String, bool) {
        let (prefix, local) = written.split_once(':').unwrap_or(("", written));
        let space = self.spaces.get(prefix).copied().unwrap_or(self.own);
        if space == NAMESPACE && builtin::value(local, Origin::default()).is_some() {
            return (local.to_owned(), true);
        }
        let space = if space == NAMESPACE { self.own } else { space };
        (if space == self.main { local.to_owned() } else { format!("{space}.{local}") }, false)
    }
}

/// Files that a schema names.
fn included(reading: &mut Reading<'_>, text: &Text, (root, first): (At<'_>, &Text)) -> Vec<Text> {
    let mut found = Vec::new();
    let names = ["include", "import", "redefine", "override"];
    for child in root.children().filter(|it| names.contains(&it.name.as_str())) {
        // The attributes of the language of XML itself are known.
        let is_known = child.value("namespace") == Some("http://www.w3.org/XML/1998/namespace");
        let Some(location) = child.attribute("schemaLocation").filter(|_| !is_known) else { continue };
        match load(reading, text, (&location.value, first)) {
            Some((text, true)) => found.push(text),
            None if text.file == first.file => {
                let remote = is_remote(&location.value);
                let (message, help) = if remote {
                    (contract::reference_remote(&location.value), contract::reference_remote_help())
                } else {
                    (contract::import_missing(&location.value), contract::import_missing_help())
                };
                let problem = Noted::unread(location.span, message, help);
                reading.note(text, problem.labelled(contract::import_missing_label()).about(&location.value));
                reading.types.unread.push(Arc::from("*"));
            }
            _ => {}
        }
    }
    found
}

/// The file at `location`, as far as it lies within the folder of the contract or the one round it: documents of one
/// schema are often kept in several folders beside each other.
fn load(reading: &mut Reading<'_>, text: &Text, (location, first): (&str, &Text)) -> Option<(Text, bool)> {
    let path = text.folder().join(location).canonicalize().ok()?;
    let own = first.folder().canonicalize().ok()?;
    let round = own.parent().unwrap_or(&own);
    if !path.starts_with(round) || path.extension().is_none_or(|it| !it.eq_ignore_ascii_case("xsd")) {
        return None;
    }
    reading.load(&path, &beside(&text.shown, location))
}

/// Groups and attributes that others refer to, by kind and full name, with the file they are in.
fn shared<'x>(files: &[File<'x>]) -> BTreeMap<(String, String), (usize, At<'x>)> {
    let mut shared = BTreeMap::new();
    for (index, file) in files.iter().enumerate() {
        for child in file.root.children() {
            if let Some(name) = child.value("name") {
                shared.entry((child.name.clone(), file.declared(name))).or_insert((index, child));
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
            let local = name.rsplit('.').next().unwrap_or(&name);
            let problem = Noted::invalid(origin.span, contract::typed_unknown(local), contract::typed_unknown_help());
            reading.note(text, problem.labelled(contract::typed_unknown_label()).about(&name));
        }
    }
}

/// A schema, seen from one of its files.
struct Schema<'r, 's, 't, 'x> {
    reading: &'r mut Reading<'s>,
    files: &'t [File<'x>],
    at: usize,
    shared: &'t BTreeMap<(String, String), (usize, At<'x>)>,
    is_root: bool,
}

impl<'x> Schema<'_, '_, '_, 'x> {
    fn at(&self, span: Span) -> Origin {
        self.files.get(self.at).map_or_else(Origin::default, |it| it.text.origin(span))
    }

    fn declared(&self, local: &str) -> String {
        self.files.get(self.at).map_or_else(|| local.to_owned(), |it| it.declared(local))
    }

    fn meant(&self, written: &str) -> (String, bool) {
        self.files.get(self.at).map_or_else(|| (written.to_owned(), false), |it| it.meant(written))
    }

    /// What another part of the schema declares, and the file it is in.
    fn sharing(&self, kind: &str, written: &str) -> Option<(usize, At<'x>)> {
        self.shared.get(&(kind.to_owned(), self.meant(written).0)).copied()
    }

    fn all(&mut self, root: At<'_>) {
        for child in root.children() {
            let Some(name) = child.attribute("name") else { continue };
            let origin = self.at(name.span);
            let full = self.declared(&name.value);
            match child.name.as_str() {
                "complexType" => {
                    let body = self.complex(child, &full);
                    self.add(&full, origin, (child, body));
                }
                "simpleType" => {
                    let value = self.simple(child, origin);
                    self.add(&full, origin, (child, Body::Alias(Box::new(value))));
                }
                _ => {}
            }
        }
        // A global element of the name of a type stands for that type.
        for child in root.all("element") {
            let Some(name) = child.attribute("name") else { continue };
            let origin = self.at(name.span);
            let full = self.declared(&name.value);
            let body = match child.child("complexType") {
                Some(inline) => self.complex(inline, &full),
                None => Body::Alias(Box::new(self.element_value(child))),
            };
            self.add(&full, origin, (child, body));
        }
    }

    fn add(&mut self, name: &str, origin: Origin, (node, body): (At<'_>, Body)) {
        let description = self.prose(node);
        let is_alias = matches!(&body, Body::Alias(value) if value.of.is_none());
        let named = NamedType { origin, description, is_deprecated: false, is_root: self.is_root && !is_alias, body };
        self.reading.types.add(Arc::from(name), named);
    }

    /// A record without a name of its own, so that a dataset can point at it: `Orders.Order`.
    fn nested(&mut self, outer: &str, (name, origin): (&str, Origin), (node, body): (At<'_>, Body)) -> Value {
        let full = format!("{outer}.{name}");
        let named = NamedType { origin, description: self.prose(node), is_deprecated: false, is_root: false, body };
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
        let local = name.rsplit(':').next().unwrap_or(name);
        let (full, is_own) = self.meant(name);
        let builtin = if is_own { builtin::value(local, at) } else { None };
        builtin.unwrap_or_else(|| Value::named(&full, (local, at)))
    }
}
