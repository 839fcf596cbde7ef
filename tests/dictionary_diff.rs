//! `dictum diff` of dictionaries: what changed, what it touches, the version it needs, and what happens to files.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::allow_attributes,
    reason = "a test that cannot go on has failed"
)]

mod common;

use std::fs;
use std::process::Output;

use common::{dictum, fixtures, json};
use serde_json::Value;

const OLD: &str = r#"dictum: 1
dictionary: {id: shop, version: 1.2.3, languages: [zh-CN, en]}
elements:
  order.id: {title: 订单编号, type: string, maxLength: 20}
  order.amount: {title: 金额, type: decimal, scale: 2, maximum: "1000", unit: CNY}
  order.status: {title: 状态, type: string, codes: status, nullable: true}
  order.note: {title: 备注, type: string}
codeLists:
  status:
    values: {OPEN: 待付款, PAID: 已付款, CLOSED: 已关闭}
    maps: {shop: {待付款: OPEN, 已付款: PAID, 已关闭: CLOSED}}
entities: {order: {title: 订单, key: [order.id], required: [order.id]}}
systems:
  shop:
    datasets:
      orders: {entity: order, files: ["orders*"], fields: {编号: order.id, 金额: order.amount, 状态: order.status, 备注: {element: order.note, required: false}}}
"#;

fn run(old: &str, new: &str, more: &[&str], files: &[(&str, &str)]) -> Output {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("old.yaml"), old).unwrap();
    fs::write(home.path().join("new.yaml"), new).unwrap();
    for (name, text) in files {
        fs::write(home.path().join(name), text).unwrap();
    }
    dictum().current_dir(home.path()).args(["diff", "old.yaml", "new.yaml"]).args(more).output().unwrap()
}

fn told(document: &Value) -> Vec<String> {
    let one = |it: &Value| format!("{} {} {}", it["verdict"], it["kind"], it["subject"]).replace('"', "");
    document["changes"].as_array().unwrap().iter().map(one).collect()
}

/// Each edit of the old dictionary: what is found, and the version it needs.
const EDITS: [(&str, &str, &str, &str); 14] = [
    ("maxLength: 20", "maxLength: 16", "breaking limit-tightened order.id", "2.0.0"),
    ("maxLength: 20", "maxLength: 32", "safe limit-loosened order.id", "1.3.0"),
    (", maximum: \"1000\"", "", "safe limit-loosened order.amount", "1.3.0"),
    ("unit: CNY", "unit: CNY/100", "breaking constraint-changed order.amount", "2.0.0"),
    ("type: decimal, scale: 2", "type: integer", "breaking type-changed order.amount", "2.0.0"),
    ("nullable: true", "nullable: false", "breaking nullable-changed order.status", "2.0.0"),
    ("title: 备注", "title: 附言", "safe text-changed order.note", "1.2.4"),
    (", CLOSED: 已关闭}", ", CLOSED: 已关闭, LOST: 已丢失}", "safe code-added status", "1.3.0"),
    (", CLOSED: 已关闭}", ", CLOSED: {title: 已关闭, until: 2027-01-01}}", "safe code-ending status", "1.3.0"),
    ("待付款: OPEN,", "待付款: OPEN, 待支付: OPEN,", "safe spelling-added status", "1.3.0"),
    ("已付款: PAID,", "已付款: OPEN,", "breaking spelling-moved status", "2.0.0"),
    ("required: [order.id]", "required: [order.id, order.amount]", "breaking element-required order", "2.0.0"),
    ("编号: order.id", "编号: order.note, 单号: order.id", "breaking field-moved shop.orders", "2.0.0"),
    ("金额: order.amount", "总额: order.amount", "safe field-mapped shop.orders", "1.3.0"),
];

#[test]
fn every_change_is_named_with_the_version_it_needs() {
    for (from, to, expected, needed) in EDITS {
        let new = OLD.replacen(from, to, 1);
        assert_ne!(new, OLD, "{from}");
        let output = run(OLD, &new, &["--format", "json"], &[]);
        let document = json(&output);
        assert!(told(&document).iter().any(|it| it == expected), "{from} → {to}: {:?}", told(&document));
        let version = &document["dictionaryVersion"];
        assert_eq!((version["needed"].as_str(), version["isEnough"].as_bool()), (Some(needed), Some(false)), "{to}");
        assert_eq!(output.status.code(), Some(1), "{to}: an unchanged version passes");
        let raised = new.replace("1.2.3", needed);
        assert_eq!(run(OLD, &raised, &[], &[]).status.code(), Some(0), "{to}: {needed} is not enough");
    }
}

