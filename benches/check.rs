//! What it costs to judge an order export: binding, each family of checks on its own column, keys, and the whole file.
//!
//! `cargo bench --bench check`. Times of columns are of 100,000 cells, those of files of 200,000 rows.
#![expect(clippy::expect_used, reason = "a bench that cannot write its files has nothing to measure")]

mod orders;

use std::path::PathBuf;
use std::sync::Arc;

use dictum::dictionary::Loaded;
use dictum::engine::{self, Silent};
use dictum::model::{Date, DeclaredField, Site};
use dictum::plan::{self, ColumnPlan};
use dictum::rules::RULES;
use dictum::table::Column;
use divan::Bencher;
use divan::counter::ItemsCount;

const CELLS: u64 = 100_000;
const ROWS: u64 = 200_000;
const TODAY: Date = Date { year: 2026, month: 1, day: 1 };

fn main() {
    divan::main();
}

fn loaded() -> Loaded {
    engine::load(&orders::dictionary(), TODAY).expect("the dictionary of the benchmarks")
}

fn fields() -> Vec<DeclaredField> {
    let field = |(at, name): (usize, &&str)| DeclaredField::new(Arc::from(*name), Site::Column(at));
    orders::HEADER.iter().enumerate().map(field).collect()
}

#[divan::bench]
fn load(bencher: Bencher<'_, '_>) {
    bencher.bench_local(loaded);
}

#[divan::bench]
fn bind(bencher: Bencher<'_, '_>) {
    let (loaded, fields) = (loaded(), fields());
    let dataset = loaded.dictionary.datasets.get("shop.orders").expect("it is declared");
    bencher.bench_local(|| plan::bind(&loaded.dictionary, dataset, &fields).bound.len());
}

/// One column of the export: its checks, its text and its cells.
fn column(number: usize) -> (ColumnPlan, Vec<u8>, Column) {
    let (loaded, fields) = (loaded(), fields());
    let dataset = loaded.dictionary.datasets.get("shop.orders").expect("it is declared");
    let binding = plan::bind(&loaded.dictionary, dataset, &fields);
    let field = binding.at(number).expect("it is bound").field;
    let spec = plan::field_spec(&loaded.dictionary, dataset, field).expect("its element is declared");
    let (mut text, mut column) = (Vec::new(), Column::default());
    for row in 0..CELLS {
        let cells = orders::row(row, CELLS);
        let cell = cells.get(number).expect("13 columns");
        column.starts.push(u32::try_from(text.len()).expect("a few megabytes"));
        column.lens.push(u32::try_from(cell.len()).expect("short"));
        text.extend_from_slice(cell.as_bytes());
        text.push(b',');
    }
    (ColumnPlan::new(Arc::new(spec), RULES, TODAY), text, column)
}

/// The columns by their number: each stands for a family of checks.
#[divan::bench(args = [
    "0 fixed pattern", "1 integer", "4 decimal in limits", "5 code", "6 instant", "8 automaton", "9 pattern with branches",
    "10 length",
])]
fn cells(bencher: Bencher<'_, '_>, family: &str) {
    let number = family.split(' ').next().and_then(|it| it.parse().ok()).expect("a number comes first");
    let (plan, text, column) = column(number);
    let mut outcomes = Vec::new();
    bencher.counter(ItemsCount::new(CELLS)).bench_local(|| plan.judge(&column, &text, &mut outcomes));
}

struct Export {
    _folder: tempfile::TempDir,
    all: Vec<PathBuf>,
}

fn export() -> Export {
    let folder = tempfile::tempdir().expect("a temporary folder");
    orders::write(folder.path(), ROWS).expect("room for it");
    let all = ["orders.csv", "users.csv", "products.csv"].map(|it| folder.path().join(it)).to_vec();
    Export { _folder: folder, all }
}

/// The whole check: cells, the unique key, both references.
#[divan::bench(sample_count = 7, args = [1, 2])]
fn file(bencher: Bencher<'_, '_>, jobs: usize) {
    let export = export();
    let request = orders::request(export.all.clone(), jobs);
    bencher.counter(ItemsCount::new(ROWS)).bench_local(|| engine::check(&request, &Silent).expect("it loads"));
}

/// The same where keys do not fit the memory.
#[divan::bench(sample_count = 7)]
fn file_with_spilled_keys(bencher: Bencher<'_, '_>) {
    let export = export();
    let request = engine::Request { memory: 1 << 18, ..orders::request(export.all.clone(), 1) };
    bencher.counter(ItemsCount::new(ROWS)).bench_local(|| engine::check(&request, &Silent).expect("it loads"));
}
