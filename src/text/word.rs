//! Short values as machine words: what up to 16 bytes hold is compared and computed with at once.

/// Most bytes of a word.
pub const WORD: usize = 16;

/// The lowest `n` bytes of a word.
const LOWEST: [u128; WORD + 1] = lowest();

const fn lowest() -> [u128; WORD + 1] {
    let mut masks = [0; WORD + 1];
    let mut at = 1;
    while at <= WORD {
        masks[at] = (masks[at - 1] << 8) | 0xFF;
        at += 1;
    }
    masks
}

/// All ones in the lowest `count` bytes; in all of them from 16 on.
#[inline]
pub fn lowest_bytes(count: usize) -> u128 {
    LOWEST.get(count).copied().unwrap_or(u128::MAX)
}

/// The `length` bytes of `text` from `start` on, at most 16, the first in the lowest place and zeros above.
///
/// Reads all 16 bytes at once where `text` has them, which is everywhere but at its end.
#[inline]
pub fn word_at(text: &[u8], start: usize, length: usize) -> u128 {
    match text.get(start..).and_then(<[u8]>::first_chunk::<WORD>) {
        Some(bytes) => u128::from_le_bytes(*bytes) & lowest_bytes(length),
        None => word(text.get(start..start + length).unwrap_or_default()),
    }
}

/// The same of at most 8 bytes.
#[inline]
pub fn half_at(text: &[u8], start: usize, length: usize) -> u64 {
    match text.get(start..).and_then(<[u8]>::first_chunk::<8>) {
        Some(bytes) => {
            let unused = 64_u32.saturating_sub(8 * u32::try_from(length).unwrap_or(8));
            u64::from_le_bytes(*bytes) & u64::MAX.checked_shr(unused).unwrap_or(0)
        }
        None => u64::try_from(word(text.get(start..start + length).unwrap_or_default()) & u128::from(u64::MAX))
            .unwrap_or_default(),
    }
}

/// The bytes of a value of at most 16. Two overlapping reads cover any length without a loop.
#[inline]
pub fn word(bytes: &[u8]) -> u128 {
    if let (Some(first), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        let (low, high) = (u64::from_le_bytes(*first), u64::from_le_bytes(*last));
        return u128::from(low) | (u128::from(high) << (8 * (bytes.len().min(WORD) - 8)));
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        let (low, high) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        return u128::from(low) | (u128::from(high) << (8 * (bytes.len() - 4)));
    }
    bytes.iter().rev().fold(0, |word, byte| (word << 8) | u128::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_reading_gives_the_same_word() {
        let text: Vec<u8> = (1..=40).collect();
        for start in 0..24 {
            for length in 0..=WORD {
                let slow =
                    text[start..start + length].iter().rev().fold(0_u128, |it, byte| (it << 8) | u128::from(*byte));
                assert_eq!(word(&text[start..start + length]), slow, "{start} {length}");
                assert_eq!(word_at(&text, start, length), slow, "{start} {length}");
                assert_eq!(word_at(&text[..start + length], start, length), slow, "{start} {length}");
                if length <= 8 {
                    assert_eq!(u128::from(half_at(&text, start, length)), slow, "{start} {length}");
                    assert_eq!(u128::from(half_at(&text[..start + length], start, length)), slow, "{start} {length}");
                }
            }
        }
    }
}
