//! From bytes of decoded text back to bytes as stored.

use encoding_rs::{DecoderResult, Encoding};

/// U+FFFD in UTF-8, which stands for each sequence that is not of the encoding.
const REPLACEMENT: usize = '\u{FFFD}'.len_utf8();

/// Where characters of the text begin: byte of the text, byte as stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Step {
    /// In UTF-8.
    pub(super) text: usize,
    /// As stored.
    pub(super) stored: usize,
}

/// Walks the characters of stored bytes; each item is where one ends. Feeds the decoder byte by byte, so it is for the
/// few stretches of which places are shown.
pub(super) struct Walk<'b> {
    raw: &'b [u8],
    decoder: encoding_rs::Decoder,
    at: usize,
    text: usize,
    /// An end that came out together with another.
    held: Option<Step>,
}

impl<'b> Walk<'b> {
    pub(super) fn new(raw: &'b [u8], encoding: &'static Encoding) -> Self {
        Self { raw, decoder: encoding.new_decoder_without_bom_handling(), at: 0, text: 0, held: None }
    }

    /// One byte more: the end it brought, if any.
    fn feed(&mut self, byte: &[u8], last: bool) -> Option<Step> {
        let mut room = [0_u8; 32];
        let (result, read, written) = self.decoder.decode_to_utf8_without_replacement(byte, &mut room, last);
        self.at += read;
        if written > 0 {
            let characters = room.iter().take(written).filter(|byte| (**byte & 0xC0) != 0x80).count();
            let last = room.iter().take(written).rposition(|byte| (*byte & 0xC0) != 0x80).unwrap_or(0);
            let before = Step { text: self.text + last, stored: self.at.saturating_sub(1) };
            self.text += written;
            let end = Step { text: self.text, stored: self.at };
            if characters < 2 {
                return Some(end);
            }
            // The character after a bad sequence was kept back and came out with the next one.
            self.held = Some(end);
            return Some(before);
        }
        match result {
            DecoderResult::Malformed(_, after) => {
                self.text += REPLACEMENT;
                Some(Step { text: self.text, stored: self.at.saturating_sub(usize::from(after)) })
            }
            _ => None,
        }
    }
}

impl Iterator for Walk<'_> {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        if let Some(held) = self.held.take() {
            return Some(held);
        }
        while self.at < self.raw.len() {
            let byte = self.raw.get(self.at..=self.at).unwrap_or_default();
            if let Some(step) = self.feed(byte, self.at + 1 == self.raw.len()) {
                return Some(step);
            }
        }
        None
    }
}

/// The stored bytes that the text's bytes at `wanted` (ascending) begin at; past the end, the end.
pub(super) fn stored_at(raw: &[u8], encoding: &'static Encoding, wanted: &[usize]) -> Vec<usize> {
    let mut walk = Walk::new(raw, encoding);
    let mut last = Step::default();
    let reach = |want: &usize| {
        while last.text < *want {
            match walk.next() {
                Some(step) => last = step,
                None => return raw.len(),
            }
        }
        last.stored
    };
    wanted.iter().map(reach).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{BIG5, GB18030, SHIFT_JIS, UTF_8, UTF_16LE, WINDOWS_1252};

    #[test]
    fn every_character_is_found_where_it_is_stored() {
        for (encoding, text) in [
            (UTF_8, "a订单,é😀\n"),
            (GB18030, "订单编号,é😀b"),
            (BIG5, "訂單,a"),
            (SHIFT_JIS, "注文,ｱ"),
            (WINDOWS_1252, "Müller,é"),
        ] {
            let (raw, _, _) = encoding.encode(text);
            let wanted: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let found = stored_at(&raw, encoding, &wanted);
            let lengths = text.char_indices().map(|(at, _)| encoding.encode(&text[..at]).0.len()).chain([raw.len()]);
            assert_eq!(found, lengths.collect::<Vec<_>>(), "{}", encoding.name());
        }
        let raw = [b'a', 0, 0x55, 0x8B, 0x3D, 0xD8, 0, 0xDE, b'b', 0];
        assert_eq!(stored_at(&raw, UTF_16LE, &[0, 1, 4, 8, 9]), [0, 2, 4, 8, 10]);
    }

    #[test]
    fn bad_bytes_keep_their_place() {
        for (encoding, raw, wanted, expected) in [
            (UTF_8, &b"a\xFFb"[..], &[1, 4, 5][..], &[1, 2, 3][..]),
            (UTF_8, b"a\xE8b,c", &[1, 4, 5, 6], &[1, 2, 3, 4]),
            (GB18030, b"a\xB6,c", &[1, 4, 5, 6], &[1, 2, 3, 4]),
            (GB18030, b"ab\xB6", &[2, 5], &[2, 3]),
        ] {
            assert_eq!(stored_at(raw, encoding, wanted), expected, "{} {raw:?}", encoding.name());
        }
    }
}
