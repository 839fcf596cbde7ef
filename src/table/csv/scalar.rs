//! The grammar of delimited text, one cell at a time: the reference, and the way round irregular quoting.
//!
//! A cell that begins with a quote reaches to the next quote that is not doubled. What follows that quote must be a
//! delimiter, a line break or the end; if not, the cell is irregular and goes on unquoted (blanks alone are kept beside what
//! was quoted). A quote that is never closed is a plain character. Elsewhere quotes are plain characters too.

use memchr::memchr;

use super::form::Form;
use super::marks::{DOUBLED, Marks, QUOTED, narrow};
use super::quotes::{Unquoted, is_guard, unquote};
use crate::table::BatchNoteKind;

/// The bytes that mean something.
#[derive(Clone, Debug)]
pub(super) struct Dialect {
    /// Between cells; 0 where there is one column only.
    pub(super) delimiter: u8,
    /// Round cells; 0 for none.
    pub(super) quote: u8,
    /// Whether CR alone ends a line. Then CR, LF and CR LF all do; otherwise LF and CR LF.
    pub(super) cr_only: bool,
    /// Bytes at which an unquoted cell may end or is irregular.
    special: [bool; 256],
}

/// What a cell ends at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// A delimiter: another cell follows.
    Delimiter,
    /// A line break.
    Break,
    /// The end of the text.
    End,
}

/// One cell as stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    /// Its first byte, a quote included.
    pub(super) start: usize,
    /// After its last byte, a quote included.
    pub(super) end: usize,
    /// First byte after what it ends at.
    pub(super) next: usize,
    /// What it ends at.
    pub(super) stop: Stop,
    /// What is irregular, and where.
    pub(super) flaw: Option<(BatchNoteKind, usize)>,
}

impl Dialect {
    /// The dialect of a form.
    pub(super) fn of(form: &Form) -> Self {
        let mut special = [false; 256];
        let cr = if form.cr_only { b'\r' } else { b'\n' };
        for byte in [b'\n', cr, form.delimiter, form.quote] {
            special[usize::from(byte)] |= byte != 0;
        }
        Self { delimiter: form.delimiter, quote: form.quote, cr_only: form.cr_only, special }
    }

    /// Bytes of the line break at `at`; 0 where there is none.
    pub(super) fn break_at(&self, text: &[u8], at: usize) -> usize {
        match (text.get(at), text.get(at + 1)) {
            (Some(b'\r'), Some(b'\n')) => 2,
            (Some(b'\n'), _) => 1,
            (Some(b'\r'), _) if self.cr_only => 1,
            _ => 0,
        }
    }

    /// The first line break from `from` on: where it begins, and the first byte after it.
    pub(super) fn next_break(&self, text: &[u8], from: usize) -> Option<(usize, usize)> {
        let rest = text.get(from..)?;
        let at = if self.cr_only { memchr::memchr2(b'\r', b'\n', rest) } else { memchr(b'\n', rest) }? + from;
        let begin =
            if at > from && text.get(at) == Some(&b'\n') && text.get(at - 1) == Some(&b'\r') { at - 1 } else { at };
        Some((begin, begin + self.break_at(text, begin)))
    }

    /// Number of line breaks, wherever they stand.
    pub(super) fn breaks(&self, text: &[u8]) -> usize {
        let feeds = memchr::memchr_iter(b'\n', text).count();
        if !self.cr_only {
            return feeds;
        }
        let pairs = memchr::memmem::find_iter(text, b"\r\n").count();
        feeds + memchr::memchr_iter(b'\r', text).count() - pairs
    }

    /// The cell that begins at `start`.
    pub(super) fn cell(&self, text: &[u8], start: usize) -> Cell {
        if self.quote == 0 || text.get(start) != Some(&self.quote) {
            return self.plain(text, start, start, None);
        }
        let Some(close) = self.closing(text, start + 1) else {
            return self.plain(text, start, start + 1, Some((BatchNoteKind::UnclosedQuote, start)));
        };
        let end = close + 1;
        match self.stop(text, end) {
            Some((stop, next)) => Cell { start, end, next, stop, flaw: None },
            None => self.plain(text, start, end, Some((BatchNoteKind::StrayQuote, close))),
        }
    }

