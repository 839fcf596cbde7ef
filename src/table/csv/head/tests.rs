//! Heads of small files, by behaviour.

use std::io::Write;
use std::sync::Arc;

use proptest::prelude::*;

use super::read_head;
use crate::model::{BomPolicy, Declared, Guard, Layout, Newline, Transport};
use crate::table::csv::form::Form;
use crate::table::{Declaration, ExtraKind, Head, Located, NoteKind, ReadError, Source};
use crate::text::Origin;

/// A declaration to be filled in.
#[derive(Default)]
struct Case {
    transport: Transport,
    layout: Layout,
    expected: Vec<Arc<str>>,
    suffix: Option<&'static str>,
}

#[expect(clippy::unnecessary_wraps, reason = "declarations are optional fields")]
fn at<T>(value: T) -> Option<Declared<T>> {
    Some(Declared { value, origin: Origin::default() })
}

impl Case {
    fn expecting(names: &[&str]) -> Self {
        Self { expected: names.iter().map(|name| Arc::from(*name)).collect(), ..Self::default() }
    }

    fn encoding(mut self, label: &str) -> Self {
        self.transport.encoding = at(label.into());
        self
    }

    fn read(&self, bytes: &[u8]) -> Result<(Head, Form), Box<ReadError>> {
        let mut file = tempfile::Builder::new().suffix(self.suffix.unwrap_or(".csv")).tempfile().unwrap();
        file.write_all(bytes).unwrap();
        let declaration = Declaration {
            transport: &self.transport,
            layout: &self.layout,
            sheets: &[],
            each: None,
            expected: &self.expected,
        };
        let source = Source::open(file.path()).unwrap();
        read_head(source.name(), &mut source.looking(), &declaration)
    }

    fn head(&self, bytes: &[u8]) -> (Head, Form) {
        self.read(bytes).unwrap_or_else(|error| panic!("{error:?} for {:?}", String::from_utf8_lossy(bytes)))
    }
}

fn names(head: &Head) -> Vec<&str> {
    head.header.iter().map(|cell| &*cell.text).collect()
}

fn kinds(head: &Head) -> Vec<NoteKind> {
    head.notes.iter().map(|note| note.kind.clone()).collect()
}

fn encoded(label: &str, text: &str) -> Vec<u8> {
    match label {
        "utf-16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "utf-16be" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        _ => encoding_rs::Encoding::for_label(label.as_bytes()).unwrap().encode(text).0.into_owned(),
    }
}

const ORDERS: &str = "订单编号,订单状态,金额\n1,已发货,2.50\n2,交易成功,3.00\n";

#[test]
fn a_plain_file_says_nothing() {
    let (head, form) = Case::default().head(ORDERS.as_bytes());
    assert_eq!(names(&head), ["订单编号", "订单状态", "金额"]);
    assert_eq!(head.notes, []);
    assert_eq!((head.format, head.encoding, head.delimiter, head.quote), ("csv", Some("utf-8"), b',', b'"'));
    assert_eq!((head.header_line, head.body_line, head.bytes), (0, 1, ORDERS.len() as u64));
    assert_eq!(head.header_lines, ["订单编号,订单状态,金额"]);
    assert_eq!((form.width, form.body_offset, form.cr_only), (3, 33, false));
    let place = Located { line: 0, column: 6, end_line: 0, end_column: 10, offset: 13, length: 12 };
    assert_eq!(head.header[1].place, place);
}

