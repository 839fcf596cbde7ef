//! Hostile lines, places, and blocks of every size against each other.

mod documents;

use std::io::Write;
use std::sync::Arc;

use super::JsonTable;
use crate::model::{Layout, Transport};
use crate::table::{At, Batch, BatchNoteKind, Block, CellKind, Declaration, Source, Table};
use crate::text::Mask;

fn open(text: &[u8], expected: &[&str]) -> (JsonTable, tempfile::NamedTempFile) {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(text).unwrap();
    let expected: Vec<Arc<str>> = expected.iter().map(|it| Arc::from(*it)).collect();
    let (transport, layout) = (Transport::default(), Layout::default());
    let declaration =
        Declaration { transport: &transport, layout: &layout, sheets: &[], each: None, expected: &expected };
    let table = JsonTable::open(&Source::open(file.path()).unwrap(), true, &declaration).unwrap();
    (table, file)
}

fn header(table: &JsonTable) -> Vec<String> {
    table.head().header.iter().map(|it| it.text.to_string()).collect()
}

/// Everything a run tells, with positions that do not depend on blocks.
#[derive(Debug, Default, PartialEq, Eq)]
struct Story {
    rows: Vec<Vec<(CellKind, String)>>,
    records: usize,
    malformed: u64,
    newlines: u64,
    notes: Vec<(BatchNoteKind, usize)>,
    places: Vec<(u64, u64, u64, u64)>,
}

fn story(table: &mut JsonTable) -> Story {
    let wanted: Vec<usize> = (0..table.head().header.len()).collect();
    let (mut story, mut block, mut batch) = (Story::default(), Block::default(), Batch::default());
    let indexer = table.indexer();
    while table.next(&mut block).unwrap() {
        indexer.index(&block, &wanted, &mut batch);
        for row in 0..batch.rows() {
            let cell = |it: &crate::table::Column| {
                let cells = it.cells_of(row).map(|cell| (it.kinds[cell], it.bytes(cell, &batch.text).to_vec()));
                let cells: Vec<_> = cells.map(|(kind, it)| (kind, String::from_utf8(it).unwrap())).collect();
                let kind = cells.first().map_or(CellKind::Absent, |it| it.0);
                (kind, cells.into_iter().map(|it| it.1).collect::<Vec<_>>().join("|"))
            };
            story.rows.push(batch.columns.iter().map(cell).collect());
        }
        for record in 0..u32::try_from(batch.records()).unwrap() {
            for column in wanted.iter().copied().map(Some).chain([None, Some(99)]) {
                let it = indexer.locate(&block, &batch, record, column);
                story.places.push((story.newlines + it.line, it.column, it.offset, it.length));
                let excerpt = indexer.excerpt(&block, &batch, (record, column), &|_| Mask::Shape);
                assert!(excerpt.lines[excerpt.marked].get(excerpt.mark).is_some());
            }
            indexer.cells(&block, &batch, record);
        }
        story.notes.extend(batch.notes.iter().map(|it| (it.kind, story.records + it.record as usize)));
        story.records += batch.records();
        story.malformed += batch.malformed_count;
        story.newlines += batch.newlines;
        let mut again = Block::default();
        table.refetch(block.offset, block.raw.len(), &mut again).unwrap();
        assert_eq!((again.raw, again.number), (block.raw.clone(), block.number));
    }
    story
}

fn rows(text: &str) -> Vec<Vec<(CellKind, String)>> {
    story(&mut open(text.as_bytes(), &[]).0).rows
}

