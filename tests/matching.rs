//! How well names of fields are matched: the gold in `fixtures/matching`, with the system that is judged kept out.

#![allow(
    clippy::needless_for_each,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::allow_attributes,
    reason = "a test that cannot go on has failed"
)]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use dictum::dictionary::{self, Known as Known0};
use dictum::matching::{Evidence, Known, Reading, SURE, rank};
use dictum::model::{Dataset, Dictionary, LogicalType};

/// Element, title in both languages, type, named format of its values.
const ELEMENTS: [(&str, [&str; 2], LogicalType, Option<&str>); 10] = [
    ("order.id", ["order number", "订单编号"], LogicalType::String, None),
    ("customer.id", ["customer id", "客户编号"], LogicalType::String, None),
    ("product.sku", ["SKU", "商品编码"], LogicalType::String, None),
    ("orderLine.quantity", ["quantity", "数量"], LogicalType::Integer, None),
    ("orderLine.unitPrice", ["unit price", "单价"], LogicalType::Decimal, None),
    ("order.currency", ["currency", "币种"], LogicalType::String, Some("currency")),
    ("order.createdAt", ["created at", "下单时间"], LogicalType::Timestamp, None),
    ("customer.phone", ["phone", "联系电话"], LogicalType::String, Some("phone")),
    ("customer.email", ["e-mail", "邮箱"], LogicalType::String, Some("email")),
    ("order.status", ["order status", "订单状态"], LogicalType::String, None),
];

/// Codes of the one element that has them, and a few values that systems hold for it.
const STATUSES: [&str; 6] = ["paid", "shipped", "closed", "pending", "已付款", "已发货"];

struct Row {
    system: String,
    element: String,
    name: String,
    kind: LogicalType,
}

fn gold() -> Vec<Row> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/matching/gold.tsv")).unwrap();
    let rows = text.lines().filter(|it| !it.starts_with('#')).skip(1);
    rows.map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        let kind = match cells[3] {
            "integer" => LogicalType::Integer,
            "decimal" => LogicalType::Decimal,
            "timestamp" => LogicalType::Timestamp,
            "date" => LogicalType::Date,
            _ => LogicalType::String,
        };
        let text = |at: usize| cells[at].to_owned();
        Row { system: text(0), element: text(1), name: text(2), kind }
    })
    .collect()
}

/// The elements with what every system but one calls them.
fn known(gold: &[Row], without: &str) -> Vec<Known> {
    ELEMENTS
        .iter()
        .map(|(id, titles, kind, format)| {
            let mut known = Known::new([*id, titles[0], titles[1]]);
            gold.iter().filter(|it| it.system != without && it.element == *id).for_each(|it| known.called(&it.name));
            known.kind = Some(*kind);
            known.format = format.map(str::to_owned);
            if *id == "order.status" {
                known.codes = STATUSES.map(str::to_owned).to_vec();
            }
            known
        })
        .collect()
}

/// A field of the shop, and what stands behind it.
struct Field {
    system: String,
    /// The name of its dataset: what its record is about.
    dataset: String,
    name: String,
    element: usize,
}

/// The shop's elements and the fields that its systems have for them.
fn shop() -> (Dictionary, Vec<Field>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/shop/dictionary");
    let dictionary = dictionary::load(&folder, "dictionary", &Known0::default()).unwrap().dictionary;
    let at = |id: &str| dictionary.elements.keys().position(|it| **it == *id);
    let of = |dataset: &Dataset| -> Vec<Field> {
        let (system, name) = dataset.id.split_once('.').unwrap();
        let field = |it: &dictum::model::Field| {
            let name = it.name.rsplit(['.', ']']).next().unwrap().to_owned();
            Some(Field { system: system.to_owned(), dataset: String::new(), name, element: at(&it.element.value)? })
        };
        let fields = dataset.fields.iter().filter_map(field);
        fields.map(|it| Field { dataset: name.to_owned(), ..it }).collect()
    };
    let fields = dictionary.datasets.values().flat_map(of).collect();
    (dictionary, fields)
}

/// The same judgement of the shop's fields, among all of its elements.
fn judged_shop(with_data: bool, misses: &mut Vec<String>) -> Score {
    let (dictionary, fields) = shop();
    let ids: Vec<&str> = dictionary.elements.keys().map(|it| &**it).collect();
    let mut score = Score::default();
    for field in &fields {
        let known: Vec<Known> = dictionary
            .elements
            .values()
            .enumerate()
            .map(|(index, element)| {
                let titles = element.title.texts.iter().map(|it| &*it.1);
                let synonyms = element.synonyms.iter().map(|it| &*it.name);
                let mut known = Known::new([&*element.id].into_iter().chain(titles).chain(synonyms));
                let others = fields.iter().filter(|it| it.system != field.system && it.element == index);
                others.for_each(|it| known.called(&it.name));
                known.kind = Some(element.kind.value);
                known
            })
            .collect();
        let kind = known[field.element].kind.filter(|_| with_data);
        let about = Reading::of(&field.dataset);
        let ranked = rank(&field.name, Some(&about), &Evidence { kind, ..Evidence::default() }, &known);
        let id = |at: usize| ranked.get(at).map(|it| it.index);
        score.add(ranked.first().map_or(0.0, |it| it.score), |at| id(at) == Some(field.element));
        if id(0) != Some(field.element) {
            let found = ranked.first().map_or(("-", 0.0), |it| (ids[it.index], it.score));
            misses.push(format!(
                "{} `{}` is {}, taken for {} ({:.2})",
                field.system, field.name, ids[field.element], found.0, found.1
            ));
        }
    }
    score
}

