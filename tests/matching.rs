//! How well names of fields are matched: the gold in `fixtures/matching` and the shop, with the system that is judged kept out.

#![allow(
    clippy::needless_for_each,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::allow_attributes,
    reason = "a test that cannot go on has failed"
)]

#[path = "matching/exports.rs"]
mod exports;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use dictum::dictionary::{self, Known as Named};
use dictum::engine::infer::{Inferring, Suggestion, suggestions};
use dictum::matching::{Asked, Evidence, Known, Reading, SURE, rank, rank_table};
use dictum::model::{Date, Dictionary};
use dictum::plan::fold;

/// The ten fields of the gold as elements of a dictionary.
const ELEMENTS: &str = r"dictum: 1
elements:
  order.id: {title: {en: order number, zh-CN: 订单编号}, representation: identifier, type: string}
  customer.id: {title: {en: customer id, zh-CN: 客户编号}, representation: identifier, type: string}
  product.sku: {title: {en: SKU, zh-CN: 商品编码}, representation: identifier, type: string}
  orderLine.quantity: {title: {en: quantity, zh-CN: 数量}, representation: quantity, type: integer}
  orderLine.unitPrice: {title: {en: unit price, zh-CN: 单价}, representation: amount, type: decimal, scale: 2}
  order.currency: {title: {en: currency, zh-CN: 币种}, representation: code, type: string, format: currency}
  order.createdAt: {title: {en: created at, zh-CN: 下单时间}, representation: datetime, type: timestamp}
  customer.phone: {title: {en: phone, zh-CN: 联系电话}, representation: identifier, type: string}
  customer.email: {title: {en: e-mail, zh-CN: 邮箱}, representation: identifier, type: string, format: email}
  order.status: {title: {en: order status, zh-CN: 订单状态}, representation: code, type: string}
";

/// What one system calls one element, and the type that its values have there.
struct Row {
    system: String,
    element: String,
    name: String,
    kind: String,
}

fn rows(file: &str) -> Vec<Row> {
    let text = fs::read_to_string(root("fixtures/matching").join(file)).unwrap();
    let rows = text.lines().filter(|it| !it.starts_with('#')).skip(1);
    rows.map(|line| {
        let cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
        let [system, element, name, kind] = cells.try_into().expect("four columns");
        Row { system, element, name, kind }
    })
    .collect()
}

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A dictionary that was found without an error.
fn loaded(path: &Path) -> Dictionary {
    dictionary::load(path, "dictionary", &Named::default()).unwrap().dictionary
}

/// The ten elements with what each of the systems calls them.
fn mapped(rows: &[Row]) -> Dictionary {
    let mut text = ELEMENTS.to_owned() + "systems:\n";
    let mut before = "";
    for row in rows {
        if row.system != before {
            write!(
                text,
                "  {0}:\n    datasets:\n      orders:\n        files: [\"{0}/orders.csv\"]\n        fields:\n",
                row.system
            )
            .unwrap();
        }
        before = &row.system;
        writeln!(text, "          \"{}\": {{element: {}, role: {:?}}}", row.name, row.element, row.name).unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("dictum.yaml"), text).unwrap();
    loaded(&folder.path().join("dictum.yaml"))
}

/// The dictionary as it was before a system was mapped.
fn without(dictionary: &Dictionary, system: &str) -> Dictionary {
    let mut left = dictionary.clone();
    left.datasets.retain(|_, it| &*it.system != system);
    for list in left.code_lists.values_mut() {
        let mut its = (**list).clone();
        its.maps.retain(|name, _| &**name != system);
        *list = its.into();
    }
    left
}

#[derive(Default)]
struct Score {
    all: u32,
    first: u32,
    three: u32,
    sure: u32,
    wrong: u32,
    /// By system: first of all.
    systems: BTreeMap<String, (u32, u32)>,
    /// Those that are not first.
    misses: Vec<String>,
}

/// A field and the element that it is.
type Field<'f> = (&'f str, &'f str, &'f str);