#[test]
fn nothing_is_said_of_the_same_and_of_another_order_or_comment() {
    let same = OLD
        .replace("  order.note: {title: 备注, type: string}\n", "")
        .replace("elements:\n", "elements:\n  # moved\n  order.note: {title: 备注, type: string}\n");
    for new in [OLD, &same] {
        let output = run(OLD, new, &["--format", "json"], &[]);
        assert_eq!(told(&json(&output)), Vec::<String>::new());
        assert_eq!(output.status.code(), Some(0));
    }
}

#[test]
fn each_change_has_its_mirror() {
    for (from, to, _, _) in EDITS {
        let new = OLD.replacen(from, to, 1);
        let (there, back) =
            (json(&run(OLD, &new, &["--format", "json"], &[])), json(&run(&new, OLD, &["--format", "json"], &[])));
        let count = |it: &Value| it["changes"].as_array().unwrap().len();
        assert_eq!(count(&there), count(&back), "{to}: {:?} and back {:?}", told(&there), told(&back));
    }
}

#[test]
fn what_is_touched_and_what_newly_fails_is_told() {
    let new = OLD.replace("maximum: \"1000\"", "maximum: \"500\"").replace("1.2.3", "2.0.0");
    let orders = "编号,金额,状态,备注\n1,499.00,待付款,\n2,600.00,待付款,\n3,700.00,已付款,\n4,2000.00,已付款,\n";
    let output = run(OLD, &new, &["--with", "orders.csv", "--format", "json"], &[("orders.csv", orders)]);
    let document = json(&output);
    assert!(told(&document).contains(&"breaking records-newly-failing orders.csv/金额".to_owned()), "{document:#}");
    let text = document.to_string();
    assert!(text.contains("2 more records or cells break `range-exceeded`"), "{text}");
    assert!(text.contains("it touches `shop.orders`"), "{text}");
    assert_eq!(output.status.code(), Some(1));
    let missing = json(&run(OLD, &new, &["--with", "nowhere.csv", "--format", "json"], &[]));
    assert!(missing.to_string().contains("nowhere.csv"), "a file that cannot be tried goes untold: {missing:#}");
    let back = run(&new, OLD, &["--with", "orders.csv"], &[("orders.csv", orders)]);
    let text = String::from_utf8(back.stdout).unwrap();
    assert!(text.contains("2 records or cells no longer break `range-exceeded`"), "{text}");
}

#[test]
fn both_languages_and_a_table_for_a_review() {
    let new = OLD.replace("maxLength: 20", "maxLength: 16");
    let text = |more: &[&str]| String::from_utf8(run(OLD, &new, more, &[]).stdout).unwrap();
    assert!(text(&["--lang", "zh-CN"]).contains("版本 1.2.3 → 1.2.3 升级不足"), "{}", text(&["--lang", "zh-CN"]));
    assert!(text(&["--format", "markdown"]).contains("| breaking |"), "{}", text(&["--format", "markdown"]));
}

#[test]
fn what_cannot_be_compared_is_refused_with_the_next_thing_to_do() {
    for (old, new) in
        [(OLD, "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {}\n"), (OLD, "dictum: 1\nelements: {a: 1}\n")]
    {
        let output = run(old, new, &[], &[]);
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8(output.stderr).unwrap().contains("help:"));
    }
    let contract = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {}\n";
    let tried = run(contract, contract, &["--with", "orders.csv"], &[("orders.csv", "编号\n1\n")]);
    assert_eq!((tried.status.code(), tried.stdout.len()), (Some(2), 0), "contracts say nothing of files");
    let shop = fixtures("shop/dictionary");
    let same = dictum().arg("diff").args([&shop, &shop]).output().unwrap();
    assert_eq!(same.status.code(), Some(0), "{}", String::from_utf8_lossy(&same.stderr));
}
