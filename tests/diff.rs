//! `dictum diff` and `check --against`, through the command line: files, folders, revisions, formats, exit statuses.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::allow_attributes,
    reason = "a test may stop at what it does not expect"
)]

mod common;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use common::{dictum, json};

const OLD: &str = "openapi: 3.0.3
info: {title: Orders, version: '1'}
paths:
  /orders:
    post:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
      responses: {'200': {description: d}}
components:
  schemas:
    Order:
      type: object
      required: [id]
      properties:
        id: {type: string, maxLength: 40}
        note: {type: string}
";

fn new() -> String {
    OLD.replace("maxLength: 40", "maxLength: 20")
        .replace("        note: {type: string}\n", "        memo: {type: string}\n")
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn diff(folder: &Path, arguments: &[&str]) -> Output {
    dictum().current_dir(folder).arg("diff").args(arguments).args(["--as-of", "2026-07-01"]).output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn two_files_are_compared_and_each_change_names_its_side_its_reason_and_both_places() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "old.yaml", OLD);
    write(folder.path(), "new.yaml", &new());
    let output = diff(folder.path(), &["old.yaml", "new.yaml"]);
    assert_eq!(output.status.code(), Some(1));
    let expected = "breaking[limit-tightened]: POST /orders request: `maxLength` of `id` changed from 40 to 20
  request: what was right before may be refused now
  new.yaml:14:28 ← old.yaml:14:28

undecidable[property-removed-optional]: POST /orders request: `note` is gone
  request: what is still sent may be ignored or refused: the contract does not say
  new.yaml:10:5 ← old.yaml:15:9

safe[property-added-optional]: POST /orders request: `memo` is new
  request: all that was accepted still is
  new.yaml:15:9 ← old.yaml:10:5

1 breaking, 1 undecidable, 1 safe
";
    assert_eq!(stdout(&output), expected);
    let report = json(&diff(folder.path(), &["old.yaml", "new.yaml", "--format", "json"]));
    assert_eq!(report["summary"], serde_json::json!({"breaking": 1, "undecidable": 1, "safe": 1}));
    let first = &report["changes"][0];
    assert_eq!((first["kind"].as_str(), first["exchange"].as_str()), (Some("limit-tightened"), Some("request")));
    assert_eq!((first["new"]["line"].as_u64(), first["old"]["path"].as_str()), (Some(14), Some("old.yaml")));
    let markdown = stdout(&diff(folder.path(), &["old.yaml", "new.yaml", "--format", "markdown", "--lang", "zh-CN"]));
    assert!(markdown.contains("| 破坏性 | 请求方 |"), "{markdown}");
}

#[test]
fn the_status_follows_the_worst_verdict_that_was_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "old.yaml", OLD);
    write(folder.path(), "new.yaml", &OLD.replace("        note: {type: string}\n", ""));
    write(folder.path(), "broken.yaml", "openapi: [");
    write(folder.path(), "a.avsc", "{\"type\": \"record\", \"name\": \"A\", \"fields\": []}");
    for (arguments, status) in [
        (&["old.yaml", "old.yaml"][..], 0),
        (&["old.yaml", "new.yaml"], 0),
        (&["old.yaml", "new.yaml", "--fail-on", "undecidable"], 1),
        (&["new.yaml", "old.yaml", "--fail-on", "undecidable"], 0),
        (&["old.yaml", "broken.yaml"], 1),
        (&["old.yaml", "a.avsc"], 1),
        (&["old.yaml", "broken.yaml", "--fail-on", "never"], 0),
        (&["old.yaml", "missing.yaml"], 2),
        (&["old.yaml", "new.yaml", "--format", "xml"], 2),
        (&["git:HEAD:old.yaml", "new.yaml"], 2),
    ] {
        let output = diff(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(status), "{arguments:?}: {}", stdout(&output));
    }
}

#[test]
fn folders_are_compared_by_their_paths() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "old/a.yaml", OLD);
    write(folder.path(), "new/a.yaml", &new());
    write(folder.path(), "old/gone.proto", "syntax = \"proto3\"; message A {}");
    write(folder.path(), "new/fresh.proto", "syntax = \"proto3\"; message A {}");
    let report = json(&diff(folder.path(), &["old", "new", "--format", "json"]));
    let kinds: Vec<&str> =
        report["changes"].as_array().unwrap().iter().map(|it| it["kind"].as_str().unwrap()).collect();
    for kind in ["limit-tightened", "contract-removed", "contract-added"] {
        assert!(kinds.contains(&kind), "{kinds:?}");
    }
    assert_eq!(report["summary"]["breaking"], 2);
}

/// A repository of one commit that holds `files`; none where there is no git.
fn repository(files: &[(&str, &str)]) -> Option<tempfile::TempDir> {
    let folder = tempfile::tempdir().unwrap();
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.current_dir(folder.path()).args(["-c", "user.name=t", "-c", "user.email=t@example.org"]);
        command.args(arguments).output().ok().filter(|it| it.status.success())
    };
    git(&["init", "-q"])?;
    for (name, text) in files {
        write(folder.path(), name, text);
    }
    git(&["add", "."])?;
    git(&["commit", "-q", "-m", "one"])?;
    Some(folder)
}

