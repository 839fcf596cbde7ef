//! `check --quarantine` of what is no plain text: lists, packed files, workbooks, Parquet.

#![allow(
    clippy::format_push_string,
    clippy::format_collect,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::allow_attributes,
    reason = "a test that cannot go on has failed"
)]

mod common;

use std::fs;
use std::io::{Read, Write};
use std::path::PathBuf;

use common::{Home, json, rejoined};
use proptest::prelude::*;
use serde_json::Value;

const DICTIONARY: &str = r#"dictum: 1
elements:
  order.id: {title: id, type: string, pattern: "^[0-9]{6}$"}
  order.amount: {title: amount, type: decimal, precision: 12, scale: 2}
  order.status: {title: status, representation: code, type: string, codes: status}
codeLists:
  status: {values: {OPEN: {title: 待付款}, PAID: {title: 已付款}}}
systems:
  shop:
    datasets:
      orders:
        files: ["orders*"]
        extraFields: allow
        fields: {id: order.id, amount: {element: order.amount, required: false}, status: {element: order.status, required: false}}
"#;

impl Home {
    fn with(name: &str, bytes: &[u8]) -> Self {
        Self::of(&[("dictum.yaml", DICTIONARY.as_bytes()), (name, bytes)])
    }

    /// Parts `name`; gives what is said of it.
    fn part(&self, name: &str) -> String {
        let output = self.run(&["check", name, "--quarantine", "apart"]);
        assert!(output.status.code().is_some_and(|it| it < 2), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stderr).unwrap()
    }

    /// A file below the folder of the parts; nothing where there is none.
    fn parted(&self, name: &str) -> Vec<u8> {
        fs::read(self.path("apart").join(name)).unwrap_or_default()
    }

    fn parted_text(&self, name: &str) -> String {
        String::from_utf8(self.parted(name)).unwrap()
    }

    /// What is said of the records of a file that went apart, as NDJSON.
    fn told(&self, name: &str) -> String {
        self.parted_text(&format!("reasons/{name}.ndjson"))
    }

    fn reasons(&self, name: &str) -> Vec<Value> {
        self.told(name).lines().map(|it| serde_json::from_str(it).unwrap()).collect()
    }

    /// Errors and records when a folder is checked again.
    fn again(&self, folder: &str) -> (u64, u64) {
        let report = json(&self.run(&["check", folder, "--format", "json"]));
        let records = report["inputs"].as_array().unwrap().iter().map(|it| it["records"].as_u64().unwrap()).sum();
        (report["summary"]["errors"].as_u64().unwrap(), records)
    }
}

#[test]
fn items_of_an_array_go_apart_and_both_files_are_arrays() {
    let input = "{\"code\": 0, \"data\": [\n  {\"id\": \"1\"},\n  {\"id\": \"000002\"} ,\n  {\"id\": \"x\"},\n  {\"id\": \"000004\"}\n], \"more\": false}\n";
    let home = Home::with("orders.json", input.as_bytes());
    assert!(home.part("orders.json").contains("2 good and 2 bad records"));
    assert_eq!(
        home.parted_text("good/orders.json"),
        "{\"code\": 0, \"data\": [\n  {\"id\": \"000002\"},\n  {\"id\": \"000004\"}\n], \"more\": false}\n"
    );
    assert_eq!(
        home.parted_text("bad/orders.json"),
        "{\"code\": 0, \"data\": [\n  {\"id\": \"1\"} ,\n  {\"id\": \"x\"}\n], \"more\": false}\n"
    );
    let reasons = home.reasons("orders.json");
    assert_eq!(reasons[1]["line"], 4);
    assert_eq!(reasons[1]["record"], 3);
    assert_eq!(home.again("apart/good"), (0, 2));
    assert_eq!(home.again("apart/bad").1, 2);
    assert_eq!(
        rejoined(&home.parted("good/orders.json"), &home.parted("bad/orders.json"), &home.told("orders.json")),
        input.as_bytes()
    );
}

#[test]
fn elements_of_a_document_go_apart_and_both_files_are_documents() {
    let input = "<?xml version=\"1.0\"?>\n<orders>\n <order><id>000001</id></order>\n <order><id>x</id></order><!-- 补单 -->\n <order><id>000003</id></order>\n</orders>\n";
    let home = Home::with("orders.xml", input.as_bytes());
    home.part("orders.xml");
    assert_eq!(home.again("apart/good"), (0, 2));
    assert_eq!(home.again("apart/bad").1, 1);
    assert_eq!(
        rejoined(&home.parted("good/orders.xml"), &home.parted("bad/orders.xml"), &home.told("orders.xml")),
        input.as_bytes()
    );
}

