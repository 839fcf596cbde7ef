//! Everything about an input of JSON that stays the same from its first record to its last.

use super::paths::{NOWHERE, Paths, Slot};
use super::scan::after_blanks;

/// What parts one record from the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Framing {
    /// Each line is a record.
    Lines,
    /// Each item of a list.
    Items,
    /// Each value, after whatever blanks.
    Values,
}

/// Of what a row has one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    /// The record.
    Record,
    /// The item of the list whose items are the rows.
    Item,
    /// No: of each item of another list.
    Many,
}

/// The settled form of one input.
#[derive(Clone, Debug)]
pub(super) struct Form {
    /// How records are parted.
    pub(super) framing: Framing,
    /// The tree of names and its columns.
    pub(super) paths: Paths,
    /// The level of each column.
    pub(super) levels: Vec<Level>,
    /// The slot of the items that are the rows; [`NOWHERE`] where the records are.
    pub(super) rows: Slot,
    /// The list whose items are the rows, and the lists and items it is in; none where the records are the rows. The
    /// slots of lists and of items take turns, from the list of rows outwards.
    pub(super) round: Vec<Slot>,
    /// JSON pointer to the list of records.
    pub(super) pointer: String,
}

impl Form {
    /// Of records that are parted so, without columns.
    pub(super) fn of(framing: Framing) -> Self {
        let (paths, levels, pointer) = (Paths::default(), Vec::new(), String::new());
        Self { framing, paths, levels, rows: NOWHERE, round: Vec::new(), pointer }
    }

    /// Whether each record holds a list of rows.
    pub(super) fn is_split(&self) -> bool {
        self.rows != NOWHERE
    }

    /// Records as they stand in `text`, one after the other; `last` says whether no other text follows, where
    /// anything can be said of the end.
    pub(super) fn records<'t>(&self, text: &'t [u8], last: Option<bool>) -> Records<'t> {
        Records { framing: self.framing, text, at: 0, parted: true, any: false, last }
    }
}

/// One stretch of text that should be a record, or the blank between two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stretch {
    /// A line that should be a record, blanks at its ends not counted.
    Line {
        /// Its first byte.
        start: usize,
        /// After its last byte.
        end: usize,
    },
    /// A value that should be a record begins here. Where it ends is for its reader to say.
    Value(usize),
    /// A line without text, at its start.
    Blank(usize),
    /// Records are not parted by one comma, here.
    Comma(usize),
}

/// Iterates over the records of a text. A text that is not the last ends after the comma behind its last record.
pub(super) struct Records<'t> {
    framing: Framing,
    text: &'t [u8],
    at: usize,
    /// Whether a comma, or nothing, was before what comes next.
    parted: bool,
    any: bool,
    /// Whether no other text follows; taken when the end was looked at.
    last: Option<bool>,
}

impl Iterator for Records<'_> {
    type Item = Stretch;

    fn next(&mut self) -> Option<Stretch> {
        match self.framing {
            Framing::Lines => self.line(),
            Framing::Items => self.item(),
            Framing::Values => {
                self.at = after_blanks(self.text, self.at);
                self.value()
            }
        }
    }
}

impl Records<'_> {
    fn line(&mut self) -> Option<Stretch> {
        let rest = self.text.get(self.at..).filter(|it| !it.is_empty())?;
        let start = self.at;
        let line = rest.get(..memchr::memchr(b'\n', rest).unwrap_or(rest.len()))?;
        self.at = start + line.len() + 1;
        let from = start + line.len() - line.trim_ascii_start().len();
        let length = line.trim_ascii().len();
        Some(if length == 0 { Stretch::Blank(start) } else { Stretch::Line { start: from, end: from + length } })
    }

    fn item(&mut self) -> Option<Stretch> {
        loop {
            self.at = after_blanks(self.text, self.at);
            match self.text.get(self.at) {
                None => return self.end(),
                Some(b',') => {
                    self.at += 1;
                    if std::mem::replace(&mut self.parted, true) {
                        return Some(Stretch::Comma(self.at - 1));
                    }
                }
                Some(_) if self.parted => {
                    (self.parted, self.any) = (false, true);
                    return self.value();
                }
                Some(_) => {
                    self.parted = true;
                    return Some(Stretch::Comma(self.at));
                }
            }
        }
    }

    /// What is wrong with the end of the text, once.
    fn end(&mut self) -> Option<Stretch> {
        let is_last = self.last.take()?;
        let wrong = if is_last { self.parted && self.any } else { !self.parted };
        wrong.then_some(Stretch::Comma(self.text.len()))
    }

    fn value(&mut self) -> Option<Stretch> {
        (self.at < self.text.len()).then_some(Stretch::Value(self.at))
    }

    /// The value that was met last has no end: the text is over.
    pub(super) fn pass_broken(&mut self) {
        self.at = self.text.len();
        self.last = None;
    }

    /// The value that was met last ends there. One of no byte is passed over, so that every value is met once.
    pub(super) fn pass_to(&mut self, end: usize) {
        self.at = end.max(self.at + 1);
    }
}
