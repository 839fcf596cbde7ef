//! From an opened file to its head and form.

use std::io;
use std::path::Path;

use encoding_rs::{UTF_16BE, UTF_16LE};

use super::failure;
use super::settle::{Attempt, Settling, empty};
use crate::model::BomPolicy;
use crate::table::csv::form::Form;
use crate::table::sniff::{
    Opening, Sample, Settled, cut_character, is_binary, is_spreadsheet_text, lower_case, place_of_evidence, promised,
    read_prefix, settle, signature,
};
use crate::table::{Declaration, Head, Located, Note, NoteKind, ReadError, SourceReader};

/// A header that has not ended after so many bytes is none.
const LONGEST: usize = 4 << 20;

/// A longer line is not kept with each note.
const SHOWN: usize = 16 << 10;

/// Settles the form of an opened file. At most a few MiB are read, and never more than that is held.
///
/// # Errors
/// [`ReadError`] where nothing of the file can be checked: it is no text, or its header has no end.
pub(in crate::table::csv) fn read_head(
    path: &Path,
    file: &mut SourceReader,
    declaration: &Declaration<'_>,
) -> Result<(Head, Form), Box<ReadError>> {
    let failed = |error: io::Error| failure::unreadable(path, &error);
    let sample = Sample::read(file).map_err(failed)?;
    if sample.length == 0 {
        return Ok(empty(declaration));
    }
    if let Some(found) = signature(&sample.head.bytes, &sample.tail.bytes) {
        return Err(failure::container(path, found));
    }
    let transport = declaration.transport;
    let declared = transport.encoding.as_ref().map(|it| &*it.value);
    let settled = settle(&sample, declared, declaration.expected);
    let is_wide = settled.encoding == UTF_16LE || settled.encoding == UTF_16BE;
    if !is_wide && is_binary(&sample.head.bytes, transport.delimiter.as_ref().map(|it| it.value)) {
        return Err(failure::binary(path));
    }
    let mut notes = notes_of_bytes(path, declaration, &settled);
    if let (Some(place), Some(declared)) = (place_of_evidence(file, &sample, &settled).map_err(failed)?, declared) {
        let kind = NoteKind::Encoding(declared.into(), lower_case(settled.encoding));
        notes.push(Note { kind, place, line: None });
    }
    let settling = Settling { path, declaration, encoding: settled.encoding, length: sample.length };
    let (mut head, form) = with_enough(file, &sample, settled, &settling)?;
    if let Some(place) = cut_character(file, &sample, settled.encoding).map_err(failed)? {
        notes.push(Note { kind: NoteKind::Truncated, place, line: None });
    }
    notes.append(&mut head.notes);
    head.notes = notes.into_iter().map(|note| shown(note, &head)).collect();
    Ok((head, form))
}

/// Settles the header within the first bytes; where they do not hold it, within the first [`LONGEST`].
fn with_enough(
    file: &mut SourceReader,
    sample: &Sample,
    settled: Settled,
    settling: &Settling<'_>,
) -> Result<(Head, Form), Box<ReadError>> {
    let open = |bytes: Vec<u8>| {
        let whole = bytes.len() as u64 >= sample.length;
        Opening::new(bytes, settled.mark, settled.encoding, whole)
    };
    let first = open(sample.head.bytes.clone());
    if let Attempt::Done(done) = settling.attempt(&first, !first.is_whole())? {
        return Ok(*done);
    }
    drop(first);
    let bytes = read_prefix(file, LONGEST).map_err(|error| failure::unreadable(settling.path, &error))?;
    match settling.attempt(&open(bytes), false)? {
        Attempt::Done(done) => Ok(*done),
        Attempt::More => Err(failure::header_too_long(settling.path)),
    }
}

/// What the byte order mark and the name say against the declaration.
fn notes_of_bytes(path: &Path, declaration: &Declaration<'_>, settled: &Settled) -> Vec<Note> {
    let first = |length: usize| Located {
        column: 1,
        end_column: 1 + u64::from(length > 0),
        length: length as u64,
        ..Located::default()
    };
    let policy = declaration.transport.bom.as_ref().map(|it| it.value);
    let kind = match (policy, settled.mark) {
        (Some(BomPolicy::Forbid), 1..) => Some(NoteKind::BomPresent),
        // That a file in another encoding altogether lacks the mark follows from what is told of it.
        (Some(BomPolicy::Require), 0) if settled.evidence.is_none() => Some(NoteKind::BomMissing),
        _ => None,
    };
    let mark = kind.map(|kind| Note { kind, place: first(settled.mark), line: None });
    // Only spreadsheets' extensions are ever given to text; others name what has to be unpacked first.
    let named = promised(path).filter(|it| is_spreadsheet_text(it));
    let container = named.map(|_| Note { kind: NoteKind::Container("CSV"), place: first(0), line: None });
    mark.into_iter().chain(container).collect()
}

/// A note with its line where that is the header's: headers hold no values.
fn shown(note: Note, head: &Head) -> Note {
    let within = note.place.line.checked_sub(head.header_line).and_then(|line| usize::try_from(line).ok());
    let line = within.and_then(|line| head.header_lines.get(line));
    Note { line: line.filter(|line| line.len() <= SHOWN).cloned(), ..note }
}
