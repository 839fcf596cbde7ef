//! What is gathered while a dictionary is loaded.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::files::ReadFile;
use super::habit::meant;
use super::ids::{DICTIONARY_INVALID, REFERENCE_DANGLING};
use super::part::{At, NameSpans, Part, Standing};
use super::{Known, Loaded, import, problem, raw, schema, violation};
use crate::document::{self, Document, Parsed, Schema, Syntax};
use crate::finding::{Finding, Place, RuleId, Severity};
use crate::message::{Message, dictionary as say};
use crate::model::{Dictionary, Unchecked};
use crate::text::{FileId, Origin, Sources, Span, nearest};

/// The state of one loading.
pub(super) struct Loading<'k> {
    /// Names known elsewhere.
    pub(super) known: &'k Known,
    /// The dictionary's folder, canonical.
    pub(super) root: PathBuf,
    /// The same as reports show it; empty for the current folder.
    pub(super) root_shown: String,
    /// Every text that was read.
    pub(super) sources: Sources,
    schema: Option<Schema>,
    findings: Vec<(Origin, Finding)>,
    files: Vec<PathBuf>,
    unchecked: Vec<Unchecked>,
    unchecked_kinds: BTreeSet<Arc<str>>,
    /// Values that the schema has already called wrong: their meaning is not judged again.
    told: BTreeSet<Origin>,
    /// Keys that stand under a wrong name, by the path they were meant for: they are not missing.
    misnamed: BTreeSet<(FileId, String)>,
}

impl<'k> Loading<'k> {
    /// Nothing yet.
    pub(super) fn new(known: &'k Known, (root, root_shown): (PathBuf, String)) -> Self {
        Self {
            known,
            root,
            root_shown,
            sources: Sources::default(),
            // The schema is our own, and a test compiles it: without it only meanings are judged.
            schema: Schema::compile(schema()).ok(),
            findings: Vec::new(),
            files: Vec::new(),
            unchecked: Vec::new(),
            unchecked_kinds: BTreeSet::new(),
            told: BTreeSet::new(),
            misnamed: BTreeSet::new(),
        }
    }

    /// Reads one file as far as it can be read; none if it is no part of a dictionary.
    pub(super) fn read(&mut self, file: ReadFile) -> Option<Part> {
        let digest = import::sha256(&file.bytes);
        let (text, broken) = decoded(file.bytes);
        let syntax = if file.named { Syntax::detect(&file.shown, &text) } else { Syntax::Yaml };
        let text: Arc<str> = text.into();
        let Parsed { document, problems } = document::parse(Arc::clone(&text), syntax);
        if !file.named && !document.as_ref().map_or_else(|| begins_like_a_part(&text), looks_like_a_part) {
            return None;
        }
        let id = self.sources.add(file.shown.as_str(), text);
        if !file.path.as_os_str().is_empty() {
            self.note_file(file.path.clone());
        }
        if let Some(at) = broken {
            let origin = Origin { file: id, span: Span::new(at, at) };
            self.invalid(origin, "encoding", say::not_utf8(), say::not_utf8_help());
        }
        let raw = document.as_ref().map(|document| self.judge(id, document)).unwrap_or_default();
        let names = NameSpans::of(&raw);
        for it in &problems {
            problem::tell(self, id, it, &names);
        }
        let folder = file.path.parent().map(Path::to_path_buf).unwrap_or_default();
        let (standing, namespace) = (Standing::Own, None);
        Some(Part { file: id, path: file.path, folder, digest, standing, namespace, raw })
    }

    /// A path within the dictionary's folder as reports show it.
    pub(super) fn shown(&self, path: &Path) -> String {
        let within = path.strip_prefix(&self.root).unwrap_or(path).to_string_lossy().replace('\\', "/");
        match self.root_shown.as_str() {
            "" => within,
            root => format!("{root}/{within}"),
        }
    }

    /// Judges the form of a document, and gives what is right of it.
    fn judge(&mut self, file: FileId, document: &Document) -> raw::File {
        let violations = self.schema.as_ref().map(|schema| schema.violations(document.root())).unwrap_or_default();
        for it in document::without_follow_ups(&violations, meant) {
            violation::tell(self, file, it);
        }
        document::decode(document.root()).unwrap_or_default()
    }

