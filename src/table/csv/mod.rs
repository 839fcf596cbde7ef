//! Delimited text: CSV, TSV and their relatives.

mod form;
mod head;

pub use form::Form;
