//! Records found, values told, damage told, and nothing expanded.

use std::path::Path;
use std::sync::Arc;

use super::table::XmlTable;
use crate::model::{Layout, Transport};
use crate::table::{At, Batch, BatchNoteKind, Block, CellKind, Declaration, Source, Table};
use crate::text::Mask;

fn open(text: &[u8], each: Option<&str>, expected: &[&str]) -> XmlTable {
    let source = Source::kept(Path::new("a.xml"), text).unwrap();
    let expected: Vec<Arc<str>> = expected.iter().map(|it| Arc::from(*it)).collect();
    let (transport, layout) = (Transport::default(), Layout::default());
    let declaration = Declaration { transport: &transport, layout: &layout, sheets: &[], each, expected: &expected };
    XmlTable::open(&source, &declaration).unwrap_or_else(|error| panic!("{error:?}"))
}

/// Rows, malformed records, notes, places, and whether the document ends as it should.
#[derive(Debug, Default, PartialEq, Eq)]
struct Story {
    rows: Vec<String>,
    malformed: u64,
    notes: Vec<BatchNoteKind>,
    places: Vec<String>,
    whole: bool,
}

fn story(mut table: XmlTable, text: &[u8]) -> Story {
    let wanted: Vec<usize> = (0..table.head().header.len()).collect();
    let (mut story, mut block, mut batch) =
        (Story { whole: true, ..Story::default() }, Block::default(), Batch::default());
    let (indexer, mut line) = (table.indexer(), table.head().body_line);
    loop {
        match table.next(&mut block) {
            Ok(true) => {}
            Ok(false) => break,
            Err(_) => {
                story.whole = false;
                break;
            }
        }
        indexer.index(&block, &wanted, &mut batch);
        for row in 0..batch.rows() {
            let cell = |it: &crate::table::Column| {
                let cells = it.cells_of(row).map(|cell| match it.kinds[cell] {
                    CellKind::Absent => String::from("-"),
                    CellKind::Null => String::from("null"),
                    _ => String::from_utf8(it.bytes(cell, &batch.text).to_vec()).unwrap(),
                });
                cells.collect::<Vec<_>>().join("+")
            };
            story.rows.push(batch.columns.iter().map(cell).collect::<Vec<_>>().join("|"));
        }
        for record in 0..u32::try_from(batch.records()).unwrap() {
            for column in wanted.iter().copied().map(Some).chain([None]) {
                let at = At { record, column, item: 0 };
                let it = indexer.locate_item(&block, &batch, at);
                let bytes = usize::try_from(it.offset).unwrap()..usize::try_from(it.offset + it.length).unwrap();
                let stored = String::from_utf8_lossy(&text[bytes]).replace('\n', "~");
                story.places.push(format!("{}:{} {stored}", line + it.line, it.column));
                let shown = indexer.excerpt_item(&block, &batch, at, &|_| Mask::Shape);
                assert!(shown.lines[shown.marked].get(shown.mark).is_some());
            }
            indexer.cells(&block, &batch, record);
        }
        story.malformed += batch.malformed_count;
        story.notes.extend(batch.notes.iter().map(|it| it.kind));
        line += batch.newlines;
    }
    story
}

fn told(text: &str, each: Option<&str>, expected: &[&str]) -> (String, Vec<String>) {
    let table = open(text.as_bytes(), each, expected);
    let names: Vec<String> = table.head().header.iter().map(|it| it.text.to_string()).collect();
    let story = story(table, text.as_bytes());
    assert!(story.whole, "{text}");
    (names.join(" "), story.rows)
}

#[test]
fn records_are_found_and_their_attributes_and_elements_are_columns() {
    for (text, each, expected, header, rows) in [
        ("<?xml version='1.0'?><l><r a='1'><b>x</b></r><r a='2'/></l>", None, &[][..], "a b", &["1|x", "2|-"][..]),
        ("<l><h><t>1</t><t>2</t></h><r><b>x</b></r></l>", None, &["b"], "b", &["x"]),
        ("<l><h/><rs><r><b>x</b></r></rs><rs><r><b>y</b></r></rs></l>", Some("l.rs.r"), &[], "b", &["x", "y"]),
        ("<l><rs><r><b>x</b></r></rs><other><r><b>no</b></r></other></l>", Some("rs.r[]"), &[], "b", &["x"]),
        ("<n:l xmlns:n='u'><n:r><n:b>x</n:b></n:r></n:l>", Some("l.r"), &[], "b", &["x"]),
        ("<l><r><c id='7'><d>x</d></c><c.e/></r></l>", Some("r"), &[], "c.id c.d c.e", &["7|x|"]),
        ("<l><r a='1'><a>2</a></r></l>", Some("r"), &["@a"], "@a a", &["1|2"]),
        ("<l><r><i><s>1</s></i><i><s>2</s></i></r></l>", Some("r"), &["i[].s"], "i[].s", &["1+2"]),
        ("<l><r><i><s k='1'/><s k='2'/></i></r></l>", Some("r"), &[], "i.s[].k i.s[]", &["1+2|+"]),
        ("<l><r><i><s k='1'/><s k='2'/></i></r></l>", Some("r"), &["i[].s.k"], "i[].s.k i.s[]", &["1+2|+"]),
        ("<l><r><b>&lt;&amp;&#x4e2d;&#65;<![CDATA[<&amp;>]]></b></r></l>", Some("r"), &[], "b", &["<&中A<&amp;>"]),
        ("<l><r><b/><c></c><d xsi:nil='true'/><e> </e></r></l>", Some("r"), &[], "b c d e", &["||null| "]),
        ("<l><!-- <r><b>no</b></r> --><r><b>x</b></r><?r <r/> ?></l><!-- end -->", Some("r"), &[], "b", &["x"]),
        ("<l></l>", None, &[], "", &[]),
    ] {
        let (names, found) = told(text, each, expected);
        assert_eq!(
            (names.as_str(), found.iter().map(String::as_str).collect::<Vec<_>>()),
            (header, rows.to_vec()),
            "{text}"
        );
    }
}

