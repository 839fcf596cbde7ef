//! Documents: where their records are, rows within records, and what is damaged.

use super::*;
use crate::table::{At, Head};

/// A document, opened with a list of rows and declared names.
fn document(text: &[u8], each: Option<&str>, expected: &[&str]) -> JsonTable {
    let source = Source::kept(std::path::Path::new("a.json"), text).unwrap();
    let expected: Vec<Arc<str>> = expected.iter().map(|it| Arc::from(*it)).collect();
    let (transport, layout) = (Transport::default(), Layout::default());
    let declaration = Declaration { transport: &transport, layout: &layout, sheets: &[], each, expected: &expected };
    JsonTable::open(&source, false, &declaration).unwrap()
}

fn names(head: &Head) -> Vec<String> {
    head.header.iter().map(|it| if it.many { format!("{}*", it.text) } else { it.text.to_string() }).collect()
}

/// The header and the texts of each row.
fn told(mut table: JsonTable) -> (Vec<String>, Vec<String>, u64) {
    let names = names(table.head());
    let story = story(&mut table);
    let rows = story.rows.iter().map(|row| row.iter().map(|it| it.1.as_str()).collect::<Vec<_>>().join(","));
    (names, rows.collect(), story.malformed)
}

#[test]
fn the_list_of_records_is_found() {
    for (text, expected, header, rows) in [
        (r#"[{"a":1},{"a":2}]"#, &[][..], "a", &["1", "2"][..]),
        ("\u{FEFF} [ {\"a\":1}\n,\n{\"a\":2} ]\n", &[], "a", &["1", "2"]),
        (r#"{"code":0,"data":{"total":2,"list":[{"a":1},{"a":2}]},"x":[{}]}"#, &[], "a", &["1", "2"]),
        (r#"{"x":[{"b":1}],"rows":[{"a":1}]}"#, &["a"], "a", &["1"]),
        (r#"{"a":1,"tags":[{"t":1},{"t":2}]}"#, &["a"], "a tags[].t*", &["1,1|2"]),
        (r#"{"a":1}"#, &[], "a", &["1"]),
        ("{\n \"a\": 1\n}\n{\n \"a\": 2\n}\n", &[], "a", &["1", "2"]),
        ("[]", &[], "", &[]),
        (r#"{"data":{"list":[]}}"#, &[], "", &[]),
    ] {
        let (names, found, malformed) = told(document(text.as_bytes(), None, expected));
        assert_eq!((names.join(" ").as_str(), malformed), (header, 0), "{text}");
        assert_eq!(found, rows, "{text}");
    }
}

#[test]
fn an_inner_list_gives_the_rows_and_its_records_stay_in_reach() {
    let orders = r#"[{"id":"A","items":[{"sku":1,"id":"x"},{"sku":2,"tags":[{"t":7},{"t":8}]}],"note":"n"},
        {"items":[],"id":"B"},{"id":"C","items":null},{"id":"D","items":[{"sku":3}, 4]}, {"id":"E","items":5}]"#;
    for (each, expected, header, rows, malformed) in [
        ("items[]", &[][..], "sku id tags[].t*", &["1,x,", "2,,7|8", "3,,"][..], 2),
        ("items[]", &["sku", "note"], "sku id tags[].t* note", &["1,x,,n", "2,,7|8,n", "3,,,"], 2),
        ("items[]", &["items[].sku", "$.id"], "$.id items[].sku id tags[].t*", &["A,1,x,", "A,2,,7|8", "D,3,,"], 2),
        ("[].items[]", &["sku"], "sku id tags[].t*", &["1,x,", "2,,7|8", "3,,"], 2),
        ("items[].tags[]", &["t", "id"], "id t", &["A,7", "A,8"], 2),
    ] {
        let (names, found, bad) = told(document(orders.as_bytes(), Some(each), expected));
        assert_eq!(names.join(" "), header, "{each} {expected:?}");
        assert_eq!((found.iter().map(String::as_str).collect::<Vec<_>>(), bad), (rows.to_vec(), malformed), "{each}");
    }
    let page = r#"{"data":{"list":[{"id":"A","lines":[{"q":1},{"q":2}]}]}}"#;
    let (names, found, _) = told(document(page.as_bytes(), Some("data.list[].lines[]"), &["q", "id"]));
    assert_eq!((names.join(" "), found.join(" ")), ("id q".to_owned(), "A,1 A,2".to_owned()));
}

#[test]
fn places_hold_line_column_and_pointer() {
    let text = "{\"data\": {\"list\": [{\"id\": \"A\", \"o/p\": [{\"n\": 1}, {\"n\": 22}]}, {\"id\": \"值\"},\n  {\"id\":\n\"C\"}]}}";
    let at = |record, column, item| At { record, column, item };
    for target in [1, 1 << 20] {
        let mut table = document(text.as_bytes(), None, &[]).with_size(target, 1 << 20);
        assert_eq!(names(table.head()), ["id", "o/p[].n*"]);
        let indexer = table.indexer();
        let (mut block, mut batch, mut found, mut line) = (Block::default(), Batch::default(), Vec::new(), 0);
        while table.next(&mut block).unwrap() {
            indexer.index(&block, &[0, 1], &mut batch);
            for record in 0..u32::try_from(batch.records()).unwrap() {
                for place in [at(record, Some(0), 0), at(record, Some(1), 1), at(record, None, 0)] {
                    let it = indexer.locate_item(&block, &batch, place);
                    let (from, to) =
                        (usize::try_from(it.offset).unwrap(), usize::try_from(it.offset + it.length).unwrap());
                    let shown = indexer.excerpt_item(&block, &batch, place, &|_| Mask::Show);
                    assert!(text.contains(shown.lines[shown.marked].as_str()), "{shown:?}");
                    let pointer = indexer.named(&block, &batch, place).pointer.unwrap();
                    found.push(format!(
                        "{}:{} {} {pointer}",
                        line + it.line,
                        it.column,
                        &text[from..to].replace('\n', "~")
                    ));
                }
            }
            line += batch.newlines;
        }
        assert_eq!(
            found,
            [
                "0:27 \"A\" /data/list/0/id",
                "0:56 22 /data/list/0/o~1p/1/n",
                "0:20 {\"id\": \"A\", \"o/p\": [{\"n\": 1}, {\"n\": 22}]} /data/list/0",
                "0:70 \"值\" /data/list/1/id",
                "0:73 } /data/list/1",
                "0:63 {\"id\": \"值\"} /data/list/1",
                "2:1 \"C\" /data/list/2/id",
                "2:4 } /data/list/2",
                "1:3 {\"id\":~\"C\"} /data/list/2",
            ],
            "{target}"
        );
    }
}

#[test]
fn what_is_damaged_is_told_and_the_rest_is_read() {
    use BatchNoteKind::Comma;
    for (text, rows, malformed, notes, fault) in [
        (r#"[{"a":1},{"a":},{"a":2}]"#, 2, 1, vec![], false),
        (r#"[{"a":1} {"a":2}]"#, 2, 0, vec![Comma], false),
        (r#"[{"a":1},,{"a":2}]"#, 2, 0, vec![Comma], false),
        (r#"[{"a":1},{"a":2},]"#, 2, 0, vec![Comma], false),
        (r#"[,{"a":1}]"#, 1, 0, vec![Comma], false),
        (r#"[{"a":1},null,[1],"x",7]"#, 1, 4, vec![], false),
        (r#"[{"a":1},{"a":2}"#, 2, 0, vec![], true),
        (r#"[{"a":1},{"a":"#, 1, 0, vec![], true),
        (r#"[{"a":1},{"a":"]"#, 1, 0, vec![], true),
        (r#"{"l":[{"a":1}]"#, 1, 0, vec![], true),
        (r#"{"l":[{"a":1}]}} "#, 1, 0, vec![], true),
        (r#"[{"a":1}] [{"a":2}]"#, 1, 0, vec![], true),
        (r#"[{"a":1},{"a":2}}]"#, 2, 1, vec![Comma], false),
        ("nonsense", 0, 1, vec![], false),
    ] {
        for target in [1, 9, 1 << 20] {
            let mut table = document(text.as_bytes(), None, &["a"]).with_size(target, 1 << 20);
            let (mut block, mut batch) = (Block::default(), Batch::default());
            let indexer = table.indexer();
            let (mut found, mut bad, mut told) = (0, 0, Vec::new());
            let faulty = loop {
                match table.next(&mut block) {
                    Ok(false) => break false,
                    Err(_) => break true,
                    Ok(true) => {}
                }
                indexer.index(&block, &[0], &mut batch);
                found += batch.rows();
                bad += batch.malformed_count;
                told.extend(batch.notes.iter().map(|it| it.kind));
            };
            assert_eq!((found, bad, &told, faulty), (rows, malformed, &notes, fault), "{text} {target}");
        }
    }
}

#[test]
fn a_record_that_is_too_long_is_passed_over() {
    let long = format!("{{\"a\":[\"\n{}\"]}}", "长".repeat(4000));
    let text = format!("[{{\"a\":1}},\n{long},\n{{\"a\":2}},{long}]");
    let mut table = document(text.as_bytes(), None, &["a"]).with_size(16, 8000);
    let told = story(&mut table);
    let cells: Vec<&str> = told.rows.iter().map(|it| &*it[0].1).collect();
    assert_eq!((cells, told.malformed, told.newlines), (vec!["1", "2"], 2, 4));
    assert_eq!(told.notes, []);
}

#[test]
fn documents_in_blocks_of_any_size_tell_the_same() {
    let mut text = String::from("{\"n\":[");
    for number in 0..80 {
        let parts = ["{\"i\":[{\"x\":1},{\"x\":\"\\u0041\"}]", "{\"i\":[]", "{\"i\":[3,{\"x\":null}]", "{"];
        text.push_str(parts[number % 4]);
        text.push_str(if number % 4 == 3 { "\"s\":\"}]\"}, \n" } else { ",\"s\":\"甲\",\"s\":2},\n" });
    }
    text.push_str("{}]}");
    for each in [None, Some("i[]")] {
        let open = || document(text.as_bytes(), each, &["s"]);
        let whole = story(&mut open());
        assert!(whole.records > 60 && whole.malformed == if each.is_some() { 20 } else { 0 });
        for target in [1, 7, 64, 1000] {
            assert_eq!(story(&mut open().with_size(target, 1 << 20)), whole, "{target} {each:?}");
        }
    }
}

#[test]
fn random_brackets_neither_hang_nor_panic() {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let pieces: [&[u8]; 16] = [
        b"{",
        b"}",
        b"\"",
        b"\"a\":",
        b"[",
        b",",
        b"[",
        b"]",
        b"\\",
        b"]",
        b"1",
        b"null",
        b"\n",
        b"\xFF",
        b" ",
        b"{\"a\":1},",
    ];
    for _ in 0..500 {
        let mut text = b"{\"a\":[".to_vec();
        for _ in 0..100 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.extend_from_slice(pieces[usize::try_from(state >> 60).unwrap()]);
        }
        for each in [None, Some("a[]"), Some("a[].a[]")] {
            let mut table = document(&text, each, &["a", "a[].a"]).with_size(5, 64);
            let (mut block, mut batch) = (Block::default(), Batch::default());
            let indexer = table.indexer();
            let wanted: Vec<usize> = (0..table.head().header.len()).collect();
            while table.next(&mut block).unwrap_or(false) {
                indexer.index(&block, &wanted, &mut batch);
                for record in 0..u32::try_from(batch.records()).unwrap() {
                    for column in wanted.iter().copied().map(Some).chain([None]) {
                        let place = At { record, column, item: 0 };
                        indexer.locate_item(&block, &batch, place);
                        indexer.named(&block, &batch, place);
                        let shown = indexer.excerpt_item(&block, &batch, place, &|_| Mask::Shape);
                        assert!(shown.lines[shown.marked].get(shown.mark).is_some());
                    }
                    indexer.cells(&block, &batch, record);
                }
            }
        }
    }
}
