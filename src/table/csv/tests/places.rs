//! Places and excerpts.

use super::*;
use crate::table::{Located, RecordExcerpt};
use crate::text::Mask;

fn indexed(raw: &str, form: &Form) -> (CsvIndexer, Block, Batch) {
    let (indexer, mut batch) = (CsvIndexer::new(form.clone()), Batch::default());
    let block = Block { raw: raw.as_bytes().to_vec(), offset: 1000, number: 3, last: true, ..Block::default() };
    indexer.index(&block, &[0], &mut batch);
    (indexer, block, batch)
}

fn place(line: u64, column: u64, end: (u64, u64), offset: u64, length: u64) -> Located {
    Located { line, column, end_line: end.0, end_column: end.1, offset: 1000 + offset, length }
}

#[test]
fn places_count_physical_lines_and_characters() {
    let raw = "甲,\"x\r\ny\",é\r\n\r\nb,c\r\n";
    let (indexer, block, batch) = indexed(raw, &form(3));
    for (record, column, expected) in [
        (0, Some(0), place(0, 1, (0, 2), 0, 3)),
        (0, Some(1), place(0, 3, (1, 3), 4, 6)),
        (0, Some(2), place(1, 4, (1, 5), 11, 2)),
        (0, None, place(0, 1, (1, 5), 0, 13)),
        (1, Some(1), place(3, 3, (3, 4), 19, 1)),
        (1, Some(2), place(3, 4, (3, 4), 20, 0)),
        (9, None, Located::default()),
    ] {
        assert_eq!(indexer.locate(&block, &batch, record, column), expected, "{record} {column:?}");
    }
    assert_eq!(indexer.cells(&block, &batch, 0), ["甲", "x\r\ny", "é"]);
}

fn shown(raw: &str, record: u32, column: Option<usize>) -> RecordExcerpt {
    let (indexer, block, batch) = indexed(raw, &form(2));
    let mask = |number: usize| if number == 1 { Mask::Show } else { Mask::Shape };
    indexer.excerpt(&block, &batch, (record, column), &mask)
}

#[test]
fn excerpts_mask_every_cell_but_keep_its_form() {
    for (raw, record, column, lines, first_line, marked) in [
        ("x,y\n\"a,b\",1.5\n", 1, Some(1), &["\"*,*\",1.5"][..], 1, "1.5"),
        ("\"a,b\",1.5,secret\n", 0, Some(0), &["\"*,*\",1.5,******"], 0, "\"*,*\""),
        ("ab,\"c\r\nd\"\"e\",f\r\n", 0, Some(1), &["**,\"c", "d\"\"e\",*"], 0, "\"c"),
        ("ab,\"c\r\nd\",f\r\n", 0, Some(2), &["**,\"c", "d\",*"], 0, "*"),
        ("ab,c\n", 0, None, &["**,c"], 0, "**,c"),
        ("ab\n", 0, Some(1), &["**"], 0, ""),
        ("a\"b,c\n", 0, Some(0), &["*\"*,c"], 0, "*\"*"),
        ("\"a\n\n\nb\nc\nd\",x\n", 0, Some(1), &["", "*", "*", "*\",x"], 2, "x"),
    ] {
        let excerpt = shown(raw, record, column);
        assert_eq!(excerpt.lines, lines, "{raw:?}");
        assert_eq!(excerpt.first_line, first_line, "{raw:?}");
        assert_eq!(&excerpt.lines[excerpt.marked][excerpt.mark.clone()], marked, "{raw:?}");
    }
}

#[test]
fn a_long_masked_cell_does_not_hide_the_lines_after_it() {
    let raw = format!("\"{}\n{}\",y\n", "a".repeat(100), "b".repeat(100));
    let excerpt = shown(&raw, 0, Some(1));
    assert_eq!((excerpt.lines.len(), excerpt.marked), (2, 1));
    assert!(excerpt.lines.iter().all(|line| !line.contains(['a', 'b'])));
}
