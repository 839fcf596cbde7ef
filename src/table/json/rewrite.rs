//! A block with some values replaced, and everything else byte for byte as it is stored.

use super::index::JsonIndexer;
use super::page::Page;
use crate::table::{Batch, Block, CellEdit, NewCell};

/// Appends the block to `out` with `edits` made, which are in order of record and column. Gives those that could not be made.
pub(super) fn rewrite(
    indexer: &JsonIndexer,
    (block, batch): (&Block, &Batch),
    edits: &[CellEdit],
    out: &mut Vec<u8>,
) -> Vec<usize> {
    let page = Page::of(indexer, block, batch);
    let mut places: Vec<(std::ops::Range<usize>, usize)> = Vec::new();
    let mut refused = Vec::new();
    for (index, edit) in edits.iter().enumerate() {
        // Where bytes are no text, places in the text are not places in the file.
        let range = page.is_stored().then(|| page.cell(edit)).flatten();
        match range {
            Some(range) => places.push((range, index)),
            None => refused.push(index),
        }
    }
    // Members stand in an order of their own.
    places.sort_by_key(|(range, _)| range.start);
    let mut copied = 0;
    for (range, index) in places {
        let Some(edit) = edits.get(index) else { continue };
        out.extend_from_slice(block.raw.get(copied..range.start).unwrap_or_default());
        out.extend_from_slice(&written(&edit.to));
        copied = range.end;
    }
    out.extend_from_slice(block.raw.get(copied..).unwrap_or_default());
    refused
}

fn written(to: &NewCell) -> Vec<u8> {
    match to {
        NewCell::Null(_) => b"null".to_vec(),
        // A text has a JSON spelling whatever it holds.
        NewCell::Text(text) => serde_json::to_vec(text).unwrap_or_default(),
    }
}
