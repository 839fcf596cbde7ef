//! Reports as their consumers take them: one run writes every format, each is held against its consumer's shape, and a
//! finding keeps its fingerprint whatever happens around it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::allow_attributes,
    reason = "a test that cannot go on has failed"
)]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::{dictum, fixtures, validate};
use serde_json::{Value, json};

/// Every file format, by its name.
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

/// The reports of one run over the shop, one file a format.
fn written() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut command = dictum();
    command.current_dir(fixtures("shop")).args(["check", "exports", "contracts", "--no-progress"]);
    for name in FORMATS {
        command.arg("--output").arg(format!("{name}={}", folder.path().join(name).display()));
    }
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    folder
}

fn read(folder: &Path, name: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(folder.join(name)).unwrap()).unwrap()
}

#[test]
fn one_run_writes_every_format() {
    let folder = written();
    for name in FORMATS {
        assert!(fs::metadata(folder.path().join(name)).unwrap().len() > 0, "{name}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), FORMATS.len(), "nothing half-written is left behind");
}

#[test]
fn listings_have_every_place_and_change_no_other_format() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("dictum.yaml"), include_str!("../templates/dictum.yaml")).unwrap();
    let bad = "1,2026-07-01,x,paid\n".repeat(4_000);
    fs::write(folder.path().join("orders.csv"), format!("order_id,created,paid,status\n{bad}")).unwrap();
    let run = |arguments: &[&str]| {
        let output = dictum().current_dir(folder.path()).arg("check").args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
        output
    };
    let lines = |output: &std::process::Output, rule: &str| {
        String::from_utf8_lossy(&output.stdout).lines().filter(|it| it.contains(rule)).count()
    };
    for format in ["ndjson", "csv"] {
        let output = run(&["--format", format, "--output", "json=beside.json"]);
        assert_eq!(lines(&output, "type-mismatch"), 4_000, "{format}");
        assert!(output.stderr.is_empty(), "{format}: {}", String::from_utf8_lossy(&output.stderr));
        let alone = run(&["--format", "json"]).stdout;
        assert!(alone == fs::read(folder.path().join("beside.json")).unwrap(), "json depends on what else is written");
    }
    let most = bad.repeat(3);
    fs::write(folder.path().join("orders.csv"), format!("order_id,created,paid,status\n{most}")).unwrap();
    let short = run(&["--format", "csv"]);
    assert_eq!(lines(&short, "type-mismatch"), 10_000);
    assert!(
        String::from_utf8_lossy(&short.stderr).contains("`--max-places`"),
        "nothing says that places were left out"
    );
    assert_eq!(lines(&run(&["--format", "csv", "--max-places", "12000"]), "type-mismatch"), 12_000);
}

/// Whether `file` keeps to `schema`; nothing on a machine without `xmllint`.
fn keeps_to(schema: &Path, file: &Path) -> Option<Result<(), String>> {
    let output =
        Command::new("xmllint").args(["--noout", "--nonet", "--schema"]).arg(schema).arg(file).output().ok()?;
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    Some(if output.status.success() { Ok(()) } else { Err(told) })
}

#[test]
fn xml_reports_keep_to_the_schemas_of_their_readers() {
    let folder = written();
    let own = [("junit", "junit-jenkins.xsd"), ("junit", "junit-ant.xsd"), ("checkstyle", "checkstyle.xsd")];
    let own = own.map(|(format, schema)| (format, fixtures("consumers").join(schema)));
    for (format, schema) in own.into_iter().chain(published()) {
        let Some(judged) = keeps_to(&schema, &folder.path().join(format)) else {
            eprintln!("skipped: no `xmllint`");
            return;
        };
        assert_eq!(judged, Ok(()), "{}", schema.display());
        let text = fs::read_to_string(folder.path().join(format)).unwrap();
        let wrong = folder.path().join("wrong.xml");
        fs::write(&wrong, text.replace(" name=", " nom=")).unwrap();
        assert!(keeps_to(&schema, &wrong).unwrap().is_err(), "{} holds nothing", schema.display());
    }
}

/// The schemas that Jenkins' xunit plug-in and Ant's tasks publish, on a machine that has them.
fn published() -> Vec<(&'static str, PathBuf)> {
    let Some(corpora) = std::env::var_os("DICTUM_CORPORA") else {
        eprintln!("skipped: the published schemas of JUnit reports, which are where `DICTUM_CORPORA` points");
        return Vec::new();
    };
    let junit = Path::new(&corpora).join("1-conformance/junit");
    let jenkins = "src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd";
    vec![("junit", junit.join(jenkins)), ("junit", junit.join("JUnit.xsd"))]
}

