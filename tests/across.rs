//! Six systems held against each other, through the command line: one planted defect for each rule, and the clean twin.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod common;

use std::fs;
use std::path::Path;

use common::{dictum, fixtures, json};
use serde_json::Value;

fn check(folder: &Path, more: &[&str]) -> Value {
    let output = dictum()
        .current_dir(folder)
        .args(["check", ".", "--dictionary", "dictionary.yaml", "--format", "json", "--as-of", "2026-07-01"])
        .args(more)
        .output()
        .unwrap();
    json(&output)
}

fn findings(report: &Value) -> Vec<&Value> {
    report["findings"].as_array().unwrap().iter().collect()
}

/// Rule, path, count, tested, line and column.
fn row(finding: &Value) -> String {
    let place = &finding["places"][0];
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let cells =
        [&finding["rule"], &finding["path"], &finding["count"], &finding["tested"], &place["line"], &place["column"]];
    cells.map(text).join("\t")
}

#[test]
fn every_planted_defect_is_found_once_and_nothing_else() {
    let report = check(&fixtures("across/planted"), &[]);
    let mut found: Vec<String> = findings(&report).into_iter().map(row).collect();
    found.sort();
    let text = fs::read_to_string(fixtures("across/PLANTED.tsv")).unwrap();
    let mut expected: Vec<&str> = text.lines().skip(1).collect();
    expected.sort_unstable();
    assert_eq!(found, expected, "{report:#}");
}

#[test]
fn every_finding_shows_the_other_place_and_the_line_of_the_dictionary() {
    let report = check(&fixtures("across/planted"), &[]);
    for finding in findings(&report) {
        let related = finding["related"].as_array().unwrap();
        let paths: Vec<&str> =
            related.iter().filter_map(|it| it["place"]["path"].as_str().or(it["path"].as_str())).collect();
        assert!(paths.contains(&"dictionary.yaml"), "{finding:#}");
        let one_sided = ["reference-unmatched", "join-needs-folding", "key-unusable"];
        let rule = finding["rule"].as_str().unwrap();
        assert!(one_sided.contains(&rule) || related.len() >= 2, "{finding:#}");
    }
}

#[test]
fn the_clean_twin_is_silent() {
    let report = check(&fixtures("across/clean"), &[]);
    assert!(findings(&report).is_empty(), "{report:#}");
    assert_eq!(report["summary"]["notChecked"], 0);
}

#[test]
fn threads_and_memory_change_no_byte() {
    let bytes = |jobs: &str, memory: &str| {
        let output = dictum()
            .current_dir(fixtures("across/planted"))
            .args(["check", ".", "--dictionary", "dictionary.yaml", "--format", "json", "--as-of", "2026-07-01"])
            .args(["--jobs", jobs, "--memory", memory])
            .output()
            .unwrap();
        output.stdout
    };
    let one = bytes("1", "1GiB");
    assert!(!one.is_empty());
    for (jobs, memory) in [("2", "1GiB"), ("7", "1MiB"), ("1", "1MiB")] {
        assert!(bytes(jobs, memory) == one, "--jobs {jobs} --memory {memory}");
    }
}

#[test]
fn spilled_joins_find_what_joins_in_memory_find() {
    const ORDERS: u32 = 40_000;
    let folder = tempfile::tempdir().unwrap();
    let dictionary = "dictum: 1
elements:
  order.id: {type: string}
  order.amount: {type: decimal}
systems:
  a: {datasets: {orders: {files: [a.csv], fields: {id: order.id, amount: order.amount}}}}
  b: {datasets: {orders: {files: [b.csv], fields: {id: order.id, amount: order.amount}}}}
relations:
  - {id: a-b, from: [a.orders], to: [b.orders], join: [order.id]}
";
    fs::write(folder.path().join("dictionary.yaml"), dictionary).unwrap();
    let lines = |wrong: &dyn Fn(u32) -> bool| {
        let line = |it: u32| format!("order-number-{it:09},{}.{:02}\n", it, u32::from(wrong(it)));
        std::iter::once("id,amount\n".to_owned()).chain((1..=ORDERS).map(line)).collect::<String>()
    };
    fs::write(folder.path().join("a.csv"), lines(&|_| false)).unwrap();
    fs::write(folder.path().join("b.csv"), lines(&|it| it % 1_000 == 7)).unwrap();
    let mut reports = Vec::new();
    for (jobs, memory) in [("1", "1GiB"), ("2", "1MiB"), ("1", "1MiB")] {
        let report = check(folder.path(), &["--jobs", jobs, "--memory", memory]);
        let found = findings(&report).into_iter().map(row).collect::<Vec<_>>();
        assert_eq!(found, [format!("value-conflict\ta.csv\t40\t{ORDERS}\t8\t24")], "--jobs {jobs} --memory {memory}");
        reports.push(report);
    }
    assert!(reports.iter().all(|it| *it == reports[0]));
}

