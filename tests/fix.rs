//! `dictum fix`: what it calls safe is gone afterwards, nothing else changes, and no original is ever lost.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::allow_attributes,
    reason = "a test that cannot go on has failed"
)]

mod common;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Output;

use common::{Home, dictum, fixtures, json};
use proptest::prelude::*;

const DICTIONARY: &str = r#"dictum: 1
elements:
  order.id: {title: id, representation: identifier, type: string, pattern: "^[0-9]{6}$"}
  order.amount: {title: amount, representation: amount, type: decimal, scale: 2, unit: CNY}
  order.status: {title: status, representation: code, type: string, codes: status}
  order.day: {title: day, representation: date, type: date, format: yyyy-MM-dd}
  order.cold: {title: cold, representation: indicator, type: boolean}
  order.note: {title: note, type: string, maxLength: 40}
codeLists:
  status: {values: {OPEN: {title: 待付款}, PAID: {title: 已付款}}}
systems:
  shop:
    transport: {encoding: utf-8, bom: forbid, delimiter: ",", newline: lf}
    datasets:
      orders:
        files: ["orders*.csv", "orders*.ndjson"]
        fields: {编号: order.id, 金额: order.amount, 状态: order.status, 日期: order.day, 冷链: order.cold, 备注: order.note}
"#;

impl Home {
    fn new() -> Self {
        Self::of(&[("dictum.yaml", DICTIONARY.as_bytes())])
    }

    fn names(&self) -> BTreeSet<String> {
        fs::read_dir(self.path("")).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap()).collect()
    }
}

