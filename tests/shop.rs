//! The shop in `fixtures/` gives exactly the findings that were planted in it, and its clean twin gives none.

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

use common::{dictum, fixtures, json};

/// A finding as `PLANTED.tsv` writes it: path, rule, field, count, tested, line, column.
type Line = (String, String, String, u64, Option<u64>, u64, u64);

fn planted() -> BTreeSet<Line> {
    let text = fs::read_to_string(fixtures("shop/PLANTED.tsv")).unwrap();
    let number = |it: &str| it.parse().ok();
    text.lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            let field = if cells[2] == "-" { String::new() } else { cells[2].to_owned() };
            let [count, line, column] = [3, 5, 6].map(|at| number(cells[at]).expect(line));
            (cells[0].to_owned(), cells[1].to_owned(), field, count, number(cells[4]), line, column)
        })
        .collect()
}

/// What was reported, with `tested` left out where nothing defines it.
fn reported(report: &serde_json::Value, planted: &BTreeSet<Line>) -> BTreeSet<Line> {
    let text = |it: &serde_json::Value| it.as_str().unwrap_or_default().to_owned();
    let findings = report["findings"].as_array().unwrap();
    findings
        .iter()
        .map(|it| {
            let place = &it["places"][0];
            let number = |it: &serde_json::Value| it.as_u64().unwrap();
            let (path, rule) = (text(&it["path"]), text(&it["rule"]));
            let undefined = planted.iter().any(|line| line.0 == path && line.1 == rule && line.4.is_none());
            let tested = (!undefined).then(|| number(&it["tested"]));
            (
                path,
                rule,
                text(&it["field"]),
                number(&it["count"]),
                tested,
                number(&place["line"]),
                number(&place["column"]),
            )
        })
        .collect()
}

#[test]
fn every_planted_defect_is_found_and_nothing_else() {
    let output = dictum()
        .current_dir(fixtures("shop"))
        .args(["check", "exports", "contracts", "--format", "json"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let planted = planted();
    let reported = reported(&json(&output), &planted);
    let missed: Vec<_> = planted.difference(&reported).collect();
    let invented: Vec<_> = reported.difference(&planted).collect();
    assert!(missed.is_empty() && invented.is_empty(), "missed: {missed:#?}\ninvented: {invented:#?}");
}

#[test]
fn the_clean_twin_is_silent() {
    let output = dictum().current_dir(fixtures("shop")).args(["check", "clean", "--format", "json"]).output().unwrap();
    let report = json(&output);
    let findings: Vec<_> = report["findings"].as_array().unwrap().iter().map(|it| &it["rule"]).collect();
    // The waiver of the shop has nothing to take out there.
    assert_eq!(findings, ["ignore-unused"]);
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn the_report_does_not_depend_on_threads_or_the_environment() {
    let run = |jobs: &str, locale: &str, zone: &str| {
        let mut command = dictum();
        command.current_dir(fixtures("shop")).env("LANG", locale).env("TZ", zone);
        command.args(["check", "exports", "contracts", "--format", "json", "--jobs", jobs]).output().unwrap().stdout
    };
    let one = run("1", "C", "UTC");
    assert_eq!(one, run("7", "zh_CN.UTF-8", "Asia/Shanghai"));
}

/// Every format a report can have.
const FORMATS: [&str; 16] = [
    "azure",
    "checkstyle",
    "concise",
    "csv",
    "github",
    "gitlab",
    "html",
    "human",
    "json",
    "junit",
    "markdown",
    "narrated",
    "ndjson",
    "rdjson",
    "rdjsonl",
    "sarif",
];

#[test]
fn no_protected_value_leaves_the_program() {
    let secrets = ["1380000", "测试乙", "测试丙", "buyer0"];
    for format in FORMATS {
        let output =
            dictum().current_dir(fixtures("shop")).args(["check", "exports", "--format", format]).output().unwrap();
        let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(text.len() > 100, "{format}: {text}");
        for secret in secrets {
            assert!(!text.contains(secret), "{format} shows {secret}");
        }
    }
}

#[test]
fn json_and_sarif_follow_their_schemas() {
    let output = dictum()
        .current_dir(fixtures("shop"))
        .args(["check", "exports", "contracts", "--format", "json"])
        .output()
        .unwrap();
    let schema = json(&dictum().args(["schema", "report"]).output().unwrap());
    common::validate(&schema, &json(&output));
    let sarif = json(
        &dictum()
            .current_dir(fixtures("shop"))
            .args(["check", "exports", "contracts", "--format", "sarif"])
            .output()
            .unwrap(),
    );
    for result in sarif["runs"][0]["results"].as_array().unwrap() {
        let region = &result["locations"][0]["physicalLocation"]["region"];
        for field in ["startLine", "startColumn", "endLine", "endColumn"] {
            assert!(region[field].as_u64().is_some_and(|it| it > 0), "{result:#}");
        }
        assert!(result["partialFingerprints"]["primaryLocationLineHash"].is_string());
    }
    match common::shared("corpora/1-conformance/sarif/sarif-2.1/schema/sarif-schema-2.1.0.json") {
        Some(path) => common::validate(&serde_json::from_slice(&fs::read(path).unwrap()).unwrap(), &sarif),
        None => eprintln!("skipped: the published SARIF schema is not on this machine"),
    }
}
