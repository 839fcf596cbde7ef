//! One sheet on its way to its copy, from its first cell to its last.

use std::error::Error;
use std::fs::File;
use std::io::{self, BufReader, Write};

use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer};

use crate::table::NewCell;

/// Row and column of a cell, from 0.
type At = (u64, u64);

/// What was come upon.
enum Met {
    /// The cell's first event, which is not written yet.
    Cell(Event<'static>, At),
    End,
}

/// A sheet that is copied as far as the cell that was set last.
pub(super) struct SheetCopy {
    reader: Reader<BufReader<File>>,
    buffer: Vec<u8>,
    /// Where the next cell is unless it says otherwise.
    next: At,
    in_row: bool,
    /// A cell beyond the one that was set last.
    waiting: Option<(Event<'static>, At)>,
}

/// An error of what the archive holds.
pub(super) fn invalid(error: impl Into<Box<dyn Error + Send + Sync>>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error)
}

/// A name without its prefix.
pub(super) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |it| it.1)
}

impl SheetCopy {
    /// Of the part whose bytes `unpacked` holds.
    pub(super) fn new(unpacked: File) -> Self {
        let reader = Reader::from_reader(BufReader::new(unpacked));
        Self { reader, buffer: Vec::new(), next: (0, 0), in_row: false, waiting: None }
    }

    /// Sets the cell at a place beyond those that were set before. Gives whether it could be: not where there is no cell
    /// or a formula has made its value, and not to a text that a sheet cannot hold as it stands.
    pub(super) fn set(&mut self, at: At, to: &NewCell, out: &mut impl Write) -> io::Result<bool> {
        match self.pass_to(at, out)? {
            Met::Cell(event, place) if place == at => self.replace(&event, to, out),
            Met::Cell(event, place) => {
                self.waiting = Some((event, place));
                Ok(false)
            }
            Met::End => Ok(false),
        }
    }

    /// Copies everything that is left.
    pub(super) fn rest(&mut self, out: &mut impl Write) -> io::Result<()> {
        self.pass_to((u64::MAX, u64::MAX), out).map(drop)
    }

    /// Copies everything before the first cell at `at` or beyond, and takes that one.
    fn pass_to(&mut self, at: At, out: &mut impl Write) -> io::Result<Met> {
        let mut out = Writer::new(out);
        if let Some((event, place)) = self.waiting.take() {
            if place >= at {
                return Ok(Met::Cell(event, place));
            }
            out.write_event(event)?;
        }
        let mut buffer = std::mem::take(&mut self.buffer);
        loop {
            buffer.clear();
            let event = self.reader.read_event_into(&mut buffer).map_err(invalid)?;
            let place = match &event {
                Event::Start(tag) => self.begins(tag),
                Event::Empty(tag) => {
                    let place = self.begins(tag);
                    self.ends(tag.name().as_ref());
                    place
                }
                Event::End(tag) => {
                    self.ends(tag.name().as_ref());
                    None
                }
                Event::Eof => return Ok(Met::End),
                _ => None,
            };
            match place {
                Some(place) if place >= at => return Ok(Met::Cell(event.into_owned(), place)),
                _ => out.write_event(event)?,
            }
        }
    }

    /// Where a cell is that begins; rows are only counted.
    fn begins(&mut self, tag: &BytesStart<'_>) -> Option<At> {
        let said = || tag.try_get_attribute("r").ok().flatten();
        match local(tag.name().as_ref()) {
            "row" => {
                let row = said().and_then(|it| it.value.parse::<u64>().ok());
                self.next = (row.map_or(self.next.0, |it| it.saturating_sub(1)), 0);
                self.in_row = true;
                None
            }
            "c" if self.in_row => {
                let place = said().and_then(|it| parse(&it.value)).unwrap_or(self.next);
                self.next = (place.0, place.1 + 1);
                Some(place)
            }
            _ => None,
        }
    }

    /// The next row follows unless it says otherwise.
    fn ends(&mut self, name: &str) {
        if local(name) == "row" {
            self.in_row = false;
            self.next.0 += 1;
        }
    }