#[test]
fn no_entity_is_expanded_and_no_document_opened() {
    let bomb = "<?xml version='1.0'?><!DOCTYPE l [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;'> <!ENTITY x SYSTEM 'file:///etc/passwd'>]>\
        <l><r><v>&b;</v></r><r><v>&x;</v></r></l>";
    let story = story(open(bomb.as_bytes(), Some("l.r"), &[]), bomb.as_bytes());
    assert_eq!((story.rows, story.whole), (vec!["&b;".to_owned(), "&x;".to_owned()], true));
    assert_eq!(story.notes, [BatchNoteKind::Entity, BatchNoteKind::Entity]);
}

#[test]
fn damage_is_told_from_where_it_is() {
    for (text, rows, malformed, whole) in [
        ("<l><r><b>1</b></r><r><b>2</c></r><r><b>3</b></r></l>", 2, 1, true),
        ("<l><r><b>1</b></r><r><b>2</b>", 1, 0, false),
        ("<l><r><b>1</b></r><r><b>2</b></r>", 2, 0, false),
        ("<l><r><b>1</b></r>< r><b>2</b></r></l>", 1, 0, false),
        ("<l><r><b>1 < 2</b></r></l>", 0, 0, false),
        ("<l><r b=1/><r><b>2</b></r></l>", 1, 1, true),
        ("<l><r><b>1</b></r></l><l/>", 1, 0, false),
    ] {
        for target in [1, 1 << 20] {
            let story = story(open(text.as_bytes(), Some("l.r"), &[]).with_target(target), text.as_bytes());
            assert_eq!((story.rows.len(), story.malformed, story.whole), (rows, malformed, whole), "{text} {target}");
        }
    }
}

#[test]
fn blocks_of_any_size_tell_the_same_places() {
    let mut text = String::from("<?xml version=\"1.0\"?>\n<l> <g>");
    for number in 0..100 {
        text.push_str(["<r id='1'>\n<b>甲</b></r>", "<r>", "<r id=\"2\"><b>x&amp;y</b>", "<r/>\n"][number % 4]);
        text.push_str(["", "</r></g>\n<g>", "<c><d/></c></r>", ""][number % 4]);
    }
    text.push_str("</g></l>");
    let open = || open(text.as_bytes(), Some("g.r"), &[]);
    let whole = story(open(), text.as_bytes());
    assert_eq!((whole.rows.len(), whole.whole, whole.malformed), (100, true, 0));
    assert_eq!(&whole.places[..2], ["1:15 1", "2:4 甲"]);
    for target in [1, 50, 700] {
        assert_eq!(story(open().with_target(target), text.as_bytes()), whole, "{target}");
    }
}

#[test]
fn random_signs_neither_hang_nor_panic() {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let pieces: [&[u8]; 16] = [
        b"<r>",
        b"</r>",
        b"<b>",
        b"</b>",
        b"<",
        b">",
        b"/>",
        b"<r a='",
        b"'",
        b"&",
        b"<!--",
        b"-->",
        b"<![CDATA[",
        b"]]>",
        b"\xFF",
        b"x\n",
    ];
    for _ in 0..400 {
        let mut text = b"<l><r><b>1</b></r>".to_vec();
        for _ in 0..60 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.extend_from_slice(pieces[usize::try_from(state >> 60).unwrap()]);
        }
        let source = Source::kept(Path::new("a.xml"), &*text).unwrap();
        let (transport, layout) = (Transport::default(), Layout::default());
        let declaration =
            Declaration { transport: &transport, layout: &layout, sheets: &[], each: Some("r"), expected: &[] };
        let Ok(table) = XmlTable::open(&source, &declaration) else { continue };
        let (mut table, mut block, mut batch) = (table.with_target(9), Block::default(), Batch::default());
        let (indexer, wanted) = (table.indexer(), (0..table.head().header.len()).collect::<Vec<_>>());
        while table.next(&mut block).unwrap_or(false) {
            indexer.index(&block, &wanted, &mut batch);
            for record in 0..u32::try_from(batch.records()).unwrap() {
                indexer.cells(&block, &batch, record);
                for column in wanted.iter().copied().map(Some).chain([None]) {
                    let shown = indexer.excerpt(&block, &batch, (record, column), &|_| Mask::Shape);
                    assert!(shown.lines[shown.marked].get(shown.mark).is_some());
                    indexer.locate(&block, &batch, record, column);
                }
            }
        }
    }
}

#[test]
fn other_encodings_are_read() {
    let text = "<?xml version=\"1.0\" encoding=\"GBK\"?><l><r><b>订单</b></r></l>";
    let (gbk, _, _) = encoding_rs::GBK.encode(text);
    let utf_16: Vec<u8> = text.replace("GBK", "UTF-16").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [gbk.to_vec(), [b"\xFF\xFE".to_vec(), utf_16.clone()].concat(), utf_16] {
        let table = open(&bytes, Some("l.r"), &[]);
        let indexer = table.indexer();
        let (mut table, mut block, mut batch) = (table, Block::default(), Batch::default());
        assert!(table.next(&mut block).unwrap());
        indexer.index(&block, &[0], &mut batch);
        assert_eq!(batch.columns[0].bytes(0, &batch.text), "订单".as_bytes());
    }
}
