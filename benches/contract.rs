//! What it costs to open a contract and to judge what it declares, by its size: it grows with the text and no faster.
//!
//! `cargo bench --bench contract`.
#![expect(clippy::expect_used, reason = "a bench that cannot write its files has nothing to measure")]

use std::fmt::Write as _;
use std::fs;

use dictum::contract;
use dictum::text::Sources;
use divan::Bencher;
use divan::counter::BytesCount;

const MEBIBYTE: usize = 1 << 20;

fn main() {
    divan::main();
}

/// An `OpenAPI` document of about `size` bytes: entities of sixteen properties that refer to each other, and their operations.
fn document(size: usize) -> String {
    let (mut paths, mut schemas) = (String::new(), String::new());
    for number in 0_usize.. {
        if paths.len() + schemas.len() >= size {
            break;
        }
        let before = number.saturating_sub(1);
        let _ = write!(
            paths,
            "  /entities{number}/{{id}}:
    get:
      parameters: [{{name: id, in: path, required: true, schema: {{type: string, maxLength: 32}}}}]
      responses:
        '200':
          description: found
          content:
            application/json:
              schema: {{type: object, properties: {{code: {{type: integer}}, data: {{$ref: '#/components/schemas/E{number}'}}}}}}
"
        );
        let _ = write!(schemas, "    E{number}:\n      type: object\n      required: [f0, f1]\n      properties:\n");
        for field in 0..12 {
            let _ = write!(
                schemas,
                "        f{field}:\n          type: string\n          maxLength: 64\n          description: What field {field} is of.\n"
            );
        }
        let _ = write!(
            schemas,
            "        amount: {{type: number, minimum: 0, multipleOf: 0.01}}
        createdAt: {{type: string, format: date-time, example: '2026-01-01T00:00:00Z'}}
        status: {{type: string, enum: [NEW, PAID, SHIPPED]}}
        parts: {{type: array, items: {{$ref: '#/components/schemas/E{before}'}}}}
"
        );
    }
    format!("openapi: 3.0.3\ninfo: {{title: t, version: '1'}}\npaths:\n{paths}components:\n  schemas:\n{schemas}")
}

/// By mebibytes of YAML.
#[divan::bench(args = [1, 3, 6])]
fn open(bencher: Bencher<'_, '_>, size: usize) {
    let folder = tempfile::tempdir().expect("a folder for the contract");
    let path = folder.path().join("api.yaml");
    let text = document(size * MEBIBYTE);
    fs::write(&path, &text).expect("the contract is written");
    let open = || contract::open(&path, "api.yaml", &mut Sources::default()).expect("it can be read").problems().len();
    bencher.counter(BytesCount::new(text.len())).bench_local(open);
}

/// The same, and the fields of a schema in the middle.
#[divan::bench(args = [1, 3])]
fn fields(bencher: Bencher<'_, '_>, size: usize) {
    let folder = tempfile::tempdir().expect("a folder for the contract");
    let path = folder.path().join("api.yaml");
    let text = document(size * MEBIBYTE);
    fs::write(&path, &text).expect("the contract is written");
    let contract = contract::open(&path, "api.yaml", &mut Sources::default()).expect("it can be read");
    bencher.bench_local(|| contract.fields("/components/schemas/E100").fields.len());
}