#[test]
fn the_declared_encoding_holds_unless_the_bytes_refute_it() {
    let latin = "Name;Straße\nMüller;Köln\nJäger;Düren\nGrün;Süd\n";
    for (name, declared, stored, text, read, notes) in [
        ("declared and so", Some("gb18030"), "gb18030", ORDERS, "gb18030", 0),
        ("gb18030 for gbk", Some("gbk"), "gb18030", ORDERS, "gb18030", 0),
        ("gb18030 for utf-8", Some("utf-8"), "gb18030", ORDERS, "gb18030", 1),
        ("utf-8 for gb18030", Some("gb18030"), "utf-8", ORDERS, "utf-8", 1),
        ("utf-8 for latin", Some("windows-1252"), "utf-8", ORDERS, "utf-8", 1),
        ("latin for utf-8", Some("utf-8"), "windows-1252", latin, "windows-1252", 1),
        ("ascii is anything", Some("gb18030"), "utf-8", "a,b\n1,2\n", "gb18030", 0),
        ("ascii is utf-8", None, "utf-8", "a,b\n1,2\n", "utf-8", 0),
        ("undeclared gb18030", None, "gb18030", ORDERS, "gb18030", 0),
        ("undeclared latin", None, "windows-1252", latin, "windows-1252", 0),
        ("undeclared big5", None, "big5", "訂單編號,狀態說明\n1,已經出貨的商品\n2,這個訂單還沒有處理\n", "big5", 0),
        (
            "undeclared shift_jis",
            None,
            "shift_jis",
            "注文番号,ステータス\n1,発送しました\n2,まだです\n",
            "shift_jis",
            0,
        ),
        ("undeclared utf-16le", None, "utf-16le", ORDERS, "utf-16le", 0),
        ("undeclared utf-16be", None, "utf-16be", ORDERS, "utf-16be", 0),
        ("utf-16le for utf-8", Some("utf-8"), "utf-16le", ORDERS, "utf-16le", 1),
        ("utf-8 for utf-16", Some("utf-16le"), "utf-8", ORDERS, "utf-8", 1),
    ] {
        let case = declared.map_or(Case::default(), |label| Case::default().encoding(label));
        let (head, form) = case.head(&encoded(stored, text));
        assert_eq!(head.encoding, Some(read), "{name}");
        let first = text.lines().next().unwrap();
        assert_eq!(names(&head).join(if text == latin { ";" } else { "," }), first, "{name}");
        assert_eq!(head.notes.len(), notes, "{name}: {:?}", head.notes);
        assert_eq!(form.body_offset, encoded(stored, &format!("{first}\n")).len() as u64, "{name}");
        let end = encoded(stored, first).len() as u64;
        let last = head.header.last().unwrap().place;
        assert_eq!(last.offset + last.length, end, "{name}");
    }
}

#[test]
fn evidence_is_where_only_the_found_encoding_explains() {
    let (head, _) = Case::default().encoding("utf-8").head(&encoded("gb18030", "id,订单编号\n1,已发货\n"));
    let note = &head.notes[0];
    assert_eq!(note.kind, NoteKind::Encoding("utf-8".into(), "gb18030"));
    assert_eq!(note.place, Located { line: 0, column: 4, end_line: 0, end_column: 8, offset: 3, length: 8 });
    assert_eq!(note.line.as_deref(), Some("id,订单编号"));
    let (head, _) = Case::default().encoding("utf-8").head(&encoded("gb18030", "id,b\n1,x\n2,已发货的\n"));
    let note = &head.notes[0];
    assert_eq!(note.place, Located { line: 2, column: 3, end_line: 2, end_column: 7, offset: 11, length: 8 });
    assert_eq!(note.line, None);
}

#[test]
fn evidence_far_into_a_file_has_its_line() {
    let mut bytes = b"id,name\n".to_vec();
    for number in 0..40_000 {
        bytes.extend_from_slice(format!("{number},plain\n").as_bytes());
    }
    let ascii = bytes.len() as u64;
    for number in 0..40_000 {
        bytes.extend_from_slice(&encoded("gb18030", &format!("{number},收货人在北京\n")));
    }
    let (head, _) = Case::default().encoding("utf-8").head(&bytes);
    let place = head.notes[0].place;
    assert_eq!(head.encoding, Some("gb18030"));
    assert!(place.offset > ascii && place.length == 12, "{place:?}");
    let before = &bytes[..usize::try_from(place.offset).unwrap()];
    assert_eq!(place.line, memchr::memchr_iter(b'\n', before).count() as u64);
}

