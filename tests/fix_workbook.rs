//! `dictum fix` of workbooks: the cells that rules name get another text, and everything else in them stays.

#![cfg(feature = "excel")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::allow_attributes,
    reason = "a test that cannot go on has failed"
)]

mod common;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};
use common::{Home, json};
use rust_xlsxwriter::{Color, Format, Formula, Table, Workbook, Worksheet};
use serde_json::Value;

const DICTIONARY: &str = r#"dictum: 1
elements:
  order.id: {title: id, representation: identifier, type: string, pattern: "^[0-9]{6}$"}
  order.amount: {title: amount, representation: amount, type: decimal, scale: 2, unit: CNY}
  order.status: {title: status, representation: code, type: string, codes: status}
  order.note: {title: note, type: string}
codeLists:
  status: {values: {OPEN: {title: 待付款}, PAID: {title: 已付款}}}
systems:
  shop:
    datasets:
      orders:
        files: ["orders*"]
        SHEETS
        fields: {Id: order.id, Amount: order.amount, Status: order.status, Note: {element: order.note, required: false}}
"#;

impl Home {
    fn new(sheets: &str, fill: impl FnOnce(&mut Workbook)) -> Self {
        let home = Self::of(&[("dictum.yaml", DICTIONARY.replace("SHEETS", sheets).as_bytes())]);
        let mut book = Workbook::new();
        fill(&mut book);
        book.save(home.path("orders.xlsx")).unwrap();
        home
    }

    fn fix(&self, arguments: &[&str]) -> Value {
        let arguments: Vec<&str> =
            ["fix", "orders.xlsx", "--format", "json"].iter().chain(arguments).copied().collect();
        json(&self.run(&arguments))
    }

    /// Sheet, row and column of the cells that have changed, with what they hold now.
    fn changed(&self) -> Vec<(String, u32, u32, String)> {
        let (before, after) = (cells(&self.path("orders.xlsx")), cells(&self.path("fixed/orders.xlsx")));
        let keys: std::collections::BTreeSet<_> = before.keys().chain(after.keys()).cloned().collect();
        let differ = keys.into_iter().filter(|it| before.get(it) != after.get(it));
        differ
            .map(|it| (it.0.clone(), it.1, it.2, after.get(&it).map(ToString::to_string).unwrap_or_default()))
            .collect()
    }
}

/// Every cell of a workbook that is not empty.
fn cells(path: &Path) -> BTreeMap<(String, u32, u32), Data> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let mut all = BTreeMap::new();
    for (sheet, range) in book.worksheets() {
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let place = (top + u32::try_from(row).unwrap(), left + u32::try_from(column).unwrap());
            all.insert((sheet.clone(), place.0, place.1), value.clone());
        }
    }
    all
}

/// Every part of an archive, unpacked.
fn parts(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(File::open(path).unwrap()).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (part.name().unwrap().to_string(), bytes)
        })
        .collect()
}

fn row(sheet: &mut Worksheet, row: u32, texts: &[&str]) {
    for (column, text) in (0..).zip(texts) {
        sheet.write_string(row, column, *text).unwrap();
    }
}

fn dirty(book: &mut Workbook) {
    let sheet = book.add_worksheet().set_name("May").unwrap();
    row(sheet, 0, &["Id", "Amount", "Status", "Note"]);
    row(sheet, 1, &["123456", "￥1,234.50", "待付款", "a < b & \"c\""]);
    row(sheet, 2, &["123457", "", "PAID", ""]);
    sheet.write_number(2, 1, 12.5).unwrap();
    row(sheet, 3, &["'123458", "12.00", "ＰＡＩＤ", "kept"]);
    sheet.write_string_with_format(3, 1, "N/A", &Format::new().set_bold().set_background_color(Color::Red)).unwrap();
    row(sheet, 4, &["123459", "", "已付款", ""]);
    sheet.write_formula(4, 1, Formula::new("=\"￥\"&1").set_result("￥1")).unwrap();
    let other = book.add_worksheet().set_name("Notes").unwrap();
    row(other, 0, &["待付款", "￥1.00"]);
}

