//! Which files make up a dictionary.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::LoadError;

/// Most bytes of one file: far beyond any dictionary that people keep, and safely within spans of 32 bits.
const MOST_BYTES: u64 = 32 << 20;
/// Most files of one folder; more are surely not a dictionary's.
const MOST_FILES: usize = 10_000;
/// Deepest folder.
const DEEPEST: usize = 32;

/// A file as it was read.
pub(super) struct ReadFile {
    /// Where it is, canonical.
    pub(super) path: PathBuf,
    /// As reports show it.
    pub(super) shown: String,
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
    /// Whether it was named itself, not found in a folder.
    pub(super) named: bool,
}

/// All candidates.
pub(super) struct Collected {
    /// The dictionary's folder, canonical: nothing outside of it is read.
    pub(super) root: PathBuf,
    /// The same as reports show it; empty for the current folder.
    pub(super) root_shown: String,
    /// The files, by path.
    pub(super) files: Vec<ReadFile>,
}

/// Reads the file at `path`, or every YAML file of the folder.
pub(super) fn collect(path: &Path, shown: &str) -> Result<Collected, LoadError> {
    let canonical = fs::canonicalize(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => LoadError::Missing { path: shown.to_owned() },
        _ => unreadable(shown, &error),
    })?;
    if !canonical.is_dir() {
        let root = canonical.parent().map(Path::to_path_buf).unwrap_or_default();
        let root_shown = shown.replace('\\', "/").rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        return Ok(Collected { root, root_shown, files: vec![read(canonical, shown.to_owned(), true)?] });
    }
    let mut walk = Walk { seen: BTreeSet::new(), found: Vec::new() };
    let root_shown = shown.replace('\\', "/").trim_end_matches('/').to_owned();
    walk.folder(&canonical, &root_shown, 0)?;
    if walk.found.len() > MOST_FILES {
        return Err(LoadError::TooManyFiles { path: shown.to_owned(), most: MOST_FILES });
    }
    walk.found.sort();
    let files = walk.found.into_iter().map(|(shown, path)| read(path, shown, false)).collect::<Result<_, _>>()?;
    Ok(Collected { root: canonical, root_shown, files })
}

struct Walk {
    /// Canonical paths, so that links neither loop nor read a file twice.
    seen: BTreeSet<PathBuf>,
    found: Vec<(String, PathBuf)>,
}

impl Walk {
    fn folder(&mut self, folder: &Path, shown: &str, depth: usize) -> Result<(), LoadError> {
        if depth > DEEPEST || !self.seen.insert(folder.to_path_buf()) || self.found.len() > MOST_FILES {
            return Ok(());
        }
        let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        let mut names: Vec<_> = entries.map_err(|error| unreadable(shown, &error))?;
        names.sort_by_key(fs::DirEntry::file_name);
        for entry in names {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            // A link that leads nowhere is nobody's dictionary.
            let Ok(path) = fs::canonicalize(entry.path()) else { continue };
            if name.starts_with('.') {
                continue;
            }
            let shown = format!("{shown}/{name}");
            if path.is_dir() {
                self.folder(&path, &shown, depth + 1)?;
            } else if is_yaml(&name) && path.is_file() && self.seen.insert(path.clone()) {
                self.found.push((shown, path));
            }
        }
        Ok(())
    }
}

/// Whether a file is called as YAML is.
pub(super) fn is_yaml(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    extension.eq_ignore_ascii_case("yaml") || extension.eq_ignore_ascii_case("yml")
}

fn read(path: PathBuf, shown: String, named: bool) -> Result<ReadFile, LoadError> {
    match bytes_of(&path) {
        Ok(Some(bytes)) => Ok(ReadFile { path, shown, bytes, named }),
        Ok(None) => Err(LoadError::TooLarge { path: shown, most: MOST_BYTES >> 20 }),
        Err(error) => Err(unreadable(&shown, &error)),
    }
}

/// The bytes of a file; none if they are too many.
pub(super) fn bytes_of(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= MOST_BYTES).then_some(bytes))
}

fn unreadable(shown: &str, error: &io::Error) -> LoadError {
    LoadError::Unreadable { path: shown.to_owned(), reason: error.to_string() }
}