    /// Remembers a file that was read.
    pub(super) fn note_file(&mut self, path: PathBuf) {
        self.files.push(path);
    }

    /// A finding at one place, to be completed and [pushed](Self::push).
    pub(super) fn finding(&self, rule: RuleId, at: Origin, subject: &str, message: Message) -> Finding {
        let place = Place::in_source(&self.sources, at);
        let path = Arc::clone(&self.sources.get(at.file).path);
        Finding::new(rule, Severity::Error, message).in_input(path).at(place).about(subject)
    }

    /// Keeps a finding; `at` is its place in the order.
    pub(super) fn push(&mut self, at: Origin, finding: Finding) {
        self.findings.push((at, finding));
    }

    /// Notes that the value at `at` has been called wrong.
    pub(super) fn mark_told(&mut self, at: Origin) {
        self.told.insert(at);
    }

    /// Notes that the key for `at` was found under a wrong name.
    pub(super) fn mark_misnamed(&mut self, at: At) {
        self.misnamed.insert((at.file, at.path));
    }

    /// Whether the key for `at` was found under a wrong name, which has been told.
    pub(super) fn is_misnamed(&self, at: &At) -> bool {
        self.misnamed.contains(&(at.file, at.path.clone()))
    }

    /// Whether the value at `at` has been called wrong.
    pub(super) fn is_told(&self, at: Origin) -> bool {
        self.told.contains(&at)
    }

    /// Reports `dictionary-invalid`, unless the schema has called the same value wrong.
    pub(super) fn invalid(&mut self, at: Origin, subject: &str, message: Message, help: Message) {
        if !self.is_told(at) {
            let finding = self.finding(DICTIONARY_INVALID, at, subject, message).with_help(help);
            self.push(at, finding);
        }
    }

    /// Reports `reference-dangling`, with the nearest of the names that exist.
    pub(super) fn dangling<'n>(
        &mut self,
        (at, origin): (&At, Origin),
        message: Message,
        name: &str,
        existing: impl IntoIterator<Item = &'n str>,
    ) {
        let help = nearest(name, existing).map_or_else(|| say::declare_help(name), say::write_instead);
        let finding = self.finding(REFERENCE_DANGLING, origin, &format!("{}={name}", at.path), message);
        self.push(origin, finding.with_help(help));
    }

    /// Lists a declaration that nothing checks yet, once per `kind`.
    pub(super) fn unchecked(&mut self, kind: &str, origin: Origin, what: Message) {
        let subject: Arc<str> = Arc::from(kind);
        if self.unchecked_kinds.insert(Arc::clone(&subject)) {
            self.unchecked.push(Unchecked { origin, what, subject });
        }
    }

    /// Everything that was gathered, with `dictionary`.
    pub(super) fn finish(mut self, mut dictionary: Dictionary) -> Loaded {
        self.findings.sort_by_key(|(at, finding)| (*at, finding.rule));
        dictionary.sources = self.sources;
        dictionary.unchecked = self.unchecked;
        self.files.sort();
        self.files.dedup();
        Loaded { dictionary, findings: self.findings.into_iter().map(|(_, it)| it).collect(), files: self.files }
    }
}

/// The text of a file, and where it stops being UTF-8; from there on it is read with replacement characters.
fn decoded(bytes: Vec<u8>) -> (String, Option<usize>) {
    match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            (String::from_utf8_lossy(error.as_bytes()).into_owned(), Some(at))
        }
    }
}

/// Whether a file of a folder means to be a part of the dictionary: it says so, or it has several of the format's keys and forgot to.
fn looks_like_a_part(document: &Document) -> bool {
    const TELLING: [&str; 5] = ["elements", "entities", "codeLists", "departments", "systems"];
    const OTHERS: [&str; 6] = ["openapi", "swagger", "asyncapi", "apiVersion", "$id", "type"];
    let root = document.root();
    let has = |key: &&str| root.get(key).is_some_and(|it| !it.is_empty());
    root.get("dictum").is_some() || (TELLING.iter().any(has) && !OTHERS.iter().any(|key| root.get(key).is_some()))
}

/// The same of a text of which nothing could be read.
fn begins_like_a_part(text: &str) -> bool {
    text.lines().any(|line| line.starts_with("dictum:"))
}
