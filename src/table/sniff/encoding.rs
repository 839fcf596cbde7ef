//! Which encoding a text is in: its mark, else what is declared if that can be, else what fits.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::Sample;

/// What was settled.
#[derive(Clone, Copy, Debug)]
pub(in crate::table) struct Settled {
    /// The encoding to read with.
    pub(in crate::table) encoding: &'static Encoding,
    /// Bytes of the byte order mark.
    pub(in crate::table) mark: usize,
    /// Whether it is another one than was declared.
    pub(in crate::table) differs: bool,
    /// First byte of the sample's start that speaks for it.
    pub(in crate::table) evidence: usize,
}

/// Multi-byte sequences from which on valid UTF-8 is no accident.
const PROOF: usize = 2;

/// Settles the encoding of a sample against a declared one.
pub(in crate::table) fn settle(sample: &Sample, declared: Option<&str>) -> Settled {
    let declared = declared.and_then(|it| Encoding::for_label(it.as_bytes()));
    if let Some((encoding, mark)) = Encoding::for_bom(&sample.start) {
        return Settled { encoding, mark, differs: declared.is_some_and(|it| !same(it, encoding)), evidence: 0 };
    }
    let evidence = sample.start.iter().position(|it| !it.is_ascii()).unwrap_or(0);
    let found = |encoding: &'static Encoding| Settled {
        encoding,
        mark: 0,
        differs: declared.is_some_and(|it| !same(it, encoding)),
        evidence,
    };
    if let Some(wide) = without_mark(&sample.start) {
        return found(wide);
    }
    let lines = telling_lines(sample);
    match declared {
        Some(encoding) if lines.is_empty() || explains(encoding, &lines) => found(encoding),
        Some(encoding) => match detected(&lines) {
            Some(other) if fits(other, &lines) => found(other),
            _ => found(encoding),
        },
        None => found(detected(&lines).unwrap_or(UTF_8)),
    }
}

fn same(a: &'static Encoding, b: &'static Encoding) -> bool {
    let wide = |it: &'static Encoding| if it == GBK { GB18030 } else { it };
    wide(a) == wide(b)
}

/// UTF-16 without a mark: of mostly Latin text every other byte is zero.
fn without_mark(start: &[u8]) -> Option<&'static Encoding> {
    let part = start.get(..start.len().min(4096) & !1).filter(|it| it.len() >= 8)?;
    let zeros = |first: usize| part.iter().skip(first).step_by(2).filter(|it| **it == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), part.len() / 2);
    match (even * 10 < half, odd * 10 < half) {
        (true, false) if odd * 3 > half => Some(UTF_16LE),
        (false, true) if even * 3 > half => Some(UTF_16BE),
        _ => None,
    }
}

/// Lines with bytes beyond ASCII. The last one of the start may be cut and is left out if anything else is there.
fn telling_lines(sample: &Sample) -> Vec<&[u8]> {
    let mut start: Vec<&[u8]> = sample.start.split_inclusive(|it| *it == b'\n').collect();
    if !sample.is_whole() && start.len() > 1 {
        start.pop();
    }
    start.into_iter().chain(sample.further.split_inclusive(|it| *it == b'\n')).filter(|it| !it.is_ascii()).collect()
}

/// Whether a declared encoding may be right: nearly all lines read, and they are not proven to be UTF-8 instead.
fn explains(encoding: &'static Encoding, lines: &[&[u8]]) -> bool {
    if !same(encoding, UTF_8) && is_utf8(lines) {
        return false;
    }
    fits(encoding, lines)
}

/// A few damaged lines do not make another encoding.
fn fits(encoding: &'static Encoding, lines: &[&[u8]]) -> bool {
    let bad = lines.iter().filter(|line| encoding.decode_without_bom_handling(line).1).count();
    bad * 5 <= lines.len() || (bad == 1 && lines.len() >= 3)
}

fn is_utf8(lines: &[&[u8]]) -> bool {
    let sequences: usize = lines.iter().map(|it| it.iter().filter(|byte| **byte >= 0xC2).count()).sum();
    sequences >= PROOF && lines.iter().all(|it| simdutf8::basic::from_utf8(it).is_ok())
}

/// What the lines themselves look like.
fn detected(lines: &[&[u8]]) -> Option<&'static Encoding> {
    if lines.is_empty() {
        return None;
    }
    if fits(UTF_8, lines) {
        return Some(UTF_8);
    }
    // Two-byte Han text is by far likelier in these exports than what else the same bytes could mean.
    if fits(GB18030, lines) && han_share(GB18030, lines) {
        return Some(GB18030);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    for line in lines {
        detector.feed(line, false);
    }
    detector.feed(b"", true);
    let guess = detector.guess(None, Utf8Detection::Allow);
    Some(if guess == GBK { GB18030 } else { guess }).filter(|it| fits(it, lines)).or(Some(WINDOWS_1252))
}

/// Whether most characters beyond ASCII are common Han, kana or full-width forms under `encoding`.
fn han_share(encoding: &'static Encoding, lines: &[&[u8]]) -> bool {
    let (mut common, mut all) = (0_usize, 0_usize);
    for line in lines {
        let (text, _) = encoding.decode_without_bom_handling(line);
        for c in text.chars().filter(|c| !c.is_ascii()) {
            all += 1;
            // The first level of GB 2312 holds the 3,755 commonest ideographs: lead bytes B0 to D7.
            let level_one = {
                let mut buffer = [0_u8; 4];
                let (bytes, ..) = GB18030.encode(c.encode_utf8(&mut buffer));
                matches!(*bytes, [0xB0..=0xD7, 0xA1..=0xFE] | [0xA1 | 0xA3, 0xA1..=0xFE])
            };
            common += usize::from(level_one);
        }
    }
    common * 10 >= all * 6
}
