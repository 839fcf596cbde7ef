//! Records of containers: cells rendered column by column.
//!
//! A container has no text that could be cut into blocks, so its reader renders [`Page`]s: columns of cells with their
//! kinds. A [`Producer`] fills them one after the other on a thread of its own, ahead of the checks and never more than
//! a few pages; a block carries one page. To read a block again, the producer starts anew at or before it.

mod head;
mod index;
mod page;
mod table;
mod typed;
mod write;

pub(super) use head::{container_head, drawn};
pub(super) use index::CellIndexer;
pub use page::{Page, Part, cell_name};
pub(super) use table::{CellTable, Producer, Sink};
pub(super) use typed::{
    shape, write_bytes, write_clock, write_day, write_decimal, write_instant, write_text, write_uuid, write_wide,
};
pub(super) use write::{write_float, write_integer};

/// Characters of a page's text after which it is handed over; its columns stay in cache while they are judged.
pub(super) const TARGET: usize = 256 << 10;

/// Most records of a page: columns of short cells fill few bytes.
pub(super) const MOST_ROWS: usize = 8 << 10;