fn error(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The cells of a text as the csv crate reads them.
fn cells(bytes: &[u8], delimiter: u8) -> Vec<Vec<String>> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::GB18030.decode_without_bom_handling(bytes).0.into_owned(),
    };
    let text = text.trim_start_matches('\u{FEFF}');
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    reader.records().map(|it| it.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn delimiter(path: &str, bytes: &[u8]) -> u8 {
    if path.contains("/erp/") {
        b'|'
    } else if memchr::memchr_iter(b';', bytes).count() > 100 {
        b';'
    } else {
        b','
    }
}

#[test]
fn the_shop_loses_its_safe_findings_and_no_other_cell_changes() {
    let out = tempfile::tempdir().unwrap();
    let fixed = out.path().join("fixed");
    let output = dictum()
        .current_dir(fixtures("shop"))
        .args(["fix", "exports", "--format", "json", "--out"])
        .arg(&fixed)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", error(&output));
    let told = json(&output);
    let mut mended: BTreeSet<(String, String, String)> = BTreeSet::new();
    for file in told["files"].as_array().unwrap() {
        let path = file["path"].as_str().unwrap();
        let mut headers = 0;
        for it in file["fixed"].as_array().unwrap() {
            let text = |key: &str| it[key].as_str().unwrap_or_default().to_owned();
            headers += usize::from(text("rule") == "header-folded");
            mended.insert((path.to_owned(), text("rule"), text("field")));
        }
        let before = fs::read(fixtures("shop").join(path)).unwrap();
        let after = fs::read(fixed.join(path)).unwrap();
        if file["fixed"].as_array().unwrap().is_empty() {
            assert_eq!(before, after, "{path} changed without a word");
            continue;
        }
        let old = cells(&before, delimiter(path, &before));
        let new = cells(&after, delimiter(path, &after));
        assert_eq!(old.len(), new.len(), "{path}");
        let differ = old.iter().zip(&new).map(|(a, b)| {
            assert_eq!(a.len(), b.len(), "{path}");
            a.iter().zip(b).filter(|(a, b)| a != b).count()
        });
        assert_eq!(differ.sum::<usize>() as u64, file["cells"].as_u64().unwrap() + headers as u64, "{path}");
    }
    assert_eq!(mended.len(), 8, "{mended:#?}");
    let before = findings(&["exports".as_ref()]);
    let after = findings(&[fixed.join("exports").as_os_str()]);
    let gone: BTreeSet<_> = before.difference(&after).cloned().collect();
    for (path, rule, field) in &mended {
        // A folded header is found under the declared name.
        let field = if rule == "header-folded" { "NETWR" } else { field };
        let here = |it: &&(String, String, String, u64)| path.ends_with(&it.0) && it.1 == *rule && it.2 == field;
        assert!(after.iter().find(here).is_none() || rule == "date-format", "{path} {rule} {field} is still found");
    }
    let explained = ["code-unknown", "type-mismatch"];
    // A file that no dataset claims is nobody's to copy.
    for (path, rule, field, _) in gone.iter().filter(|it| it.1 != "dataset-unmatched") {
        let told =
            mended.iter().any(|it| it.0.ends_with(path) && (it.1 == *rule || explained.contains(&rule.as_str())));
        assert!(told, "{path} {rule} {field} went without a word");
    }
    let again = out.path().join("again");
    let output = dictum()
        .current_dir(fixtures("shop"))
        .arg("fix")
        .arg(fixed.join("exports"))
        .args(["--format", "json", "--out"])
        .arg(&again)
        .output()
        .unwrap();
    let told = json(&output);
    assert!(told["files"].as_array().unwrap().iter().all(|it| it["fixed"].as_array().unwrap().is_empty()), "{told:#}");
}

/// Path from the system on, rule, field, count.
fn findings(paths: &[&std::ffi::OsStr]) -> BTreeSet<(String, String, String, u64)> {
    let output = dictum().current_dir(fixtures("shop")).arg("check").args(paths).args(["--format", "json"]).output();
    let report = json(&output.unwrap());
    let of = |it: &serde_json::Value| {
        let text = |key: &str| it[key].as_str().unwrap_or_default().to_owned();
        let path = text("path");
        let from = path.find("exports/").map_or(0, |at| at + "exports".len());
        (path[from..].to_owned(), text("rule"), text("field"), it["count"].as_u64().unwrap())
    };
    report["findings"].as_array().unwrap().iter().map(of).collect()
}

#[test]
fn each_kind_of_defect_is_mended_and_identifiers_are_left_alone() {
    for (header, before, after) in [
        ("金额", "\"1,234.50\"", "\"1234.50\""),
        ("金额", "￥12.5元", "12.5"),
        ("金额", "１２．５", "12.5"),
        ("金额", " 12.50 ", "12.50"),
        ("金额", "12.00(已退款)", "12.00(已退款)"),
        ("金额", "$12.00", "$12.00"),
        ("金额", "N/A", ""),
        ("金额", "12.00-", "-12.00"),
        ("状态", "待付款", "OPEN"),
        ("状态", "'PAID", "PAID"),
        ("状态", "ＰＡＩＤ", "PAID"),
        ("状态", "LOST", "LOST"),
        ("日期", "2026/7/3", "2026-07-03"),
        ("日期", "2026年7月3日", "2026-07-03"),
        ("日期", "03/07/2026", "03/07/2026"),
        ("日期", "2026-06-31", "2026-06-31"),
        ("冷链", "是", "true"),
        ("冷链", "N", "false"),
        ("编号", "'123456", "123456"),
        ("编号", "=\"123456\"", "123456"),
        ("编号", "１２３４５６", "１２３４５６"),
        ("编号", " 123456", " 123456"),
        ("备注", "'as it is", "'as it is"),
    ] {
        let home = Home::new();
        home.write("orders.csv", format!("{header},直播间\n{before},x\n").as_bytes());
        home.run(&["fix", "orders.csv"]);
        let mended = String::from_utf8(home.read("fixed/orders.csv")).unwrap();
        assert_eq!(mended, format!("{header},直播间\n{after},x\n"), "{header} {before}");
    }
}

#[test]
fn what_changes_the_meaning_is_a_suggestion_until_it_is_asked_for() {
    let home = Home::new();
    home.write("orders.csv", "编号,金额\n１２３４５６,12.00(已退款)\n".as_bytes());
    let output = home.run(&["fix", "orders.csv"]);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.contains("full-width") && told.contains("number-decorated") && told.contains("--unsafe"), "{told}");
    assert_eq!(home.read("orders.csv"), home.read("fixed/orders.csv"));
    let output = home.run(&["fix", "orders.csv", "--unsafe", "--in-place"]);
    assert_eq!(output.status.code(), Some(0), "{}", error(&output));
    assert_eq!(String::from_utf8(home.read("orders.csv")).unwrap(), "编号,金额\n123456,12.00\n");
}

