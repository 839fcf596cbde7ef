//! Random texts: both scanners, all block sizes and the `csv` crate agree.

use proptest::prelude::*;

use super::super::cut::{Scan, scan_cells};
use super::super::marks::Marks;
use super::super::scalar::{self, Dialect};
use super::super::vector;
use super::*;
use crate::text::Signs;

/// Pieces that meet at every kind of seam.
fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        ",",
        ",",
        ",",
        "\n",
        "\n",
        "\r\n",
        "\r",
        "\"",
        "\"",
        "\"\"",
        "\",\"",
        "\"\n\"",
        "a",
        "b",
        " ",
        "甲",
        "é",
        "𠀀",
        "=\"1\"",
        "0123456789",
        "\n,",
        "\",",
        ",\"",
        "\"\r\n",
    ])
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..200).prop_map(|pieces| pieces.concat())
}

/// Cells as a writer that quotes properly would write them.
fn written() -> impl Strategy<Value = (Vec<Vec<String>>, bool)> {
    let word = prop::collection::vec(prop::sample::select(vec![",", "\n", "\r\n", "\"", "a", "甲", " ", "x"]), 0..12);
    let cell = word.prop_map(|pieces| pieces.concat());
    (prop::collection::vec(prop::collection::vec(cell, 3), 0..60), any::<bool>())
}

fn write((rows, crlf): &(Vec<Vec<String>>, bool)) -> Vec<u8> {
    let terminator = if *crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
    let mut writer = csv::WriterBuilder::new().terminator(terminator).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).expect("to write");
    }
    writer.into_inner().expect("to flush")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn vectors_mark_what_the_grammar_marks(text in text()) {
        let dialect = Dialect::of(&form(3));
        let (mut fast, mut exact) = (Marks::default(), Marks::default());
        scalar::mark(text.as_bytes(), &dialect, &mut exact);
        if vector::mark(text.as_bytes(), &dialect, &mut fast) {
            prop_assert_eq!((&fast.at, &fast.ends), (&exact.at, &exact.ends));
            prop_assert_eq!(&fast.breaks, &exact.breaks);
            prop_assert!(exact.notes.is_empty());
        }
        if let Some(scan) = vector::scan(text.as_bytes(), &dialect) {
            let exact: Scan = scan_cells(text.as_bytes(), &dialect, true);
            prop_assert_eq!(scan, exact);
        }
    }

    #[test]
    fn no_sign_is_passed_over(before in 0_usize..140, text in "[a-zé中，%\u{1}\u{A0}\u{3000}\u{200B}\u{2060}\u{180E}\u{FEFF}\u{FFFD}锟Ａ\t\u{7F}&<\u{AD}]{0,3}") {
        let dialect = Dialect::of(&form(1));
        let text = format!("{}{text}{}", "x".repeat(before), "y".repeat(before % 7));
        let mut marks = Marks { signs: Some(Signs::default()), ..Marks::default() };
        if vector::mark(text.as_bytes(), &dialect, &mut marks) {
            let (Signs(seen), Signs(there)) = (marks.signs.expect("they were wanted"), Signs::of(text.as_bytes()));
            prop_assert_eq!(seen & there, there, "{:?}", text);
        }
    }

    #[test]
    fn blocks_of_any_size_tell_the_same(text in text(), target in 1_usize..300, cr_only: bool) {
        // Blank lines at the end are forgiven only as far as the last block shows them, and words there may be totals.
        let raw = format!("{text}z,z,z");
        let form = Form { cr_only, ..form(3) };
        let whole = read(raw.as_bytes(), &form);
        let pieces = blocks(raw.as_bytes(), &form, size(target));
        let joined: Vec<u8> = pieces.iter().flat_map(|it| it.raw.clone()).collect();
        prop_assert_eq!(joined, raw.as_bytes());
        prop_assert_eq!(tell(&pieces, &Arc::new(CsvIndexer::new(form)), 3), whole);
    }

    #[test]
    fn a_proper_writer_is_read_as_the_csv_crate_reads(rows in written(), target in 1_usize..300) {
        let raw = write(&rows);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(raw.as_slice());
        let blank = |row: &csv::StringRecord| row.iter().all(|cell| cell.trim_matches(' ').is_empty());
        let expected: Vec<Vec<String>> = reader
            .records()
            .map(|row| row.expect("to read"))
            .filter(|row| !blank(row))
            .map(|row| row.iter().map(str::to_owned).collect())
            .collect();
        let story = read(&raw, &form(3));
        let told: Vec<Vec<String>> = story.records.iter().map(|(_, cells)| cells.clone()).collect();
        prop_assert_eq!(&told, &expected);
        prop_assert!(story.notes.iter().all(|(kind, _)| *kind == BatchNoteKind::BlankLine));
        let pieces = blocks(&raw, &form(3), size(target));
        prop_assert_eq!(tell(&pieces, &Arc::new(CsvIndexer::new(form(3))), 3).records, story.records);
    }

    #[test]
    fn random_bytes_lose_nothing(raw in prop::collection::vec(any::<u8>(), 0..2000), target in 1_usize..500) {
        for encoding in [encoding_rs::UTF_8, encoding_rs::GB18030, encoding_rs::UTF_16LE, encoding_rs::BIG5] {
            for delimiter in [b',', b'|', b'A'] {
                let form = Form { encoding, delimiter, ..form(2) };
                let pieces = blocks(&raw, &form, size(target));
                let joined: Vec<u8> = pieces.iter().flat_map(|it| it.raw.clone()).collect();
                prop_assert_eq!(&joined, &raw);
                let fast = tell(&pieces, &Arc::new(CsvIndexer::new(form.clone())), 2);
                prop_assert_eq!(fast, tell(&pieces, &Arc::new(CsvIndexer::scalar(form.clone())), 2));
                assert_places_are_inside(&pieces, &CsvIndexer::new(form));
            }
        }
    }
}

fn assert_places_are_inside(blocks: &[Block], indexer: &CsvIndexer) {
    let mut batch = Batch::default();
    for block in blocks {
        indexer.index(block, &[0, 1], &mut batch);
        for record in 0..u32::try_from(batch.records()).expect("few").min(5) {
            let place = indexer.locate(block, &batch, record, Some(1));
            assert!(place.offset >= block.offset);
            assert!(place.offset + place.length <= block.offset + block.raw.len() as u64);
            let excerpt = indexer.excerpt(block, &batch, (record, Some(1)), &|_| crate::text::Mask::Shape);
            assert!(excerpt.lines[excerpt.marked].get(excerpt.mark.clone()).is_some());
        }
    }
}
