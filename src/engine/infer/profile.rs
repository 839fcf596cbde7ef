//! What the values of one column are like. Nothing is decided here.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, HashSet};
use std::hash::{Hash, Hasher};

use crate::table::CellKind;

/// Values that are kept as they are.
pub(super) const SAMPLE: usize = 2_000;

/// Different values that are counted one by one.
const COUNTED: usize = 64;

/// Spellings by which systems say that there is no value.
pub(super) const NULLS: [&str; 14] =
    ["-", "--", "/", "N/A", "n/a", "NA", "NULL", "null", "Null", "None", "NaN", "nan", "\\N", "无"];

/// A column as it was read.
#[derive(Clone, Debug, Default)]
pub(super) struct Profile {
    /// Cells, those without a value included.
    pub(super) cells: u64,
    /// Cells with a value.
    pub(super) filled: u64,
    /// Spellings of no value, with their counts; the empty text is one.
    pub(super) nulls: BTreeMap<String, u64>,
    /// The first values.
    pub(super) sample: Vec<String>,
    /// Characters of the shortest and the longest value.
    pub(super) lengths: Option<(usize, usize)>,
    /// Values and how often each stands, while they are few.
    pub(super) counts: Option<BTreeMap<String, u64>>,
    /// Hashes of all values, as long as hardly any has come twice.
    pub(super) unique: Option<HashSet<u64>>,
    /// Values that came again.
    pub(super) repeats: u64,
    /// Hashes in the order of the records, where the column may be part of a key.
    pub(super) hashes: Vec<u64>,
    /// Cells that a container holds as numbers, and as booleans.
    pub(super) kinds: (u64, u64),
    /// Cells that are not there at all, such as absent members.
    pub(super) absent: u64,
    /// Guards round values, as a dictionary calls them, with their counts; values are kept without.
    pub(super) guards: BTreeMap<&'static str, u64>,
    may_be_key: bool,
}

impl Profile {
    /// `may_be_key`: whether it may be a part of a key, so that its values have to be known record by record.
    pub(super) fn new(may_be_key: bool) -> Self {
        Self { may_be_key, counts: Some(BTreeMap::new()), unique: Some(HashSet::new()), ..Self::default() }
    }

    fn note(&mut self, hash: u64) {
        if self.may_be_key {
            self.hashes.push(hash);
        }
    }

    /// Takes a cell in.
    pub(super) fn add(&mut self, text: &str, kind: CellKind) {
        self.cells += 1;
        match kind {
            CellKind::Null | CellKind::Absent => {
                self.absent += u64::from(kind == CellKind::Absent);
                self.note(0);
                return;
            }
            CellKind::Number => self.kinds.0 += 1,
            CellKind::Bool => self.kinds.1 += 1,
            _ => {}
        }
        let plain = text.trim();
        if plain.is_empty() || NULLS.contains(&plain) {
            *self.nulls.entry(plain.to_owned()).or_default() += 1;
            self.note(0);
            return;
        }
        self.filled += 1;
        if text.starts_with('\t') || text.ends_with('\t') {
            *self.guards.entry("tab").or_default() += 1;
        }
        match guarded(plain) {
            Some((bare, guard)) => {
                *self.guards.entry(guard).or_default() += 1;
                self.measure(bare);
            }
            None => self.measure(plain),
        }
    }

    fn measure(&mut self, text: &str) {
        let characters = if text.is_ascii() { text.len() } else { text.chars().count() };
        let (least, most) = self.lengths.unwrap_or((characters, characters));
        self.lengths = Some((least.min(characters), most.max(characters)));
        let hash = hash(text);
        self.note(hash);
        if self.unique.as_mut().is_some_and(|it| !it.insert(hash)) {
            self.repeats += 1;
            if self.repeats * 50 > self.filled + 50 {
                self.unique = None;
            }
        }
        if let Some(counts) = &mut self.counts {
            if let Some(count) = counts.get_mut(text) {
                *count += 1;
            } else if counts.len() < COUNTED {
                counts.insert(text.to_owned(), 1);
            } else {
                self.counts = None;
            }
        }
        if self.sample.len() < SAMPLE {
            self.sample.push(text.to_owned());
        }
    }

    /// Whether values do not repeat and none is missing, but for a few in many, which are damage.
    pub(super) fn is_unique(&self) -> bool {
        let wrong = self.repeats + (self.cells - self.filled);
        self.unique.is_some() && self.filled > 0 && (wrong == 0 || (self.cells >= 100 && wrong * 50 <= self.cells))
    }
}

/// What stands within a guard against spreadsheets, and how a dictionary calls the guard.
fn guarded(value: &str) -> Option<(&str, &'static str)> {
    if let Some(inner) = value.strip_prefix("=\"").and_then(|it| it.strip_suffix('"')) {
        return Some((inner, "excelText"));
    }
    let by = |sign: char, guard| value.strip_prefix(sign).map(|it| (it, guard));
    by('\'', "apostrophe").or_else(|| by('`', "backtick")).filter(|it| !it.0.is_empty())
}

/// The same for the same text in every run.
pub(super) fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    // 0 stands for no value.
    hasher.finish().max(1)
}
