//! `dictum compat`: three tools, three verdicts, each for the right reasons.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::allow_attributes,
    reason = "a test that cannot go on has failed"
)]

mod common;

use std::fs;
use std::path::PathBuf;
use std::process::Output;

use common::{dictum, json};

const DICTIONARY: &str = r#"dictum: 1
elements:
  order.id: {title: {zh-CN: 订单编号, en: order number}, type: string, pattern: "^[0-9]{6}$", tier: 1, synonyms: [订单号]}
  order.paid: {title: {zh-CN: 实付金额, en: amount paid}, type: decimal, scale: 2, unit: CNY, tier: 1}
  order.status: {title: {zh-CN: 订单状态, en: order status}, type: string, codes: status, tier: 1}
  order.channel: {title: {zh-CN: 渠道, en: channel}, type: string, codes: channel, tier: 2}
  order.note: {title: {zh-CN: 备注, en: note}, type: string, tier: 3}
entities:
  order: {key: [order.id], required: [order.id, order.paid, order.status, order.channel], optional: [order.note]}
codeLists:
  status: {values: {OPEN: {title: open}, PAID: {title: paid}}}
  channel: {values: {WEB: {title: web}, APP: {title: app}}, maps: {merged: {网页: WEB, H5: WEB, 应用: APP}}}
systems:
  good:
    compat: {every: P3M, last: 2026-01-01}   # kept by IT
    datasets: {orders: {entity: order, files: ["good*.csv"], fields: {id: order.id, paid: {element: order.paid, wire: {type: integer, unit: CNY/100}}, status: order.status, channel: order.channel}}}
  merged:
    transport: {encoding: utf-8, delimiter: ","}
    datasets: {orders: {entity: order, files: ["merged*.csv"], fields: {id: order.id, paid: order.paid, status: order.status, channel: order.channel}}}
  bad:
    datasets: {orders: {entity: order, files: ["bad*.csv"], fields: {id: order.id, paid: order.paid, status: order.status, channel: order.channel}}}
"#;

struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        home.write("dictum.yaml", DICTIONARY);
        home.write("good.csv", "id,paid,status,channel\n000001,1250,PAID,WEB\n000002,1,OPEN,APP\n");
        home.write("merged.csv", "id;paid;status;channel\n000001;12.50;PAID;网页\n000002;1;OPEN;H5\n");
        home.write("bad.csv", "id,status,channel,金额\n000001,PAID,WEB,1\n000002,LOST,APP,2\n");
        home
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    fn run(&self, arguments: &[&str]) -> Output {
        dictum().current_dir(self.0.path()).args(arguments).output().unwrap()
    }
}

