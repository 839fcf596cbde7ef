//! Opening a contract: parse, recognise, load what it refers to, check.

use std::cell::OnceCell;
use std::collections::{BTreeMap, VecDeque};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::library::{Library, Loaded, decoded, is_remote};
use super::problem::Noted;
use super::reference::Reference;
use super::{
    Contract, ContractProblem, READERS, ReadFailure, Reader, example, read, reference, structure, syntax, typed,
};
use crate::document::{self, Document, NodeRef, Syntax};
use crate::message::contract;
use crate::model::Remotes;
use crate::text::{Sources, Span};

/// Most files that one contract may refer to.
const MOST_FILES: usize = 256;

/// Reads the contract at `path`, and the local files it refers to, all of which are kept in `sources`.
///
/// # Errors
/// [`ReadFailure`] where there is no text at all: no file, larger than 64 MiB, neither UTF-8 nor UTF-16.
/// Everything less is among the [problems](Contract::problems).
pub fn open(path: &Path, shown_as: &str, sources: &mut Sources) -> Result<Contract, Box<ReadFailure>> {
    open_with(path, shown_as, sources, &Remotes::default())
}

/// The same, where documents of other hosts have local copies.
///
/// # Errors
/// As [`open()`].
pub fn open_with(
    path: &Path,
    shown_as: &str,
    sources: &mut Sources,
    remotes: &Remotes,
) -> Result<Contract, Box<ReadFailure>> {
    let text = read::text(path)?;
    if let Some(format) = typed::text_format(path, &text) {
        return Ok(Contract::typed(typed::read_text(format, (path, shown_as), text, sources)));
    }
    let mut opening = Opening { sources, remotes, opened: Vec::new(), problems: Vec::new(), known: BTreeMap::new() };
    let is_whole = opening.add((path.to_path_buf(), shown_as.to_owned()), root(path, shown_as), text);
    if let Some(contract) = opening.typed().filter(|_| is_whole) {
        return Ok(contract);
    }
    let format = opening.opened.first().and_then(|it| kind(it.loaded.document.root()));
    let (reader, format) = format.map_or((None, "unknown"), |(reader, name)| (Some(reader), name));
    if let Some(first) = opening.opened.first().filter(|_| is_whole) {
        let root = first.loaded.document.root();
        let noted = reader.map_or_else(|| vec![foreign(root)], |reader| structure::judge(reader, format, root));
        let file = first.loaded.file;
        opening.problems.extend(noted.into_iter().map(|it| it.in_file(file)));
    }
    if let Some(reader) = reader.filter(|_| is_whole) {
        opening.follow();
        opening.judge_parts(reader, format);
    }
    Ok(opening.finish(reader, format, is_whole))
}

struct Opened {
    loaded: Loaded,
    path: PathBuf,
    shown_as: String,
    /// The folder that its references may not leave.
    root: Option<PathBuf>,
    references: Vec<Reference>,
    /// References to files that could not be followed.
    failed: BTreeMap<String, Noted>,
}

struct Opening<'s> {
    sources: &'s mut Sources,
    remotes: &'s Remotes,
    opened: Vec<Opened>,
    problems: Vec<ContractProblem>,
    /// Canonical path → index.
    known: BTreeMap<PathBuf, usize>,
}