#[test]
fn a_few_bad_bytes_are_no_other_encoding() {
    let damaged = |text: &str| [text.as_bytes(), b"3,\xB6\xA9,\xFF\n4,\xE8\n"].concat();
    for (declared, bytes, read) in [
        (Some("utf-8"), damaged(ORDERS), "utf-8"),
        (Some("utf-8"), damaged("a,b\n"), "utf-8"),
        (None, damaged(ORDERS), "utf-8"),
        (Some("gb18030"), [encoded("gb18030", ORDERS), b"3,\xFF,\x80\n".to_vec()].concat(), "gb18030"),
        (None, [encoded("gb18030", &ORDERS.repeat(9)), b"3,\xFF,\x80\n".to_vec()].concat(), "gb18030"),
    ] {
        let case = declared.map_or(Case::default(), |label| Case::default().encoding(label));
        let (head, _) = case.head(&bytes);
        assert_eq!((head.encoding, head.notes.len()), (Some(read), 0), "{declared:?} {bytes:?}");
    }
}

#[test]
fn names_of_the_dictionary_prove_an_encoding() {
    let bytes = encoded("gb18030", "单号,b\n1,2\n");
    assert_eq!(Case::expecting(&["单号"]).head(&bytes).0.encoding, Some("gb18030"));
}

#[test]
fn a_mark_decides_the_encoding_and_obeys_a_policy() {
    let marked = [b"\xEF\xBB\xBF", ORDERS.as_bytes()].concat();
    let wide = [b"\xFF\xFE".to_vec(), encoded("utf-16le", ORDERS)].concat();
    for (bytes, declared, bom, notes) in [
        (&marked, None, None, vec![]),
        (&marked, None, Some(BomPolicy::Allow), vec![]),
        (&marked, Some("utf-8"), Some(BomPolicy::Require), vec![]),
        (&marked, Some("utf-8"), Some(BomPolicy::Forbid), vec![NoteKind::BomPresent]),
        (&marked, Some("gb18030"), None, vec![NoteKind::Encoding("gb18030".into(), "utf-8")]),
        (&wide, Some("utf-16"), None, vec![]),
        (&wide, Some("utf-8"), None, vec![NoteKind::Encoding("utf-8".into(), "utf-16le")]),
        (&ORDERS.as_bytes().to_vec(), None, Some(BomPolicy::Require), vec![NoteKind::BomMissing]),
        (&ORDERS.as_bytes().to_vec(), None, Some(BomPolicy::Forbid), vec![]),
        (
            &ORDERS.as_bytes().to_vec(),
            Some("gb18030"),
            Some(BomPolicy::Require),
            vec![NoteKind::Encoding("gb18030".into(), "utf-8")],
        ),
    ] {
        let mut case = declared.map_or(Case::default(), |label| Case::default().encoding(label));
        case.transport.bom = bom.and_then(at);
        let (head, _) = case.head(bytes);
        assert_eq!(kinds(&head), notes, "{declared:?} {bom:?}");
        assert_eq!(names(&head), ["订单编号", "订单状态", "金额"]);
    }
    let (head, form) = Case::default().head(&marked);
    assert_eq!(head.header[0].place, Located { column: 1, end_column: 5, offset: 3, length: 12, ..Located::default() });
    assert_eq!(form.body_offset, 36);
}