fn error(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn three_tools_get_three_verdicts_for_the_right_reasons() {
    let home = Home::new();
    for (file, verdict, status, reasons) in [
        ("good.csv", "compatible", 0, vec![]),
        ("merged.csv", "conditional", 1, vec![("lossy", "order.channel"), ("transport", "")]),
        (
            "bad.csv",
            "incompatible",
            1,
            vec![("mismatch", "order.status"), ("missing", "order.paid"), ("unmapped-code", "order.status")],
        ),
    ] {
        let output = home.run(&["compat", file, "--format", "json"]);
        assert_eq!(output.status.code(), Some(status), "{file}: {}", error(&output));
        let told = json(&output);
        assert_eq!(told["verdict"], verdict, "{file}: {told:#}");
        let reason = |it: &serde_json::Value| {
            (it["kind"].as_str().unwrap().to_owned(), it["element"].as_str().unwrap_or_default().to_owned())
        };
        let mut found: Vec<_> = told["datasets"][0]["reasons"].as_array().unwrap().iter().map(reason).collect();
        found.sort();
        let wanted: Vec<_> =
            reasons.iter().map(|(kind, element)| ((*kind).to_owned(), (*element).to_owned())).collect();
        assert_eq!(found, wanted, "{file}");
    }
}

#[test]
fn cells_have_states_and_bounds() {
    let home = Home::new();
    let told = json(&home.run(&["compat", "bad.csv", "--format", "json"]));
    let cells = told["datasets"][0]["cells"].as_array().unwrap();
    let cell = |id: &str| cells.iter().find(|it| it["element"] == id).unwrap();
    for (id, state) in
        [("order.id", "mapped"), ("order.paid", "missing"), ("order.status", "mismatch"), ("order.note", "n/a")]
    {
        assert_eq!(cell(id)["state"], state, "{id}");
    }
    assert_eq!((cell("order.status")["failed"].as_u64(), cell("order.status")["tested"].as_u64()), (Some(1), Some(2)));
    assert_eq!(cell("order.status")["wilson95"], serde_json::json!(["9.4531", "90.5469"]));
    for format in ["human", "markdown"] {
        let text = String::from_utf8(home.run(&["compat", "bad.csv", "--format", format]).stdout).unwrap();
        for part in ["incompatible", "order.paid", "90.55"] {
            assert!(text.contains(part), "{format} lacks {part}: {text}");
        }
    }
}

#[test]
fn an_unmapped_tool_is_judged_by_the_names_the_dictionary_knows() {
    let home = Home::new();
    home.write("tool.csv", "订单号,实付金额,订单状态,渠道,备注说明\n000001,12.50,PAID,WEB,x\n");
    let output = home.run(&["compat", "tool.csv", "--entity", "order", "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}{}", error(&output), String::from_utf8_lossy(&output.stdout));
    let told = json(&output);
    let draft = told["datasets"][0]["draft"].as_array().unwrap();
    assert_eq!(draft[0]["element"], "order.id", "{told:#}");
    assert!(draft.iter().any(|it| it["name"] == "备注说明" && it["element"].is_null()), "{told:#}");
    let text = String::from_utf8(home.run(&["compat", "tool.csv", "--entity", "order"]).stdout).unwrap();
    assert!(text.contains("\"订单号\": order.id"), "{text}");
    let output = home.run(&["compat", "tool.csv", "--entity", "nothing"]);
    assert_eq!(output.status.code(), Some(2), "{}", error(&output));
    assert!(error(&output).contains("`order`"), "{}", error(&output));
}

#[test]
fn a_system_without_samples_is_not_compatible_yet() {
    let home = Home::new();
    let told = json(&home.run(&["compat", "good.csv", "--system", "bad", "--format", "json"]));
    assert_eq!(told["verdict"], "conditional", "{told:#}");
    let reasons = told["datasets"][0]["reasons"].as_array().unwrap();
    assert!(reasons.iter().all(|it| it["kind"] == "untested") && reasons.len() == 4, "{told:#}");
}

#[test]
fn a_verdict_is_recorded_and_the_rest_of_the_dictionary_stays() {
    let home = Home::new();
    let overdue =
        home.run(&["check", "good.csv", "--as-of", "2026-07-01", "--select", "compat-overdue", "--format", "concise"]);
    assert!(
        String::from_utf8_lossy(&overdue.stdout).contains("compat-overdue"),
        "{}",
        String::from_utf8_lossy(&overdue.stdout)
    );
    let output = home.run(&["compat", "good.csv", "--system", "good", "--as-of", "2026-07-01", "--record"]);
    assert_eq!(output.status.code(), Some(0), "{}", error(&output));
    let text = fs::read_to_string(home.path("dictum.yaml")).unwrap();
    let before = "compat: {every: P3M, last: 2026-01-01}";
    assert_eq!(text, DICTIONARY.replace(before, "compat: {every: P3M, last: 2026-07-01, verdict: compatible}"));
    let done =
        home.run(&["check", "good.csv", "--as-of", "2026-07-01", "--select", "compat-overdue", "--format", "concise"]);
    assert!(!String::from_utf8_lossy(&done.stdout).contains("compat-overdue"));
    let output = home.run(&["compat", "bad.csv", "--system", "bad", "--record"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(error(&output).contains("has no `compat`"), "{}", error(&output));
}
