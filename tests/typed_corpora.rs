//! Real contracts in languages of named types: each is read, or refused for what it is.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::allow_attributes,
    reason = "a test may stop at what it does not expect"
)]

mod common;

use std::path::{Path, PathBuf};

use dictum::contract;
use dictum::message::Lang;
use dictum::text::Sources;

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

/// What a file seems to be, and what became of it: fields, or problems in words.
fn outcome(path: &Path, shown: &str) -> Option<(&'static str, usize, Vec<String>)> {
    let bytes = std::fs::read(path).unwrap();
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let kind = contract::recognise(path, head)?;
    let mut sources = Sources::default();
    let opened = match contract::open(path, shown, &mut sources) {
        Ok(opened) => opened,
        Err(error) => return Some((kind, 0, vec![error.reason.text(Lang::En).to_owned()])),
    };
    let lowered = opened.fields("");
    let problems = opened.problems().iter().chain(&lowered.problems);
    let told = problems.map(|it| {
        let at = sources.position(it.origin);
        format!("{}:{} {}", at.line, at.column, it.message.text(Lang::En))
    });
    let told = told.collect();
    if std::env::var_os("LOOK").is_some() {
        eprintln!("{} {shown}: {} fields, {told:#?}", opened.format(), lowered.fields.len());
    }
    Some((kind, lowered.fields.len(), told))
}

/// Files that are wrong, and what is said of them.
const REFUSED: [(&str, &str); 6] = [
    ("invalid_users_schema.avro", "the document cannot be read"),
    ("lint/invalid.odcs.yaml", "is missing, which ODCS requires"),
    ("lint/invalid_multiple_errors.odcs.yaml", "is missing, which ODCS requires"),
    ("schemas/reserved.avsc", "the contract declares no record"),
    ("stakeholders/basic-four-dpo.odcs.yaml", "the contract declares no record"),
    ("frictionless-py/data/issue-977.json", "the contract declares no record"),
];

/// What may be said of a file that is right: it has several parts, or none, and a dataset has to name one.
const FINE: [&str; 3] = ["no part of it is named", "declares no record", "is remote, and nothing is fetched"];

#[test]
fn every_typed_contract_of_the_corpora_is_read_or_refused_for_what_it_is() {
    let Some(root) = std::env::var_os("LOOK").map(PathBuf::from).or_else(|| common::shared("corpora/")) else {
        eprintln!("skipped: DICTUM_CORPORA names no folder");
        return;
    };
    let mut found = Vec::new();
    files(&root, &mut found);
    let (mut read, mut refused, mut strange) = (0, Vec::new(), Vec::new());
    for path in found {
        let shown = path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
        let Some((kind, fields, told)) = outcome(&path, &shown) else { continue };
        if ["openapi", "swagger", "asyncapi", "json-schema"].contains(&kind) {
            continue;
        }
        let worded = told.iter().all(|it| FINE.iter().any(|fine| it.contains(fine)));
        match REFUSED.iter().find(|(end, _)| shown.ends_with(end)) {
            Some((_, reason)) if told.iter().any(|it| it.contains(reason)) => refused.push(shown),
            _ if worded && (fields > 0 || !told.is_empty()) => read += 1,
            // A schema without properties says nothing, and is right.
            _ if worded && kind == "odcs" => read += 1,
            _ => strange.push(format!("{kind} {shown}: {fields} fields, {told:?}")),
        }
    }
    assert!(strange.is_empty(), "{strange:#?}");
    if std::env::var_os("LOOK").is_none() {
        assert!(read > 150, "{read}");
        assert_eq!(refused.len(), REFUSED.len(), "{refused:?}");
    }
}
