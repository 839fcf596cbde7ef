//! `dictum fix` of contracts: words that were misspelt, and what the dictionary says, with everything else as it was.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::allow_attributes,
    reason = "a test that cannot go on has failed"
)]

mod common;

use common::json;
use serde_json::Value;

const DICTIONARY: &str = r"dictum: 1
elements:
  order.id: {title: id, representation: identifier, type: string, maxLength: 20}
  order.status: {title: status, representation: code, type: string, codes: status}
codeLists:
  status: {values: {OPEN: {title: 待付款}, PAID: {title: 已付款}}}
entities: {order: {title: order, key: [order.id], required: [order.id, order.status]}}
systems:
  shop:
    datasets:
      orders:
        entity: order
        contract: NAME#/components/schemas/Order
        extraFields: allow
        fields: {id: order.id, status: order.status}
";

const YAML: &str = "openapi: 3.0.3 # 不升级
info: {title: shop, version: '1'}
paths: {}
components:
  schemas:
    Order:
      type: object
      required:
      - note   # 备注
      - 'other'
      properties:
        id: {type: integer}   # 订单号
        status:
          type: string
          enum: [\"PAID\"]
        note: {type: strin}
        other: {type: string, format: datetime}
";

struct Home(common::Home, &'static str);

impl Home {
    fn with(name: &'static str, text: &str) -> Self {
        let dictionary = DICTIONARY.replace("NAME", name);
        Self(common::Home::of(&[("dictum.yaml", dictionary.as_bytes()), (name, text.as_bytes())]), name)
    }

    fn run(&self, arguments: &[&str]) -> Value {
        let arguments: Vec<&str> = arguments.iter().copied().chain(["--format", "json"]).collect();
        json(&self.0.run(&arguments))
    }

    fn fixed(&self, arguments: &[&str]) -> String {
        let all: Vec<&str> = ["fix", self.1].iter().chain(arguments).copied().collect();
        self.run(&all);
        self.0.text(&format!("fixed/{}", self.1))
    }

    fn rules(&self) -> Vec<String> {
        let report = self.run(&["check", self.1]);
        let findings = report["findings"].as_array().unwrap();
        findings.iter().map(|it| it["rule"].as_str().unwrap().to_owned()).collect()
    }
}

#[test]
fn misspelt_words_are_mended_and_nothing_else() {
    let home = Home::with("shop.yaml", YAML);
    let wanted = YAML.replace("strin}", "string}").replace("datetime", "date-time");
    assert_eq!(home.fixed(&[]), wanted);
}

#[test]
fn what_readers_have_to_follow_is_mended_when_it_is_asked_for() {
    let home = Home::with("shop.yaml", YAML);
    let wanted = YAML
        .replace("strin}", "string}")
        .replace("datetime", "date-time")
        .replace("{type: integer}", "{type: string}")
        .replace("[\"PAID\"]", "[\"PAID\", \"OPEN\"]")
        .replace("      - 'other'\n", "      - 'other'\n      - 'id'\n      - 'status'\n");
    let fixed = home.fixed(&["--unsafe"]);
    assert_eq!(fixed, wanted);
    let before = home.rules();
    for rule in ["identifier-as-number", "enum-mismatch", "required-mismatch", "contract-invalid"] {
        assert!(before.iter().any(|it| it == rule), "{rule} was not found: {before:?}");
    }
    let again = Home::with("shop.yaml", &fixed);
    let after = again.rules();
    assert!(after.iter().all(|it| !before.contains(it) || it == "contract-form"), "{after:?}");
    assert_eq!(again.fixed(&["--unsafe"]), fixed, "a second time changes something");
}

#[test]
fn json_is_mended_like_yaml() {
    let text = "{\"openapi\": \"3.0.3\", \"info\": {\"title\": \"shop\", \"version\": \"1\"}, \"paths\": {},\n \"components\": {\"schemas\": {\"Order\": {\"type\": \"object\",\n  \"required\": [\"status\"],\n  \"properties\": {\n    \"id\": {\"type\": \"integer\", \"format\": \"int64\"},\n    \"status\": {\"type\": \"string\", \"enum\": [\n      \"OPEN\"\n    ]}}}}}}\n";
    let home = Home::with("shop.json", text);
    let wanted = text
        .replace("\"type\": \"integer\"", "\"type\": \"string\"")
        .replace("[\"status\"]", "[\"status\", \"id\"]")
        .replace("\"OPEN\"\n", "\"OPEN\", \"PAID\"\n");
    assert_eq!(home.fixed(&["--unsafe"]), wanted);
    assert_eq!(Home::with("shop.json", text).fixed(&[]), text, "nothing of it is safe");
}

#[test]
fn a_preview_shows_the_lines_and_writes_nothing() {
    let home = Home::with("shop.yaml", YAML);
    let output = home.0.run(&["fix", "shop.yaml", "--diff"]);
    let shown = String::from_utf8(output.stdout).unwrap();
    assert!(shown.contains("-        note: {type: strin}\n"), "{shown}");
    assert!(shown.contains("+        other: {type: string, format: date-time}\n"), "{shown}");
    assert!(!home.0.path("fixed").exists());
}

#[test]
fn what_a_waiver_ignores_is_left_alone() {
    let ignored = YAML.replace(
        "note: {type: strin}",
        "note: {type: strin, x-dictum-ignore: [{rule: contract-invalid, reason: 下个版本改}]}",
    );
    let home = Home::with("shop.yaml", &ignored);
    assert!(home.fixed(&[]).contains("{type: strin,"));
}
