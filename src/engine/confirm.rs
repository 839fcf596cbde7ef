//! Suspects confirmed: the blocks they stand in are read again, and their keys compared byte for byte.

use std::collections::{BTreeMap, HashMap};

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
        let mut round = Round { keyed, wanted: Wanted::of(suspects), firsts: HashMap::new(), bytes: Vec::new() };
        round.read(suspects, &mut reader, &mut confirmed);
    });
    confirmed.files.values_mut().for_each(|it| it.settle(keyed.keep));
    confirmed
}

/// One round of suspects, read again in the order of their records.
struct Round<'k, 'd> {
    keyed: &'k Keyed<'k, 'd>,
    wanted: Wanted,
    /// For each suspected fingerprint, the first record of each key that has it.
    firsts: HashMap<u64, Vec<First>>,
    /// The bytes of their keys.
    bytes: Vec<u8>,
}

/// The first record of a key.
#[derive(Clone, Copy)]
struct First {
    at: Location,
    /// Where its key is in the round's bytes.
    start: usize,
    length: usize,
}

impl Round<'_, '_> {
    fn read(&mut self, suspects: &[Suspect], reader: &mut Reader<'_, '_, '_>, confirmed: &mut Confirmed) {
        let mut stretches: Vec<Stretch> = suspects.iter().map(|(_, stretch)| *stretch).collect();
        stretches.sort_unstable();
        stretches.dedup();
        for of_block in stretches.chunk_by(|one, other| one.block() == other.block()) {
            let block = of_block.first().map_or(0, |it| it.block());
            let read = if of_block.len() <= FEW && reader.has_stretches(block) {
                of_block.iter().map(|it| self.stretch(*it, reader, confirmed)).collect::<Option<()>>()
            } else {
                reader.block(block).map(|read| self.take(read, Location { block, record: 0 }, confirmed))
            };
            confirmed.unread |= read.is_none();
        }
    }

    fn stretch(&mut self, stretch: Stretch, reader: &mut Reader<'_, '_, '_>, confirmed: &mut Confirmed) -> Option<()> {
        let first = Location { block: stretch.block(), record: stretch.number() * Stretch::RECORDS };
        self.take(reader.stretch(stretch)?, first, confirmed);
        Some(())
    }

    /// Takes the suspected keys of what was read, whose first record is `first`.
    fn take(&mut self, (file, reread): (&FileDone<'_>, &mut Reread), first: Location, confirmed: &mut Confirmed) {
        let mut one = |record: u32, print: u64, bytes: &[u8]| {
            let at = Location { record: first.record + record, ..first };
            self.one((at, Seen::shared(print)), bytes, confirmed);
        };
        if file.plan.whole {
            reread.each_whole(&file.plan, one);
        } else {
            reread.each_key(&file.plan, |record, packed, bytes| one(record, fingerprint(packed), bytes));
        }
    }

    /// Takes one record: the first of its key, or one that repeats it.
    fn one(&mut self, (at, shared): (Location, u64), bytes: &[u8], confirmed: &mut Confirmed) {
        if !self.wanted.holds(shared) {
            return;
        }
        let firsts = self.firsts.entry(shared).or_default();
        let of = |it: &First| self.bytes.get(it.start..it.start + it.length).unwrap_or_default();
        if let Some(first) = firsts.iter().find(|it| of(it) == bytes) {
            if let Some(block) = self.keyed.block(at) {
                let repeats = confirmed.files.entry(block.file).or_default();
                repeats.add(Repeat { at, first: first.at }, self.keyed.keep);
                repeats.all.extend(self.keyed.every.then_some(at));
            }
            return;
        }
        firsts.push(First { at, start: self.bytes.len(), length: bytes.len() });
        self.bytes.extend_from_slice(bytes);
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
