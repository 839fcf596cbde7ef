//! The first month: old debt is agreed on, new debt fails, settings are found and told, a start is written.

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
use std::process::Output;

use common::{dictum, fixtures, json};

/// Runs dictum in `folder`.
fn run(folder: &Path, arguments: &[&str]) -> Output {
    dictum().current_dir(folder).args(arguments).output().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// A copy of the folder `from`, with everything below it.
fn copied(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copied(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// A copy of the shop with a baseline of all that is wrong with it.
fn shop_with_baseline() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copied(&fixtures("shop"), folder.path());
    let output = run(folder.path(), &["baseline", "create", "exports", "contracts", "--baseline", "known.json"]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    folder
}

const CHECK: [&str; 7] = ["check", "exports", "contracts", "--baseline", "known.json", "--format", "json"];

/// The findings that count.
fn live(output: &Output) -> Vec<serde_json::Value> {
    let report = json(output);
    let findings = report["findings"].as_array().unwrap().clone();
    findings.into_iter().filter(|it| it["suppressed"].is_null()).collect()
}

#[test]
fn what_is_in_the_baseline_does_not_fail() {
    let folder = shop_with_baseline();
    let output = run(folder.path(), &CHECK);
    assert_eq!((output.status.code(), live(&output).len()), (Some(0), 0), "{}", told(&output));
    let again = run(folder.path(), &["baseline", "create", "exports", "--baseline", "known.json"]);
    assert_eq!(again.status.code(), Some(2));
    let before = fs::read_to_string(folder.path().join("known.json")).unwrap();
    let update = run(folder.path(), &["baseline", "update", "exports", "contracts", "--baseline", "known.json"]);
    assert!(told(&update).contains("0 added, 0 changed, 0 fixed"), "{}", told(&update));
    assert_eq!(fs::read_to_string(folder.path().join("known.json")).unwrap(), before);
}
