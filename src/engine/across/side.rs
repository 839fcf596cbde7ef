//! The records of one dataset that a check asked for, in partitions by key, past `--memory` in a temporary file.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

use super::datum::{Datum, NULL, TAG_BITS, decode};
use crate::engine::keys::{Location, fingerprint};

/// Parts that rows are kept in; one part of each side is in memory while a join goes on.
pub(super) const PARTITIONS: usize = 256;
/// Words before the values: the key, the location, the tags.
pub(super) const HEAD: usize = 4;

/// What one block gives to a side.
#[derive(Debug, Default)]
pub(in crate::engine) struct Emitted {
    /// Rows, each of [`HEAD`] words and two for each value.
    pub(super) words: Vec<u64>,
    /// Records that the condition let through.
    pub(super) passed: u64,
    /// Of these, records without a whole key.
    pub(super) keyless: u64,
    /// The first few of them.
    pub(super) keyless_at: Vec<Location>,
    /// Whether a record was out of reach of [`Location`].
    pub(super) overflown: bool,
}

/// The rows of one side of a join.
#[derive(Debug)]
pub(in crate::engine) struct Side {
    stride: usize,
    partitions: Vec<Vec<u64>>,
    held: usize,
    most: usize,
    spill: Option<Spill>,
    /// Whether rows were lost: then nothing is proven.
    pub(super) failed: bool,
    /// Whether a file could not be read to its end or lacks a column: its own finding has said so.
    pub(super) broken: bool,
    /// Records that the condition let through.
    pub(super) passed: u64,
    /// Of these, records without a whole key.
    pub(super) keyless: u64,
    /// The first few of them.
    pub(super) keyless_at: Vec<Location>,
}

impl Side {
    /// One of rows with so many values, which keeps at most `memory` bytes.
    pub(super) fn new(values: usize, memory: usize) -> Self {
        Self {
            stride: HEAD + 2 * values,
            partitions: vec![Vec::new(); PARTITIONS],
            held: 0,
            most: (memory / 8).max(1 << 12),
            spill: None,
            failed: false,
            broken: false,
            passed: 0,
            keyless: 0,
            keyless_at: Vec::new(),
        }
    }

    /// Takes what a block gave; blocks come in order.
    pub(in crate::engine) fn take(&mut self, emitted: &Emitted, keep: usize) {
        self.passed += emitted.passed;
        self.keyless += emitted.keyless;
        self.failed |= emitted.overflown;
        let wanted = keep.saturating_sub(self.keyless_at.len());
        self.keyless_at.extend(emitted.keyless_at.iter().take(wanted));
        for row in emitted.words.chunks_exact(self.stride) {
            self.insert(row);
        }
    }

    /// Puts one row in its place.
    pub(super) fn insert(&mut self, row: &[u64]) {
        let number = usize::try_from(fingerprint(Row(row).key()) >> 56).unwrap_or(0);
        if let Some(partition) = self.partitions.get_mut(number) {
            partition.extend_from_slice(row);
            self.held += row.len();
        }
        if self.held >= self.most {
            self.spill();
        }
    }

    #[cold]
    fn spill(&mut self) {
        if self.spill.is_none() {
            self.spill = Spill::new().ok();
        }
        for (number, partition) in self.partitions.iter_mut().enumerate() {
            self.failed |= self.spill.as_mut().is_none_or(|it| it.write(number, partition).is_err());
            partition.clear();
        }
        self.held = 0;
    }

    /// The rows of a partition, ordered by key and then as their records are.
    pub(super) fn partition(&mut self, number: usize) -> Rows {
        let mut words = self.partitions.get(number).cloned().unwrap_or_default();
        if let Some(spill) = &mut self.spill {
            self.failed |= spill.read(number, &mut words).is_err();
        }
        let mut order: Vec<usize> = (0..words.len() / self.stride).collect();
        let row = |index: usize| Row(words.get(index * self.stride..(index + 1) * self.stride).unwrap_or_default());
        order.sort_unstable_by_key(|index| (row(*index).key(), row(*index).at()));
        let mut sorted = Vec::with_capacity(words.len());
        for index in order {
            sorted.extend_from_slice(row(index).0);
        }
        Rows { words: sorted, stride: self.stride }
    }
}

