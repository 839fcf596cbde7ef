//! Which records share a key, found without keeping the keys.
//!
//! Every record leaves twelve bytes: 56 bits of its key's fingerprint and 40 bits of its location, in one of 256
//! partitions chosen by the fingerprint's other 8 bits. A partition is small enough to be sorted in cache.

use super::pack::mix;
use super::spill::Spill;

/// Parts that entries are kept in.
pub(super) const PARTITIONS: usize = 256;
const LOCATION_BITS: u32 = 40;
const RECORD_BITS: u32 = 17;

/// Where a record is: which block of the dataset, counted over all its files, and which record of the block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::engine) struct Location(u64);

impl Location {
    /// Most blocks of one dataset: 2^23 of 256 KiB are two terabytes.
    pub(in crate::engine) const MOST_BLOCKS: u64 = 1 << (LOCATION_BITS - RECORD_BITS);
    /// Most records of one block that keys can point at; a block of 256 KiB has at most 131,072 lines.
    pub(in crate::engine) const MOST_RECORDS: u32 = 1 << RECORD_BITS;

    /// The `record`-th record (from 0) of a block. `None` past the limits.
    pub(in crate::engine) fn new(block: u64, record: u32) -> Option<Self> {
        let fits = block < Self::MOST_BLOCKS && record < Self::MOST_RECORDS;
        fits.then(|| Self((block << RECORD_BITS) | u64::from(record)))
    }

    /// All of it in one word.
    pub(in crate::engine) fn bits(self) -> u64 {
        self.0
    }

    /// What [`bits`](Self::bits) gave.
    pub(in crate::engine) fn from_bits(bits: u64) -> Self {
        Self(bits)
    }

    /// Block within the dataset, from 0.
    pub(in crate::engine) fn block(self) -> u64 {
        self.0 >> RECORD_BITS
    }

    /// Record within the block, from 0.
    pub(in crate::engine) fn record(self) -> u32 {
        u32::try_from(self.0 & u64::from(Self::MOST_RECORDS - 1)).unwrap_or(u32::MAX)
    }
}

/// Fingerprint above, location below; ordered by both.
pub(super) type Entry = [u32; 3];

/// The keys seen so far.
#[derive(Debug)]
pub(in crate::engine) struct Seen {
    partitions: Vec<Vec<Entry>>,
    /// Entries in memory.
    held: usize,
    /// Most entries kept in memory.
    most: usize,
    spills: Vec<Spill>,
    /// Whether entries were lost because they could not be written: then nothing is proven.
    pub(in crate::engine) failed: bool,
}

/// Records that share a fingerprint, each group in the order of the records.
#[derive(Debug, Default)]
pub(in crate::engine) struct Suspects {
    /// Groups of two or more.
    pub(in crate::engine) groups: Vec<Vec<Location>>,
}

impl Seen {
    /// Keeps at most `memory` bytes; what is more goes to a temporary file.
    pub(in crate::engine) fn within(memory: usize) -> Self {
        let most = (memory / size_of::<Entry>()).max(PARTITIONS);
        Self { partitions: vec![Vec::new(); PARTITIONS], held: 0, most, spills: Vec::new(), failed: false }
    }

    /// Notes the key of a record.
    #[inline]
    pub(in crate::engine) fn insert(&mut self, packed: u128, location: Location) {
        let hash = mix(packed);
        #[expect(clippy::cast_possible_truncation, reason = "each part keeps the bits it is meant to keep")]
        let (partition, entry) = {
            let rest = (hash << 8) >> 8;
            (
                (hash >> 56) as usize,
                [(rest >> 24) as u32, ((rest << 8) as u32) | (location.0 >> 32) as u32, location.0 as u32],
            )
        };
        if let Some(partition) = self.partitions.get_mut(partition) {
            if partition.len() == partition.capacity() {
                // Doubling would leave up to half of the memory unused.
                partition.reserve_exact((partition.len() / 4).max(32));
            }
            partition.push(entry);
            self.held += 1;
        }
        if self.held >= self.most {
            self.spill();
        }
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
            if mine.is_empty() {
                std::mem::swap(mine, theirs);
            } else {
                mine.reserve_exact(theirs.len());
                mine.append(theirs);
            }
        }
        self.held += other.held;
        if self.held > self.most {
            self.spill();
        }
    }

    /// All groups of records that share a fingerprint, by their first record.
    pub(in crate::engine) fn suspects(&mut self) -> Suspects {
        let mut groups = Vec::new();
        for (number, partition) in self.partitions.iter_mut().enumerate() {
            for spill in &mut self.spills {
                self.failed |= spill.read(number, partition).is_err();
            }
            partition.sort_unstable();
            for group in partition.chunk_by(|a, b| fingerprint(a) == fingerprint(b)).filter(|it| it.len() > 1) {
                groups.push(group.iter().map(location).collect::<Vec<_>>());
            }
            *partition = Vec::new();
        }
        groups.sort_unstable();
        Suspects { groups }
    }
}

fn fingerprint(entry: &Entry) -> u64 {
    (u64::from(entry[0]) << 24) | (u64::from(entry[1]) >> 8)
}

fn location(entry: &Entry) -> Location {
    Location((u64::from(entry[1] & 0xFF) << 32) | u64::from(entry[2]))
}

#[cfg(test)]
mod tests {
    use super::super::pack;
    use super::*;

    #[test]
    fn repeats_are_found_in_every_partition_and_across_spills() {
        let at = |record| Location::new(3, record).unwrap();
        let keys: Vec<u128> = (0..20_000_u32).map(|number| pack(format!("key-{number}").as_bytes())).collect();
        let mut all = Seen::within(usize::MAX);
        let mut few = Seen::within(1 << 14);
        let mut other = Seen::within(1 << 14);
        for (key, number) in keys.iter().zip(0..) {
            all.insert(*key, at(number));
            few.insert(*key, at(number));
        }
        for (key, number) in keys.iter().zip(20_000..) {
            all.insert(*key, at(number));
            other.insert(*key, at(number));
        }
        few.absorb(&mut other);
        assert!(few.spills.len() == 2 && all.spills.is_empty());
        let groups = few.suspects().groups;
        assert_eq!(groups, all.suspects().groups);
        assert_eq!(groups.len(), keys.len());
        assert!(!few.failed);
    }

    #[test]
    fn repeated_keys_are_grouped_in_record_order() {
        let mut one = Seen::within(usize::MAX);
        let mut two = Seen::within(usize::MAX);
        let at = |block, record| Location::new(block, record).unwrap();
        for number in 0..5_000_u32 {
            one.insert(pack(format!("SO{number:010}").as_bytes()), at(u64::from(number / 100), number % 100));
        }
        two.insert(pack(b"SO0000000007"), at(70_000, 131_000));
        two.insert(pack(b"SO0000000007"), at(60_000, 3));
        two.insert(pack(b"SO0000004999"), at(60_000, 4));
        one.absorb(&mut two);
        let groups = one.suspects().groups;
        assert_eq!(groups, [vec![at(0, 7), at(60_000, 3), at(70_000, 131_000)], vec![at(49, 99), at(60_000, 4)]]);
        assert_eq!((groups[0][2].block(), groups[0][2].record()), (70_000, 131_000));
    }
}
