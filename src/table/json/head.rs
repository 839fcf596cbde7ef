//! What is settled before the first record: the mark, and the columns that the first records show.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;

use super::decode::said;
use super::index::lines;
use super::late;
use super::page::column;
use super::paths::Paths;
use super::scan::{self, Member};
use crate::model::BomPolicy;
use crate::table::{CellKind, Declaration, Head, HeaderCell, Located, Note, NoteKind, SourceReader};

/// How much is read to find the columns; more only where that does not hold one line.
const SAMPLE: u64 = 4 << 20;

/// Most that is read for one line.
const LONGEST: u64 = 64 << 20;

/// The byte order mark of UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// What was settled, and where the first record begins.
pub(super) struct Settled {
    pub(super) head: Head,
    pub(super) paths: Paths,
    pub(super) body_offset: u64,
}

/// Reads the head of a file.
///
/// # Errors
/// Where the file cannot be read.
pub(super) fn read_head(file: &mut SourceReader, declaration: &Declaration<'_>) -> io::Result<Settled> {
    let length = file.seek(SeekFrom::End(0))?;
    let (bytes, whole) = sample(file)?;
    let marked = bytes.starts_with(MARK);
    let skipped = if marked { MARK.len() } else { 0 };
    let mut head = Head { format: "ndjson", encoding: Some("utf-8"), bytes: length, typed: true, ..Head::default() };
    let forbidden = declaration.transport.bom.as_ref().is_some_and(|it| it.value == BomPolicy::Forbid);
    let first = Located { column: 1, end_column: 1, ..Located::default() };
    if bytes.is_empty() {
        head.notes.push(Note { kind: NoteKind::Empty, place: first, line: None });
    }
    if marked && forbidden {
        let place = Located { end_column: 2, length: MARK.len() as u64, ..first };
        head.notes.push(Note { kind: NoteKind::BomPresent, place, line: None });
    }
    let body = bytes.get(skipped..).unwrap_or_default();
    // The last line may be cut.
    let end = if whole { body.len() } else { memchr::memrchr(b'\n', body).map_or(0, |it| it + 1) };
    let mut columns = Columns { base: skipped as u64, ..Columns::default() };
    columns.read(body.get(..end).unwrap_or_default());
    let missing: Vec<Arc<str>> = declaration.expected.iter().filter(|it| !columns.has(it)).cloned().collect();
    if !whole && end > 0 && !missing.is_empty() {
        let line = memchr::memchr_iter(b'\n', body.get(..end).unwrap_or_default()).count() as u64;
        let offset = (skipped + end) as u64;
        file.seek(SeekFrom::Start(offset))?;
        late::search(file, &mut columns, &missing, (line, offset))?;
    }
    let (paths, header) = columns.settled(declaration);
    head.header = header;
    Ok(Settled { head, paths, body_offset: skipped as u64 })
}

/// The first bytes, at least one line of them unless it is too long, and whether that is all.
fn sample(file: &mut SourceReader) -> io::Result<(Vec<u8>, bool)> {
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(0))?;
    loop {
        let wanted = (bytes.len() as u64).max(SAMPLE);
        let read = file.by_ref().take(wanted).read_to_end(&mut bytes)? as u64;
        if read < wanted {
            return Ok((bytes, true));
        }
        if memchr::memchr(b'\n', &bytes).is_some() || bytes.len() as u64 >= LONGEST {
            return Ok((bytes, false));
        }
    }
}

/// A path that was seen, and where first.
struct Seen {
    path: Vec<Box<str>>,
    place: Located,
    /// Whether it was only ever null: then it may be an object that is missing.
    null: bool,
}

/// Gathers paths in the order of their first sight.
#[derive(Default)]
pub(super) struct Columns {
    /// Where in the file the text at hand begins.
    pub(super) base: u64,
    seen: Vec<Seen>,
    /// Finds what was seen; its columns are the indexes of `seen`.
    known: Paths,
}

impl Columns {
    fn read(&mut self, body: &[u8]) {
        let mut members = Vec::new();
        for (number, line) in lines(body).enumerate() {
            if scan::object(body, line.clone(), &mut members).is_some() {
                let begun = body.get(..line.end).unwrap_or_default();
                self.record(begun, (number as u64, line.start), &members);
            }
        }
    }

    /// Whether a path was seen as a column.
    pub(super) fn has(&self, path: &str) -> bool {
        self.seen.iter().any(|it| it.path.join(".") == path)
    }

    /// Notes the paths of one record; `text` ends where its line ends.
    pub(super) fn record(&mut self, text: &[u8], (line, start): (u64, usize), members: &[Member]) {
        let mut unknown = Vec::new();
        let mut index = 0;
        let seen = &mut self.seen;
        self.known.resolve(text, members, &mut |member, found| {
            let is_cell = is_cell(member, text, members.get(index + 1));
            match found.column.and_then(|it| seen.get_mut(it)) {
                Some(seen) if is_cell => seen.null &= member.kind == CellKind::Null,
                None if is_cell => unknown.push(index),
                _ => {}
            }
            index += 1;
        });
        for index in unknown {
            let Some(member) = members.get(index) else { continue };
            let path = path(text, members, index);
            if !self.known.add(&path) {
                continue;
            }
            let key = member.key.start.saturating_sub(1)..member.key.end + 1;
            let at = |at: usize| column(text.get(start..at).unwrap_or_default());
            let place = Located {
                line,
                column: at(key.start),
                end_line: line,
                end_column: at(key.end),
                offset: self.base + key.start as u64,
                length: key.len() as u64,
            };
            self.seen.push(Seen { path, place, null: member.kind == CellKind::Null });
        }
    }

    /// The columns. What was only ever null is none where other records have an object there, unless it is declared.
    fn settled(self, declaration: &Declaration<'_>) -> (Paths, Vec<HeaderCell>) {
        let has_members: std::collections::HashSet<&[Box<str>]> =
            self.seen.iter().flat_map(|it| (1..it.path.len()).filter_map(|length| it.path.get(..length))).collect();
        let mut paths = Paths::default();
        let mut header = Vec::new();
        for seen in &self.seen {
            let name = seen.path.join(".");
            let declared = declaration.expected.iter().any(|it| **it == *name);
            if seen.null && !declared && has_members.contains(&*seen.path) {
                continue;
            }
            if paths.add(&seen.path) {
                header.push(HeaderCell { text: name.into(), place: seen.place, many: false });
            }
        }
        (paths, header)
    }
}

/// Whether a member is a column by itself: all but objects that have members of their own.
fn is_cell(member: &Member, text: &[u8], next: Option<&Member>) -> bool {
    let is_object = member.kind == CellKind::Nested && text.get(member.value.start) == Some(&b'{');
    !(is_object && next.is_some_and(|it| it.depth > member.depth))
}

/// The names from the record down to a member.
fn path(text: &[u8], members: &[Member], index: usize) -> Vec<Box<str>> {
    let mut path: Vec<Box<str>> = Vec::new();
    let mut depth = usize::MAX;
    for member in members.iter().take(index + 1).rev() {
        if member.depth < depth {
            path.push(said(text.get(member.key.clone()).unwrap_or_default()).into());
            depth = member.depth;
        }
        if depth == 1 {
            break;
        }
    }
    path.reverse();
    path
}
