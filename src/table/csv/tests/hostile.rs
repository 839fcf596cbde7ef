//! Texts that break readers.

use std::time::Instant;

use super::*;
use BatchNoteKind::{BlankLine, Footer, NulByte, StrayQuote, Totals, UnclosedQuote};

#[test]
fn plain_texts_are_read_in_whatever_blocks() {
    for (raw, cells, kinds) in [
        ("", vec![], vec![]),
        ("a,b", vec![vec!["a", "b"]], vec![]),
        ("a,b\n", vec![vec!["a", "b"]], vec![]),
        ("a,b\r\nc,d\r\n", vec![vec!["a", "b"], vec!["c", "d"]], vec![]),
        ("a,\n,d", vec![vec!["a", ""], vec!["", "d"]], vec![]),
        ("a,b\n\n", vec![vec!["a", "b"]], vec![]),
        ("a,b\n\nc,d\n", vec![vec!["a", "b"], vec!["c", "d"]], vec![BlankLine]),
        ("a,b\n , \nc,d\n", vec![vec!["a", "b"], vec!["c", "d"]], vec![BlankLine]),
        ("a,b\r\nc,d\ne,f\r\n", vec![vec!["a", "b"], vec!["c", "d"], vec!["e", "f"]], vec![]),
        ("\"a\nx\",\"b,\"\"c\"\"\"\r\n\"\",d", vec![vec!["a\nx", "b,\"c\""], vec!["", "d"]], vec![]),
        ("\"a\r\nx\",\"\"\"\"\r\n", vec![vec!["a\r\nx", "\""]], vec![]),
        ("a,=\"001\"\n", vec![vec!["a", "=\"001\""]], vec![]),
        ("a,b\"c\n", vec![vec!["a", "b\"c"]], vec![StrayQuote]),
        ("\"a\"x,b\nc,d\n", vec![vec!["\"a\"x", "b"], vec!["c", "d"]], vec![StrayQuote]),
        ("\"a\"\t,\"b\"\"\"  \r\nc,d\n", vec![vec!["a\t", "b\"  "], vec!["c", "d"]], vec![StrayQuote, StrayQuote]),
        ("a,\"b\"\r", vec![vec!["a", "\"b\"\r"]], vec![StrayQuote]),
        ("a,\"b\nc,d\n", vec![vec!["a", "\"b"], vec!["c", "d"]], vec![UnclosedQuote]),
        ("x,y\na,\"\nc,\"\"\n", vec![vec!["x", "y"], vec!["a", "\""], vec!["c", ""]], vec![UnclosedQuote]),
        ("a,b\0\n", vec![vec!["a", "b\0"]], vec![NulByte]),
    ] {
        let story = read_in_pieces(raw.as_bytes(), &form(2));
        assert_eq!(story.cells(), cells, "{raw:?}");
        assert_eq!(story.kinds(), kinds, "{raw:?}");
        assert_eq!(story.newlines, raw.matches('\n').count() as u64, "{raw:?}");
    }
}

#[test]
fn widths_tell_malformed_records_from_trailing_delimiters() {
    let story = read_in_pieces(b"a,b\na\na,b,\na,b,c\na,b,,\n\nz,z\n", &form(2));
    assert_eq!(story.cells(), [["a", "b"], ["a", "b"], ["z", "z"]]);
    assert_eq!(story.malformed, [(1, 1), (3, 3), (4, 4)]);
    assert_eq!((story.total, story.trailing), (6, 1));
    assert_eq!(story.notes, [(BlankLine, 5)]);
}

#[test]
fn lone_carriage_returns_end_lines_where_the_form_says_so() {
    let old = Form { cr_only: true, ..form(2) };
    let story = read_in_pieces(b"a,b\r\"c\rx\",d\r\re,f\r\ng,h\ni,j", &old);
    assert_eq!(story.cells(), [["a", "b"], ["c\rx", "d"], ["e", "f"], ["g", "h"], ["i", "j"]]);
    assert_eq!((story.newlines, story.kinds()), (6, vec![BlankLine]));
    let story = read_in_pieces(b"a,b\rc\nd,e\n", &form(2));
    assert_eq!(story.cells(), [["a", "b\rc"], ["d", "e"]], "elsewhere they are text");
}

#[test]
fn a_declared_footer_ends_the_data() {
    let raw = "a,b\n\"x\n合计,y\",d\n合计,2\ne,f\n合计,3\n";
    let declared = Form { footer: regex::bytes::Regex::new("^合计").ok(), ..form(2) };
    let story = read_in_pieces(raw.as_bytes(), &declared);
    assert_eq!(story.cells(), [["a", "b"], ["x\n合计,y", "d"]]);
    assert_eq!(story.notes, [(Footer, 2)]);
    let (encoded, _, _) = encoding_rs::GB18030.encode(raw);
    let story = read_in_pieces(&encoded, &Form { encoding: encoding_rs::GB18030, ..declared });
    assert_eq!((story.total, story.notes), (2, vec![(Footer, 2)]));
}