#[test]
fn the_form_of_a_file_is_mended_without_touching_its_cells() {
    let text = "编号,金额,备注\n123456,1.00,\"甲;乙\"\n";
    for (name, bytes) in [
        ("gb18030", encoding_rs::GB18030.encode(text).0.into_owned()),
        ("mark", [b"\xEF\xBB\xBF".as_slice(), text.as_bytes()].concat()),
        ("crlf", text.replace('\n', "\r\n").into_bytes()),
        ("semicolons", text.replace(',', ";").into_bytes()),
        ("trailing", text.replace('\n', ",\n").into_bytes()),
        ("utf-16", [b"\xFF\xFE".to_vec(), text.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat()),
    ] {
        let home = Home::new();
        home.write("orders.csv", &bytes);
        let output = home.run(&["fix", "orders.csv"]);
        assert_eq!(output.status.code(), Some(0), "{name}: {}", error(&output));
        let mended = String::from_utf8(home.read("fixed/orders.csv")).unwrap();
        assert_eq!(mended, text, "{name}");
    }
}

#[test]
fn ndjson_keeps_every_byte_but_the_value() {
    let home = Home::new();
    let before =
        "{ \"编号\": \"123456\" , \"金额\":\"￥1,000.00\", \"x\":[1, 2] }\n{\"金额\":\"N/A\",\"冷链\":\"是\"}\n";
    home.write("orders.ndjson", before.as_bytes());
    home.run(&["fix", "orders.ndjson"]);
    let after = before.replace("￥1,000.00", "1000.00").replace("\"N/A\"", "null").replace("\"是\"", "\"true\"");
    assert_eq!(String::from_utf8(home.read("fixed/orders.ndjson")).unwrap(), after);
}

#[test]
fn a_check_says_what_would_be_written() {
    let home = Home::new();
    home.write("orders.csv", "编号,金额 ,冷链,备注,直播间\n'123456,￥1.00,是, 急 , 秘密 \n".as_bytes());
    let report = json(&home.run(&["check", "orders.csv", "--format", "json"]));
    let told: Vec<String> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|it| !it["fix"].is_null())
        .map(|it| format!("{} {} {}", it["rule"], it["fix"]["safety"], it["fix"]["description"]).replace('"', ""))
        .collect();
    assert_eq!(
        told,
        [
            "header-folded safe `dictum fix` writes `金额`",
            "guard-undeclared safe `dictum fix` writes `123456`",
            "number-decorated safe `dictum fix` writes `1.00`",
            "boolean-spelling safe `dictum fix` writes `true`",
            "stray-space safe `dictum fix` writes `急`",
        ]
    );
    home.run(&["fix", "orders.csv"]);
    let fixed = String::from_utf8(home.read("fixed/orders.csv")).unwrap();
    assert_eq!(fixed, "编号,金额,冷链,备注,直播间\n123456,1.00,true,急, 秘密 \n");
}

