//! Marks by vector instructions, 64 bytes at a time. The only module with `unsafe`.
//!
//! Whether a byte is within quotes is the parity of the quotes before it, and the parities of 64 bytes are one
//! carry-less product (Langdale and Lemire, "Parsing gigabytes of JSON per second", 2019, section 3.1.1). Parity is the
//! grammar only while every quote opens a cell, closes one or is doubled. That is tested too; where it fails, the text
//! is left to the scalar scanner.
#![expect(unsafe_code, reason = "unaligned loads, and calls that need instructions found at run time")]

use super::cut::Scan;
use super::marks::Marks;
use super::scalar::Dialect;

/// Marks every cell and record of `text`; `false` where that must be done cell by cell, and `marks` is of no use then.
pub(super) fn mark(text: &[u8], dialect: &Dialect, marks: &mut Marks) -> bool {
    #[cfg(target_arch = "x86_64")]
    if x86::serves(dialect) {
        // SAFETY: `serves` found the instructions that `mark` is compiled for.
        return unsafe { x86::mark(text, dialect, marks) };
    }
    let _ = (text, dialect, marks);
    false
}

/// The last record boundary of `text`; `None` where it must be found cell by cell.
pub(super) fn scan(text: &[u8], dialect: &Dialect) -> Option<Scan> {
    #[cfg(target_arch = "x86_64")]
    if x86::serves(dialect) {
        // SAFETY: `serves` found the instructions that `scan` is compiled for.
        return unsafe { x86::scan(text, dialect) };
    }
    let _ = (text, dialect);
    None
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use std::arch::x86_64::{
        __m256i, _mm_clmulepi64_si128, _mm_cvtsi128_si64, _mm_set_epi64x, _mm_set1_epi8, _mm256_cmpeq_epi8,
        _mm256_loadu_si256, _mm256_movemask_epi8, _mm256_set1_epi8,
    };

    use super::super::marks::{DOUBLED, QUOTED, narrow, position};
    use super::super::screen::Screen;
    use super::{Dialect, Marks, Scan};

    const WORD: usize = 64;

    /// Whether this machine and this dialect can be served. A CR that ends lines cannot, nor a quote or delimiter that is
    /// not there: the padding of the last word would look like it.
    pub(super) fn serves(dialect: &Dialect) -> bool {
        !dialect.cr_only
            && dialect.delimiter != 0
            && dialect.quote != 0
            && is_x86_feature_detected!("avx2")
            && is_x86_feature_detected!("pclmulqdq")
            && is_x86_feature_detected!("bmi1")
            && is_x86_feature_detected!("popcnt")
    }

    /// 64 bytes, and one bit for each.
    struct Word {
        halves: [__m256i; 2],
        delimiters: u64,
        quotes: u64,
        feeds: u64,
        returns: u64,
        nuls: u64,
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn equal(halves: [__m256i; 2], byte: u8) -> u64 {
        let wanted = _mm256_set1_epi8(byte.cast_signed());
        let bits = |half| u64::from(_mm256_movemask_epi8(_mm256_cmpeq_epi8(half, wanted)).cast_unsigned());
        bits(halves[0]) | bits(halves[1]) << 32
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn classify(bytes: &[u8; WORD], dialect: &Dialect) -> Word {
        let (low, high) = bytes.split_at(WORD / 2);
        // SAFETY: each half is 32 bytes long, and the load asks for no alignment.
        let halves = unsafe { [_mm256_loadu_si256(low.as_ptr().cast()), _mm256_loadu_si256(high.as_ptr().cast())] };
        Word {
            halves,
            delimiters: equal(halves, dialect.delimiter),
            quotes: equal(halves, dialect.quote),
            feeds: equal(halves, b'\n'),
            returns: equal(halves, b'\r'),
            nuls: equal(halves, 0),
        }
    }

    /// Each bit becomes the parity of itself and all lower bits.
    #[inline]
    #[target_feature(enable = "pclmulqdq")]
    fn parities(bits: u64) -> u64 {
        let product = _mm_clmulepi64_si128::<0>(_mm_set_epi64x(0, bits.cast_signed()), _mm_set1_epi8(-1));
        _mm_cvtsi128_si64(product).cast_unsigned()
    }

    /// What one word leaves to the next.
    struct Carry {
        /// All ones within quotes.
        inside: u64,
        /// Whether a quote that comes first may open a cell.
        before: u64,
        /// Whether the last byte closed quotes.
        closed: u64,
        /// Whether the last byte is a CR after a closing quote, so that an LF is due.
        due: u64,
        /// Bytes of the word just seen that follow the end of a quoted cell, but for a CR.
        left: u64,
        /// Bits of irregular quotes so far.
        irregular: u64,
        /// Quotes of the word just seen that double the one before.
        doubled: u64,
    }

    impl Carry {
        /// Begins at a record.
        fn new() -> Self {
            Self { inside: 0, before: 1, closed: 0, due: 0, left: 0, irregular: 0, doubled: 0 }
        }

        /// The bytes outside quotes; `valid` are bytes of the text.
        #[inline]
        #[target_feature(enable = "pclmulqdq")]
        fn step(&mut self, word: &Word, valid: u64) -> u64 {
            let inside = parities(word.quotes) ^ self.inside;
            self.inside = (inside.cast_signed() >> 63).cast_unsigned();
            let edges = word.delimiters | word.feeds | word.quotes;
            let opening = word.quotes & inside;
            let closing = word.quotes & !inside;
            let closed = closing << 1 | self.closed;
            let returned = closed & word.returns;
            let due = returned << 1 | self.due;
            let bad =
                (opening & !(edges << 1 | self.before)) | (closed & !(edges | word.returns)) | (due & !word.feeds);
            self.irregular |= bad & valid;
            self.left = closed | due;
            self.doubled = closed & word.quotes;
            self.before = edges >> 63;
            self.closed = closing >> 63;
            self.due = returned >> 63;
            !inside
        }
    }

    /// The words of a text: whole ones, then the last one padded with zeros, with the bits that are of the text.
    fn words<'t>(text: &'t [u8], last: &'t mut [u8; WORD]) -> impl Iterator<Item = (&'t [u8; WORD], u64)> {
        let (whole, rest) = text.as_chunks::<WORD>();
        for (to, from) in last.iter_mut().zip(rest) {
            *to = *from;
        }
        let valid = (1_u64 << rest.len()) - 1;
        let rest = (!rest.is_empty()).then_some((&*last, valid));
        whole.iter().map(|word| (word, u64::MAX)).chain(rest)
    }

    #[target_feature(enable = "avx2,pclmulqdq,bmi1,popcnt")]
    pub(super) fn scan(text: &[u8], dialect: &Dialect) -> Option<Scan> {
        let mut last = [0; WORD];
        let mut carry = Carry::new();
        let mut boundary = 0;
        let mut base = 0;
        for (bytes, valid) in words(text, &mut last) {
            let word = classify(bytes, dialect);
            let breaks = word.feeds & carry.step(&word, valid);
            if carry.irregular != 0 {
                return None;
            }
            if breaks != 0 {
                boundary = base + WORD - breaks.leading_zeros() as usize;
            }
            base += WORD;
        }
        Some(Scan { boundary, open: carry.inside != 0 })
    }

    #[target_feature(enable = "avx2,pclmulqdq,bmi1,popcnt")]
    pub(super) fn mark(text: &[u8], dialect: &Dialect, marks: &mut Marks) -> bool {
        let mut last = [0; WORD];
        let mut carry = Carry::new();
        let mut nuls = 0;
        let mut filled = 0;
        let mut base = 0;
        // Whether the cell that goes on from word to word has doubled quotes.
        let mut pending = false;
        let mut screen = Screen::new();
        for (bytes, valid) in words(text, &mut last) {
            let word = classify(bytes, dialect);
            if marks.signs.is_some() && valid == u64::MAX {
                screen.step(word.halves[0]);
                screen.step(word.halves[1]);
            }
            let outside = carry.step(&word, valid);
            if carry.irregular != 0 {
                return false;
            }
            nuls |= word.nuls & valid;
            marks.newlines += u64::from(word.feeds.count_ones());
            let breaks = word.feeds & outside;
            let ends = (word.delimiters & outside) | breaks;
            let next = u64::from(text.get(base + WORD) == Some(&b'\n')) << (WORD - 1);
            let alone = word.returns & !(word.feeds >> 1 | next);
            note_breaks(marks, base, ((word.feeds | word.returns) & !outside | alone) & valid);
            push_ends(marks, filled, ends, breaks);
            let from = filled;
            filled = push_cells(marks, filled, ends, base);
            flag(marks, from, (ends, ends & carry.left), QUOTED);
            if pending || carry.doubled != 0 {
                pending = flag_doubled(marks, from, ends, (carry.doubled, pending));
            }
            base += WORD;
        }
        marks.at.truncate(filled);
        marks.nuls = nuls != 0;
        let unseen = (base - WORD.min(base)).min(text.len()).saturating_sub(2);
        marks.signs = marks.signs.map(|_| screen.signs(text.get(unseen..).unwrap_or_default()));
        // An open quote, or a CR that no LF follows at the end, is irregular as well.
        if carry.inside != 0 || text.ends_with(&[dialect.quote, b'\r']) {
            return false;
        }
        close(text, dialect.quote, marks, pending);
        true
    }

    /// Ends a last record that has no line break.
    fn close(text: &[u8], quote: u8, marks: &mut Marks, doubled: bool) {
        let broken = marks.ends.last().map_or(0, |end| *end as usize + 1);
        let start = broken.checked_sub(1).and_then(|end| marks.at.get(end)).map_or(0, |at| position(*at) as usize + 1);
        if start < text.len() {
            let cell = marks.at.last().map_or(0, |at| position(*at) as usize + 1);
            let quoted = text.get(cell) == Some(&quote);
            marks.ends.push(narrow(marks.at.len()));
            let flags = if doubled { QUOTED | DOUBLED } else { QUOTED };
            marks.at.push(narrow(text.len()) | if quoted { flags } else { 0 });
        }
    }

    /// Notes line breaks within cells.
    #[inline]
    fn note_breaks(marks: &mut Marks, base: usize, mut breaks: u64) {
        while breaks != 0 {
            let at = base + breaks.trailing_zeros() as usize;
            breaks &= breaks - 1;
            marks.breaks.push(narrow(at));
        }
    }

    /// Notes which of the marks about to be written end records. The first is noted without asking whether there is one,
    /// which is not to be foreseen; where records are long there is hardly ever a second.
    #[inline]
    #[target_feature(enable = "bmi1,popcnt")]
    fn push_ends(marks: &mut Marks, filled: usize, ends: u64, mut breaks: u64) {
        let noted = marks.ends.len();
        let none = usize::from(breaks == 0);
        loop {
            let lowest = breaks & breaks.wrapping_neg();
            marks.ends.push(narrow(filled + (ends & lowest.wrapping_sub(1)).count_ones() as usize));
            breaks ^= lowest;
            if breaks == 0 {
                break;
            }
        }
        let kept = if none == 1 { noted } else { marks.ends.len() };
        marks.ends.truncate(kept);
    }

    /// Sets a flag in those of the marks written at `filled` for `ends` whose ends are in `flagged`; the first of them
    /// without asking whether there is one.
    #[inline]
    #[target_feature(enable = "bmi1,popcnt")]
    fn flag(marks: &mut Marks, filled: usize, (ends, mut flagged): (u64, u64), flag: u32) {
        loop {
            let lowest = flagged & flagged.wrapping_neg();
            let set = if lowest == 0 { 0 } else { flag };
            let before = ends & lowest.wrapping_sub(1) & (u64::from(lowest == 0)).wrapping_sub(1);
            if let Some(mark) = marks.at.get_mut(filled + before.count_ones() as usize) {
                *mark |= set;
            }
            flagged ^= lowest;
            if flagged == 0 {
                break;
            }
        }
    }

    /// Flags the ends of cells with doubled quotes; whether the cell that the word ends in has some.
    #[cold]
    #[target_feature(enable = "bmi1,popcnt")]
    fn flag_doubled(marks: &mut Marks, filled: usize, ends: u64, (mut doubled, pending): (u64, bool)) -> bool {
        let mut flagged = if pending { ends & ends.wrapping_neg() } else { 0 };
        let mut left = pending && ends == 0;
        while doubled != 0 {
            let lowest = doubled & doubled.wrapping_neg();
            let after = ends & !(lowest - 1);
            flagged |= after & after.wrapping_neg();
            left |= after == 0;
            doubled ^= lowest;
        }
        flag(marks, filled, (ends, flagged), DOUBLED);
        left
    }

    /// Writes the position of each set bit behind the first `filled` marks; the number of marks then. Writes whole rounds
    /// of eight, because a loop that stops at the last bit is mispredicted for nearly every word.
    #[inline]
    #[target_feature(enable = "bmi1,popcnt")]
    fn push_cells(marks: &mut Marks, filled: usize, mut ends: u64, base: usize) -> usize {
        let count = ends.count_ones() as usize;
        let base = narrow(base);
        marks.at.truncate(filled);
        marks.at.reserve(WORD);
        for _ in 0..count.div_ceil(8) {
            let mut round = [0; 8];
            for slot in &mut round {
                *slot = base + ends.trailing_zeros();
                ends &= ends.wrapping_sub(1);
            }
            marks.at.extend_from_slice(&round);
        }
        filled + count
    }
}
