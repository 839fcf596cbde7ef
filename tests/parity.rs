//! The same hundred rows with the same planted defects give the same findings in every container; only places differ.
//!
//! Every file `fixtures/parity/orders.*` is checked, and every reader of the registry has one. `expected.txt` is the one
//! report; `DICTUM_BLESS=1 cargo test --test parity` writes it anew from the delimited text. `planted.tsv` comes from
//! the generator, `make.py`, and not from dictum.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::allow_attributes,
    reason = "a test that cannot go on has failed"
)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use common::{dictum, fixtures, json};
use dictum::table::FORMATS;

/// Every container.
fn containers() -> Vec<PathBuf> {
    let entries = fs::read_dir(fixtures("parity")).unwrap().map(|it| it.unwrap().path());
    let mut paths: Vec<PathBuf> =
        entries.filter(|it| it.file_name().unwrap().to_string_lossy().starts_with("orders.")).collect();
    paths.sort();
    paths
}

fn report(path: &PathBuf) -> serde_json::Value {
    let dictionary = fixtures("parity/dictionary.yaml");
    let arguments = ["check", "--max-places", "50", "--format", "json", "-d"];
    json(&dictum().args(arguments).arg(dictionary).arg(path).output().unwrap())
}

/// All of every finding that does not depend on the container, in an order that does not either.
fn findings(report: &serde_json::Value) -> String {
    let findings = report["findings"].as_array().unwrap();
    let mut lines: Vec<String> = findings
        .iter()
        // A container with a schema declares that its columns are text; what is declared is no cell.
        .filter(|it| !it["message"].as_str().unwrap().contains(" is declared as string, but "))
        .map(|it| {
            let text = |key: &str| it[key].as_str().unwrap_or("-").to_owned();
            let places = it["places"].as_array().unwrap().iter();
            let shown: Vec<String> = places
                .map(|place| format!("\n    record {} key {} value {}", place["record"], place["key"], place["value"]))
                .collect();
            format!(
                "{}[{}] {} {} in {}: {} ({} of {})\n    help: {}{}\n",
                text("severity"),
                text("rule"),
                text("field"),
                text("element"),
                text("dataset"),
                text("message"),
                it["count"],
                it["tested"],
                text("help"),
                shown.concat()
            )
        })
        .collect();
    lines.sort();
    lines.concat()
}

#[test]
fn every_reader_has_a_container() {
    let formats: BTreeSet<String> =
        containers().iter().map(|it| report(it)["inputs"][0]["format"].as_str().unwrap().to_owned()).collect();
    let missing: Vec<&str> = FORMATS.iter().map(|it| it.name()).filter(|it| !formats.contains(*it)).collect();
    assert!(missing.is_empty(), "no `fixtures/parity/orders.*` is read as {missing:?}");
}

#[test]
fn every_container_gives_the_same_findings() {
    let expected = fixtures("parity/expected.txt");
    if std::env::var_os("DICTUM_BLESS").is_some() {
        fs::write(&expected, findings(&report(&fixtures("parity/orders.csv")))).unwrap();
    }
    let expected = fs::read_to_string(expected).unwrap();
    for container in containers() {
        let report = report(&container);
        let found = findings(&report);
        let name = container.file_name().unwrap().to_string_lossy().into_owned();
        let line = found.lines().zip(expected.lines()).position(|(found, expected)| found != expected);
        assert!(found == expected, "{name}, from line {line:?} of the report:\n{found}");
        let input = &report["inputs"][0];
        assert_eq!((input["records"].as_u64(), input["complete"].as_bool()), (Some(100), Some(true)), "{name}");
    }
}

#[test]
fn the_findings_are_the_planted_ones() {
    let planted = fs::read_to_string(fixtures("parity/planted.tsv")).unwrap();
    let planted: BTreeMap<(String, String), u64> = planted
        .lines()
        .map(|line| {
            let mut cells = line.split('\t').map(str::to_owned);
            let mut cell = || cells.next().unwrap();
            ((cell(), cell()), cell().parse().unwrap())
        })
        .collect();
    let report = report(&fixtures("parity/orders.csv"));
    let found: BTreeMap<(String, String), u64> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| {
            let text = |key: &str| it[key].as_str().unwrap_or("-").to_owned();
            ((text("rule"), text("field")), it["count"].as_u64().unwrap())
        })
        .collect();
    assert_eq!(found, planted);
}
