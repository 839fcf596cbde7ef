//! How data looked once, kept in a file, and what has moved since.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod common;

use std::fmt::Write as _;

use common::{Home, json};

const DICTIONARY: &str = "dictum: 1
elements:
  order.id: {title: order number, type: string}
  order.status: {title: status, type: string, codes: orderStatus}
  order.amount: {title: amount, type: decimal}
  buyer.phone: {title: phone, type: string, pii: pi}
  buyer.level: {title: level, type: string, codes: levels, pii: sensitive}
codeLists:
  orderStatus: {values: {created: created, paid: paid, refunded: refunded}}
  levels: {values: {gold: gold, iron: iron}}
systems:
  shop:
    datasets:
      orders:
        files: [\"orders*.csv\"]
        extraFields: allow
        fields: {order_no: {element: order.id, also: [order_id]}, status: order.status, amount: order.amount, phone: buyer.phone, level: buyer.level}
";

/// A file of so many orders; `cell` may change a cell of a row.
fn orders(header: &str, rows: u64, cell: impl Fn(u64, usize, String) -> String) -> Vec<u8> {
    let mut text = header.to_owned();
    for row in 0..rows {
        let status = if row % 3 == 0 { "created" } else { "paid" };
        let level = if row % 2 == 0 { "gold" } else { "iron" };
        let cells = [
            format!("SO{row:06}"),
            status.to_owned(),
            format!("{}.50", row * 7),
            format!("138{:08}", row * 977),
            level.to_owned(),
            format!("note {row}"),
        ];
        let cells: Vec<String> = cells.into_iter().enumerate().map(|(at, it)| cell(row, at, it)).collect();
        let _ = write!(text, "\n{}", cells.join(","));
    }
    text.into_bytes()
}

const HEADER: &str = "order_no,status,amount,phone,level,note";

fn plain(rows: u64) -> Vec<u8> {
    orders(HEADER, rows, |_, _, it| it)
}

fn taken(files: &[(&str, &[u8])]) -> Home {
    let home = Home::of(&[&[("dictum.yaml", DICTIONARY.as_bytes())], files].concat());
    let output = home.run(&["snapshot"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    home
}

/// Rule, field and subject line of every finding of a check against the snapshot.
fn found(home: &Home) -> Vec<(String, String)> {
    let report = json(&home.run(&["check", "--snapshot", "dictum-snapshot.json", "--format", "json"]));
    let text = |it: &serde_json::Value| it.as_str().unwrap_or_default().to_owned();
    report["findings"].as_array().unwrap().iter().map(|it| (text(&it["rule"]), text(&it["field"]))).collect()
}

#[test]
fn what_has_moved_is_told_and_nothing_else() {
    let drift = |rule: &str, fields: &[&str]| -> Vec<(String, String)> {
        fields.iter().map(|it| (rule.to_owned(), (*it).to_owned())).collect()
    };
    for (case, now, expected) in [
        ("the same", plain(60), vec![]),
        ("a few more", plain(75), vec![]),
        ("half of them missing", plain(20), drift("profile-drift", &[""])),
        ("twice as many", plain(120), drift("profile-drift", &[""])),
        ("no record", plain(0), drift("profile-drift", &[""])),
        (
            "another generation",
            orders(&HEADER.replace("order_no", "order_id"), 60, |_, _, it| it),
            drift("schema-drift", &["order_id"]),
        ),
        ("a new column", orders(&format!("{HEADER},more"), 60, |_, at, it| if at == 5 { it + ",x" } else { it }), {
            drift("schema-drift", &["more"])
        }),
        (
            "a column gone",
            orders("order_no,status,amount,phone,level", 60, |_, _, it| it)
                .split(|it| *it == b'\n')
                .map(|line| String::from_utf8_lossy(line).split(",note ").next().unwrap().to_owned())
                .collect::<Vec<_>>()
                .join("\n")
                .into_bytes(),
            drift("schema-drift", &["note"]),
        ),
        (
            "a new code",
            orders(HEADER, 60, |row, at, it| if at == 1 && row == 7 { "refunded".to_owned() } else { it }),
            drift("schema-drift", &["status"]),
        ),
        (
            "a code gone",
            orders(HEADER, 60, |_, at, it| if at == 1 { "paid".to_owned() } else { it }),
            drift("schema-drift", &["status"]),
        ),
        (
            "empty cells",
            orders(HEADER, 60, |row, at, it| if at == 2 && row % 4 == 0 { String::new() } else { it }),
            drift("profile-drift", &["amount"]),
        ),
        (
            "one value everywhere",
            orders(HEADER, 60, |_, at, it| if at == 3 { "13800000000".to_owned() } else { it }),
            drift("profile-drift", &["phone"]),
        ),
        (
            "longer values",
            orders(HEADER, 60, |_, at, it| if at == 0 { format!("TMALL{it}") } else { it }),
            drift("profile-drift", &["order_no"]),
        ),
    ] {
        let home = taken(&[("orders.csv", &plain(60))]);
        home.write("orders.csv", &now);
        assert_eq!(found(&home), expected, "{case}");
    }
}

#[test]
fn what_is_tolerated_is_no_drift() {
    let home = taken(&[("orders.csv", &plain(60))]);
    home.write("orders.csv", &plain(20));
    home.write(
        "dictum.yaml",
        DICTIONARY
            .replace("extraFields: allow", "extraFields: allow\n        tolerance: {profile-drift: \"0.8\"}")
            .as_bytes(),
    );
    assert_eq!(found(&home), vec![]);
}

#[test]
fn what_has_a_finding_of_its_own_is_not_told_again() {
    let dictionary = DICTIONARY
        .replace("        extraFields: allow\n", "")
        .replace("order_no: {element: order.id, also: [order_id]}", "order_no: {element: order.id, required: true}");
    let home = Home::of(&[("dictum.yaml", dictionary.as_bytes()), ("orders.csv", &plain(60))]);
    home.run(&["snapshot"]);
    home.write(
        "orders.csv",
        &orders(
            &format!("{},more", HEADER.replace("order_no", "number")),
            60,
            |_, at, it| if at == 5 { it + ",x" } else { it },
        ),
    );
    let rules: Vec<String> = found(&home).into_iter().map(|it| it.0).collect();
    assert!(rules.iter().any(|it| it == "field-missing") && rules.iter().all(|it| it != "schema-drift"), "{rules:?}");
}

#[test]
fn a_snapshot_holds_no_value_that_is_protected_and_is_the_same_however_it_was_taken() {
    let home = taken(&[("orders-1.csv", &plain(9_000)), ("orders-2.csv", &plain(11_000))]);
    let text = home.text("dictum-snapshot.json");
    let snapshot: serde_json::Value = serde_json::from_str(&text).unwrap();
    let orders = &snapshot["datasets"]["shop.orders"];
    assert_eq!((orders["files"].as_u64(), orders["records"].as_u64()), (Some(2), Some(20_000)));
    assert_eq!(orders["fields"]["status"]["codes"]["created"], 3_000 + 3_667);
    let distinct = orders["fields"]["order_no"]["distinct"].as_u64().unwrap();
    assert!(distinct.abs_diff(11_000) < 550, "{distinct}");
    for value in ["gold", "138000", "SO000", "note 1", ".50"] {
        assert!(!text.contains(value), "{value}: {text}");
    }
    for more in [["--jobs", "1", "--memory", "1MiB"], ["--jobs", "7", "--memory", "1GiB"]] {
        home.run(&[&["snapshot"], &more[..]].concat());
        assert_eq!(home.text("dictum-snapshot.json"), text, "{more:?}");
    }
    assert_eq!(found(&home), vec![], "its own files do not drift from it");
}

#[test]
fn what_is_no_snapshot_is_told_with_what_to_type() {
    let home =
        Home::of(&[("dictum.yaml", DICTIONARY.as_bytes()), ("orders.csv", &plain(3)), ("bad.json", b"{\n  \"x\": 1}")]);
    for (name, word) in [("none.json", "dictum snapshot --snapshot none.json"), ("bad.json", "bad.json:2:")] {
        let output = home.run(&["check", "--snapshot", name]);
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(String::from_utf8_lossy(&output.stderr).contains(word), "{name}: {output:?}");
    }
    home.write("dictum.toml", b"snapshot = \"none.json\"\n");
    assert_eq!(home.run(&["check"]).status.code(), Some(2), "the settings name it as well");
}
