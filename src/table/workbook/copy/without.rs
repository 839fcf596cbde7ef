//! A copy of a workbook without some rows: those that follow move up, and keep what they show.
//!
//! A formula names cells by their places, so what formulas have come to stands as a value wherever rows move. Cells that are
//! merged below the first row that is left out would be others; the merge is left out.

use std::io::{self, BufReader, Write};
use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer};

use super::parts;
use super::sheet::{invalid, local, parse};
use crate::table::cell_name;
use crate::table::packed::{Members, Repacked};
use crate::table::{RowSet, Source};

/// Writes the workbook without the rows of `left_out`.
///
/// # Errors
/// Where it cannot be read again, or the copy cannot be kept or written.
pub(in crate::table::workbook) fn copy_without(
    source: &Source,
    sheets: &[Arc<str>],
    left_out: &RowSet,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut members = Members::of(source)?;
    let parts = parts::of_sheets(&mut members, sheets.iter().map(|it| &**it))?;
    let mut copy = members.repack(&parts)?;
    for (sheet, part) in sheets.iter().zip(parts) {
        let reader = Reader::from_reader(BufReader::new(copy.begin(part)?));
        let writer = Writer::new(&mut copy);
        let is_left_out = left_out.of(sheet);
        Shortening { reader, writer, is_left_out, buffer: Vec::new(), row: 0, passed: 0, first: None }.run()?;
    }
    io::copy(&mut copy.finish()?, out).map(drop)
}

/// A sheet on its way.
struct Shortening<'c, L> {
    reader: Reader<BufReader<std::fs::File>>,
    writer: Writer<&'c mut Repacked>,
    is_left_out: L,
    buffer: Vec<u8>,
    /// The row that follows unless it says otherwise, from 0.
    row: u64,
    /// Rows that were left out before it.
    passed: u64,
    /// The first row that was left out.
    first: Option<u64>,
}

impl<L: Fn(u64) -> bool> Shortening<'_, L> {
    fn run(mut self) -> io::Result<()> {
        loop {
            let event = self.event()?;
            match &event {
                Event::Start(tag) | Event::Empty(tag) if local(tag.name().as_ref()) == "row" => {
                    self.row(&event, tag)?;
                }
                Event::Start(tag) if local(tag.name().as_ref()) == "mergeCells" => self.merges(&event)?,
                Event::Eof => return Ok(()),
                _ => self.writer.write_event(event)?,
            }
        }
    }

    fn event(&mut self) -> io::Result<Event<'static>> {
        self.buffer.clear();
        Ok(self.reader.read_event_into(&mut self.buffer).map_err(invalid)?.into_owned())
    }

    fn row(&mut self, event: &Event<'static>, tag: &BytesStart<'static>) -> io::Result<()> {
        let said = attribute(tag, "r").and_then(|it| it.parse::<u64>().ok());
        let row = said.map_or(self.row, |it| it.saturating_sub(1));
        self.row = row + 1;
        let is_left_out = (self.is_left_out)(row);
        if is_left_out {
            self.passed += 1;
            self.first.get_or_insert(row);
        }
        let begun = moved(tag, "r", said.map(|it| it.saturating_sub(self.passed).to_string()));
        if let Event::Empty(_) = event {
            return if is_left_out { Ok(()) } else { self.writer.write_event(Event::Empty(begun)) };
        }
        if !is_left_out {
            self.writer.write_event(Event::Start(begun))?;
        }
        self.cells(row, is_left_out)
    }

    /// Passes the cells of a row, its end included.
    fn cells(&mut self, row: u64, is_left_out: bool) -> io::Result<()> {
        let place = |tag: &BytesStart<'_>, passed: u64| {
            let at = attribute(tag, "r").and_then(|it| parse(&it));
            at.map(|(_, column)| cell_name(row.saturating_sub(passed), column))
        };
        let mut depth = 1;
        while depth > 0 {
            let event = self.event()?;
            let event = match event {
                Event::Eof => return Err(io::Error::from(io::ErrorKind::UnexpectedEof)),
                Event::Start(tag) if self.passed > 0 && local(tag.name().as_ref()) == "f" => {
                    self.pass()?;
                    continue;
                }
                Event::Empty(tag) if self.passed > 0 && local(tag.name().as_ref()) == "f" => continue,
                Event::Start(tag) => {
                    depth += 1;
                    let to = place(&tag, self.passed).filter(|_| depth == 2);
                    Event::Start(moved(&tag, "r", to))
                }
                Event::Empty(tag) if depth == 1 => Event::Empty(moved(&tag, "r", place(&tag, self.passed))),
                Event::End(tag) => {
                    depth -= 1;
                    Event::End(tag)
                }
                other => other,
            };
            if !is_left_out {
                self.writer.write_event(event)?;
            }
        }
        Ok(())
    }

    /// Passes everything within the element that has begun, and its end.
    fn pass(&mut self) -> io::Result<()> {
        let mut depth = 1;
        while depth > 0 {
            match self.event()? {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                Event::Eof => return Err(io::Error::from(io::ErrorKind::UnexpectedEof)),
                _ => {}
            }
        }
        Ok(())
    }

    /// The merges that are above all rows that were left out.
    fn merges(&mut self, begin: &Event<'static>) -> io::Result<()> {
        let mut kept = Vec::new();
        let end = loop {
            let event = self.event()?;
            match &event {
                Event::Start(tag) | Event::Empty(tag) if local(tag.name().as_ref()) == "mergeCell" => {
                    let range = attribute(tag, "ref").unwrap_or_default();
                    let last = range.rsplit(':').next().and_then(parse);
                    if last.is_some_and(|(row, _)| self.first.is_none_or(|first| row < first)) {
                        kept.push(Event::Empty(tag.clone()));
                    }
                }
                Event::End(tag) if local(tag.name().as_ref()) == "mergeCells" => break event,
                Event::Eof => return Err(io::Error::from(io::ErrorKind::UnexpectedEof)),
                _ => {}
            }
        };
        let (Event::Start(begin), false) = (begin, kept.is_empty()) else { return Ok(()) };
        let count = kept.len().to_string();
        self.writer.write_event(Event::Start(moved(begin, "count", Some(count))))?;
        kept.into_iter().try_for_each(|it| self.writer.write_event(it))?;
        self.writer.write_event(end)
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    Some(tag.try_get_attribute(name).ok()??.value.into_owned())
}

/// A tag in which an attribute that it has says something else.
fn moved(tag: &BytesStart<'_>, name: &str, to: Option<String>) -> BytesStart<'static> {
    let Some(to) = to else { return tag.clone().into_owned() };
    let mut new = BytesStart::new(tag.name().as_ref().to_owned());
    for it in tag.attributes().filter_map(Result::ok) {
        if it.key.as_ref() == name { new.push_attribute((name, &*to)) } else { new.push_attribute(it) }
    }
    new
}
