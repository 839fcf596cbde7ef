//! One file of a dictionary after syntax and schema.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use super::raw;
use crate::text::{FileId, Origin, Span};

/// How a file comes into a dictionary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// It is a file of the dictionary.
    Own,
    /// It is imported without a namespace: all of it counts, but what it says of itself as a whole.
    Merged,
    /// It is a pack, or imported under a namespace: its definitions count.
    Imported,
    /// It is a preset: its system is a pattern for others.
    Preset,
}

/// One file of a dictionary.
pub(super) struct Part {
    /// Its text among the sources.
    pub(super) file: FileId,
    /// Where it is, canonical; empty of a pack.
    pub(super) path: PathBuf,
    /// Its folder, canonical; empty of a pack.
    pub(super) folder: PathBuf,
    /// SHA-256 of its bytes.
    pub(super) digest: String,
    /// How it comes into the dictionary.
    pub(super) standing: Standing,
    /// The namespace it is imported under.
    pub(super) namespace: Option<Arc<str>>,
    /// What it says; what is wrong in form is left out.
    pub(super) raw: raw::File,
}

/// Where lowering is: the file, and the keys that lead here, for fingerprints.
#[derive(Clone, Debug)]
pub(super) struct At {
    /// The file.
    pub(super) file: FileId,
    /// Keys from the root, joined by dots.
    pub(super) path: String,
}

impl At {
    /// A top-level key of a file.
    pub(super) fn top(file: FileId, key: &str) -> Self {
        Self { file, path: key.to_owned() }
    }

    /// A key below this one.
    pub(super) fn key(&self, key: &str) -> Self {
        Self { file: self.file, path: format!("{}.{key}", self.path) }
    }

    /// The key `key` of the map at a JSON pointer.
    pub(super) fn pointed(file: FileId, pointer: &str, key: &str) -> Self {
        let keys = pointer.split('/').skip(1).map(|it| it.replace("~1", "/").replace("~0", "~"));
        let path: Vec<String> = keys.chain([key.to_owned()]).collect();
        Self { file, path: path.join(".") }
    }

    /// A range of this file.
    pub(super) fn origin(&self, span: Span) -> Origin {
        Origin { file: self.file, span }
    }

    /// The last key.
    pub(super) fn name(&self) -> &str {
        self.path.rsplit('.').next().unwrap_or(&self.path)
    }
}

/// Where keys stand that are names, and those that are codes: they are judged apart from keys of the format.
#[derive(Default)]
pub(super) struct NameSpans {
    /// Ids of elements, code lists, systems and the like.
    pub(super) ids: BTreeSet<Span>,
    /// Codes and local spellings of codes.
    pub(super) codes: BTreeSet<Span>,
}

impl NameSpans {
    /// The names of a file.
    pub(super) fn of(file: &raw::File) -> Self {
        let mut spans = Self::default();
        spans.add_ids(&file.departments);
        spans.add_ids(&file.formats);
        spans.add_ids(&file.elements);
        spans.add_ids(&file.entities);
        spans.add_ids(&file.code_lists);
        spans.add_ids(&file.systems);
        spans.add_ids(&file.metrics);
        spans.add_ids(&file.profiles);
        for profile in entries(&file.profiles).filter_map(|(_, it)| it.value.as_ref()) {
            spans.add_ids(&profile.elements);
            spans.add_ids(&profile.entities);
        }
        for (_, system) in entries(&file.systems) {
            if let Some(system) = &system.value {
                spans.add_ids(&system.datasets);
            }
        }
        for list in entries(&file.code_lists).filter_map(|(_, list)| list.value.as_ref()) {
            spans.codes.extend(entries(&list.values).map(|(key, _)| key.span));
            for (_, map) in entries(&list.maps) {
                spans.codes.extend(entries(map).map(|(key, _)| key.span));
            }
        }
        spans
    }

    fn add_ids<T>(&mut self, map: &raw::Given<raw::Map<T>>) {
        self.ids.extend(entries(map).map(|(key, _)| key.span));
    }
}

/// The entries of a map that may be absent.
pub(super) fn entries<T>(
    map: &raw::Given<raw::Map<T>>,
) -> impl Iterator<Item = &(crate::document::Spanned<crate::document::Text>, raw::Given<T>)> {
    map.value.iter().flat_map(|map| &map.0)
}
