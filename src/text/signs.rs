//! What kinds of bytes a text holds, seen in one pass without a branch.

/// What kinds of bytes a text may hold: where a sign is not there, nothing of its kind is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signs(pub u8);

impl Signs {
    /// Control characters but TAB, CR and LF.
    pub const CONTROL: Self = Self(1);
    /// What may be an invisible character: no-break blanks, marks of direction, joiners, byte order marks, ideographic blanks.
    pub const INVISIBLE: Self = Self(2);
    /// `&`, `%`, `\` or `<`.
    pub const ESCAPE: Self = Self(4);
    /// TAB.
    pub const TAB: Self = Self(8);
    /// Full-width forms.
    pub const WIDE: Self = Self(16);
    /// Anything that is not ASCII.
    pub const HIGH: Self = Self(32);
    /// U+FFFD or 锟: what stands for lost bytes.
    pub const LOST: Self = Self(64);

    /// Both.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether any of `needed` is here; true where nothing is needed.
    pub fn meet(self, needed: Self) -> bool {
        needed.0 == 0 || self.0 & needed.0 != 0
    }

    /// The signs of a text, without a branch for a single byte, so that it runs at the speed of memory.
    pub fn of(text: &[u8]) -> Self {
        let mut all = 0;
        let mut rest = text;
        // Much text is ASCII for long stretches, where no byte means another thing for those that follow it.
        while let Some((stretch, after)) = rest.split_first_chunk::<STRETCH>() {
            let ascii = stretch.iter().fold(0, |all, it| all | it) < 0x80;
            all |= if ascii { stretch.iter().fold(0, |all, it| all | plain(*it)) } else { seen(rest, STRETCH) };
            rest = after;
        }
        let tail = text.get(text.len().saturating_sub(2)..).unwrap_or_default();
        let at = |at: usize| tail.get(at).copied().unwrap_or(b' ');
        Self(all | seen(rest, rest.len()) | sign(at(0), at(1), b' ') | sign(at(1), b' ', b' '))
    }
}

/// Bytes that are looked at at once.
const STRETCH: usize = 64;

/// The signs of the first `count` bytes that two others follow.
fn seen(text: &[u8], count: usize) -> u8 {
    let first = text.get(..count).unwrap_or(text);
    let second = text.get(1..).unwrap_or_default();
    let third = text.get(2..).unwrap_or_default();
    first.iter().zip(second).zip(third).fold(0, |all, ((a, b), c)| all | sign(*a, *b, *c))
}

/// The signs that a byte has alone.
#[inline(always)]
#[expect(
    clippy::inline_always,
    clippy::needless_bitwise_bool,
    reason = "a call or a branch would keep the loop from being made of vectors"
)]
fn plain(a: u8) -> u8 {
    let is = |it: bool| u8::from(it).wrapping_neg();
    let within = |low: u8, high: u8| a.wrapping_sub(low) <= high - low;
    let control = (a < 0x20) & !within(9, 13) | (a == 0x7F);
    let escape = within(b'%', b'&') | (a == b'\\') | (a == b'<');
    is(control) & Signs::CONTROL.0 | is(escape) & Signs::ESCAPE.0 | is(a == b'\t') & Signs::TAB.0
}

/// The signs of the byte `a`, which `b` and `c` follow.
#[inline(always)]
#[expect(
    clippy::inline_always,
    clippy::needless_bitwise_bool,
    reason = "a call or a branch would keep the loop from being made of vectors"
)]
fn sign(a: u8, b: u8, c: u8) -> u8 {
    let is = |it: bool| u8::from(it).wrapping_neg();
    let within = |it: u8, low: u8, high: u8| it.wrapping_sub(low) <= high - low;
    let latin = (a == 0xC2) & (b <= 0xAD);
    let general = (a == 0xE2)
        & (((b == 0x80) & (within(c, 0x8B, 0x8F) | within(c, 0xAA, 0xAF))) | ((b == 0x81) & within(c, 0xA0, 0xA9)));
    let other = ((a == 0xEF) & (b == 0xBB)) | ((a == 0xE1) & (b == 0xA0)) | ((a == 0xE3) & (b == 0x80) & (c == 0x80));
    let lost = ((a == 0xEF) & (b == 0xBF) & (c == 0xBD)) | ((a == 0xE9) & (b == 0x94) & (c == 0x9F));
    let wide = (a == 0xEF) & within(b, 0xBC, 0xBD);
    plain(a)
        | is(latin | general | other) & Signs::INVISIBLE.0
        | is(lost) & Signs::LOST.0
        | is(wide) & Signs::WIDE.0
        | is(a >= 0x80) & Signs::HIGH.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_seen_wherever_they_stand() {
        for (text, signs) in [
            ("plain, \"quoted\"\r\n", Signs::default()),
            ("", Signs::default()),
            ("a", Signs::default()),
            ("\u{1}", Signs::CONTROL),
            ("a\0", Signs::CONTROL),
            ("a\tb", Signs::TAB),
            ("\t", Signs::TAB),
            ("中文，。“”", Signs::HIGH.or(Signs::WIDE)),
            ("中文“”、——", Signs::HIGH),
            ("锟斤拷", Signs::HIGH.or(Signs::LOST)),
            ("\u{FFFD}", Signs::HIGH.or(Signs::LOST)),
            ("a\u{200B}", Signs::HIGH.or(Signs::INVISIBLE)),
            ("\u{A0}", Signs::HIGH.or(Signs::INVISIBLE)),
            ("a\u{3000}b", Signs::HIGH.or(Signs::INVISIBLE)),
            ("a\u{FEFF}", Signs::HIGH.or(Signs::INVISIBLE)),
            ("ＡＢ", Signs::HIGH.or(Signs::WIDE)),
            ("é", Signs::HIGH),
            ("100%", Signs::ESCAPE),
        ] {
            assert_eq!(Signs::of(text.as_bytes()), signs, "{text:?}");
            // Wherever it stands among the bytes that are looked at at once.
            for (before, after) in (0..2 * STRETCH).flat_map(|it| [(it, 0), (it, 1), (it, STRETCH + 3)]) {
                let long = format!("{}{text}{}", "x".repeat(before), "y".repeat(after));
                assert_eq!(Signs::of(long.as_bytes()), signs, "{long:?}");
            }
        }
    }
}