#[test]
fn kinds_and_texts_are_as_written() {
    use CellKind::{Absent, Bool, Nested, Null, Number, Text};
    let text = concat!(
        r#"{"s":"a","n":1.50,"b":true,"z":null,"l":[1,"]"],"o":{}}"#,
        "\n",
        r#" { "n" : -0.1E+3 , "s" : "\u4e2d\ud83d\ude00\n\"\\\/" } "#,
        "\r\n",
        r#"{"s":""}"#
    );
    let cells = |row: &[(CellKind, &str)]| row.iter().map(|(kind, it)| (*kind, (*it).to_owned())).collect::<Vec<_>>();
    assert_eq!(
        rows(text),
        [
            cells(&[(Text, "a"), (Number, "1.50"), (Bool, "true"), (Null, ""), (Nested, r#"[1,"]"]"#), (Nested, "{}")]),
            cells(&[
                (Text, "中😀\n\"\\/"),
                (Number, "-0.1E+3"),
                (Absent, ""),
                (Absent, ""),
                (Absent, ""),
                (Absent, "")
            ]),
            cells(&[(Text, ""), (Absent, ""), (Absent, ""), (Absent, ""), (Absent, ""), (Absent, "")]),
        ]
    );
}

#[test]
fn columns_are_the_paths_of_the_records() {
    for (text, expected, columns) in [
        ("{\"a\":1,\"b\":{\"c\":1,\"d\":{\"e\":2}}}\n{\"f\":1}\n", &[][..], &["a", "b.c", "b.d.e", "f"][..]),
        ("{\"b\":null}\n{\"b\":{\"c\":1}}\n", &[], &["b.c"]),
        ("{\"b\":null}\n{\"b\":{\"c\":1}}\n", &["b"], &["b", "b.c"]),
        ("{\"b\":null}\n", &[], &["b"]),
        ("{\"b\":1}\n{\"b\":{\"c\":1}}\n", &[], &["b", "b.c"]),
        ("{\"\\u0061\":1}\n{\"a\":1}\n", &[], &["a"]),
        ("\u{FEFF}{\"a\":1}\n", &[], &["a"]),
        ("not json\n", &[], &[]),
        ("", &[], &[]),
    ] {
        assert_eq!(header(&open(text.as_bytes(), expected).0), columns, "{text}");
    }
}

#[test]
fn a_declared_column_is_found_however_late() {
    let mut text = "{\"a\":\"late\"}\n".repeat(400_000);
    text.push_str("{\"a\":1,\"o\":{\"late\":2}}\n{\"b\":1}\n{\"late\":3}");
    let (table, _file) = open(text.as_bytes(), &["a", "o.late", "late", "never"]);
    assert_eq!(header(&table), ["a", "o.late", "b", "late"]);
    let places: Vec<(u64, &str)> = table
        .head()
        .header
        .iter()
        .filter(|it| it.text.contains("late"))
        .map(|it| {
            let from = usize::try_from(it.place.offset).unwrap();
            (it.place.line, &text[from..from + usize::try_from(it.place.length).unwrap()])
        })
        .collect();
    assert_eq!(places, [(400_000, "\"late\""), (400_002, "\"late\"")]);
}

#[test]
fn lines_that_are_no_object_are_malformed_and_lose_no_other() {
    let deep = format!("{{\"a\":{}{}}}", "[".repeat(5000), "]".repeat(5000));
    for bad in [
        "[1]",
        "1",
        "null",
        "{\"a\":1",
        "{\"a\":1}}",
        "{\"a\":1} {}",
        "{\"a\":1,}",
        "{a:1}",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":.5}",
        "{\"a\":1.}",
        "{\"a\":NaN}",
        "{\"a\":\"\t\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":\"\\udc00\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":\"",
        "{\"a\":{\"b\":",
        "{\"a\":tru}",
        "{\"a\" 1}",
        &deep,
    ] {
        let text = format!("{{\"a\":1}}\n{bad}\n{{\"a\":2}}\n");
        let told = story(&mut open(text.as_bytes(), &[]).0);
        let cells: Vec<&str> = told.rows.iter().map(|it| &*it[0].1).collect();
        assert_eq!((cells, told.malformed, told.records), (vec!["1", "2"], 1, 3), "{bad}");
    }
}

#[test]
fn a_name_that_stands_twice_is_read_once_and_told() {
    let told = story(&mut open(b"{\"a\":1,\"b\":2,\"a\":3}\n\n{\"a\":4}\n", &[]).0);
    assert_eq!(told.rows[0][0], (CellKind::Number, String::from("1")));
    assert_eq!(told.notes, [(BatchNoteKind::DuplicateKey, 0), (BatchNoteKind::BlankLine, 1)]);
}

#[test]
fn names_that_stand_twice_within_lists_are_told_too() {
    let text = br#"{"items":[{"sku":"A","sku":"B"},{"sku":"C","n":1,"n":2}],"o":{"k":1,"k":2},"last":0}"#;
    let told = story(&mut open(text, &[]).0);
    let cells: Vec<&str> = told.rows[0].iter().map(|it| &*it.1).collect();
    assert_eq!(cells, ["A|C", "1", "1", "0"]);
    assert_eq!(told.notes, [(BatchNoteKind::DuplicateKey, 0); 3]);

    let (mut table, _file) = open(text, &[]);
    let (mut block, mut batch) = (Block::default(), Batch::default());
    assert!(table.next(&mut block).unwrap());
    let indexer = table.indexer();
    indexer.index(&block, &[0], &mut batch);
    let at = indexer.locate_item(&block, &batch, At { record: 0, column: Some(0), item: 1 });
    let from = usize::try_from(at.offset).unwrap();
    assert_eq!(text.get(from..from + 3), Some(&b"\"C\""[..]), "the second cell is that of the second item");
}

#[test]
fn places_are_those_of_the_value_as_stored() {
    let text = "\u{FEFF}{\"名\":\"值\",\"b\":12}\n  {\"b\" : \"x\\n\"}\n".as_bytes();
    let (mut table, _file) = open(text, &[]);
    let (mut block, mut batch) = (Block::default(), Batch::default());
    assert!(table.next(&mut block).unwrap());
    let indexer = table.indexer();
    indexer.index(&block, &[1], &mut batch);
    for (record, column, stored, line, at) in [
        (0, Some(0), "\"值\"", 0, 6),
        (0, Some(1), "12", 0, 14),
        (1, Some(1), "\"x\\n\"", 1, 10),
        (1, Some(0), "}", 1, 15),
    ] {
        let it = indexer.locate(&block, &batch, record, column);
        let (from, to) = (usize::try_from(it.offset).unwrap(), usize::try_from(it.offset + it.length).unwrap());
        assert_eq!(std::str::from_utf8(&text[from..to]).unwrap(), stored);
        assert_eq!((it.line, it.column), (line, at), "{stored}");
    }
    let shown =
        indexer.excerpt(&block, &batch, (0, Some(1)), &|column| if column == 1 { Mask::Show } else { Mask::Shape });
    assert_eq!(shown.lines, ["{\"名\":\"*\",\"b\":12}"]);
    assert_eq!(&shown.lines[0][shown.mark], "12");
}

#[test]
fn bytes_that_are_no_utf_8_are_placed_as_stored() {
    let text = b"{\"a\":\"\xFFx\",\"b\":\"\xC4\xE3\",\"c\":1}\n{\"c\":2}\n";
    let (mut table, _file) = open(text, &[]);
    let (mut block, mut batch) = (Block::default(), Batch::default());
    assert!(table.next(&mut block).unwrap());
    let indexer = table.indexer();
    indexer.index(&block, &[0], &mut batch);
    assert_eq!(batch.undecodable.len(), 3);
    let it = indexer.locate(&block, &batch, 0, Some(2));
    assert_eq!(&text[usize::try_from(it.offset).unwrap()..][..1], b"1");
    assert_eq!(indexer.cells(&block, &batch, 0), ["\u{FFFD}x", "\u{FFFD}\u{FFFD}", "1"]);
    let it = indexer.locate(&block, &batch, 1, Some(2));
    assert_eq!((it.line, it.column), (1, 6));
}

#[test]
fn a_line_that_is_too_long_is_passed_over() {
    let long = format!("{{\"a\":\"{}\"}}", "长".repeat(4000));
    let text = format!("{{\"a\":1}}\n{long}\n{{\"a\":2}}\n{long}");
    let (table, _file) = open(text.as_bytes(), &[]);
    let told = story(&mut table.with_size(16, 8000));
    assert_eq!((told.records, told.malformed, told.newlines), (4, 2, 3));
    let cells: Vec<&str> = told.rows.iter().map(|it| &*it[0].1).collect();
    assert_eq!(cells, ["1", "2"]);
}

#[test]
fn blocks_of_any_size_tell_the_same() {
    let mut text = Vec::new();
    for number in 0..200 {
        text.extend(format!("{{\"n\":{number},\"s\":\"甲\\u0041\",\"o\":{{\"x\":null}}}}\n").bytes());
        text.extend([&b"\n"[..], b"{\"n\":}\r\n", b"{\"n\":1,\"n\":2}\n", b""][number % 4]);
    }
    let whole = story(&mut open(&text, &[]).0);
    assert_eq!(whole.records, 300);
    for target in [1, 7, 64, 1000] {
        let (table, _file) = open(&text, &[]);
        assert_eq!(story(&mut table.with_size(target, 1 << 20)), whole, "{target}");
    }
}

#[test]
fn random_bytes_lose_no_line() {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let pieces: [&[u8]; 16] = [
        b"{",
        b"}",
        b"\"",
        b"a",
        b":",
        b",",
        b"[",
        b"]",
        b"\\",
        b"\\u00",
        b"1",
        b"null",
        b"\n",
        b"\xFF",
        b" ",
        b"{\"a\":1}\n",
    ];
    for _ in 0..300 {
        let mut text = Vec::new();
        for _ in 0..200 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.extend_from_slice(pieces[usize::try_from(state >> 60).unwrap()]);
        }
        let (mut table, _file) = open(&text, &[]);
        let told = story(&mut table);
        let lines = text.split(|it| *it == b'\n').filter(|it| !it.trim_ascii().is_empty()).count();
        assert_eq!(told.records, lines);
        assert_eq!(told.rows.len() as u64 + told.malformed, told.records as u64);
        assert_eq!(told.newlines, memchr::memchr_iter(b'\n', &text).count() as u64);
        let (table, _file) = open(&text, &[]);
        assert_eq!(story(&mut table.with_size(5, 1 << 20)), told);
    }
}
