//! Which encoding bytes are in, by the bytes alone.

use std::sync::Arc;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, DecoderResult, EUC_JP, EUC_KR, Encoding, GB18030, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

use super::label::widest;
use super::sample::Sample;

/// The detector is slow and certain after a few words, so it sees no more than this.
const FED: usize = 16 << 10;
/// Fewer bytes beyond ASCII say little of which single-byte encoding they are in.
const LITTLE: usize = 8;

/// How well an encoding explains bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Fit {
    /// Characters beyond ASCII.
    pub(super) wide: usize,
    /// Of these, the ones at or above U+0800, which are three or four bytes of UTF-8.
    pub(super) long: usize,
    /// Sequences that are not of the encoding.
    pub(super) bad: usize,
    /// Where in the input the first of them is.
    pub(super) first_bad: Option<u64>,
}

impl Fit {
    /// Weighs all of a sample.
    pub(super) fn of(sample: &Sample, encoding: &'static Encoding) -> Self {
        let mut fit = Self::default();
        for part in sample.parts() {
            // The last character of a part may be cut.
            fit.weigh(&part.bytes, part.offset, encoding);
        }
        fit
    }

    /// Whether at least nineteen of twenty characters beyond ASCII are of the encoding.
    pub(super) fn explains(&self) -> bool {
        self.bad * 20 <= self.wide
    }

    fn weigh(&mut self, bytes: &[u8], offset: u64, encoding: &'static Encoding) {
        let mut decoder = encoding.new_decoder_without_bom_handling();
        let mut room = vec![0_u8; 8 << 10];
        let mut at = 0;
        while let Some(rest) = bytes.get(at..) {
            let (result, read, written) = decoder.decode_to_utf8_without_replacement(rest, &mut room, false);
            at += read;
            let text = room.get(..written).unwrap_or_default();
            // Lead bytes of UTF-8 tell how long a character is.
            self.wide += text.iter().filter(|byte| **byte >= 0xC0).count();
            self.long += text.iter().filter(|byte| **byte >= 0xE0).count();
            match result {
                DecoderResult::InputEmpty => return,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(length, after) => {
                    self.bad += 1;
                    let from = at.saturating_sub(usize::from(length) + usize::from(after));
                    self.first_bad.get_or_insert(offset + from as u64);
                }
            }
        }
    }
}

/// UTF-16 by its NULs: text has ASCII in it, at least its delimiters and line breaks, and these are on one side only.
/// `little_is_enough` where it is declared.
pub(super) fn utf_16(head: &[u8], little_is_enough: bool) -> Option<&'static Encoding> {
    let nuls = |parity: usize| head.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let (high, low) = (nuls(0), nuls(1));
    let pairs = head.len() / 2;
    let speaks = |many: usize, few: usize| {
        let enough = if little_is_enough { many >= 1 } else { many >= 2 && many * 20 >= pairs };
        enough && few * 10 <= many
    };
    let encoding = match (speaks(low, high), speaks(high, low)) {
        (true, false) => UTF_16LE,
        (false, true) => UTF_16BE,
        _ => return None,
    };
    let mut fit = Fit::default();
    fit.weigh(head, 0, encoding);
    (fit.bad * 50 <= pairs).then_some(encoding)
}

/// The likeliest encoding of a sample that is neither marked nor UTF-16. ASCII is UTF-8.
pub(super) fn detect(sample: &Sample, expected: &[Arc<str>]) -> &'static Encoding {
    let utf_8 = Fit::of(sample, UTF_8);
    if utf_8.bad == 0 || utf_8.bad * 3 <= utf_8.wide {
        return UTF_8;
    }
    if let Some(encoding) = by_names(sample, expected) {
        return encoding;
    }
    let lines = lines_beyond_ascii(sample);
    let guess = guess(&lines);
    if !guess.is_single_byte() {
        return guess;
    }
    let beyond = lines.iter().flat_map(|line| line.iter()).filter(|byte| !byte.is_ascii()).count();
    if beyond < LITTLE && lines.iter().all(|line| is_plain_chinese(line)) {
        return GB18030;
    }
    damaged(&lines).unwrap_or(guess)
}

/// The detector's guess, with GBK as the encoding that contains it.
fn guess(lines: &[&[u8]]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    for line in lines {
        detector.feed(line, false);
    }
    widest(detector.guess(None, Utf8Detection::Deny))
}

/// The detector rules out an encoding at its first bad sequence. So where most lines are of a multi-byte encoding, it is
/// asked again without the others.
fn damaged(lines: &[&[u8]]) -> Option<&'static Encoding> {
    [GB18030, BIG5, SHIFT_JIS, EUC_KR, EUC_JP].into_iter().find(|encoding| {
        let is_clean = |line: &&&[u8]| encoding.decode_without_bom_handling_and_without_replacement(line).is_some();
        let clean: Vec<&[u8]> = lines.iter().filter(is_clean).copied().collect();
        clean.len() < lines.len() && clean.len() * 10 >= lines.len() * 9 && guess(&clean) == *encoding
    })
}

/// The encoding in which the most names of the dictionary stand in the first bytes: better proof than any statistics.
fn by_names(sample: &Sample, expected: &[Arc<str>]) -> Option<&'static Encoding> {
    let hits = |encoding: &'static Encoding| {
        let is_there = |name: &&Arc<str>| {
            let (bytes, _, unmappable) = encoding.encode(name);
            !name.is_ascii() && !unmappable && memchr::memmem::find(&sample.head.bytes, &bytes).is_some()
        };
        expected.iter().filter(is_there).count()
    };
    let counted = [UTF_8, GB18030, BIG5, SHIFT_JIS, EUC_KR].map(|encoding| (hits(encoding), encoding));
    let most = counted.iter().map(|(count, _)| *count).max().filter(|most| *most > 0)?;
    counted.iter().find(|(count, _)| *count == most).map(|(_, encoding)| *encoding)
}

/// Whether all characters beyond ASCII are pairs of GB 2312's first level or its symbols.
fn is_plain_chinese(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| !byte.is_ascii()) {
        match rest.get(at..at + 2) {
            Some([0xA1 | 0xA3 | 0xB0..=0xD7, 0xA1..=0xFE]) => rest = rest.get(at + 2..).unwrap_or_default(),
            _ => return false,
        }
    }
    true
}

/// Whole lines that are not ASCII, up to what the detector is fed.
fn lines_beyond_ascii(sample: &Sample) -> Vec<&[u8]> {
    let mut fed = 0;
    let mut lines = Vec::new();
    for part in sample.parts() {
        let is_end = part.offset + part.bytes.len() as u64 >= sample.length;
        for line in part.bytes.split_inclusive(|byte| matches!(byte, b'\n' | b'\r')) {
            let is_whole = is_end || line.ends_with(b"\n") || line.ends_with(b"\r");
            if is_whole && !line.is_ascii() && (fed == 0 || fed + line.len() <= FED) {
                fed += line.len();
                lines.push(line.get(..FED.min(line.len())).unwrap_or(line));
            }
        }
    }
    lines
}