/// The shape is transcribed from GitLab's documentation of Code Quality reports: it publishes no schema.
#[test]
fn gitlab_is_a_list_in_its_documented_shape() {
    let folder = written();
    let line =
        json!({"type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}});
    validate(
        &json!({"type": "array", "minItems": 1, "uniqueItems": true, "items": {
            "type": "object",
            "required": ["description", "check_name", "fingerprint", "severity", "location"],
            "properties": {
                "description": {"type": "string", "pattern": "^[^\n\r]+$"},
                "fingerprint": {"type": "string", "minLength": 1},
                "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
                "location": {"required": ["path", "lines"], "properties": {
                    "path": {"type": "string", "pattern": "^(?!\\./|/)"}, "lines": line
                }}
            }
        }}),
        &read(folder.path(), "gitlab"),
    );
}

/// The shape is that of reviewdog's messages `DiagnosticResult` and `Diagnostic`, which require nothing; what it cannot do
/// without is required here.
#[test]
fn rdjson_keeps_to_the_diagnostic_format_of_reviewdog() {
    let folder = written();
    let position = json!({"type": "object", "required": ["line"], "properties": {
        "line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}}});
    let diagnostic = json!({
        "type": "object",
        "required": ["message", "location"],
        "properties": {
            "message": {"type": "string", "minLength": 1},
            "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
            "location": {"type": "object", "required": ["path"], "properties": {
                "path": {"type": "string", "minLength": 1},
                "range": {"type": "object", "required": ["start"], "properties": {"start": position, "end": position}}}},
            "code": {"type": "object", "required": ["value"]}
        }
    });
    let whole = json!({"type": "object", "required": ["diagnostics"], "properties": {
        "diagnostics": {"type": "array", "minItems": 1, "items": diagnostic}}});
    validate(&whole, &read(folder.path(), "rdjson"));
    let lines = fs::read_to_string(folder.path().join("rdjsonl")).unwrap();
    assert!(lines.lines().count() > 1);
    for line in lines.lines() {
        validate(&diagnostic, &serde_json::from_str(line).unwrap());
    }
}

/// A folder to check: a dictionary, and an export with these rows.
fn orders(dictionary: &str, rows: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("dictum.yaml"), dictionary).unwrap();
    fs::write(folder.path().join("orders_1.csv"), format!("order_id,created,paid,status\n{rows}")).unwrap();
    folder
}

const START: &str = include_str!("../templates/dictum.yaml");
const BAD: &str = "5002,02/07/2026,1.00,refunded\n5003,2026-07-01,x,paid\n";

/// The fingerprints of the findings in `folder`, which must differ from each other.
fn fingerprints(folder: &Path, arguments: &[&str]) -> BTreeSet<String> {
    let output = dictum().current_dir(folder).args(["check", "--format", "json"]).args(arguments).output().unwrap();
    let report = common::json(&output);
    let findings = report["findings"].as_array().unwrap();
    let all: BTreeSet<String> = findings.iter().map(|it| it["fingerprint"].as_str().unwrap().to_owned()).collect();
    assert_eq!(all.len(), findings.len(), "two findings share a fingerprint: {findings:#?}");
    assert!(all.len() >= 3, "{findings:#?}");
    all
}

#[test]
fn a_fingerprint_outlives_what_happens_around_its_finding() {
    let expected = fingerprints(orders(START, BAD).path(), &[]);
    let above = format!("5001,2026-07-01,1.00,paid\n5000,2026-07-01,2.00,paid\n{BAD}");
    assert_eq!(fingerprints(orders(START, &above).path(), &[]), expected, "rows inserted above");
    let reworded = START.replace("en: order status", "en: where the order stands").replace("下单日期", "订货日");
    assert_ne!(reworded, START);
    assert_eq!(fingerprints(orders(&reworded, BAD).path(), &[]), expected, "titles reworded");
    let moved = format!("# one line more\n{START}");
    assert_eq!(fingerprints(orders(&moved, BAD).path(), &[]), expected, "the dictionary's lines moved");
    assert_eq!(fingerprints(orders(START, BAD).path(), &["--lang", "zh-CN"]), expected, "another language");
    assert_eq!(
        fingerprints(orders(START, BAD).path(), &["--jobs", "1"]),
        expected,
        "another machine, in another folder"
    );
    assert!(fingerprints(&fixtures("shop"), &["exports", "contracts"]).len() > 10, "unique over a whole shop");
}

#[test]
fn sarif_offers_the_edits_that_mend_a_dictionary() {
    let slip = START.replacen("nullable:", "nulable:", 1);
    let folder = orders(&slip, BAD);
    let output = dictum().current_dir(folder.path()).args(["check", "--format", "sarif"]).output().unwrap();
    let log = common::json(&output);
    let results = log["runs"][0]["results"].as_array().unwrap();
    let fixes: Vec<&Value> = results.iter().filter_map(|it| it.get("fixes")).collect();
    let [fix] = fixes.as_slice() else { panic!("one result with a fix: {results:#?}") };
    let change = &fix[0]["artifactChanges"][0];
    assert_eq!(change["artifactLocation"]["uri"], "dictum.yaml");
    let replacement = &change["replacements"][0];
    assert_eq!(replacement["insertedContent"]["text"], "nullable");
    let region = &replacement["deletedRegion"];
    let at = |key: &str| usize::try_from(region[key].as_u64().unwrap()).unwrap() - 1;
    let line = slip.lines().nth(at("startLine")).unwrap();
    assert_eq!((&line[at("startColumn")..at("endColumn")], at("endLine")), ("nulable", at("startLine")));
}

#[test]
fn sarif_keeps_to_its_published_schema() {
    let Some(schema) = common::shared("corpora/1-conformance/sarif/sarif-2.1/schema/sarif-schema-2.1.0.json") else {
        eprintln!("skipped: DICTUM_CORPORA holds no schema of SARIF");
        return;
    };
    let schema = serde_json::from_str(&fs::read_to_string(schema).unwrap()).unwrap();
    validate(&schema, &read(written().path(), "sarif"));
    let slip = orders(&START.replacen("nullable:", "nulable:", 1), BAD);
    let output = dictum().current_dir(slip.path()).args(["check", "--format", "sarif"]).output().unwrap();
    validate(&schema, &common::json(&output));
}
