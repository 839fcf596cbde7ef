//! Which records share a key, found without keeping the keys.
//!
//! Every record leaves eight bytes: 32 bits of its key's fingerprint and the stretch of records it stands in, in one of
//! 256 partitions chosen by 8 other bits of the fingerprint. A partition is small enough to be searched in cache. Records
//! that share all 40 bits are suspects: their stretches are read again, and their keys compared byte for byte.

use super::spill::Spill;

/// Parts that entries are kept in.
pub(super) const PARTITIONS: usize = 256;
const STRETCH_BITS: u32 = 32;
const NUMBER_BITS: u32 = 10;

/// Fingerprint above, stretch below; ordered by both.
pub(super) type Entry = u64;

/// Where a record is: which block of the dataset, counted over all its files, and which record of the block, from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::engine) struct Location {
    /// Block within the dataset.
    pub(in crate::engine) block: u32,
    /// Record within the block.
    pub(in crate::engine) record: u32,
}

/// So many records of a block that stand one after the other: what is read again for one suspect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::engine) struct Stretch(u32);

impl Stretch {
    /// Most blocks of one dataset: 2^22 of 256 KiB are a terabyte.
    pub(in crate::engine) const MOST_BLOCKS: u64 = 1 << (STRETCH_BITS - NUMBER_BITS);
    /// Records of a stretch.
    pub(in crate::engine) const RECORDS: u32 = 32;
    /// Most stretches of a block; the last one holds all that is left.
    pub(in crate::engine) const MOST: u32 = 1 << NUMBER_BITS;

    /// The stretch of a record (from 0) of a block.
    #[inline]
    fn of(block: u32, record: u32) -> Self {
        Self(block << NUMBER_BITS | (record / Self::RECORDS).min(Self::MOST - 1))
    }

    /// Its block.
    pub(in crate::engine) fn block(self) -> u32 {
        self.0 >> NUMBER_BITS
    }

    /// Which stretch of the block, from 0.
    pub(in crate::engine) fn number(self) -> u32 {
        self.0 & (Self::MOST - 1)
    }
}

/// The keys seen so far.
#[derive(Debug)]
pub(in crate::engine) struct Seen {
    partitions: Vec<Vec<Entry>>,
    /// Partitions of other threads, taken over as they are.
    others: Vec<Vec<Vec<Entry>>>,
    /// Entries in memory.
    held: usize,
    /// Most entries kept in memory.
    most: usize,
    spills: Vec<Spill>,
    /// Whether entries were lost because they could not be kept: then nothing is proven.
    pub(in crate::engine) failed: bool,
}

/// A record that shares its fingerprint with another: the 40 bits it shares, and its stretch.
pub(in crate::engine) type Suspect = (u64, Stretch);

impl Seen {
    /// Keeps at most `memory` bytes; what is more goes to a temporary file.
    pub(in crate::engine) fn within(memory: usize) -> Self {
        let most = (memory / size_of::<Entry>()).max(PARTITIONS);
        Self {
            partitions: vec![Vec::new(); PARTITIONS],
            others: Vec::new(),
            held: 0,
            most,
            spills: Vec::new(),
            failed: false,
        }
    }

    /// Notes the keys of a block's records: each key's fingerprint, and the record (from 0).
    pub(in crate::engine) fn insert(&mut self, keys: &[(u64, u32)], block: u64) {
        let Some(block) = u32::try_from(block).ok().filter(|_| block < Stretch::MOST_BLOCKS) else {
            self.failed |= !keys.is_empty();
            return;
        };
        for (hash, record) in keys {
            let number = (hash >> 56) as usize;
            if let Some(partition) = self.partitions.get_mut(number) {
                if partition.len() == partition.capacity() {
                    // Doubling would leave up to half of the memory unused.
                    partition.reserve_exact((partition.len() / 4).max(32));
                }
                let above = (hash << 8) >> STRETCH_BITS << STRETCH_BITS;
                partition.push(above | u64::from(Stretch::of(block, *record).0));
            }
        }
        self.held += keys.len();
        if self.held >= self.most {
            self.spill();
        }
    }

    /// The fingerprint of a suspect.
    #[inline]
    pub(in crate::engine) fn shared(fingerprint: u64) -> u64 {
        fingerprint >> (u64::BITS - 40)
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
        for partitions in self.others.iter_mut().chain([&mut self.partitions]) {
            for (number, partition) in partitions.iter_mut().enumerate() {
                let written = self.spills.first_mut().is_some_and(|it| it.write(number, partition).is_ok());
                self.failed |= !written;
                partition.clear();
            }
        }
        self.others.clear();
        self.held = 0;
    }

