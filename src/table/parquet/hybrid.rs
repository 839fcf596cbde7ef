//! Small whole numbers as Parquet packs them: runs of one value, and values of a fixed number of bits.

use bytes::Bytes;
use parquet::errors::{ParquetError, Result};

/// Most bits of a value.
const WIDEST: usize = 32;

/// Reads definition levels and places in a dictionary.
pub(super) struct Hybrid {
    bytes: Bytes,
    at: usize,
    /// Bits of a value.
    width: usize,
    run: Run,
}

enum Run {
    /// So many values are the same.
    Repeated { value: u32, left: usize },
    /// So many values stand side by side from this bit of the bytes on, the lowest bit first.
    Packed { bit: usize, left: usize },
    /// The same with the highest bit first, as levels of old files are.
    Reversed { bit: usize, left: usize },
}

fn short() -> ParquetError {
    ParquetError::EOF(String::from("a page ends within its levels or codes"))
}

impl Hybrid {
    /// Values of `width` bits in runs.
    ///
    /// # Errors
    /// Where values have more than 32 bits.
    pub(super) fn new(bytes: Bytes, width: usize) -> Result<Self> {
        if width > WIDEST {
            return Err(ParquetError::General(format!("codes of {width} bits")));
        }
        Ok(Self { bytes, at: 0, width, run: Run::Repeated { value: 0, left: 0 } })
    }

    /// `count` values of `width` bits without runs.
    pub(super) fn reversed(bytes: Bytes, width: usize, count: usize) -> Self {
        let at = bytes.len();
        let left = count.min(at.saturating_mul(8).checked_div(width).unwrap_or(count));
        Self { bytes, at, width: width.min(WIDEST), run: Run::Reversed { bit: 0, left } }
    }

    /// Appends the next `count` values to `out`.
    ///
    /// # Errors
    /// Where there are not so many.
    pub(super) fn take(&mut self, count: usize, out: &mut Vec<u32>) -> Result<()> {
        let mut missing = count;
        while missing > 0 {
            let (Run::Repeated { left, .. } | Run::Packed { left, .. } | Run::Reversed { left, .. }) = &mut self.run;
            let now = missing.min(*left);
            *left -= now;
            missing -= now;
            match &mut self.run {
                Run::Repeated { value, .. } => out.extend(std::iter::repeat_n(*value, now)),
                Run::Packed { bit, .. } => unpack(&self.bytes, bit, (self.width, now), out),
                Run::Reversed { bit, .. } => unpack_reversed(&self.bytes, bit, (self.width, now), out),
            }
            if missing > 0 {
                self.run = self.next_run()?;
            }
        }
        Ok(())
    }

    fn next_run(&mut self) -> Result<Run> {
        let header = self.varint()?;
        let many = usize::try_from(header >> 1).unwrap_or(usize::MAX);
        if header & 1 == 0 {
            let size = self.width.div_ceil(8);
            let bytes = self.bytes.get(self.at..self.at + size).ok_or_else(short)?;
            let value = bytes.iter().rev().fold(0, |all, it| all << 8 | u32::from(*it));
            self.at += size;
            return Ok(Run::Repeated { value, left: many });
        }
        let bit = self.at * 8;
        let rest = self.bytes.len() - self.at;
        self.at += many.saturating_mul(self.width).min(rest);
        // The last run may end before its last group of eight does.
        let there = (rest * 8).checked_div(self.width).unwrap_or(usize::MAX);
        Ok(Run::Packed { bit, left: many.saturating_mul(8).min(there) })
    }

    fn varint(&mut self) -> Result<u64> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = *self.bytes.get(self.at).ok_or_else(short)?;
            self.at += 1;
            value |= u64::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(short())
    }
}

/// Eight bytes from `at` on; what is past the end is 0.
fn window(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or_default();
    match rest.first_chunk() {
        Some(chunk) => u64::from_le_bytes(*chunk),
        None => rest.iter().rev().fold(0, |all, it| all << 8 | u64::from(*it)),
    }
}

fn unpack(bytes: &[u8], bit: &mut usize, (width, count): (usize, usize), out: &mut Vec<u32>) {
    let mask = (1_u64 << width) - 1;
    let first = *bit;
    let value = |index: usize| {
        let at = first + index * width;
        // Of a masked value no more than 32 bits are left.
        u32::try_from(window(bytes, at >> 3) >> (at & 7) & mask).unwrap_or(u32::MAX)
    };
    out.extend((0..count).map(value));
    *bit += count * width;
}

fn unpack_reversed(bytes: &[u8], bit: &mut usize, (width, count): (usize, usize), out: &mut Vec<u32>) {
    let one = |at: usize| u32::from(bytes.get(at >> 3).copied().unwrap_or(0) >> (7 - (at & 7)) & 1);
    for _ in 0..count {
        out.push((*bit..*bit + width).fold(0, |all, at| all << 1 | one(at)));
        *bit += width;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(mut hybrid: Hybrid, count: usize) -> Result<Vec<u32>> {
        let mut out = Vec::new();
        // In pieces, so that runs are taken up where they were left.
        for from in (0..count).step_by(3) {
            hybrid.take(3.min(count - from), &mut out)?;
        }
        Ok(out)
    }

    #[test]
    fn runs_and_packed_values_follow_each_other() {
        // Five times 4, then 0 to 7 packed in three bits each (the example of the format's own specification).
        let bytes = Bytes::from_static(&[5 << 1, 4, 1 << 1 | 1, 0b1000_1000, 0b1100_0110, 0b1111_1010]);
        let found = all(Hybrid::new(bytes, 3).unwrap(), 13).unwrap();
        assert_eq!(found, [4, 4, 4, 4, 4, 0, 1, 2, 3, 4, 5, 6, 7]);
    }

    #[test]
    fn old_levels_have_their_highest_bit_first() {
        let bytes = Bytes::from_static(&[0b0000_0101, 0b0011_1001, 0b0111_0111]);
        assert_eq!(all(Hybrid::reversed(bytes, 3, 8), 8).unwrap(), [0, 1, 2, 3, 4, 5, 6, 7]);
    }

    #[test]
    fn what_ends_early_is_an_error_and_not_zeros() {
        for (bytes, width, count) in [
            (&[][..], 3, 1),
            (&[5 << 1][..], 3, 1),
            (&[0xFF; 12][..], 3, 1),
            (&[5 << 1, 4][..], 3, 6),
            (&[2 << 1 | 1, 0, 0, 0][..], 3, 9),
            (&[0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 1][..], 32, 2),
        ] {
            let hybrid = Hybrid::new(Bytes::from_static(bytes), width).unwrap();
            assert!(all(hybrid, count).is_err(), "{bytes:?}");
        }
        assert!(Hybrid::new(Bytes::new(), 33).is_err());
    }

    #[test]
    fn values_of_no_bit_are_zero_and_those_of_32_are_whole() {
        assert_eq!(all(Hybrid::new(Bytes::from_static(&[4 << 1]), 0).unwrap(), 4).unwrap(), [0; 4]);
        assert_eq!(all(Hybrid::new(Bytes::from_static(&[1 << 1 | 1]), 0).unwrap(), 8).unwrap(), [0; 8]);
        let wide = Bytes::from_static(&[1 << 1, 0xFE, 0xFF, 0xFF, 0xFF]);
        assert_eq!(all(Hybrid::new(wide, 32).unwrap(), 1).unwrap(), [u32::MAX - 1]);
    }
}
