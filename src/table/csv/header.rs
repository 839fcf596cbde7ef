//! Which record of a sample is the header.

use super::head::alike;
use crate::model::Declared;
use crate::table::sniff::SampleRecord;
use crate::table::{Declaration, ExtraKind, Located, Note, NoteKind};
use crate::text::pattern;

/// Records among which an undeclared header is looked for.
const SEARCHED: usize = 60;

/// Which records make up the header.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// First record of it.
    pub(super) first: usize,
    /// Last record of it.
    pub(super) last: usize,
    /// Whether there is one.
    pub(super) exists: bool,
    /// What is worth saying.
    pub(super) notes: Vec<Note>,
}

/// Finds the header as the layout declares it, else where most expected names are.
pub(super) fn find(text: &str, records: &[SampleRecord], declaration: &Declaration<'_>, quote: u8) -> Found {
    let layout = declaration.layout;
    let matching = |pattern: &Option<Declared<std::sync::Arc<str>>>| pattern.as_ref().and_then(|it| pattern::compile(&it.value).ok());
    let preamble = matching(&layout.preamble);
    let skipped = |it: &SampleRecord| {
        it.is_blank(text) || preamble.as_ref().is_some_and(|pattern| pattern.is_match(text[it.range.clone()].as_bytes()))
    };
    let mut found = Found::default();
    let declared = if let Some(row) = &layout.header_row {
        Some(records.iter().position(|it| it.line + 1 == row.value))
    } else {
        matching(&layout.header_after).map(|pattern| {
            let marker = records.iter().position(|it| pattern.is_match(text[it.range.clone()].as_bytes()))?;
            (marker + 1..records.len()).find(|at| records.get(*at).is_some_and(|it| !it.is_blank(text)))
        })
    };
    let first = match declared {
        Some(Some(at)) => Some(at),
        other => {
            let at = likeliest(text, records, declaration, quote, &skipped);
            if other.is_some() {
                found.notes.push(at_start(NoteKind::HeaderNotFound));
            } else if let Some(at) = at {
                found.notes.extend(extra(text, records, at, &skipped));
            }
            at
        }
    };
    match first {
        Some(first) => {
            found.first = first;
            let rows = usize::try_from(layout.header_rows.max(1)).unwrap_or(1);
            found.last = (first + rows - 1).min(records.len().saturating_sub(1));
            found.exists = true;
        }
        None if !text.is_empty() || !records.is_empty() => found.notes.push(at_start(NoteKind::NoHeader)),
        None => {}
    }
    found
}

fn at_start(kind: NoteKind) -> Note {
    Note { kind, place: Located { column: 1, end_column: 1, ..Located::default() }, line: None }
}

/// The first record that is no blank and no preamble, unless a later one holds clearly more of the expected names.
fn likeliest(
    text: &str,
    records: &[SampleRecord],
    declaration: &Declaration<'_>,
    quote: u8,
    skipped: &dyn Fn(&SampleRecord) -> bool,
) -> Option<usize> {
    let first = records.iter().position(|it| !skipped(it))?;
    let names = |it: &SampleRecord| {
        let known = |at: usize| {
            let cell = it.cell(at, text, quote);
            declaration.expected.iter().any(|name| alike(name, &cell))
        };
        (0..it.cells.len()).filter(|at| known(*at)).count()
    };
    let mut best = (first, records.get(first).map_or(0, names));
    for (at, record) in records.iter().enumerate().take(SEARCHED).skip(first + 1) {
        let count = names(record);
        if count > best.1 {
            best = (at, count);
        }
    }
    let at_first = records.get(first).map_or(0, names);
    let enough = best.1 >= 2 || (best.1 == 1 && declaration.expected.len() == 1);
    Some(if enough && best.1 > at_first { best.0 } else { first })
}

/// Undeclared rows before the header.
fn extra(text: &str, records: &[SampleRecord], header: usize, skipped: &dyn Fn(&SampleRecord) -> bool) -> Option<Note> {
    let before = records.get(..header)?;
    let first = before.iter().find(|it| !skipped(it))?;
    let lines = records.get(header)?.line - first.line;
    let comments = before.iter().filter(|it| !skipped(it)).all(|it| text[it.range.clone()].starts_with('#'));
    let kind = if comments { ExtraKind::Comment } else { ExtraKind::Preamble };
    let place = Located { line: first.line, end_line: first.line, column: 1, end_column: 1, ..Located::default() };
    Some(Note { kind: NoteKind::ExtraRows(kind, lines), place, line: None })
}
