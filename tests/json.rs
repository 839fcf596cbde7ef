//! JSON as people use it: pages of records, lists within records, numbers that are none.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::allow_attributes,
    reason = "a test that cannot go on has failed"
)]

mod common;

use std::fs;

use common::{dictum, json};

const DICTIONARY: &str = r#"dictum: 1
elements:
  order.id: {title: order number, representation: identifier, type: string, pattern: "^[0-9A-Z]+$", nullable: false}
  order.note: {title: note, type: string, nullable: true}
  product.sku: {title: article, representation: identifier, type: string, pattern: "^[A-Z]{2}[0-9]+$", nullable: false}
  line.quantity: {title: quantity, type: integer, minimum: 1}
entities:
  order: {title: order, key: [order.id], required: [order.id], optional: [order.note, product.sku]}
  line: {title: line, key: [order.id, product.sku], required: [order.id, product.sku, line.quantity]}
systems:
  shop:
    datasets:
      orders:
        entity: order
        files: ["orders*"]
        extraFields: allow
        fields: {id: order.id, note: order.note, "items[].sku": product.sku}
      lines:
        entity: line
        files: ["orders*"]
        each: items[]
        fields: {$.id: order.id, sku: product.sku, quantity: line.quantity}
"#;

const PAGE: &str = r#"{"code": 0, "data": {"list": [
  {"id": "A1", "items": [{"sku": "AB1", "quantity": 1}, {"sku": "ab2", "quantity": 0}]},
  {"id": "A2", "note": "", "items": [{"sku": "AB1", "quantity": 1}, {"sku": "AB1", "quantity": 2}, {"quantity": 3}]},
  {"id": "A3", "items": []}
]}}
"#;

/// Rule, dataset, field, count, tested, and line, column and pointer of the first place, of every finding.
fn told(name: &str, text: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("dictum.yaml"), DICTIONARY).unwrap();
    fs::write(folder.path().join(name), text).unwrap();
    let report = json(&dictum().current_dir(folder.path()).args(["check", "--format", "json"]).output().unwrap());
    let word = |it: &serde_json::Value| it.as_str().unwrap_or("-").to_owned();
    let line = |it: &serde_json::Value| {
        let place = &it["places"][0];
        format!(
            "{} {} {} {}/{} {}:{} {}",
            word(&it["rule"]),
            word(&it["dataset"]),
            word(&it["field"]),
            it["count"],
            it["tested"],
            place["line"],
            place["column"],
            word(&place["pointer"])
        )
    };
    let mut lines: Vec<String> = report["findings"].as_array().unwrap().iter().map(line).collect();
    lines.sort();
    lines
}

#[test]
fn lists_within_records_are_columns_of_many_cells_and_datasets_of_their_own() {
    assert_eq!(
        told("orders.json", PAGE),
        [
            "key-duplicate shop.lines $.id 1/4 3:10 /data/list/1/id",
            "key-missing shop.lines sku 1/5 3:114 /data/list/1/items/2",
            "pattern-mismatch shop.lines sku 1/4 2:65 /data/list/0/items/1/sku",
            "pattern-mismatch shop.orders items[].sku 1/4 2:65 /data/list/0/items/1/sku",
            "range-exceeded shop.lines quantity 1/5 2:84 /data/list/0/items/1/quantity",
        ]
    );
}

#[test]
fn a_line_is_a_document_of_its_own() {
    let lines = "{\"id\":\"A1\",\"items\":[{\"sku\":\"AB1\",\"quantity\":1}]}\n{\"id\":\"A2\",\"items\":[{\"sku\":\"x\",\"quantity\":1}]}\n";
    assert_eq!(
        told("orders.ndjson", lines),
        [
            "pattern-mismatch shop.lines sku 1/2 2:28 /items/0/sku",
            "pattern-mismatch shop.orders items[].sku 1/2 2:28 /items/0/sku",
        ]
    );
}

#[test]
fn a_document_that_ends_early_is_told_and_its_records_are_checked() {
    let cut = PAGE.split("\n  {\"id\": \"A3\"").next().unwrap();
    let found = told("orders.json", cut);
    let unreadable: Vec<_> = found.iter().filter(|it| it.starts_with("file-unreadable")).collect();
    assert_eq!(unreadable.len(), 2, "{found:#?}");
    assert!(found.iter().any(|it| it.starts_with("range-exceeded")), "{found:#?}");
}

