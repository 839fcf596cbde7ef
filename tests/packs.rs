//! Packs, profiles and presets by the command line: one line maps an export, and what is wrong in it is still found.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::allow_attributes,
    reason = "a test that cannot go on has failed"
)]

mod common;

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use common::{dictum, fixtures, json};
use serde_json::Value;

fn packs() -> Vec<Value> {
    let output = dictum().args(["packs", "--json"]).output().unwrap();
    json(&output).as_array().unwrap().clone()
}

fn presets() -> Vec<String> {
    let is_preset = |it: &Value| it["kind"] == "preset";
    packs().into_iter().filter(is_preset).map(|it| it["name"].as_str().unwrap().to_owned()).collect()
}

/// The synthetic exports of a preset.
fn exports(preset: &str) -> Vec<PathBuf> {
    let folder = fixtures(&format!("packs/{}", preset.trim_start_matches("std/")));
    let entries = fs::read_dir(&folder).unwrap_or_else(|_| panic!("{} holds no export", folder.display()));
    entries.map(|it| it.unwrap().path()).collect()
}

fn check(folder: &Path, more: &[&str]) -> Output {
    dictum()
        .current_dir(folder)
        .args(["check", ".", "--as-of", "2026-07-04", "--format", "json"])
        .args(more)
        .output()
        .unwrap()
}

fn told(report: &Value) -> Vec<String> {
    let one = |it: &Value| format!("{} {} {}", it["rule"], it["field"], it["message"]).replace('"', "");
    report["findings"].as_array().unwrap().iter().map(one).collect()
}

#[test]
fn one_line_maps_the_export_of_every_preset() {
    for preset in presets() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("dictum.yaml"), format!("dictum: 1\nsystems: {{it: {{preset: {preset}@1}}}}\n"))
            .unwrap();
        let mut records = 0;
        for export in exports(&preset) {
            fs::copy(&export, home.path().join(export.file_name().unwrap())).unwrap();
            records += 1;
        }
        let report = json(&check(home.path(), &[]));
        assert_eq!(told(&report), Vec::<String>::new(), "{preset}");
        let read: u64 = report["inputs"].as_array().unwrap().iter().map(|it| it["records"].as_u64().unwrap()).sum();
        assert!(read >= records, "{preset}: {read} records were read");
    }
}

#[test]
fn an_export_without_its_key_column_is_found_by_every_preset() {
    for preset in presets() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("dictum.yaml"), format!("dictum: 1\nsystems: {{it: {{preset: {preset}@1}}}}\n"))
            .unwrap();
        for export in exports(&preset) {
            // The header is another's: what the preset wants is not there.
            let name = export.file_name().unwrap();
            fs::write(home.path().join(name), "colour,size\nred,1\n").unwrap();
        }
        let report = json(&check(home.path(), &[]));
        assert!(
            told(&report).iter().any(|it| it.starts_with("field-missing")
                || it.starts_with("file-unreadable")
                || it.starts_with("check-skipped")
                || it.starts_with("header-defect")),
            "{preset}: {:?}",
            told(&report)
        );
        assert!(report["summary"]["failed"].as_bool().unwrap(), "{preset}");
    }
}

#[test]
fn what_is_wrong_in_an_export_is_found_with_the_preset_and_with_ones_own_terms() {
    let home = tempfile::tempdir().unwrap();
    let file = "ExportOrderList202607031200.csv";
    let header = "订单编号,订单状态,买家实际支付金额,订单创建时间\n";
    let rows = "TM1,交易成功,12.50元,2026-07-03 09:15:30\nTM2,交易进行,abc,2026-13-03 09:15:30\nTM2,交易成功,1.00,2026-07-03 09:15:30\n";
    fs::write(home.path().join(file), format!("{header}{rows}")).unwrap();
    fs::write(home.path().join("dictum.yaml"), "dictum: 1\nsystems: {shop: {preset: std/tmall-orders@1}}\n").unwrap();
    let rules = |report: &Value| -> Vec<String> {
        let mut all: Vec<String> =
            report["findings"].as_array().unwrap().iter().map(|it| it["rule"].as_str().unwrap().to_owned()).collect();
        all.sort();
        all
    };
    let report = json(&check(home.path(), &[]));
    assert_eq!(
        rules(&report),
        ["code-unknown", "date-format", "key-duplicate", "type-mismatch"],
        "{:?}",
        told(&report)
    );
    // The enterprise's own element takes the place of the pack's, with all that it asks for.
    let own = "dictum: 1\nelements: {order.id: {extends: std.order.id, pattern: '^TM[0-9]{4}$'}}\nsystems: {shop: {preset: std/tmall-orders@1}}\n";
    fs::write(home.path().join("dictum.yaml"), own).unwrap();
    let report = json(&check(home.path(), &[]));
    let found = report["findings"].as_array().unwrap().iter().find(|it| it["rule"] == "pattern-mismatch").unwrap();
    assert_eq!((&found["element"], &found["count"]), (&Value::from("order.id"), &Value::from(3)));
    assert_eq!(found["related"][0]["path"], "dictum.yaml");
}

