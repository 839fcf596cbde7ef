//! Two hundred generated columns: a hundred clean ones of many kinds, a hundred damaged ones. What a declared constraint can see is
//! seen every time, detectors miss at most one in twenty, and a clean column is left alone.
//!
//! The table is kept in `fixtures/detectors/TABLE.md`; `UPDATE=1 cargo test --test detectors` writes it anew.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use common::dictum;
use tempfile::TempDir;

/// Records of each file.
const ROWS: u64 = 200;
/// Columns of each kind.
const EACH: u64 = 5;

/// One kind of column: what is declared, and the cell of a row in one of its columns.
struct Kind {
    name: &'static str,
    element: &'static str,
    cell: fn(&mut Chance, u64) -> String,
    /// The rule that has to speak; none for a clean column.
    rule: Option<&'static str>,
    /// Whether a declared constraint proves the damage.
    declared: bool,
}

/// Numbers that are the same in every run (`SplitMix64`).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut it = self.0;
        it = (it ^ (it >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        it = (it ^ (it >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        it ^ (it >> 31)
    }

    fn below(&mut self, most: u64) -> u64 {
        self.next() % most
    }

    fn of<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        texts[usize::try_from(self.below(texts.len() as u64)).unwrap()]
    }

    fn digits(&mut self, length: usize) -> String {
        let first = self.below(9) + 1;
        (1..length).fold(first.to_string(), |text, _| text + &self.below(10).to_string())
    }
}

const ID: &str = "representation: identifier, type: string";
const TEXT: &str = "representation: text, type: string";
const NAME: &str = "representation: name, type: string, pii: pi";
const PLAIN: &str = "type: string, pii: none";
const NOTES: [&str; 6] = ["请放门卫处", "R&D 部门收", "下周送，谢谢！", "100% 棉", "Müller & Söhne", "尽快发货“急”"];
const PEOPLE: [&str; 8] = ["陈娟", "王伟", "欧阳娜娜", "O'Neil", "José", "张　三", "Zoë", "买买提·艾力"];

const fn clean(name: &'static str, element: &'static str, cell: fn(&mut Chance, u64) -> String) -> Kind {
    Kind { name, element, cell, rule: None, declared: false }
}

const fn seen(
    name: &'static str,
    element: &'static str,
    cell: fn(&mut Chance, u64) -> String,
    rule: &'static str,
) -> Kind {
    Kind { name, element, cell, rule: Some(rule), declared: false }
}

const fn declared(
    name: &'static str,
    element: &'static str,
    cell: fn(&mut Chance, u64) -> String,
    rule: &'static str,
) -> Kind {
    Kind { name, element, cell, rule: Some(rule), declared: true }
}

const CLEAN: [Kind; 20] = [
    clean("snowflake ids", ID, |it, row| {
        (1_730_000_000_000_000_000 + row * 7_919_000_123 + it.below(4096)).to_string()
    }),
    clean("ids of sixteen digits", ID, |it, _| it.digits(16)),
    clean("ids in steps of a generator", ID, |it, _| ((it.next() >> 3) >> 22 << 22).to_string()),
    clean("UUIDs that hold eleven digits", ID, |it, _| {
        format!("1{}-{}-4{}-8{}-{}", it.digits(7), it.digits(4), it.digits(3), it.digits(3), it.digits(12))
    }),
    clean("articles like numbers in scientific notation", ID, |it, _| format!("1{}E10", it.below(90) + 10)),
    clean("serial numbers of eleven digits", PLAIN, |it, _| it.digits(11)),
    clean("numbers of sixteen digits that some cards look like", PLAIN, |it, _| format!("62{}", it.digits(14))),
    clean("names", NAME, |it, _| it.of(&PEOPLE).to_owned()),
    clean("notes", TEXT, |it, _| it.of(&NOTES).to_owned()),
    clean("emoji", TEXT, |it, _| it.of(&["👨‍👩‍👧 家庭", "❤️‍🔥", "👍🏽", "好评★"]).to_owned()),
    clean("notes of several lines", TEXT, |it, row| format!("{}\n第 {row} 行\n- 加急", it.of(&NOTES))),
    clean("countries, Namibia among them", PLAIN, |it, _| it.of(&["CN", "NA", "DE", "NO"]).to_owned()),
    clean("links", "representation: uri, type: string", |it, _| {
        format!("https://example.com/%E8%AE%A2%E5%8D%95?id={}&x=1", it.digits(4))
    }),
    clean("JSON", TEXT, |it, _| format!("{{\"a\": \"\\u8ba2\\u5355\", \"n\": {}}}", it.below(9))),
    clean("signed numbers as texts", PLAIN, |it, _| format!("-{}.50", it.below(90))),
    clean("milliseconds", PLAIN, |it, _| (1_780_000_000_000 + it.below(9_999_999)).to_string()),
    clean("amounts", "type: decimal, scale: 2", |it, _| format!("{}.{:02}", it.below(900), it.below(100))),
    clean("days", "type: date, format: yyyy-MM-dd", |it, _| format!("2026-05-{:02}", it.below(28) + 1)),
    clean("barcodes", "type: string, format: gtin", |it, _| it.of(&["6901234567892", "96385074"]).to_owned()),
    clean(
        "brands, one of them none",
        PLAIN,
        |it, row| if row == 3 { "无".to_owned() } else { it.of(&PEOPLE).to_owned() },
    ),
];

/// `damaged` in one row of twenty, else `fine`.
fn sometimes(row: u64, damaged: impl FnOnce() -> String, fine: impl FnOnce() -> String) -> String {
    if row % 20 == 7 { damaged() } else { fine() }
}

#[expect(clippy::cast_precision_loss, clippy::cast_sign_loss, clippy::cast_possible_truncation, reason = "the damage")]
fn through_double(id: u64) -> String {
    (id as f64 as u64).to_string()
}

fn resident(it: &mut Chance) -> String {
    let body =
        format!("110105{:04}{:02}{:02}{:03}", 1960 + it.below(40), it.below(12) + 1, it.below(28) + 1, it.below(1000));
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    format!("{body}{}", char::from(b"10X98765432"[sum as usize % 11]))
}

fn card(it: &mut Chance) -> String {
    let body = format!("4{}", it.digits(14));
    let doubled = |(at, digit): (usize, u8)| {
        let digit = u32::from(digit - b'0') * if at % 2 == 0 { 2 } else { 1 };
        digit / 10 + digit % 10
    };
    let sum: u32 = body.bytes().enumerate().map(doubled).sum();
    format!("{body}{}", (10 - sum % 10) % 10)
}

const DAMAGED: [Kind; 20] = [
    seen(
        "zero-width blanks in ids",
        ID,
        |it, row| sometimes(row, || "A\u{200B}1".into(), || it.digits(6)),
        "invisible-character",
    ),
    seen(
        "marks of direction in notes",
        TEXT,
        |it, row| sometimes(row, || "a\u{202E}b".into(), || it.of(&NOTES).into()),
        "invisible-character",
    ),
    seen(
        "entities in notes",
        TEXT,
        |it, row| sometimes(row, || "S&amp;M".into(), || it.of(&NOTES).into()),
        "invisible-character",
    ),
    seen(
        "UTF-8 read as GBK",
        TEXT,
        |it, row| sometimes(row, || "璁㈠崟缂栧彿".into(), || it.of(&NOTES).into()),
        "mojibake",
    ),
    seen(
        "GBK read as Latin-1",
        TEXT,
        |it, row| sometimes(row, || "¶©µ¥±àºÅ".into(), || it.of(&NOTES).into()),
        "mojibake",
    ),
    seen("lost bytes", TEXT, |it, row| sometimes(row, || "收货锟斤拷".into(), || it.of(&NOTES).into()), "mojibake"),
    seen(
        "formulas",
        TEXT,
        |it, row| sometimes(row, || "=HYPERLINK(A1)".into(), || it.of(&NOTES).into()),
        "formula-injection",
    ),
    seen("fifteen digits kept", ID, |it, _| it.digits(15) + "0000", "precision-lost"),
    seen("seventeen digits kept", ID, |it, _| it.digits(17) + "0", "precision-lost"),
    seen(
        "ids through a double",
        ID,
        |it, _| through_double(1_730_000_000_000_000_000 + it.below(1 << 50)),
        "precision-lost",
    ),
    seen(
        "NULL among texts",
        PLAIN,
        |it, row| sometimes(row, || "NULL".into(), || it.of(&NOTES).into()),
        "null-spelling",
    ),
    seen("guards", PLAIN, |it, _| format!("=\"{}\"", it.digits(6)), "guard-undeclared"),
    seen("full-width ids", ID, |it, row| sometimes(row, || "ＡＢ１２".into(), || it.digits(6)), "full-width"),
    seen("mobile numbers", PLAIN, |it, _| format!("138{:08}", it.below(100_000_000)), "pii-undeclared"),
    seen("identity cards", PLAIN, |it, _| resident(it), "pii-undeclared"),
    seen("bank cards", PLAIN, |it, _| card(it), "secret-exposed"),
    seen(
        "access keys",
        TEXT,
        |it, row| sometimes(row, || format!("{}{}", "AKIA", "ABCDEFGH12345678"), || it.of(&NOTES).into()),
        "secret-exposed",
    ),
    declared(
        "patterns broken",
        "type: string, pattern: \"^A[0-9]{4}$\"",
        |it, row| sometimes(row, || "B1".into(), || format!("A{}", it.digits(4))),
        "pattern-mismatch",
    ),
    declared(
        "check digits broken",
        "type: string, format: gtin13",
        |_, row| sometimes(row, || "6901234567890".into(), || "6901234567892".into()),
        "checksum-invalid",
    ),
    declared(
        "numbers broken",
        "type: integer, minimum: \"0\"",
        |it, row| sometimes(row, || "1O".into(), || it.below(99).to_string()),
        "type-mismatch",
    ),
];

/// The findings of a file made of these kinds: column → rules, with whether any is an error.
fn judged(kinds: &[Kind], seed: u64) -> BTreeMap<String, Vec<(String, String)>> {
    let folder = TempDir::new().unwrap();
    let mut elements = String::new();
    let mut fields = String::new();
    let mut columns: Vec<Vec<String>> = Vec::new();
    for (at, kind) in kinds.iter().enumerate() {
        for copy in 0..EACH {
            let name = format!("c{at}x{copy}");
            let _ = writeln!(elements, "  col.{name}: {{title: column {name}, {}}}", kind.element);
            let _ = writeln!(fields, "          {name}: col.{name}");
            let mut chance = Chance(seed ^ (at as u64 * 1009 + copy));
            columns.push((0..ROWS).map(|row| (kind.cell)(&mut chance, row)).collect());
        }
    }
    let header: Vec<String> = fields.lines().map(|it| it.trim().split(':').next().unwrap().to_owned()).collect();
    let mut csv = header.join(",") + "\n";
    for row in 0..usize::try_from(ROWS).unwrap() {
        let cells: Vec<String> = columns.iter().map(|it| format!("\"{}\"", it[row].replace('"', "\"\""))).collect();
        csv += &(cells.join(",") + "\n");
    }
    let yaml = format!(
        "dictum: 1\nelements:\n{elements}systems:\n  made:\n    datasets:\n      columns:\n        files: [columns.csv]\n        fields:\n{fields}"
    );
    fs::write(folder.path().join("dictionary.yaml"), yaml).unwrap();
    fs::write(folder.path().join("columns.csv"), csv).unwrap();
    let arguments =
        ["check", "columns.csv", "--dictionary", "dictionary.yaml", "--format", "json", "--as-of", "2026-07-01"];
    let output = dictum().current_dir(&folder).args(arguments).output().unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut found: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for finding in report["findings"].as_array().unwrap() {
        let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
        if !text("field").is_empty() {
            found.entry(text("field")).or_default().push((text("rule"), text("severity")));
        }
    }
    found
}

#[test]
fn damage_is_found_and_clean_columns_are_left_alone() {
    let mut table = String::from("| kind | columns | rule | found | others |\n|---|---|---|---|---|\n");
    let (mut seen, mut missed, mut proven_missed, mut false_columns, mut false_errors) = (0, 0, 0, BTreeSet::new(), 0);
    for (kinds, is_clean) in [(&CLEAN, true), (&DAMAGED, false)] {
        let found = judged(kinds, 42);
        for (at, kind) in kinds.iter().enumerate() {
            let (mut hits, mut others) = (0, BTreeSet::new());
            for copy in 0..EACH {
                let rules = found.get(&format!("c{at}x{copy}")).cloned().unwrap_or_default();
                let hit = rules.iter().any(|(rule, _)| Some(rule.as_str()) == kind.rule);
                hits += u64::from(hit);
                others.extend(rules.iter().map(|(rule, _)| rule.clone()).filter(|it| Some(it.as_str()) != kind.rule));
                if is_clean && !rules.is_empty() {
                    false_columns.insert((kind.name, copy));
                    false_errors += u64::from(rules.iter().any(|(_, severity)| severity == "error"));
                }
            }
            if kind.rule.is_some() && kind.declared {
                proven_missed += EACH - hits;
            } else if kind.rule.is_some() {
                seen += EACH;
                missed += EACH - hits;
            }
            let others: Vec<String> = others.into_iter().collect();
            let _ = writeln!(
                table,
                "| {} | {EACH} | {} | {hits} | {} |",
                kind.name,
                kind.rule.unwrap_or("–"),
                others.join(", ")
            );
        }
    }
    let path = common::fixtures("detectors/TABLE.md");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &table).unwrap();
    }
    assert_eq!(fs::read_to_string(&path).unwrap_or_default(), table, "UPDATE=1 takes what was found as right");
    assert_eq!(proven_missed, 0, "a declared constraint was not checked\n{table}");
    assert!(missed * 20 <= seen, "{missed} of {seen} damaged columns were missed\n{table}");
    assert_eq!(false_errors, 0, "a clean column got an error: {false_columns:?}\n{table}");
    assert!(false_columns.len() <= 1, "clean columns were blamed: {false_columns:?}\n{table}");
}
