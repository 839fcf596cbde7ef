//! `dictum inputs`: what would be read as what, and why.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::allow_attributes,
    reason = "a test that cannot go on has failed"
)]

mod common;

use std::process::Output;

use common::{Home, dictum, fixtures, json};

const DICTIONARY: &str = "dictum: 1
elements:
  order.id: {title: id, type: string}
systems:
  shop:
    datasets:
      orders:
        files: [\"orders*\"]
        fields: {id: order.id}
";

fn run(arguments: &[&str], files: &[(&str, &[u8])]) -> Output {
    let home = Home::of(files);
    home.write("dictum.yaml", DICTIONARY.as_bytes());
    home.run(arguments)
}

#[test]
fn every_file_is_told_with_its_reason() {
    let files: [(&str, &[u8]); 4] = [
        ("orders1.csv", b"note\nid;name\n1;a\n2;b\n"),
        ("orders2.csv", b"[{\"id\": \"1\"}]"),
        ("orders3.csv", b"PK\x03\x04 nothing of the kind"),
        ("refunds.csv", b"id\n1\n"),
    ];
    let report = json(&run(&["inputs", "--format", "json"], &files));
    let told: Vec<String> = report
        .as_array()
        .unwrap()
        .iter()
        .map(|it| {
            format!("{} {} {} {} {}", it["path"], it["dataset"], it["format"], it["formatBy"], it["problem"].is_null())
        })
        .map(|it| it.replace('"', ""))
        .collect();
    assert_eq!(told[0], "orders1.csv shop.orders csv name true");
    assert_eq!(told[1], "orders2.csv shop.orders json content true");
    assert!(told[2].starts_with("orders3.csv shop.orders") && told[2].ends_with("false"), "{}", told[2]);
    assert!(told[3].starts_with("refunds.csv null") && told[3].ends_with("false"), "{}", told[3]);
    assert_eq!(report[0]["declaredAt"]["line"], 7);
    assert_eq!(report[0]["delimiter"], ";");
    let text = String::from_utf8(run(&["inputs"], &files).stdout).unwrap();
    assert!(text.contains("shop.orders, as dictum.yaml:7 says") && text.contains("2 of 4 would be read"), "{text}");
}

#[test]
fn the_shop_is_listed_in_both_languages() {
    for (lang, word) in [("en", "would be read"), ("zh-CN", "将读取")] {
        let output =
            dictum().current_dir(fixtures("shop")).args(["inputs", "exports", "--lang", lang]).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success() && text.contains(word) && text.contains("gb18030"), "{text}");
    }
}

#[test]
fn nothing_to_read_is_told_by_the_status() {
    assert_eq!(run(&["inputs"], &[("refunds.csv", b"id\n1\n")]).status.code(), Some(3));
}
