//! Texts that are not UTF-8, or not quite.

use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::*;

fn encode(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    if encoding == UTF_16LE {
        return text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    }
    if encoding == UTF_16BE {
        return text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    }
    encoding.encode(text).0.into_owned()
}

const TEXT: &str = "订单|\"王|\"\"伟\"\"\n北京\"\r\n㐀𠀀|丂丄\r\n\"功|能\"|許功蓋\nЖ|ソ表";

#[test]
fn every_encoding_tells_the_same_story() {
    let delimited = |encoding, delimiter| Form { encoding, delimiter, ..form(2) };
    let comma = TEXT.replace('|', ",");
    let told = read_in_pieces(TEXT.as_bytes(), &delimited(UTF_8, b'|'));
    assert_eq!(told.cells()[0], ["订单", "王|\"伟\"\n北京"]);
    for encoding in [UTF_16LE, UTF_16BE, GB18030] {
        let story = read_in_pieces(&encode(TEXT, encoding), &delimited(encoding, b'|'));
        assert_eq!(story, told, "{}", encoding.name());
        let story = read_in_pieces(&encode(&comma, encoding), &delimited(encoding, b','));
        assert_eq!(story.newlines, told.newlines, "{}", encoding.name());
        assert_eq!(story.records.len(), 4, "{}", encoding.name());
    }
}

#[test]
fn second_bytes_are_not_taken_for_delimiters() {
    // Each of these characters ends in 0x7C or 0x5C in its encoding.
    for (text, encoding, delimiter) in [
        ("許功蓋\\育\\b\n", BIG5, b'\\'),
        ("ソ表十\\a\\c\n", SHIFT_JIS, b'\\'),
        ("\u{7EF1}|a|b\n", GB18030, b'|'),
        ("가각|나|다\n", EUC_KR, b'|'),
    ] {
        let declared = Form { encoding, delimiter, ..form(3) };
        let story = read_in_pieces(&encode(text, encoding), &declared);
        let expected: Vec<&str> = text.trim_end().split(char::from(delimiter)).collect();
        assert_eq!(story.cells(), [expected], "{}", encoding.name());
    }
}

#[test]
fn bad_bytes_are_replaced_and_listed() {
    for (raw, encoding, cells, bad) in [
        (&b"a,\xFF\nb,c\n"[..], UTF_8, vec![vec!["a", "\u{FFFD}"], vec!["b", "c"]], 1),
        (b"a,\xE4\xB8", UTF_8, vec![vec!["a", "\u{FFFD}"]], 1),
        ("a,\u{FFFD}\n".as_bytes(), UTF_8, vec![vec!["a", "\u{FFFD}"]], 0),
        (b"a,\x81\nb,c", GB18030, vec![vec!["a", "\u{FFFD}"], vec!["b", "c"]], 1),
        (b"a,\x81\x30\x81", GB18030, vec![vec!["a", "\u{FFFD}"]], 1),
        (b"a\0,\0\x00\xD8\n\0b\0,\0c\0", UTF_16LE, vec![vec!["a", "\u{FFFD}"], vec!["b", "c"]], 1),
        (b"a\0,\0b\0\n\0c\0,\0d\0x", UTF_16LE, vec![vec!["a", "b"], vec!["c", "d\u{FFFD}"]], 1),
        (b"a,\x80\n", WINDOWS_1252, vec![vec!["a", "€"]], 0),
    ] {
        let story = read_in_pieces(raw, &Form { encoding, ..form(2) });
        assert_eq!((story.cells(), story.undecodable), (cells, bad), "{raw:?} {}", encoding.name());
    }
}

#[test]
fn places_are_bytes_as_stored() {
    for encoding in [UTF_8, UTF_16LE, UTF_16BE, GB18030] {
        let raw = encode(TEXT, encoding);
        let declared = Form { encoding, delimiter: b'|', ..form(2) };
        for target in [1, 4096] {
            for block in blocks(&raw, &declared, size(target)) {
                assert_stored(&block, &declared);
            }
        }
    }
}

/// Every cell's stored bytes decode to the cell with its quotes.
fn assert_stored(block: &Block, declared: &Form) {
    let indexer = CsvIndexer::new(declared.clone());
    let mut batch = Batch::default();
    indexer.index(block, &[0, 1], &mut batch);
    for record in 0..batch.records() {
        let record = u32::try_from(record).expect("few records");
        let cells = indexer.cells(block, &batch, record);
        for (number, cell) in cells.iter().enumerate() {
            let place = indexer.locate(block, &batch, record, Some(number));
            let from = usize::try_from(place.offset - block.offset).expect("small");
            let to = from + usize::try_from(place.length).expect("small");
            let (text, _) = declared.encoding.decode_without_bom_handling(&block.raw[from..to]);
            let quoted = format!("\"{}\"", cell.replace('"', "\"\""));
            assert!(text == cell.as_str() || text == quoted, "{text} {cell} {}", declared.encoding.name());
        }
    }
}

#[test]
fn places_behind_bad_bytes_are_right() {
    for (raw, encoding, offset) in [
        (&b"\xFF\xFEx\xE4,b\n"[..], UTF_8, 5),
        (b"\x81,b\n", GB18030, 2),
        (b"\x81\x30\x81,b\n", GB18030, 4),
        (b"x\n\x81\x30\x81\x30,b\n", GB18030, 7),
    ] {
        let indexer = CsvIndexer::new(Form { encoding, ..form(2) });
        let block = Block { raw: raw.to_vec(), ..Block::default() };
        let mut batch = Batch::default();
        indexer.index(&block, &[0, 1], &mut batch);
        let last = u32::try_from(batch.records() - 1).expect("few");
        let place = indexer.locate(&block, &batch, last, Some(1));
        assert_eq!((place.offset, place.length), (offset, 1), "{raw:?}");
    }
}
