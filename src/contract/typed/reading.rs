//! What a reader of a typed language is given: its text, the types it fills, other files of the contract.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::types::TypeSet;
use crate::contract::problem::Noted;
use crate::contract::{ContractProblem, read};
use crate::document::{Document, NodeRef};
use crate::text::{FileId, Origin, Sources, Span};

/// Most files that one contract may name.
const MOST_FILES: usize = 256;

/// One text of a contract.
#[expect(clippy::struct_field_names, reason = "a text has a text; every other word is further from it")]
#[derive(Clone, Debug)]
pub(in crate::contract) struct Text {
    /// Its id among the run's sources.
    pub(in crate::contract) file: FileId,
    /// All of it.
    pub(in crate::contract) text: Arc<str>,
    /// Where it is.
    pub(in crate::contract) path: PathBuf,
    /// As reports show it.
    pub(in crate::contract) shown: Arc<str>,
}

/// A contract that is being read.
pub(in crate::contract) struct Reading<'s> {
    sources: &'s mut Sources,
    /// What was read so far.
    pub(in crate::contract) types: TypeSet,
    problems: Vec<ContractProblem>,
    known: BTreeMap<PathBuf, Text>,
    /// Whether all of the contract's own text was read.
    pub(in crate::contract) is_whole: bool,
}

impl Text {
    /// A range of the text as a place of the run.
    pub(in crate::contract) fn origin(&self, span: Span) -> Origin {
        Origin { file: self.file, span }
    }

    /// The bytes `start..end` of the text as a place of the run.
    pub(in crate::contract) fn at(&self, start: usize, end: usize) -> Origin {
        self.origin(Span::new(start, end))
    }

    /// The folder it lies in.
    pub(in crate::contract) fn folder(&self) -> &Path {
        self.path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."))
    }
}

impl<'s> Reading<'s> {
    /// Starts with nothing read.
    pub(in crate::contract) fn new(sources: &'s mut Sources) -> Self {
        Self { sources, types: TypeSet::default(), problems: Vec::new(), known: BTreeMap::new(), is_whole: true }
    }

    /// Takes in a text that was read already.
    pub(in crate::contract) fn take(&mut self, path: &Path, shown: &str, text: Arc<str>) -> Text {
        let file = self.sources.add(shown, Arc::clone(&text));
        let text = Text { file, text, path: path.to_path_buf(), shown: Arc::from(shown) };
        self.remember(text.clone());
        text
    }

    /// Takes in a document that has its place among the sources already.
    pub(in crate::contract) fn adopt(&mut self, file: FileId, document: &Document, path: &Path) -> Text {
        let shown = Arc::clone(&self.sources.get(file).path);
        let text = Text { file, text: Arc::clone(document.text()), path: path.to_path_buf(), shown };
        self.remember(text.clone());
        text
    }

    fn remember(&mut self, text: Text) {
        let canonical = text.path.canonicalize().unwrap_or_else(|_| text.path.clone());
        self.known.insert(canonical, text);
    }

    /// Notes what is wrong with `text`.
    pub(in crate::contract) fn note(&mut self, text: &Text, noted: Noted) {
        self.problems.push(noted.in_file(text.file));
    }

    /// The file at `path`, if it is one that can be read; whether it is new to this contract.
    pub(in crate::contract) fn load(&mut self, path: &Path, shown: &str) -> Option<(Text, bool)> {
        let canonical = path.canonicalize().ok().filter(|it| it.is_file())?;
        if let Some(known) = self.known.get(&canonical) {
            return Some((known.clone(), false));
        }
        if self.known.len() >= MOST_FILES {
            return None;
        }
        let text = read::text(path).ok()?;
        Some((self.take(path, shown, Arc::from(text)), true))
    }

    /// What was read and what was wrong, in the order of the text.
    pub(in crate::contract) fn finish(mut self) -> (TypeSet, Vec<ContractProblem>, bool) {
        self.problems.sort_by_key(|it| it.origin);
        self.problems.dedup();
        (self.types, self.problems, self.is_whole)
    }
}

/// What the recognition of a typed language sees.
pub(in crate::contract) struct Glimpse<'t> {
    /// The part of the name after the last `.`, in lower case.
    pub(in crate::contract) extension: &'t str,
    /// The text.
    pub(in crate::contract) text: &'t str,
}

/// A format of plain text.
pub(in crate::contract) struct TextFormat {
    /// Its name, if the text is of it.
    pub(in crate::contract) recognises: fn(&Glimpse<'_>) -> Option<&'static str>,
    /// Reads it.
    pub(in crate::contract) read: fn(&mut Reading<'_>, &Text),
}

/// A format of YAML or JSON documents.
pub(in crate::contract) struct DocumentFormat {
    /// Its name, if the document is of it.
    pub(in crate::contract) recognises: fn(NodeRef<'_>) -> Option<&'static str>,
    /// Reads it.
    pub(in crate::contract) read: fn(&mut Reading<'_>, &Text, NodeRef<'_>),
}