#[test]
fn a_preview_writes_nothing_and_shows_no_protected_value() {
    let home = Home::new();
    home.write("orders.csv", "金额,直播间\n￥1.00,秘密\n".as_bytes());
    let output = home.run(&["fix", "orders.csv", "--diff"]);
    assert_eq!(output.status.code(), Some(1));
    let shown = String::from_utf8(output.stdout).unwrap();
    assert_eq!(shown, "--- a/orders.csv\n+++ b/orders.csv\n@@ -2,1 +2,1 @@\n-￥1.00,**\n+1.00,**\n");
    assert_eq!(home.names(), ["dictum.yaml", "orders.csv"].map(str::to_owned).into());
}

#[test]
fn rules_can_be_chosen() {
    let home = Home::new();
    home.write("orders.csv", "金额,冷链\n￥1.00,是\n".as_bytes());
    home.run(&["fix", "orders.csv", "--select", "boolean-spelling", "--out", "one"]);
    home.run(&["fix", "orders.csv", "--ignore", "boolean-spelling", "--out", "other"]);
    assert_eq!(home.read("one/orders.csv"), "金额,冷链\n￥1.00,true\n".as_bytes());
    assert_eq!(home.read("other/orders.csv"), "金额,冷链\n1.00,是\n".as_bytes());
}

