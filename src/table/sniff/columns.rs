//! The cells of the header.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::header::Search;
use super::row::{Row, Signs};
use crate::model::Guard;
use crate::table::{HeaderCell, Note, NoteKind};

/// More columns than any export has; a header that is wider is no header.
const WIDEST: usize = 1 << 16;
/// Most defects of one header that are told; each is a finding of its own until findings are folded.
const TOLD: usize = 1000;
/// Records that are looked at.
const RECORDS: usize = 100;

/// A header that was read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Columns {
    /// Its cells, without the empty one after a trailing delimiter.
    pub(crate) cells: Vec<HeaderCell>,
    /// What is wrong with them.
    pub(crate) notes: Vec<Note>,
    /// Lines it takes up, from 0.
    pub(crate) lines: Range<usize>,
    /// First byte of the text after it.
    pub(crate) next: usize,
}

/// Reads the header at `line`; `None` where it is not there to its end or too wide.
pub(crate) fn read_columns(search: &Search<'_>, signs: Signs, line: usize, form: (&[Guard], bool)) -> Option<Columns> {
    let (guards, trailing_declared) = form;
    let opening = search.opening();
    let rows = search.rows(line, signs);
    let last = rows.last()?;
    if !opening.holds(last) || rows.iter().any(|row| row.cells.len() > WIDEST) {
        return None;
    }
    let end = last.cells.last().map_or(last.next, |cell| cell.end);
    let records = opening.rows(last.next, RECORDS, search.grammar(), signs);
    let mut cells = joined(search, &rows, signs, guards);
    let is_empty = |cell: &HeaderCell| cell.text.trim().is_empty();
    let trails = cells.len() > 1 && cells.last().is_some_and(is_empty);
    if trails && (trailing_declared || all_trail(search, &records, cells.len())) {
        cells.pop();
    }
    let has_text = |column: usize| {
        let texts = |row: &Row| row.cells.get(column).is_some_and(|cell| !opening.is_blank_cell(cell));
        records.iter().any(texts)
    };
    let notes = defects(&cells, has_text);
    Some(Columns { cells, notes, lines: line..opening.line_of(end) + 1, next: last.next })
}

/// Whether every record that reaches to the last column is empty there.
fn all_trail(search: &Search<'_>, records: &[Row], width: usize) -> bool {
    records.iter().filter(|row| row.cells.len() >= width).all(|row| {
        row.cells.len() == width && row.cells.last().is_some_and(|cell| search.opening().is_blank_cell(cell))
    })
}

/// The columns of one or several rows: texts joined by a blank, places those of the last row with text.
fn joined(search: &Search<'_>, rows: &[Row], signs: Signs, guards: &[Guard]) -> Vec<HeaderCell> {
    let opening = search.opening();
    let mut texts: Vec<(String, HeaderCell)> = Vec::new();
    for row in rows {
        for (column, (cell, place)) in row.cells.iter().zip(opening.places(&row.cells)).enumerate() {
            let value = opening.value(cell, search.grammar(), signs.quote);
            let text = unguarded(&value, guards);
            let Some((known, header)) = texts.get_mut(column) else {
                texts.push((text.to_owned(), HeaderCell { place, ..HeaderCell::default() }));
                continue;
            };
            if text.trim().is_empty() {
                continue;
            }
            header.place = place;
            *known = if known.trim().is_empty() { text.to_owned() } else { format!("{known} {text}") };
        }
    }
    texts.into_iter().map(|(text, cell)| HeaderCell { text: Arc::from(text), ..cell }).collect()
}

/// A name without the guards that its system puts round values.
fn unguarded<'t>(text: &'t str, guards: &[Guard]) -> &'t str {
    guards.iter().fold(text, |text, guard| match guard {
        Guard::ExcelText => text.strip_prefix("=\"").and_then(|it| it.strip_suffix('"')).unwrap_or(text),
        Guard::Apostrophe => text.strip_prefix('\'').unwrap_or(text),
        Guard::Backtick => text.strip_prefix('`').unwrap_or(text),
        Guard::Tab => text.trim_matches('\t'),
    })
}

/// Names that stand twice, and columns with values and no name.
fn defects(cells: &[HeaderCell], has_text: impl Fn(usize) -> bool) -> Vec<Note> {
    let mut firsts: HashMap<&str, usize> = HashMap::new();
    let mut notes = Vec::new();
    for (column, cell) in cells.iter().enumerate() {
        let name = cell.text.trim();
        let kind = if name.is_empty() {
            has_text(column).then_some(NoteKind::HeaderEmpty)
        } else {
            let first = *firsts.entry(name).or_insert(column);
            (first != column).then_some(NoteKind::HeaderDuplicate(first))
        };
        notes.extend(kind.map(|kind| Note { kind, place: cell.place, line: None }));
        if notes.len() == TOLD {
            break;
        }
    }
    notes
}