/// A rule of each kind at its boundary: lines of two files, and whether anything is found.
#[test]
fn boundaries_are_exact() {
    let dictionary = |rule: &str| {
        format!(
            "dictum: 1
elements:
  order.id: {{type: string}}
  order.paid: {{type: decimal}}
  refund.amount: {{type: decimal}}
  stock.onHand: {{type: integer}}
  order.shippedAt: {{type: timestamp, zone: required, format: rfc3339}}
  order.signedAt: {{type: timestamp, zone: required, format: rfc3339}}
systems:
  a: {{datasets: {{one: {{files: [one.csv], fields: {{id: order.id, paid: order.paid, at: order.shippedAt}}}}}}}}
  b: {{datasets: {{two: {{files: [two.csv], fields: {{id: order.id, refund: refund.amount, stock: stock.onHand, at: order.signedAt}}}}}}}}
rules: [{{id: r, {rule}, by: [order.id]}}]
"
        )
    };
    let signed = "use: sequence, elements: [order.shippedAt, order.signedAt], between: [a.one, b.two]";
    let refund = "use: sequence, elements: [refund.amount, order.paid], between: [a.one, b.two]";
    let stock = "use: stockCover, demand: {dataset: a.one, sum: order.paid}, supply: stock.onHand";
    let same = "use: sumEquals, total: {dataset: a.one, sum: order.paid}, parts: {dataset: b.two, sum: refund.amount}";
    for (rule, one, two, found) in [
        (stock, "X,5,2026-07-01T00:00:00Z", "X,1,5,2026-07-01T00:00:00Z", None),
        (stock, "X,6,2026-07-01T00:00:00Z", "X,1,5,2026-07-01T00:00:00Z", Some("stock-oversold")),
        (stock, "X,1,2026-07-01T00:00:00Z", "Y,1,5,2026-07-01T00:00:00Z", Some("stock-oversold")),
        (signed, "X,5,2026-07-01T08:00:00+08:00", "X,1,5,2026-07-01T00:00:00Z", None),
        (signed, "X,5,2026-07-01T08:00:01+08:00", "X,1,5,2026-07-01T00:00:00Z", Some("sequence-impossible")),
        (refund, "X,5.00,2026-07-01T00:00:00Z", "X,5,5,2026-07-01T00:00:00Z", None),
        (refund, "X,5.00,2026-07-01T00:00:00Z", "X,5.01,5,2026-07-01T00:00:00Z", Some("sequence-impossible")),
        (same, "X,0.30,2026-07-01T00:00:00Z", "X,0.1,5,2026-07-01T00:00:00Z\nX,0.2,5,2026-07-01T00:00:00Z", None),
        (
            same,
            "X,0.31,2026-07-01T00:00:00Z",
            "X,0.1,5,2026-07-01T00:00:00Z\nX,0.2,5,2026-07-01T00:00:00Z",
            Some("sum-mismatch"),
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("dictionary.yaml"), dictionary(rule)).unwrap();
        fs::write(folder.path().join("one.csv"), format!("id,paid,at\n{one}\n")).unwrap();
        fs::write(folder.path().join("two.csv"), format!("id,refund,stock,at\n{two}\n")).unwrap();
        let report = check(folder.path(), &[]);
        let rules: Vec<&str> = findings(&report).iter().filter_map(|it| it["rule"].as_str()).collect();
        assert_eq!(rules, found.into_iter().collect::<Vec<_>>(), "{rule}: {one} {two}");
    }
}

#[test]
fn an_absent_dataset_is_told_once_for_each_check_that_needs_it() {
    let folder = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(fixtures("across/clean")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
    }
    fs::remove_file(folder.path().join("wms-stock.csv")).unwrap();
    let report = check(folder.path(), &[]);
    let rules: Vec<&str> = findings(&report).iter().filter_map(|it| it["rule"].as_str()).collect();
    assert_eq!(rules, ["check-skipped", "check-skipped"], "{report:#}");
    assert_eq!(report["summary"]["notChecked"], 2);
}
