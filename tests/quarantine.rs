//! `check --quarantine`: good and bad records apart, and nothing of the input lost or changed.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::allow_attributes,
    reason = "a test that cannot go on has failed"
)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use common::{dictum, fixtures, json, rejoined};
use proptest::prelude::*;

const DICTIONARY: &str = r#"dictum: 1
elements:
  order.id: {title: id, type: string, pattern: "^[0-9]{6}$"}
  order.amount: {title: amount, type: decimal, scale: 2}
  order.buyer: {title: buyer, type: string, maxLength: 3, pii: pi}
entities: {order: {title: order, key: [order.id], required: [order.id]}}
systems:
  shop:
    datasets:
      orders: {entity: order, files: ["orders*"], extraFields: allow, layout: {footer: "^合计"}, fields: {编号: order.id, 金额: order.amount, 买家: order.buyer}}
"#;

fn run(folder: &Path, arguments: &[&str]) -> Output {
    dictum().current_dir(folder).args(arguments).output().unwrap()
}

fn read(path: PathBuf) -> Vec<u8> {
    fs::read(path).unwrap_or_default()
}

#[test]
fn bad_records_go_apart_with_their_reasons() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("dictum.yaml"), DICTIONARY).unwrap();
    let input = "导出说明\n编号,金额,买家\n000001,1.00,王\n000002,x,王\n000001,2.00,王\n000003,3.00\n000004,4.00,欧阳修文\n合计,9\n以上\n";
    fs::write(home.path().join("orders.csv"), input).unwrap();
    let output = run(home.path(), &["check", "orders.csv", "--quarantine", "apart"]);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("1 good and 4 bad records") && told.contains("personal data"), "{told}");
    let text = |name: &str| String::from_utf8(read(home.path().join("apart").join(name))).unwrap();
    assert_eq!(text("good/orders.csv"), "导出说明\n编号,金额,买家\n000001,1.00,王\n合计,9\n以上\n");
    assert_eq!(
        text("bad/orders.csv"),
        "导出说明\n编号,金额,买家\n000002,x,王\n000001,2.00,王\n000003,3.00\n000004,4.00,欧阳修文\n"
    );
    let reasons = text("reasons/orders.csv.ndjson");
    let rules = ["type-mismatch", "key-duplicate", "row-width", "length-exceeded"];
    for (line, rule) in reasons.lines().zip(rules) {
        assert!(line.contains(rule), "{line} lacks {rule}");
    }
    assert!(!reasons.contains("欧阳"), "{reasons}");
    let first: serde_json::Value = serde_json::from_str(reasons.lines().next().unwrap()).unwrap();
    assert_eq!((first["record"].as_u64(), first["line"].as_u64(), first["bad"].as_u64()), (Some(2), Some(4), Some(1)));
    for (folder, code) in [("apart/good", 0), ("apart/bad", 1)] {
        let again = run(home.path(), &["check", folder, "--format", "json"]);
        assert_eq!(again.status.code(), Some(code), "{folder}: {}", json(&again));
    }
    assert_eq!(
        rejoined(text("good/orders.csv").as_bytes(), text("bad/orders.csv").as_bytes(), &reasons),
        input.as_bytes()
    );
}

#[test]
fn every_export_of_the_shop_can_be_put_together_again() {
    let home = tempfile::tempdir().unwrap();
    let apart = home.path().join("apart");
    let output = dictum()
        .current_dir(fixtures("shop"))
        .args(["check", "exports", "--fail-on", "warning", "--quarantine"])
        .arg(&apart)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    let mut parted = 0;
    for system in fs::read_dir(fixtures("shop/exports")).unwrap() {
        for file in fs::read_dir(system.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            let name = path.strip_prefix(fixtures("shop")).unwrap();
            let part = |folder: &str| read(apart.join(folder).join(name));
            let mut reasons = apart.join("reasons").join(name).into_os_string();
            reasons.push(".ndjson");
            let reasons = String::from_utf8(read(reasons.into())).unwrap();
            if apart.join("good").join(name).exists() {
                parted += usize::from(!reasons.is_empty());
                let whole = rejoined(&part("good"), &part("bad"), &reasons);
                assert!(whole == fs::read(&path).unwrap(), "{} is not what it was", name.display());
            }
        }
    }
    assert!(parted >= 8, "only {parted} exports had bad records");
}

#[test]
fn a_folder_that_is_taken_stops_the_run_before_it_begins() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("dictum.yaml"), DICTIONARY).unwrap();
    fs::write(home.path().join("orders.csv"), "编号\n000001\n").unwrap();
    fs::create_dir(home.path().join("apart")).unwrap();
    fs::write(home.path().join("apart/mine"), "x").unwrap();
    let output = run(home.path(), &["check", "orders.csv", "--quarantine", "apart"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty(), "a report was written");
    assert_eq!(fs::read_dir(home.path().join("apart")).unwrap().count(), 1);
}

#[test]
fn without_being_asked_nothing_is_written() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("dictum.yaml"), DICTIONARY).unwrap();
    fs::write(home.path().join("orders.csv"), "编号\n1\n").unwrap();
    run(home.path(), &["check", "orders.csv"]);
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 2);
}

fn cell() -> impl Strategy<Value = String> {
    let known = ["000001", "000002", "1.00", "x", "", "王", "a\nb", "甲,乙", "\"", "合计", "备注：无", " ", "欧阳修文"];
    prop_oneof![3 => prop::sample::select(known.map(str::to_owned).to_vec()), 1 => "[ -~甲乙\r\n]{0,5}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn good_and_bad_together_are_the_input(
        rows in prop::collection::vec(prop::collection::vec(cell(), 2..5), 1..12),
        chinese in any::<bool>(),
        ends in any::<bool>(),
        json_lines in any::<bool>(),
    ) {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("dictum.yaml"), DICTIONARY).unwrap();
        let mut text = String::new();
        if json_lines {
            for row in &rows {
                let it = serde_json::json!({"编号": row[0], "金额": row[1], "买家": row.get(2)});
                text = format!("{text}{it}\n");
            }
        } else {
            let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            writer.write_record(["编号", "金额", "买家"]).unwrap();
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        }
        if !ends {
            text.pop();
        }
        let bytes = if chinese && !json_lines { encoding_rs::GB18030.encode(&text).0.into_owned() } else { text.into_bytes() };
        let name = if json_lines { "orders.ndjson" } else { "orders.csv" };
        fs::write(home.path().join(name), &bytes).unwrap();
        let output = run(home.path(), &["check", name, "--quarantine", "apart"]);
        let part = |folder: &str, more: &str| read(home.path().join(format!("apart/{folder}/{name}{more}")));
        let reasons = String::from_utf8(part("reasons", ".ndjson")).unwrap();
        let whole = rejoined(&part("good", ""), &part("bad", ""), &reasons);
        prop_assert!(whole == bytes, "{}", String::from_utf8_lossy(&output.stderr));
    }
}
