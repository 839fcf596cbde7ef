//! A record's lines as they may be shown.

use std::ops::Range;

use super::place::{Cells, Page};
use super::quotes::{Unquoted, unquote};
use super::scalar::{Cell, Stop};
use crate::table::RecordExcerpt;
use crate::text::Mask;

/// Most lines of one record that are shown.
const LINES: usize = 4;

/// Lines being rebuilt, and where in them the mark is.
#[derive(Default)]
struct Sheet {
    lines: Vec<String>,
    marked: usize,
    mark: Range<usize>,
}

impl Sheet {
    fn line(&mut self) -> &mut String {
        if self.lines.is_empty() {
            self.lines.push(String::new());
        }
        let last = self.lines.len() - 1;
        &mut self.lines[last]
    }

    fn here(&mut self) -> (usize, usize) {
        let length = self.line().len();
        (self.lines.len() - 1, length)
    }

    fn set_mark(&mut self, (line, from): (usize, usize)) {
        self.marked = line;
        let end = self.lines.get(line).map_or(from, String::len);
        self.mark = from..end;
    }
}

/// The lines of a record, masked; the mark covers the cell, or the record where `column` is `None`.
pub(super) fn of(page: &Page<'_>, cells: &Cells, column: Option<usize>, mask: &dyn Fn(usize) -> Mask) -> RecordExcerpt {
    let dialect = page.indexer().dialect();
    let mut sheet = Sheet::default();
    let mut marked = None;
    for (number, cell) in cells.cells.iter().enumerate() {
        let from = sheet.here();
        let mask = if number < page.indexer().form().width { mask(number) } else { Mask::Shape };
        write(page, cell, mask, &mut sheet);
        if column == Some(number) {
            sheet.set_mark(from);
            marked = Some(());
        }
        if cell.stop == Stop::Delimiter {
            sheet.line().push(char::from(dialect.delimiter));
        }
    }
    if marked.is_none() {
        let from = if column.is_none() { (0, 0) } else { sheet.here() };
        sheet.set_mark(from);
    }
    clip(page.line(cells.range(None).start), sheet)
}

/// Writes one cell line by line, so that a mask never joins the lines of a cell.
fn write(page: &Page<'_>, cell: &Cell, mask: Mask, sheet: &mut Sheet) {
    let dialect = page.indexer().dialect();
    let stored = page.bytes(cell.start..cell.end);
    let quoted = matches!(unquote(stored, dialect.quote), Unquoted::Inner(_) | Unquoted::Doubled(_));
    let inner = if quoted { cell.start + 1..cell.end - 1 } else { cell.start..cell.end };
    if quoted {
        sheet.line().push(char::from(dialect.quote));
    }
    let mut at = inner.start;
    while let Some((begin, next)) = dialect.next_break(page.bytes(0..inner.end), at) {
        let piece = mask.apply(&String::from_utf8_lossy(page.bytes(at..begin)));
        sheet.line().push_str(&piece);
        sheet.lines.push(String::new());
        at = next;
    }
    let piece = mask.apply(&String::from_utf8_lossy(page.bytes(at..inner.end)));
    sheet.line().push_str(&piece);
    if quoted {
        sheet.line().push(char::from(dialect.quote));
    }
}

/// Keeps the lines round the mark.
fn clip(first_line: u64, sheet: Sheet) -> RecordExcerpt {
    let Sheet { lines, marked, mark } = sheet;
    let low = marked.saturating_sub(1).min(lines.len().saturating_sub(LINES));
    let lines = lines.into_iter().skip(low).take(LINES).collect();
    RecordExcerpt { first_line: first_line + low as u64, lines, marked: marked - low, mark }
}
