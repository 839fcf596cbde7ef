//! Digits, and texts without their separators.

/// Whether there is a byte and all are ASCII digits.
pub(super) fn all_digits(text: &[u8]) -> bool {
    !text.is_empty() && text.iter().all(u8::is_ascii_digit)
}

/// The value of an ASCII digit; other bytes give a number without meaning, so look first.
pub(super) fn digit(byte: u8) -> u32 {
    u32::from(byte.wrapping_sub(b'0'))
}

/// Σ weight × value over pairs.
pub(super) fn weighted(values: impl Iterator<Item = u32>, weights: &[u32]) -> u32 {
    values.zip(weights).map(|(value, weight)| value * weight).sum()
}

/// A text of at most `N` bytes without its separators, on the stack.
#[derive(Clone, Copy)]
pub(super) struct Compact<const N: usize> {
    bytes: [u8; N],
    len: usize,
    whole: bool,
}

impl<const N: usize> Compact<N> {
    /// Drops every byte of `separators` (ASCII). [`None`] where more than `N` bytes remain.
    pub(super) fn of(text: &str, separators: &[u8]) -> Option<Self> {
        let mut compact = Self { bytes: [0; N], len: 0, whole: true };
        for byte in text.bytes() {
            if separators.contains(&byte) {
                compact.whole = false;
            } else {
                *compact.bytes.get_mut(compact.len)? = byte;
                compact.len += 1;
            }
        }
        Some(compact)
    }

    /// What remains.
    pub(super) fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }

    /// Whether nothing was dropped.
    pub(super) fn is_whole(&self) -> bool {
        self.whole
    }
}

/// ASCII bytes as a text.
pub(super) fn ascii(bytes: &[u8]) -> String {
    bytes.iter().map(|it| char::from(*it)).collect()
}
