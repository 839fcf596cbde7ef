//! A key value as one number.

use siphasher::sip128::{Hasher128, SipHasher24};
use std::hash::Hasher;

use crate::text::{word, word_at};

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
/// Longer values are represented by 120 bits of SipHash-2-4-128 (Aumasson, Bernstein). Two of them meet once in 2^60 keys, and
/// whoever needs to be sure compares their bytes.
#[inline]
pub(in crate::engine) fn pack(bytes: &[u8]) -> u128 {
    if bytes.len() <= VERBATIM {
        return tagged(u8::try_from(bytes.len()).unwrap_or(0), word(bytes));
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

/// The same of a value of a text, which is quicker for short ones.
#[inline]
pub(super) fn pack_at(text: &[u8], start: usize, length: usize) -> u128 {
    if length <= VERBATIM {
        return tagged(u8::try_from(length).unwrap_or(0), word_at(text, start, length));
    }
    pack(text.get(start..start + length).unwrap_or_default())
}

/// Bytes of a packed value that stands for itself, and its word; `None` for digits and hashes.
#[inline]
pub(super) fn verbatim(packed: u128) -> Option<(usize, u128)> {
    let length = (packed >> 120) as usize;
    (length <= VERBATIM).then_some((length, packed & (u128::MAX >> 8)))
}

/// Calls `with` with the bytes that were packed; not for hashes, of which nothing is left.
pub(super) fn unpacked(packed: u128, with: impl FnOnce(&[u8])) {
    if let Some((length, word)) = verbatim(packed) {
        return with(word.to_le_bytes().get(..length).unwrap_or_default());
    }
    let digits = u8::try_from(packed >> 120).unwrap_or(0).checked_sub(DIGITS_TAG).map(usize::from);
    if let Some(digits) = digits.filter(|it| *it <= DIGITS) {
        with(format!("{:0digits$}", packed & (u128::MAX >> 8)).as_bytes());
    }
}

/// Whether a packed value is a hash, so that only its bytes tell it from others.
#[inline]
pub(super) fn is_hash(packed: u128) -> bool {
    packed >> 120 == u128::from(HASH_TAG)
}

/// Mixes a packed value into 64 bits whose every part is as good as any other (constants of `MurmurHash3`'s finalizer, Appleby).
#[inline]
pub(in crate::engine) fn fingerprint(packed: u128) -> u64 {
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
                assert_eq!(pack(one), pack_at(&[b"x", *one, b"yz"].concat(), 1, one.len()));
                assert_ne!(fingerprint(pack(one)), fingerprint(pack(other)), "{one:?} {other:?}");
            }
            let mut found = None;
            unpacked(pack(one), |it| found = Some(it.to_vec()));
            assert_eq!(found, (!is_hash(pack(one))).then(|| one.to_vec()), "{one:?}");
        }
    }
}
