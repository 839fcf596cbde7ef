//! From the first lines of a text to its dialect and header.

use std::path::Path;

use encoding_rs::Encoding;

use super::failure;
use super::grammar::Records;
use crate::table::csv::form::Form;
use crate::table::sniff::{
    Chosen, Columns, Expected, Found, Opening, Search, Signs, Site, choose, extra_rows, lower_case, other_newline,
    read_columns, settle_quote, text_signature,
};
use crate::table::{Declaration, Head, Located, Note, NoteKind, ReadError};
use crate::text::pattern;

/// What is known of a file before its lines are looked at.
pub(super) struct Settling<'d> {
    pub(super) path: &'d Path,
    pub(super) declaration: &'d Declaration<'d>,
    pub(super) encoding: &'static Encoding,
    /// Bytes of the file.
    pub(super) length: u64,
}

/// What came of looking at some lines.
pub(super) enum Attempt {
    /// All is settled.
    Done(Box<(Head, Form)>),
    /// The header may lie or reach further on.
    More,
}

impl Settling<'_> {
    /// Looks at the first lines. `more`: others can be had.
    pub(super) fn attempt(&self, opening: &Opening, more: bool) -> Result<Attempt, Box<ReadError>> {
        if let Some(found) = text_signature(opening.text()) {
            return Err(failure::container(self.path, found));
        }
        let expected = Expected::new(self.declaration.expected);
        let search = Search::new(opening, &Records, self.declaration.layout, &expected);
        let transport = self.declaration.transport;
        let declared_quote = transport.quote.as_ref().map(|it| it.value);
        let (quote, other_quote) = settle_quote(opening, declared_quote);
        let chosen = self.dialect(&search, quote);
        let Some(found) = chosen.found else {
            return Ok(if opening.is_whole() { self.done(NoteKind::NoHeader, None) } else { Attempt::More });
        };
        if found.site == Site::Elsewhere && more {
            return Ok(Attempt::More);
        }
        if found.site == Site::Record {
            return Ok(self.done(NoteKind::NoHeader, Some(&chosen)));
        }
        let form = (transport.guards.as_slice(), self.declaration.layout.trailing_delimiter);
        let Some(columns) = read_columns(&search, chosen.signs, found.line, form) else {
            return if more { Ok(Attempt::More) } else { Err(failure::header_too_long(self.path)) };
        };
        let mut notes = self.notes_of_dialect(&search, &chosen, &found);
        let place = other_quote.map(|at| opening.place(at..at + 1));
        notes.extend(place.map(|place| note(NoteKind::Quote(declared_quote.unwrap_or(0), quote), place)));
        if found.site == Site::Elsewhere {
            notes.push(note(NoteKind::HeaderNotFound, Self::place_of(&search, &columns)));
        }
        notes.extend(extra_rows(&search, &found));
        Ok(Attempt::Done(Box::new(self.settled(opening, chosen.signs, columns, notes))))
    }

    fn dialect(&self, search: &Search<'_>, quote: u8) -> Chosen {
        let declared = self.declaration.transport.delimiter.as_ref().map(|it| it.value);
        let extension = self.path.extension().map(|it| it.to_string_lossy().to_lowercase());
        let fallback = if matches!(extension.as_deref(), Some("tsv" | "tab")) { b'\t' } else { b',' };
        let signs = Signs { delimiter: fallback, quote, cr_only: search.opening().cr_only() };
        choose(search, signs, declared, fallback)
    }

    fn notes_of_dialect(&self, search: &Search<'_>, chosen: &Chosen, found: &Found) -> Vec<Note> {
        let transport = self.declaration.transport;
        let mut notes = Vec::new();
        if let (true, Some(declared)) = (chosen.differs, &transport.delimiter) {
            let start = search.opening().start(found.line);
            let place = search.opening().place(start..start + search.opening().line(found.line).len());
            notes.push(note(NoteKind::Delimiter(declared.value, chosen.signs.delimiter), place));
        }
        let newline = transport.newline.as_ref().map(|it| it.value);
        let other = newline.and_then(|it| other_newline(search, chosen.signs, found.line, it));
        notes.extend(other.map(|(name, range)| note(NoteKind::Newline(name), search.opening().place(range))));
        notes
    }

    /// The whole header.
    fn place_of(search: &Search<'_>, columns: &Columns) -> Located {
        let opening = search.opening();
        let last = columns.lines.end.saturating_sub(1);
        opening.place(opening.start(columns.lines.start)..opening.start(last) + opening.line(last).len())
    }

    fn settled(&self, opening: &Opening, signs: Signs, columns: Columns, mut notes: Vec<Note>) -> (Head, Form) {
        let body = opening.stored(&[columns.next]).first().copied().unwrap_or(self.length);
        let ends_here = columns.next >= opening.text().len() && opening.is_whole();
        let mut form = self.form(Some(signs), if ends_here { self.length } else { body });
        form.width = columns.cells.len();
        notes.extend(columns.notes);
        let mut head = self.head(Some(signs));
        head.body_line = opening.line_of(columns.next) as u64;
        head.header_line = columns.lines.start as u64;
        head.header_lines = columns.lines.map(|line| opening.line(line).to_owned()).collect();
        head.header = columns.cells;
        head.notes = notes;
        (head, form)
    }

    fn done(&self, kind: NoteKind, chosen: Option<&Chosen>) -> Attempt {
        let (signs, found) = (chosen.map(|it| it.signs), chosen.and_then(|it| it.found));
        let mut head = self.head(signs);
        let line = found.map_or(0, |it| it.line as u64);
        let place = Located { line, column: 1, end_line: line, end_column: 1, ..Located::default() };
        head.notes.push(note(kind, place));
        // Cells without names cannot be checked, so nothing is left to read.
        Attempt::Done(Box::new((head, self.form(signs, self.length))))
    }

    fn head(&self, signs: Option<Signs>) -> Head {
        Head {
            format: "csv",
            encoding: Some(lower_case(self.encoding)),
            delimiter: signs.map_or(b',', |it| it.delimiter),
            quote: signs.map_or(b'"', |it| it.quote),
            bytes: self.length,
            ..Head::default()
        }
    }

    fn form(&self, signs: Option<Signs>, body_offset: u64) -> Form {
        let signs = signs.unwrap_or(Signs { delimiter: b',', quote: b'"', cr_only: false });
        let layout = self.declaration.layout;
        Form {
            encoding: self.encoding,
            delimiter: signs.delimiter,
            quote: signs.quote,
            width: 0,
            body_offset,
            cr_only: signs.cr_only,
            footer: layout.footer.as_ref().and_then(|it| pattern::compile(&it.value).ok()),
            trailing_delimiter: layout.trailing_delimiter,
        }
    }
}

/// The head of a file without a byte.
pub(super) fn empty(declaration: &Declaration<'_>) -> (Head, Form) {
    let settling = Settling { path: Path::new(""), declaration, encoding: encoding_rs::UTF_8, length: 0 };
    let mut head = settling.head(None);
    head.notes.push(note(NoteKind::Empty, Located { column: 1, end_column: 1, ..Located::default() }));
    (head, settling.form(None, 0))
}

fn note(kind: NoteKind, place: Located) -> Note {
    Note { kind, place, line: None }
}