#[test]
fn a_target_that_exists_is_not_touched() {
    let home = Home::new();
    home.write("orders.csv", "金额\n￥1.00\n".as_bytes());
    fs::create_dir(home.path("fixed")).unwrap();
    home.write("fixed/kept.txt", b"mine");
    let output = home.run(&["fix", "orders.csv"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(error(&output).contains("is not empty"), "{}", error(&output));
    assert_eq!(home.read("fixed/kept.txt"), b"mine");
    assert!(!home.path("fixed/orders.csv").exists());
}

#[test]
fn a_file_that_may_not_be_written_stays() {
    let home = Home::new();
    home.write("orders.csv", "金额\n￥1.00\n".as_bytes());
    let mut permissions = fs::metadata(home.path("orders.csv")).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(home.path("orders.csv"), permissions).unwrap();
    let output = home.run(&["fix", "orders.csv", "--in-place"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(error(&output).contains("may not be written"), "{}", error(&output));
    assert_eq!(home.read("orders.csv"), "金额\n￥1.00\n".as_bytes());
}

/// A text that takes a while, with one defect in every tenth record.
fn long(records: usize) -> Vec<u8> {
    let mut text = String::from("编号,金额\n");
    for record in 0..records {
        let sign = if record % 10 == 0 { "￥" } else { "" };
        writeln!(text, "{:06},{sign}{}.00", record % 1_000_000, record % 977).unwrap();
    }
    text.into_bytes()
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_originals_and_nothing_else() {
    for mode in ["--in-place", "--out=copy"] {
        let home = Home::new();
        let before = long(20_000);
        home.write("orders.csv", &before);
        home.write("orders_2.csv", "金额\n￥1.00\n".as_bytes());
        // No file may grow beyond 32 KiB: writing fails as it does on a full disk.
        let script = format!("trap '' XFSZ; ulimit -f 64; exec '{}' fix . {mode}", env!("CARGO_BIN_EXE_dictum"));
        let output =
            std::process::Command::new("sh").arg("-c").arg(script).current_dir(home.path("")).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{mode}: {}", error(&output));
        assert!(error(&output).contains("could not be written"), "{}", error(&output));
        assert!(home.read("orders.csv") == before, "{mode}: the original changed");
        assert_eq!(home.read("orders_2.csv"), "金额\n￥1.00\n".as_bytes(), "{mode}");
        assert_eq!(home.names(), ["dictum.yaml", "orders.csv", "orders_2.csv"].map(str::to_owned).into(), "{mode}");
    }
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_leaves_the_originals_and_nothing_else() {
    let home = Home::new();
    let before = long(1_500_000);
    home.write("orders.csv", &before);
    let mut child = dictum()
        .current_dir(home.path(""))
        .args(["fix", "orders.csv", "--in-place"])
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let begun = || home.names().iter().any(|it| it.starts_with(".dictum-"));
    while !begun() && child.try_wait().unwrap().is_none() {
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    let kill = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    let status = child.wait().unwrap();
    assert!(kill.success() && status.code() == Some(130), "{status:?}");
    assert!(home.read("orders.csv") == before, "the original changed");
    assert_eq!(home.names(), ["dictum.yaml", "orders.csv"].map(str::to_owned).into());
}

fn cell() -> impl Strategy<Value = String> {
    let dirty = [
        "",
        " ",
        "12.50",
        "￥12.50",
        "1,234.5",
        "１２",
        "N/A",
        "-",
        "待付款",
        "PAID",
        "'PAID",
        "是",
        "0",
        "1",
        "2026/7/3",
        "2026-07-03",
        "20260703",
        "=\"123456\"",
        "123456",
        " 123456 ",
        "'",
        "\"",
        "a\nb",
        "甲,乙",
        "x;y",
        "合计",
        "\t",
        "無",
    ];
    prop_oneof![4 => prop::sample::select(dirty.map(str::to_owned).to_vec()), 1 => "[ -~甲乙丙\r\n]{0,6}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn mending_twice_is_mending_once(
        rows in prop::collection::vec(prop::collection::vec(cell(), 6), 1..8),
        chinese in any::<bool>(),
        also_unsafe in any::<bool>(),
    ) {
        let home = Home::new();
        let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
        writer.write_record(["编号", "金额", "状态", "日期", "冷链", "备注"]).unwrap();
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let bytes = if chinese { encoding_rs::GB18030.encode(&text).0.into_owned() } else { text.into_bytes() };
        home.write("orders.csv", &bytes);
        let more: &[&str] = if also_unsafe { &["--unsafe"] } else { &[] };
        home.run(&[&["fix", "orders.csv", "--out", "once"], more].concat());
        fs::create_dir(home.path("second")).unwrap();
        fs::copy(home.path("once/orders.csv"), home.path("second/orders.csv")).unwrap();
        let output = home.run(&[&["fix", "second/orders.csv", "--out", "twice", "--format", "json"], more].concat());
        prop_assert!(home.read("once/orders.csv") == home.read("twice/second/orders.csv"), "{}", json(&output));
        prop_assert!(json(&output)["files"][0]["fixed"].as_array().unwrap().is_empty(), "{}", json(&output));
    }
}

#[test]
fn the_help_names_every_way() {
    let output = dictum().args(["fix", "--help"]).output().unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    for option in ["--out", "--diff", "--in-place", "--unsafe", "--select", "--ignore"] {
        assert!(help.contains(option), "{option}");
    }
    assert!(Path::new(env!("CARGO_BIN_EXE_dictum")).exists());
}

#[test]
fn a_dictionary_is_mended_by_spans() {
    let home = Home::new();
    let text = "dictum: 1\n# what we sell\nelements:\n  a.code: {type: string, codes: yes_no}   # kept\n  a.name: {type: string, maxLenght: 3}\ncodeLists:\n  yes_no:\n    values:\n      01: {title: one}   # first\n      no: {title: none}\n";
    home.write("dictum.yaml", text.as_bytes());
    let output = home.run(&["fix", "dictum.yaml", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1), "{}", error(&output));
    let quoted = text.replace("01: {", "\"01\": {").replace("no: {t", "\"no\": {t");
    assert_eq!(String::from_utf8(home.read("fixed/dictum.yaml")).unwrap(), quoted);
    home.run(&["fix", "dictum.yaml", "--unsafe", "--in-place"]);
    assert_eq!(String::from_utf8(home.read("dictum.yaml")).unwrap(), quoted.replace("maxLenght", "maxLength"));
    let again = home.run(&["fix", "dictum.yaml", "--unsafe", "--out", "again", "--format", "json"]);
    assert!(json(&again)["files"][0]["fixed"].as_array().unwrap().is_empty(), "{}", json(&again));
}