impl Score {
    /// Judges what was suggested for a field.
    fn add(&mut self, (system, name, element): Field<'_>, near: &[(&str, f64)]) {
        let (best, score) = near.first().copied().unwrap_or(("-", 0.0));
        let is_first = best == element;
        self.all += 1;
        self.first += u32::from(is_first);
        self.three += u32::from(near.iter().take(3).any(|it| it.0 == element));
        self.sure += u32::from(score >= SURE);
        self.wrong += u32::from(score >= SURE && !is_first);
        let of_system = self.systems.entry(system.to_owned()).or_default();
        *of_system = (of_system.0 + u32::from(is_first), of_system.1 + 1);
        if !is_first {
            self.misses.push(format!("{system} `{name}` is {element}, taken for {best} ({score:.2})"));
        }
    }

    fn share(&self, part: u32) -> f64 {
        100.0 * f64::from(part) / f64::from(self.all.max(1))
    }

    fn line(&self, what: &str) -> String {
        let (first, three) = (self.share(self.first), self.share(self.three));
        format!("{what:<23}  {:>6}  {first:>7.1}  {three:>10.1}  {:>4}  {:>13}\n", self.all, self.sure, self.wrong)
    }

    /// Whether it is as good as is claimed: `least` per cent first, 95 in three, one in fifty of the sure ones wrong.
    fn is_enough(&self, least: f64) -> bool {
        self.share(self.first) >= least && self.share(self.three) >= 95.0 && self.wrong * 50 <= self.sure
    }
}

/// Every name by itself, among the names that the other systems have.
fn by_names(judged: &[Row], others: &Dictionary) -> Score {
    let mut score = Score::default();
    let about = Reading::of("orders");
    let ids: Vec<&str> = others.elements.keys().map(|it| &**it).collect();
    let mut known: (&str, Vec<Known>) = ("", Vec::new());
    for row in judged {
        if known.0 != row.system {
            known = (&row.system, Known::all(&without(others, &row.system)));
        }
        let ranked = rank(&row.name, Some(&about), &Evidence::default(), &known.1);
        let near: Vec<(&str, f64)> = ranked.iter().map(|it| (ids[it.index], it.score)).collect();
        score.add((&row.system, &row.name, &row.element), &near);
    }
    score
}

fn inferring(paths: Vec<PathBuf>) -> Inferring {
    let as_of = Date::parse("2026-08-01").unwrap();
    Inferring {
        paths,
        system: None,
        dictionary: None,
        as_of,
        max_unpacked: 1 << 30,
        most_records: 100_000,
        merge: false,
    }
}

/// The export of every system, among what the other systems have and hold.
fn by_data(judged: &[Row], others: &[Row]) -> Score {
    let folder = tempfile::tempdir().unwrap();
    let dictionary = mapped(others);
    exports::write(folder.path(), others);
    exports::write(folder.path(), judged);
    let mut systems: Vec<&str> = judged.iter().map(|it| &*it.system).collect();
    systems.dedup();
    let mut score = Score::default();
    for system in systems {
        let left = without(&dictionary, system);
        let mut paths: Vec<PathBuf> = vec![folder.path().join(system)];
        paths.extend(left.datasets.values().map(|it| folder.path().join(&*it.system)));
        let suggested = suggestions(&inferring(paths), &left);
        for row in judged.iter().filter(|it| it.system == system) {
            // Names that differ in case alone are one column.
            let found = suggested.iter().find(|it| fold(&it.field) == fold(&row.name));
            score.add((system, &row.name, &row.element), &near(found));
        }
    }
    score
}

fn near(found: Option<&Suggestion>) -> Vec<(&str, f64)> {
    found.iter().flat_map(|it| &it.near).map(|(id, score)| (&**id, *score)).collect()
}

