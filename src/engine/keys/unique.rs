//! Which records share a key, found without keeping the keys.
//!
//! Every record leaves eight bytes: 40 bits of its key's fingerprint and the block it stands in, in one of 256 partitions
//! chosen by 8 other bits of the fingerprint. A partition is small enough to be searched in cache. Records that share
//! all 48 bits are suspects: their blocks are read again, and their keys compared byte for byte.

use super::spill::Spill;

/// Parts that entries are kept in.
pub(super) const PARTITIONS: usize = 256;
const BLOCK_BITS: u32 = 24;

/// Fingerprint above, block below; ordered by both.
pub(super) type Entry = u64;

/// Where a record is: which block of the dataset, counted over all its files, and which record of the block, from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::engine) struct Location {
    /// Block within the dataset.
    pub(in crate::engine) block: u32,
    /// Record within the block.
    pub(in crate::engine) record: u32,
}

/// The keys seen so far.
#[derive(Debug)]
pub(in crate::engine) struct Seen {
    partitions: Vec<Vec<Entry>>,
    /// Entries in memory.
    held: usize,
    /// Most entries kept in memory.
    most: usize,
    spills: Vec<Spill>,
    /// Whether entries were lost because they could not be kept: then nothing is proven.
    pub(in crate::engine) failed: bool,
}

/// A record that shares its fingerprint with another: the 48 bits it shares, and its block.
pub(in crate::engine) type Suspect = (u64, u32);

impl Seen {
    /// Most blocks of one dataset: 2^24 of 256 KiB are four terabytes.
    pub(in crate::engine) const MOST_BLOCKS: u64 = 1 << BLOCK_BITS;

    /// Keeps at most `memory` bytes; what is more goes to a temporary file.
    pub(in crate::engine) fn within(memory: usize) -> Self {
        let most = (memory / size_of::<Entry>()).max(PARTITIONS);
        Self { partitions: vec![Vec::new(); PARTITIONS], held: 0, most, spills: Vec::new(), failed: false }
    }

    /// Notes the keys of a block's records by their fingerprints.
    pub(in crate::engine) fn insert(&mut self, fingerprints: &[u64], block: u64) {
        let Some(block) = Some(block).filter(|it| *it < Self::MOST_BLOCKS) else {
            self.failed |= !fingerprints.is_empty();
            return;
        };
        for hash in fingerprints {
            let number = (hash >> 56) as usize;
            if let Some(partition) = self.partitions.get_mut(number) {
                if partition.len() == partition.capacity() {
                    // Doubling would leave up to half of the memory unused.
                    partition.reserve_exact((partition.len() / 4).max(32));
                }
                partition.push((hash << 8 >> BLOCK_BITS << BLOCK_BITS) | block);
            }
        }
        self.held += fingerprints.len();
        if self.held >= self.most {
            self.spill();
        }
    }

    /// The fingerprint of a suspect.
    #[inline]
    pub(in crate::engine) fn shared(fingerprint: u64) -> u64 {
        fingerprint >> (u64::BITS - 48)
    }

    /// Writes everything in memory to a file.
    #[cold]
    fn spill(&mut self) {
        if self.spills.is_empty() {
            match Spill::new() {
                Ok(spill) => self.spills.push(spill),
                Err(_) => self.failed = true,
            }
        }
        for (number, partition) in self.partitions.iter_mut().enumerate() {
            let written = self.spills.first_mut().is_some_and(|it| it.write(number, partition).is_ok());
            self.failed |= !written;
            partition.clear();
        }
        self.held = 0;
    }

    /// Takes over what another thread has seen.
    pub(in crate::engine) fn absorb(&mut self, other: &mut Self) {
        self.spills.append(&mut other.spills);
        self.failed |= other.failed;
        for (mine, theirs) in self.partitions.iter_mut().zip(&mut other.partitions) {
            let mut theirs = std::mem::take(theirs);
            if mine.is_empty() {
                *mine = theirs;
            } else {
                mine.reserve_exact(theirs.len());
                mine.append(&mut theirs);
            }
        }
        self.held += std::mem::take(&mut other.held);
        if self.held > self.most {
            self.spill();
        }
    }

    /// Gives all suspects, sorted, in rounds of about `most`; those that share a fingerprint are in one round.
    pub(in crate::engine) fn suspects(&mut self, most: usize, mut round: impl FnMut(&[Suspect])) {
        let mut suspects: Vec<Suspect> = Vec::new();
        let mut table = Vec::new();
        for (number, partition) in self.partitions.iter_mut().enumerate() {
            for spill in &mut self.spills {
                self.failed |= spill.read(number, partition).is_err();
            }
            keep_repeated(partition, &mut table);
            let above = (number as u64) << 40;
            suspects.extend(partition.iter().map(|it| (above | it >> BLOCK_BITS, block(*it))));
            *partition = Vec::new();
            if suspects.len() >= most {
                round(&suspects);
                suspects.clear();
            }
        }
        self.held = 0;
        if !suspects.is_empty() {
            round(&suspects);
        }
    }
}

