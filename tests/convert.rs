//! `dictum convert`: what comes out is canonical, clean, and loses nothing that nobody agreed to lose.

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

use common::{dictum, fixtures, json};

const DICTIONARY: &str = r#"dictum: 1
dictionary: {id: t, version: 1.0.0, timeZone: Asia/Shanghai}
elements:
  order.id: {title: id, representation: identifier, type: string, pattern: "^[0-9]{6}$"}
  order.paid: {title: paid, type: decimal, precision: 12, scale: 2, unit: CNY}
  order.status: {title: status, type: string, codes: status}
  order.at: {title: at, type: timestamp, zone: required}
  order.day: {title: day, type: date}
  order.cold: {title: cold, type: boolean}
  order.weight: {title: weight, type: decimal, scale: 3, unit: KGM}
entities: {order: {key: [order.id], required: [order.id]}}
codeLists:
  status: {values: {OPEN: {title: open}, PAID: {title: paid}}, maps: {shop: {待付款: OPEN, 已付款: PAID}}}
systems:
  shop:
    transport: {nulls: ["", 无], pending: [待更新], guards: [apostrophe], zone: Asia/Shanghai}
    datasets:
      orders:
        entity: order
        files: ["orders*"]
        fields:
          编号: order.id
          分: {element: order.paid, wire: {type: integer, unit: CNY/100}}
          状态: order.status
          时间: {element: order.at, format: "yyyy/M/d HH:mm:ss"}
          秒: {element: order.at, wire: {type: integer, unit: epochSeconds}, from: epoch}
          日: {element: order.day, format: yyyyMMdd}
          冷: order.cold
          克: {element: order.weight, wire: {type: integer, unit: GRM}}
          升: {element: order.weight, wire: {type: integer, unit: LTR}, from: wrong, required: false}
"#;

const ORDERS: &str = "编号,分,状态,时间,秒,日,冷,克\n'000001,1250,已付款,2026/7/1 09:15:30,1782868530,20260701,true,1500\n000002,无,待付款,2026/12/31 23:59:59,0,20261231,false,1\n";

struct Home(tempfile::TempDir);

impl Home {
    fn new(orders: &str) -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        fs::write(home.path("dictum.yaml"), DICTIONARY).unwrap();
        fs::write(home.path("orders.csv"), orders).unwrap();
        home
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        dictum().current_dir(self.0.path()).args(arguments).output().unwrap()
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }
}