#[test]
fn delimiters_are_kept_found_and_told() {
    let times = "time,b\n12:30:01,1\n12:30:02,2\n";
    for (text, declared, expected, found, notes) in [
        ("a,b\n1,2\n", None, &[][..], b',', false),
        ("a;b\n1,5;2\n3,5;4\n", None, &[], b';', false),
        ("a\tb\n1\t2\n", None, &[], b'\t', false),
        ("a|b\n1|2\n", None, &[], b'|', false),
        (times, None, &[], b',', false),
        ("time\n12:30:01\n12:30:02\n", None, &[], b',', false),
        ("a;b\n1;2\n", Some(b','), &[], b';', true),
        ("a;b\n1;2\n", Some(b','), &["a", "b"], b';', true),
        ("a;b,c\n1;2,5\n", Some(b','), &["a", "b"], b',', false),
        ("a\n1;2\n3;4\n", Some(b','), &["a"], b',', false),
        ("remark; see below\n1\n2\n", Some(b','), &[], b',', false),
        ("x, y\na;b\n1;2\n", Some(b','), &["a", "b"], b';', true),
        ("a;\"b;c\"\n1;\"2;3\"\n", None, &[], b';', false),
        ("a^b\n1^2\n", Some(b'|'), &[], b'^', true),
    ] {
        let mut case = Case::expecting(expected);
        case.transport.delimiter = declared.and_then(at);
        let (head, form) = case.head(text.as_bytes());
        assert_eq!(char::from(form.delimiter), char::from(found), "{text:?}");
        let told = head.notes.iter().find(|note| matches!(note.kind, NoteKind::Delimiter(..)));
        assert_eq!(told.is_some(), notes, "{text:?}: {:?}", head.notes);
        if let Some(note) = told {
            assert_eq!(note.kind, NoteKind::Delimiter(declared.unwrap(), found), "{text:?}");
            assert_eq!((note.place.column, note.line.as_ref()), (1, head.header_lines.first()), "{text:?}");
        }
    }
}

#[test]
fn quotes_are_kept_found_and_told() {
    for (text, declared, found, note) in [
        ("a,b\n\"1\",\"2\"\n", None, b'"', false),
        ("'a','b'\n'1','2'\n", None, b'\'', false),
        ("a,b\n'186,'187\n'1,'2\n", None, b'"', false),
        ("'a','b'\n'1','2'\n", Some(b'"'), b'\'', true),
        ("\"a\",\"b\"\n1,2\n", Some(b'\''), b'"', true),
        ("\"a\",\"b\"\n1,2\n", Some(0), b'"', true),
        ("a,b\n1,2\n", Some(0), 0, false),
        ("a,b\n1,2\n", Some(b'\''), b'\'', false),
    ] {
        let mut case = Case::default();
        case.transport.quote = declared.and_then(at);
        let (head, form) = case.head(text.as_bytes());
        assert_eq!(char::from(form.quote), char::from(found), "{text:?}");
        let told = kinds(&head).contains(&NoteKind::Quote(declared.unwrap_or(0), found));
        assert_eq!(told, note, "{text:?}");
        assert_eq!(names(&head), ["a", "b"], "{text:?}");
    }
}

#[test]
fn only_breaks_that_end_records_are_compared() {
    for (text, declared, note) in [
        ("a,b\n1,2\n", Newline::Lf, None),
        ("a,b\r\n1,2\r\n", Newline::Any, None),
        ("a,b\r\n1,\"x\ny\"\r\n", Newline::Crlf, None),
        ("a,b\n1,\"x\r\ny\"\n", Newline::Lf, None),
        ("a,b\r\n1,2\r\n", Newline::Lf, Some(("CRLF", 0, 4, 3, 2))),
        ("a,b\r\n1,2\n", Newline::Crlf, Some(("LF", 1, 4, 8, 1))),
        ("a,b\r1,2\r", Newline::Crlf, Some(("CR", 0, 4, 3, 1))),
    ] {
        let mut case = Case::default();
        case.transport.newline = at(declared);
        let (head, form) = case.head(text.as_bytes());
        let told = head.notes.first().map(|note| {
            let NoteKind::Newline(name) = note.kind else { panic!("{note:?}") };
            (name, note.place.line, note.place.column, note.place.offset, note.place.length)
        });
        assert_eq!(told, note, "{text:?}");
        assert_eq!(form.cr_only, !text.contains('\n'), "{text:?}");
        assert_eq!(names(&head), ["a", "b"], "{text:?}");
    }
}

