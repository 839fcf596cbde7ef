//! What it costs to cut an order export and to index its columns: 13 columns, about 175 bytes a row, half of the rows
//! with Chinese text, one column always quoted, some cells with delimiters, doubled quotes and line breaks.
//!
//! Times are of all rows; one row costs a millionth of them.
#![expect(clippy::expect_used, reason = "a bench that cannot write its file has nothing to measure")]

use std::fmt::Write as _;
use std::io::Write as _;

use dictum::table::csv::{CsvIndexer, CsvTable, Form};
use dictum::table::{Batch, Block, Head, Indexer, Source, Table};
use divan::Bencher;
use divan::counter::BytesCount;

const ROWS: usize = 1_000_000;
const WIDTH: usize = 13;

fn main() {
    divan::main();
}

fn form() -> Form {
    Form {
        encoding: encoding_rs::UTF_8,
        delimiter: b',',
        quote: b'"',
        width: WIDTH,
        body_offset: 0,
        cr_only: false,
        footer: None,
        trailing_delimiter: false,
    }
}

fn orders() -> String {
    let mut text = String::with_capacity(ROWS * 180);
    let mut seed = 7_u64;
    for row in 0..ROWS {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let roll = seed >> 40;
        let name = match (row % 2, roll % 50) {
            (_, 0) => "\"Smith, \"\"Bob\"\"\"",
            (_, 1) => "\"two\nlines\"",
            (0, _) => "王小明",
            _ => "Alice Johnson",
        };
        let address =
            if row % 2 == 0 { "浙江省杭州市西湖区文三路" } else { "Baker Street, London, United Kingdom" };
        let _ = writeln!(
            text,
            "SO{roll:010},{},SKU-{:05},{name},1{roll:010},user{}.{}@mail.example.org,{},{}.{:02},2025-03-{:02}T10:{:02}:33Z,{}.50,CNY,PAID,\"{address} {}\"",
            100_000 + roll % 100_000,
            roll % 5_000,
            roll % 1_000_000,
            roll % 90,
            roll % 20,
            roll % 9_999,
            roll % 100,
            roll % 28 + 1,
            roll % 60,
            roll % 100_000,
            roll % 999,
        );
    }
    text
}

fn table(file: &tempfile::NamedTempFile) -> CsvTable {
    let source = Source::open(file.path()).expect("the file is there");
    CsvTable::new(&source, Head::default(), form()).expect("the file can be read")
}

fn written() -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
    file.write_all(orders().as_bytes()).expect("room for it");
    file
}

fn blocks() -> Vec<Block> {
    let (file, mut all, mut block) = (written(), Vec::new(), Block::default());
    let mut table = table(&file);
    while table.next(&mut block).expect("the file can be read") {
        all.push(block.clone());
    }
    all
}

#[divan::bench(sample_count = 7)]
fn cut(bencher: Bencher<'_, '_>) {
    let file = written();
    let bytes = file.path().metadata().map_or(0, |it| it.len());
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        let (mut table, mut block, mut bytes) = (table(&file), Block::default(), 0);
        while table.next(&mut block).expect("the file can be read") {
            bytes += block.raw.len();
        }
        bytes
    });
}

fn index(bencher: Bencher<'_, '_>, indexer: &CsvIndexer, wanted: &[usize]) {
    let (blocks, mut batch) = (blocks(), Batch::default());
    let bytes: usize = blocks.iter().map(|it| it.raw.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        let mut rows = 0;
        for block in &blocks {
            indexer.index(block, wanted, &mut batch);
            rows += batch.rows();
        }
        assert_eq!(rows, ROWS);
    });
}

#[divan::bench(sample_count = 7, args = [1, 4, 13])]
fn columns(bencher: Bencher<'_, '_>, count: usize) {
    let wanted: Vec<usize> = (0..count).collect();
    index(bencher, &CsvIndexer::new(form()), &wanted);
}

#[divan::bench(sample_count = 3)]
fn columns_by_scalar(bencher: Bencher<'_, '_>) {
    let wanted: Vec<usize> = (0..WIDTH).collect();
    index(bencher, &CsvIndexer::scalar(form()), &wanted);
}
