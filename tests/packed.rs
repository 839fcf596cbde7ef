//! Packed and bundled exports: read as what they hold, bounded whatever they claim to hold.

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
use std::io::{Cursor, Write};
use std::path::Path;
use std::process::Output;

use common::{dictum, json};
use zip::write::SimpleFileOptions;

const DICTIONARY: &str = "dictum: 1
elements:
  order.id: {title: order number, type: string, pattern: \"^SO[0-9]+$\", nullable: false}
  order.amount: {title: amount, type: decimal, scale: 2}
entities:
  order: {title: order, key: [order.id], required: [order.id, order.amount]}
systems:
  shop:
    datasets:
      orders:
        entity: order
        files: [\"orders*\", \"订单*.csv\", \"bundle.zip\"]
        fields: {order_no: order.id, amount: order.amount}
";

const CSV: &str = "order_no,amount\nSO1,1\nSO1,x\n";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn check(files: &[(&str, &[u8])], arguments: &[&str]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("dictum.yaml"), DICTIONARY).unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    dictum().current_dir(folder.path()).args(["check", "--format", "json"]).args(arguments).output().unwrap()
}

/// Path, line, rule and count of every finding.
fn told(output: &Output) -> Vec<String> {
    let findings = json(output)["findings"].as_array().unwrap().clone();
    let text = |it: &serde_json::Value| it.as_str().unwrap_or("-").to_owned();
    let mut lines: Vec<String> = findings
        .iter()
        .map(|it| format!("{}:{} {} {}", text(&it["path"]), it["places"][0]["line"], text(&it["rule"]), it["count"]))
        .collect();
    lines.sort();
    lines
}

#[test]
fn what_is_packed_is_read_as_what_it_holds() {
    let zstd = zstd::encode_all(CSV.as_bytes(), 1).unwrap();
    let mut bzip2 = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    bzip2.write_all(CSV.as_bytes()).unwrap();
    let bzip2 = bzip2.finish().unwrap();
    let packed = gzip(CSV.as_bytes());
    let twice = [packed.clone(), gzip(b"SO2,1\nX3,1\n")].concat();
    let ndjson = gzip(b"{\"order_no\":\"SO1\",\"amount\":1}\n{\"order_no\":\"SO1\",\"amount\":\"x\"}\n");
    let nested = zip(&[("orders.csv.gz", &packed)]);
    let inner = zip(&[("orders.csv", CSV.as_bytes())]);
    for (name, bytes, shown, more) in [
        ("orders.csv.gz", &packed, "orders.csv.gz", None),
        ("orders.csv", &packed, "orders.csv", None),
        ("orders.csv.zst", &zstd, "orders.csv.zst", None),
        ("orders.csv.bz2", &bzip2, "orders.csv.bz2", None),
        ("orders.csv.gz", &twice, "orders.csv.gz", Some("orders.csv.gz:5 pattern-mismatch 1")),
        ("orders.zip", &inner, "orders.zip!orders.csv", None),
        ("orders.zip", &nested, "orders.zip!orders.csv.gz", None),
        ("bundle.zip", &zip(&[("a/b.csv", CSV.as_bytes()), ("readme.txt", b"x")]), "bundle.zip!a/b.csv", None),
        ("any.zip", &zip(&[("in.zip", &inner), (".hidden.csv", b"x")]), "any.zip!in.zip!orders.csv", None),
    ] {
        let mut expected = vec![format!("{shown}:3 key-duplicate 1"), format!("{shown}:3 type-mismatch 1")];
        expected.extend(more.map(str::to_owned));
        expected.sort();
        assert_eq!(told(&check(&[(name, bytes)], &[])), expected, "{name}");
    }
    let lines = told(&check(&[("orders.ndjson.gz", &ndjson)], &[]));
    assert_eq!(lines, ["orders.ndjson.gz:2 key-duplicate 1", "orders.ndjson.gz:2 type-mismatch 1"]);
}

#[test]
fn members_with_names_in_gbk_are_found_by_their_names() {
    let name = "订单2026.csv";
    let mut bytes = zip(&[("xxxxxxxx.csv", CSV.as_bytes())]);
    let (gbk, _, _) = encoding_rs::GBK.encode(name);
    assert_eq!(gbk.len(), "xxxxxxxx.csv".len());
    while let Some(at) = bytes.windows(12).position(|it| it == b"xxxxxxxx.csv") {
        bytes[at..at + 12].copy_from_slice(&gbk);
    }
    let found = told(&check(&[("any.zip", &bytes)], &[]));
    assert_eq!(found, [format!("any.zip!{name}:3 key-duplicate 1"), format!("any.zip!{name}:3 type-mismatch 1")]);
}

#[test]
fn no_member_goes_unseen_for_its_name() {
    let outside = zip(&[("../../orders1.csv", CSV.as_bytes()), ("./orders2.csv", b"order_no,amount\nSO2,x\n")]);
    let found = told(&check(&[("any.zip", &outside)], &[]));
    assert_eq!(found.len(), 3, "{found:?}");

    let mut twice = zip(&[("orders1.csv", CSV.as_bytes()), ("orders2.csv", b"order_no,amount\nSO2,1\n")]);
    while let Some(at) = twice.windows(11).position(|it| it == b"orders2.csv") {
        twice[at + 6] = b'1';
    }
    let report = json(&check(&[("orders.zip", &twice)], &[]));
    let message = report["findings"][0]["message"].as_str().unwrap();
    assert!(message.contains("several files in it have one name"), "{message}");
}

#[test]
fn several_members_are_one_series() {
    let archive = zip(&[("orders1.csv", b"order_no,amount\nSO1,1\n"), ("orders2.csv", b"order_no,amount\nSO1,1\n")]);
    assert_eq!(told(&check(&[("a.zip", &archive)], &[])), ["a.zip!orders2.csv:2 key-duplicate 1"]);
}

#[test]
fn damage_is_told_and_what_came_out_is_checked() {
    let mut text = String::from("order_no,amount\n");
    for number in 0..50_000_u64 {
        let id = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 20;
        writeln!(text, "SO{id},{number}").unwrap();
    }
    let whole = gzip(text.as_bytes());
    let cut = &whole[..whole.len() / 2];
    let output = check(&[("orders.csv.gz", cut)], &[]);
    let report = json(&output);
    assert_eq!(told(&output), ["orders.csv.gz:1 file-unreadable 1"]);
    assert_eq!(report["inputs"][0]["complete"], false);
    assert!(report["inputs"][0]["records"].as_u64().unwrap() > 1000, "{report:#}");
    for (name, bytes) in [
        ("orders.csv.gz", &b"\x1F\x8B\x08garbage"[..]),
        ("orders.csv.zst", b"\x28\xB5\x2F\xFDgarbage"),
        ("orders.csv.bz2", b"BZh91AY&SYgarbage"),
        ("orders.zip", b"PK\x03\x04garbage"),
        ("orders.zip", &zip(&[])),
    ] {
        let output = check(&[(name, bytes)], &[]);
        assert_eq!(told(&output), [format!("{name}:1 file-unreadable 1")]);
        assert_eq!(output.status.code(), Some(1), "{name}");
    }
}

#[test]
fn bombs_are_bounded_by_ratio_and_by_size() {
    let mut bomb = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let zeros = vec![b'0'; 1 << 20];
    for _ in 0..80 {
        bomb.write_all(&zeros).unwrap();
    }
    let bomb = bomb.finish().unwrap();
    let too_deep = gzip(&gzip(&gzip(CSV.as_bytes())));
    for (name, bytes, arguments, words) in [
        ("orders.csv.gz", &bomb, &[][..], "200 times"),
        ("orders.zip", &zip(&[("orders.csv.gz", &bomb)]), &[], "200 times"),
        ("orders.csv.gz", &gzip(CSV.as_bytes()), &["--max-unpacked", "10"], "more than 10 bytes"),
        ("orders.csv.gz", &too_deep, &[], "more than twice"),
    ] {
        let output = check(&[(name, bytes)], arguments);
        let report = json(&output);
        let finding = &report["findings"][0];
        assert_eq!(finding["rule"], "file-unreadable", "{report:#}");
        assert!(finding["message"].as_str().unwrap().contains(words), "{finding:#}");
        assert_eq!(report["findings"].as_array().unwrap().len(), 1, "{report:#}");
    }
}

#[test]
fn the_format_can_be_said() {
    let lines = "{\"order_no\":\"SO1\",\"amount\":1}\n";
    for (arguments, rules) in [(&[][..], vec![]), (&["--input-format", "csv"], vec!["file-unreadable"])] {
        let output = check(&[("orders.ndjson", lines.as_bytes())], arguments);
        let report = json(&output);
        let found: Vec<&str> =
            report["findings"].as_array().unwrap().iter().map(|it| it["rule"].as_str().unwrap()).take(1).collect();
        assert_eq!(found, rules, "{arguments:?}");
    }
    let output = check(&[("orders.csv", CSV.as_bytes())], &["--input-format", "ndjosn"]);
    assert_eq!(output.status.code(), Some(2));
    let declared = DICTIONARY.replace("entity: order\n", "entity: order\n        format: ndjson\n");
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("dictum.yaml"), declared).unwrap();
    fs::write(folder.path().join("orders.dat"), lines).unwrap();
    let report = json(&run(folder.path()));
    assert_eq!((&report["inputs"][0]["format"], &report["inputs"][0]["records"]), (&"ndjson".into(), &1.into()));
}

fn run(folder: &Path) -> Output {
    dictum().current_dir(folder).args(["check", "--format", "json"]).output().unwrap()
}

#[cfg(unix)]
#[test]
fn a_named_pipe_is_read_once_and_checked_whole() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("dictum.yaml"), DICTIONARY).unwrap();
    let pipe = folder.path().join("orders.fifo");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    if !made.is_ok_and(|it| it.success()) {
        eprintln!("skipped: no mkfifo here");
        return;
    }
    let writer = {
        let pipe = pipe.clone();
        std::thread::spawn(move || fs::write(pipe, CSV).unwrap())
    };
    let output = dictum().current_dir(folder.path()).args(["check", "orders.fifo", "--format", "json"]).output();
    writer.join().unwrap();
    assert_eq!(told(&output.unwrap()), ["orders.fifo:3 key-duplicate 1", "orders.fifo:3 type-mismatch 1"]);
}