#[test]
fn what_is_no_text_is_refused() {
    for (bytes, reason) in [
        (&b"PK\x03\x04......xl/workbook.xml"[..], "container_other"),
        (b"PK\x03\x04......orders.csv", "container_other"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "container_other"),
        (b"\x1F\x8B\x08\x00", "container_other"),
        (b"PAR1\x15\x04\x00PAR1", "container_other"),
        (b"%PDF-1.7\n", "container_other"),
        (b"<html><table><tr><td>1</td></tr></table>", "container_other"),
        (b"<?xml version=\"1.0\"?><a/>", "container_other"),
        (b"[{\"a\": 1}]", "container_other"),
        (b"{\"a\": 1}\n{\"a\": 2}\n", "container_other"),
        (b"\x01\x02\x03\x04\x00\x00\x10\x11", "binary"),
    ] {
        let error = Case::default().read(bytes).expect_err("text");
        assert_eq!(error.reason.id(), reason, "{bytes:?}");
        assert!(error.help.is_some(), "{bytes:?}");
    }
    let xlsx = Case { suffix: Some(".xlsx"), ..Case::default() };
    assert_eq!(xlsx.read(b"PK\x03\x04....xl/").expect_err("text").reason.id(), "container_unread");
    let page = Case { suffix: Some(".xls"), ..Case::default() };
    let error = page.read(b"<html><table><tr><td>1</td></tr></table>").expect_err("text");
    assert_eq!(error.reason.text(crate::message::Lang::En), "the name promises XLS, the bytes are HTML");
}

#[test]
fn text_under_a_spreadsheets_name_is_read_and_told() {
    let case = Case { suffix: Some(".xls"), ..Case::default() };
    assert_eq!(kinds(&case.head(b"a,b\n1,2\n").0), [NoteKind::Container("CSV")]);
}

#[test]
fn a_file_without_a_line_of_text_has_no_header() {
    for (bytes, note) in [
        (&b""[..], NoteKind::Empty),
        (b"\xEF\xBB\xBF", NoteKind::NoHeader),
        (b"\n\n  \r\n\n", NoteKind::NoHeader),
        (b"\xFF\xFE\n\0", NoteKind::NoHeader),
    ] {
        let (head, form) = Case::default().head(bytes);
        assert_eq!(kinds(&head), [note], "{bytes:?}");
        assert_eq!((head.header.len(), form.width, form.body_offset), (0, 0, bytes.len() as u64), "{bytes:?}");
    }
}

#[test]
fn records_without_a_header_are_not_taken_for_one() {
    let text = "1,已发货,2026-01-01\n2,已完成,2026-01-02\n";
    let (head, form) = Case::expecting(&["订单编号"]).head(text.as_bytes());
    assert_eq!((kinds(&head), names(&head).len(), form.width), (vec![NoteKind::NoHeader], 0, 0));
    assert_eq!(head.header_lines, [""; 0]);
    // Without known names nothing tells a header from a record.
    assert_eq!(names(&Case::default().head(text.as_bytes()).0)[0], "1");
}

/// A bill with lines of text before its header, as payment services write them.
const BILL: &str = "------------\n导出信息：\n姓名：张三\n共2笔记录, 收入1笔\n\n---列表---\n\
    交易时间   ,交易分类 ,金额 ,订单号\t,\n\
    2026-01-01 00:00:00 ,餐饮 ,1.00 ,1\t,\n2026-01-02 00:00:00 ,餐饮 ,2.00 ,2\t,\n";

fn bill_names() -> [&'static str; 4] {
    ["交易时间   ", "交易分类 ", "金额 ", "订单号\t"]
}

