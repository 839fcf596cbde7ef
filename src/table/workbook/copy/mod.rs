//! A copy of an Office Open XML workbook in which some cells hold something else.
//!
//! Every part but the sheets at hand stays as it is packed. Of a sheet, only the cells that change are written anew, as text
//! within the cell: styles, formulas, widths, notes and shared strings stay.

mod parts;
mod sheet;
mod without;

pub(super) use without::copy_without;

use std::io::{self, Write};
use std::sync::Arc;

use self::sheet::SheetCopy;
use crate::table::packed::{Members, Repacked};
use crate::table::{Block, CellEdit, Copier, NewCell, Part, Source};

/// A sheet whose cells may change.
pub(super) struct SheetPlace {
    pub(super) name: Arc<str>,
    /// Row of its header, from 0.
    pub(super) header: u64,
    /// For each column of the header, the column of the sheet.
    pub(super) columns: Arc<[u32]>,
}

/// The copy; nothing is unpacked before the first change.
pub(super) struct WorkbookCopy {
    source: Source,
    sheets: Vec<SheetPlace>,
    renames: Vec<(usize, Arc<str>)>,
    has_tables: bool,
    begun: Option<Begun>,
}

struct Begun {
    /// Which part each of the sheets is.
    parts: Vec<usize>,
    /// The sheet at hand.
    at: usize,
    sheet: SheetCopy,
    copy: Repacked,
}

impl WorkbookCopy {
    /// Of the workbook in `source`, whose `sheets` hold the records in this order.
    ///
    /// # Errors
    /// Where its parts cannot be listed.
    pub(super) fn new(source: Source, sheets: Vec<SheetPlace>) -> io::Result<Self> {
        let members = Members::of(&source)?;
        // A table names its columns as their header cells do; a workbook in which they differ is taken for damaged.
        let has_tables = members.names.iter().any(|it| it.contains("/tables/"));
        Ok(Self { source, sheets, renames: Vec::new(), has_tables, begun: None })
    }

    /// The copy with the sheet `at` at hand.
    fn begun(&mut self, at: usize) -> io::Result<&mut Begun> {
        let mut begun = match self.begun.take() {
            Some(begun) => begun,
            None => self.begin()?,
        };
        while begun.at < at {
            begun.sheet.rest(&mut begun.copy)?;
            begun.at += 1;
            begun.sheet = open(&mut begun.copy, begun.parts.get(begun.at))?;
            self.name_headers(&mut begun)?;
        }
        Ok(self.begun.insert(begun))
    }

    fn begin(&self) -> io::Result<Begun> {
        let mut members = Members::of(&self.source)?;
        let parts = parts::of_sheets(&mut members, self.sheets.iter().map(|it| &*it.name))?;
        let mut copy = members.repack(&parts)?;
        let sheet = open(&mut copy, parts.first())?;
        let mut begun = Begun { parts, at: 0, sheet, copy };
        self.name_headers(&mut begun)?;
        Ok(begun)
    }

    fn name_headers(&self, begun: &mut Begun) -> io::Result<()> {
        let Some(place) = self.sheets.get(begun.at) else { return Ok(()) };
        let stored = |column: usize| place.columns.get(column).map(|it| u64::from(*it));
        let mut cells: Vec<_> =
            self.renames.iter().filter_map(|(column, name)| Some((stored(*column)?, name))).collect();
        cells.sort_unstable();
        for (column, name) in cells {
            begun.sheet.set((place.header, column), &NewCell::Text(name.to_string()), &mut begun.copy)?;
        }
        Ok(())
    }
}

impl Copier for WorkbookCopy {
    fn can_rename(&self) -> bool {
        !self.has_tables
    }

    fn rename(&mut self, column: usize, name: &Arc<str>) {
        self.renames.push((column, Arc::clone(name)));
    }

    fn replace(&mut self, block: &Block, edits: &[CellEdit]) -> io::Result<Vec<usize>> {
        let page = &block.page;
        let of_sheet = |it: &SheetPlace| matches!(&page.part, Part::Sheet { name, .. } if *name == it.name);
        let Some(at) = self.sheets.iter().position(of_sheet) else { return Ok((0..edits.len()).collect()) };
        if edits.is_empty() {
            return Ok(Vec::new());
        }
        let place = |edit: &CellEdit| {
            let row = page.lines.get(edit.record as usize).copied().unwrap_or_default();
            (row, page.stored_column(edit.column) as u64)
        };
        let mut cells: Vec<_> = edits.iter().enumerate().map(|(index, edit)| (place(edit), index, &edit.to)).collect();
        cells.sort_unstable_by_key(|it| it.0);
        let begun = self.begun(at)?;
        let mut refused = Vec::new();
        for (place, index, to) in cells {
            if !begun.sheet.set(place, to, &mut begun.copy)? {
                refused.push(index);
            }
        }
        Ok(refused)
    }

    fn finish(mut self: Box<Self>, out: &mut dyn Write) -> io::Result<()> {
        if self.begun.is_none() && self.renames.is_empty() {
            io::copy(&mut self.source.reader(), out)?;
            return Ok(());
        }
        self.begun(self.sheets.len().saturating_sub(1))?;
        let Some(mut begun) = self.begun.take() else { return Ok(()) };
        begun.sheet.rest(&mut begun.copy)?;
        io::copy(&mut begun.copy.finish()?, out)?;
        Ok(())
    }
}

/// Begins the copy of the sheet that is the part `index`.
fn open(copy: &mut Repacked, index: Option<&usize>) -> io::Result<SheetCopy> {
    let index = index.copied().ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
    Ok(SheetCopy::new(copy.begin(index)?))
}
