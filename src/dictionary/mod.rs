//! Floor 2: loading a dictionary, one file or a folder, into the [model](crate::model).
//!
//! [`load`] goes on wherever it can: a mistake is a finding, the good rest is loaded, and all mistakes are told in one run.
//! Files go through syntax ([`document`](crate::document)), the JSON Schema of the format ([`schema()`]), and lowering, which
//! resolves every reference. What a rule can judge on the loaded dictionary alone is left to that rule.

mod condition;
mod error;
mod files;
mod habit;
mod ids;
mod import;
mod loading;
mod lower;
mod part;
mod problem;
mod raw;
mod schema;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod tidy;
mod violation;

pub use error::LoadError;
pub use ids::{CODE_UNQUOTED, DICTIONARY_INVALID, NAME_DUPLICATE, REFERENCE_DANGLING};
pub use import::{Export, PACKS, Pack, PackAbout, PackKind};
pub use schema::schema;
pub use tidy::{Untidy, tidy};

use std::path::{Path, PathBuf};

use crate::finding::Finding;
use crate::model::Dictionary;

/// Names that a dictionary may use and that are known elsewhere.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Ids of all rules; empty accepts any.
    pub rules: Vec<&'static str>,
    /// Names of all named formats; empty accepts any.
    pub formats: Vec<&'static str>,
    /// Names of all input formats; empty accepts any.
    pub inputs: Vec<&'static str>,
}

/// What was loaded.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// All that is right; every reference in it leads somewhere.
    pub dictionary: Dictionary,
    /// All that is wrong, in the order of files and, within each stage, of the text.
    pub findings: Vec<Finding>,
    /// Every file that was read, code lists included, as canonical paths.
    pub files: Vec<PathBuf>,
}

/// A file of a dictionary, as it was read.
#[derive(Clone, Debug)]
pub struct DictionaryFile {
    /// Where it is, canonical.
    pub path: PathBuf,
    /// As reports show it.
    pub shown: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Whether it was named itself, not found in a folder: then it is meant to be a dictionary's.
    pub is_named: bool,
}

/// The YAML files at `path`, a file or a folder, whether or not they are a dictionary's.
///
/// # Errors
/// As [`load()`], but that an empty folder is none.
pub fn files_at(path: &Path, shown_as: &str) -> Result<Vec<DictionaryFile>, LoadError> {
    let found = files::collect(path, shown_as)?;
    let file = |it: files::ReadFile| {
        let (path, shown, bytes, is_named) = (it.path, it.shown, it.bytes, it.named);
        DictionaryFile { path, shown, bytes, is_named }
    };
    Ok(found.files.into_iter().map(file).collect())
}

/// Loads the dictionary at `path`, a file or a folder; reports call it `shown_as`.
///
/// Of a folder all `*.yaml` and `*.yml` below it are read that have a top-level `dictum`, in the order of their paths.
///
/// # Errors
/// When there is nothing to load: the path does not exist or cannot be read, the folder has no dictionary file, or a file is too large.
pub fn load(path: &Path, shown_as: &str, known: &Known) -> Result<Loaded, LoadError> {
    let found = files::collect(path, shown_as)?;
    let mut loading = loading::Loading::new(known, (found.root, found.root_shown));
    let parts = found.files.into_iter().filter_map(|file| loading.read(file)).collect::<Vec<_>>();
    if parts.is_empty() {
        return Err(LoadError::NoDictionary { path: shown_as.to_owned() });
    }
    let brought = import::all(&mut loading, parts);
    let dictionary = lower::dictionary(&mut loading, &brought, shown_as);
    Ok(loading.finish(dictionary))
}
