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

#[test]
fn look() {
    let root = std::env::var("LOOK").unwrap();
    let mut found = Vec::new();
    files(Path::new(&root), &mut found);
    for path in found {
        let Ok(bytes) = std::fs::read(&path) else { continue };
        let head = &bytes[..bytes.len().min(65536)];
        let Some(kind) = contract::recognise(&path, head) else { continue };
        if ["openapi", "swagger", "asyncapi", "json-schema"].contains(&kind) { continue }
        let shown = path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
        let mut sources = Sources::default();
        let opened = match contract::open(&path, &shown, &mut sources) {
            Ok(it) => it,
            Err(error) => { eprintln!("FAIL {kind} {shown}: {:?}", error.reason); continue }
        };
        let lowered = opened.fields("");
        eprintln!("{kind} {} {shown}: {} fields, read {}", opened.format(), lowered.fields.len(), lowered.is_read);
        for problem in opened.problems().iter().chain(&lowered.problems).take(6) {
            let at = sources.position(problem.origin);
            eprintln!("    {}:{} {:?} {}", at.line, at.column, problem.kind, problem.message.text(Lang::En));
        }
    }
}