    /// The next quote from `from` on that is not doubled.
    fn closing(&self, text: &[u8], from: usize) -> Option<usize> {
        let mut at = from;
        loop {
            at += memchr(self.quote, text.get(at..)?)?;
            if text.get(at + 1) != Some(&self.quote) {
                return Some(at);
            }
            at += 2;
        }
    }

    fn stop(&self, text: &[u8], at: usize) -> Option<(Stop, usize)> {
        match text.get(at) {
            None => Some((Stop::End, at)),
            Some(byte) if *byte == self.delimiter && *byte != 0 => Some((Stop::Delimiter, at + 1)),
            Some(_) => match self.break_at(text, at) {
                0 => None,
                length => Some((Stop::Break, at + length)),
            },
        }
    }

    /// A cell whose bytes from `from` on are not quoted.
    fn plain(&self, text: &[u8], start: usize, from: usize, flaw: Option<(BatchNoteKind, usize)>) -> Cell {
        let mut stray = None;
        let mut at = from;
        let (end, stop, next) = loop {
            let rest = text.get(at..).unwrap_or_default();
            let Some(step) = rest.iter().position(|byte| self.special[usize::from(*byte)]) else {
                break (text.len(), Stop::End, text.len());
            };
            at += step;
            if let Some((stop, next)) = self.stop(text, at) {
                let cr = stop == Stop::Break && !self.cr_only && at > from && text.get(at - 1) == Some(&b'\r');
                break (at - usize::from(cr), stop, next);
            }
            stray.get_or_insert(at);
            at += 1;
        };
        let guarded = || is_guard(text.get(start..end).unwrap_or_default(), self.quote);
        let flaw = flaw.or_else(|| stray.filter(|_| !guarded()).map(|at| (BatchNoteKind::StrayQuote, at)));
        Cell { start, end, next, stop, flaw }
    }
}

/// Marks every cell and record of `text`, which begins at a record.
pub(super) fn mark(text: &[u8], dialect: &Dialect, marks: &mut Marks) {
    marks.newlines = dialect.breaks(text) as u64;
    marks.nuls = true;
    let mut at = 0;
    let mut within = false;
    while within || at < text.len() {
        let cell = dialect.cell(text, at);
        marks.notes.extend(cell.flaw.map(|(kind, at)| (kind, narrow(at))));
        within = cell.stop == Stop::Delimiter;
        if !within {
            marks.ends.push(narrow(marks.at.len()));
        }
        let feed = cell.stop == Stop::Break && !dialect.cr_only;
        let quoted = dialect.quote != 0 && cell.flaw.is_none() && text.get(at) == Some(&dialect.quote);
        let inner = text.get(at + 1..cell.end.saturating_sub(1)).unwrap_or_default();
        let stored = text.get(at..cell.end).unwrap_or_default();
        let flags = match quoted {
            true if memchr(dialect.quote, inner).is_some() => QUOTED | DOUBLED,
            true => QUOTED,
            false if matches!(unquote(stored, dialect.quote), Unquoted::Padded(_)) => DOUBLED,
            false => 0,
        };
        marks.breaks.extend(memchr::memchr2_iter(b'\n', b'\r', stored).map(|it| narrow(at + it)));
        marks.at.push(narrow(if feed { cell.next - 1 } else { cell.end }) | flags);
        at = cell.next;
    }
}

/// The cells of the record that begins at `start`; at least one.
pub(super) fn record(text: &[u8], start: usize, dialect: &Dialect) -> Vec<Cell> {
    let mut cells = vec![dialect.cell(text, start)];
    while let Some(last) = cells.last()
        && last.stop == Stop::Delimiter
    {
        cells.push(dialect.cell(text, last.next));
    }
    cells
}