#[test]
fn a_header_is_found_behind_lines_of_text() {
    let bytes = encoded("gb18030", BILL);
    let known = ["交易时间", "交易分类", "金额", "订单号"];
    let mut by_row = Case::default();
    by_row.layout.header_row = at(7);
    let mut by_marker = Case::default();
    by_marker.layout.header_after = at("-列表-".into());
    let mut by_pattern = Case::default();
    by_pattern.layout.preamble = at("^-|：|笔记录".into());
    for (name, case, notes) in [
        ("row", by_row, vec![]),
        ("marker", by_marker, vec![]),
        ("pattern", by_pattern, vec![]),
        ("names", Case::expecting(&known), vec![NoteKind::ExtraRows(ExtraKind::Preamble, 6)]),
    ] {
        let (head, form) = case.head(&bytes);
        assert_eq!(names(&head), bill_names(), "{name}");
        assert_eq!((head.header_line, head.body_line, form.width), (6, 7, 4), "{name}");
        assert_eq!(kinds(&head), notes, "{name}");
        let before = encoded("gb18030", BILL.split_inclusive('\n').take(7).collect::<String>().as_str());
        assert_eq!(form.body_offset, before.len() as u64, "{name}");
        assert!(head.notes.iter().all(|note| note.line.is_none()), "{name}");
    }
    let mut guarded = Case::expecting(&known);
    guarded.transport.guards = vec![Guard::Tab];
    assert_eq!(names(&guarded.head(&bytes).0)[3], "订单号");
}

#[test]
fn a_layout_that_misses_is_told_and_the_likeliest_line_taken() {
    let known = ["交易时间", "交易分类", "金额", "订单号"];
    let layouts: [fn(&mut Layout); 4] = [
        |layout| layout.header_row = at(60),
        |layout| layout.header_row = at(5),
        |layout| layout.header_row = at(3),
        |layout| layout.header_after = at("不存在".into()),
    ];
    for (number, declare) in layouts.iter().enumerate() {
        let mut case = Case::expecting(&known);
        declare(&mut case.layout);
        let (head, _) = case.head(BILL.as_bytes());
        assert_eq!((kinds(&head), head.header_line), (vec![NoteKind::HeaderNotFound], 6), "layout {number}");
        assert!(head.notes[0].line.is_some(), "layout {number}");
    }
}

#[test]
fn comments_are_told_apart() {
    for (text, expected, line, notes) in [
        ("# made by x\n#\na,b\n1,2\n", &[][..], 2, vec![NoteKind::ExtraRows(ExtraKind::Comment, 2)]),
        ("# made by x\na,b\n1,2\n", &["a"], 1, vec![NoteKind::ExtraRows(ExtraKind::Comment, 1)]),
        ("#a,b\n1,2\n", &[], 0, vec![]),
        ("#,name\n1,2\n", &["name"], 0, vec![]),
        (
            "# x\ntitle\n\na,b\n1,2\n",
            &["a", "b"],
            3,
            vec![NoteKind::ExtraRows(ExtraKind::Preamble, 2), NoteKind::ExtraRows(ExtraKind::Comment, 1)],
        ),
        ("\n\na,b\n1,2\n", &[], 2, vec![NoteKind::ExtraRows(ExtraKind::Preamble, 2)]),
    ] {
        let (head, _) = Case::expecting(expected).head(text.as_bytes());
        assert_eq!((head.header_line, kinds(&head)), (line, notes), "{text:?}");
    }
}

#[test]
fn a_header_that_repeats_further_down_stays_the_first() {
    let text = "a,b,x\n1,2,3\na,b,x\n4,5,6\n";
    assert_eq!(Case::expecting(&["a", "b", "c"]).head(text.as_bytes()).0.header_line, 0);
}

