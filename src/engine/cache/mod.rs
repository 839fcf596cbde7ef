//! Results of unchanged inputs, kept from run to run and shared between them.
//!
//! A result is kept under the hash of everything that it follows from: the program itself, the dictionary, what was asked, and
//! the bytes of the files. So an entry is never out of date: what has changed has another name. Jobs may share a folder: an
//! entry is written beside it and renamed, and one that is not whole is no entry. Nothing is kept that is shown unmasked, and
//! nothing that was read while it changed.

mod codec;
mod digest;
mod entry;
mod key;

use std::collections::BTreeSet;
use std::path::PathBuf;

pub(super) use self::entry::EXTENSION;

use self::digest::Digest;
use super::assign::Assigned;
use super::datasets::Judged;
use super::drift::Promises;
use super::request::{Progress, Request};
use crate::model::Dictionary;

/// What a run had of its cache.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CacheUse {
    /// Files whose results were there.
    pub known: usize,
    /// Files that were judged.
    pub judged: usize,
    /// Why results could not be kept, where they could not.
    pub fault: Option<String>,
}

/// The cache of one run.
pub(super) struct Cache<'r> {
    folder: PathBuf,
    request: &'r Request,
    /// What contracts promise of the data, which its files are held against.
    promises: &'r Promises,
    /// The hash of what all its results follow from.
    common: Digest,
    used: CacheUse,
    /// Whether entries were added.
    grown: bool,
}

impl<'r> Cache<'r> {
    /// The cache that was asked for. None where values are shown that are masked otherwise, for those stay in no file but the
    /// report; and none where the program cannot tell which one it is.
    pub(super) fn open(
        dictionary: &Dictionary,
        request: &'r Request,
        (given, promises): (&BTreeSet<&str>, &'r Promises),
    ) -> Option<Self> {
        let folder = request.cache.clone().filter(|_| !request.show_values && request.snapshot.is_none())?;
        let common = key::common(dictionary, request, given)?;
        Some(Self { folder, request, promises, common, used: CacheUse::default(), grown: false })
    }

    /// What `files` gave before, if nothing has changed since; else what they give now.
    pub(super) fn through(
        &mut self,
        files: &[Assigned<'_>],
        progress: &dyn Progress,
        judge: impl FnOnce() -> Judged,
    ) -> Judged {
        let key = self.key(files);
        if let Some(judged) = key.and_then(|it| entry::read(&self.folder, &it)).and_then(|it| codec::decoded(&it)) {
            self.used.known += files.len();
            for it in files {
                progress.advances(it.file.bytes);
            }
            return judged;
        }
        self.used.judged += files.len();
        let judged = judge();
        // A file that was written to meanwhile may have been read as it was before, as it is now, or as neither.
        if let Some(key) = key.filter(|it| judged.is_whole() && self.key(files) == Some(*it)) {
            match entry::write(&self.folder, &key, &codec::encoded(&judged)) {
                Ok(()) => self.grown = true,
                Err(error) => self.used.fault = Some(error.to_string()),
            }
        }
        judged
    }

    /// Keeps the folder small, and tells what was had of it.
    pub(super) fn close(self) -> CacheUse {
        if self.grown {
            entry::prune(&self.folder);
        }
        self.used
    }

    fn key(&self, files: &[Assigned<'_>]) -> Option<Digest> {
        key::of_files(self.common, (files, self.promises), self.request.jobs).ok()
    }
}
