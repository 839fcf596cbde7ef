//! A key value as one number.

use siphasher::sip128::{Hasher128, SipHasher24};
use std::hash::Hasher;

/// Most bytes that are their own packed form.
const VERBATIM: usize = 15;
/// Most digits that are packed as a number: 10^36 < 2^120.
const DIGITS: usize = 36;
/// Tag of packed digits, with their count added.
const DIGITS_TAG: u8 = 0x40;
/// Tag of a hash.
const HASH_TAG: u8 = 0xFF;

/// Packs `bytes`; equal bytes give equal numbers, and different bytes of up to 15 bytes or 36 digits different ones.
///
/// Longer values are represented by 120 bits of SipHash-2-4-128 (Aumasson, Bernstein): two of them meet once in 2^60 keys.
#[inline]
pub(in crate::engine) fn pack(bytes: &[u8]) -> u128 {
    if bytes.len() <= VERBATIM {
        return tagged(u8::try_from(bytes.len()).unwrap_or(0), verbatim(bytes));
    }
    if bytes.len() <= DIGITS && bytes.iter().all(u8::is_ascii_digit) {
        let number = bytes.iter().fold(0_u128, |number, digit| number * 10 + u128::from(digit - b'0'));
        return tagged(DIGITS_TAG + u8::try_from(bytes.len()).unwrap_or(0), number);
    }
    let mut hasher = SipHasher24::new();
    hasher.write(bytes);
    tagged(HASH_TAG, hasher.finish128().as_u128() >> 8)
}

fn tagged(tag: u8, low: u128) -> u128 {
    (u128::from(tag) << 120) | low
}

/// The bytes as one little-endian word. Two overlapping reads cover any length without a loop.
#[inline]
fn verbatim(bytes: &[u8]) -> u128 {
    if let (Some(first), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        let (low, high) = (u64::from_le_bytes(*first), u64::from_le_bytes(*last));
        return u128::from(low) | (u128::from(high) << (8 * (bytes.len() - 8)));
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        let (low, high) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        return u128::from(low) | (u128::from(high) << (8 * (bytes.len() - 4)));
    }
    bytes.iter().rev().fold(0, |word, byte| (word << 8) | u128::from(*byte))
}

/// Mixes a packed value into 64 bits whose every part is as good as any other (constants of `MurmurHash3`'s finalizer, Appleby).
#[inline]
pub(in crate::engine) fn mix(packed: u128) -> u64 {
    #[expect(clippy::cast_possible_truncation, reason = "both halves are taken")]
    let folded = (packed as u64) ^ ((packed >> 64) as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mut hash = folded;
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xC4CE_B9FE_1A85_EC53);
    hash ^ (hash >> 33)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_reads_give_the_same_word_as_single_bytes() {
        let bytes: Vec<u8> = (1..=15).collect();
        for length in 0..=15 {
            let slow = bytes[..length].iter().rev().fold(0_u128, |word, byte| (word << 8) | u128::from(*byte));
            assert_eq!(verbatim(&bytes[..length]), slow, "{length}");
        }
    }

    #[test]
    fn different_values_have_different_numbers() {
        let values: [&[u8]; 12] = [
            b"",
            b"0",
            b"00",
            b"\0",
            b"SO0000000001",
            b"SO0000000002",
            b"123456789012345",
            b"1234567890123456",
            b"0123456789012345",
            b"00123456789012345",
            b"a-long-key-that-is-hashed-1",
            b"a-long-key-that-is-hashed-2",
        ];
        for (index, one) in values.iter().enumerate() {
            for other in values.iter().skip(index + 1) {
                assert_ne!(pack(one), pack(other), "{one:?} {other:?}");
                assert_ne!(mix(pack(one)), mix(pack(other)), "{one:?} {other:?}");
            }
        }
    }
}
