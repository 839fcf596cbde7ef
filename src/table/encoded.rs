//! Text in another encoding, for readers that know UTF-8 alone.

use std::io::{self, Read, Write};

use encoding_rs::{CoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::sniff::{Sample, lower_case, settle};
use super::{Declaration, Source};

/// Bytes decoded at a time.
const CHUNK: usize = 64 << 10;

/// Bytes in which an XML declaration must stand.
const FIRST: usize = 200;

/// The same text in UTF-8, and what it was in. JSON and XML are UTF-8 unless they say or show otherwise: a mark, the
/// declaration of XML, bytes that are no UTF-8.
///
/// # Errors
/// Where it cannot be read or kept.
pub(super) fn in_utf_8(source: &Source, declaration: &Declaration<'_>) -> io::Result<(Source, &'static str)> {
    let encoding = encoding_of(source, declaration)?;
    if encoding == UTF_8 {
        return Ok((source.clone(), "utf-8"));
    }
    Ok((decoded(source, encoding)?, lower_case(encoding)))
}

fn encoding_of(source: &Source, declaration: &Declaration<'_>) -> io::Result<&'static Encoding> {
    let first = source.first_bytes();
    if let Some((encoding, _)) = Encoding::for_bom(&first) {
        return Ok(encoding);
    }
    match first.get(..4) {
        Some([b'<' | b'{' | b'[', 0, _, 0 | 1..]) if first.get(3) == Some(&0) => return Ok(UTF_16LE),
        Some([0, b'<' | b'{' | b'[', 0, _]) => return Ok(UTF_16BE),
        _ => {}
    }
    let said = said(&first).filter(|it| *it != UTF_16LE && *it != UTF_16BE);
    let sample = Sample::read(&mut source.looking())?;
    // Stretches begin and end with whole lines; the first bytes may end within a character.
    let is_valid = |bytes: &[u8]| std::str::from_utf8(bytes).err().is_none_or(|it| it.error_len().is_none());
    if sample.parts().all(|it| is_valid(&it.bytes)) && said.is_none_or(|it| it == UTF_8) {
        return Ok(UTF_8);
    }
    let declared = declaration.transport.encoding.as_ref().map(|it| &*it.value);
    if let Some(said) = said {
        return Ok(said);
    }
    let found = settle(&sample, declared, declaration.expected).encoding;
    // A few bad bytes are damage: another encoding has to explain every one, and one of single bytes explains anything.
    let explains = |bytes: &[u8]| found.decode_without_bom_handling_and_without_replacement(bytes).is_some();
    let is_it = !found.is_single_byte()
        && sample.parts().all(|it| explains(whole_lines(&it.bytes, it.bytes.len() as u64 == sample.length)));
    Ok(if is_it { found } else { UTF_8 })
}

/// Bytes up to the last line break, unless they are all there are.
fn whole_lines(bytes: &[u8], all: bool) -> &[u8] {
    let end = if all { bytes.len() } else { memchr::memrchr(b'\n', bytes).map_or(bytes.len(), |it| it + 1) };
    bytes.get(..end).unwrap_or_default()
}

/// What an XML declaration says.
fn said(first: &[u8]) -> Option<&'static Encoding> {
    let head = first.get(..FIRST.min(first.len()))?.trim_ascii_start().strip_prefix(b"<?xml")?;
    let end = memchr::memmem::find(head, b"?>")?;
    let text = std::str::from_utf8(head.get(..end)?).ok()?;
    let value = text.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let label = value.get(1..)?.split(['"', '\'']).next()?;
    Encoding::for_label(label.as_bytes())
}

fn decoded(source: &Source, encoding: &'static Encoding) -> io::Result<Source> {
    let mut file = tempfile::tempfile()?;
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let mut reader = source.looking();
    let (mut chunk, mut text) = (vec![0; CHUNK], vec![0; CHUNK * 4]);
    loop {
        let read = reader.read(&mut chunk)?;
        let mut rest = chunk.get(..read).unwrap_or_default();
        loop {
            let (result, taken, written, _) = decoder.decode_to_utf8(rest, &mut text, read == 0);
            file.write_all(text.get(..written).unwrap_or_default())?;
            rest = rest.get(taken..).unwrap_or_default();
            if result == CoderResult::InputEmpty {
                break;
            }
        }
        if read == 0 {
            return Ok(source.instead(file));
        }
    }
}
