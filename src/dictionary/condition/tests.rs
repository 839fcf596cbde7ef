use std::fmt::Write as _;

use crate::dictionary::{Known, load};

/// What is said of a condition at `order.paidAt`, and the characters it is said of.
fn told(condition: &str) -> Vec<(String, String)> {
    let mut text = String::from("dictum: 1\ndictionary: {timeZone: Asia/Shanghai}\n");
    text += "codeLists: {orderStatus: {values: {UNPAID: a, PAID: b}}}\nelements:\n";
    for (id, rest) in [
        ("order.id", "type: string"),
        ("order.status", "type: string, codes: orderStatus"),
        ("order.paidAmount", "type: decimal"),
        ("order.isGift", "type: boolean"),
        ("order.day", "type: date"),
        ("order.createdAt", "type: timestamp"),
        ("order.tags", "type: array"),
    ] {
        let _ = writeln!(text, "  {id}: {{{rest}}}");
    }
    let _ = writeln!(text, "  order.paidAt: {{type: timestamp, nullable: true, requiredIf: \"{condition}\"}}");
    let file = tempfile::Builder::new().suffix(".yaml").tempfile().unwrap();
    std::fs::write(file.path(), text).unwrap();
    let loaded = load(file.path(), "dictionary.yaml", &Known::default()).unwrap();
    let marked = |it: &crate::finding::Finding| {
        let place = &it.places[0];
        let start = usize::try_from(place.offset).unwrap();
        let text = std::fs::read_to_string(file.path()).unwrap();
        text[start..start + usize::try_from(place.length).unwrap()].to_owned()
    };
    loaded.findings.iter().map(|it| (format!("{:?}", it.message), marked(it))).collect()
}

#[test]
fn conditions_that_can_be_decided_are_taken() {
    for condition in [
        "order.status <> 'UNPAID'",
        "order.status in ('PAID') and not order.isGift",
        "\\\"order.paidAmount\\\" * 2 > 10.50 or order.paidAmount is null",
        "order.createdAt >= '2026-07-01' and order.createdAt < timestamp '2026-07-02 00:00:00'",
        "order.day between date '2026-01-01' and current_date",
        "order.id like 'SO%' and -order.paidAmount < 0",
        "(order.isGift is not true)",
        "true",
    ] {
        assert_eq!(told(condition), [], "{condition}");
    }
}

#[test]
fn what_is_wrong_is_refused_at_its_own_characters() {
    for (condition, part, marked) in [
        ("order.statu <> 'UNPAID'", "unknown: `order.statu` is no element", "order.statu"),
        ("order.status <> 'UNPAYED'", "code: `UNPAYED` is no code", "'UNPAYED'"),
        ("order.paidAmount > '5'", "number and string cannot", "order.paidAmount > '5'"),
        ("order.id = 5", "string and number cannot", "order.id = 5"),
        ("order.isGift and order.id", "type string is neither", "order.id"),
        ("order.day > '2026-02-30'", "`2026-02-30` is no date", "'2026-02-30'"),
        ("order.paidAmount >", "syntax: ", ">"),
        ("order.paidAmount > 1 2", "goes_on: ", "2"),
        ("order.paidAmount > (select 1)", "unsupported", "select 1"),
        ("lower(order.id) = 'x'", "unsupported", "lower(order.id"),
        ("order.tags = 'x'", "object and string", "order.tags = 'x'"),
        ("order.paidAmount = 1 and\\torder.ids = '1'", "`order.ids` is no element", "order.ids"),
    ] {
        let found = told(condition);
        assert_eq!(found.len(), 1, "{condition}: {found:?}");
        assert!(found[0].0.contains(part), "{condition}: {found:?}");
        assert!(found[0].1.contains(marked), "{condition}: {found:?}");
    }
}

#[test]
fn endless_nesting_is_refused_and_never_overflows() {
    for condition in [
        "(".repeat(3_000),
        "not ".repeat(900) + "true",
        vec!["order.paidAmount = 1"; 190].join(" or "),
        "-".repeat(3_000) + "1",
    ] {
        assert!(told(&condition).len() <= 1);
    }
}
