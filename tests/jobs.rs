//! The report is the same to the byte whatever the number of threads and however little memory keys may have.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::allow_attributes,
    reason = "a test that cannot go on has failed"
)]

mod common;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use common::{dictum, json};

const DICTIONARY: &str = r#"
dictum: 1
dictionary: {id: jobs, version: 1.0.0, languages: [en], timeZone: UTC, currency: CNY}
departments: {ops: {title: Operations}}
elements:
  order.number: {title: order number, definition: Number of one order in the shop., representation: identifier, type: string, owner: ops, custodian: ops, status: approved}
  user.id: {title: user id, definition: Number of one registered buyer., representation: identifier, type: integer, owner: ops, custodian: ops, status: approved}
  order.paid: {title: paid amount, definition: Amount the buyer has paid., representation: amount, type: decimal, scale: 2, minimum: "0", unit: CNY, owner: ops, custodian: ops, status: approved}
  order.note: {title: note, definition: Words of the buyer about the order., representation: text, type: string, maxLength: 60, owner: ops, custodian: ops, status: approved}
entities:
  order: {title: order, key: [order.number], required: [order.number, user.id]}
  user: {title: user, key: [user.id], required: [user.id]}
systems:
  shop:
    title: Shop
    kind: ecommerce
    owner: ops
    enforcement: enforce
    transport: {encoding: utf-8, bom: forbid, delimiter: ",", nulls: [""], zone: UTC}
    datasets:
      orders: {entity: order, grain: order, files: ["orders*.csv"], fields: {order_no: order.number, user_id: user.id, paid: order.paid, note: order.note}}
      users: {entity: user, grain: user, files: [users.csv], fields: {user_id: user.id}}
relations:
  - {id: order-user, from: [shop.orders], to: [shop.users], join: [user.id], coverage: 1.0}
"#;

/// Rows of the large file; it is several blocks and more than a megabyte long.
const ROWS: u64 = 40_000;

/// What is planted: copies of keys, orders of nobody, amounts that are none, records of wrong width.
#[derive(Debug, Default, PartialEq, Eq)]
struct Planted {
    copies: u64,
    orphans: u64,
    amounts: u64,
    ragged: u64,
}

/// The key of a row: short, long with its difference at the end, or a number.
fn key(row: u64) -> String {
    match row % 3 {
        0 => format!("SO{row:09}"),
        1 => format!("an-order-number-of-more-than-fifteen-bytes-{row}"),
        _ => format!("{}", row + 1_000_000_000_000),
    }
}

fn rows(from: u64, to: u64, planted: &mut Planted) -> String {
    let mut text = String::from("order_no,user_id,paid,note\n");
    for row in from..to {
        // Copies of keys that stand near, far, and in another file.
        let copied = row % 997 == 996;
        let order = if copied { key(row * 7 % row) } else { key(row) };
        planted.copies += u64::from(copied);
        let user = if row % 1009 == 5 { row + 5_000_000 } else { row % 5_000 };
        planted.orphans += u64::from(row % 1009 == 5);
        let paid = if row % 1500 == 7 { "much".to_owned() } else { format!("{}.{:02}", row % 900, row % 100) };
        planted.amounts += u64::from(row % 1500 == 7);
        let note = if row % 50 == 0 { "\"two\nlines, \"\"quoted\"\"\"" } else { "送货上门" };
        if row % 3001 == 3000 {
            planted.ragged += 1;
            let _ = writeln!(text, "broken,{note}");
        }
        let _ = writeln!(text, "{order},{user},{paid},{note}");
    }
    text
}

fn write(folder: &Path) -> Planted {
    let mut planted = Planted::default();
    fs::write(folder.join("dictum.yaml"), DICTIONARY).unwrap();
    fs::write(folder.join("orders-0.csv"), rows(0, ROWS, &mut planted)).unwrap();
    for file in 1..8 {
        let from = ROWS + file * 500;
        fs::write(folder.join(format!("orders-{file}.csv")), rows(from, from + 500, &mut planted)).unwrap();
    }
    let users: String = (0..5_000).fold(String::from("user_id\n"), |all, it| all + &it.to_string() + "\n");
    fs::write(folder.join("users.csv"), users).unwrap();
    planted
}

fn report(folder: &Path, arguments: &[&str]) -> String {
    let output = dictum()
        .current_dir(folder)
        .args(["check", ".", "--format", "json", "--as-of", "2026-01-01"])
        .args(arguments)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    json(&output);
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn threads_and_memory_change_no_byte_of_the_report() {
    let folder = tempfile::tempdir().unwrap();
    let planted = write(folder.path());
    let expected = report(folder.path(), &["--jobs", "1"]);
    let told: serde_json::Value = serde_json::from_str(&expected).unwrap();
    let findings = told["findings"].as_array().unwrap();
    let count =
        |rule: &str| findings.iter().filter(|it| it["rule"] == rule).map(|it| it["count"].as_u64().unwrap()).sum();
    let found = Planted {
        copies: count("key-duplicate"),
        orphans: count("reference-unmatched"),
        amounts: count("type-mismatch"),
        ragged: count("row-width"),
    };
    assert_eq!(found, planted);
    for arguments in [
        &["--jobs", "2"][..],
        &["--jobs", "5"],
        &["--memory", "1"],
        &["--jobs", "3", "--memory", "16KiB"],
        &["--jobs", "2"],
    ] {
        assert!(report(folder.path(), arguments) == expected, "{arguments:?}");
    }
}

#[test]
fn keys_on_disk_leave_no_file_behind() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path());
    let spills = tempfile::tempdir().unwrap();
    let output = dictum()
        .current_dir(&folder)
        .env("TMPDIR", spills.path())
        .args(["check", ".", "--memory", "16KiB"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(fs::read_dir(spills.path()).unwrap().count(), 0);
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_says_so_and_leaves_no_report() {
    use std::process::Stdio;
    let folder = tempfile::tempdir().unwrap();
    write(folder.path());
    // A pipe that nobody closes keeps the run waiting.
    let mut child = dictum()
        .current_dir(&folder)
        .args(["check", "-", "--dataset", "shop.orders", "--output", "json=report.json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let pipe = child.stdin.take();
    std::thread::sleep(std::time::Duration::from_millis(1500));
    let kill = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(kill.success());
    let output = child.wait_with_output().unwrap();
    drop(pipe);
    assert_eq!(output.status.code(), Some(130));
    assert!(
        String::from_utf8_lossy(&output.stderr).contains("interrupted"),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(output.stdout.is_empty() && !folder.path().join("report.json").exists());
}
