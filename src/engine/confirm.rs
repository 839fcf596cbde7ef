//! Suspects confirmed: the blocks they stand in are read again, and their keys compared byte for byte.

use std::collections::BTreeMap;

use super::data::Reread;
use super::keys::{Location, Seen, Stretch, Suspect, fingerprint};
use super::unique::{FileDone, Keyed, Reader};

/// Bytes that one suspect may take while it is confirmed.
const EACH: usize = 128;
/// Fewest suspects of a round: blocks are read again for each.
const FEWEST: usize = 1 << 16;

/// Most stretches of a block that are read one by one; of more, the whole block is.
const FEW: usize = 8;

/// A record that repeats the key of an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Repeat {
    pub(super) at: Location,
    pub(super) first: Location,
}

/// Records of one file that repeat keys.
#[derive(Debug, Default)]
pub(super) struct Repeats {
    /// How many.
    pub(super) count: u64,
    /// The first few, in order.
    pub(super) shown: Vec<Repeat>,
    /// All of them, where they are wanted.
    pub(super) all: Vec<Location>,
}

impl Repeats {
    fn add(&mut self, repeat: Repeat, keep: usize) {
        self.count += 1;
        self.shown.push(repeat);
        if self.shown.len() >= keep.saturating_mul(4).max(64) {
            self.settle(keep);
        }
    }

    fn settle(&mut self, keep: usize) {
        self.shown.sort_unstable();
        self.shown.truncate(keep);
    }
}

/// What became of all suspects of a dataset.
#[derive(Debug, Default)]
pub(super) struct Confirmed {
    /// Repeats by file.
    pub(super) files: BTreeMap<usize, Repeats>,
    /// Whether a block could not be read again, so that not all keys were compared.
    pub(super) unread: bool,
}

/// Confirms everything that `seen` suspects, with about `memory` bytes.
pub(super) fn confirm(keyed: &Keyed<'_, '_>, seen: &mut Seen, memory: usize) -> Confirmed {
    let mut confirmed = Confirmed::default();
    let mut reader = Reader::new(keyed);
    seen.suspects((memory / EACH).max(FEWEST), |suspects| {
        let round = Round::read(suspects, &mut reader, &mut confirmed);
        round.judge(keyed, &mut confirmed);
    });
    confirmed.files.values_mut().for_each(|it| it.settle(keyed.keep));
    confirmed
}

/// The keys of one round of suspects, read again.
struct Round {
    found: Vec<Found>,
    bytes: Vec<u8>,
}

/// One record whose key has a suspected fingerprint.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    shared: u64,
    at: Location,
    /// Where its key is in the round's bytes.
    start: usize,
    length: usize,
}

impl Round {
    fn read(suspects: &[Suspect], reader: &mut Reader<'_, '_, '_>, confirmed: &mut Confirmed) -> Self {
        let wanted = Wanted::of(suspects);
        let mut stretches: Vec<Stretch> = suspects.iter().map(|(_, stretch)| *stretch).collect();
        stretches.sort_unstable();
        stretches.dedup();
        let mut round = Self { found: Vec::new(), bytes: Vec::new() };
        for of_block in stretches.chunk_by(|one, other| one.block() == other.block()) {
            let block = of_block.first().map_or(0, |it| it.block());
            let read = if of_block.len() <= FEW && reader.has_stretches(block) {
                of_block.iter().map(|it| round.stretch(*it, reader, &wanted)).collect::<Option<()>>()
            } else {
                reader.block(block).map(|read| round.take(read, Location { block, record: 0 }, &wanted))
            };
            confirmed.unread |= read.is_none();
        }
        round.found.sort_unstable();
        round
    }

    fn stretch(&mut self, stretch: Stretch, reader: &mut Reader<'_, '_, '_>, wanted: &Wanted) -> Option<()> {
        let first = Location { block: stretch.block(), record: stretch.number() * Stretch::RECORDS };
        self.take(reader.stretch(stretch)?, first, wanted);
        Some(())
    }

    /// Takes the suspected keys of what was read, whose first record is `first`.
    fn take(&mut self, (file, reread): (&FileDone<'_>, &mut Reread), first: Location, wanted: &Wanted) {
        reread.each_key(&file.plan, |record, packed, bytes| {
            let shared = Seen::shared(fingerprint(packed));
            if wanted.holds(shared) {
                let at = Location { record: first.record + record, ..first };
                self.found.push(Found { shared, at, start: self.bytes.len(), length: bytes.len() });
                self.bytes.extend_from_slice(bytes);
            }
        });
    }

    fn judge(&self, keyed: &Keyed<'_, '_>, confirmed: &mut Confirmed) {
        let bytes = |found: &Found| self.bytes.get(found.start..found.start + found.length).unwrap_or_default();
        for alike in self.found.chunk_by(|a, b| a.shared == b.shared) {
            let mut firsts: Vec<&Found> = Vec::new();
            for found in alike {
                let Some(first) = firsts.iter().find(|it| bytes(it) == bytes(found)) else {
                    firsts.push(found);
                    continue;
                };
                if let Some(block) = keyed.block(found.at) {
                    let repeats = confirmed.files.entry(block.file).or_default();
                    repeats.add(Repeat { at: found.at, first: first.at }, keyed.keep);
                    repeats.all.extend(keyed.every.then_some(found.at));
                }
            }
        }
    }
}

/// Suspected fingerprints: a few bits that say of most others at once that they are none, and all of them in order.
struct Wanted {
    bits: Vec<u64>,
    sorted: Vec<u64>,
}

impl Wanted {
    fn of(suspects: &[Suspect]) -> Self {
        let mut sorted: Vec<u64> = suspects.iter().map(|(shared, _)| *shared).collect();
        sorted.dedup();
        let mut bits = vec![0; (sorted.len() / 4).next_power_of_two()];
        let mask = bits.len() as u64 - 1;
        for shared in &sorted {
            if let Some(word) = usize::try_from(shared >> 6 & mask).ok().and_then(|at| bits.get_mut(at)) {
                *word |= 1 << (shared & 63);
            }
        }
        Self { bits, sorted }
    }

    #[inline]
    fn holds(&self, shared: u64) -> bool {
        let mask = self.bits.len() as u64 - 1;
        let word = usize::try_from(shared >> 6 & mask).ok().and_then(|at| self.bits.get(at));
        word.is_some_and(|it| it >> (shared & 63) & 1 == 1) && self.sorted.binary_search(&shared).is_ok()
    }
}
