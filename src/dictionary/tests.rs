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

#[test]
fn by_hand() {
    let Ok(path) = std::env::var("DICTUM_TRY") else { return };
    let loaded = load(Path::new(&path), &path, &known()).unwrap();
    println!("{}{:#?}", told(&loaded), loaded.dictionary.unchecked);
    println!("{:#?}", loaded.dictionary.datasets);
    println!("{:#?}", loaded.dictionary.elements);
}