impl Opening<'_> {
    /// The contract, where the first document declares named types and is no schema.
    fn typed(&mut self) -> Option<Contract> {
        let first = self.opened.first()?;
        let format = typed::document_format(first.loaded.document.root())?;
        let at = (first.path.as_path(), first.loaded.file);
        let mut typed = typed::read_document(format, at, &first.loaded.document, self.sources);
        typed.problems.append(&mut self.problems.clone());
        typed.problems.sort_by_key(|it| it.origin);
        Some(Contract::typed(typed))
    }

    /// Parses one file; whether all of it could be read.
    fn add(&mut self, (path, shown_as): (PathBuf, String), root: Option<PathBuf>, text: String) -> bool {
        let syntax = Syntax::detect(&shown_as, &text);
        let parsed = document::parse(text, syntax);
        let document = parsed.document.unwrap_or_else(nothing);
        let file = self.sources.add(shown_as.as_str(), Arc::clone(document.text()));
        self.problems.extend(parsed.problems.iter().filter_map(syntax::worded).map(|it| it.in_file(file)));
        let found = reference::collect(document.root());
        if let Ok(canonical) = path.canonicalize() {
            self.known.insert(canonical, self.opened.len());
        }
        let loaded = Loaded { file, document, links: BTreeMap::new(), anchors: found.anchors };
        self.opened.push(Opened {
            loaded,
            path,
            shown_as,
            root,
            references: found.references,
            failed: BTreeMap::new(),
        });
        !parsed.problems.iter().any(syntax::cuts_off)
    }

    /// Loads the files behind all references, those in loaded files included.
    fn follow(&mut self) {
        let mut queue = VecDeque::from([0]);
        while let Some(index) = queue.pop_front() {
            let Some(opened) = self.opened.get(index) else { continue };
            let mut bases: Vec<String> =
                opened.references.iter().filter_map(|it| it.text.split('#').next()).map(str::to_owned).collect();
            bases.sort();
            bases.dedup();
            let here = |base: &str| base.is_empty() || opened.loaded.anchors.contains_key(base);
            bases.retain(|base| !here(base) && (!is_remote(base) || self.remotes.file(base).is_some()));
            for base in bases {
                let before = self.opened.len();
                let loaded = self.load(index, &base);
                queue.extend(before..self.opened.len());
                let Some(opened) = self.opened.get_mut(index) else { continue };
                match loaded {
                    Ok(target) => drop(opened.loaded.links.insert(base, target)),
                    Err(Some(problem)) => drop(opened.failed.insert(base, *problem)),
                    Err(None) => {}
                }
            }
        }
    }

    /// The document behind a relative path in document `from`; the error is the problem, none where there is no such file.
    fn load(&mut self, from: usize, base: &str) -> Result<usize, Option<Box<Noted>>> {
        let Some(opened) = self.opened.get(from) else { return Err(None) };
        let relative = decoded(base);
        let (path, shown_as, root) = match self.remotes.file(base) {
            Some((path, shown_as)) => {
                let root = folder(&path).canonicalize().ok();
                (path, shown_as, root)
            }
            None => (folder(&opened.path).join(&relative), beside(&opened.shown_as, &relative), opened.root.clone()),
        };
        let (Some(root), Ok(canonical)) = (root, path.canonicalize()) else { return Err(None) };
        if let Some(known) = self.known.get(&canonical) {
            return Ok(*known);
        }
        let unread = |message, help| Some(Box::new(Noted::unread(Span::default(), message, help)));
        if !canonical.starts_with(&root) {
            return Err(unread(contract::reference_outside(base), contract::reference_outside_help()));
        }
        if self.opened.len() > MOST_FILES || !canonical.is_file() || !is_document(&canonical) {
            return Err(unread(contract::reference_unreadable(base), contract::reference_help()));
        }
        let text = read::text(&canonical).map_err(|failure| {
            let message = contract::reference_unreadable(base).and(&failure.reason);
            unread(message, failure.help.unwrap_or_else(contract::reference_help))
        })?;
        self.add((path, shown_as), Some(root), text);
        Ok(self.opened.len() - 1)
    }

    /// Judges the documents that the first one refers to.
    fn judge_parts(&mut self, reader: &'static Reader, format: &'static str) {
        for part in self.opened.iter().skip(1) {
            let noted = structure::judge_part(reader, format, part.loaded.document.root());
            self.problems.extend(noted.into_iter().map(|it| it.in_file(part.loaded.file)));
        }
    }

    fn finish(self, reader: Option<&'static Reader>, format: &'static str, is_whole: bool) -> Contract {
        let Self { opened, mut problems, .. } = self;
        let mut files = Vec::new();
        let mut references = Vec::new();
        for it in opened {
            files.push(it.loaded);
            references.push((it.references, it.failed));
        }
        let reads_siblings = reader.is_some_and(|reader| (reader.reads_siblings)(format));
        let library = Library { files, reads_siblings };
        if is_whole && reader.is_some() {
            for (index, (found, failed)) in references.iter().enumerate() {
                let Some(loaded) = library.files.get(index) else { continue };
                let noted = reference::check(&library, index, found, failed);
                problems.extend(noted.into_iter().map(|it| it.in_file(loaded.file)));
                let is_schema = reader.is_some_and(|it| it.schemas.is_empty()) && index == 0;
                let noted = example::check(&library, index, is_schema);
                problems.extend(noted.into_iter().map(|it| it.in_file(loaded.file)));
            }
        }
        problems.sort_by_key(|it| it.origin);
        Contract { types: None, library, reader, format, problems, usage: OnceCell::new(), is_whole }
    }
}

