//! Bytes as stored to UTF-8, and the way back to a byte as stored.

use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::form::Form;
use super::marks::narrow;

/// What stands for bytes that are not of the encoding.
const REPLACEMENT: &[u8] = "\u{FFFD}".as_bytes();

/// Bytes added to the output at a time; a character needs at most 4.
const ROOM: usize = 4096;

/// Appends `raw` as UTF-8 to `text`; where in `text` bad bytes were replaced goes to `undecodable`.
pub(super) fn decode(raw: &[u8], encoding: &'static Encoding, text: &mut Vec<u8>, undecodable: &mut Vec<u32>) {
    if encoding == UTF_8 && simdutf8::basic::from_utf8(raw).is_ok() {
        text.extend_from_slice(raw);
        return;
    }
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut filled = text.len();
    let mut rest = raw;
    loop {
        text.resize(filled + rest.len().max(ROOM) + ROOM, 0);
        let room = text.get_mut(filled..).unwrap_or_default();
        let (result, read, written) = decoder.decode_to_utf8_without_replacement(rest, room, true);
        filled += written;
        rest = rest.get(read..).unwrap_or_default();
        text.truncate(filled);
        match result {
            DecoderResult::InputEmpty => return,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => {
                undecodable.push(narrow(filled));
                text.extend_from_slice(REPLACEMENT);
                filled = text.len();
            }
        }
    }
}

/// Whether line breaks, quotes and delimiters of this form stand for themselves wherever their bytes occur, so that
/// text can be cut before it is decoded.
///
/// Second bytes of GB18030, Big5, Shift JIS and EUC reach down to `0x40`, those of four-byte GB18030 are digits.
pub(super) fn cuts_undecoded(form: &Form) -> bool {
    let alone = |byte: u8| byte < b'0' || (b':'..b'@').contains(&byte);
    form.encoding == UTF_8
        || (form.encoding.is_single_byte() && form.encoding.is_ascii_compatible())
        || (form.encoding.is_ascii_compatible() && alone(form.delimiter) && alone(form.quote))
}

/// First byte after the `count`th line break of `raw`, where a break counts as often as [`feeds`] counts it in text.
pub(super) fn after_feeds(raw: &[u8], form: &Form, count: usize) -> usize {
    let Some(skipped) = count.checked_sub(1) else { return 0 };
    let is_feed = |byte: u8| byte == b'\n' || (form.cr_only && byte == b'\r');
    let wide = |unit: &[u8]| match unit {
        [low, 0] if form.encoding == UTF_16LE => is_feed(*low),
        [0, low] if form.encoding == UTF_16BE => is_feed(*low),
        _ => false,
    };
    if is_wide(form) {
        let mut units = raw.chunks(2).enumerate().filter(|(_, unit)| wide(unit));
        return units.nth(skipped).map_or(raw.len(), |(at, _)| at * 2 + 2);
    }
    let mut bytes = raw.iter().enumerate().filter(|(_, byte)| is_feed(**byte));
    bytes.nth(skipped).map_or(raw.len(), |(at, _)| at + 1)
}

/// Number of bytes of `text` that end lines: LF, and CR where that does.
pub(super) fn feeds(text: &[u8], form: &Form) -> usize {
    let feeds = memchr::memchr_iter(b'\n', text).count();
    if form.cr_only { feeds + memchr::memchr_iter(b'\r', text).count() } else { feeds }
}

/// Whether a character has at least two bytes.
pub(super) fn is_wide(form: &Form) -> bool {
    form.encoding == UTF_16LE || form.encoding == UTF_16BE
}

/// How many of the first bytes of `raw` make up `wanted` bytes of UTF-8. Feeds the decoder byte by byte: for places only.
pub(super) fn stored_length(raw: &[u8], encoding: &'static Encoding, wanted: usize) -> usize {
    if wanted == 0 {
        return 0;
    }
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut room = [0_u8; 32];
    let (mut at, mut filled) = (0, 0);
    while let Some(rest) = raw.get(at..).filter(|rest| !rest.is_empty()) {
        let step = rest.get(..1).unwrap_or(rest);
        let (result, read, written) = decoder.decode_to_utf8_without_replacement(step, &mut room, rest.len() == 1);
        let before = filled;
        filled += written;
        at += read;
        if let DecoderResult::Malformed(_, after) = result {
            filled += REPLACEMENT.len();
            if filled >= wanted {
                return at - usize::from(after).min(at);
            }
        } else if filled > wanted && before < wanted {
            // A bad sequence and the character after it came out together: the place lies between them.
            return at - 1;
        } else if filled >= wanted {
            return at;
        }
    }
    raw.len()
}
