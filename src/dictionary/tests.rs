//! Whole dictionaries.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::*;
use crate::document::Schema;
use crate::message::Lang;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

/// Named formats; those that fixtures and packs use.
const FORMATS: [&str; 10] = [
    "gtin",
    "cn-mobile",
    "email",
    "cn-uscc",
    "currency",
    "country",
    "cn-resident-id",
    "cn-admin-division",
    "cn-cosmetic-filing",
    "sc-licence",
];

fn known() -> Known {
    let rules = vec!["code-unknown", "date-format", "value-missing", "field-missing"];
    Known { rules, formats: FORMATS.to_vec(), inputs: vec!["csv", "json"] }
}

/// Every finding on one line: place, rule, words.
fn told(loaded: &Loaded) -> String {
    let mut lines = String::new();
    for finding in &loaded.findings {
        let place = &finding.places[0];
        let path = finding.path.as_deref().unwrap_or_default();
        let (line, column) = (place.line, place.column);
        let help = finding.help.as_ref().map_or("", |it| it.text(Lang::En));
        let words = finding.message.text(Lang::En);
        writeln!(lines, "{path}:{line}:{column} {} {words} — {help}", finding.rule).unwrap();
    }
    lines
}

#[test]
fn the_schema_compiles() {
    Schema::compile(schema()).unwrap();
}

#[test]
fn the_shop_loads_without_findings() {
    let loaded = load(&fixture("shop/dictionary"), "dictionary", &known()).unwrap();
    assert_eq!(told(&loaded), "");
    let dictionary = &loaded.dictionary;
    assert_eq!(dictionary.elements.len(), 40);
    assert_eq!(dictionary.systems.len(), 6);
    assert_eq!(dictionary.relations.len(), 9);
    assert_eq!(dictionary.sources.iter().count(), loaded.files.len());
    assert_eq!(dictionary.unchecked.len(), 0, "{:?}", dictionary.unchecked);
}

/// What the comments of a fixture want: line, column, rule.
fn wanted(text: &str) -> Vec<(u64, u64, String)> {
    let mut all = Vec::new();
    for (line, text) in (1..).zip(text.lines()) {
        let Some((_, marks)) = text.split_once("# ! ") else { continue };
        let words: Vec<&str> = marks.split_whitespace().collect();
        all.extend(words.chunks(2).map(|pair| (line, pair[1].parse().unwrap(), pair[0].to_owned())));
    }
    all
}

#[test]
fn all_mistakes_are_told_in_one_run() {
    let path = fixture("mistakes/dictionary.yaml");
    let wanted = wanted(&std::fs::read_to_string(&path).unwrap());
    assert!(wanted.len() > 30, "{}", wanted.len());
    let loaded = load(&path, "dictionary.yaml", &known()).unwrap();
    let found = loaded.findings.iter().map(|it| (it.places[0].line, it.places[0].column, it.rule.to_string()));
    let found: Vec<_> = found.collect();
    assert_eq!(found, wanted, "\n{}", told(&loaded));
    for finding in &loaded.findings {
        let help = finding.help.as_ref().unwrap();
        for lang in [Lang::En, Lang::ZhCn] {
            assert!(!finding.message.text(lang).is_empty() && !help.text(lang).is_empty(), "{finding:?}");
        }
    }
    // What is right beside a mistake is loaded.
    assert_eq!(loaded.dictionary.elements.len(), 15);
    assert_eq!(loaded.dictionary.datasets["shop.orders"].fields.len(), 2);
}

#[test]
fn near_names_are_offered() {
    let loaded = load(&fixture("mistakes/dictionary.yaml"), "dictionary.yaml", &known()).unwrap();
    let told = told(&loaded);
    for (line, near) in
        [(9, "title"), (10, "string"), (12, "yyyy-MM-dd"), (17, "gtin"), (19, "order.name"), (39, "ecommerce")]
    {
        let start = format!("dictionary.yaml:{line}:");
        let words = told.lines().find(|it| it.starts_with(&start)).unwrap_or_default();
        assert!(words.contains(&format!("write `{near}`")), "{line}: {words}");
    }
}

#[test]
fn the_published_schema_is_the_one_in_force() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/dictionary.schema.json");
    let wanted = format!("{}\n", serde_json::to_string_pretty(&schema()).unwrap());
    if std::env::var_os("DICTUM_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &wanted).unwrap();
    }
    let published = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(published == wanted, "run this test with DICTUM_BLESS=1 and commit {}", path.display());
}

#[test]
fn the_example_loads_clean_and_lists_what_is_not_checked() {
    let loaded = load(&fixture("example/dictionary.yaml"), "example/dictionary.yaml", &known()).unwrap();
    assert_eq!(told(&loaded), "");
    let dictionary = &loaded.dictionary;
    let country = &dictionary.code_lists["country"];
    assert_eq!(country.values.keys().map(|it| &**it).collect::<Vec<_>>(), ["CN", "SG", "NO"]);
    assert_eq!(dictionary.sources.get(country.values["SG"].origin.file).path.as_ref(), "example/codes/country.csv");
    assert_eq!(dictionary.sources.position(country.values["NO"].origin).line, 4);
    assert_eq!(loaded.files.len(), 3);
    let format = dictionary.elements["campaign.id"].constraints.pattern.as_ref().unwrap();
    assert_eq!((&*format.value.0, dictionary.sources.slice(format.origin)), ("^CP[0-9]{8}$", "\"^CP[0-9]{8}$\""));
    let mut unchecked: Vec<&str> = dictionary.unchecked.iter().map(|it| &*it.subject).collect();
    unchecked.sort_unstable();
    assert_eq!(unchecked, ["dictionary.profiles.beauty", "metrics.repurchaseRate", "rules.x-free",]);
}