#[test]
fn a_revision_is_compared_with_what_lies_there_now() {
    let shared = "syntax = \"proto3\"; package p; message Money { int64 units = 1; }";
    let order = "syntax = \"proto3\"; package p; import \"common/money.proto\"; message Order { Money pay = 1; string note = 2; }";
    let files = [("api/orders.yaml", OLD), ("common/money.proto", shared), ("shop/order.proto", order)];
    let Some(folder) = repository(&files) else {
        eprintln!("skipped: there is no git");
        return;
    };
    write(folder.path(), "api/orders.yaml", &new());
    write(folder.path(), "shop/order.proto", &order.replace(" string note = 2;", ""));
    let report = json(&diff(folder.path(), &["git:HEAD:api/orders.yaml", "api/orders.yaml", "--format", "json"]));
    assert_eq!(report["changes"][0]["old"]["path"], "HEAD:api/orders.yaml");
    assert_eq!(report["summary"]["breaking"], 1);
    let whole = json(&diff(folder.path(), &["git:HEAD:.", ".", "--format", "json"]));
    assert_eq!((&whole["summary"]["breaking"], &whole["unread"]), (&2.into(), &serde_json::json!([])), "{whole:#}");
    let within = json(&diff(&folder.path().join("api"), &["git:HEAD:orders.yaml", "orders.yaml", "--format", "json"]));
    assert_eq!(within["summary"]["breaking"], 1);
    for revision in ["git:nowhere:api/orders.yaml", "git:HEAD:api/gone.yaml", "git:--help:api"] {
        let output = diff(folder.path(), &[revision, "api/orders.yaml"]);
        assert_eq!(output.status.code(), Some(2), "{revision}");
    }
}

#[test]
fn check_tells_what_breaks_against_a_revision() {
    let dictionary = "dictum: 1
elements:
  order.id: {title: order number, type: string}
systems:
  shop:
    datasets:
      orders:
        contract: orders.yaml#/components/schemas/Order
        extraFields: allow
        fields: {id: order.id}
";
    let Some(folder) = repository(&[("dictum.yaml", dictionary), ("api/orders.yaml", OLD)]) else {
        eprintln!("skipped: there is no git");
        return;
    };
    let check = |arguments: &[&str]| {
        let output =
            dictum().current_dir(folder.path()).arg("check").args(arguments).args(["--format", "json"]).output();
        let report = json(&output.unwrap());
        let findings = report["findings"].as_array().unwrap().clone();
        findings
            .iter()
            .map(|it| format!("{} {}", it["rule"].as_str().unwrap(), it["severity"].as_str().unwrap()))
            .collect::<Vec<_>>()
    };
    assert_eq!(check(&["api", "--against", "HEAD"]), [] as [&str; 0]);
    write(folder.path(), "api/orders.yaml", &new());
    assert_eq!(check(&["api"]), [] as [&str; 0]);
    assert_eq!(check(&["api", "--against", "HEAD"]), ["contract-breaking warning", "contract-breaking error"]);
    assert_eq!(check(&["api", "--against", "nowhere"]), ["check-skipped warning"]);
}

#[test]
fn one_change_of_a_table_is_one_finding_and_a_dictionary_of_a_revision_is_named_by_it() {
    let dictionary = "dictum: 1
dictionary: {id: d, version: 1.0.0}
elements:
  order.id: {title: order number, type: integer, minimum: 1}
systems: {shop: {datasets: {t: {contract: t.sql#t, extraFields: allow, fields: {id: order.id}}}}}
";
    let table = "CREATE TABLE t (id bigint NOT NULL CHECK (id > 0), a date, PRIMARY KEY (id));";
    let Some(folder) = repository(&[("dictum.yaml", dictionary), ("t.sql", table)]) else {
        eprintln!("skipped: there is no git");
        return;
    };
    // The type breaks those who write and those who read alike.
    let changed = table.replace("a date", "a time").replace("KEY (id)", "KEY (id, a)");
    write(folder.path(), "t.sql", &changed);
    let mut check = dictum();
    check.current_dir(folder.path()).args(["check", "t.sql", "--against", "HEAD", "--format", "concise"]);
    let told = stdout(&check.args(["--select", "contract-breaking"]).output().unwrap());
    let lines: Vec<&str> = told.lines().filter(|it| it.contains("contract-breaking")).collect();
    assert_eq!(lines.len(), 3, "{told}");
    for (line, words) in lines.iter().zip([
        "`key` changed from `id` to `id, a`",
        "`a` may no longer be null",
        "the format of `a` changed",
    ]) {
        assert!(line.contains(words), "{told}");
    }
    write(folder.path(), "dictum.yaml", &dictionary.replace("minimum: 1", "minimum: 2"));
    let report = json(&diff(folder.path(), &["git:HEAD:dictum.yaml", "dictum.yaml", "--format", "json"]));
    let old = report["changes"][0]["old"]["path"].as_str();
    assert_eq!(old, Some("HEAD:dictum.yaml"), "{report:#}");
}

#[test]
fn a_folder_of_a_registry_is_compared_subject_by_subject() {
    let folder = tempfile::tempdir().unwrap();
    let answer = |kind: &str| {
        let schema = format!(r#"{{"type": "record", "name": "B", "fields": [{{"name": "id", "type": "{kind}"}}]}}"#);
        serde_json::json!({"subject": "b-value", "version": 1, "id": 7, "schema": schema}).to_string()
    };
    write(folder.path(), "old/b-value.json", &answer("long"));
    write(folder.path(), "new/b-value.json", &answer("int"));
    let report = json(&diff(folder.path(), &["old", "new", "--format", "json"]));
    assert_eq!(report["summary"]["breaking"], 1, "{report:#}");
    assert_eq!(report["changes"][0]["kind"], "type-narrowed");
}