fn kind(root: NodeRef<'_>) -> Option<(&'static Reader, &'static str)> {
    READERS.iter().find_map(|reader| (reader.recognises)(root).map(|name| (*reader, name)))
}

/// Whether a file may hold a part of a contract; some tools let descriptions refer to prose.
fn is_document(path: &Path) -> bool {
    let extension = path.extension().map(|it| it.to_string_lossy().to_ascii_lowercase());
    extension.is_none_or(|it| ["json", "yaml", "yml", "schema"].contains(&&*it))
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The folder that references may not leave: the one that the contract's path is given from, such as `.` for
/// `apis/v1/orders.yaml`. It is the contract's own folder where its path is absolute or leads upwards.
fn root(path: &Path, shown_as: &str) -> Option<PathBuf> {
    let own = folder(path).canonicalize().ok()?;
    // A revision stands before the path, as in `HEAD~1:apis/v1/orders.yaml`.
    let shown = Path::new(shown_as.rsplit_once(':').map_or(shown_as, |it| it.1));
    let is_below = shown.components().all(|it| matches!(it, Component::Normal(_))) && path.ends_with(shown);
    let given_from = path.ancestors().nth(shown.components().count()).filter(|_| is_below);
    let given_from = given_from.map(|it| if it.as_os_str().is_empty() { Path::new(".") } else { it });
    // A folder that is a link may lie elsewhere.
    let whole = given_from.and_then(|it| it.canonicalize().ok()).filter(|it| own.starts_with(it));
    Some(whole.unwrap_or(own))
}

/// The path of a file that is `relative` to the one shown as `from`, as reports show it.
pub(super) fn beside(from: &str, relative: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in relative.split('/') {
        match part {
            "." => {}
            ".." if parts.last().is_some_and(|it| !["..", ""].contains(it)) => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

/// Stands for a text of which nothing could be read.
fn nothing() -> Document {
    document::parse("null", Syntax::Json).document.unwrap_or_else(nothing)
}

/// A document of no known kind; some that are often mistaken for contracts are called by their names.
fn foreign(root: NodeRef<'_>) -> Noted {
    let span = root.entries().next().map_or_else(|| root.span(), |entry| entry.key_span);
    let postman = root.pointer("/info/_postman_id").is_some()
        || root.pointer("/info/schema").and_then(NodeRef::as_str).is_some_and(|it| it.contains("getpostman.com"));
    let graphql = root.get("__schema").is_some() || root.pointer("/data/__schema").is_some();
    let named = [
        (postman, "Postman collection"),
        (graphql, "GraphQL introspection"),
        (root.get("dataContractSpecification").is_some(), "Data Contract Specification document"),
        (
            root.get("tableSchema").is_some() || root.get("tables").is_some_and(|_| root.get("@context").is_some()),
            "CSVW document",
        ),
        (root.pointer("/metadata/dbt_schema_version").is_some(), "dbt manifest"),
    ];
    let Some((_, name)) = named.into_iter().find(|(is, _)| *is) else {
        let problem = Noted::invalid(span, contract::unknown_kind(), contract::unknown_kind_help());
        return problem.labelled(contract::unknown_kind_label());
    };
    Noted::invalid(span, contract::foreign_kind(name), contract::foreign_kind_help())
}
