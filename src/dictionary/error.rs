//! Why there is nothing to load.

use crate::message::{Lang, Message, dictionary as say};

/// Why a dictionary cannot be loaded at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message().text(Lang::En))]
pub enum LoadError {
    /// There is nothing at the path.
    Missing {
        /// The path as reports show it.
        path: String,
    },
    /// The folder holds no file with a top-level `dictum`.
    NoDictionary {
        /// The path as reports show it.
        path: String,
    },
    /// The system does not let it be read.
    Unreadable {
        /// The path as reports show it.
        path: String,
        /// The system's own words.
        reason: String,
    },
    /// A file is too large.
    TooLarge {
        /// The path as reports show it.
        path: String,
        /// Most mebibytes.
        most: u64,
    },
    /// A folder holds too many files to be a dictionary.
    TooManyFiles {
        /// The path as reports show it.
        path: String,
        /// Most files.
        most: usize,
    },
}

impl LoadError {
    /// What is wrong.
    pub fn message(&self) -> Message {
        match self {
            Self::Missing { path } => say::path_missing(path),
            Self::NoDictionary { path } => say::no_dictionary(path),
            Self::Unreadable { path, reason } => say::unreadable(path, reason),
            Self::TooLarge { path, most } => say::too_large(path, most),
            Self::TooManyFiles { path, most } => say::too_many_files(path, most),
        }
    }

    /// What to do about it.
    pub fn help(&self) -> Message {
        match self {
            Self::Missing { .. } => say::path_missing_help(),
            Self::NoDictionary { .. } => say::no_dictionary_help(),
            Self::Unreadable { .. } => say::unreadable_help(),
            Self::TooLarge { .. } => say::too_large_help(),
            Self::TooManyFiles { .. } => say::too_many_files_help(),
        }
    }
}
