//! One entity in many languages and one table in many dialects: the same findings, each at its own place.
//!
//! `fixtures/languages/REPORT.txt` is what the run must say, to the column. `UPDATE=1` writes it anew.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::allow_attributes,
    reason = "a test may stop at what it does not expect"
)]

mod common;

use std::collections::BTreeMap;

use common::{dictum, fixtures, json};

fn check(format: &str) -> std::process::Output {
    let mut command = dictum();
    command.current_dir(fixtures("languages"));
    command.args(["check", "-d", "dictionary.yaml", "contracts", "--format", format]).output().unwrap()
}

#[test]
fn every_planted_defect_is_told_at_its_place() {
    let output = check("concise");
    let told = String::from_utf8(output.stdout).unwrap();
    let path = fixtures("languages/REPORT.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &told).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap();
    for (at, (told, expected)) in told.lines().zip(expected.lines()).enumerate() {
        assert_eq!(told, expected, "line {}", at + 1);
    }
    assert_eq!(told.lines().count(), expected.lines().count());
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn languages_and_dialects_differ_in_places_only() {
    let report = json(&check("json"));
    let mut by_dataset: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for finding in report["findings"].as_array().unwrap() {
        let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
        // A native date says its kind in each language's own word.
        let message = text("message").replace("date-time", "…").replace("yyyy-MM-dd HH:mm:ss", "…");
        let message = message.replace(&text("dataset"), "…");
        by_dataset.entry(text("dataset")).or_default().push(format!("{} {} {message}", text("rule"), text("field")));
    }
    for (system, least) in [("types.", 7), ("tables.", 6)] {
        let mut told: Vec<(&String, Vec<String>)> = Vec::new();
        for (dataset, findings) in by_dataset.iter().filter(|(it, _)| it.starts_with(system)) {
            let mut findings = findings.clone();
            findings.sort();
            told.push((dataset, findings));
        }
        assert!(told.len() >= least, "{told:#?}");
        let (first, expected) = &told[0];
        assert!(expected.len() >= 7, "{expected:#?}");
        for (dataset, findings) in &told {
            assert_eq!(findings, expected, "{dataset} against {first}");
        }
    }
}

/// Rules and words of what is said of one file by one small dictionary.
fn said(dictionary: &str, (name, text): (&str, &str), arguments: &[&str]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("dictum.yaml"), dictionary).unwrap();
    std::fs::write(folder.path().join(name), text).unwrap();
    let mut check = dictum();
    check.current_dir(folder.path()).args(["check", name, "--format", "json"]).args(arguments);
    let report = json(&check.output().unwrap());
    let findings = report["findings"].as_array().unwrap().clone();
    findings
        .iter()
        .map(|it| format!("{} {}", it["rule"].as_str().unwrap(), it["message"].as_str().unwrap_or_default()))
        .collect()
}

#[test]
fn a_contract_that_no_dataset_names_is_held_against_the_datasets_of_the_system() {
    let dictionary = "dictum: 1
elements:
  order.id: {title: order number, representation: identifier, type: string}
  order.note: {title: remark, type: string, maxLength: 5}
systems: {erp: {datasets: {orders: {fields: {order_no: order.id, note: order.note}}}}}
";
    let table = "CREATE TABLE other (x int);\nCREATE TABLE shop.orders (order_no varchar(20) NOT NULL, note varchar(9) NOT NULL);\n";
    let proto =
        "syntax = \"proto3\"; message Other { int32 x = 1; } message Order { int64 order_no = 1; string note = 2; }";
    for (file, expected) in [
        (("dump.sql", table), "length-exceeded `note` allows 9 characters, `order.note` at most 5"),
        (("order.proto", proto), "identifier-as-number"),
    ] {
        let told = said(dictionary, file, &["--system", "erp"]);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].starts_with(expected), "{told:?}");
    }
    let long = format!("-- {}\nCREATE TABLE t (order_no varchar(9) NOT NULL, note text NOT NULL);", "x".repeat(9000));
    let told = said(dictionary, ("late.sql", &long), &["--dataset", "erp.orders"]);
    assert_eq!(told, [] as [&str; 0], "a table far down is read too");
}

#[test]
fn a_rename_in_a_gateway_is_known_to_the_mapping() {
    let dictionary = "dictum: 1
elements:
  order.id: {title: order number, type: string}
  trace.id: {title: trace, type: string}
systems:
  gateway: {datasets: {orders: {contract: application.yml#orders, fields: {X-Order: order.id, X-Trace: trace.id}}}}
";
    let routes = "spring:
  cloud:
    gateway:
      routes:
        - id: orders
          filters: ['MapRequestHeader=X-Order, X-Order-No', 'AddRequestHeader=X-Trace, 1']
";
    for (text, expected) in [
        (routes.to_owned(), vec![]),
        (routes.replace("X-Order, X-Order-No", "X-Order-No, X-Order"), vec![]),
        (routes.replace("X-Order, X-Order-No", "X-Else, X-Order-No"), vec!["field-missing", "field-undeclared"]),
    ] {
        let told = said(dictionary, ("application.yml", &text), &[]);
        let rules: Vec<&str> = told.iter().filter_map(|it| it.split(' ').next()).collect();
        assert_eq!(rules, expected, "{text} {told:?}");
    }
}