#[test]
fn cells_with_a_defect_are_mended_and_everything_else_stays() {
    let home = Home::new("", dirty);
    let told = home.fix(&[]);
    let cell = |row, column, text: &str| ("May".to_owned(), row, column, text.to_owned());
    let expected = [
        cell(1, 1, "1234.50"),
        cell(1, 2, "OPEN"),
        cell(3, 0, "123458"),
        cell(3, 1, ""),
        cell(3, 2, "PAID"),
        cell(4, 2, "PAID"),
    ];
    assert_eq!(home.changed(), expected);
    // What a formula makes is the formula's to mend.
    assert_eq!((&told["files"][0]["cells"], &told["files"][0]["left"]), (&6.into(), &1.into()), "{told:#}");
    let (before, after) = (parts(&home.path("orders.xlsx")), parts(&home.path("fixed/orders.xlsx")));
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    let differ: Vec<_> = before.iter().filter(|(name, bytes)| after[*name] != **bytes).map(|it| it.0).collect();
    assert_eq!(differ, ["xl/worksheets/sheet1.xml"]);
    let sheet = String::from_utf8(after["xl/worksheets/sheet1.xml"].clone()).unwrap();
    assert!(sheet.contains("<c r=\"B4\" s=\"1\"/>"), "a style stays: {sheet}");
    assert!(sheet.contains("<f>\"￥\"&amp;1</f>"), "a formula stays: {sheet}");
}

#[test]
fn mending_twice_is_mending_once_and_a_clean_workbook_is_copied_byte_for_byte() {
    let home = Home::new("", dirty);
    home.fix(&[]);
    let once = fs::read(home.path("fixed/orders.xlsx")).unwrap();
    fs::write(home.path("orders.xlsx"), &once).unwrap();
    let told = home.fix(&["--out", "again"]);
    assert_eq!(told["files"][0]["fixed"], Value::Array(Vec::new()));
    assert_eq!(fs::read(home.path("again/orders.xlsx")).unwrap(), once);
}

#[test]
fn headers_are_renamed_unless_a_table_refers_to_them() {
    let fill = |sheet: &mut Worksheet| {
        row(sheet, 0, &["ID ", "Amount", "Status"]);
        row(sheet, 1, &["123456", "1.00", "PAID"]);
    };
    let home = Home::new("", |book| fill(book.add_worksheet()));
    home.fix(&[]);
    assert_eq!(home.changed(), [("Sheet1".to_owned(), 0, 0, "Id".to_owned())]);
    let home = Home::new("", |book| {
        let sheet = book.add_worksheet();
        fill(sheet);
        sheet.add_table(0, 0, 1, 2, &Table::new()).unwrap();
        fill(sheet);
    });
    let told = home.fix(&[]);
    assert_eq!((home.changed(), &told["files"][0]["left"]), (Vec::new(), &1.into()));
}

#[test]
fn a_further_sheet_may_have_an_order_of_its_own() {
    let home = Home::new("sheet: [\"*\"]", |book| {
        let sheet = book.add_worksheet().set_name("May").unwrap();
        row(sheet, 0, &["Id", "Amount", "Status"]);
        row(sheet, 1, &["123456", "1.00", "PAID"]);
        let sheet = book.add_worksheet().set_name("June").unwrap();
        row(sheet, 0, &["Status", "Id", "Amount"]);
        row(sheet, 1, &["待付款", "123456", "￥2.00"]);
    });
    let report = json(&home.run(&["check", "--format", "json", "orders.xlsx"]));
    let places: Vec<_> =
        report["findings"].as_array().unwrap().iter().map(|it| it["places"][0]["cell"].clone()).collect();
    assert!(places.contains(&"A2".into()) && places.contains(&"C2".into()), "{places:?}");
    home.fix(&[]);
    let june = |column, text: &str| ("June".to_owned(), 1, column, text.to_owned());
    assert_eq!(home.changed(), [june(0, "OPEN"), june(2, "2.00")]);
}

#[test]
fn a_preview_shows_the_cell_and_writes_nothing() {
    let home = Home::new("", dirty);
    let output = home.run(&["fix", "orders.xlsx", "--diff"]);
    let shown = String::from_utf8(output.stdout).unwrap();
    let row = "@@ -2,1 +2,1 @@
-Id: 123456 │ Amount: ￥1,234.50 │ Status: 待付款 │ Note: a < b & \"c\"
+Id: 123456 │ Amount: 1234.50 │ Status: OPEN │ Note: a < b & \"c\"
";
    assert_eq!(shown.matches(row).count(), 1, "{shown}");
    assert!(shown.contains("+Id: 123459 │ Amount: ￥1 │ Status: PAID"), "{shown}");
    assert!(!home.path("fixed").exists());
}

#[test]
fn other_workbooks_are_left_alone_with_a_word() {
    let home = Home::new("", dirty);
    fs::copy(common::fixtures("parity/orders.xls"), home.path("orders.xls")).unwrap();
    let output = home.run(&["fix", "orders.xls"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).contains("xls"), "{}", String::from_utf8_lossy(&output.stdout));
}
