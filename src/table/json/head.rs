//! What is settled before the first record: the mark, where the records are, and the columns that the first ones show.

use std::io::{self, Read};
use std::sync::Arc;

use super::columns::Columns;
use super::cut::Body;
use super::document::{self, Found};
use super::extent::Extent;
use super::form::{Form, Framing};
use super::late;
use crate::model::BomPolicy;
use crate::table::{Declaration, Head, Located, Note, NoteKind, Source};

/// How much is read to find the records and the columns; more only where that does not hold one line.
const SAMPLE: u64 = 1 << 20;

/// Most that is read for one line.
const LONGEST: u64 = 64 << 20;

/// The byte order mark of UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// What was settled, and where the first record begins.
pub(super) struct Settled {
    pub(super) head: Head,
    pub(super) form: Form,
    pub(super) body: Body,
}

/// Reads the head of an input; `is_lines`: each line is a record.
///
/// # Errors
/// Where it cannot be read.
pub(super) fn read_head(source: &Source, is_lines: bool, declaration: &Declaration<'_>) -> io::Result<Settled> {
    let (bytes, whole) = sample(source)?;
    let marked = bytes.starts_with(MARK);
    let skipped = if marked { MARK.len() } else { 0 };
    let mut head = Head { encoding: Some("utf-8"), bytes: source.length()?, typed: true, ..Head::default() };
    head.format = if is_lines { "ndjson" } else { "json" };
    head.notes = notes(&bytes, marked, declaration);
    let text = bytes.get(skipped..).unwrap_or_default();
    let found = if is_lines { Found::lines(declaration.each) } else { document::find(text, declaration) };
    if !found.unread.is_empty() {
        let kind = NoteKind::ListsUnread(found.unread.iter().map(|it| Arc::from(it.as_str())).collect());
        let place = Located { column: 1, end_column: 1, ..Located::default() };
        head.notes.push(Note { kind, place, line: None });
    }
    let start = skipped + found.start;
    let before = bytes.get(skipped..start).unwrap_or_default();
    let body = Body {
        framing: found.framing,
        offset: start as u64,
        inset: super::page::column(before) - 1,
        depth: found.depth,
    };
    head.body_line = memchr::memchr_iter(b'\n', before).count() as u64;
    let text = bytes.get(start..end_of_sample(&bytes, start, (found.framing, whole))).unwrap_or_default();
    let mut columns = Columns::new(found.framing, found.each);
    columns.at(head.body_line, start as u64, body.inset);
    columns.read(text);
    let missing: Vec<Arc<str>> = declaration.expected.iter().filter(|it| !columns.has(it)).cloned().collect();
    if !whole && !missing.is_empty() {
        late::search(source, &mut columns, &missing, (body, head.body_line))?;
    }
    let (form, header) = columns.settled(declaration, found.pointer);
    head.header = header;
    Ok(Settled { head, form, body })
}

fn notes(bytes: &[u8], marked: bool, declaration: &Declaration<'_>) -> Vec<Note> {
    let first = Located { column: 1, end_column: 1, ..Located::default() };
    let mut notes = Vec::new();
    if bytes.is_empty() {
        notes.push(Note { kind: NoteKind::Empty, place: first, line: None });
    }
    if marked && declaration.transport.bom.as_ref().is_some_and(|it| it.value == BomPolicy::Forbid) {
        let place = Located { end_column: 2, length: MARK.len() as u64, ..first };
        notes.push(Note { kind: NoteKind::BomPresent, place, line: None });
    }
    notes
}

/// Where the records of the sample end: the last line may be cut, and a list may end within the sample.
fn end_of_sample(bytes: &[u8], start: usize, (framing, whole): (Framing, bool)) -> usize {
    let body = bytes.get(start..).unwrap_or_default();
    match framing {
        Framing::Lines if whole => bytes.len(),
        Framing::Lines => start + memchr::memrchr(b'\n', body).map_or(0, |it| it + 1),
        Framing::Items => Extent::within(1).feed(body).map_or(bytes.len(), |it| start + it.saturating_sub(1)),
        Framing::Values => bytes.len(),
    }
}

/// The first bytes, at least one line of them unless it is too long, and whether that is all.
fn sample(source: &Source) -> io::Result<(Vec<u8>, bool)> {
    let mut bytes = Vec::new();
    let mut reader = source.looking();
    loop {
        let wanted = (bytes.len() as u64).max(SAMPLE);
        let read = reader.by_ref().take(wanted).read_to_end(&mut bytes)? as u64;
        if read < wanted {
            return Ok((bytes, true));
        }
        if memchr::memchr(b'\n', &bytes).is_some() || bytes.len() as u64 >= LONGEST {
            return Ok((bytes, false));
        }
    }
}
