//! Workbooks through the command line: sheets, headers, kinds of cells, places.

#![cfg(feature = "excel")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::allow_attributes,
    reason = "a test that cannot go on has failed"
)]

mod common;

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use common::{dictum, json};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use serde_json::Value;

const DICTIONARY: &str = "dictum: 1
elements:
  order.id: {title: order number, representation: identifier, type: string, pattern: \"^[0-9]+$\", nullable: false}
  order.day: {title: day, type: date, format: yyyy-MM-dd}
  order.paid: {title: paid, representation: amount, type: decimal, scale: 2, maximum: \"1000\"}
  order.note: {title: note, type: string}
systems:
  shop:
    datasets:
      orders:
        LAYOUT
        files: [\"orders*\"]
        fields: {id: order.id, day: order.day, paid: order.paid, note: {element: order.note, required: false}}
";

fn report(layout: &str, name: &str, fill: impl FnOnce(&mut Workbook)) -> Value {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("dictum.yaml"), DICTIONARY.replace("LAYOUT", layout)).unwrap();
    let mut book = Workbook::new();
    fill(&mut book);
    book.save(folder.path().join("made.xlsx")).unwrap();
    fs::rename(folder.path().join("made.xlsx"), folder.path().join(name)).unwrap();
    checked(folder.path(), name)
}

fn checked(folder: &Path, name: &str) -> Value {
    json(&dictum().current_dir(folder).args(["check", "--format", "json", name]).output().unwrap())
}

fn header(sheet: &mut Worksheet, row: u32, names: &[&str]) {
    for (column, name) in (0..).zip(names) {
        sheet.write_string(row, column, *name).unwrap();
    }
}

/// Rule, field, count, and the cell of the first place, of every finding.
fn found(report: &Value) -> Vec<String> {
    let mut all: Vec<String> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| {
            let place = &it["places"][0];
            let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
            let cell = format!("{}!{}", text(&place["sheet"]), text(&place["cell"]));
            format!("{} {} {} {cell}", text(&it["rule"]), text(&it["field"]), it["count"])
        })
        .collect();
    all.sort();
    all
}

#[test]
fn cells_are_judged_by_their_kind_and_placed_by_their_name() {
    let report = report("grain: order", "orders.xlsx", |book| {
        let day = Format::new().set_num_format("yyyy-mm-dd");
        let sheet = book.add_worksheet().set_name("Orders").unwrap();
        header(sheet, 0, &["id", "day", "paid", "note"]);
        sheet.write_string(1, 0, "1001").unwrap();
        sheet.write_with_format(1, 1, ExcelDateTime::from_ymd(2026, 3, 1).unwrap(), &day).unwrap();
        sheet.write_number(1, 2, 0.1 + 0.2).unwrap();
        sheet.write_number(2, 0, 1002).unwrap();
        sheet.write_number(2, 1, 46082).unwrap();
        sheet.write_formula(2, 2, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
        sheet.write_number(3, 0, 123_456_789_012_345_680.0).unwrap();
        sheet.write_string(3, 1, "2026-03-02").unwrap();
        sheet.write_formula(3, 2, Formula::new("=1000+0.5").set_result("1000.5")).unwrap();
        sheet.write_formula(3, 3, Formula::new("=REF").set_result("#REF!")).unwrap();
    });
    let expected = [
        "date-format day 1 Orders!B3",
        "identifier-as-number id 2 Orders!A3",
        "range-exceeded paid 1 Orders!C4",
        "type-mismatch note 1 Orders!D4",
        "type-mismatch paid 1 Orders!C3",
    ];
    assert_eq!(found(&report), expected, "{report:#}");
    assert_eq!(report["inputs"][0]["format"], "xlsx");
    let message = |rule: &str, field: &str| {
        let mut all = report["findings"].as_array().unwrap().iter();
        all.find(|it| it["rule"] == rule && it["field"] == field).unwrap()["message"].as_str().unwrap().to_owned()
    };
    assert!(message("type-mismatch", "note").contains("#REF!"));
    assert!(message("type-mismatch", "paid").contains("#DIV/0!"));
}

#[test]
fn notes_two_header_rows_merged_cells_and_totals_are_no_records() {
    let layout = "layout: {headerRow: 3, headerRows: 2, preamble: \"^Orders of\"}";
    let report = report(layout, "orders.xlsx", |book| {
        let sheet = book.add_worksheet();
        sheet.write_string(0, 0, "Orders of March").unwrap();
        // A name stands in either row; one that stands in the first is merged with the cell below it.
        sheet.merge_range(2, 0, 3, 0, "id", &Format::new()).unwrap();
        sheet.write_string(3, 1, "day").unwrap();
        sheet.write_string(2, 2, "paid").unwrap();
        for row in 0..8 {
            sheet.write_string(4 + row, 0, format!("{}", 1001 + row)).unwrap();
            sheet.write_string(4 + row, 1, "2026-03-01").unwrap();
            sheet.write_number(4 + row, 2, 12.5).unwrap();
        }
        sheet.write_string(12, 0, "合计").unwrap();
        sheet.write_number(12, 2, 100.0).unwrap();
    });
    let records = report["inputs"][0]["records"].as_u64();
    assert_eq!((found(&report), records), (vec!["extra-rows - 1 Sheet1!A13".to_owned()], Some(8)), "{report:#}");
}

#[test]
fn sheets_are_chosen_by_name_and_others_are_told() {
    let fill = |book: &mut Workbook| {
        for (name, hidden) in [("Readme", false), ("May 1", false), ("May 2", false), ("Old", true)] {
            let sheet = book.add_worksheet().set_name(name).unwrap();
            sheet.set_hidden(hidden);
            if name == "Readme" {
                sheet.write_string(0, 0, "Please read").unwrap();
                continue;
            }
            header(sheet, 0, &["id", "day", "paid"]);
            sheet.write_string(1, 0, if name == "May 2" { "x" } else { "1001" }).unwrap();
        }
    };
    let unasked = report("grain: order", "orders.xlsx", fill);
    let expected = ["check-skipped - 1 May 1!A1", "check-skipped - 1 Old!A1"];
    assert_eq!(
        (found(&unasked), unasked["inputs"][0]["records"].as_u64()),
        (expected.map(str::to_owned).to_vec(), Some(1))
    );
    let asked = report("sheet: [\"May*\"]", "orders.xlsx", fill);
    assert_eq!(found(&asked), ["pattern-mismatch id 1 May 2!A2"]);
    assert_eq!(asked["inputs"][0]["records"], 2);
    let wrong = report("sheet: [\"June\"]", "orders.xlsx", fill);
    assert_eq!(found(&wrong), ["header-defect - 1 -!-"], "{wrong:#}");
}

#[test]
fn content_tells_a_workbook_from_text() {
    let fill = |book: &mut Workbook| {
        let sheet = book.add_worksheet();
        header(sheet, 0, &["id", "day", "paid"]);
        sheet.write_string(1, 0, "1001").unwrap();
    };
    let report = report("grain: order", "orders.csv", fill);
    assert_eq!(report["inputs"][0]["format"], "xlsx");
    assert_eq!(found(&report), ["dialect-mismatch - 1 Sheet1!A1"]);
}

#[test]
fn a_damaged_workbook_is_told_and_nothing_of_it_passes() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("dictum.yaml"), DICTIONARY.replace("LAYOUT", "grain: order")).unwrap();
    let mut book = Workbook::new();
    header(book.add_worksheet(), 0, &["id", "day", "paid"]);
    let whole = book.save_to_buffer().unwrap();
    for (name, bytes) in [
        ("orders_cut.xlsx", &whole[..whole.len() / 2]),
        ("orders_ole.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and nothing more"),
        ("orders_zip.ods", b"PK\x03\x04 and nothing more"),
    ] {
        fs::write(folder.path().join(name), bytes).unwrap();
        let report = checked(folder.path(), name);
        assert!(found(&report).iter().any(|it| it.starts_with("file-unreadable")), "{name}: {report:#}");
        assert_eq!(report["inputs"][0]["complete"], false, "{name}");
    }
}