#[test]
fn several_rows_make_one_header() {
    let mut case = Case::expecting(&["订单 编号", "金额 元"]);
    case.layout.header_rows = 2;
    let (head, form) = case.head("订单,金额,\n编号,元,备注\n1,2,3\n".as_bytes());
    assert_eq!(names(&head), ["订单 编号", "金额 元", "备注"]);
    assert_eq!(head.header_lines, ["订单,金额,", "编号,元,备注"]);
    assert_eq!((head.header_line, head.body_line, form.width), (0, 2, 3));
    assert_eq!((head.header[2].place.line, head.header[2].place.column), (1, 6));
    assert_eq!(head.notes, []);
}

#[test]
fn header_cells_may_be_quoted_over_lines() {
    let (head, form) = Case::default().head(b"a,\"b \"\"x\"\"\ny\",c\n1,2,3\n");
    assert_eq!(names(&head), ["a", "b \"x\"\ny", "c"]);
    assert_eq!((head.header_line, head.body_line, form.body_offset), (0, 2, 16));
    assert_eq!(head.header_lines, ["a,\"b \"\"x\"\"", "y\",c"]);
    let place = Located { line: 0, column: 3, end_line: 1, end_column: 3, offset: 2, length: 11 };
    assert_eq!(head.header[1].place, place);
    let (head, _) = Case::default().head(b"a,\"b\n1,2\n");
    assert_eq!((names(&head), head.body_line), (vec!["a", "\"b"], 1));
}

#[test]
fn empty_and_double_names_are_told() {
    for (text, trailing, width, notes) in [
        ("a,b,a\n1,2,3\n", false, 3, vec![NoteKind::HeaderDuplicate(0)]),
        ("a,a ,a\n1,2,3\n", false, 3, vec![NoteKind::HeaderDuplicate(0), NoteKind::HeaderDuplicate(0)]),
        (",a,b\n0,1,2\n", false, 3, vec![NoteKind::HeaderEmpty]),
        (",a,b\n,1,2\n", false, 3, vec![]),
        ("a,b,\n1,2,\n3,4,\n", false, 2, vec![]),
        ("a,b,\n1,2,\n3,4,x\n", false, 3, vec![NoteKind::HeaderEmpty]),
        ("a,b,\n1,2,x\n", true, 2, vec![]),
        ("a,b,\n", false, 2, vec![]),
        ("a,b,\n1,2\n", false, 2, vec![]),
    ] {
        let mut case = Case::default();
        case.layout.trailing_delimiter = trailing;
        let (head, form) = case.head(text.as_bytes());
        assert_eq!((kinds(&head), form.width, head.header.len()), (notes, width, width), "{text:?}");
        assert_eq!(form.trailing_delimiter, trailing, "{text:?}");
    }
}

#[test]
fn declared_guards_are_taken_off_names() {
    let mut case = Case::default();
    case.transport.guards = vec![Guard::ExcelText, Guard::Backtick];
    assert_eq!(names(&case.head(b"=\"a\",`b,c\n1,2,3\n").0), ["a", "b", "c"]);
    assert_eq!(names(&Case::default().head(b"=\"a\",`b\n1,2\n").0), ["=\"a\"", "`b"]);
}

#[test]
fn an_end_within_a_character_is_told() {
    for (label, text, cut, truncated) in [
        ("utf-8", "a,b\n1,订单", 1, Some((1, 4, 2))),
        ("utf-8", "a,b\n1,订单", 0, None),
        ("gb18030", "单号,状态\n1,订单", 1, Some((1, 4, 1))),
        ("gb18030", "单号,状态\n1,订单", 0, None),
        ("utf-16le", "a,b\n1,2\n3,4", 1, Some((2, 3, 1))),
        ("utf-16le", "a,b\n1,2\n3,4", 0, None),
    ] {
        let mut bytes = encoded(label, text);
        bytes.truncate(bytes.len() - cut);
        let (head, _) = Case::default().encoding(label).head(&bytes);
        let told = head.notes.iter().find(|note| note.kind == NoteKind::Truncated);
        let place = told.map(|note| (note.place.line, note.place.column, note.place.length));
        assert_eq!(place, truncated, "{label} {cut}: {:?}", head.notes);
    }
}

