//! Bad input gets a kind, exact answer: never a panic, never a quiet pass.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::allow_attributes,
    reason = "a test that cannot go on has failed"
)]

mod common;

use std::fs;
use std::path::Path;
use std::process::{Output, Stdio};

use common::{Home, dictum, fixtures, json};

const DICTIONARY: &str = "dictum: 1
elements:
  order.id: {title: order number, type: string, pattern: \"^SO[0-9]+$\", nullable: false}
  order.amount: {title: amount, type: decimal, scale: 2}
systems:
  shop:
    transport: {encoding: utf-8}
    datasets:
      orders:
        files: [\"orders*.csv\"]
        fields: {order_no: order.id, amount: order.amount}
";

/// A folder with the dictionary above and one export.
fn folder(name: &str, bytes: &[u8]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("dictum.yaml"), DICTIONARY).unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    folder
}

fn check(folder: &Path) -> Output {
    dictum().current_dir(folder).args(["check", "--format", "json"]).output().unwrap()
}

/// Rule, line and column of every finding.
fn findings(output: &Output) -> Vec<(String, u64, u64)> {
    let report = json(output);
    let text = |it: &serde_json::Value| it.as_str().unwrap().to_owned();
    let findings = report["findings"].as_array().unwrap();
    findings
        .iter()
        .map(|it| {
            (text(&it["rule"]), it["places"][0]["line"].as_u64().unwrap(), it["places"][0]["column"].as_u64().unwrap())
        })
        .collect()
}

#[test]
fn one_bad_cell_in_a_small_file_is_no_other_encoding() {
    let home = Home::of(&[
        (
            "dictum.yaml",
            DICTIONARY
                .replace("    transport: {encoding: utf-8}\n", "")
                .replace("{order_no: order.id, amount: order.amount}", "{编号: order.id}")
                .as_bytes(),
        ),
        ("orders.csv", "编号\nSO1\n".bytes().chain(*b"\xff\xfe\xfa\n").collect::<Vec<u8>>().as_slice()),
    ]);
    let found = findings(&home.run(&["check", "--format", "json"]));
    assert!(found.contains(&("encoding-mismatch".to_owned(), 3, 1)), "{found:?}");
    assert!(found.iter().all(|it| it.0 != "field-missing"), "{found:?}");
}

/// Name, bytes, findings, exit status.
type Case = (&'static str, &'static [u8], &'static [(&'static str, u64, u64)], i32);

#[test]
fn damaged_files_are_told_exactly_and_the_rest_is_checked() {
    let cases: [Case; 12] = [
        ("no bytes", b"", &[("header-defect", 1, 1)], 1),
        ("only blanks", b"\n\n", &[("header-defect", 1, 1)], 1),
        ("header only", b"order_no,amount\n", &[], 0),
        ("header without line break", b"order_no,amount", &[], 0),
        ("clean", b"order_no,amount\nSO1,1\nSO2,1\n", &[], 0),
        ("no last line break", b"order_no,amount\nSO1,1", &[], 0),
        (
            "bad bytes",
            b"order_no,amount\nSO1,1\nSO\xFF2,1\nX3,1\n",
            &[("encoding-mismatch", 3, 1), ("pattern-mismatch", 4, 1)],
            1,
        ),
        ("ragged", b"order_no,amount\nSO1,1,2\nSO2\nSO3,x\n", &[("row-width", 2, 1), ("type-mismatch", 4, 5)], 1),
        (
            "unclosed quote",
            b"order_no,amount\n\"SO1,1\nSO2,x\n",
            &[("pattern-mismatch", 2, 1), ("dialect-mismatch", 2, 1), ("type-mismatch", 3, 5)],
            1,
        ),
        (
            "quoted line break",
            b"order_no,amount\n\"SO1\n\",1\nSO2,x\n",
            &[("stray-space", 2, 1), ("type-mismatch", 4, 5)],
            1,
        ),
        ("html", b"<html><table><tr><td>order_no</td></tr></table></html>", &[("file-unreadable", 1, 1)], 1),
        ("workbook", b"PK\x03\x04\x14\0\0\0\x08\0", &[("file-unreadable", 1, 1)], 1),
    ];
    for (case, bytes, expected, status) in cases {
        let folder = folder("orders.csv", bytes);
        let output = check(folder.path());
        let mut found = findings(&output);
        let mut expected: Vec<_> =
            expected.iter().map(|(rule, line, column)| ((*rule).to_owned(), *line, *column)).collect();
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{case}");
        assert_eq!(output.status.code(), Some(status), "{case}");
    }
}

