//! The first lines of a text, decoded.

use std::borrow::Cow;
use std::ops::Range;

use encoding_rs::Encoding;

use super::row::{Grammar, Row, Signs};
use super::stored::stored_at;
use crate::table::Located;

/// A text's first bytes, decoded, with its lines.
#[derive(Debug)]
pub(crate) struct Opening {
    /// As stored, without byte order mark.
    raw: Vec<u8>,
    /// Bytes of the byte order mark before `raw`.
    mark: usize,
    encoding: &'static Encoding,
    text: String,
    /// Whether `text` and `raw` are the same bytes.
    verbatim: bool,
    /// Whether nothing follows in the file.
    whole: bool,
    cr_only: bool,
    /// Where each line begins; the last may be empty, or cut where more follows.
    starts: Vec<u32>,
}

impl Opening {
    /// Decodes the first bytes of an input, of which `mark` are a byte order mark. `whole`: nothing follows them.
    pub(crate) fn new(mut bytes: Vec<u8>, mark: usize, encoding: &'static Encoding, whole: bool) -> Self {
        let raw = bytes.split_off(mark.min(bytes.len()));
        let text = encoding.decode_without_bom_handling(&raw).0.into_owned();
        let verbatim = text.as_bytes() == raw;
        let cr_only = ends_in_cr(text.as_bytes());
        let starts = line_starts(text.as_bytes(), cr_only);
        Self { raw, mark, encoding, text, verbatim, whole, cr_only, starts }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn is_whole(&self) -> bool {
        self.whole
    }

    /// Whether CR alone ends lines.
    pub(crate) fn cr_only(&self) -> bool {
        self.cr_only
    }

    /// Number of lines that are there to their end; an empty one after the last line break is none.
    pub(crate) fn lines(&self) -> usize {
        let open = self.starts.last().map_or(0, |start| *start as usize);
        let dangling = !self.whole || open == self.text.len();
        self.starts.len() - usize::from(dangling)
    }

    /// First byte of line `number` (from 0); the text's end past the last.
    pub(crate) fn start(&self, number: usize) -> usize {
        self.starts.get(number).map_or(self.text.len(), |start| *start as usize)
    }

    /// Line `number` (from 0) without its line break.
    pub(crate) fn line(&self, number: usize) -> &str {
        let line = self.text.get(self.start(number)..self.start(number + 1)).unwrap_or_default();
        without_break(line)
    }

    /// The first line that holds more than blanks; the number of lines where none does.
    pub(crate) fn first_text(&self) -> usize {
        let is_nothing = |c: char| c.is_whitespace() || c == '\u{FEFF}';
        let at = self.text.find(|c| !is_nothing(c));
        at.map_or(self.starts.len(), |at| self.line_of(at))
    }

    /// Line (from 0) of a byte of the text.
    pub(crate) fn line_of(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start as usize <= at).saturating_sub(1)
    }

    /// Whether a line holds nothing but blanks and `delimiter`.
    pub(crate) fn is_blank(&self, number: usize, delimiter: Option<u8>) -> bool {
        let is_nothing = |c: char| c.is_whitespace() || c == '\u{FEFF}' || delimiter.is_some_and(|it| c == it as char);
        self.line(number).chars().all(is_nothing)
    }

    /// The record that begins at a byte of the text. A quote that is never closed in it does not reach past its line.
    pub(crate) fn row(&self, at: usize, grammar: &dyn Grammar, signs: Signs) -> Row {
        let row = grammar.row(self.text.as_bytes(), at, signs);
        let last = row.cells.last().map_or(at, |cell| cell.end);
        if row.irregular && self.line_of(at) != self.line_of(last) {
            return grammar.row(self.text.as_bytes(), at, Signs { quote: 0, ..signs });
        }
        row
    }

