//! Names and namespaces of Avro, and the files of types that a schema does not declare itself.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::super::typed::reading::{Reading, Text};
use super::{Reader, recognises};
use crate::contract::problem::Noted;
use crate::document::{self, Syntax};
use crate::message::contract;

/// Most files of a folder that are looked into.
const MOST_NEIGHBOURS: usize = 256;

/// The namespace that names without dots are in.
#[derive(Debug, Default)]
pub(super) struct Names {
    namespace: String,
}

impl Names {
    /// Goes into a namespace; the one before is given back for [`leave`](Self::leave).
    pub(super) fn enter(&mut self, namespace: &str) -> String {
        std::mem::replace(&mut self.namespace, namespace.to_owned())
    }

    /// Goes back.
    pub(super) fn leave(&mut self, outer: String) {
        self.namespace = outer;
    }

    /// The full name of a type that is declared here, and the namespace before it; its inside is in its own.
    pub(super) fn declare(&mut self, name: &str, namespace: Option<&str>) -> (Arc<str>, String) {
        let (own, name) = match (name.rsplit_once('.'), namespace) {
            (Some((own, name)), _) => (own.to_owned(), name),
            (None, Some(own)) => (own.to_owned(), name),
            (None, None) => (self.namespace.clone(), name),
        };
        let full = if own.is_empty() { Arc::from(name) } else { Arc::from(format!("{own}.{name}")) };
        (full, self.enter(&own))
    }

    /// The full name of a type that is used here.
    pub(super) fn full(&self, name: &str) -> Arc<str> {
        if name.contains('.') || self.namespace.is_empty() {
            Arc::from(name)
        } else {
            Arc::from(format!("{}.{name}", self.namespace))
        }
    }
}

/// Reads the files of types that are used and not declared, and judges the uses that are left.
pub(super) fn settle(reading: &mut Reading<'_>, text: &Text) {
    let mut sought = BTreeSet::new();
    loop {
        let missing: Vec<Arc<str>> =
            reading.types.dangling().into_iter().map(|it| it.0).filter(|it| !sought.contains(it)).collect();
        if missing.is_empty() {
            break;
        }
        for name in missing {
            for path in candidates(text, &name) {
                take(reading, &path, text);
            }
            sought.insert(name);
        }
    }
    for (name, origin) in reading.types.dangling() {
        if origin.file == text.file {
            let problem = Noted::invalid(origin.span, contract::typed_unknown(&name), contract::typed_unknown_help());
            reading.note(text, problem.labelled(contract::typed_unknown_label()).about(&name));
        }
    }
}

/// Files that may declare `name`: those of its folder by namespace, and the schema's neighbours.
fn candidates(text: &Text, name: &str) -> Vec<PathBuf> {
    let folder = text.folder();
    let parts: Vec<&str> = name.split('.').filter(|it| is_plain(it)).collect();
    let mut found = Vec::new();
    // Folders that follow the namespace have a root some levels up.
    for above in folder.ancestors().take(parts.len().max(1)) {
        let path = parts.iter().fold(above.to_path_buf(), |path, part| path.join(part)).with_extension("avsc");
        found.extend(Some(path).filter(|it| it.is_file()));
    }
    if found.is_empty() {
        found = neighbours(folder);
    }
    found
}

/// Whether a part of a name is also a plain name of a folder.
fn is_plain(part: &str) -> bool {
    !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '_')
}

fn neighbours(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let is_schema = |path: &PathBuf| path.extension().is_some_and(|it| it.eq_ignore_ascii_case("avsc"));
    let mut found: Vec<PathBuf> = entries.filter_map(|it| Some(it.ok()?.path())).filter(is_schema).collect();
    found.sort();
    found.truncate(MOST_NEIGHBOURS);
    found
}

/// Adds the types of another file; one that is broken declares nothing.
fn take(reading: &mut Reading<'_>, path: &Path, from: &Text) {
    let name = path.strip_prefix(from.folder()).unwrap_or(path).to_string_lossy().replace('\\', "/");
    let shown = match from.shown.rsplit_once('/') {
        Some((parent, _)) => format!("{parent}/{name}"),
        None => name,
    };
    let Some((text, true)) = reading.load(path, &shown) else { return };
    let parsed = document::parse(Arc::clone(&text.text), Syntax::Json);
    let Some(document) = parsed.document.filter(|it| parsed.problems.is_empty() && recognises(it.root()).is_some())
    else {
        return;
    };
    let mut reader = Reader { reading, text: &text, names: Names::default(), within: None, is_own: false };
    reader.document(document.root(), false);
}