#[test]
fn random_bytes_never_pass_quietly_or_panic() {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    for round in 0..20_usize {
        let bytes: Vec<u8> = (0..5_000)
            .map(|_| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                u8::try_from(state >> 56).unwrap()
            })
            .collect();
        let folder = folder("orders.csv", &bytes);
        let status = check(folder.path()).status.code();
        assert_eq!(status, Some(1), "round {round}");
    }
}

#[test]
fn a_dictionary_with_many_mistakes_tells_all_of_them_at_once() {
    let output = dictum()
        .args(["check", "-d"])
        .arg(fixtures("mistakes/dictionary.yaml"))
        .arg(fixtures("shop/README.md"))
        .args(["--format", "json"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let rules = findings(&output);
    assert!(rules.len() >= 30, "{rules:#?}");
}

#[test]
fn wrong_usage_ends_in_what_to_type() {
    let folder = folder("orders.csv", b"order_no,amount\nSO1,1\n");
    let cases: [(&[&str], i32, &str); 9] = [
        (&["check", "--format", "jsn"], 2, "use one of"),
        (&["check", "--output", "sarif"], 2, "--output sarif=report.sarif"),
        (&["check", "--level", "row-widht=off"], 2, "write `row-width`"),
        (&["check", "--as-of", "yesterday"], 2, "--as-of 2026-01-31"),
        (&["check", "--dataset", "shop.order"], 2, "`shop.orders`"),
        (&["check", "--system", "tmall"], 2, "`shop`"),
        (&["check", "-d", "nowhere.yaml"], 2, "help"),
        (&["explain", "row-widht"], 2, "write `row-width`"),
        (&["chek"], 2, "check"),
    ];
    for (arguments, status, told) in cases {
        let output = dictum().current_dir(folder.path()).args(arguments).output().unwrap();
        let error = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(status), "{arguments:?}: {error}");
        assert!(error.contains(told), "{arguments:?}: {error}");
    }
}

#[test]
fn nothing_to_check_is_no_pass() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("dictum.yaml"), DICTIONARY).unwrap();
    assert_eq!(check(folder.path()).status.code(), Some(3), "an empty folder");
    fs::write(folder.path().join("refunds.csv"), "a,b\n1,2\n").unwrap();
    let output = check(folder.path());
    assert_eq!(output.status.code(), Some(3), "a file of no dataset");
    assert!(findings(&output).iter().any(|(rule, ..)| rule == "dataset-unmatched"));
    let output =
        dictum().current_dir(folder.path()).args(["check", "missing.csv", "--format", "json"]).output().unwrap();
    assert!(findings(&output).iter().any(|(rule, ..)| rule == "file-unreadable"));
    assert_ne!(output.status.code(), Some(0));
}

#[test]
fn standard_input_is_a_file_of_the_named_dataset() {
    use std::io::Write as _;
    let folder = folder("other.csv", b"");
    let mut child = dictum()
        .current_dir(folder.path())
        .args(["check", "-", "--dataset", "shop.orders", "--format", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"order_no,amount\nSO1,x\n").unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(findings(&output), [("type-mismatch".to_owned(), 2, 5)]);
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn broken_links_and_strange_names_are_told() {
        let folder = folder("orders.csv", b"order_no,amount\nSO1,1\n");
        symlink("nowhere", folder.path().join("orders-link.csv")).unwrap();
        let strange = OsStr::from_bytes(b"orders-\xFF\xFE.csv");
        fs::write(folder.path().join(strange), "order_no,amount\nX1,1\n").unwrap();
        let found = findings(&check(folder.path()));
        let rules: Vec<&str> = found.iter().map(|(rule, ..)| rule.as_str()).collect();
        assert_eq!(rules, ["file-unreadable", "pattern-mismatch"], "{found:?}");
    }

    #[test]
    fn a_folder_without_permission_is_told() {
        let folder = folder("orders.csv", b"order_no,amount\nSO1,1\n");
        let locked = folder.path().join("locked");
        fs::create_dir(&locked).unwrap();
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
        let readable = fs::read_dir(&locked).is_ok();
        let found = findings(&check(folder.path()));
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o700)).unwrap();
        if readable {
            eprintln!("skipped: this user may read everything");
        } else {
            assert_eq!(found, [("file-unreadable".to_owned(), 1, 1)]);
        }
    }

    #[test]
    fn a_closed_pipe_ends_quietly() {
        let mut child = dictum()
            .current_dir(fixtures("shop"))
            .args(["check", "exports", "--format", "json"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}
