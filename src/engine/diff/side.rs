//! One side of a comparison: the contracts of a file, a folder, or a revision.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::{DiffError, Git, revision, shown};
use crate::contract;
use crate::engine::discover::discover;
use crate::message::diff;

/// Bytes that tell what a file is.
const LOOKED_AT: usize = 4096;

/// A contract of one side.
#[derive(Clone, Debug)]
pub(in crate::engine) struct One {
    /// Where it is.
    pub(in crate::engine) path: PathBuf,
    /// As reports show it.
    pub(in crate::engine) shown: String,
}

/// One side.
pub(super) struct Side {
    /// By their paths within the side; a side that is one file has it under an empty path.
    contracts: BTreeMap<String, One>,
    is_dictionary: bool,
    path: PathBuf,
    /// Keeps the files of a revision until all are compared.
    _git: Option<Git>,
}

/// A contract, on both sides or on one.
pub(super) enum Paired {
    Both(One, One),
    Old(One),
    New(One),
}

impl Side {
    /// Opens a path or `git:REV:path`.
    pub(super) fn open(text: &str) -> Result<Self, Box<DiffError>> {
        let Some((revision, path)) = revision(text) else { return Self::of(Path::new(text), text, None) };
        let git = Git::open(Path::new("."), revision)?;
        let found = git.path(path).ok_or_else(|| nothing(text))?;
        Self::of(&found, text, Some(git))
    }

    fn of(path: &Path, text: &str, git: Option<Git>) -> Result<Self, Box<DiffError>> {
        let metadata = fs::metadata(path).map_err(|_| nothing(text))?;
        let mut side = Self { contracts: BTreeMap::new(), is_dictionary: false, path: path.to_path_buf(), _git: git };
        let label = revision(text).map_or_else(|| shown(path), |(revision, path)| format!("{revision}:{path}"));
        if metadata.is_file() {
            side.is_dictionary = first_bytes(path).is_some_and(|it| is_dictionary(&it));
            side.contracts.insert(String::new(), One { path: path.to_path_buf(), shown: label });
            return Ok(side);
        }
        for candidate in discover(&[path.to_path_buf()], &[]).candidates {
            let Some(head) = first_bytes(&candidate.path) else { continue };
            side.is_dictionary |= is_dictionary(&head);
            if contract::recognise(&candidate.path, &head).is_none() {
                continue;
            }
            let within = candidate.path.strip_prefix(path).unwrap_or(&candidate.path);
            let within = shown(within);
            let one = One { path: candidate.path, shown: format!("{}/{within}", label.trim_end_matches('/')) };
            side.contracts.insert(within, one);
        }
        if side.contracts.is_empty() && !side.is_dictionary {
            return Err(nothing(text).into());
        }
        Ok(side)
    }

    /// The file or folder, where it is a dictionary and no contract.
    pub(super) fn dictionary(&self) -> Option<&Path> {
        self.is_dictionary.then_some(&*self.path)
    }
}

fn nothing(text: &str) -> DiffError {
    DiffError { message: diff::no_side(text), help: diff::no_side_help() }
}

fn first_bytes(path: &Path) -> Option<Vec<u8>> {
    use std::io::Read as _;
    let mut bytes = Vec::new();
    fs::File::open(path).ok()?.take(LOOKED_AT as u64).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

fn is_dictionary(head: &[u8]) -> bool {
    String::from_utf8_lossy(head).lines().any(|it| it.starts_with("dictum:"))
}

/// Contracts that have the same path on both sides, or are the only one of theirs.
pub(super) fn pairs(old: &Side, new: &Side) -> Vec<Paired> {
    let only = |side: &Side| (side.contracts.len() == 1).then(|| side.contracts.values().next().cloned()).flatten();
    let named = old.contracts.contains_key("") || new.contracts.contains_key("");
    if let (true, Some(from), Some(to)) = (named, only(old), only(new)) {
        return vec![Paired::Both(from, to)];
    }
    let mut pairs = Vec::new();
    for (path, from) in &old.contracts {
        pairs.push(match new.contracts.get(path) {
            Some(to) => Paired::Both(from.clone(), to.clone()),
            None => Paired::Old(from.clone()),
        });
    }
    let added = new.contracts.iter().filter(|(path, _)| !old.contracts.contains_key(*path));
    pairs.extend(added.map(|(_, to)| Paired::New(to.clone())));
    pairs
}
