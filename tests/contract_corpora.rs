//! Contracts of other people, where they are at hand: read, or refused with a reason.
//!
//! The folder is `../shared/corpora` beside the repository, or what `DICTUM_CORPORA` names; without it nothing is tested.

#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "a test may stop at what it does not expect, and say so")]

use std::path::{Path, PathBuf};

use dictum::contract::{self, ProblemKind};
use dictum::text::Sources;

fn corpora() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora");
    let folder = std::env::var_os("DICTUM_CORPORA").map_or(beside, PathBuf::from);
    if !folder.is_dir() {
        eprintln!("skipped: there is no {}", folder.display());
        return None;
    }
    Some(folder)
}

/// Every file below `folder`, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { waiting.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

/// Format, and what is invalid.
fn read(path: &Path) -> (&'static str, Vec<String>) {
    let mut sources = Sources::default();
    let contract = contract::open(path, &path.to_string_lossy(), &mut sources).unwrap();
    let problems = contract.problems().iter().filter(|it| it.kind == ProblemKind::Invalid);
    let told = problems.map(|it| {
        let at = sources.get(it.origin.file);
        let line = at.lines.position(it.origin.span.start, &at.text).line;
        format!("{line}: {:?}", it.message)
    });
    (contract.format(), told.collect())
}

#[test]
fn the_openapi_suite_is_judged_as_it_says() {
    let Some(corpora) = corpora() else { return };
    let mut wrong = Vec::new();
    let mut judged = 0;
    for path in files(&corpora.join("1-conformance/openapi-spec")) {
        let shown = path.to_string_lossy().into_owned();
        let passes = shown.contains("/pass/");
        if !passes && !shown.contains("/fail/") {
            continue;
        }
        judged += 1;
        let (format, problems) = read(&path);
        if !format.starts_with("openapi-3.") || problems.is_empty() != passes {
            wrong.push(format!("{shown}: {format} {problems:#?}"));
        }
    }
    assert!(judged > 60, "{judged}");
    assert!(wrong.is_empty(), "{wrong:#?}");
}
