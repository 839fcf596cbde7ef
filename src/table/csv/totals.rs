//! Lines at the end that are no records: a declared footer, and totals or remarks nobody declared.

use std::borrow::Cow;

use super::index::CsvIndexer;
use super::marks::{Marks, narrow};
use super::quotes;
use super::scalar::record;
use crate::table::{Batch, BatchNoteKind};

/// Most records at the end that may be totals or remarks.
const MOST: usize = 5;

/// What the first cell of such a line says, in lower case and without what follows a colon.
const WORDS: [&str; 16] = [
    "合计",
    "总计",
    "小计",
    "汇总",
    "总和",
    "合計",
    "總計",
    "备注",
    "说明",
    "注",
    "total",
    "grand total",
    "totals",
    "sum",
    "note",
    "remarks",
];

/// Takes a footer, or totals and remarks, off the records of the last block and notes them.
pub(super) fn strike(indexer: &CsvIndexer, marks: &mut Marks, batch: &mut Batch) {
    let footer = batch.record_starts.last().copied().filter(|start| is_footer(indexer, batch, *start as usize));
    if let Some(start) = footer {
        strike_last(indexer, marks, batch);
        marks.notes.push((BatchNoteKind::Footer, start));
    }
    for _ in 0..MOST {
        let Some(start) = batch.record_starts.last().copied() else { break };
        if footer.is_some() || !is_totals(indexer, batch, start as usize) {
            break;
        }
        strike_last(indexer, marks, batch);
        marks.notes.push((BatchNoteKind::Totals, start));
    }
    forgive_last_lines(indexer, marks, batch);
}

/// Whether the first line of the record at `start` is the declared footer.
fn is_footer(indexer: &CsvIndexer, batch: &Batch, start: usize) -> bool {
    let Some(footer) = &indexer.form().footer else { return false };
    let end = indexer.dialect().next_break(&batch.text, start).map_or(batch.text.len(), |(begin, _)| begin);
    footer.is_match(batch.text.get(start..end).unwrap_or_default())
}

/// Whether the record at `start` sums up or comments, judged by its first cell with text: exactly one of the words in a
/// row with gaps, or such a word followed by a colon, a rule or a comment in a line of another width.
fn is_totals(indexer: &CsvIndexer, batch: &Batch, start: usize) -> bool {
    let dialect = indexer.dialect();
    let cells = record(&batch.text, start, dialect);
    let values: Vec<Cow<'_, [u8]>> = cells
        .iter()
        .map(|cell| quotes::value(batch.text.get(cell.start..cell.end).unwrap_or_default(), dialect.quote))
        .collect();
    let texts = || values.iter().map(|value| value.trim_ascii()).filter(|value| !value.is_empty());
    let Some(first) = texts().next() else { return false };
    let width = indexer.form().width;
    let whole = cells.len() == width || cells.len() == width + 1;
    sums_up(&String::from_utf8_lossy(first), whole.then(|| (width, texts().count())))
}

/// Whether a row sums up or comments, by its first text and, where it has as many cells as the header, by that number
/// and how many of them have text.
pub(in crate::table) fn sums_up(first: &str, whole: Option<(usize, usize)>) -> bool {
    let (word, rest) = first.split_once([':', '：']).unwrap_or((first, ""));
    let is_word = WORDS.contains(&word.trim().to_lowercase().as_str());
    match whole {
        Some((width, texts)) => width > 1 && is_word && rest.is_empty() && texts < width,
        None => is_word || first.starts_with('#') || first.starts_with("---"),
    }
}

/// Takes the last record off and forgets what was noted in it.
fn strike_last(indexer: &CsvIndexer, marks: &mut Marks, batch: &mut Batch) {
    let Some(start) = batch.record_starts.pop() else { return };
    let record = narrow(batch.record_starts.len());
    if batch.record_of.last() == Some(&record) {
        batch.record_of.pop();
        let cells = super::scalar::record(&batch.text, start as usize, indexer.dialect());
        batch.trailing_delimiters -= u64::from(cells.len() > indexer.form().width);
        marks.firsts.pop();
    } else {
        batch.malformed_count = batch.malformed_count.saturating_sub(1);
        batch.malformed.pop_if(|it| it.record == record);
    }
    marks.notes.retain(|(kind, at)| *at < start || matches!(kind, BatchNoteKind::Totals));
}

/// Forgets empty lines at the very end: editors and exporters leave them, and they stand between nothing.
fn forgive_last_lines(indexer: &CsvIndexer, marks: &mut Marks, batch: &Batch) {
    let last = batch.record_starts.last().copied().unwrap_or_default();
    let text = &batch.text;
    let is_empty = |at: u32| indexer.dialect().break_at(text, at as usize) > 0 || at as usize >= text.len();
    marks.notes.retain(|(kind, at)| *kind != BatchNoteKind::BlankLine || *at < last || !is_empty(*at));
}
