//! The reader's grammar, lent to what looks for the header.

use std::borrow::Cow;

use crate::table::BatchNoteKind;
use crate::table::csv::form::Form;
use crate::table::csv::quotes;
use crate::table::csv::scalar::{Dialect, Stop, record};
use crate::table::sniff::{Grammar, Row, Signs};

/// Cuts records as the indexer does.
pub(super) struct Records;

impl Grammar for Records {
    fn row(&self, text: &[u8], at: usize, signs: Signs) -> Row {
        let form = Form {
            encoding: encoding_rs::UTF_8,
            delimiter: signs.delimiter,
            quote: signs.quote,
            width: 0,
            body_offset: 0,
            cr_only: signs.cr_only,
            footer: None,
            trailing_delimiter: false,
        };
        let cells = record(text, at, &Dialect::of(&form));
        let last = cells.last();
        Row {
            next: last.map_or(text.len(), |cell| cell.next),
            ended: last.is_some_and(|cell| cell.stop == Stop::Break),
            irregular: cells
                .iter()
                .any(|cell| matches!(cell.flaw, Some((BatchNoteKind::StrayQuote | BatchNoteKind::UnclosedQuote, _)))),
            cells: cells.into_iter().map(|cell| cell.start..cell.end).collect(),
        }
    }

    fn value<'t>(&self, cell: &'t [u8], quote: u8) -> Cow<'t, [u8]> {
        quotes::value(cell, quote)
    }
}
