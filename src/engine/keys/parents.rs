//! The keys that references may name.

use super::pack::mix;

/// Marks a free slot; no packed value has this tag.
const FREE: u128 = u128::MAX - 1;
/// Widest span of whole numbers that is kept as one bit each, as a multiple of their count.
const DENSE: u64 = 64;
/// Widest span in all: 512 MiB of bits are never needed to keep what fits a table.
const WIDEST: u64 = 1 << 30;

/// Collects parents while their files are read.
#[derive(Debug, Default)]
pub(in crate::engine) struct ParentsBuilder {
    packed: Vec<u128>,
}

impl ParentsBuilder {
    /// Adds the packed keys of one block.
    pub(in crate::engine) fn extend(&mut self, packed: &[u128]) {
        self.packed.extend_from_slice(packed);
    }

    /// Builds the set.
    pub(in crate::engine) fn build(mut self) -> Parents {
        self.packed.sort_unstable();
        self.packed.dedup();
        if let Some(dense) = Dense::of(&self.packed) {
            return Parents::Dense(dense);
        }
        let capacity = (self.packed.len() * 2).next_power_of_two().max(8);
        let mut slots = vec![FREE; capacity];
        for packed in self.packed {
            let slot = slot_of(&slots, packed);
            if let Some(free) = slots.get_mut(slot) {
                *free = packed;
            }
        }
        Parents::Table(slots)
    }
}

/// A finished set of parents.
#[derive(Debug)]
pub(in crate::engine) enum Parents {
    /// Whole numbers that lie close together, one bit each.
    Dense(Dense),
    /// Open addressing with linear probing, at most half full.
    Table(Vec<u128>),
}

impl Parents {
    /// Whether `packed` is a parent.
    #[inline]
    pub(in crate::engine) fn contains(&self, packed: u128) -> bool {
        match self {
            Self::Dense(dense) => dense.contains(packed),
            Self::Table(slots) => slots.get(slot_of(slots, packed)).is_some_and(|it| *it == packed),
        }
    }
}

/// The slot that holds `packed`, or the free one where it would be.
#[inline]
fn slot_of(slots: &[u128], packed: u128) -> usize {
    let mask = slots.len() - 1;
    #[expect(clippy::cast_possible_truncation, reason = "the mask keeps only low bits")]
    let mut at = mix(packed) as usize & mask;
    loop {
        match slots.get(at) {
            Some(slot) if *slot == packed || *slot == FREE => return at,
            _ => at = (at + 1) & mask,
        }
    }
}

/// Bits of whole numbers from a least one on.
#[derive(Debug)]
pub(in crate::engine) struct Dense {
    least: u64,
    bits: Vec<u64>,
}

impl Dense {
    fn of(packed: &[u128]) -> Option<Self> {
        let numbers: Option<Vec<u64>> = packed.iter().map(|it| number(*it)).collect();
        let numbers = numbers?;
        let (least, most) = (*numbers.iter().min()?, *numbers.iter().max()?);
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
    fn contains(&self, packed: u128) -> bool {
        let Some(at) = number(packed).and_then(|it| it.checked_sub(self.least)) else { return false };
        let word = usize::try_from(at / 64).ok().and_then(|it| self.bits.get(it));
        word.is_some_and(|word| word >> (at % 64) & 1 == 1)
    }
}

/// The whole number that was packed as its own digits: up to 15, without leading zeros, so that no two texts mean the same.
#[inline]
fn number(packed: u128) -> Option<u64> {
    let length = (packed >> 120) as usize;
    if length == 0 || length > 15 {
        return None;
    }
    let bytes = packed.to_le_bytes();
    let digits = bytes.get(..length)?;
    if digits.first() == Some(&b'0') && length > 1 {
        return None;
    }
    let mut value = 0_u64;
    for digit in digits {
        let digit = digit.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        value = value * 10 + u64::from(digit);
    }
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::super::pack;
    use super::*;

    fn parents(keys: &[&str]) -> Parents {
        let mut builder = ParentsBuilder::default();
        builder.extend(&keys.iter().map(|it| pack(it.as_bytes())).collect::<Vec<_>>());
        builder.build()
    }

    #[test]
    fn every_parent_is_found_and_nothing_else() {
        let cases: [&[&str]; 5] = [
            &["1", "2", "3", "70", "100000"],
            &["SO1", "SO2", "a-very-long-key-that-does-not-fit"],
            &["1", "01", "001"],
            &["1", "900000000000000"],
            &[],
        ];
        for keys in cases {
            let set = parents(keys);
            for key in keys {
                assert!(set.contains(pack(key.as_bytes())), "{key} of {keys:?}");
            }
            for other in ["4", "0", "", "SO3", "0001", "a-very-long-key-that-does-not-fi!", "100001"] {
                assert!(!set.contains(pack(other.as_bytes())), "{other} in {keys:?}");
            }
        }
    }
}