/// The shop's fields among all of its elements: by the names in one dataset, or by its exports and contracts as well.
fn of_shop(with_data: bool) -> Score {
    let whole = loaded(&root("fixtures/shop/dictionary"));
    let mut score = Score::default();
    for system in whole.systems.keys() {
        let left = without(&whole, system);
        let known = Known::all(&left);
        let ids: Vec<&str> = left.elements.keys().map(|it| &**it).collect();
        let exports = ["fixtures/shop/clean/exports", "fixtures/shop/clean/contracts"].map(root).to_vec();
        let suggested = if with_data { suggestions(&inferring(exports), &left) } else { Vec::new() };
        for dataset in whole.datasets.values().filter(|it| it.system == *system) {
            let name = |path: &str| path.rsplit(['.', ']']).next().unwrap().to_owned();
            let names: Vec<String> = dataset.fields.iter().map(|it| name(&it.name)).collect();
            let asked: Vec<Asked<'_>> =
                names.iter().map(|name| Asked { name, evidence: Evidence::default() }).collect();
            let about = Reading::of(dataset.id.split('.').next_back().unwrap());
            let ranked = rank_table(&asked, Some(&about), &known);
            for (at, field) in dataset.fields.iter().enumerate() {
                let of_name: Vec<(&str, f64)> = ranked[at].iter().map(|it| (ids[it.index], it.score)).collect();
                let is_it = |it: &&Suggestion| {
                    let stem = |glob: &str| glob.split(['*', '#']).next().unwrap().to_owned();
                    let globs = dataset.files.iter().map(|it| stem(&it.value));
                    let contract = dataset.contract.as_ref().map(|it| stem(&it.value.path));
                    let is_of = globs.chain(contract).any(|stem| it.glob.starts_with(&stem) || it.glob.contains(&stem));
                    is_of && it.field.trim() == field.name.trim()
                };
                let found = suggested.iter().find(is_it);
                let suggested = if found.is_some() { near(found) } else { of_name };
                score.add((system, &field.name, &field.element.value), &suggested);
            }
        }
    }
    score
}

#[test]
fn fields_are_matched_as_well_as_is_claimed() {
    let (gold, unseen, held_out) = (rows("gold.tsv"), rows("unseen.tsv"), rows("held-out.tsv"));
    let dictionary = mapped(&gold);
    let tried: [(&str, &(dyn Fn() -> Score + Sync), f64); 8] = [
        ("gold, names", &|| by_names(&gold, &dictionary), 85.0),
        ("gold, and data", &|| by_data(&gold, &gold), 92.0),
        ("shop, names", &|| of_shop(false), 85.0),
        ("shop, and data", &|| of_shop(true), 92.0),
        ("unseen, names", &|| by_names(&unseen, &dictionary), 85.0),
        ("unseen, and data", &|| by_data(&unseen, &gold), 92.0),
        ("held out, names", &|| by_names(&held_out, &dictionary), 85.0),
        ("held out, and data", &|| by_data(&held_out, &gold), 92.0),
    ];
    let judged: Vec<(&str, Score, f64)> = std::thread::scope(|scope| {
        let running = tried.map(|(what, judge, least)| (what, scope.spawn(judge), least));
        running.into_iter().map(|(what, it, least)| (what, it.join().unwrap(), least)).collect()
    });
    let mut table = String::from("evidence                 fields  first %  in three %  sure  wrong of sure\n");
    judged.iter().for_each(|(what, score, _)| table += &score.line(what));
    for (what, score, _) in judged.iter().step_by(2) {
        write!(table, "\n{what}: first of the fields of each system\n").unwrap();
        score
            .systems
            .iter()
            .for_each(|(system, (first, all))| writeln!(table, "{system:<15} {first} of {all}").unwrap());
    }
    for (what, score, _) in judged.iter().filter(|it| !it.0.starts_with("held")) {
        write!(table, "\n{what}: not first\n").unwrap();
        score.misses.iter().for_each(|it| writeln!(table, "{it}").unwrap());
    }
    let path = root("fixtures/matching/RESULTS.txt");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &table).unwrap();
    }
    for (what, score, least) in &judged {
        assert!(score.is_enough(*least), "{what} is not as good as is claimed\n{table}");
    }
    assert_eq!(fs::read_to_string(&path).unwrap_or_default(), table, "run with UPDATE=1");
}
