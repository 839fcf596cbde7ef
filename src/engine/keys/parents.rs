//! The keys that references may name.

use super::pack::{fingerprint, is_hash, unpacked, verbatim};
use crate::rule::cell::integer_of;

/// Marks a free slot; no packed value has this tag.
const FREE: u128 = u128::MAX - 1;
/// Widest span of whole numbers that is kept as one bit each, as a multiple of their count.
const DENSE: u64 = 64;
/// Widest span in all: 512 MiB of bits are never needed to keep what fits a table.
const WIDEST: u64 = 1 << 30;

/// So many keys take less memory than a block.
const FEW: usize = 1 << 14;

/// Keys on their way into a set: packed, with the bytes of those whose packed form is a hash.
#[derive(Clone, Debug, Default)]
pub(in crate::engine) struct Keys {
    packed: Vec<u128>,
    /// The bytes of the hashed ones, one after the other.
    bytes: Vec<u8>,
    /// Where in `bytes` each of them ends.
    ends: Vec<usize>,
}

impl Keys {
    /// Adds a key.
    #[inline]
    pub(in crate::engine) fn push(&mut self, packed: u128, bytes: &[u8]) {
        self.packed.push(packed);
        if is_hash(packed) {
            self.bytes.extend_from_slice(bytes);
            self.ends.push(self.bytes.len());
        }
    }

    /// The bytes of hashed keys, in their order.
    fn long(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(&0).chain(&self.ends);
        starts.zip(&self.ends).map(|(start, end)| self.bytes.get(*start..*end).unwrap_or_default())
    }
}

/// Collects parents while their files are read. Whole numbers take 8 bytes each, other short keys 16, long ones their bytes.
#[derive(Debug, Default)]
pub(in crate::engine) struct ParentsBuilder {
    numbers: Vec<u64>,
    packed: Vec<u128>,
    long: Long,
}

impl ParentsBuilder {
    /// Adds the keys of one block.
    pub(in crate::engine) fn extend(&mut self, keys: &Keys) {
        for packed in &keys.packed {
            match number(*packed) {
                Some(number) => self.numbers.push(number),
                None if is_hash(*packed) => {}
                None => self.packed.push(*packed),
            }
        }
        let hashes = keys.packed.iter().filter(|it| is_hash(**it));
        for (packed, bytes) in hashes.zip(keys.long()) {
            self.long.insert(*packed, bytes);
        }
    }

    /// Builds the set.
    pub(in crate::engine) fn build(mut self) -> Parents {
        self.numbers.sort_unstable();
        self.numbers.dedup();
        let dense = Dense::of(&self.numbers);
        let spelled = self.numbers.iter().filter(|_| dense.is_none()).map(|it| super::pack(it.to_string().as_bytes()));
        self.packed.extend(spelled);
        self.packed.sort_unstable();
        self.packed.dedup();
        Parents { dense, short: Short::of(&self.packed), long: self.long }
    }
}

/// A finished set of parents.
#[derive(Debug)]
pub(in crate::engine) struct Parents {
    dense: Option<Dense>,
    short: Short,
    long: Long,
}

impl Parents {
    /// Whether a key is a parent; `bytes` is what was packed.
    #[inline]
    pub(in crate::engine) fn contains(&self, packed: u128, bytes: &[u8]) -> bool {
        if let Some(dense) = &self.dense
            && let Some(number) = number(packed)
        {
            return dense.contains(number);
        }
        if is_hash(packed) { self.long.contains(packed, bytes) } else { self.short.contains(packed) }
    }

    /// Calls `with` with the bytes of every key that may be spelled in more ways than one: not with a whole number of up to
    /// 15 digits, which has neither leading zeros nor blanks nor letters.
    pub(in crate::engine) fn each_spelled(&self, mut with: impl FnMut(&[u8])) {
        for packed in self.short.0.iter().filter(|it| **it != FREE) {
            unpacked(*packed, &mut with);
        }
        for (_, start) in self.long.slots.iter().filter(|it| it.1 != 0) {
            with(self.long.stored(*start));
        }
    }
}

