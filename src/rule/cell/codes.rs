//! Membership in a list of spellings.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::text::{WORD, word, word_at};

/// A set of spellings. Short ones are kept as words with their length, sorted; long ones as bytes.
#[derive(Clone, Debug, Default)]
pub struct CodeSet {
    /// Open-addressing table of `(word, length)`; a length of `EMPTY` is a free slot.
    slots: Vec<(u128, u8)>,
    long: BTreeSet<Arc<str>>,
}

const EMPTY: u8 = u8::MAX;

impl CodeSet {
    /// The set of `spellings`.
    pub fn new<'a>(spellings: impl IntoIterator<Item = &'a Arc<str>>) -> Self {
        let mut short = BTreeSet::new();
        let mut long = BTreeSet::new();
        for spelling in spellings {
            match u8::try_from(spelling.len()) {
                Ok(length) if spelling.len() <= WORD => {
                    short.insert((word(spelling.as_bytes()), length));
                }
                _ => {
                    long.insert(Arc::clone(spelling));
                }
            }
        }
        let mut slots = vec![(0, EMPTY); (short.len() * 2).next_power_of_two().max(8)];
        for entry in short {
            let mut at = slot(entry.0, entry.1, slots.len());
            while slots[at].1 != EMPTY {
                at = (at + 1) % slots.len();
            }
            slots[at] = entry;
        }
        Self { slots, long }
    }

    /// Whether `cell` is one of them, byte for byte.
    #[inline]
    pub fn contains(&self, cell: &[u8]) -> bool {
        if cell.len() > WORD {
            return std::str::from_utf8(cell).is_ok_and(|text| self.long.contains(text));
        }
        self.contains_word(word(cell), cell.len())
    }

    /// As [`contains`](Self::contains), for the cell at `start..start + length` of `text`.
    #[inline]
    pub fn contains_at(&self, text: &[u8], start: usize, length: usize) -> bool {
        if length > WORD {
            return self.contains(text.get(start..start + length).unwrap_or_default());
        }
        self.contains_word(word_at(text, start, length), length)
    }

    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "the length is at most 16")]
    fn contains_word(&self, word: u128, length: usize) -> bool {
        let wanted = (word, length as u8);
        let mut at = slot(word, wanted.1, self.slots.len());
        loop {
            let entry = self.slots[at];
            // Most cells are in the list and in their own slot, so that this is foreseen.
            if entry == wanted || entry.1 == EMPTY {
                return entry == wanted;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }
}

#[inline]
#[expect(clippy::cast_possible_truncation, reason = "the table's size is a power of two far below 2^32")]
fn slot(word: u128, length: u8, size: usize) -> usize {
    let folded = (word as u64) ^ ((word >> 64) as u64).rotate_left(23) ^ u64::from(length);
    (folded.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize & (size - 1)
}
