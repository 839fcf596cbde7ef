//! What is counted of a file: exact totals, and the first few places.

use std::collections::BTreeMap;

use super::profile::ColumnProfile;
use super::{Base, Sample};
use crate::engine::request::FEW;
use crate::finding::Place;
use crate::plan::{ColumnPlan, outcome};
use crate::table::BatchNoteKind;

/// A total and its first places.
#[derive(Clone, Debug, Default)]
pub(in crate::engine) struct Tally {
    /// All of them.
    pub(in crate::engine) count: u64,
    /// The first few.
    pub(in crate::engine) places: Vec<Place>,
    /// The first one's value, for measuring; never shown.
    pub(in crate::engine) value: String,
    /// A number that goes with the first one: cells of a malformed record.
    pub(in crate::engine) extra: u64,
    /// Of identifiers held as numbers, those that a double rounds.
    pub(in crate::engine) rounded: u64,
}

/// The same within one block.
#[derive(Clone, Debug, Default)]
pub(in crate::engine) struct Part {
    pub(in crate::engine) count: u64,
    pub(in crate::engine) samples: Vec<Sample>,
    pub(in crate::engine) extra: u64,
    pub(in crate::engine) rounded: u64,
}

impl Tally {
    /// Adds a block's part; at most `keep` places stay.
    pub(super) fn add(&mut self, part: Part, base: Base, keep: usize) {
        if self.count == 0 {
            self.extra = part.extra;
        }
        self.count += part.count;
        self.rounded += part.rounded;
        for sample in part.samples {
            if self.places.is_empty() {
                self.value.clone_from(&sample.value);
            }
            if self.places.len() < keep {
                self.places.push(sample.place(base));
            }
        }
    }
}

/// What a tally is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::engine) enum Subject {
    /// Cells of a planned column with this outcome.
    Cell(usize, u8),
    /// Cells of a planned column that the explanation rule of this index explains.
    Explained(usize, usize),
    /// Cells of a planned column that its detector of this index sorts into this class.
    Sorted(usize, usize, u8),
    /// Cells of a header column that hold bytes of no encoding.
    Undecodable(usize),
    /// Malformed records.
    Malformed,
    /// Notes of a kind.
    Note(BatchNoteKind),
    /// Records that a reference of this index leaves without a parent.
    Unmatched(usize),
}

/// Everything counted of one block.
#[derive(Debug, Default)]
pub(in crate::engine) struct BlockTally {
    /// Outcomes that are no failures are only counted: planned column → outcome → cells.
    pub(in crate::engine) outcomes: Vec<[u64; outcome::COUNT]>,
    /// Failures.
    pub(in crate::engine) parts: BTreeMap<Subject, Part>,
    /// Records with one surplus empty cell.
    pub(in crate::engine) trailing_delimiters: u64,
    /// Well-formed records.
    pub(in crate::engine) rows: u64,
    /// All records.
    pub(in crate::engine) records: u64,
    /// Records whose key is whole.
    pub(in crate::engine) keys: u64,
    /// Records that a reference was tested for, by reference.
    pub(in crate::engine) referring: Vec<u64>,
    /// How the columns look, where that is counted.
    pub(in crate::engine) profiles: Vec<ColumnProfile>,
}

/// Everything counted of one file.
#[derive(Debug, Default)]
pub(in crate::engine) struct FileTally {
    /// As in [`BlockTally`].
    pub(in crate::engine) outcomes: Vec<[u64; outcome::COUNT]>,
    /// As in [`BlockTally`].
    pub(in crate::engine) tallies: BTreeMap<Subject, Tally>,
    /// As in [`BlockTally`].
    pub(in crate::engine) trailing_delimiters: u64,
    /// Well-formed records.
    pub(in crate::engine) rows: u64,
    /// All records.
    pub(in crate::engine) records: u64,
    /// Records whose key is whole.
    pub(in crate::engine) keys: u64,
    /// As in [`BlockTally`].
    pub(in crate::engine) referring: Vec<u64>,
    /// As in [`BlockTally`].
    pub(in crate::engine) profiles: Vec<ColumnProfile>,
    /// Places kept of all subjects.
    pub(in crate::engine) places: usize,
}

impl FileTally {
    /// Most places of one subject, while there is `room` for so many of all.
    pub(super) fn most(&self, keep: usize, room: usize) -> usize {
        if self.places < room { keep } else { keep.min(FEW) }
    }

    /// Adds a block, in order. Of one subject at most `keep` places stay, of all about as many as there is `room` for.
    pub(super) fn add(&mut self, block: BlockTally, base: Base, (keep, room): (usize, usize)) {
        self.trailing_delimiters += block.trailing_delimiters;
        self.rows += block.rows;
        self.records += block.records;
        self.keys += block.keys;
        add_each(&mut self.referring, &block.referring);
        if self.outcomes.len() < block.outcomes.len() {
            self.outcomes.resize(block.outcomes.len(), [0; outcome::COUNT]);
        }
        for (all, more) in self.outcomes.iter_mut().zip(&block.outcomes) {
            for (sum, count) in all.iter_mut().zip(more) {
                *sum += count;
            }
        }
        if self.profiles.len() < block.profiles.len() {
            self.profiles.resize(block.profiles.len(), ColumnProfile::default());
        }
        for (all, more) in self.profiles.iter_mut().zip(&block.profiles) {
            all.add(more);
        }
        for (subject, part) in block.parts {
            let most = self.most(keep, room);
            let tally = self.tallies.entry(subject).or_default();
            let before = tally.places.len();
            tally.add(part, base, most);
            self.places += tally.places.len() - before;
        }
    }

    /// Cells of a planned column: one for each well-formed record, or as many as its lists have items.
    pub(in crate::engine) fn cells(&self, planned: usize) -> u64 {
        self.outcomes.get(planned).map_or(self.rows, |it| it.iter().sum())
    }

    /// Cells of a planned column that are neither null nor skipped.
    pub(in crate::engine) fn tested(&self, planned: usize, column: &ColumnPlan) -> u64 {
        let Some(outcomes) = self.outcomes.get(planned) else { return 0 };
        let untested = |code: u8| code == outcome::SKIPPED || column.is_null(code);
        let counts = (0_u8..).zip(outcomes);
        counts.filter(|(code, _)| !untested(*code)).map(|(_, count)| count).sum()
    }
}

fn add_each(sums: &mut Vec<u64>, more: &[u64]) {
    if sums.len() < more.len() {
        sums.resize(more.len(), 0);
    }
    for (sum, count) in sums.iter_mut().zip(more) {
        *sum += count;
    }
}