#[derive(Default)]
struct Score {
    all: u32,
    first: u32,
    three: u32,
    sure: u32,
    wrong: u32,
}

impl Score {
    fn add(&mut self, best: f64, is_right: impl Fn(usize) -> bool) {
        let sure = best >= SURE;
        self.all += 1;
        self.first += u32::from(is_right(0));
        self.three += u32::from((0..3).any(&is_right));
        self.sure += u32::from(sure);
        self.wrong += u32::from(sure && !is_right(0));
    }

    fn share(&self, part: u32) -> f64 {
        100.0 * f64::from(part) / f64::from(self.all.max(1))
    }
}

/// Judges every row; `with_data`: its type, format and values are known as well.
fn judged(gold: &[Row], with_data: bool, misses: &mut Vec<String>) -> (Score, BTreeMap<String, (u32, u32)>) {
    let (mut score, mut by_system) = (Score::default(), BTreeMap::new());
    let about = Reading::of("orders");
    for row in gold {
        let known = known(gold, &row.system);
        let values: Vec<String> = if row.element == "order.status" && row.kind == LogicalType::String {
            vec!["paid".to_owned(), "closed".to_owned()]
        } else {
            Vec::new()
        };
        let format = ELEMENTS.iter().find(|it| it.0 == row.element).and_then(|it| it.3);
        let evidence = if with_data {
            Evidence { kind: Some(row.kind), format, values: &values, description: None }
        } else {
            Evidence::default()
        };
        let ranked = rank(&row.name, Some(&about), &evidence, &known);
        let id = |at: usize| ranked.get(at).map_or("-", |it| ELEMENTS[it.index].0);
        let is_first = id(0) == row.element;
        score.add(ranked.first().map_or(0.0, |it| it.score), |at| id(at) == row.element);
        let system: &mut (u32, u32) = by_system.entry(row.system.clone()).or_default();
        system.0 += u32::from(is_first);
        system.1 += 1;
        if !is_first {
            let found = ranked.first().map_or(0.0, |it| it.score);
            misses.push(format!("{} `{}` is {}, taken for {} ({found:.2})", row.system, row.name, row.element, id(0)));
        }
    }
    (score, by_system)
}

#[test]
fn fields_are_matched_as_well_as_is_claimed() {
    let gold = gold();
    let (mut by_name, mut by_data) = (Vec::new(), Vec::new());
    let (names, systems) = judged(&gold, false, &mut by_name);
    let (data, _) = judged(&gold, true, &mut by_data);
    let mut table = String::from("evidence        fields  first %  in three %  sure  wrong of sure\n");
    let mut of_shop = Vec::new();
    let (shop, typed) = (judged_shop(false, &mut Vec::new()), judged_shop(true, &mut of_shop));
    let rows = [("name alone", &names), ("name and data", &data), ("shop, name", &shop), ("shop, and type", &typed)];
    for (what, it) in rows {
        let (first, three) = (it.share(it.first), it.share(it.three));
        writeln!(table, "{what:<14}  {:>5}  {first:>7.1}  {three:>10.1}  {:>4}  {:>13}", it.all, it.sure, it.wrong)
            .unwrap();
    }
    table += "\nsystem          first of fields, by name alone\n";
    systems.iter().for_each(|(system, (first, all))| writeln!(table, "{system:<15} {first} of {all}").unwrap());
    table += "\nnot first, by name and data\n";
    by_data.iter().for_each(|it| writeln!(table, "{it}").unwrap());
    of_shop.iter().for_each(|it| writeln!(table, "{it}").unwrap());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/matching/RESULTS.txt");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &table).unwrap();
    }
    assert!(names.share(names.first) >= 85.0 && names.share(names.three) >= 95.0, "{table}\n{}", by_name.join("\n"));
    assert!(data.share(data.first) >= 92.0 && data.share(data.three) >= 95.0, "{table}");
    for it in [&names, &data, &shop, &typed] {
        assert!(it.wrong * 50 <= it.sure, "{table}");
    }
    assert_eq!(fs::read_to_string(&path).unwrap_or_default(), table, "run with UPDATE=1");
}
