//! Sets of bytes, made at compile time.

/// A set of bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ByteSet {
    /// A bit for each of ASCII.
    low: u128,
    /// A bit for each of the others.
    high: u128,
}

impl ByteSet {
    /// None.
    pub const NONE: Self = Self { low: 0, high: 0 };
    /// All.
    pub const ALL: Self = Self { low: u128::MAX, high: u128::MAX };
    /// `0` to `9`.
    pub const DIGITS: Self = Self::range(b'0', b'9');
    /// ASCII that prints and is no blank.
    pub const PLAIN: Self = Self::range(b'!', b'~');

    /// These.
    #[must_use]
    pub const fn of(bytes: &[u8]) -> Self {
        let mut set = Self::NONE;
        let mut rest = bytes;
        while let [byte, more @ ..] = rest {
            set = set.or(Self::range(*byte, *byte));
            rest = more;
        }
        set
    }

    /// All from `low` to `high`.
    #[must_use]
    pub const fn range(low: u8, high: u8) -> Self {
        let mut set = Self::NONE;
        let mut byte = low;
        while byte <= high {
            let bit = 1 << (byte & 0x7F);
            if byte < 0x80 {
                set.low |= bit;
            } else {
                set.high |= bit;
            }
            if byte == u8::MAX {
                break;
            }
            byte += 1;
        }
        set
    }

    /// Those of both.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self { low: self.low | other.low, high: self.high | other.high }
    }

    /// Those that are in both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self { low: self.low & other.low, high: self.high & other.high }
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self == Self::NONE
    }

    /// Whether all of them are in `other`.
    pub fn is_within(self, other: Self) -> bool {
        self.and(other) == self
    }

    /// Whether `byte` is one of them.
    pub fn has(self, byte: u8) -> bool {
        let half = if byte < 0x80 { self.low } else { self.high };
        half >> (byte & 0x7F) & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_has_what_it_was_made_of() {
        let set = ByteSet::range(b'a', b'f').or(ByteSet::of(b"\0@\x7F\xFF")).or(ByteSet::range(0x3E, 0x41));
        for byte in 0..=u8::MAX {
            let is_in = matches!(byte, b'a'..=b'f' | 0 | b'@' | 0x7F | 0xFF | 0x3E..=0x41);
            assert_eq!(set.has(byte), is_in, "{byte:#x}");
            assert!(ByteSet::ALL.has(byte) && !ByteSet::NONE.has(byte), "{byte:#x}");
            assert_eq!(ByteSet::PLAIN.has(byte), byte.is_ascii_graphic(), "{byte:#x}");
        }
        assert!(ByteSet::of(b"ab").is_within(set) && !ByteSet::of(b"az").is_within(set));
        assert_eq!(set.and(ByteSet::of(b"ax@")), ByteSet::of(b"a@"));
    }
}
