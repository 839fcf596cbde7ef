//! Reports on thousands of findings stay within what their readers take.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::allow_attributes,
    reason = "a test that cannot go on has failed"
)]

mod common;

use std::fmt::Write as _;
use std::fs;

use common::{Home, dictum};
use serde_json::Value;

const FILES: usize = 100;
const COLUMNS: usize = 40;

/// Twice as many findings as files times columns: nothing of it is a number, and all of it holds a full-width comma.
fn everything_is_wrong() -> Home {
    let mut elements = String::new();
    let mut fields = Vec::new();
    for column in 0..COLUMNS {
        let _ = writeln!(
            elements,
            "  item.c{column}: {{title: c{column}, definition: Amount number {column} of one item., representation: amount, type: decimal, scale: 2, unit: CNY, owner: ops, custodian: ops, status: approved}}"
        );
        fields.push(format!("c{column}: item.c{column}"));
    }
    let dictionary = format!(
        r#"
dictum: 1
dictionary: {{id: large, version: 1.0.0, languages: [en], timeZone: UTC, currency: CNY}}
departments: {{ops: {{title: Operations}}}}
elements:
{elements}
systems:
  shop:
    title: Shop
    kind: ecommerce
    owner: ops
    enforcement: enforce
    transport: {{encoding: utf-8, bom: forbid, delimiter: ",", nulls: [""], zone: UTC}}
    datasets:
      items: {{grain: item, files: ["items*.csv"], fields: {{{}}}}}
"#,
        fields.join(", ")
    );
    let home = Home::of(&[("dictum.yaml", dictionary.as_bytes())]);
    let header: Vec<String> = (0..COLUMNS).map(|it| format!("c{it}")).collect();
    let row = vec!["订单状态，未知"; COLUMNS].join(",");
    for file in 0..FILES {
        home.write(&format!("in/items_{file:03}.csv"), format!("{}\n{row}\n", header.join(",")).as_bytes());
    }
    home
}

#[test]
fn what_a_reader_takes_is_not_exceeded_and_what_is_left_out_is_told() {
    let home = everything_is_wrong();
    let formats = ["markdown", "sarif", "gitlab", "json", "html", "junit", "azure"];
    let mut command = dictum();
    command.current_dir(home.path("")).args(["check", "in", "--format", "github"]);
    for format in formats {
        command.arg("--output").arg(format!("{format}={format}"));
    }
    let output = command.env("GITHUB_STEP_SUMMARY", home.path("summary.md")).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    let json = |name: &str| -> Value { serde_json::from_slice(&home.read(name)).unwrap() };
    let all = 2 * FILES * COLUMNS;
    assert_eq!(json("json")["findings"].as_array().unwrap().len(), all);
    let annotations = String::from_utf8_lossy(&output.stdout);
    assert_eq!(annotations.lines().filter(|it| it.starts_with("::error")).count(), 10, "{annotations}");
    // A step's summary holds one MiB, a comment 65,535 characters; both are used well.
    let summary = home.read("summary.md").len();
    assert!((100_000..1 << 20).contains(&summary), "{summary} bytes");
    let comment = home.text("markdown");
    let length = comment.chars().count();
    assert!((20_000..=65_535).contains(&length), "{length} characters");
    let errors = (FILES * COLUMNS).to_string();
    assert!(comment.contains(&errors), "the total is not told: {}", comment.chars().take(400).collect::<String>());
    // Code scanning shows five thousand results; that there are more is said in the run itself.
    let sarif = &json("sarif")["runs"][0];
    assert_eq!(sarif["results"].as_array().unwrap().len(), 5_000);
    let left_out = sarif["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"].as_str().unwrap();
    assert!(left_out.contains("3000"), "{left_out}");
    let results = sarif["results"].as_array().unwrap();
    let errors = results.iter().filter(|it| it["level"] == "error").count();
    assert_eq!(errors, FILES * COLUMNS, "what is left out is not the worst");
    let prints: std::collections::BTreeSet<String> =
        json("gitlab").as_array().unwrap().iter().map(|it| it["fingerprint"].as_str().unwrap().to_owned()).collect();
    assert_eq!(prints.len(), all, "fingerprints are unique");
}

/// A way to run as somebody who may not read everything; none where that cannot be arranged.
#[cfg(unix)]
fn as_nobody() -> Option<std::process::Command> {
    let mut command = std::process::Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups", "--"]);
    let tried = std::process::Command::new("setpriv")
        .args(["--reuid=65534", "--regid=65534", "--clear-groups", "--"])
        .arg(env!("CARGO_BIN_EXE_dictum"))
        .arg("--version")
        .output();
    tried.ok().filter(|it| it.status.success())?;
    command.arg(env!("CARGO_BIN_EXE_dictum"));
    Some(command)
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_read_is_told_and_the_rest_is_checked() {
    use std::os::unix::fs::PermissionsExt;
    let Some(mut command) = as_nobody() else {
        eprintln!("skipped: nobody else can be run here");
        return;
    };
    let home = Home::of(&[
        ("dictum.yaml", include_bytes!("../templates/dictum.yaml")),
        ("in/orders_1.csv", b"order_id,created,paid,status\n1,2026-07-01,1.00,paid\n"),
        ("in/shut/orders_2.csv", b"order_id,created,paid,status\n2,2026-07-01,1.00,paid\n"),
        ("in/orders_3.csv", b"order_id,created,paid,status\n3,2026-07-01,1.00,paid\n"),
    ]);
    let set = |name: &str, mode| fs::set_permissions(home.path(name), fs::Permissions::from_mode(mode)).unwrap();
    for (name, mode) in [("", 0o755), ("in/shut", 0o700), ("in/orders_3.csv", 0o600)] {
        set(name, mode);
    }
    command.current_dir(home.path("")).env_clear().env("LANG", "C.UTF-8").args(["check", "in", "--format", "json"]);
    let output = command.output().unwrap();
    let report = common::json(&output);
    assert_eq!(output.status.code(), Some(1), "{report:#}");
    let findings = report["findings"].as_array().unwrap();
    let told: Vec<(&str, &str)> =
        findings.iter().map(|it| (it["rule"].as_str().unwrap(), it["path"].as_str().unwrap())).collect();
    assert_eq!(told, [("file-unreadable", "in/orders_3.csv"), ("file-unreadable", "in/shut")], "{report:#}");
    assert_eq!(report["inputs"].as_array().unwrap().len(), 2, "{report:#}");
}
