//! Whole records as keys: a fingerprint of every cell, and the cells themselves where it takes bytes to be sure.

use super::parts::append;
use crate::table::{Batch, CellKind};
use crate::text::{WORD, word_at};

/// Odd numbers whose bits are spread evenly (the golden ratio; constants of `MurmurHash3`'s finalizer, Appleby).
const SPREAD: [u64; 3] = [0x9E37_79B9_7F4A_7C15, 0xFF51_AFD7_ED55_8CCD, 0xC4CE_B9FE_1A85_EC53];

/// The fingerprint of every well-formed record of a batch, begun with `seed`; records without a filled cell have none.
pub(in crate::engine) fn fingerprints(batch: &Batch, seed: u64, into: &mut Vec<Option<u64>>) {
    into.clear();
    into.resize(batch.rows(), None);
    for (place, column) in (0_u64..).zip(&batch.columns) {
        for cell in 0..column.len() {
            let (row, _) = column.row_of(cell);
            let Some(print) = into.get_mut(row) else { continue };
            let bytes = (column.starts.get(cell), column.lens.get(cell));
            let (Some(start), Some(length)) = bytes else { continue };
            let hash = of_cell(&batch.text, *start as usize, *length as usize);
            *print = Some(match *print {
                Some(before) => mix(before, hash),
                None if *length == 0 => continue,
                None => mix(seed, hash.wrapping_add(place)),
            });
        }
    }
}

fn mix(before: u64, hash: u64) -> u64 {
    let [golden, one, other] = SPREAD;
    let mut mixed = (before ^ hash).wrapping_mul(one);
    mixed = (mixed ^ (mixed >> 32)).wrapping_mul(other);
    (mixed ^ (mixed >> 29)).wrapping_add(golden)
}

fn of_cell(text: &[u8], start: usize, length: usize) -> u64 {
    #[expect(clippy::cast_possible_truncation, reason = "both halves are taken")]
    let fold = |word: u128| (word as u64) ^ ((word >> 64) as u64).wrapping_mul(SPREAD[0]);
    if length <= WORD {
        return fold(word_at(text, start, length)).wrapping_add(length as u64);
    }
    let mut hash = length as u64;
    for from in (0..length).step_by(WORD) {
        hash = mix(hash, fold(word_at(text, start + from, WORD.min(length - from))));
    }
    hash
}

/// Puts the cells of a row together, each with its length, and null apart from empty text.
pub(in crate::engine) fn cells(batch: &Batch, row: usize, whole: &mut Vec<u8>) {
    whole.clear();
    for column in &batch.columns {
        let cells = column.cells_of(row);
        append(whole, &u32::try_from(cells.len()).unwrap_or(u32::MAX).to_le_bytes());
        for cell in cells {
            append(whole, column.bytes(cell, &batch.text));
            whole.push(u8::from(matches!(column.kinds.get(cell), Some(CellKind::Null | CellKind::Absent))));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Column;

    fn batch(rows: &[&[&str]]) -> Batch {
        let mut batch = Batch::default();
        let width = rows.first().map_or(0, |it| it.len());
        batch.columns = vec![Column::default(); width];
        for (number, row) in rows.iter().enumerate() {
            batch.record_of.push(u32::try_from(number).expect("few"));
            for (column, cell) in batch.columns.iter_mut().zip(*row) {
                column.starts.push(u32::try_from(batch.text.len()).expect("short"));
                column.lens.push(u32::try_from(cell.len()).expect("short"));
                batch.text.extend_from_slice(cell.as_bytes());
            }
        }
        batch
    }

    #[test]
    fn records_are_alike_only_where_every_cell_is() {
        let long = "a value that is longer than one machine word";
        let rows: [&[&str]; 9] = [
            &["a", "b", long],
            &["ab", "", long],
            &["", "ab", long],
            &["b", "a", long],
            &["a", "b", "a value that is longer than one machine wore"],
            &["a", "b", ""],
            &["a", "", "b"],
            &["", "a", "b"],
            &["a", "b", long],
        ];
        let batch = batch(&rows);
        let mut prints = Vec::new();
        fingerprints(&batch, 7, &mut prints);
        let (mut one, mut other) = (Vec::new(), Vec::new());
        for (left, row) in rows.iter().enumerate() {
            for (right, compared) in rows.iter().enumerate() {
                cells(&batch, left, &mut one);
                cells(&batch, right, &mut other);
                assert_eq!(one == other, row == compared, "{row:?} {compared:?}");
                assert_eq!(prints[left] == prints[right], row == compared, "{row:?} {compared:?}");
            }
        }
    }

    #[test]
    fn a_record_without_a_filled_cell_is_like_no_other() {
        let mut prints = Vec::new();
        fingerprints(&batch(&[&["", ""], &["", "x"]]), 7, &mut prints);
        assert!(prints[0].is_none() && prints[1].is_some());
    }
}
