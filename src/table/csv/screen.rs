//! Signs of a text seen in passing, 32 bytes at a time, from vectors that are at hand.
//!
//! Whether a byte is one of a few is asked of its two halves: each half is looked up in a table of 16 entries with a bit for
//! each question, and where both say yes the answer is yes (Keiser and Lemire, "Validating UTF-8 in less than one instruction
//! per byte", 2021, section 6). Characters of three bytes are asked for byte by byte, each answer shifted to where its
//! character ends. A few rare characters are taken for others: a sign says only what there may be.

use std::arch::x86_64::{
    __m256i, _mm256_alignr_epi8, _mm256_and_si256, _mm256_extract_epi64, _mm256_movemask_epi8, _mm256_or_si256,
    _mm256_permute2x128_si256, _mm256_set_epi64x, _mm256_set1_epi8, _mm256_setzero_si256, _mm256_shuffle_epi8,
    _mm256_srli_epi16,
};

use crate::text::Signs;

/// What holds of a byte by its lower and by its upper half.
type Halves = ([u8; 16], [u8; 16]);

/// Questions to one byte, with what they are signs of.
const SINGLE: [(u8, Signs); 6] = [
    (0x01, Signs::CONTROL),
    (0x02, Signs::CONTROL),
    (0x04, Signs::CONTROL),
    (0x08, Signs::TAB),
    (0x10, Signs::ESCAPE),
    (0x20, Signs::ESCAPE),
];

/// U+0000 to U+0008, U+000E and U+000F; U+0010 to U+001F; U+007F; TAB; `%` and `&`; `<` and `\`.
const ONE: Halves = halves([
    (&[0x0], &[0, 1, 2, 3, 4, 5, 6, 7, 8, 14, 15]),
    (&[0x1], ALL),
    (&[0x7], &[15]),
    (&[0x0], &[9]),
    (&[0x2], &[5, 6]),
    (&[0x3, 0x5], &[12]),
    (&[], &[]),
    (&[], &[]),
]);

/// Questions to three bytes, with what they are signs of.
const TRIPLE: [(u8, Signs); 8] = [
    (0x01, Signs::INVISIBLE),
    (0x02, Signs::INVISIBLE),
    (0x04, Signs::INVISIBLE),
    (0x08, Signs::INVISIBLE),
    (0x10, Signs::INVISIBLE),
    (0x20, Signs::WIDE),
    (0x40, Signs::INVISIBLE),
    (0x80, Signs::LOST),
];

/// First bytes of: U+00A0 to U+00AD and Mongolian; U+0080 to U+009F; U+200A to U+200F and U+202A to U+202F; U+2060 to U+2069;
/// U+3000; full-width forms; U+FEC0 to U+FEFF; U+FFFD and 锟.
const FIRST: Halves = halves([
    (&[0xC, 0xE], &[1, 2]),
    (&[0xC], &[2]),
    (&[0xE], &[2]),
    (&[0xE], &[2]),
    (&[0xE], &[3]),
    (&[0xE], &[15]),
    (&[0xE], &[15]),
    (&[0xE], &[9, 15]),
]);

/// Their second bytes.
const SECOND: Halves = halves([
    (&[0xA], &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]),
    (&[0x8, 0x9], ALL),
    (&[0x8], &[0]),
    (&[0x8], &[1]),
    (&[0x8], &[0]),
    (&[0xB], &[12, 13]),
    (&[0xB], &[11]),
    (&[0x9, 0xB], &[4, 15]),
]);

/// Their third bytes, or those that follow characters of two.
const THIRD: Halves = halves([
    (ALL, ALL),
    (ALL, ALL),
    (&[0x8, 0xA], &[10, 11, 12, 13, 14, 15]),
    (&[0xA], &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]),
    (&[0x8], &[0]),
    (ALL, ALL),
    (ALL, ALL),
    (&[0x9, 0xB], &[13, 15]),
]);

const ALL: &[usize] = &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

