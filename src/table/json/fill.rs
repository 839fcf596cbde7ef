//! The values of a record to the cells of its rows.

use std::ops::Range;

use super::decode::{narrow, unescape};
use super::form::{Form, Level};
use super::index::note;
use super::paths::{NOWHERE, Slot};
use super::scan::{self, Value, Visit};
use crate::table::{Batch, BatchNoteKind, CellKind, Column};

/// Most rows of one record; what holds more is no record, because rows cost more memory than the text they stand in.
const MOST_ROWS: usize = 1 << 20;

/// A cell that was read.
#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    start: u32,
    end: u32,
    kind: CellKind,
    escaped: bool,
}

/// Where the value of a slot goes.
#[derive(Clone, Copy, Debug)]
struct Target {
    column: usize,
    level: Level,
}

/// What is filled while one block is indexed.
pub(super) struct Filling<'f> {
    form: &'f Form,
    wanted: &'f [usize],
    /// By slot.
    targets: Vec<Option<Target>>,
    /// By column: the cell that was read last, and of which record or item. Those of others are stale.
    cells: Vec<(u64, Cell)>,
    /// Of the record at hand.
    stamp: u64,
    /// Of the item at hand.
    item: u64,
    /// Stamps that were given.
    stamps: u64,
    /// Cells of items of lists, in the order of their rows: row, column, cell.
    inner: Vec<(u32, u32, Cell)>,
    /// Whether each item of the list whose items are the rows is what it should be.
    sound: Vec<bool>,
    /// Values that have one of their name before them.
    doubled: Vec<usize>,
    /// The last of them that lies in an object within the record.
    repeated: Option<usize>,
    /// What should be the list of rows, or a list or an object round it: its first byte, and its first sign.
    round: Vec<(usize, u8)>,
}

/// Lends what one block is filled with.
pub(super) fn with(form: &Form, wanted: &[usize], fill: impl FnOnce(&mut Filling<'_>)) {
    let slots = Slot::try_from(form.paths.slots()).unwrap_or(NOWHERE);
    let target = |slot: Slot| {
        let column = form.paths.column(slot)?;
        Some(Target { column, level: form.levels.get(column).copied()? })
    };
    fill(&mut Filling {
        form,
        wanted,
        targets: (0..slots).map(target).collect(),
        cells: vec![(0, Cell::default()); form.paths.width()],
        stamp: 0,
        item: 0,
        stamps: 0,
        inner: Vec::new(),
        sound: Vec::new(),
        doubled: Vec::new(),
        repeated: None,
        round: Vec::new(),
    });
}

impl Filling<'_> {
    /// Reads the record that begins at `start`. Returns the number of its rows and where it ends, or `None` where it is
    /// no record.
    pub(super) fn read(&mut self, text: &[u8], start: usize, batch: &mut Batch) -> Option<(usize, usize)> {
        self.stamps += 1;
        self.stamp = self.stamps;
        self.inner.clear();
        self.sound.clear();
        self.doubled.clear();
        self.repeated = None;
        self.round.clear();
        let form = self.form;
        let (_, end) = scan::value(text, start, &form.paths, self)?;
        let opens = |at: usize, sign: u8| text.get(at) == Some(&sign);
        let misplaced = self.round.iter().any(|(at, sign)| !opens(*at, *sign));
        if !opens(start, b'{') || misplaced || self.sound.len() > MOST_ROWS {
            return None;
        }
        for at in &self.doubled {
            note(BatchNoteKind::DuplicateKey, batch.records(), *at, batch);
        }
        Some((if form.is_split() { self.sound.len() } else { 1 }, end))
    }

    /// Whether a row is a record.
    pub(super) fn is_sound(&self, row: usize) -> bool {
        !self.form.is_split() || self.sound.get(row).copied().unwrap_or(false)
    }

    /// Writes a row of the record to the columns.
    pub(super) fn row(&mut self, text: &[u8], row: usize, batch: &mut Batch) {
        let number = narrow(batch.record_of.len().saturating_sub(1));
        let first = self.inner.partition_point(|it| (it.0 as usize) < row);
        let count = self.inner.iter().skip(first).take_while(|it| it.0 as usize == row).count();
        self.stamps += 1;
        let inner = self.inner.get(first..first + count).unwrap_or_default();
        for (_, column, cell) in inner.iter().filter(|it| self.form.levels.get(it.1 as usize) == Some(&Level::Item)) {
            if let Some(into) = self.cells.get_mut(*column as usize) {
                *into = (self.stamps, *cell);
            }
        }
        let mut columns = std::mem::take(&mut batch.columns);
        for (into, column) in columns.iter_mut().zip(self.wanted) {
            let stamp = match self.form.levels.get(*column) {
                Some(Level::Many) => {
                    for (_, _, cell) in inner.iter().filter(|it| it.1 as usize == *column) {
                        into.rows.push(number);
                        push(into, cell, text, batch);
                    }
                    continue;
                }
                Some(Level::Item) => self.stamps,
                _ => self.stamp,
            };
            match self.cells.get(*column).filter(|it| it.0 == stamp) {
                Some((_, cell)) => push(into, cell, text, batch),
                None => push(into, &Cell { kind: CellKind::Absent, ..Cell::default() }, text, batch),
            }
        }
        batch.columns = columns;
    }

    /// Notes what the list of rows is, or whether an item of it is what it should be.
    fn list_or_item(&mut self, value: Value) {
        // A list of rows may be null or absent: then the record has no row.
        if value.kind != CellKind::Null
            && let Some(at) = self.form.round.iter().position(|it| *it == value.slot)
        {
            self.round.push((value.start, if at % 2 == 0 { b'[' } else { b'{' }));
        }
        if value.slot == self.form.rows
            && let Some(sound) = self.sound.last_mut()
        {
            let holds_members = self.form.paths.object(value.slot).is_some();
            *sound = (value.kind == CellKind::Nested) == holds_members;
        }
    }
}