#[test]
fn a_cell_beyond_every_sheet_is_damage_and_no_million_of_blank_rows() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("dictum.yaml"), DICTIONARY.replace("LAYOUT", "grain: order")).unwrap();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    header(sheet, 0, &["id", "day", "paid"]);
    sheet.write_string(1, 0, "1001").unwrap();
    sheet.write_string(2, 0, "1002").unwrap();
    let whole = book.save_to_buffer().unwrap();
    for lie in ["A4000000000", "A1048577", "XFE3", "ZZZZZZ3"] {
        fs::write(folder.path().join("orders.xlsx"), lying(&whole, lie)).unwrap();
        let report = checked(folder.path(), "orders.xlsx");
        assert!(found(&report).iter().any(|it| it.starts_with("file-unreadable")), "{lie}: {report:#}");
        assert_eq!(report["inputs"][0]["complete"], false, "{lie}");
    }
}

/// The workbook with another name for its cell A3.
fn lying(whole: &[u8], name: &str) -> Vec<u8> {
    let mut stored = zip::ZipArchive::new(Cursor::new(whole)).unwrap();
    let mut written = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..stored.len() {
        let mut part = stored.by_index(index).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        let called = part.name().unwrap().into_owned();
        if called.ends_with("sheet1.xml") {
            let text = String::from_utf8(bytes).unwrap();
            assert!(text.contains("r=\"A3\""), "{text}");
            bytes = text.replace("r=\"A3\"", &format!("r=\"{name}\"")).into_bytes();
        }
        written.start_file(called, zip::write::SimpleFileOptions::default()).unwrap();
        written.write_all(&bytes).unwrap();
    }
    written.finish().unwrap().into_inner()
}
