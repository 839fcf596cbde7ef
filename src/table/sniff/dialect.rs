//! Delimiter, quote and line breaks of a sample.

use super::{SampleRecord, records};

/// Delimiters in the order in which they are likely.
const DELIMITERS: [u8; 6] = [b',', b'\t', b';', b'|', b'^', b':'];
/// Records that are looked at.
const LOOKED_AT: usize = 80;

/// Line breaks outside quotes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::table) struct Newlines {
    /// First line (from 0) that ends in LF alone.
    pub(in crate::table) lf: Option<u64>,
    /// First line that ends in CRLF.
    pub(in crate::table) crlf: Option<u64>,
    /// First line that ends in CR alone.
    pub(in crate::table) cr: Option<u64>,
}

/// Finds how records end.
pub(in crate::table) fn newlines(text: &str, found: &[SampleRecord]) -> Newlines {
    let mut newlines = Newlines::default();
    for record in found {
        let kind = match text.get(record.range.end..record.next) {
            Some("\r\n") => &mut newlines.crlf,
            Some("\n") => &mut newlines.lf,
            Some("\r") => &mut newlines.cr,
            _ => continue,
        };
        kind.get_or_insert(record.line);
    }
    newlines
}

/// The delimiter that fits best: the one under which most expected names are found, then the one that cuts records alike.
/// A declared one stays unless it cuts nothing and another one clearly does.
pub(in crate::table) fn delimiter(text: &str, quote: u8, declared: Option<u8>, expected: &dyn Fn(&str) -> bool) -> u8 {
    let score = |delimiter: u8| score(text, delimiter, quote, expected);
    let mut best = (score(declared.unwrap_or(b',')), declared.unwrap_or(b','));
    if declared.is_some() && (best.0.names > 1 || best.0.cells > 2) {
        return best.1;
    }
    for delimiter in DELIMITERS {
        let other = score(delimiter);
        let clearly = other.names > best.0.names.max(1) || (best.0.names == 0 && best.0.cells <= 1 && other.cells > 1);
        let better = if declared.is_some() { clearly } else { other > best.0 };
        if better {
            best = (other, delimiter);
        }
    }
    best.1
}

/// How well a delimiter fits; ordered by importance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Score {
    /// Expected names in the best record.
    names: usize,
    /// Cells of the commonest width times records of that width; 0 where that width is one.
    alike: usize,
    /// That width.
    cells: usize,
}

fn score(text: &str, delimiter: u8, quote: u8, expected: &dyn Fn(&str) -> bool) -> Score {
    let found = records(text, delimiter, quote, LOOKED_AT);
    let named = |it: &SampleRecord| (0..it.cells.len()).filter(|at| expected(&it.cell(*at, text, quote))).count();
    let names = found.iter().map(named).max().unwrap_or(0);
    let widths: Vec<usize> = found.iter().filter(|it| !it.is_blank(text)).map(|it| it.cells.len()).collect();
    let common = widths.iter().map(|width| (widths.iter().filter(|it| *it == width).count(), *width)).max();
    let (count, cells) = common.unwrap_or((0, 1));
    let alike = if cells > 1 { count * cells } else { 0 };
    Score { names, alike, cells }
}

/// Another quote than the declared one that cells of the sample stand in.
pub(in crate::table) fn other_quote(text: &str, delimiter: u8, declared: u8) -> Option<u8> {
    let stands = |quote: u8| {
        let found = records(text, delimiter, quote, LOOKED_AT);
        let sign = char::from(quote);
        let quoted = |cell: &str| cell.len() > 1 && cell.starts_with(sign) && cell.ends_with(sign);
        let cells = found.iter().flat_map(|it| &it.cells).filter_map(|it| text.get(it.clone()));
        cells.filter(|it| quoted(it)).count()
    };
    if declared != 0 && stands(declared) > 0 {
        return None;
    }
    [b'"', b'\''].into_iter().find(|quote| *quote != declared && stands(*quote) > 2)
}
