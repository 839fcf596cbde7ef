//! Which files there are under the given paths. The only place that walks folders.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use super::cache;
use super::candidate::Candidate;
use crate::finding::{Finding, Place};
use crate::message::{Message, input};
use crate::rules::input::file_unreadable;
use crate::table::Source;
use crate::table::packed::Limits;

/// The path that stands for standard input.
const STANDARD_INPUT: &str = "-";

/// Deepest folder below a given one.
const DEEPEST: usize = 64;

/// What was met.
#[derive(Debug, Default)]
pub(super) struct Discovered {
    /// By shown path; each file once.
    pub(super) candidates: Vec<Candidate>,
    /// Paths that could not be read.
    pub(super) findings: Vec<Finding>,
}

/// Walks `paths`. Hidden files and folders, and those in `never` (canonical), are no inputs unless they are named.
pub(super) fn discover(paths: &[PathBuf], never: &[PathBuf]) -> Discovered {
    let mut walk = Walk { never: never.iter().collect(), seen: BTreeSet::new(), discovered: Discovered::default() };
    for path in paths {
        walk.root(path);
    }
    walk.discovered.candidates.sort_by(|a, b| a.shown.cmp(&b.shown));
    walk.discovered
}

/// The same with the members of archives in their place.
pub(super) fn expanded(candidates: Vec<Candidate>, limits: Limits) -> Vec<Candidate> {
    candidates.into_iter().flat_map(|it| it.expanded(limits)).collect()
}

struct Walk<'n> {
    never: BTreeSet<&'n PathBuf>,
    seen: BTreeSet<PathBuf>,
    discovered: Discovered,
}

impl Walk<'_> {
    fn root(&mut self, path: &Path) {
        if path == Path::new(STANDARD_INPUT) {
            return self.stream(path, Source::kept(path, io::stdin().lock()));
        }
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => self.folder(path),
            Ok(metadata) if metadata.is_file() => self.file(path, metadata.len(), true),
            // A named pipe, or a device that ends.
            Ok(_) => self.stream(path, Source::open(path)),
            Err(error) => self.unreadable(path, &error),
        }
    }

    /// What can be read only once is kept as soon as it is met.
    fn stream(&mut self, path: &Path, kept: io::Result<Source>) {
        if !self.seen.insert(path.to_path_buf()) {
            return;
        }
        match kept.and_then(|it| Ok((it.length()?, it))) {
            Ok((bytes, kept)) => {
                self.discovered.candidates.push(Candidate::kept(path, shown(path), bytes, kept));
            }
            Err(error) => self.unreadable(path, &error),
        }
    }

    fn folder(&mut self, root: &Path) {
        let entries = WalkDir::new(root).max_depth(DEEPEST).sort_by_file_name().into_iter();
        let never = self.never.clone();
        let is_never =
            |it: &DirEntry| it.file_type().is_dir() && fs::canonicalize(it.path()).is_ok_and(|it| never.contains(&it));
        for entry in entries.filter_entry(|it| it.depth() == 0 || !is_hidden(it) && !is_never(it)) {
            match entry {
                Ok(entry) => self.entry(&entry),
                Err(error) => {
                    let path = error.path().unwrap_or(root).to_path_buf();
                    let cause = io::Error::from(error);
                    self.discovered.findings.push(unreadable(&path, &cause, true));
                }
            }
        }
    }

    fn entry(&mut self, entry: &DirEntry) {
        if entry.file_type().is_dir() {
            return;
        }
        // A link to a file is read as the file; a link to a folder is not followed, so that no circle is walked.
        match fs::metadata(entry.path()) {
            Ok(metadata) if metadata.is_file() => self.file(entry.path(), metadata.len(), false),
            Ok(_) => {}
            Err(error) => self.unreadable(entry.path(), &error),
        }
    }

    fn file(&mut self, path: &Path, bytes: u64, named: bool) {
        let canonical = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        if self.never.contains(&canonical) || !self.seen.insert(canonical) {
            return;
        }
        self.discovered.candidates.push(Candidate::file(path, shown(path), bytes, named));
    }

    fn unreadable(&mut self, path: &Path, error: &io::Error) {
        self.discovered.findings.push(unreadable(path, error, false));
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    let name = entry.file_name().as_encoded_bytes();
    // Spreadsheets keep a lock file beside an open workbook, and a cache may be in the very folder that is checked.
    name.starts_with(b".")
        || name.starts_with(b"~$")
        || Path::new(entry.file_name()).extension().is_some_and(|it| it == cache::EXTENSION)
}

/// A path as reports show it: `/` between the parts, no `./` at its start; bytes that are no text become U+FFFD.
pub(super) fn shown(path: &Path) -> Arc<str> {
    let mut text = String::new();
    for part in path.components() {
        match part {
            Component::CurDir => continue,
            Component::RootDir => {
                text.push('/');
                continue;
            }
            _ => {}
        }
        if !text.is_empty() && !text.ends_with('/') {
            text.push('/');
        }
        text.push_str(&part.as_os_str().to_string_lossy());
    }
    if text.is_empty() { Arc::from(".") } else { Arc::from(text) }
}

fn unreadable(path: &Path, error: &io::Error, folder: bool) -> Finding {
    let linked = fs::symlink_metadata(path).is_ok_and(|it| it.file_type().is_symlink());
    let (reason, help) = match error.kind() {
        io::ErrorKind::NotFound if linked => (input::broken_link(), Some(input::broken_link_help())),
        io::ErrorKind::NotFound => (input::no_such_path(), Some(input::no_such_path_help())),
        io::ErrorKind::PermissionDenied if folder => (input::folder_unreadable(), Some(input::permission_help())),
        io::ErrorKind::PermissionDenied => (input::permission_denied(), Some(input::permission_help())),
        _ => (Message::verbatim(error.to_string()), None),
    };
    let shown = shown(path);
    file_unreadable::found(0, &reason, help).in_input(shown).at(start())
}

/// The first character of a file.
pub(super) fn start() -> Place {
    Place { line: 1, column: 1, end_line: 1, end_column: 1, ..Place::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_shown_with_slashes_and_without_a_leading_dot() {
        for (path, expected) in
            [("./a/b.csv", "a/b.csv"), ("a/./b", "a/b"), ("/x/y", "/x/y"), (".", "."), ("../x", "../x")]
        {
            assert_eq!(&*shown(Path::new(path)), expected);
        }
    }

    #[test]
    fn each_file_is_met_once_and_hidden_ones_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.csv", "a.csv", ".hidden.csv", "~$open.xlsx"] {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        let twice = [folder.path().to_path_buf(), folder.path().join("a.csv")];
        let found = discover(&twice, &[fs::canonicalize(folder.path().join("b.csv")).unwrap()]);
        let names: Vec<_> = found.candidates.iter().map(|it| it.path.file_name().unwrap().to_owned()).collect();
        assert_eq!(names, ["a.csv"]);
        assert!(found.findings.is_empty());
    }

    #[test]
    fn a_path_that_is_not_there_is_a_finding() {
        let found = discover(&[PathBuf::from("no/such/export.csv")], &[]);
        assert_eq!(found.findings.len(), 1);
        assert_eq!(found.findings[0].path.as_deref(), Some("no/such/export.csv"));
    }
}
