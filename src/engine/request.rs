//! What a run is asked to do, and what it gives back.

use std::path::PathBuf;

use super::cache::CacheUse;
use crate::finding::Report;
use crate::model::Date;
use crate::settings::{Baseline, Coverage, Levels, Snapshot};
use crate::table::packed::Limits;

/// Places that every finding has room for.
pub const FEW: usize = 10;

/// One run.
#[derive(Clone, Debug)]
pub struct Request {
    /// The dictionary: a file or a folder.
    pub dictionary: PathBuf,
    /// Files and folders to check; `-` is standard input.
    pub paths: Vec<PathBuf>,
    /// Only datasets of this system claim files.
    pub system: Option<String>,
    /// Every given file is of this dataset.
    pub dataset: Option<String>,
    /// Which rules report, and how severely.
    pub levels: Levels,
    /// Findings that are agreed on.
    pub baseline: Option<Baseline>,
    /// The revision, or the folder, of earlier versions that contracts must keep to.
    pub against: Option<String>,
    /// Findings of an earlier revision, which do not count.
    pub since: Option<Baseline>,
    /// The day that everything which depends on today is judged by.
    pub as_of: Date,
    /// The instant that the age of files is judged by, in nanoseconds since 1970-01-01T00:00:00Z; `None`: the beginning
    /// of that day. It decides, and is never shown.
    pub now: Option<i128>,
    /// Whether values of protected elements and of unbound columns may be shown.
    pub show_values: bool,
    /// Most bytes of keys kept in memory; what is more goes to temporary files.
    pub memory: usize,
    /// The format that every given file has; else its bytes and its name tell.
    pub input_format: Option<&'static str>,
    /// Most bytes that one packed file may hold.
    pub max_unpacked: u64,
    /// Threads, at least one.
    pub jobs: usize,
    /// Most places kept of one finding, at least one.
    pub places: usize,
    /// Most places kept of all findings, besides the first [`FEW`] of each: what is kept takes memory.
    pub places_in_all: usize,
    /// Files and folders that are never inputs: settings, baselines, reports that are being written, the cache.
    pub never: Vec<PathBuf>,
    /// How data looked once, to be compared with; an empty one where only the new state is wanted.
    pub snapshot: Option<Snapshot>,
    /// The folder where results of unchanged inputs are kept; none are without one.
    pub cache: Option<PathBuf>,
}

impl Request {
    /// Checks `paths` by a dictionary as things stand on the day `as_of`, on one thread, with nothing agreed on.
    pub fn new(dictionary: PathBuf, paths: Vec<PathBuf>, as_of: Date) -> Self {
        Self {
            dictionary,
            paths,
            system: None,
            dataset: None,
            levels: Levels::default(),
            baseline: None,
            against: None,
            since: None,
            as_of,
            now: None,
            show_values: false,
            memory: 1 << 30,
            input_format: None,
            max_unpacked: 16 << 30,
            jobs: 1,
            places: FEW,
            places_in_all: usize::MAX,
            never: Vec::new(),
            snapshot: None,
            cache: None,
        }
    }

    /// How far inputs may be unpacked.
    pub(super) fn unpacking(&self) -> Limits {
        Limits { most: self.max_unpacked }
    }
}

/// What a run gives back.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Everything found; `summary.failed` is for the caller to decide.
    pub report: Report,
    /// What was looked at.
    pub coverage: Coverage,
    /// Whether the dictionary itself has errors.
    pub dictionary_has_errors: bool,
    /// Files that were found under the given paths.
    pub found: usize,
    /// Of these, files that a dataset claims.
    pub matched: usize,
    /// Findings of the revision compared with that are not there any more.
    pub gone: usize,
    /// The systems the dictionary knows.
    pub systems: Vec<String>,
    /// The datasets it knows.
    pub datasets: Vec<String>,
    /// How the files look now, where it was asked for.
    pub snapshot: Option<Snapshot>,
    /// Elements that its inputs map and that are only drafted.
    pub drafts: usize,
    /// What it had of its cache, where it had one.
    pub cache: Option<CacheUse>,
}

/// What a long run tells while it goes on.
pub trait Progress: Sync {
    /// So many files with so many bytes in all are going to be read.
    fn begins(&self, files: u64, bytes: u64);
    /// A file is opened.
    fn opens(&self, path: &str);
    /// So many more bytes have been judged.
    fn advances(&self, bytes: u64);
}

/// Says nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn begins(&self, _: u64, _: u64) {}
    fn opens(&self, _: &str) {}
    fn advances(&self, _: u64) {}
}
