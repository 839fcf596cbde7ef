//! Dated series of files: what their names tell together, by a clock that is told.

#![allow(clippy::unwrap_used, clippy::allow_attributes, reason = "a test that cannot go on has failed")]

mod common;

use std::fs;
use std::path::Path;

use common::{dictum, json};

const DICTIONARY: &str = r#"dictum: 1
dictionary: {timeZone: Asia/Shanghai}
elements:
  order.id: {title: order number, type: string}
systems:
  shop:
    transport: {fileName: "orders_{yyyyMMdd}*.csv", maxAge: PT26H}
    datasets:
      orders:
        files: ["orders_*.csv", "orders_*.csv.gz"]
        fields: {number: order.id}
"#;

/// What the rules on names say of a folder: rule, message id's first words, path of each place, count and tested.
fn found(files: &[&str], dictionary: &str, as_of: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("dictum.yaml"), dictionary).unwrap();
    for (number, file) in files.iter().enumerate() {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, format!("number\nA{number}\n")).unwrap();
    }
    let report = run(folder.path(), as_of);
    let findings = report["findings"].as_array().unwrap().iter();
    findings
        .map(|it| {
            let places: Vec<&str> = it["places"]
                .as_array()
                .unwrap()
                .iter()
                .map(|place| place["path"].as_str().or(it["path"].as_str()).unwrap())
                .collect();
            let (rule, severity) = (it["rule"].as_str().unwrap(), it["severity"].as_str().unwrap());
            format!("{severity} {rule} {}/{} at {}", it["count"], it["tested"], places.join(" "))
        })
        .collect()
}

fn run(folder: &Path, as_of: &str) -> serde_json::Value {
    json(&dictum().current_dir(folder).args(["check", "--format", "json", "--as-of", as_of]).output().unwrap())
}

#[test]
fn the_newest_file_must_be_young_enough_by_the_clock_that_is_told() {
    let one = ["orders_20260701.csv"];
    // The file reaches to midnight in Shanghai; 26 hours later it is too old.
    for (as_of, stale) in [
        ("2026-07-01", false),
        ("2026-07-03", false),
        ("2026-07-04", true),
        ("2026-07-03T02:00:00+08:00", false),
        ("2026-07-03T02:00:01+08:00", true),
        ("2026-07-02T18:00:01Z", true),
        ("2020-01-01", false),
    ] {
        let expected: &[&str] = if stale { &["error file-stale 1/1 at orders_20260701.csv"] } else { &[] };
        assert_eq!(found(&one, DICTIONARY, as_of), expected, "{as_of}");
    }
}

#[test]
fn gaps_and_repeats_are_told_once_a_series_with_every_place() {
    let files = [
        "a/orders_20260701.csv",
        "a/orders_20260702.csv",
        "b/orders_20260702.csv",
        "a/orders_20260704.csv",
        "a/orders_20260706.csv",
        "a/orders_20260706_eu.csv",
    ];
    let expected = [
        "error file-stale 2/3 at a/orders_20260704.csv a/orders_20260706.csv",
        "error file-stale 1/5 at b/orders_20260702.csv",
    ];
    assert_eq!(found(&files, DICTIONARY, "2026-07-07"), expected);
}

#[test]
fn nothing_of_the_clock_is_shown_and_a_report_outlives_the_day() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("dictum.yaml"), DICTIONARY).unwrap();
    fs::write(folder.path().join("orders_20260701.csv"), "number\nA1\n").unwrap();
    let (one, other) = (run(folder.path(), "2026-08-01"), run(folder.path(), "2027-01-31T09:00:00Z"));
    assert_eq!(one, other);
    assert_eq!(one["findings"].as_array().unwrap().len(), 1);
    // Without being told, the clock of the machine decides, and the report is the same.
    let output = dictum().current_dir(folder.path()).args(["check", "--format", "json"]).output().unwrap();
    assert_eq!(json(&output), one);
}

#[test]
fn an_age_that_no_name_tells_is_told_not_to_be_checked() {
    for (pattern, files) in
        [("orders_*.csv", vec!["orders_1.csv"]), ("orders_{yyyyMMdd}*.csv", vec!["orders_final.csv"])]
    {
        let dictionary = DICTIONARY.replace("orders_{yyyyMMdd}*.csv", pattern);
        let found = found(&files, &dictionary, "2026-07-07");
        let skipped = found.iter().filter(|it| it.starts_with("warning check-skipped 1/1 at dictum.yaml")).count();
        assert_eq!(skipped, 1, "{pattern}: {found:?}");
    }
}
