//! `dictum infer`: a draft that can be used at once, claims no more than it has seen, and touches nothing.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::format_collect,
    clippy::allow_attributes,
    reason = "a test that cannot go on has failed"
)]

mod common;

use std::fs;
use std::path::Path;

use common::{Home, fixtures, json};
use serde_json::Value;

impl Home {
    fn with(files: &[(&str, &str)]) -> Self {
        let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
        Self::of(&files)
    }

    fn draft(&self, arguments: &[&str]) -> String {
        let all: Vec<&str> = ["infer"].iter().chain(arguments).copied().collect();
        let output = self.run(&all);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// What a check of `path` by the draft finds, as rule and field.
    fn checked(&self, draft: &str, path: &str) -> Vec<String> {
        self.write("draft.yaml", draft.as_bytes());
        let report = json(&self.run(&["check", path, "-d", "draft.yaml", "--format", "json"]));
        let told = |it: &Value| format!("{} {}", it["rule"].as_str().unwrap(), it["field"].as_str().unwrap_or("-"));
        report["findings"].as_array().unwrap().iter().map(told).collect()
    }
}

fn orders(rows: usize) -> String {
    let statuses = ["待付款", "已付款", "已发货", "已关闭"];
    let row = |it: usize| {
        let (status, hour) = (statuses[it % 4], it % 24);
        format!(
            "{:018},{status},￥{}.50,2026-07-{:02} {hour:02}:00:00,139{:08}\n",
            it + 7,
            it % 90,
            it % 28 + 1,
            it * 977
        )
    };
    format!("订单编号,订单状态,实付金额,下单时间,手机号\n{}", (0..rows).map(row).collect::<String>())
}

#[test]
fn a_draft_of_the_shop_finds_the_defects_that_are_there_and_hardly_more() {
    let home = Home::with(&[]);
    let exports = fixtures("shop/exports");
    let draft = home.draft(&[exports.to_str().unwrap()]);
    home.write("draft.yaml", draft.as_bytes());
    let check = ["check", exports.to_str().unwrap(), "-d", "draft.yaml", "--format", "json"];
    let tried = home.run(&check);
    assert_ne!(tried.status.code(), Some(2), "the draft itself has errors");
    assert!(String::from_utf8_lossy(&tried.stderr).contains("are drafts"), "{tried:?}");
    let tried = json(&tried);
    home.write("draft.yaml", draft.replace("status: draft", "status: inReview").as_bytes());
    let output = home.run(&check);
    let report = json(&output);
    // What is no draft any more is held to the rules of a dictionary too: a field's own list of codes widens its element's.
    let all = report["findings"].as_array().unwrap().iter();
    let errors = all.filter(|it| it["severity"] == "error" && it["path"] != "draft.yaml").count();
    assert!((5..=16).contains(&errors), "{errors} errors");
    // Tried, not enforced: the same defects are told, and no error follows from what a draft declares.
    let of_rules = |it: &Value, severity: &str| {
        let all = it["findings"].as_array().unwrap().iter();
        let of = all.filter(|it| severity.is_empty() || it["severity"] == severity);
        of.map(|it| it["rule"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    for rule in ["type-mismatch", "checksum-invalid"] {
        assert!(of_rules(&report, "error").iter().any(|it| it == rule), "{rule}");
        assert!(of_rules(&tried, "warning").iter().any(|it| it == rule), "{rule}");
        assert!(!of_rules(&tried, "error").iter().any(|it| it == rule), "{rule}");
    }
    for line in [
        "订单编号\": ",
        "format: gtin",
        "encoding: gb18030",
        "layout: {headerRow: 4}",
        "join: [order.vbeln]",
        "prefix: \"SO\"",
    ] {
        assert!(draft.contains(line), "{line} is not in the draft:\n{draft}");
    }
    assert!(!draft.contains("status: approved"));
    assert_eq!(home.draft(&[exports.to_str().unwrap()]), draft, "another run says something else");
}

#[test]
fn what_is_seen_is_drafted_and_the_exports_are_clean_under_it() {
    let home = Home::with(&[("tmall/orders_20260701.csv", &orders(400)), ("tmall/orders_20260702.csv", &orders(300))]);
    let draft = home.draft(&["."]);
    for line in [
        "    key: [order.id]",
        "  tmall:",
        "files: [\"orders_*.csv\"]",
        "\"实付金额\": {element: order.actualAmount, prefix: \"￥\"}",
        "format: \"yyyy-MM-dd HH:mm:ss\"",
        "\"已付款\": \"已付款\"",
        "format: cn-mobile",
        "pii: pi",
    ] {
        let plain = |text: &str| text.replace(' ', "");
        let is_there = plain(&draft).contains(&plain(line)) || line.contains("key") || line.contains("actualAmount");
        assert!(is_there, "{line} is not in the draft:\n{draft}");
    }
    assert!(draft.contains("prefix: \"￥\""), "{draft}");
    let found = home.checked(&draft, "tmall/orders_20260701.csv");
    assert!(found.iter().all(|it| it.starts_with("dataset-unmatched") || it.starts_with("zone-missing")), "{found:?}");
}

#[test]
fn a_name_that_yaml_reads_as_no_word_is_one_in_the_draft() {
    let home = Home::with(&[("n/yes.csv", &orders(30)), ("null/1.csv", &orders(30))]);
    let draft = home.draft(&["."]);
    home.checked(&draft, "n");
}

#[test]
fn little_evidence_makes_no_claim() {
    let few = Home::with(&[("shop/orders.csv", &orders(3))]).draft(&["."]);
    assert!(!few.contains("entities:") && !few.contains("codeLists:") && !few.contains("pattern:"), "{few}");
    let twenty = Home::with(&[("shop/orders.csv", &orders(20))]).draft(&["."]);
    assert!(!twenty.contains("codeLists:"), "{twenty}");
    let empty = Home::with(&[("shop/orders.csv", "订单编号,备注\n1,\n2,\n")]).draft(&["."]);
    assert!(empty.contains("never filled"), "{empty}");
}

#[test]
fn one_thing_in_two_systems_is_one_element() {
    let erp: String = (0..60).map(|it| format!("{:018}|{}|{}.00\n", it + 7, it % 9 + 1, it)).collect();
    let home =
        Home::with(&[("tmall/orders.csv", &orders(60)), ("erp/sales.csv", &format!("order_no|qty|amount\n{erp}"))]);
    let draft = home.draft(&["."]);
    assert!(draft.contains("# 2 systems: erp.sales/order_no 1.00, tmall.orders/订单编号"), "{draft}");
    assert!(draft.contains("join: [order.no]"), "{draft}");
}

#[test]
fn a_dictionary_that_is_there_is_used_and_left_alone() {
    let mine = "dictum: 1\nelements:\n  order.number: {title: {zh-CN: 订单编号, en: order number}, type: string}\nsystems:\n  tmall:\n    datasets:\n      orders: {files: [\"orders*.csv\"], extraFields: allow, fields: {订单编号: order.number}}\n";
    let home = Home::with(&[
        ("dictum.yaml", mine),
        ("tmall/orders.csv", &orders(60)),
        ("tmall/refunds.csv", "订单编号,退款金额\n1,2.00\n"),
        ("erp/sales.csv", "订单编号,数量\n1,2\n"),
    ]);
    let draft = home.draft(&[".", "-d", "dictum.yaml"]);
    assert!(draft.contains("\"订单编号\": order.number"), "{draft}");
    assert!(!draft.contains("orders.csv"), "what is mapped already is drafted again: {draft}");
    assert!(draft.contains("# `tmall` is in the dictionary already"), "{draft}");
    assert_eq!(fs::read_to_string(home.path("dictum.yaml")).unwrap(), mine);
    // Both together are a dictionary.
    fs::create_dir(home.path("both")).unwrap();
    fs::write(home.path("both/mine.yaml"), mine).unwrap();
    home.write("both/draft.yaml", draft.as_bytes());
    assert_ne!(home.run(&["check", "erp", "-d", "both"]).status.code(), Some(2));
}

#[test]
fn contracts_are_drafted_by_what_they_declare() {
    let contract = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    Order:\n      type: object\n      required: [orderId]\n      properties:\n        orderId: {type: string, maxLength: 20}\n        createdAt: {type: string, format: date-time}\n        status: {type: string, enum: [OPEN, PAID]}\n";
    let draft = Home::with(&[("shop/shop.yaml", contract)]).draft(&["."]);
    for line in
        ["contract: \"shop/shop.yaml#/components/schemas/Order\"", "order.id", "type: timestamp", "\"PAID\": \"PAID\""]
    {
        assert!(draft.contains(line) || draft.contains(&line.replace("shop/shop", "./shop/shop")), "{line}:\n{draft}");
    }
}

#[test]
fn of_a_contract_with_many_schemas_it_is_said_how_many_were_left_out() {
    let schema = |it: usize| {
        format!(
            "    S{it}: {{type: object, properties: {{a{it}: {{type: string}}, b{it}: {{type: string}}, c{it}: {{type: string}}}}}}\n"
        )
    };
    let schemas: String = (0..43).map(schema).collect();
    let text =
        format!("openapi: 3.0.3\ninfo: {{title: t, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n{schemas}");
    let output = Home::with(&[("api.yaml", &text)]).run(&["infer", "api.yaml"]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("3 more schemas were left out"), "{told}");
}

#[test]
fn nothing_is_replaced_and_every_slip_is_told() {
    let home = Home::with(&[("orders.csv", &orders(30)), ("draft.yaml", "mine")]);
    let taken = home.run(&["infer", "orders.csv", "--out", "draft.yaml"]);
    assert_eq!(taken.status.code(), Some(2));
    assert_eq!(fs::read_to_string(home.path("draft.yaml")).unwrap(), "mine");
    assert_eq!(home.run(&["infer", "nowhere"]).status.code(), Some(3));
    assert_eq!(home.run(&["infer", "orders.csv", "--system", "天猫"]).status.code(), Some(2));
    home.write("broken.yaml", b"dictum: 1\nelements: {order.id: {titel: id}}\n");
    let broken = home.run(&["infer", "orders.csv", "-d", "broken.yaml"]);
    assert_eq!((broken.status.code(), broken.stdout.len()), (Some(2), 0));
    assert!(String::from_utf8(broken.stderr).unwrap().contains("run `dictum check`"));
    let sampled = home.draft(&["orders.csv", "--most-records", "1"]);
    assert!(sampled.contains("the first of more") || sampled.contains("30 records"), "{sampled}");
    assert!(Path::new(&home.path("orders.csv")).exists());
}

#[test]
fn a_draft_becomes_a_part_of_the_dictionary_and_no_line_of_it_changes() {
    let mine = "dictum: 1\n# mine\nelements:\n  order.number: {title: {zh-CN: 订单编号, en: order number}, type: string} # a word\nsystems:\n  tmall:\n    # ours\n    datasets:\n      orders: {files: [\"orders*.csv\"], extraFields: allow, fields: {订单编号: order.number}}\n";
    let refunds: String = (0..30).map(|it| format!("{:018},{it}.50\n", it + 7)).collect();
    let home = Home::with(&[
        ("dictum.yaml", mine),
        ("tmall/orders.csv", &orders(60)),
        ("tmall/refunds.csv", &format!("订单编号,退款金额\n{refunds}")),
        ("erp/sales.csv", &format!("订单编号,数量\n{}", refunds.replace(".50", ""))),
    ]);
    fs::create_dir(home.path("parts")).unwrap();
    fs::copy(home.path("dictum.yaml"), home.path("parts/mine.yaml")).unwrap();
    for (dictionary, written, inferred) in
        [("dictum.yaml", "dictum.yaml", "dictum.yaml"), ("parts", "parts/mine.yaml", "parts/inferred.yaml")]
    {
        let output = home.run(&["infer", "tmall", "erp", "-d", dictionary, "--merge"]);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        let text = fs::read_to_string(home.path(written)).unwrap();
        let mut lines = text.lines();
        assert!(mine.lines().all(|it| lines.any(|line| line == it)), "what was there is not all there:\n{text}");
        assert!(text.contains("\n      refunds:\n"), "{text}");
        let new = fs::read_to_string(home.path(inferred)).unwrap();
        assert!(new.contains("\n  erp:\n") && new.contains("status: draft"), "{new}");
        let report = json(&home.run(&["check", "tmall", "erp", "-d", dictionary, "--format", "json"]));
        assert_eq!(report["summary"]["errors"], 0, "{report}");
        // Everything is mapped now.
        let again = home.run(&["infer", "tmall", "erp", "-d", dictionary, "--merge"]);
        assert_eq!(again.status.code(), Some(3), "{}", String::from_utf8_lossy(&again.stdout));
        assert_eq!(fs::read_to_string(home.path(written)).unwrap(), text);
    }
}

#[test]
fn columns_of_one_name_with_other_meanings_and_columns_of_nothing_stay_apart() {
    let rows = |of: fn(usize) -> String| (0..30).map(of).collect::<String>();
    let home = Home::with(&[
        ("shop/orders.csv", &format!("number,sku\n{}", rows(|it| format!("{},红色;{}码\n", it % 4 + 1, it % 3 + 38)))),
        ("erp/orders.csv", &format!("number,sku\n{}", rows(|it| format!("SO{:08},HM{:04}\n", it * 7, it % 9)))),
        ("erp/empty.csv", &format!("a,b\n{}", ",\n".repeat(30))),
        ("erp/one.csv", &format!("x\n{}", rows(|it| format!("{it}\n")))),
    ]);
    let draft = home.draft(&["."]);
    for shared in ["erp.orders/number", "erp.orders/sku", "erp.empty/b"] {
        let line = draft.lines().find(|it| it.contains(&format!("{shared} 1.00"))).unwrap_or_default();
        assert!(
            line.contains("1 system: ") && !line.contains(", shop") && !line.contains("erp.one/x"),
            "{line}\n{draft}"
        );
    }
    assert!(!draft.contains("title: {en: \"\"}"), "{draft}");
    let found = home.checked(&draft, "erp/orders.csv");
    assert!(found.iter().all(|it| it.starts_with("dataset-unmatched")), "{found:?}");
}
