//! What is settled of a delimited text before its first record: container, encoding, dialect, header.
//!
//! Only a bounded sample is read: the first bytes, stretches spread over the file and its end. Everything here prefers
//! what is declared; the sample has to contradict a declaration clearly before something else is believed.

mod agreement;
mod columns;
mod container;
mod delimiter;
mod encoding;
mod evidence;
mod expected;
mod extra;
mod header;
mod label;
mod newline;
mod opening;
mod quote;
mod row;
mod sample;
mod stored;
mod tail;

pub(crate) use agreement::{Settled, settle};
pub(crate) use columns::{Columns, read_columns};
pub(crate) use container::{is_binary, is_spreadsheet_text, promised, signature, text_signature};
pub(crate) use delimiter::{Chosen, choose};
pub(crate) use evidence::place_of_evidence;
pub(crate) use expected::Expected;
pub(crate) use extra::extra_rows;
pub(crate) use header::{Found, Search, Site};
pub(crate) use label::{lower_case, named};
pub(crate) use newline::other_newline;
pub(crate) use opening::Opening;
pub(crate) use quote::settle_quote;
pub(crate) use row::{Grammar, Row, Signs};
pub(crate) use sample::{Sample, read_prefix};
pub(crate) use tail::cut_character;