#[test]
fn a_document_that_breaks_off_is_left_alone_with_a_word() {
    let home = Home::with("orders.json", b"[{\"id\": \"000001\"}, {\"id\": \"x\"}, {\"id\":");
    let told = home.part("orders.json");
    assert!(told.contains("orders.json: it cannot be told where one of its records ends"), "{told}");
    assert!(!home.path("apart/good/orders.json").exists());
}

#[test]
fn text_in_another_encoding_is_left_alone_with_a_word() {
    let mut bytes = vec![0xFF, 0xFE];
    bytes.extend("[{\"id\": \"x\"}]".encode_utf16().flat_map(u16::to_le_bytes));
    let home = Home::with("orders.json", &bytes);
    let told = home.part("orders.json");
    assert!(told.contains("orders.json: its text is not UTF-8"), "{told}");
}

#[test]
fn rows_within_a_record_stay_with_it() {
    let lines = "{\"no\": 1, \"items\": [{\"id\": \"000001\"}, {\"id\": \"x\"}]}\n{\"no\": 2, \"items\": [{\"id\": \"000002\"}, {\"id\": \"000003\"}]}\n";
    let home = Home::with("orders.ndjson", lines.as_bytes());
    let each = DICTIONARY.replace("extraFields: allow", "extraFields: allow\n        each: \"items[]\"");
    fs::write(home.path("dictum.yaml"), each).unwrap();
    assert!(home.part("orders.ndjson").contains("1 good and 1 bad record"));
    let (bad, good) = lines.split_at(lines.find('\n').unwrap() + 1);
    assert_eq!((&*home.parted_text("good/orders.ndjson"), &*home.parted_text("bad/orders.ndjson")), (good, bad));
}

#[test]
fn what_was_packed_is_parted_unpacked() {
    let text = "id\n000001\nx\n";
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(text.as_bytes()).unwrap();
    let home = Home::with("orders.csv.gz", &packer.finish().unwrap());
    home.part("orders.csv.gz");
    assert_eq!(
        (&*home.parted_text("good/orders.csv"), &*home.parted_text("bad/orders.csv")),
        ("id\n000001\n", "id\nx\n")
    );
    assert_eq!(home.again("apart/good"), (0, 1));
}

#[cfg(feature = "excel")]
mod workbooks {
    use calamine::{Data, Reader, Xlsx, open_workbook};
    use rust_xlsxwriter::{Format, Formula, Workbook};

    use super::*;

    fn rows(path: PathBuf) -> Vec<Vec<Data>> {
        let mut book: Xlsx<_> = open_workbook(path).unwrap();
        let sheet = book.worksheet_range_at(0).unwrap().unwrap();
        sheet.rows().map(<[Data]>::to_vec).collect()
    }

    fn book() -> Vec<u8> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.merge_range(0, 0, 0, 2, "订单导出", &Format::new()).unwrap();
        for (column, name) in (0..).zip(["id", "amount", "status"]) {
            sheet.write_string(1, column, name).unwrap();
        }
        let rows = [("000001", 1.5, "OPEN"), ("x", 2.0, "PAID"), ("000003", 3.25, "PAID"), ("000004", 4.0, "??")];
        for (row, (id, amount, status)) in (2..).zip(rows) {
            sheet.write_string(row, 0, id).unwrap();
            sheet.write_number(row, 1, amount).unwrap();
            sheet.write_string(row, 2, status).unwrap();
        }
        sheet.write_formula(5, 3, Formula::new("=B6*2").set_result("8")).unwrap();
        book.save_to_buffer().unwrap()
    }

    #[test]
    fn rows_go_apart_and_those_below_move_up() {
        let home = Home::with("orders.xlsx", &book());
        let layout = DICTIONARY.replace("extraFields: allow", "extraFields: allow\n        layout: {headerRow: 2}");
        fs::write(home.path("dictum.yaml"), layout).unwrap();
        assert!(home.part("orders.xlsx").contains("2 good and 2 bad records"));
        let all = rows(home.path("orders.xlsx"));
        let pick = |rows: &[usize]| -> Vec<Vec<Data>> { rows.iter().map(|it| all[*it].clone()).collect() };
        let without_blank = |rows: Vec<Vec<Data>>| -> Vec<Vec<Data>> {
            rows.into_iter().map(|row| row.into_iter().filter(|it| *it != Data::Empty).collect()).collect()
        };
        let good = rows(home.path("apart/good/orders.xlsx"));
        assert_eq!(without_blank(good), without_blank(pick(&[0, 1, 2, 4])));
        assert_eq!(without_blank(rows(home.path("apart/bad/orders.xlsx"))), without_blank(pick(&[0, 1, 3, 5])));
        let reasons = home.reasons("orders.xlsx");
        assert_eq!(
            (&reasons[0]["line"], &reasons[1]["line"], &reasons[0]["sheet"]),
            (&4.into(), &6.into(), &"Sheet1".into())
        );
        assert_eq!(reasons[1]["reasons"][0]["field"], "status");
        assert_eq!(home.again("apart/good"), (0, 2));
        assert_eq!(home.again("apart/bad").1, 2);
    }

    #[test]
    fn a_workbook_that_cannot_be_written_is_left_alone_with_a_word() {
        let home = Home::with("orders.ods", include_bytes!("../fixtures/parity/orders.ods"));
        let told = home.part("orders.ods");
        assert!(told.contains("orders.ods: files in the format ods are not written again"), "{told}");
        assert!(!home.path("apart/good/orders.ods").exists());
    }
}

