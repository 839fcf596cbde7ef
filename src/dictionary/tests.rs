//! Whole dictionaries.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::*;
use crate::document::Schema;
use crate::message::Lang;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

fn known() -> Known {
    let rules = vec!["code-unknown", "date-format", "value-missing", "field-missing"];
    Known { rules, formats: vec!["gtin", "cn-mobile", "email", "cn-uscc"] }
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
    assert_eq!(loaded.dictionary.elements.len(), 16);
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
