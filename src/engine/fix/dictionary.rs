//! Files of the dictionary mended by the edits that findings propose: comments, order and style of everything else stay.

use std::io::Write;
use std::sync::Arc;

use super::tally::{Change, FileFixed};
use super::{FileToFix, FixError, Fixed, Fixing, Hunk, Workshop};
use crate::dictionary::Loaded;
use crate::engine::request::Request;
use crate::finding::{Finding, Safety};
use crate::message::Message;
use crate::text::{FileId, Origin, SourceFile, edited};

/// Whether every path that was named is the dictionary's own.
pub(super) fn is_meant(loaded: &Loaded, request: &Request) -> bool {
    let real = |path: &std::path::Path| std::fs::canonicalize(path).ok();
    let home = real(&request.dictionary);
    !request.paths.is_empty()
        && request.paths.iter().all(|path| {
            real(path).is_some_and(|it| loaded.files.contains(&it) || (it.is_dir() && home.as_ref() == Some(&it)))
        })
}

/// Mends the files that were named.
pub(super) fn mend(
    loaded: &Loaded,
    request: &Request,
    fixing: Fixing,
    workshop: &mut dyn Workshop,
) -> Result<Fixed, FixError> {
    let mut fixed = Fixed::default();
    let named: Vec<_> = request.paths.iter().filter_map(|it| std::fs::canonicalize(it).ok()).collect();
    let of_dictionary: Arc<str> = Arc::from("dictionary");
    for (id, source) in loaded.dictionary.sources.iter() {
        let path = std::path::Path::new(&*source.path);
        let is_named = std::fs::canonicalize(path).is_ok_and(|it| named.iter().any(|root| it.starts_with(root)));
        if !is_named {
            continue;
        }
        fixed.found += 1;
        let file = FileToFix { path, shown: &source.path, dataset: &of_dictionary };
        fixed.files.push(one(loaded, (id, source), (file, fixing), workshop)?);
    }
    Ok(fixed)
}

fn one(
    loaded: &Loaded,
    (id, source): (FileId, &SourceFile),
    (file, fixing): (FileToFix<'_>, Fixing),
    workshop: &mut dyn Workshop,
) -> Result<FileFixed, FixError> {
    let mut done =
        FileFixed { path: Arc::clone(&source.path), dataset: Arc::clone(file.dataset), ..FileFixed::default() };
    let mut edits = Vec::new();
    for finding in loaded.findings.iter().filter(|it| it.path.as_ref() == Some(&source.path)) {
        match change(loaded, id, finding) {
            Some((change, at, text)) if change.safety == Safety::Safe || fixing.also_unsafe => {
                done.made.push(change);
                edits.push((at.span, text));
            }
            Some((change, ..)) => {
                done.proposed.push(change);
                done.left += 1;
            }
            None => done.left += 1,
        }
    }
    let wrote = |cause| FixError::Write { path: Arc::clone(&source.path), cause };
    let text = edited(&source.text, &edits);
    if fixing.diff && text != *source.text {
        for (line, (before, after)) in (1..).zip(source.text.lines().zip(text.lines())).filter(|(_, (a, b))| a != b) {
            let hunk = Hunk { line, before: vec![before.to_owned()], after: vec![after.to_owned()] };
            workshop.show(file, &hunk).map_err(wrote)?;
        }
    }
    let mut out = workshop.begin(file).map_err(wrote)?;
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(wrote)?;
    workshop.finish(file, &done).map_err(wrote)?;
    Ok(done)
}

/// The edit that a finding proposes in this file.
fn change(loaded: &Loaded, file: FileId, finding: &Finding) -> Option<(Change, Origin, String)> {
    let fix = finding.fix.as_ref()?;
    let (at, text) = fix.edit.as_ref().filter(|(at, _)| at.file == file)?;
    let sources = &loaded.dictionary.sources;
    let change = Change {
        rule: finding.rule,
        field: None,
        safety: fix.safety,
        count: 1,
        line: sources.position(*at).line,
        before: Message::verbatim(sources.slice(*at)),
        after: Message::verbatim(text.as_str()),
    };
    Some((change, *at, text.clone()))
}