#[test]
fn headers_far_down_are_reached_and_endless_ones_refused() {
    let preamble = "x".repeat(99) + "\n";
    let mut bytes = preamble.repeat(2000).into_bytes();
    bytes.extend_from_slice(b"a,b\n1,2\n");
    let mut case = Case::default();
    case.layout.header_row = at(2001);
    let (head, form) = case.head(&bytes);
    assert_eq!((names(&head), head.header_line, form.body_offset), (vec!["a", "b"], 2000, 200_004));
    let wide = vec!["name"; 30_000].join(",");
    assert_eq!(Case::default().head(format!("{wide}\n1\n").as_bytes()).1.width, 30_000);
    let endless = vec![b'x'; 5 << 20];
    assert_eq!(Case::default().read(&endless).expect_err("a header").reason.id(), "header_too_long");
    let blank = vec![b'\n'; 5 << 20];
    assert_eq!(Case::default().read(&blank).expect_err("a header").reason.id(), "header_too_long");
}

/// Declarations of every kind, chosen by the bits of a number.
fn any_case(bits: u16) -> Case {
    let bit = |number: u16| bits >> number & 1 == 1;
    let mut case = Case::expecting(if bit(0) { &["a", "订单"] } else { &[] });
    let label = ["utf-8", "gb18030", "utf-16le", "big5"][usize::from(bits >> 1 & 3)];
    case.transport.encoding = at(Arc::from(label)).filter(|_| bit(3));
    case.transport.delimiter = at(b'|').filter(|_| bit(4));
    case.transport.quote = at(if bit(5) { b'\'' } else { 0 }).filter(|_| bit(6));
    case.transport.newline = at(if bit(7) { Newline::Crlf } else { Newline::Lf });
    case.layout.header_row = at(2).filter(|_| bit(8));
    case.layout.header_after = at(Arc::from("a")).filter(|_| bit(9));
    case.layout.preamble = at(Arc::from("^#")).filter(|_| bit(10));
    case.layout.header_rows = if bit(11) { 2 } else { 1 };
    case
}

/// Bytes that mean something to somebody, and some that mean nothing.
fn telling_bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just(b"\n".to_vec()),
        Just(b"\r".to_vec()),
        Just(b"\"".to_vec()),
        Just(b"'".to_vec()),
        Just(b",".to_vec()),
        Just(b"|;\t".to_vec()),
        Just("订单".as_bytes().to_vec()),
        Just(b"\xB6\xA9".to_vec()),
        Just(b"\x84\x31\x95\x33".to_vec()),
        Just(b"\xFF\xFE".to_vec()),
        Just(b"a".to_vec()),
        Just(b"12".to_vec()),
        Just(b"#".to_vec()),
        Just(b"\0".to_vec()),
        prop::collection::vec(any::<u8>(), 0..4),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn whatever_the_bytes_the_head_is_within_them(bytes in telling_bytes(), bits in any::<u16>()) {
        if let Ok((head, form)) = any_case(bits).read(&bytes) {
            let length = bytes.len() as u64;
            prop_assert_eq!(form.width, head.header.len());
            prop_assert!(form.body_offset <= length);
            let places = head.header.iter().map(|cell| cell.place).chain(head.notes.iter().map(|note| note.place));
            for place in places {
                prop_assert!(place.offset + place.length <= length, "{:?}", place);
                prop_assert!(place.line <= place.end_line, "{:?}", place);
            }
            for cell in &head.header {
                prop_assert!(cell.place.offset + cell.place.length <= form.body_offset, "{:?}", cell);
            }
        }
    }
}
