//! Fixed shapes of up to 16 ASCII characters, each from one range, compared all at once.

use crate::text::{WORD, lowest_bytes};

/// A range of ASCII bytes, both ends included.
pub(super) type Range = (u8, u8);

/// What may stand at each of up to 16 places. The last ones may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lanes {
    least: usize,
    most: usize,
    /// Per byte: 0x80 − lowest, so that adding a byte sets the top bit where it is high enough.
    floor: u128,
    /// Per byte: 0x7F − highest, so that adding a byte sets the top bit where it is too high.
    ceiling: u128,
}

const TOP_BITS: u128 = u128::from_le_bytes([0x80; WORD]);

impl Lanes {
    /// The shape with `ranges` at its places, of which the first `least` must be there. `None` where that are too many.
    pub(super) fn new(ranges: &[Range], least: usize) -> Option<Self> {
        let mut lanes = Self { least, most: ranges.len(), floor: 0, ceiling: 0 };
        if ranges.len() > WORD {
            return None;
        }
        for (at, (low, high)) in ranges.iter().enumerate() {
            lanes.floor |= u128::from(0x80 - low) << (at * 8);
            lanes.ceiling |= u128::from(0x7F - high) << (at * 8);
        }
        Some(lanes)
    }

    /// Whether a value of `length` bytes has the shape. `word` may hold anything past that length.
    #[inline]
    pub(super) fn hold(&self, word: u128, length: usize) -> bool {
        let fits = self.least <= length && length <= self.most;
        let tops = lowest_bytes(length) & TOP_BITS;
        let low_bits = word & !TOP_BITS;
        // No carry can cross a byte: both sums stay below 0x100.
        let high_enough = low_bits + self.floor;
        let too_high = low_bits + self.ceiling;
        // One test of all: which of several shapes a value has is not to be foreseen.
        let wrong = (!high_enough | too_high | word) & tops;
        wrong | u128::from(!fits) == 0
    }
}