fn block(entry: Entry) -> u32 {
    u32::try_from(entry & (Seen::MOST_BLOCKS - 1)).unwrap_or(u32::MAX)
}

/// Fewer entries than this are sorted at once.
const FEW: usize = 512;

/// Leaves the entries that share a fingerprint with another one, sorted. `table` is only memory.
fn keep_repeated(entries: &mut Vec<Entry>, table: &mut Vec<u32>) {
    if entries.len() >= FEW {
        let repeated = perhaps_repeated(entries, table);
        if repeated.len() < entries.len() / 16 {
            entries.retain(|it| repeated.binary_search(&(it >> BLOCK_BITS)).is_ok());
        }
    }
    entries.sort_unstable();
    let mut kept = 0;
    let mut from = 0;
    while let Some(first) = entries.get(from) {
        let same = |it: &&Entry| **it >> BLOCK_BITS == first >> BLOCK_BITS;
        let count = entries.iter().skip(from).take_while(same).count();
        if count > 1 {
            entries.copy_within(from..from + count, kept);
            kept += count;
        }
        from += count;
    }
    entries.truncate(kept);
}

/// Fingerprints that may stand there twice, sorted: all that do, and very few others.
///
/// Each fingerprint leaves 32 of its bits in a table at a place chosen by the rest, so that a place and what it holds tell
/// it from nearly all others.
fn perhaps_repeated(entries: &[Entry], table: &mut Vec<u32>) -> Vec<u64> {
    let places = (entries.len() * 2).next_power_of_two();
    table.clear();
    table.resize(places, 0);
    let mut repeated = Vec::new();
    for entry in entries {
        let fingerprint = entry >> BLOCK_BITS;
        let (mut at, tag) = (fingerprint as usize & (places - 1), ((fingerprint >> 8) as u32).max(1));
        loop {
            match table.get_mut(at) {
                Some(place) if *place == 0 => {
                    *place = tag;
                    break;
                }
                Some(place) if *place == tag => {
                    repeated.push(fingerprint);
                    break;
                }
                _ => at = (at + 1) & (places - 1),
            }
        }
    }
    repeated.sort_unstable();
    repeated.dedup();
    repeated
}

#[cfg(test)]
mod tests {
    use super::super::{fingerprint, pack};
    use super::*;

    fn of(text: &str) -> u64 {
        fingerprint(pack(text.as_bytes()))
    }

    fn all(seen: &mut Seen, most: usize) -> Vec<Suspect> {
        let mut all = Vec::new();
        seen.suspects(most, |round| {
            assert!(round.is_sorted());
            all.extend_from_slice(round);
        });
        all
    }

    #[test]
    fn repeats_are_found_in_every_partition_and_across_spills() {
        let keys: Vec<u64> = (0..200_000_u32).map(|number| of(&format!("key-{number}"))).collect();
        let mut one = Seen::within(usize::MAX);
        let mut few = Seen::within(1 << 14);
        let mut other = Seen::within(1 << 14);
        for (block, keys) in keys.chunks(1000).enumerate() {
            one.insert(keys, block as u64);
            few.insert(keys, block as u64);
        }
        // One key of each partition stands there once more.
        let mut wanted = Vec::new();
        for partition in 0..PARTITIONS as u64 {
            let at = keys.iter().rposition(|it| it >> 56 == partition).unwrap();
            one.insert(&keys[at..=at], 5_000);
            other.insert(&keys[at..=at], 5_000);
            let shared = Seen::shared(keys[at]);
            wanted.extend([(shared, u32::try_from(at / 1000).unwrap()), (shared, 5_000)]);
        }
        few.absorb(&mut other);
        assert!(!few.spills.is_empty() && one.spills.is_empty());
        assert_eq!(all(&mut few, usize::MAX), wanted);
        assert_eq!(all(&mut one, 10), wanted);
        assert!(!few.failed);
    }

    #[test]
    fn all_copies_of_a_key_are_suspects_however_many() {
        let mut seen = Seen::within(usize::MAX);
        for block in 0..2_000 {
            seen.insert(&[of("same"), of("same"), of(&format!("other-{block}"))], block);
        }
        let suspects = all(&mut seen, usize::MAX);
        assert_eq!(suspects.len(), 4_000);
        assert!(suspects.iter().all(|(shared, _)| *shared == Seen::shared(of("same"))));
    }

    #[test]
    fn blocks_out_of_reach_are_told() {
        let mut seen = Seen::within(usize::MAX);
        seen.insert(&[], Seen::MOST_BLOCKS);
        assert!(!seen.failed);
        seen.insert(&[of("a")], Seen::MOST_BLOCKS);
        assert!(seen.failed);
    }
}