/// The rows of one partition in order.
#[derive(Debug, Default)]
pub(super) struct Rows {
    words: Vec<u64>,
    stride: usize,
}

impl Rows {
    /// All rows from the `from`-th on.
    pub(super) fn from(&self, from: usize) -> impl Iterator<Item = Row<'_>> {
        let start = (from * self.stride).min(self.words.len());
        self.words.get(start..).unwrap_or_default().chunks_exact(self.stride.max(1)).map(Row)
    }
}

/// One record.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'r>(pub(super) &'r [u64]);

impl Row<'_> {
    fn word(self, at: usize) -> u64 {
        self.0.get(at).copied().unwrap_or_default()
    }

    fn double(self, at: usize) -> u128 {
        u128::from(self.word(at)) | (u128::from(self.word(at + 1)) << 64)
    }

    /// The packed key.
    pub(super) fn key(self) -> u128 {
        self.double(0)
    }

    /// Where the record is in its dataset.
    pub(super) fn at(self) -> Location {
        let part = |word: u64| u32::try_from(word & u64::from(u32::MAX)).unwrap_or(u32::MAX);
        Location { block: part(self.word(2) >> 32), record: part(self.word(2)) }
    }

    fn tag(self, value: usize) -> u64 {
        (self.word(3) >> (TAG_BITS * value)) & ((1 << TAG_BITS) - 1)
    }

    /// Whether nothing stands under a value.
    pub(super) fn is_null(self, value: usize) -> bool {
        self.tag(value) == NULL
    }

    /// A value that can be compared.
    pub(super) fn datum(self, value: usize) -> Option<Datum> {
        decode(self.tag(value), self.double(HEAD + 2 * value))
    }
}

/// Runs of rows, each of one partition, in a file that no name leads to.
#[derive(Debug)]
struct Spill {
    file: File,
    runs: Vec<Vec<(u64, usize)>>,
    end: u64,
}

impl Spill {
    fn new() -> io::Result<Self> {
        Ok(Self { file: tempfile::tempfile()?, runs: vec![Vec::new(); PARTITIONS], end: 0 })
    }

    fn write(&mut self, partition: usize, words: &[u64]) -> io::Result<()> {
        if words.is_empty() {
            return Ok(());
        }
        let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
        self.file.seek(SeekFrom::Start(self.end))?;
        self.file.write_all(&bytes)?;
        if let Some(runs) = self.runs.get_mut(partition) {
            runs.push((self.end, bytes.len()));
        }
        self.end += bytes.len() as u64;
        Ok(())
    }

    fn read(&mut self, partition: usize, words: &mut Vec<u64>) -> io::Result<()> {
        for (start, length) in self.runs.get(partition).cloned().unwrap_or_default() {
            let mut bytes = vec![0_u8; length];
            self.file.seek(SeekFrom::Start(start))?;
            self.file.read_exact(&mut bytes)?;
            words.extend(bytes.as_chunks::<8>().0.iter().map(|it| u64::from_le_bytes(*it)));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::keys::pack;

    #[test]
    fn rows_come_back_in_order_whether_they_were_spilled_or_not() {
        let row = |number: u64| {
            let key = pack(format!("key-{}", number % 700).as_bytes());
            #[expect(clippy::cast_possible_truncation, reason = "both halves are taken")]
            [key as u64, (key >> 64) as u64, number, 3, number, 0]
        };
        let (mut all, mut few) = (Side::new(1, usize::MAX), Side::new(1, 0));
        for number in 0..20_000 {
            all.insert(&row(number));
            few.insert(&row(number));
        }
        assert!(few.spill.is_some() && all.spill.is_none());
        let mut found = 0;
        for number in 0..PARTITIONS {
            let (one, other) = (all.partition(number), few.partition(number));
            assert_eq!(one.words, other.words);
            let keys: Vec<_> = one.from(0).map(|it| (it.key(), it.at())).collect();
            assert!(keys.is_sorted());
            found += keys.len();
        }
        assert_eq!(found, 20_000);
    }
}