/// For each question the upper halves and the lower halves to which both the answer is yes.
const fn halves(questions: [(&[usize], &[usize]); 8]) -> Halves {
    let mut tables = ([0; 16], [0; 16]);
    let mut at = 0;
    while at < questions.len() {
        let (mut upper, mut lower) = questions[at];
        while let [half, rest @ ..] = upper {
            tables.1[*half] |= 1 << at;
            upper = rest;
        }
        while let [half, rest @ ..] = lower {
            tables.0[*half] |= 1 << at;
            lower = rest;
        }
        at += 1;
    }
    tables
}

/// What was seen of a text so far.
pub(super) struct Screen {
    high: __m256i,
    single: __m256i,
    triple: __m256i,
    first: __m256i,
    second: __m256i,
}

impl Screen {
    /// Begins at a character.
    #[target_feature(enable = "avx2")]
    pub(super) fn new() -> Self {
        let zero = _mm256_setzero_si256();
        Self { high: zero, single: zero, triple: zero, first: zero, second: zero }
    }

    /// Looks at the next 32 bytes.
    #[inline]
    #[target_feature(enable = "avx2")]
    pub(super) fn step(&mut self, bytes: __m256i) {
        let nibble = _mm256_set1_epi8(0x0F);
        let lower = _mm256_and_si256(bytes, nibble);
        let upper = _mm256_and_si256(_mm256_srli_epi16::<4>(bytes), nibble);
        let ask = |(low, up): &Halves| {
            _mm256_and_si256(_mm256_shuffle_epi8(twice(low), lower), _mm256_shuffle_epi8(twice(up), upper))
        };
        let (first, second) = (ask(&FIRST), ask(&SECOND));
        let firsts = _mm256_alignr_epi8::<14>(first, _mm256_permute2x128_si256::<0x21>(self.first, first));
        let seconds = _mm256_alignr_epi8::<15>(second, _mm256_permute2x128_si256::<0x21>(self.second, second));
        let triple = _mm256_and_si256(_mm256_and_si256(firsts, seconds), ask(&THIRD));
        self.high = _mm256_or_si256(self.high, bytes);
        self.single = _mm256_or_si256(self.single, ask(&ONE));
        self.triple = _mm256_or_si256(self.triple, triple);
        (self.first, self.second) = (first, second);
    }

    /// Signs of what was looked at, and of the `rest` that was not, with the two bytes before it.
    #[target_feature(enable = "avx2")]
    pub(super) fn signs(&self, rest: &[u8]) -> Signs {
        let high = if _mm256_movemask_epi8(self.high) == 0 { Signs::default() } else { Signs::HIGH };
        let (single, triple) = (any(self.single), any(self.triple));
        let of = |all: Signs, (bit, sign): &(u8, Signs), seen: u8| if seen & bit == 0 { all } else { all.or(*sign) };
        let all = SINGLE.iter().fold(high.or(Signs::of(rest)), |all, it| of(all, it, single));
        TRIPLE.iter().fold(all, |all, it| of(all, it, triple))
    }
}

/// A table in both lanes.
#[inline]
#[target_feature(enable = "avx2")]
fn twice(table: &[u8; 16]) -> __m256i {
    let table = u128::from_le_bytes(*table);
    #[expect(clippy::cast_possible_truncation, reason = "both halves are taken")]
    let (low, high) = ((table as u64).cast_signed(), ((table >> 64) as u64).cast_signed());
    _mm256_set_epi64x(high, low, high, low)
}

/// The bits that are set in any byte.
#[target_feature(enable = "avx2")]
fn any(bytes: __m256i) -> u8 {
    let words = [
        _mm256_extract_epi64::<0>(bytes),
        _mm256_extract_epi64::<1>(bytes),
        _mm256_extract_epi64::<2>(bytes),
        _mm256_extract_epi64::<3>(bytes),
    ];
    words.iter().fold(0, |all, word| all | word.to_le_bytes().iter().fold(0, |all, it| all | it))
}
