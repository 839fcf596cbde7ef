//! Parquet through the command line: types, nulls, lists, what the schema declares, statistics, damage.

#![cfg(feature = "parquet")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::allow_attributes,
    reason = "a test that cannot go on has failed"
)]

mod common;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use common::{dictum, json};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use serde_json::Value;

const DICTIONARY: &str = "dictum: 1
elements:
  order.id: {title: order number, representation: identifier, type: string, nullable: false, pattern: \"^SO[0-9]+$\"}
  buyer.id: {title: buyer, representation: identifier, type: string, pattern: \"^[0-9]+$\"}
  order.paid: {title: paid, representation: amount, type: decimal, scale: 2, maximum: \"1000\"}
  order.fee: {title: fee, representation: amount, type: decimal, scale: 2}
  order.day: {title: day, type: date, format: dd.MM.yyyy}
  order.at: {title: at, type: timestamp, zone: required}
  item.sku: {title: sku, type: string, maxLength: 3}
entities:
  order: {title: order, key: [order.id], required: [order.id]}
systems:
  shop:
    datasets:
      orders:
        entity: order
        files: [\"*.parquet\"]
        fields: {number: order.id, buyer: buyer.id, paid: order.paid, fee: order.fee, day: order.day, at: order.at, \"items[].sku\": item.sku}
";

const SCHEMA: &str = "message orders {
  required binary number (UTF8);
  optional int64 buyer;
  required int32 paid (DECIMAL(9, 2));
  required double fee;
  required int32 day (DATE);
  required int64 at (TIMESTAMP(MILLIS, false));
  optional group items (LIST) { repeated group list { optional group element { optional binary sku (UTF8); } } }
}";

/// Two groups of rows: in the first every amount is right, in the second one is too high.
fn write(path: &Path) {
    let schema = Arc::new(parse_message_type(SCHEMA).unwrap());
    let mut writer = SerializedFileWriter::new(fs::File::create(path).unwrap(), schema, Arc::default()).unwrap();
    for (nos, paid) in [(["SO1", "SO2"], [1, 99_999]), (["SO1", "4"], [100_001, 5])] {
        let mut group = writer.next_row_group().unwrap();
        let mut number = 0;
        while let Some(mut column) = group.next_column().unwrap() {
            match number {
                0 => {
                    let values = nos.map(|it| ByteArray::from(it.as_bytes().to_vec()));
                    column.typed::<ByteArrayType>().write_batch(&values, None, None).unwrap();
                }
                1 => {
                    column.typed::<Int64Type>().write_batch(&[7], Some(&[1, 0]), None).unwrap();
                }
                2 => {
                    column.typed::<Int32Type>().write_batch(&paid, None, None).unwrap();
                }
                3 => {
                    column.typed::<DoubleType>().write_batch(&[0.5, 0.1 + 0.2], None, None).unwrap();
                }
                4 => {
                    column.typed::<Int32Type>().write_batch(&[20_513, 20_514], None, None).unwrap();
                }
                5 => {
                    column.typed::<Int64Type>().write_batch(&[0, 1_500], None, None).unwrap();
                }
                _ => {
                    let values = ["abc", "long"].map(|it| ByteArray::from(it.as_bytes().to_vec()));
                    let levels = (&[4, 4, 0][..], &[0, 1, 0][..]);
                    column.typed::<ByteArrayType>().write_batch(&values, Some(levels.0), Some(levels.1)).unwrap();
                }
            }
            column.close().unwrap();
            number += 1;
        }
        group.close().unwrap();
    }
    writer.close().unwrap();
}

fn checked(folder: &Path) -> Value {
    json(&dictum().current_dir(folder).args(["check", "--format", "json"]).output().unwrap())
}

fn found(report: &Value) -> Vec<String> {
    let findings = report["findings"].as_array().unwrap().iter();
    let mut all: Vec<String> = findings
        .map(|it| {
            let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
            let place = &it["places"][0];
            let (value, pointer) = (text(&place["value"]), text(&place["pointer"]));
            format!("{} {} {}/{} {value} {pointer}", text(&it["rule"]), text(&it["field"]), it["count"], it["tested"])
        })
        .collect();
    all.sort();
    all
}

#[test]
fn types_and_cells_are_held_against_the_dictionary() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("dictum.yaml"), DICTIONARY).unwrap();
    write(&folder.path().join("orders.parquet"));
    let report = checked(folder.path());
    let expected = [
        "identifier-as-number buyer 1/1 - -",
        "key-duplicate number 1/4 SO1 /rowGroups/1/rows/0",
        "length-exceeded items[].sku 2/4 long /rowGroups/0/rows/0",
        "money-as-float fee 1/1 - -",
        "pattern-mismatch number 1/4 4 /rowGroups/1/rows/1",
        "range-exceeded paid 1/4 1000.01 /rowGroups/1/rows/0",
        "scale-exceeded fee 2/4 0.30000000000000004 /rowGroups/0/rows/1",
        "zone-missing at 4/4 1970-01-01T00:00:00 /rowGroups/0/rows/0",
    ];
    assert_eq!(found(&report), expected, "{report:#}");
    assert_eq!(report["inputs"][0]["records"], 4);
}

#[test]
fn a_file_that_is_cut_is_told() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("dictum.yaml"), DICTIONARY).unwrap();
    let path = folder.path().join("orders.parquet");
    write(&path);
    let whole = fs::read(&path).unwrap();
    fs::write(&path, &whole[..whole.len() - 20]).unwrap();
    let report = checked(folder.path());
    assert_eq!(found(&report).len(), 1, "{report:#}");
    assert!(found(&report)[0].starts_with("file-unreadable"), "{report:#}");
}