#[test]
fn one_file_passes_in_general_and_fails_where_the_industry_asks_for_more() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("goods.csv"), "货号,品名\nA1,示例牛奶\n").unwrap();
    let text = |profiles: &str| {
        format!(
            "dictum: 1\ndictionary: {{profiles: {profiles}}}\nimports: [{{path: std/cn-core, as: std}}]\nelements: {{product.sku: {{extends: std.product.sku}}}}\n\
             entities: {{product: {{extends: std.product}}}}\nsystems: {{erp: {{datasets: {{goods: {{entity: product, files: [goods.csv], \
             fields: {{货号: product.sku, 品名: std.product.title}}}}}}}}}}\n"
        )
    };
    for (profiles, missing) in [
        ("[general]", vec![]),
        ("[fresh]", vec!["std.batch.id", "std.batch.productionDate", "std.batch.shelfLifeDays"]),
        ("[beauty]", vec!["std.batch.useBefore", "std.product.filingNumber"]),
    ] {
        fs::write(home.path().join("dictum.yaml"), text(profiles)).unwrap();
        let report = json(&check(home.path(), &[]));
        let mut found: Vec<&str> =
            report["findings"].as_array().unwrap().iter().filter_map(|it| it["element"].as_str()).collect();
        found.sort_unstable();
        assert_eq!(found, missing, "{profiles}: {:?}", told(&report));
    }
}

#[test]
fn a_waiver_lets_a_layer_be_looser_until_its_last_day() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("a.csv"), "note\nx\n").unwrap();
    let text = "dictum: 1\nelements:\n  top.note: {type: string, maxLength: 5}\n  low.note: {extends: top.note, maxLength: 9}\n\
        systems: {s: {datasets: {d: {files: [a.csv], fields: {note: low.note}}}}}\n\
        waivers: [{rule: constraint-widened, where: low.note, reason: agreed, expires: 2026-07-31}]\n";
    fs::write(home.path().join("dictum.yaml"), text).unwrap();
    let run = |day: &str| {
        dictum().current_dir(&home).args(["check", ".", "--format", "json", "--as-of", day]).output().unwrap()
    };
    let live = run("2026-07-31");
    assert_eq!((live.status.code(), json(&live)["summary"]["suppressed"].as_u64()), (Some(0), Some(1)), "{live:?}");
    let dead = run("2026-08-01");
    assert_eq!(dead.status.code(), Some(2));
    let report = json(&dead);
    let found = report["findings"].as_array().unwrap().iter().find(|it| it["rule"] == "constraint-widened").unwrap();
    assert_eq!((found["places"][0]["line"].as_u64(), found["related"][0]["line"].as_u64()), (Some(4), Some(3)));
}

#[test]
fn a_preset_without_a_file_is_told_where_the_dictionary_names_it() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("dictum.yaml"), "dictum: 1\nsystems:\n  shop: {preset: std/tmall-orders@1}\n").unwrap();
    fs::write(home.path().join("else.csv"), "a\n1\n").unwrap();
    let report: Value = serde_json::from_slice(&check(home.path(), &[]).stdout).unwrap();
    let found = report["findings"].as_array().unwrap().iter().find(|it| it["dataset"] == "shop.orders").unwrap();
    assert_eq!((&found["path"], &found["places"][0]["line"]), (&Value::from("dictum.yaml"), &Value::from(3)));
}

#[test]
fn no_two_presets_claim_one_export() {
    let home = tempfile::tempdir().unwrap();
    let mut text = String::from("dictum: 1\nsystems:\n");
    for (at, preset) in presets().into_iter().enumerate() {
        writeln!(text, "  s{at}: {{preset: {preset}@1}}").unwrap();
        for export in exports(&preset) {
            fs::copy(&export, home.path().join(export.file_name().unwrap())).unwrap();
        }
    }
    fs::write(home.path().join("dictum.yaml"), text).unwrap();
    let report: Value = serde_json::from_slice(&check(home.path(), &[]).stdout).unwrap();
    assert_eq!(told(&report), Vec::<String>::new());
}

#[test]
fn packs_are_listed_and_explained() {
    for lang in ["en", "zh-CN"] {
        let output = dictum().args(["packs", "--lang", lang]).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        for pack in packs() {
            assert!(text.contains(pack["name"].as_str().unwrap()), "{text}");
        }
    }
    let output = dictum().args(["explain", "std/wechat-bill"]).output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().contains("交易单号"));
    let output = dictum().args(["explain", "std/wechat-bil"]).output().unwrap();
    assert!(String::from_utf8(output.stderr).unwrap().contains("std/wechat-bill"));
}

#[test]
fn a_draft_names_the_preset_whose_header_it_saw() {
    for preset in presets() {
        for export in exports(&preset) {
            let output = dictum().args(["infer", "--system", "it"]).arg(&export).output().unwrap();
            let text = String::from_utf8(output.stdout).unwrap();
            assert!(text.contains(&format!("preset: {preset}@1")), "{preset}: {text}");
        }
    }
}
