//! The encoding a text is read in: the mark decides, then the declaration, then the bytes.

use std::sync::Arc;

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::encoding::{Fit, detect, utf_16};
use super::label::widest;
use super::sample::Sample;

/// Byte order marks. That of GB18030 is U+FEFF in four bytes.
const MARKS: [(&[u8], &Encoding); 4] =
    [(b"\xEF\xBB\xBF", UTF_8), (b"\xFF\xFE", UTF_16LE), (b"\xFE\xFF", UTF_16BE), (b"\x84\x31\x95\x33", GB18030)];

/// Fewer bad sequences than this are damage, not another encoding.
const MANY_BAD: usize = 4;
/// The same where the other encoding is a single-byte one, which explains any bytes.
const MANY_BAD_SINGLE: usize = 6;
/// Two-byte sequences of UTF-8 that chance does not explain: pairs of GBK can be such sequences.
const MANY_SHORT: usize = 6;
/// Characters that prove UTF-8 where one of them is longer.
const SEVERAL: usize = 3;

/// What was settled.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settled {
    /// The encoding to read in.
    pub(crate) encoding: &'static Encoding,
    /// Bytes of the byte order mark; 0 where there is none.
    pub(crate) mark: usize,
    /// Where the declared encoding differs: first byte that only `encoding` explains, and the bytes that show it where
    /// that is not a run of characters.
    pub(crate) evidence: Option<(u64, Option<u64>)>,
}

/// Settles the encoding of a sample. `declared` is a WHATWG label; one that is none is as good as no declaration.
pub(crate) fn settle(sample: &Sample, declared: Option<&str>, expected: &[Arc<str>]) -> Settled {
    let declared = declared.and_then(|label| Encoding::for_label_no_replacement(label.as_bytes())).map(widest);
    let differs = |encoding: &'static Encoding| declared.is_some_and(|it| it != encoding);
    let head = &sample.head.bytes;
    if let Some((mark, encoding)) = MARKS.iter().find(|(mark, _)| head.starts_with(mark)) {
        let evidence = differs(encoding).then_some((0, Some(mark.len() as u64)));
        return Settled { encoding, mark: mark.len(), evidence };
    }
    let is_wide = declared.is_some_and(|it| it == UTF_16LE || it == UTF_16BE);
    if let Some(encoding) = utf_16(head, is_wide) {
        return Settled { encoding, mark: 0, evidence: differs(encoding).then_some((0, Some(2))) };
    }
    let encoding = match declared.filter(|_| !is_wide) {
        Some(declared) => refuted(sample, declared, expected).unwrap_or(declared),
        None => detect(sample, expected),
    };
    let evidence = declared.filter(|it| *it != encoding).map(|it| (first_evidence(sample, it), None));
    Settled { encoding, mark: 0, evidence }
}

/// The other encoding that a sample is in beyond doubt.
fn refuted(sample: &Sample, declared: &'static Encoding, expected: &[Arc<str>]) -> Option<&'static Encoding> {
    let utf_8 = Fit::of(sample, UTF_8);
    let fit = if declared == UTF_8 { utf_8 } else { Fit::of(sample, declared) };
    let many = (utf_8.long > 0 && utf_8.wide >= SEVERAL) || utf_8.wide >= MANY_SHORT;
    if declared != UTF_8 && many && utf_8.explains() {
        return Some(UTF_8);
    }
    // What is mostly well-formed has been damaged or pasted into; its cells will say so.
    let holds = if declared == UTF_8 { fit.bad <= fit.wide * 3 } else { fit.explains() };
    if fit.bad < MANY_BAD || holds {
        return None;
    }
    let detected = detect(sample, expected);
    let found = Fit::of(sample, detected);
    let many = !detected.is_single_byte() || fit.bad >= MANY_BAD_SINGLE;
    (many && found.explains() && found.bad * 4 <= fit.bad).then_some(detected)
}

/// First byte that the declared encoding cannot explain; where it explains all, the first beyond ASCII.
fn first_evidence(sample: &Sample, declared: &'static Encoding) -> u64 {
    let beyond = || {
        sample.parts().find_map(|part| {
            let at = part.bytes.iter().position(|byte| !byte.is_ascii())?;
            Some(part.offset + at as u64)
        })
    };
    let is_wide = declared == UTF_16LE || declared == UTF_16BE;
    let bad = if is_wide { Some(0) } else { Fit::of(sample, declared).first_bad };
    bad.or_else(beyond).unwrap_or(0)
}
