//! Where an input may be cut: after a line break that ends a record.

use super::decode::{after_feeds, cuts_undecoded, decode, feeds, is_wide};
use super::form::Form;
use super::scalar::{Dialect, Stop};
use super::vector;
use crate::table::BatchNoteKind;

/// What a stretch that begins at a record showed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Scan {
    /// After the last line break that ends a record; 0 where there is none.
    pub(super) boundary: usize,
    /// Whether the stretch ends within quotes.
    pub(super) open: bool,
}

/// Finds record boundaries in bytes as stored.
#[derive(Clone, Debug)]
pub(super) struct Cutter {
    form: Form,
    dialect: Dialect,
    undecoded: bool,
    /// The footer as a test of many lines at once, where one such test can stand for all.
    footer_anywhere: Option<regex::bytes::Regex>,
}

impl Cutter {
    pub(super) fn new(form: Form) -> Self {
        let dialect = Dialect::of(&form);
        let undecoded = cuts_undecoded(&form);
        let footer_anywhere = form.footer.as_ref().and_then(|it| of_lines(it.as_str()));
        Self { form, dialect, undecoded, footer_anywhere }
    }

    /// Scans a stretch; `whole`: nothing follows it.
    pub(super) fn scan(&self, raw: &[u8], whole: bool) -> Scan {
        if self.undecoded {
            return scan_text(raw, &self.dialect, whole);
        }
        let text = self.decoded(raw);
        let scan = scan_text(&text, &self.dialect, whole);
        let before = text.get(..scan.boundary).unwrap_or_default();
        Scan { boundary: after_feeds(raw, &self.form, feeds(before, &self.form)), ..scan }
    }

    /// The end of a first record that is never closed or that is too long, in a stretch without a boundary: the line
    /// break after its open quote, or else the stretch's last character.
    pub(super) fn force(&self, raw: &[u8], whole: bool) -> usize {
        let end = if whole { raw.len() } else { self.last_character(raw) };
        if self.undecoded {
            return after_open(raw, &self.dialect).unwrap_or(end);
        }
        let text = self.decoded(raw);
        let Some(at) = after_open(&text, &self.dialect) else { return end };
        after_feeds(raw, &self.form, feeds(text.get(..at).unwrap_or_default(), &self.form))
    }

    /// After the line of the first record of `raw` that the declared footer is found in.
    pub(super) fn footer(&self, raw: &[u8]) -> Option<usize> {
        let footer = self.form.footer.as_ref()?;
        if self.form.encoding == encoding_rs::UTF_8 {
            return self.footer_in(footer, raw);
        }
        let text = self.decoded(raw);
        let at = self.footer_in(footer, &text)?;
        let before = text.get(..at).unwrap_or_default();
        if at == text.len() { Some(raw.len()) } else { Some(after_feeds(raw, &self.form, feeds(before, &self.form))) }
    }

    fn footer_in(&self, footer: &regex::bytes::Regex, text: &[u8]) -> Option<usize> {
        if self.footer_anywhere.as_ref().is_some_and(|it| !it.is_match(text)) {
            return None;
        }
        let mut start = 0;
        while start < text.len() {
            let (end, next) = self.dialect.next_break(text, start).unwrap_or((text.len(), text.len()));
            if footer.is_match(text.get(start..end).unwrap_or_default()) {
                return Some(next);
            }
            start = record_end(text, start, &self.dialect);
        }
        None
    }

    fn decoded(&self, raw: &[u8]) -> Vec<u8> {
        let mut text = Vec::new();
        decode(raw, self.form.encoding, &mut text, &mut Vec::new());
        text
    }

    /// The end of the last whole character of UTF-8 and UTF-16, so that a forced cut makes no bad bytes.
    fn last_character(&self, raw: &[u8]) -> usize {
        if is_wide(&self.form) {
            return raw.len() & !1;
        }
        let continues = raw.iter().rev().take(3).take_while(|byte| (**byte & 0xC0) == 0x80).count();
        let begin = raw.len() - continues;
        let leads = begin > 1 && raw.get(begin - 1).is_some_and(|byte| *byte >= 0xC0);
        if self.form.encoding == encoding_rs::UTF_8 && leads { begin - 1 } else { raw.len() }
    }
}

/// The pattern applied to many lines at once; `None` where its anchors are of the whole text.
fn of_lines(pattern: &str) -> Option<regex::bytes::Regex> {
    let absolute = [r"\A", r"\z", r"\b", r"\B", "(?"].iter().any(|it| pattern.contains(it));
    if absolute {
        return None;
    }
    regex::bytes::RegexBuilder::new(pattern).multi_line(true).crlf(true).build().ok()
}

fn scan_text(text: &[u8], dialect: &Dialect, whole: bool) -> Scan {
    vector::scan(text, dialect).unwrap_or_else(|| scan_cells(text, dialect, whole))
}

/// The same cell by cell.
pub(super) fn scan_cells(text: &[u8], dialect: &Dialect, whole: bool) -> Scan {
    let mut scan = Scan::default();
    let mut at = 0;
    while at < text.len() {
        let cell = dialect.cell(text, at);
        if matches!(cell.flaw, Some((BatchNoteKind::UnclosedQuote, _))) {
            scan.open = true;
            break;
        }
        at = cell.next;
        // The LF of a CR LF may be the first byte that is not there yet.
        let torn = dialect.cr_only && !whole && at == text.len() && text.last() == Some(&b'\r');
        if cell.stop == Stop::Break && !torn {
            scan.boundary = at;
        }
    }
    scan
}

/// After the first line break that follows the first record's unclosed quote; `None` where it has none.
fn after_open(text: &[u8], dialect: &Dialect) -> Option<usize> {
    let mut at = 0;
    loop {
        let cell = dialect.cell(text, at);
        if let Some((BatchNoteKind::UnclosedQuote, quote)) = cell.flaw {
            return dialect.next_break(text, quote).map(|(_, next)| next);
        }
        match cell.stop {
            Stop::Delimiter => at = cell.next,
            Stop::Break => return Some(cell.next),
            Stop::End => return None,
        }
    }
}

fn record_end(text: &[u8], start: usize, dialect: &Dialect) -> usize {
    let mut cell = dialect.cell(text, start);
    while cell.stop == Stop::Delimiter {
        cell = dialect.cell(text, cell.next);
    }
    cell.next
}
