//! Records as wholes: copies to the last cell, lines that share the cells of their owner, and columns that nobody declared.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod common;

use std::fmt::Write as _;

use common::{Home, json};
use serde_json::Value;

/// Rule, severity, count, tested, lines of its places and of the first related one.
type Row = (String, String, u64, u64, Vec<u64>);

fn rows(report: &Value) -> Vec<Row> {
    let text = |it: &Value| it.as_str().unwrap_or_default().to_owned();
    let line = |it: &Value| it["line"].as_u64().unwrap();
    let row = |it: &Value| {
        let lines = it["places"].as_array().unwrap().iter().map(line).collect();
        (text(&it["rule"]), text(&it["severity"]), it["count"].as_u64().unwrap(), it["tested"].as_u64().unwrap(), lines)
    };
    report["findings"].as_array().unwrap().iter().map(row).collect()
}

fn check(home: &Home, more: &[&str]) -> Value {
    let arguments = ["check", ".", "-d", "dictionary.yaml", "--format", "json", "--as-of", "2026-07-01"];
    json(&home.run(&[&arguments[..], more].concat()))
}

const EVENTS: &str = "dictum: 1
elements:
  event.kind: {title: kind, type: string}
  event.amount: {title: amount, type: decimal}
systems:
  a: {datasets: {events: {files: [\"a*\"], extraFields: allow, fields: {kind: event.kind, amount: event.amount}}}}
";

/// The findings of one file without a key.
fn events(name: &str, bytes: &[u8]) -> Vec<Row> {
    rows(&check(&Home::of(&[("dictionary.yaml", EVENTS.as_bytes()), (name, bytes)]), &[]))
}

#[test]
fn copies_are_told_by_every_cell() {
    let copy = |count, tested, lines: &[u64]| {
        vec![("row-duplicate".to_owned(), "warning".to_owned(), count, tested, lines.to_vec())]
    };
    for (case, text, found) in [
        ("a copy", "kind,amount\nx,1\ny,1\nx,1\n", copy(1, 3, &[4])),
        ("two copies", "kind,amount\nx,1\nx,1\nx,1\n", copy(2, 3, &[3, 4])),
        ("no copy", "kind,amount\nx,1\nx,2\n", vec![]),
        ("cells that run into each other", "kind,amount\nx1,1\nx,11\n", vec![]),
        ("cells changed over", "kind,amount\n1,2\n2,1\n", vec![]),
        ("told apart by what nobody declared", "kind,amount,id\nx,1,7\nx,1,8\n", vec![]),
        ("alike in what nobody declared", "kind,amount,id\nx,1,7\nx,1,7\n", copy(1, 2, &[3])),
        ("quoted otherwise", "kind,amount\n\"x\",1\nx,1\n", copy(1, 2, &[3])),
        ("records without anything", "kind,amount\n\"\",\"\"\nx,1\n\"\",\"\"\n", vec![]),
        ("spelled otherwise", "kind,amount\nx,1\nx,1.0\n", vec![]),
    ] {
        assert_eq!(events("a.csv", text.as_bytes()), found, "{case}");
    }
    assert_eq!(
        events("a.ndjson", b"{\"kind\":\"x\",\"amount\":1}\n{\"amount\":1,\"kind\":\"x\"}\n"),
        copy(1, 2, &[2]),
        "the order of keys tells nothing"
    );
    assert_eq!(events("a.ndjson", b"{\"kind\":\"\",\"amount\":1}\n{\"kind\":null,\"amount\":1}\n"), vec![]);
}

#[test]
fn files_are_not_compared_with_each_other() {
    let day = b"kind,amount\nx,1\ny,2\n";
    let home = Home::of(&[("dictionary.yaml", EVENTS.as_bytes()), ("a1.csv", day), ("a2.csv", day)]);
    assert_eq!(rows(&check(&home, &[])), vec![]);
}

#[test]
fn columns_that_tell_few_records_apart_are_no_alarm() {
    let mut text = String::from("kind,amount\n");
    for number in 0..40 {
        let _ = writeln!(text, "x,{}", number % 3);
    }
    let found = events("a.csv", text.as_bytes());
    assert_eq!((found[0].0.as_str(), found[0].1.as_str(), found[0].2), ("row-duplicate", "info", 37));
    let codes = EVENTS
        .replace("title: kind, type: string", "title: kind, type: string, codes: kinds")
        .replace("title: amount, type: decimal", "title: amount, type: boolean")
        + "codeLists: {kinds: {values: {x: one, z: other}}}\n";
    let home = Home::of(&[("dictionary.yaml", codes.as_bytes()), ("a.csv", b"kind,amount\nx,true\nx,true\nz,false\n")]);
    assert_eq!(rows(&check(&home, &[])), vec![]);
}

#[test]
fn a_key_that_is_checked_tells_copies_by_itself() {
    let keyed =
        format!("{EVENTS}entities: {{event: {{key: [event.kind]}}}}\n").replace("{files:", "{entity: event, files:");
    let home = Home::of(&[("dictionary.yaml", keyed.as_bytes()), ("a.csv", b"kind,amount\nx,1\nx,1\n")]);
    let rules: Vec<String> = rows(&check(&home, &[])).into_iter().map(|it| it.0).collect();
    assert_eq!(rules, ["key-duplicate"]);
}

#[test]
fn copies_are_the_same_with_any_threads_and_memory() {
    let mut text = String::from("kind,amount,note\n");
    for number in 0..60_000_u64 {
        let it = if number % 1_000 == 999 { number - 500 } else { number };
        let _ = writeln!(text, "kind of event {it},{it}.50,noted {}", it * 7_919);
    }
    let home = Home::of(&[("dictionary.yaml", EVENTS.as_bytes()), ("a.csv", text.as_bytes())]);
    let one = check(&home, &["--jobs", "1"]);
    let found = rows(&one);
    assert_eq!((found.len(), found[0].2, found[0].3), (1, 60, 60_000));
    assert_eq!(&found[0].4[..2], [1_001, 2_001]);
    for more in
        [["--jobs", "2", "--memory", "1MiB"], ["--jobs", "1", "--memory", "1MiB"], ["--jobs", "7", "--memory", "1GiB"]]
    {
        assert_eq!(check(&home, &more), one, "{more:?}");
    }
}

/// The findings of lines under a layout; `entity` says what a line is.
fn lines(layout: &str, entity: &str, text: &str) -> Vec<(String, u64, u64)> {
    let dictionary = format!(
        "dictum: 1
elements:
  order.id: {{title: order number, type: string}}
  order.amount: {{title: amount, type: decimal, unit: CNY}}
  line.number: {{title: line, type: integer}}
  line.amount: {{title: line amount, type: decimal, unit: CNY}}
entities:
  order: {{key: [order.id], required: [order.id, order.amount]}}
  line: {{key: [order.id, line.number]}}
systems:
  a: {{datasets: {{lines: {{{entity} files: [a.csv], {layout} fields: {{id: order.id, total: order.amount, line: line.number, amount: line.amount}}}}}}}}
"
    );
    let home = Home::of(&[("dictionary.yaml", dictionary.as_bytes()), ("a.csv", text.as_bytes())]);
    let report = check(&home, &[]);
    assert_eq!(report["summary"]["notChecked"], 0, "{report:#}");
    rows(&report).into_iter().map(|it| (it.0, it.2, it.4.first().copied().unwrap_or_default())).collect()
}

#[test]
fn lines_are_as_their_layout_says() {
    let repeated = "layout: {kind: repeated, repeats: [order.amount]},";
    let blank = "layout: {kind: blankContinuation, repeats: [order.amount]},";
    let wrong = |count, line| vec![("grain-mismatch".to_owned(), count, line)];
    let line = "entity: line,";
    for (case, layout, entity, text, found) in [
        ("repeated", repeated, line, "A,9,1,4\nA,9.0,2,5\nB,3,1,3\n", vec![]),
        ("repeated, one line differs", repeated, line, "A,9,1,4\nA,8,2,5\nB,3,1,3\n", wrong(1, 3)),
        ("repeated, one line is blank", repeated, line, "A,9,1,4\nA,,2,5\nA,9,3,1\n", wrong(1, 3)),
        ("repeated, scattered", repeated, line, "A,9,1,4\nB,3,1,3\nA,8,2,5\n", wrong(1, 4)),
        ("blank", blank, line, "A,9,1,4\nA,,2,5\nB,3,1,3\n", vec![]),
        ("blank, filled", blank, line, "A,9,1,4\nA,9,2,5\nB,3,1,3\n", wrong(1, 3)),
        ("undeclared, repeated", "", line, "A,9,1,4\nA,9,2,5\nB,3,1,3\n", wrong(1, 3)),
        ("undeclared, blank", "", line, "A,9,1,4\nA,,2,5\nB,3,1,3\n", wrong(1, 3)),
        ("undeclared, each line its own", "", line, "A,9,1,4\nA,8,2,5\nB,3,1,3\nB,3,2,3\n", vec![]),
        ("undeclared, nothing to be repeated", "", line, "A,0,1,4\nA,0,2,5\nB,3,1,3\n", vec![]),
        ("undeclared, one line each", "", line, "A,9,1,4\nB,3,1,3\n", vec![]),
        ("nothing known, two orders", "", "", "A,9,1,4\nA,9,2,5\nB,3,1,3\nB,3,2,4\n", wrong(2, 3)),
        ("nothing known, one order", "", "", "A,9,1,4\nA,9,2,5\nB,3,1,3\n", vec![]),
        ("nothing known, scattered", "", "", "A,9,1,4\nB,3,1,3\nA,9,2,5\nB,3,2,4\n", vec![]),
    ] {
        assert_eq!(lines(layout, entity, &format!("id,total,line,amount\n{text}")), found, "{case}");
    }
}

#[test]
fn a_layout_without_an_owner_is_told_not_to_be_checked() {
    let dictionary = EVENTS.replace("{files:", "{layout: {kind: repeated, repeats: [event.amount]}, files:");
    let home = Home::of(&[("dictionary.yaml", dictionary.as_bytes()), ("a.csv", b"kind,amount\nx,1\n")]);
    let rules: Vec<String> = rows(&check(&home, &[])).into_iter().map(|it| it.0).collect();
    assert_eq!(rules, ["check-skipped"]);
}

#[test]
fn personal_data_and_secrets_are_found_where_nobody_declared_a_column() {
    let mut text = String::from("kind,amount,contact,serial,card,token\n");
    for number in 0..30_u64 {
        let body = format!("411111{:09}", number * 31_337);
        let sum: u32 = body
            .bytes()
            .enumerate()
            .map(|(at, it)| match u32::from(it - b'0') * if at % 2 == 0 { 2 } else { 1 } {
                it if it > 9 => it - 9,
                it => it,
            })
            .sum();
        let token = if number == 7 { format!("{}{}", "AKIA", "ABCDEFGH12345678") } else { format!("note {number}") };
        let _ = writeln!(
            text,
            "k{number},{number},138{:08},4{:010},{body}{},{token}",
            number * 1_234_567,
            number * 7_654_321,
            (10 - sum % 10) % 10
        );
    }
    let home = Home::of(&[("dictionary.yaml", EVENTS.as_bytes()), ("a.csv", text.as_bytes())]);
    let report = check(&home, &["--show-values"]);
    let found: Vec<(String, String)> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["rule"].as_str().unwrap().to_owned(), it["field"].as_str().unwrap().to_owned()))
        .collect();
    let expected = [("pii-undeclared", "contact"), ("secret-exposed", "card"), ("secret-exposed", "token")];
    assert_eq!(found, expected.map(|(rule, field)| (rule.to_owned(), field.to_owned())), "{report:#}");
    let whole = report.to_string();
    assert!(!whole.contains("13800000000") && !whole.contains("411111") && !whole.contains("AKIAAB"), "{whole}");
}

#[test]
fn a_draft_is_tried_and_not_enforced() {
    let file = "kind,amount\nx,one\n=1+A1,2\n";
    for (status, severity, note) in
        [("draft", "warning", true), ("inReview", "error", false), ("approved", "error", false)]
    {
        let dictionary = EVENTS.replace("type: decimal", &format!("type: decimal, status: {status}"));
        let home = Home::of(&[("dictionary.yaml", dictionary.as_bytes()), ("a.csv", file.as_bytes())]);
        let report = check(&home, &[]);
        let of = |rule: &str| {
            let all = report["findings"].as_array().unwrap().iter();
            all.filter(|it| it["rule"] == rule).cloned().collect::<Vec<_>>()
        };
        assert_eq!(of("type-mismatch")[0]["severity"], severity, "{status}");
        assert_eq!(of("type-mismatch")[0].to_string().contains("is a draft"), note, "{status}");
        assert_eq!(of("formula-injection")[0]["severity"], "error", "what is proven needs no declaration");
        let output = home.run(&["check", ".", "-d", "dictionary.yaml", "--ignore", "formula-injection"]);
        assert_eq!(output.status.code(), Some(i32::from(!note)), "{status}");
        assert_eq!(String::from_utf8_lossy(&output.stderr).contains("1 elements are drafts"), note, "{status}");
    }
}
