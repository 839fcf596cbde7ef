//! `dictum fix` of JSON: names and values, with every other byte as it was.

#![allow(
    clippy::format_collect,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::allow_attributes,
    reason = "a test that cannot go on has failed"
)]

mod common;

use common::{Home, json};

const DICTIONARY: &str = r#"dictum: 1
elements:
  order.id: {title: id, representation: identifier, type: string, pattern: "^[0-9]{6}$"}
  order.amount: {title: amount, representation: amount, type: decimal, scale: 2, unit: CNY}
  line.sku: {title: sku, representation: identifier, type: string}
systems:
  shop:
    transport: {nulls: ["", "-"]}
    datasets:
      orders:
        files: ["orders*"]
        extraFields: allow
        fields:
          订单编号: order.id
          pay.Amount: {element: order.amount, required: false}
          items[].sku: {element: line.sku, required: false}
"#;

impl Home {
    fn with(name: &str, bytes: &[u8]) -> Self {
        Self::of(&[("dictum.yaml", DICTIONARY.as_bytes()), (name, bytes)])
    }

    fn fixed(&self, name: &str) -> String {
        self.run(&["fix", name]);
        self.text(&format!("fixed/{name}"))
    }
}

/// Names that match only after folding, in every record; a value to be mended; names that are no column's.
const BEFORE: &str = "[\n {\"订单编号 \": \"000001\", \"PAY\": {\"amount\": \"￥1.00\", \"Note\": \"\"}, \"Items\": [{\"SKU\": \"a\"}, {\"SKU\" : \"b\"}]},\n {\"PAY\": {\"amount\":2.5}, \"订单编号 \":\"000002\"}\n]\n";
const AFTER: &str = "[\n {\"订单编号\": \"000001\", \"pay\": {\"Amount\": \"1.00\", \"Note\": \"\"}, \"items\": [{\"sku\": \"a\"}, {\"sku\" : \"b\"}]},\n {\"pay\": {\"Amount\":2.5}, \"订单编号\":\"000002\"}\n]\n";

#[test]
fn names_are_mended_in_every_record() {
    let home = Home::with("orders.json", BEFORE.as_bytes());
    assert_eq!(home.fixed("orders.json"), AFTER);
    let lines = |text: &str| {
        text.lines().filter(|it| it.len() > 2).map(|it| format!("{}\n", it.trim_end_matches(','))).collect::<String>()
    };
    assert_eq!(Home::with("orders.ndjson", lines(BEFORE).as_bytes()).fixed("orders.ndjson"), lines(AFTER));
}

#[test]
fn what_was_mended_is_not_found_again_and_mending_twice_is_mending_once() {
    let home = Home::with("orders.json", BEFORE.as_bytes());
    let rules = |home: &Home| {
        let report = json(&home.run(&["check", "orders.json", "--format", "json"]));
        let all = report["findings"].as_array().unwrap().clone();
        all.iter().map(|it| it["rule"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert!(rules(&home).contains(&"header-folded".to_owned()));
    let again = Home::with("orders.json", home.fixed("orders.json").as_bytes());
    assert_eq!(rules(&again), Vec::<String>::new());
    assert_eq!(again.fixed("orders.json"), AFTER);
}

#[test]
fn a_name_that_is_taken_is_left_alone() {
    let clash = "{\"订单编号 \": \"000001\"}\n{\"订单编号 \": \"000002\", \"订单编号\": \"000003\"}\n";
    let home = Home::with("orders.ndjson", clash.as_bytes());
    assert!(home.fixed("orders.ndjson").ends_with("{\"订单编号 \": \"000002\", \"订单编号\": \"000003\"}\n"));
}

#[test]
fn a_preview_shows_the_names_once() {
    let home = Home::with("orders.json", BEFORE.as_bytes());
    let shown = String::from_utf8(home.run(&["fix", "orders.json", "--diff"]).stdout).unwrap();
    assert_eq!(shown.matches("-\"订单编号 \": …\n+\"订单编号\": …\n").count(), 1, "{shown}");
}

#[test]
fn text_in_another_encoding_is_left_alone_with_a_word() {
    let mut bytes = vec![0xFF, 0xFE];
    bytes.extend("[{\"订单编号 \": \"000001\"}]".encode_utf16().flat_map(u16::to_le_bytes));
    let home = Home::with("orders.json", &bytes);
    let output = home.run(&["fix", "orders.json"]);
    let told = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("UTF-8"), "{told}");
    assert!(!home.path("fixed/orders.json").exists());
}