#[cfg(feature = "parquet")]
#[test]
fn rows_of_parquet_go_apart_with_their_types() {
    let lines: String =
        (0..3000).map(|it| format!("{:06},{}.50,{}\n", it, it, if it % 7 == 0 { "" } else { "PAID" })).collect();
    let home = Home::with("orders.csv", format!("id,amount,status\n{lines}").as_bytes());
    let lenient = home.run(&["convert", "orders.csv", "--to", "parquet", "--out", "canonical"]);
    assert!(lenient.status.success(), "{}", String::from_utf8_lossy(&lenient.stderr));
    let strict = DICTIONARY.replace("{6}$", "{5}[0-8]$").replace("orders*", "*.parquet");
    let fields = "fields: {order.id: order.id, order.amount: {element: order.amount, required: false}, order.status: {element: order.status, required: false}}";
    let from = strict.find("fields:").unwrap();
    fs::write(home.path("dictum.yaml"), format!("{}{fields}\n", &strict[..from])).unwrap();
    let is_parquet = |it: &PathBuf| it.extension().is_some_and(|it| it == "parquet");
    let parquet = walkdir::WalkDir::new(home.path("canonical"))
        .into_iter()
        .find_map(|it| Some(it.ok()?.into_path()).filter(is_parquet))
        .unwrap();
    let shown = parquet.strip_prefix(home.path("")).unwrap().to_str().unwrap().to_owned();
    assert!(home.part(&shown).contains("2700 good and 300 bad records"));
    assert_eq!(home.again("apart/good"), (0, 2700));
    assert_eq!(home.again("apart/bad").1, 300);
    assert_eq!(home.reasons(&shown).len(), 300);
}

fn separator() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![",", ", ", ",\n  ", "\n,\n"])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn items_together_are_the_input(
        records in prop::collection::vec((any::<bool>(), separator()), 0..8),
        opening in prop::sample::select(vec!["[", "{\"data\":{\"list\":[", "[\n"]),
        in_xml in any::<bool>(),
    ) {
        let mut text = if in_xml { "<?xml version=\"1.0\"?>\n<l>".to_owned() } else { opening.to_owned() };
        for (number, (is_bad, separator)) in records.iter().enumerate() {
            let id = if *is_bad { "x".to_owned() } else { format!("{number:06}") };
            if in_xml {
                text += &format!("{}<o><id>{id}</id></o>", separator.replace(',', ""));
            } else {
                text += if number > 0 { separator } else { "" };
                text += &format!("{{\"id\": \"{id}\"}}");
            }
        }
        text += if in_xml { "</l>" } else if opening.starts_with('{') { "]}}" } else { " ]\n" };
        let name = if in_xml { "orders.xml" } else { "orders.json" };
        let home = Home::with(name, text.as_bytes());
        home.part(name);
        let bad = records.iter().filter(|it| it.0).count();
        let (good, apart) = (home.parted(&format!("good/{name}")), home.parted(&format!("bad/{name}")));
        prop_assert_eq!(home.reasons(name).len(), bad);
        prop_assert_eq!(String::from_utf8(rejoined(&good, &apart, &home.told(name))).unwrap(), text);
        if !in_xml {
            for part in [&good, &apart] {
                prop_assert!(part.is_empty() || serde_json::from_slice::<Value>(part).is_ok());
            }
        }
    }
}

#[test]
fn a_member_of_an_archive_is_parted_below_its_name() {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file("orders.csv", zip::write::SimpleFileOptions::default()).unwrap();
    archive.write_all(b"id\nx\n000002\n").unwrap();
    let home = Home::with("week.zip", &archive.finish().unwrap().into_inner());
    home.part("week.zip");
    let mut bad = String::new();
    fs::File::open(home.path("apart/bad/week.zip/orders.csv")).unwrap().read_to_string(&mut bad).unwrap();
    assert_eq!(bad, "id\nx\n");
}