    /// The records from a byte of the text on that are there to their end, at most `most`; blank lines are none.
    pub(crate) fn rows(&self, from: usize, most: usize, grammar: &dyn Grammar, signs: Signs) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut at = from;
        while at < self.text.len() && rows.len() < most {
            let row = self.row(at, grammar, signs);
            if !self.holds(&row) {
                break;
            }
            at = row.next;
            if !matches!(row.cells.as_slice(), [cell] if self.is_blank_cell(cell)) {
                rows.push(row);
            }
        }
        rows
    }

    /// Whether a cell holds nothing but blanks.
    pub(crate) fn is_blank_cell(&self, cell: &Range<usize>) -> bool {
        self.text.get(cell.clone()).is_none_or(|text| text.trim().is_empty())
    }

    /// Whether a record is there to its end.
    pub(crate) fn holds(&self, row: &Row) -> bool {
        row.ended || self.whole
    }

    /// The text of a cell: unquoted, blanks and all.
    pub(crate) fn value<'t>(&'t self, cell: &Range<usize>, grammar: &dyn Grammar, quote: u8) -> Cow<'t, str> {
        let bytes = self.text.as_bytes().get(cell.clone()).unwrap_or_default();
        match grammar.value(bytes, quote) {
            Cow::Borrowed(value) => String::from_utf8_lossy(value),
            Cow::Owned(value) => Cow::Owned(String::from_utf8_lossy(&value).into_owned()),
        }
    }

    /// Where in the input each byte of the text (ascending) is stored.
    pub(crate) fn stored(&self, wanted: &[usize]) -> Vec<u64> {
        let found = if self.verbatim { wanted.to_vec() } else { stored_at(&self.raw, self.encoding, wanted) };
        found.into_iter().map(|at| (self.mark + at) as u64).collect()
    }

    /// Places of ranges of the text; they may touch but not overlap, and ascend.
    pub(crate) fn places(&self, ranges: &[Range<usize>]) -> Vec<Located> {
        let edges: Vec<usize> = ranges.iter().flat_map(|range| [range.start, range.end]).collect();
        let stored = self.stored(&edges);
        let mut walked = Walked::default();
        let place = |(range, offsets): (&Range<usize>, &[u64])| {
            let (line, column) = walked.to(self, range.start);
            let (end_line, end_column) = walked.to(self, range.end);
            let (offset, end) = (offsets.first().copied().unwrap_or(0), offsets.last().copied().unwrap_or(0));
            Located { line, column, end_line, end_column, offset, length: end.saturating_sub(offset) }
        };
        ranges.iter().zip(stored.chunks(2)).map(place).collect()
    }

    /// The place of one range of the text.
    pub(crate) fn place(&self, range: Range<usize>) -> Located {
        self.places(&[range]).first().copied().unwrap_or_default()
    }
}

/// How far columns have been counted, so that the cells of one long line are counted once.
#[derive(Default)]
struct Walked {
    at: usize,
    line: usize,
    column: u64,
}

impl Walked {
    /// Line and column of a byte at or after the last one asked for.
    fn to(&mut self, opening: &Opening, at: usize) -> (u64, u64) {
        let line = opening.line_of(at);
        if line != self.line || at < self.at {
            (self.line, self.at, self.column) = (line, opening.start(line), 0);
        }
        self.column += opening.text.get(self.at..at).map_or(0, |passed| passed.chars().count() as u64);
        self.at = at;
        (line as u64, self.column + 1)
    }
}

/// A line without the break it ends in.
pub(super) fn without_break(line: &str) -> &str {
    let line = line.strip_suffix('\n').unwrap_or(line);
    line.strip_suffix('\r').unwrap_or(line)
}

/// Whether lines end in a lone CR: it does so outside quotes, and LF does not.
fn ends_in_cr(text: &[u8]) -> bool {
    let (mut cr, mut lf, mut quoted) = (0_usize, 0_usize, false);
    for byte in text {
        match byte {
            b'"' => quoted = !quoted,
            b'\r' if !quoted => cr += 1,
            b'\n' if !quoted => lf += 1,
            _ => {}
        }
    }
    let any_lf = memchr::memchr(b'\n', text).is_some();
    let any_cr = memchr::memchr(b'\r', text).is_some();
    // An odd number of quotes tells nothing of what is within them.
    any_cr && (!any_lf || (!quoted && lf == 0 && cr > 1))
}

fn line_starts(text: &[u8], cr_only: bool) -> Vec<u32> {
    let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let is_pair = |at: usize| text.get(at) == Some(&b'\r') && text.get(at + 1) == Some(&b'\n');
    let after: Vec<u32> = if cr_only {
        memchr::memchr2_iter(b'\r', b'\n', text).filter(|at| !is_pair(*at)).map(|at| narrow(at + 1)).collect()
    } else {
        memchr::memchr_iter(b'\n', text).map(|at| narrow(at + 1)).collect()
    };
    std::iter::once(0).chain(after).collect()
}