#[test]
fn files_are_merged_and_an_id_stays_with_the_first() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write("a.yaml", "\u{FEFF}dictum: 1\nelements:\n  a.b: {type: string, codes: c}\n");
    write("deep/b.yml", "dictum: 1\nelements:\n  a.b: {type: integer}\ncodeLists:\n  c: {source: ../codes/c.csv}\n");
    write("codes/c.csv", "\u{FEFF}code,title\r\nX,x\r\nX,again\r\n");
    write("openapi.yaml", "openapi: 3.1.0\ninfo: {}\n");
    write(".hidden.yaml", "dictum: 2\n");
    write("broken.yaml", "elements: {a.c: {type: string}}\n");
    let loaded = load(folder.path(), "dict/", &known()).unwrap();
    let places = loaded
        .findings
        .iter()
        .map(|it| (it.path.as_deref().unwrap(), it.places[0].line, it.places[0].column, it.rule.name()));
    let places: Vec<_> = places.collect();
    assert_eq!(
        places,
        [
            ("dict/broken.yaml", 1, 1, "dictionary-invalid"),
            ("dict/deep/b.yml", 3, 3, "name-duplicate"),
            ("dict/codes/c.csv", 3, 1, "name-duplicate"),
        ],
        "{}",
        told(&loaded)
    );
    assert_eq!(loaded.findings[1].related[0].place.path.as_deref(), Some("dict/a.yaml"));
    assert_eq!(loaded.files.len(), 4);
    assert_eq!(loaded.dictionary.elements["a.b"].kind.value, crate::model::LogicalType::String);
}

#[test]
fn nothing_to_load_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("x.yaml"), "openapi: 3.0.0").unwrap();
    for path in [folder.path().to_path_buf(), folder.path().join("none")] {
        let error = load(&path, "d", &known()).unwrap_err();
        assert!(!error.to_string().is_empty() && !error.help().text(Lang::ZhCn).is_empty());
    }
}

/// Loads bytes as one file.
fn load_bytes(bytes: &[u8]) -> Loaded {
    let file = tempfile::Builder::new().suffix(".yaml").tempfile().unwrap();
    std::fs::write(file.path(), bytes).unwrap();
    load(file.path(), "d.yaml", &known()).unwrap()
}

#[test]
fn a_count_from_1970_is_led_to_its_unit() {
    for wire in ["format: epochMillis", "unit: epochMillis", "format: unix_ms"] {
        let text = format!(
            "dictum: 1\nelements: {{a.b: {{type: timestamp}}}}\nsystems: {{s: {{datasets: {{d: {{files: [x.csv], \
             fields: {{b: {{element: a.b, wire: {{{wire}}}}}}}}}}}}}}}\n"
        );
        let told = told(&load_bytes(text.as_bytes()));
        assert!(told.contains("`wire: {type: integer, unit: epochMillis}`"), "{wire}: {told}");
    }
}

#[test]
fn a_misspelled_key_is_one_finding() {
    let text = "dictum: 1\nelements: {a.b: {typ: string}}\nsystems: {s: {datasets: {d: {files: [x.csv], feilds: {b: a.b}}}}}\n";
    let told = told(&load_bytes(text.as_bytes()));
    let meant: Vec<bool> = ["`type`", "`fields`"].map(|key| told.contains(key)).into();
    assert_eq!((told.lines().count(), meant), (2, vec![true, true]), "{told}");
}

#[test]
fn hostile_files_give_findings() {
    for (bytes, id) in [
        (&b"dictum: 1\nelements: {\xB6\xA9: {type: string}}"[..], "not_utf8"),
        (b"dictum: 1\nelements: [", "syntax"),
        (b"", "wrong_type"),
        (b"dictum: 2", "not_one_of"),
        (b"dictum: 1\n---\ndictum: 1", "several_documents"),
        (b"dictum: 1\nelements: *none", "alias_unknown"),
        (b"- 1", "wrong_type"),
        (b"dictum: 1\ncodeLists: {c: {source: /etc/passwd}}", "source_outside"),
    ] {
        let loaded = load_bytes(bytes);
        let found = loaded.findings.iter().any(|it| it.message.id() == id);
        assert!(found, "{id}: {}", told(&loaded));
    }
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(64))]
    #[test]
    fn no_bytes_make_it_panic(
        which in 0..2_usize,
        edits in proptest::collection::vec((0..20_000_usize, 0..12_usize, proptest::collection::vec(proptest::num::u8::ANY, 0..6)), 1..6),
    ) {
        let name = ["example/dictionary.yaml", "mistakes/dictionary.yaml"][which];
        let mut bytes = std::fs::read(fixture(name)).unwrap();
        for (at, drop, with) in edits {
            let start = at % bytes.len();
            let end = (start + drop).min(bytes.len());
            bytes.splice(start..end, with);
        }
        let loaded = load_bytes(&bytes);
        for finding in &loaded.findings {
            assert!(!finding.places.is_empty());
        }
    }
}