    /// Takes over what another thread has seen.
    pub(in crate::engine) fn absorb(&mut self, other: &mut Self) {
        self.spills.append(&mut other.spills);
        self.failed |= other.failed;
        self.others.append(&mut other.others);
        if other.held < FEW * PARTITIONS {
            // Of many small files each leaves little.
            for (mine, theirs) in self.partitions.iter_mut().zip(&mut other.partitions) {
                mine.append(theirs);
            }
        } else {
            self.others.push(std::mem::take(&mut other.partitions));
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
            for other in self.others.iter_mut().filter_map(|it| it.get_mut(number)).map(std::mem::take) {
                partition.extend_from_slice(&other);
            }
            keep_repeated(partition, &mut table);
            // A stretch is read once for a fingerprint, however many of its records share it.
            partition.dedup();
            let above = (number as u64) << STRETCH_BITS;
            suspects.extend(partition.iter().map(|it| (above | it >> STRETCH_BITS, stretch(*it))));
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

fn stretch(entry: Entry) -> Stretch {
    Stretch(u32::try_from(entry & u64::from(u32::MAX)).unwrap_or(u32::MAX))
}

/// Fewer entries than this are sorted at once.
const FEW: usize = 512;

/// Leaves the entries that share a fingerprint with another one, sorted. `table` is only memory.
fn keep_repeated(entries: &mut Vec<Entry>, table: &mut Vec<u32>) {
    if entries.len() >= FEW {
        let repeated = perhaps_repeated(entries, table);
        if repeated.len() < entries.len() / 16 {
            entries.retain(|it| repeated.binary_search(&(it >> STRETCH_BITS)).is_ok());
        }
    }
    entries.sort_unstable();
    let mut kept = 0;
    let mut from = 0;
    while let Some(first) = entries.get(from) {
        let same = |it: &&Entry| **it >> STRETCH_BITS == first >> STRETCH_BITS;
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
/// Each fingerprint leaves its bits in a table at a place chosen by some of them.
fn perhaps_repeated(entries: &[Entry], table: &mut Vec<u32>) -> Vec<u64> {
    let places = (entries.len() * 2).next_power_of_two();
    table.clear();
    table.resize(places, 0);
    let mut repeated = Vec::new();
    for entry in entries {
        let fingerprint = entry >> STRETCH_BITS;
        // 0 is a free place; it and 1 may be taken for each other, which costs a second look.
        let tag = u32::try_from(fingerprint).unwrap_or(u32::MAX).max(1);
        let mut at = tag as usize & (places - 1);
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

    /// The keys as records that follow each other.
    fn records(keys: &[u64]) -> Vec<(u64, u32)> {
        keys.iter().copied().zip(0..).collect()
    }

    #[test]
    fn repeats_are_found_in_every_partition_and_across_spills() {
        let keys: Vec<u64> = (0..200_000_u32).map(|number| of(&format!("key-{number}"))).collect();
        let mut one = Seen::within(usize::MAX);
        let mut few = Seen::within(1 << 14);
        let mut other = Seen::within(1 << 14);
        for (block, keys) in keys.chunks(1000).enumerate() {
            one.insert(&records(keys), block as u64);
            few.insert(&records(keys), block as u64);
        }
        // One key of each partition stands there once more.
        let mut wanted = Vec::new();
        for partition in 0..PARTITIONS as u64 {
            let at = keys.iter().rposition(|it| it >> 56 == partition).unwrap();
            one.insert(&[(keys[at], 300)], 5_000);
            other.insert(&[(keys[at], 300)], 5_000);
            let shared = Seen::shared(keys[at]);
            let (block, record) = (u32::try_from(at / 1000).unwrap(), u32::try_from(at % 1000).unwrap());
            wanted.extend([(shared, Stretch::of(block, record)), (shared, Stretch::of(5_000, 300))]);
        }
        few.absorb(&mut other);
        assert!(!few.spills.is_empty() && one.spills.is_empty());
        assert!(!few.failed);
        for seen in [(&mut few, usize::MAX), (&mut one, 10)] {
            let found = all(seen.0, seen.1);
            let missing: Vec<_> = wanted.iter().filter(|it| !found.contains(it)).collect();
            assert!(missing.is_empty(), "{missing:?}");
            // 40 bits of 200,000 keys meet by chance once in fifty times.
            assert!(found.len() <= wanted.len() + 2, "{}", found.len());
        }
    }

    #[test]
    fn all_copies_of_a_key_are_suspects_however_many() {
        let mut seen = Seen::within(usize::MAX);
        for block in 0..2_000 {
            seen.insert(&records(&[of("same"), of("same"), of(&format!("other-{block}"))]), block);
        }
        let suspects = all(&mut seen, usize::MAX);
        assert_eq!(suspects.len(), 2_000, "each stretch once");
        assert!(suspects.iter().all(|(shared, _)| *shared == Seen::shared(of("same"))));
    }

    #[test]
    fn what_other_threads_saw_is_kept_whether_little_or_much() {
        for count in [1, 200_000_u32] {
            let mut seen = Seen::within(usize::MAX);
            let mut other = Seen::within(usize::MAX);
            let keys: Vec<u64> = (0..count).map(|it| of(&it.to_string())).collect();
            seen.insert(&records(&keys[..1]), 0);
            other.insert(&records(&keys), 1);
            seen.absorb(&mut other);
            let found = all(&mut seen, usize::MAX);
            let shared = Seen::shared(keys[0]);
            assert!(
                found.contains(&(shared, Stretch::of(0, 0))) && found.contains(&(shared, Stretch::of(1, 0))),
                "{count}"
            );
        }
    }

    #[test]
    fn stretches_tell_their_block_and_number() {
        for (block, record, number) in
            [(0, 0, 0), (7, 31, 0), (7, 32, 1), (4_194_303, 32_767, 1023), (1, u32::MAX, 1023)]
        {
            let stretch = Stretch::of(block, record);
            assert_eq!((stretch.block(), stretch.number()), (block, number), "{block} {record}");
        }
    }

    #[test]
    fn blocks_out_of_reach_are_told() {
        let mut seen = Seen::within(usize::MAX);
        seen.insert(&[], Stretch::MOST_BLOCKS);
        assert!(!seen.failed);
        seen.insert(&[(of("a"), 0)], Stretch::MOST_BLOCKS);
        assert!(seen.failed);
    }
}
