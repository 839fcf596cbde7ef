//! Conditions of the dictionary, through the command line.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod common;

use std::fs;

use common::{dictum, json};

const DICTIONARY: &str = r#"dictum: 1
dictionary: {timeZone: Asia/Shanghai}
codeLists:
  orderStatus: {values: {UNPAID: 待付款, PAID: 已付款}, maps: {shop: {等待买家付款: UNPAID, 买家已付款: PAID}}}
elements:
  order.id: {type: string, nullable: false}
  order.status: {type: string, codes: orderStatus}
  order.amount: {type: decimal, unit: CNY}
  order.createdAt: {type: timestamp, format: "yyyy-MM-dd HH:mm:ss"}
  order.paidAt: {type: timestamp, format: "yyyy-MM-dd HH:mm:ss", nullable: true, requiredIf: "CONDITION"}
systems:
  shop:
    transport: {nulls: ["", "-"], pending: [待定], zone: Asia/Shanghai}
    datasets:
      orders:
        files: [orders.csv]
        fields:
          订单编号: order.id
          订单状态: order.status
          金额（分）: {element: order.amount, wire: {type: integer, unit: CNY/100}}
          下单时间: order.createdAt
          付款时间: order.paidAt
"#;

const ORDERS: &str = "订单编号,订单状态,金额（分）,下单时间,付款时间
1,买家已付款,1000,2026-07-01 00:00:00,2026-07-01 00:05:00
2,等待买家付款,1000,2026-07-01 00:00:00,
3,买家已付款,1000,2026-07-01 00:00:00,
4,买家已付款,1001,2026-06-30 23:59:59,-
5,-,1001,2026-07-01 00:00:00,
6,不明,1001,2026-07-01 00:00:00,
7,买家已付款,-,2026-07-01 00:00:00,待定
8,等待买家付款,999,-,
";

/// Count, tested and the lines of `value-missing` for `condition`.
fn missing(condition: &str) -> (u64, u64, Vec<u64>) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("dictionary.yaml"), DICTIONARY.replace("CONDITION", condition)).unwrap();
    fs::write(folder.path().join("orders.csv"), ORDERS).unwrap();
    let output = dictum()
        .current_dir(&folder)
        .args(["check", "orders.csv", "--dictionary", "dictionary.yaml", "--format", "json", "--as-of", "2026-07-01"])
        .output()
        .unwrap();
    let report = json(&output);
    let found = report["findings"].as_array().unwrap().iter().filter(|it| it["rule"] == "value-missing");
    let all: Vec<_> = found.collect();
    assert!(all.len() <= 1, "{all:?}");
    let Some(finding) = all.first() else { return (0, 0, Vec::new()) };
    let lines = finding["places"].as_array().unwrap().iter().map(|it| it["line"].as_u64().unwrap()).collect();
    (finding["count"].as_u64().unwrap(), finding["tested"].as_u64().unwrap(), lines)
}

#[test]
fn a_value_is_missing_only_where_its_condition_is_true() {
    for (condition, lines) in [
        ("order.status <> 'UNPAID'", vec![4, 5]),
        ("order.status = 'UNPAID'", vec![3, 9]),
        // An unknown status makes neither truth: not `=`, not `<>`, not its contrary.
        ("not (order.status = 'PAID')", vec![3, 9]),
        ("order.status is null", vec![6]),
        ("order.status is null or order.status in ('PAID')", vec![4, 5, 6]),
        // 1001 分 are 10.01 元.
        ("order.amount > 10.00", vec![5, 6, 7]),
        ("order.amount * 100 = 999", vec![9]),
        ("order.amount between 9.99 and 10", vec![3, 4, 9]),
        ("order.createdAt < '2026-07-01'", vec![5]),
        ("order.createdAt >= current_date and order.id > '4'", vec![6, 7]),
        ("order.createdAt = timestamp '2026-06-30T16:00:00Z' and order.id like '_'", vec![3, 4, 6, 7]),
        ("false", vec![]),
    ] {
        let (count, tested, found) = missing(condition);
        assert_eq!(
            found,
            lines.iter().copied().take(found.len().max(lines.len().min(3))).collect::<Vec<_>>(),
            "{condition}"
        );
        assert_eq!((count, tested), (lines.len() as u64, if lines.is_empty() { 0 } else { 8 }), "{condition}");
    }
}
