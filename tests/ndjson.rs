//! NDJSON gives the findings that the same records give as CSV; only places differ.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::allow_attributes,
    reason = "a test that cannot go on has failed"
)]

mod common;

use std::collections::BTreeSet;
use std::fs;

use common::{dictum, json};

const DICTIONARY: &str = "dictum: 1
elements:
  order.id: {title: order number, type: string, pattern: \"^SO[0-9]+$\"}
  order.amount: {title: amount, type: decimal, scale: 2}
  order.day: {title: day, type: date, format: yyyy-MM-dd}
  order.status: {title: status, type: string, codes: status}
  order.note: {title: note, type: string}
  buyer.phone: {title: phone, type: string, pattern: \"^1[0-9]{10}$\", pii: pi, nullable: false}
codeLists:
  status: {values: {paid: paid, shipped: shipped}}
entities:
  order: {title: order, key: [order.id], required: [order.id, buyer.phone], optional: [order.amount, order.day, order.status, order.note]}
systems:
  shop:
    transport: {encoding: utf-8, nulls: [\"\"]}
    datasets:
      orders:
        entity: order
        files: [\"orders*\"]
        fields: {order_no: order.id, amount: order.amount, day: order.day, status: order.status, note: order.note, buyer.phone: buyer.phone}
";

const CSV: &str = "order_no,amount,day,status,note,buyer.phone,extra
SO1,1.50,2026-01-02,paid,,13800000001,x
SO2,1.555,2026-01-02,paid,,13800000002,x
SO2,abc,02/01/2026,lost,\"say \"\"yes\"\"\",13800000003,x
XO4,,,,,,x
SO5,3,2026-13-02,shipped,,0138,x
";

const NDJSON: &str = r#"{"order_no":"SO1","amount":1.50,"day":"2026-01-02","status":"paid","note":"","buyer":{"phone":"13800000001"},"extra":"x"}
{"buyer":{"phone":"13800000002"},"order_no":"SO2","amount":1.555,"day":"2026-01-02","status":"paid","note":"","extra":"x"}
{"order_no":"SO2","amount":"abc","day":"02\/01\/2026","status":"lost","note":"say \"yes\"","buyer":{"phone":"13800000003"},"extra":"x"}
{"order_no":"XO4","amount":null,"day":null,"buyer":null,"extra":"x"}
{"order_no":"\u0053O5","amount":3,"day":"2026-13-02","status":"shipped","note":"","buyer":{"phone":"0138"},"extra":"x"}
"#;

fn report(dictionary: &str, name: &str, text: &str) -> serde_json::Value {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("dictum.yaml"), dictionary).unwrap();
    fs::write(folder.path().join(name), text).unwrap();
    json(&dictum().current_dir(folder.path()).args(["check", "--format", "json"]).output().unwrap())
}

/// Rule, field, count, tested, and the records and values shown, of every finding.
fn findings(report: &serde_json::Value) -> BTreeSet<String> {
    let findings = report["findings"].as_array().unwrap();
    findings
        .iter()
        .map(|it| {
            let shown = it["places"].as_array().unwrap().iter();
            let shown: Vec<_> = shown.map(|place| (&place["record"], &place["key"], &place["value"])).collect();
            format!("{} {} {} {} {} {shown:?}", it["rule"], it["field"], it["message"], it["count"], it["tested"])
        })
        .collect()
}

#[test]
fn the_same_records_give_the_same_findings_as_csv() {
    let (csv, ndjson) = (report(DICTIONARY, "orders.csv", CSV), report(DICTIONARY, "orders.ndjson", NDJSON));
    let (csv, ndjson) = (findings(&csv), findings(&ndjson));
    assert!(csv.len() >= 8, "{csv:#?}");
    assert_eq!(csv, ndjson);
}

#[test]
fn an_empty_string_is_null_only_where_the_system_says_so() {
    let text = "{\"order_no\":\"SO1\",\"buyer.phone\":\"\"}\n{\"order_no\":\"SO2\",\"buyer.phone\":null}\n{\"order_no\":\"SO3\"}\n";
    let undeclared = DICTIONARY.replace(", nulls: [\"\"]", "");
    for (dictionary, empty_rule, missing) in [(DICTIONARY, None, 3), (&*undeclared, Some(1), 2)] {
        let report = report(dictionary, "orders.jsonl", text);
        let count = |rule: &str| {
            let mut all = report["findings"].as_array().unwrap().iter();
            all.find(|it| it["rule"] == rule && it["field"] == "buyer.phone").and_then(|it| it["count"].as_u64())
        };
        assert_eq!((count("pattern-mismatch"), count("value-missing")), (empty_rule, Some(missing)));
    }
}

#[test]
fn lines_that_are_no_object_are_told_and_show_nothing() {
    let text = "{\"order_no\":\"SO1\",\"buyer.phone\":\"13800000001\"}\n{\"order_no\":\"SO2\",\"buyer.phone\":\"13800000002\"\n\n[1]\n{\"order_no\":\"SO3\",\"order_no\":\"x\",\"buyer.phone\":\"13800000003\"}\n";
    let report = report(DICTIONARY, "orders.ndjson", text);
    let of = |rule: &str| {
        report["findings"].as_array().unwrap().iter().filter(|it| it["rule"] == rule).cloned().collect::<Vec<_>>()
    };
    let malformed = of("row-width");
    assert_eq!(malformed.len(), 1, "{report:#}");
    assert_eq!((malformed[0]["count"].as_u64(), malformed[0]["tested"].as_u64()), (Some(2), Some(4)));
    assert_eq!(malformed[0]["places"][0]["line"], 2);
    assert_eq!(of("extra-rows")[0]["places"][0]["line"], 3);
    assert_eq!(of("dialect-mismatch")[0]["places"][0]["line"], 5);
    assert!(!report.to_string().contains("1380000"), "{report:#}");
}