/// Packed keys that stand for themselves: open addressing with linear probing, at most three quarters full; where they are
/// few, so that a key is nearly always in its own slot, a quarter.
#[derive(Debug)]
struct Short(Vec<u128>);

impl Short {
    fn of(packed: &[u128]) -> Self {
        let slots = if packed.len() <= FEW { packed.len() * 4 } else { packed.len() + packed.len() / 3 };
        let mut short = Self(vec![FREE; slots + 2]);
        for packed in packed {
            let slot = short.slot_of(*packed);
            if let Some(free) = short.0.get_mut(slot) {
                *free = *packed;
            }
        }
        short
    }

    /// The slot that holds `packed`, or the free one where it would be.
    #[inline]
    fn slot_of(&self, packed: u128) -> usize {
        let mut at = place(fingerprint(packed), self.0.len());
        loop {
            match self.0.get(at) {
                Some(slot) if *slot == packed || *slot == FREE => return at,
                Some(_) => at += 1,
                None => at = 0,
            }
        }
    }

    #[inline]
    fn contains(&self, packed: u128) -> bool {
        self.0.get(self.slot_of(packed)).is_some_and(|it| *it == packed)
    }
}

/// A place among `count` (at least one), every one as likely (Lemire's reduction).
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "the quotient is below the count")]
fn place(hash: u64, count: usize) -> usize {
    ((u128::from(hash) * count as u128) >> 64) as usize
}

/// Long keys by their hash, with their bytes.
#[derive(Debug, Default)]
struct Long {
    /// High half of the hash, and one more than where the key's length and bytes begin; 0 where the slot is free.
    slots: Vec<(u64, u64)>,
    held: usize,
    bytes: Vec<u8>,
}

impl Long {
    fn insert(&mut self, packed: u128, bytes: &[u8]) {
        if self.held * 4 >= self.slots.len() * 3 {
            self.grow();
        }
        let (hash, at) = (half(packed), self.slot_of(packed, bytes));
        if let Some(slot) = self.slots.get_mut(at).filter(|it| it.1 == 0) {
            *slot = (hash, self.bytes.len() as u64 + 1);
            self.held += 1;
            self.bytes.extend_from_slice(&u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_le_bytes());
            self.bytes.extend_from_slice(bytes);
        }
    }

    fn grow(&mut self) {
        let wider = vec![(0, 0); (self.slots.len() * 2).max(64)];
        for (hash, start) in std::mem::replace(&mut self.slots, wider).into_iter().filter(|it| it.1 != 0) {
            let mut at = place(hash, self.slots.len());
            while self.slots.get(at).is_none_or(|it| it.1 != 0) {
                at = (at + 1) % self.slots.len();
            }
            if let Some(slot) = self.slots.get_mut(at) {
                *slot = (hash, start);
            }
        }
    }

    /// The bytes of the key that begins before `start`.
    fn stored(&self, start: u64) -> &[u8] {
        let from = usize::try_from(start - 1).unwrap_or(usize::MAX);
        let rest = self.bytes.get(from..).unwrap_or_default();
        let Some((length, rest)) = rest.split_first_chunk::<4>() else { return &[] };
        rest.get(..u32::from_le_bytes(*length) as usize).unwrap_or_default()
    }

    /// The slot of a key, or the free one where it would be. There are slots.
    fn slot_of(&self, packed: u128, bytes: &[u8]) -> usize {
        let hash = half(packed);
        let mut at = place(hash, self.slots.len());
        loop {
            match self.slots.get(at) {
                Some((_, 0)) => return at,
                Some((stored, start)) if *stored == hash && self.stored(*start) == bytes => return at,
                Some(_) => at += 1,
                None => at = 0,
            }
        }
    }