#[test]
fn totals_and_remarks_are_struck_only_at_the_end_and_only_where_nothing_else_explains_them() {
    for (raw, total, struck) in [
        ("a,1\nb,2\n合计,3,,\n", 2, 1),
        ("a,1\nTotal: 2 rows\n", 1, 1),
        ("a,1\n合计,\n备注：仅供参考\n\n", 1, 2),
        ("a,1\n# generated\n", 1, 1),
        ("a,1\n----\n", 1, 1),
        ("a,1\n,合计\n", 1, 1),
        ("a,1\nTotal,3\n", 2, 0),
        ("合计,\na,1\n", 2, 0),
        ("a,1\nTotally,\n", 2, 0),
        ("a,1\n#b,2\n", 2, 0),
    ] {
        let story = read(raw.as_bytes(), &form(2));
        assert_eq!(story.total, total, "{raw:?}");
        assert_eq!(story.kinds(), vec![Totals; struck], "{raw:?}");
    }
    assert_eq!(read(b"Total\n", &form(1)).total, 1, "in a single column it may be a value");
}

#[test]
fn an_unclosed_quote_costs_linear_time_and_only_its_own_record() {
    for filler in ["x,y\n", "x,\"\"\n", "\"\"\"\",y\n"] {
        let mut raw = String::from("a,b\n\"open,c\n");
        raw.push_str(&filler.repeat((5 << 20) / filler.len()));
        let begun = Instant::now();
        let story = read(raw.as_bytes(), &form(2));
        assert!(begun.elapsed().as_secs() < 60, "{filler:?}");
        let lines = raw.matches('\n').count() as u64;
        if filler.starts_with('x') {
            assert_eq!((story.total, story.kinds().first()), (lines, Some(&UnclosedQuote)), "{filler:?}");
            assert_eq!(story.malformed, [], "{filler:?}");
        }
    }
}

#[test]
fn a_quote_open_for_longer_than_the_longest_record_is_unclosed() {
    let raw = format!("a,b\nc,\"d\n{}x,\"z\"\n", "e,f\n".repeat(100));
    let short = BlockSize { target: 16, longest: 64, tail: 0 };
    let pieces = blocks(raw.as_bytes(), &form(2), short);
    let story = tell(&pieces, &Arc::new(CsvIndexer::new(form(2))), 2);
    assert_eq!((story.total, story.kinds()), (103, vec![UnclosedQuote]));
    assert!(pieces.iter().all(|it| it.raw.len() <= 64));
    let endless = "é".repeat(300);
    let pieces = blocks(endless.as_bytes(), &form(2), short);
    assert!(pieces.len() > 8 && pieces.iter().all(|it| std::str::from_utf8(&it.raw).is_ok()));
}

#[test]
fn a_record_longer_than_a_block_makes_a_longer_block() {
    let long = format!("a,\"{}\"\n", "x\ny,\"\"".repeat(100_000));
    let raw = format!("{long}{}", "b,c\n".repeat(200_000));
    let pieces = blocks(raw.as_bytes(), &form(2), size(1000));
    assert!(pieces[0].raw.len() >= long.len() && pieces[0].raw.len() <= 2 * long.len());
    assert!(pieces[1..].iter().all(|it| it.raw.len() <= 1000));
    assert_eq!(read(raw.as_bytes(), &form(2)).total, 200_001);
}

#[test]
fn very_wide_records_are_read() {
    let wide = vec!["x"; 300_000].join(",") + "\n" + &",".repeat(299_998) + "z\n";
    let story = read(wide.as_bytes(), &form(300_000));
    assert_eq!((story.total, story.malformed.as_slice()), (2, &[(1, 299_999)][..]));
}

#[test]
fn a_file_of_nuls_and_blank_lines_keeps_counts_and_few_notes() {
    let (mut batch, indexer) = (Batch::default(), CsvIndexer::new(form(2)));
    let raw = [vec![0; 1000], b"\n".repeat(500), b"a,b\n".to_vec()].concat();
    indexer.index(&Block { raw, last: true, ..Block::default() }, &[0], &mut batch);
    assert_eq!((batch.note_counts[NulByte as usize], batch.note_counts[BlankLine as usize]), (1000, 499));
    assert_eq!(batch.notes.len(), 2 * Batch::NOTES_KEPT);
}

#[test]
fn a_file_cut_short_or_grown_while_read_is_read_as_it_is_found() {
    let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
    file.write_all(&b"a,b\n".repeat(1000)).expect("to write it");
    let source = Source::open(file.path()).expect("to open it again");
    let table = CsvTable::new(&source, Head::default(), form(2)).expect("to seek");
    let mut table = table.with_size(size(100));
    let mut block = Block::default();
    assert!(table.next(&mut block).expect("to read"));
    let (offset, length) = (block.offset, block.raw.len());
    file.as_file().set_len(2).expect("to cut it short");
    let mut blocks = 0;
    while table.next(&mut block).expect("to read") {
        blocks += 1;
    }
    assert!(blocks < 10);
    assert!(table.refetch(offset, length, &mut block).is_err());
}