impl Visit for Filling<'_> {
    type Mark = ();

    #[inline]
    fn begin(&mut self, slot: Slot, _key: Range<usize>, _start: usize) {
        if slot == self.form.rows && slot != NOWHERE {
            self.sound.push(false);
            self.stamps += 1;
            self.item = self.stamps;
        }
    }

    #[inline]
    fn end(&mut self, (): (), value: Value) {
        if self.form.is_split() && value.slot != NOWHERE {
            self.list_or_item(value);
        }
        let Some(Some(target)) = self.targets.get(value.slot as usize) else { return };
        let Value { kind, start, end, escaped, .. } = value;
        let cell = Cell { start: narrow(start), end: narrow(end), kind, escaped };
        let stamp = if target.level == Level::Record { self.stamp } else { self.item };
        if target.level == Level::Many && self.repeated == Some(start) {
            return self.doubled.push(start);
        }
        if target.level != Level::Record {
            let row = narrow(self.sound.len().saturating_sub(1));
            self.inner.push((row, narrow(target.column), cell));
        }
        let Some(into) = self.cells.get_mut(target.column).filter(|_| target.level != Level::Many) else { return };
        if into.0 == stamp {
            // Readers differ in which of the two they take, so the first is judged and the second is told.
            self.doubled.push(start);
            if target.level == Level::Item {
                self.inner.pop();
            }
        } else {
            *into = (stamp, cell);
        }
    }

    fn repeats(&mut self, start: usize) {
        self.repeated = Some(start);
    }
}

fn push(column: &mut Column, cell: &Cell, text: &[u8], batch: &mut Batch) {
    let (start, length) = match cell.kind {
        CellKind::Text if cell.escaped => {
            let from = batch.text.len();
            unescape(text.get(cell.start as usize + 1..cell.end as usize - 1).unwrap_or_default(), &mut batch.text);
            if batch.text.get(from..).is_some_and(|it| it.contains(&0)) {
                note(BatchNoteKind::NulByte, batch.records().saturating_sub(1), cell.start as usize, batch);
            }
            (narrow(from), narrow(batch.text.len() - from))
        }
        CellKind::Text => (cell.start + 1, cell.end - cell.start - 2),
        CellKind::Null | CellKind::Absent => (0, 0),
        _ => (cell.start, cell.end - cell.start),
    };
    column.starts.push(start);
    column.lens.push(length);
    column.kinds.push(cell.kind);
}
