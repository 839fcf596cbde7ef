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
