//! Declared columns that the first records do not show: the rest of the file is searched for their names alone.

use std::io::{self, Read};
use std::sync::Arc;

use memchr::memmem::Finder;

use super::head::Columns;
use super::scan;
use crate::table::SourceReader;

/// How much is searched at once.
const CHUNK: u64 = 1 << 20;

/// A longer line is not kept to be looked at.
const LONGEST: usize = 64 << 20;

/// Reads `file` on to its end and adds the paths of lines that name one of `missing`, until all are found. `line` and
/// `offset` are those of the next byte, where a line begins. Names that are written with escapes are not found.
pub(super) fn search(
    file: &mut SourceReader,
    columns: &mut Columns,
    missing: &[Arc<str>],
    (mut line, mut offset): (u64, u64),
) -> io::Result<()> {
    let mut missing: Vec<(Arc<str>, Finder<'static>)> = missing.iter().map(|it| (Arc::clone(it), finder(it))).collect();
    let mut pending = Vec::new();
    while !missing.is_empty() {
        let read = file.by_ref().take(CHUNK).read_to_end(&mut pending)?;
        let feed = memchr::memrchr(b'\n', &pending).map(|it| it + 1);
        let end = if read == 0 { pending.len() } else { feed.unwrap_or(0) };
        let whole = pending.get(..end).unwrap_or_default();
        columns.base = offset;
        for (_, finder) in &missing {
            look(whole, finder, line, columns);
        }
        missing.retain(|(name, _)| !columns.has(name));
        if read == 0 {
            return Ok(());
        }
        line += memchr::memchr_iter(b'\n', whole).count() as u64;
        // What is left of a line that is too long is looked at as if it were one, and is none.
        let passed = if end == 0 && pending.len() > LONGEST { pending.len() } else { end };
        offset += passed as u64;
        pending.drain(..passed);
    }
    Ok(())
}

/// The last name of a path, as it stands before its value.
fn finder(path: &str) -> Finder<'static> {
    let last = path.rsplit('.').next().unwrap_or(path);
    Finder::new(format!("{last}\"").as_bytes()).into_owned()
}

/// Reads each line that `finder` finds something in.
fn look(text: &[u8], finder: &Finder<'_>, first_line: u64, columns: &mut Columns) {
    let (mut at, mut line, mut members) = (0, first_line, Vec::new());
    while let Some(rest) = text.get(at..)
        && let Some(found) = finder.find(rest)
    {
        let before = rest.get(..found).unwrap_or_default();
        line += memchr::memchr_iter(b'\n', before).count() as u64;
        let start = memchr::memrchr(b'\n', before).map_or(at, |it| at + it + 1);
        let end = memchr::memchr(b'\n', rest.get(found..).unwrap_or_default()).map_or(text.len(), |it| at + found + it);
        if scan::object(text, start..end, &mut members).is_some() {
            columns.record(text.get(..end).unwrap_or_default(), (line, start), &members);
        }
        at = end + 1;
        line += 1;
    }
}