    fn replace(&mut self, event: &Event<'static>, to: &NewCell, out: &mut impl Write) -> io::Result<bool> {
        let mut out = Writer::new(out);
        let (tag, inner) = match event {
            Event::Start(tag) => (tag, self.inner()?),
            Event::Empty(tag) => (tag, Vec::new()),
            _ => return Ok(false),
        };
        let is_formula = |it: &Event<'_>| match it {
            Event::Start(tag) | Event::Empty(tag) => local(tag.name().as_ref()) == "f",
            _ => false,
        };
        if inner.iter().any(is_formula) || !holds(to) {
            out.write_event(event.borrow())?;
            inner.into_iter().try_for_each(|it| out.write_event(it))?;
            return Ok(false);
        }
        write(tag, to, &mut out)?;
        Ok(true)
    }

    /// What stands within the cell that has begun, its end tag included.
    fn inner(&mut self) -> io::Result<Vec<Event<'static>>> {
        let mut inner = Vec::new();
        let mut depth = 1;
        while depth > 0 {
            self.buffer.clear();
            let event = self.reader.read_event_into(&mut self.buffer).map_err(invalid)?;
            match &event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                Event::Eof => return Err(io::Error::from(io::ErrorKind::UnexpectedEof)),
                _ => {}
            }
            inner.push(event.into_owned());
        }
        Ok(inner)
    }
}

/// The place that a name such as `C17` means.
pub(super) fn parse(name: &str) -> Option<At> {
    let digits = name.find(|it: char| it.is_ascii_digit())?;
    let (letters, row) = name.split_at(digits);
    let letter = |it: u8| it.is_ascii_alphabetic().then(|| u64::from(it.to_ascii_uppercase() - b'A') + 1);
    let column = letters.bytes().try_fold(0_u64, |sum, it| sum.checked_mul(26)?.checked_add(letter(it)?))?;
    Some((row.parse::<u64>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

/// Whether a sheet holds the text as it stands: control characters, and what looks like an escaped one, are spelled otherwise.
fn holds(to: &NewCell) -> bool {
    let NewCell::Text(text) = to else { return true };
    !text.contains("_x")
        && !text
            .chars()
            .any(|it| (it.is_control() && it != '\t' && it != '\n') || ('\u{FFFE}'..='\u{FFFF}').contains(&it))
}

/// Writes a cell anew, with its style.
fn write(tag: &BytesStart<'_>, to: &NewCell, out: &mut Writer<impl Write>) -> io::Result<()> {
    let name = tag.name().as_ref().to_owned();
    let prefix = name.strip_suffix('c').unwrap_or_default();
    let kept = |it: &Attribute<'_>| !matches!(it.key.as_ref(), "t" | "vm");
    let mut cell = BytesStart::new(name.as_str());
    cell.extend_attributes(tag.attributes().filter_map(Result::ok).filter(kept));
    let NewCell::Text(text) = to else { return out.write_event(Event::Empty(cell)) };
    cell.push_attribute(("t", "inlineStr"));
    let (inline, words) = (format!("{prefix}is"), format!("{prefix}t"));
    let mut open = BytesStart::new(words.as_str());
    open.push_attribute(("xml:space", "preserve"));
    out.write_event(Event::Start(cell))?;
    out.write_event(Event::Start(BytesStart::new(inline.as_str())))?;
    out.write_event(Event::Start(open))?;
    out.write_event(Event::Text(BytesText::new(text)))?;
    out.write_event(Event::End(BytesEnd::new(words.as_str())))?;
    out.write_event(Event::End(BytesEnd::new(inline.as_str())))?;
    out.write_event(Event::End(BytesEnd::new(name.as_str())))
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn names_of_cells_are_read_as_spreadsheets_mean_them() {
        for (name, place) in [("A1", Some((0, 0))), ("C17", Some((16, 2))), ("XFD1", Some((0, 16383)))] {
            assert_eq!(parse(name), place);
        }
        for name in ["", "A", "1", "A0", "A1B", "É1"] {
            assert_eq!(parse(name), None, "{name}");
        }
    }
}