#[test]
fn a_document_without_a_record_is_no_pass() {
    for text in ["[]", "{}", "{\"data\": {\"list\": []}}"] {
        let told = told("orders.json", text);
        assert!(!told.is_empty() && told.iter().all(|it| it.starts_with("check-skipped ")), "{text}: {told:?}");
    }
}

#[test]
fn lists_that_nobody_asked_for_are_told() {
    let page = |other: &str| format!("{{\"list\": [{{\"id\": \"A1\"}}], \"other\": {other}}}");
    let unread = |other: &str| told("orders.json", &page(other)).iter().any(|it| it.starts_with("check-skipped "));
    for (other, expected) in [("[{\"x\": 1}]", true), ("[]", false), ("[1, 2]", false), ("{\"x\": 1}", false)] {
        assert_eq!(unread(other), expected, "{other}");
    }
}

#[test]
fn a_list_or_an_object_is_spoken_for_by_what_is_mapped_within_it() {
    let dictionary = r#"dictum: 1
elements:
  order.id: {title: order number, type: string}
  order.tag: {title: tag, type: string}
  buyer.id: {title: buyer, type: string, nullable: true}
systems:
  shop:
    datasets:
      orders: {files: ["orders*"], fields: {id: order.id, "tags[]": order.tag, buyer.id: {element: buyer.id, required: false}}}
"#;
    let cases = [
        (r#"[{"id":"A1","tags":["x"],"buyer":{"id":"B1"}},{"id":"A2","tags":[],"buyer":null}]"#, ""),
        (r#"[{"id":"A1","tags":["x"],"buyer":{}}]"#, ""),
        (r#"[{"id":"A1","tags":["x"]},{"id":"A2","tags":"y"}]"#, "field-undeclared tags"),
        (r#"[{"id":"A1","tags":["x"],"notes":["y"]}]"#, "field-undeclared notes"),
        (r#"[{"id":"A1","tags":["x"],"buyer":{"id":"B1","name":"y"}}]"#, "field-undeclared buyer.name"),
    ];
    for (text, expected) in cases {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("dictum.yaml"), dictionary).unwrap();
        fs::write(folder.path().join("orders.json"), text).unwrap();
        let report = json(&dictum().current_dir(folder.path()).args(["check", "--format", "json"]).output().unwrap());
        let told =
            |it: &serde_json::Value| format!("{} {}", it["rule"].as_str().unwrap(), it["field"].as_str().unwrap());
        let found: Vec<String> = report["findings"].as_array().unwrap().iter().map(told).collect();
        assert_eq!(found.join(", "), expected, "{text}");
    }
}

#[test]
fn names_that_are_new_in_every_record_have_their_places_in_lines_of_any_length() {
    let dictionary = "dictum: 1
elements: {order.id: {title: order number, type: string}}
systems: {shop: {datasets: {orders: {files: [\"orders*\"], fields: {id: {element: order.id, required: false}}}}}}
";
    let record = |name: usize| format!("{{\"订{name}\": {{\"x{name}\": 1}}}}");
    let (one, rest): (Vec<_>, Vec<_>) = ((0..3).map(record).collect(), (3..6).map(record).collect());
    let text = format!("[{},\n {}]", one.join(","), rest.join(","));
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("dictum.yaml"), dictionary).unwrap();
    fs::write(folder.path().join("orders.json"), &text).unwrap();
    let report = json(&dictum().current_dir(folder.path()).args(["check", "--format", "json"]).output().unwrap());
    let places: Vec<(String, u64, u64)> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|it| it["rule"] == "field-undeclared")
        .map(|it| {
            let place = &it["places"][0];
            (
                it["field"].as_str().unwrap().to_owned(),
                place["line"].as_u64().unwrap(),
                place["column"].as_u64().unwrap(),
            )
        })
        .collect();
    let expected = |number: usize| {
        let name = format!("\"x{number}\"");
        let (line, within) = text.lines().enumerate().find(|(_, it)| it.contains(&name)).unwrap();
        let column = within[..within.find(&name).unwrap()].chars().count() + 1;
        (format!("订{number}.x{number}"), line as u64 + 1, column as u64)
    };
    let expected: Vec<_> = (0..6).map(expected).collect();
    assert_eq!(places.len(), 6, "{report:#}");
    for it in &expected {
        assert!(places.contains(it), "{it:?}");
    }
}