    fn contains(&self, packed: u128, bytes: &[u8]) -> bool {
        !self.slots.is_empty() && self.slots.get(self.slot_of(packed, bytes)).is_some_and(|it| it.1 != 0)
    }
}

/// 64 bits of a packed hash.
#[expect(clippy::cast_possible_truncation, reason = "as many bits as are kept")]
fn half(packed: u128) -> u64 {
    (packed >> 56) as u64
}

/// Bits of whole numbers from a least one on.
#[derive(Debug)]
struct Dense {
    least: u64,
    bits: Vec<u64>,
}

impl Dense {
    /// The set of `numbers`, which ascend; `None` where they lie too far apart.
    fn of(numbers: &[u64]) -> Option<Self> {
        let (least, most) = (*numbers.first()?, *numbers.last()?);
        let span = most - least + 1;
        if span > WIDEST || span > DENSE.saturating_mul(numbers.len() as u64 + 64) {
            return None;
        }
        let mut bits = vec![0_u64; usize::try_from(span / 64 + 1).ok()?];
        for number in numbers {
            let at = number - least;
            if let Some(word) = bits.get_mut(usize::try_from(at / 64).ok()?) {
                *word |= 1 << (at % 64);
            }
        }
        Some(Self { least, bits })
    }

    #[inline]
    fn contains(&self, number: u64) -> bool {
        let at = number.wrapping_sub(self.least);
        let word = usize::try_from(at / 64).ok().and_then(|it| self.bits.get(it));
        word.is_some_and(|word| word >> (at % 64) & 1 == 1)
    }
}

/// The whole number that was packed as its own digits: up to 15, without leading zeros, so that no two texts mean the same.
#[inline]
fn number(packed: u128) -> Option<u64> {
    let (length, word) = verbatim(packed)?;
    let number = integer_of(word, length)?;
    // A sign is no digit, and a leading zero no significant one.
    (number.whole as usize == length || (length == 1 && number.units == Some(0))).then_some(())?;
    u64::try_from(number.units?).ok()
}

#[cfg(test)]
mod tests {
    use super::super::pack;
    use super::*;

    fn parents(keys: &[&str]) -> Parents {
        let mut builder = ParentsBuilder::default();
        let mut block = Keys::default();
        for key in keys {
            block.push(pack(key.as_bytes()), key.as_bytes());
        }
        builder.extend(&block);
        builder.extend(&block);
        builder.build()
    }

    #[test]
    fn every_parent_is_found_and_nothing_else() {
        let many: Vec<String> = (0..500).map(|it| format!("a-long-key-of-more-than-15-bytes-{it}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        let cases: [&[&str]; 7] = [
            &["1", "2", "3", "70", "100000"],
            &["SO1", "SO2", "a-very-long-key-that-does-not-fit"],
            &["1", "01", "001", "-5", "123456789012345", "12345678901234567890"],
            &["1", "900000000000000", "x"],
            &["0", "7", "A-7", ""],
            &many,
            &[],
        ];
        for keys in cases {
            let set = parents(keys);
            let contains = |key: &str| set.contains(pack(key.as_bytes()), key.as_bytes());
            for key in keys {
                assert!(contains(key), "{key} of {keys:?}");
            }
            for other in [
                "4",
                "00",
                "-1",
                "+1",
                "SO3",
                "0001",
                "a-very-long-key-that-does-not-fi!",
                "100001",
                "12345678901234567891",
            ] {
                assert!(!contains(other), "{other} in {keys:?}");
            }
        }
    }

    #[test]
    fn equal_hashes_are_not_equal_keys() {
        let mut long = Long::default();
        let packed = pack(b"a-long-key-of-more-than-15-bytes");
        long.insert(packed, b"one");
        assert!(long.contains(packed, b"one") && !long.contains(packed, b"other"));
        long.insert(packed, b"other");
        assert!(long.contains(packed, b"one") && long.contains(packed, b"other"));
    }
}