fn error(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn names_types_units_codes_and_zones_become_canonical() {
    let home = Home::new(ORDERS);
    let output = home.run(&["convert", "orders.csv"]);
    assert_eq!(output.status.code(), Some(0), "{}", error(&output));
    assert_eq!(
        home.text("canonical/shop.orders/orders.csv"),
        "order.id,order.paid,order.status,order.at,order.at@epoch,order.day,order.cold,order.weight\n\
         000001,12.50,PAID,2026-07-01T01:15:30Z,2026-07-01T01:15:30Z,2026-07-01,true,1.5\n\
         000002,,OPEN,2026-12-31T15:59:59Z,1970-01-01T00:00:00Z,2026-12-31,false,0.001\n"
            .replace("12.50", "12.5")
    );
    let checked = home.run(&["check", "--dataset", "canonical.shop.orders", "canonical", "--format", "json"]);
    assert_eq!(checked.status.code(), Some(0), "{}", String::from_utf8_lossy(&checked.stdout));
    assert!(json(&checked)["findings"].as_array().unwrap().is_empty(), "{}", json(&checked));
}

#[test]
fn every_format_says_the_same() {
    for to in ["ndjson", "parquet"] {
        let home = Home::new(ORDERS);
        let output = home.run(&["convert", "orders.csv", "--to", to]);
        assert_eq!(output.status.code(), Some(0), "{to}: {}", error(&output));
        if to == "ndjson" {
            let first: serde_json::Value =
                serde_json::from_str(home.text("canonical/shop.orders/orders.ndjson").lines().next().unwrap()).unwrap();
            assert_eq!(first["order.paid"].to_string(), "12.5");
            assert_eq!(first["order.cold"], true);
            let checked = home.run(&["check", "--dataset", "canonical.shop.orders", "canonical", "--format", "json"]);
            assert_eq!(checked.status.code(), Some(0), "{}", String::from_utf8_lossy(&checked.stdout));
        } else {
            parquet_holds(&home.path("canonical/shop.orders/orders.parquet"));
        }
    }
}

#[cfg(feature = "parquet")]
fn parquet_holds(path: &std::path::Path) {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    let reader = SerializedFileReader::new(fs::File::open(path).unwrap()).unwrap();
    let rows: Vec<String> = reader.get_row_iter(None).unwrap().map(|it| it.unwrap().to_string()).collect();
    assert_eq!(rows.len(), 2);
    for part in ["order.id: \"000001\"", "order.paid: 12.50", "order.at: 2026-07-01 01:15:30", "order.cold: true"] {
        assert!(rows[0].contains(part), "{part} is not in {}", rows[0]);
    }
    assert!(rows[1].contains("order.paid: null"), "{}", rows[1]);
}

#[cfg(not(feature = "parquet"))]
fn parquet_holds(_: &std::path::Path) {}

#[test]
fn a_bad_record_ends_it_or_goes_into_quarantine() {
    let orders = format!(
        "{ORDERS}000003,x,已付款,2026/7/1 09:15:30,1,20260701,true,1\n000001,1,已付款,2026/7/1 09:15:30,1,20260701,true,1\n"
    );
    let home = Home::new(&orders);
    let output = home.run(&["convert", "orders.csv"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(error(&output).contains("line 4: type-mismatch, `分`"), "{}", error(&output));
    assert!(!home.path("canonical").exists());
    let output = home.run(&["convert", "orders.csv", "--quarantine", "apart"]);
    assert_eq!(output.status.code(), Some(1), "{}", error(&output));
    assert_eq!(home.text("canonical/shop.orders/orders.csv").lines().count(), 3);
    assert_eq!(home.text("apart/bad/orders.csv").lines().count(), 3, "a header, a wrong type and a repeated key");
}

#[test]
fn a_loss_is_refused_until_it_is_accepted() {
    for (orders, why) in
        [("编号,状态\n000001,已付款\n000002,待更新\n", "not known yet"), ("编号,克\n000001,1\n000002,1\n", "")]
    {
        let home = Home::new(orders);
        let output = home.run(&["convert", "orders.csv"]);
        if why.is_empty() {
            assert_eq!(output.status.code(), Some(0), "{}", error(&output));
            continue;
        }
        assert_eq!(output.status.code(), Some(2));
        assert!(error(&output).contains(why), "{}", error(&output));
        assert!(!home.path("canonical").exists());
        let output = home.run(&["convert", "orders.csv", "--lossy"]);
        assert_eq!(output.status.code(), Some(0), "{}", error(&output));
        assert!(home.text("canonical/shop.orders/orders.csv").ends_with("000002,\n"));
    }
}

#[test]
fn an_unlike_unit_never_passes_even_where_losses_are_accepted() {
    let home = Home::new("编号,升\n000001,1\n");
    for more in [&[][..], &["--lossy"]] {
        let output = home.run(&[&["convert", "orders.csv"], more].concat());
        assert_eq!(output.status.code(), Some(2), "{}", error(&output));
        assert!(error(&output).contains("no factor leads"), "{}", error(&output));
    }
    assert!(!home.path("canonical").exists());
}

#[test]
fn times_that_are_no_one_instant_are_losses_and_another_unit_of_time_never_passes() {
    let zone = |text: &str| text.replace("guards: [apostrophe], zone: Asia/Shanghai", "zone: Europe/Berlin");
    for (orders, status, lossy, why) in [
        ("编号,时间\n000001,2026/3/29 02:30:00\n", 2, 0, "skip or repeat"),
        ("编号,时间\n000001,2026/10/25 02:30:00\n", 2, 0, "skip or repeat"),
        ("编号,时间\n000001,2026/10/25 03:30:00\n", 0, 0, ""),
        ("编号,秒\n000001,1782868530123\n", 2, 2, "date-format, `秒`"),
        ("编号,秒\n000001,1782868530\n", 0, 0, ""),
    ] {
        let home = Home::new(orders);
        fs::write(home.path("dictum.yaml"), zone(DICTIONARY)).unwrap();
        let output = home.run(&["convert", "orders.csv"]);
        assert_eq!(output.status.code(), Some(status), "{orders}: {}", error(&output));
        assert!(error(&output).contains(why), "{orders}: {}", error(&output));
        let output = home.run(&["convert", "orders.csv", "--lossy", "--out", "lossy"]);
        assert_eq!(output.status.code(), Some(lossy), "{orders}: {}", error(&output));
    }
}

#[test]
fn the_clean_shop_becomes_canonical_and_stays_clean() {
    let out = tempfile::tempdir().unwrap();
    let folder = out.path().join("canonical");
    for system in ["tmall", "erp", "wms"] {
        let _ = fs::remove_dir_all(&folder);
        let output = dictum()
            .current_dir(fixtures("shop"))
            .args(["convert", "clean/exports", "--system", system, "--out"])
            .arg(&folder)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0), "{system}: {}", error(&output));
        let mut datasets = 0;
        for dataset in fs::read_dir(&folder).unwrap() {
            let dataset = dataset.unwrap();
            let id = format!("canonical.{}", dataset.file_name().into_string().unwrap());
            let checked = dictum()
                .current_dir(fixtures("shop"))
                .args(["check", "--dataset", &id, "--format", "concise", "--ignore", "ignore-unused"])
                .arg(dataset.path())
                .output()
                .unwrap();
            assert_eq!(checked.status.code(), Some(0), "{id}: {}", String::from_utf8_lossy(&checked.stdout));
            datasets += 1;
        }
        assert!(datasets > 0, "{system}");
    }
}

#[test]
fn the_field_map_says_how_each_field_becomes_its_element() {
    let home = Home::new(ORDERS);
    let map = json(&home.run(&["export", "--to", "field-map", "--dataset", "shop.orders"]));
    let fields = map["datasets"][0]["fields"].as_array().unwrap();
    let field = |name: &str| fields.iter().find(|it| it["field"] == name).unwrap();
    assert_eq!(field("分")["wire"]["unit"], "CNY/100");
    assert_eq!(field("分")["canonical"]["unit"], "CNY");
    assert_eq!(field("状态")["codes"]["待付款"], "OPEN");
    assert_eq!(field("秒")["to"], "order.at@epoch");
    assert_eq!(field("升")["lossless"], false);
    assert_eq!(field("升")["loss"], "unit");
}
