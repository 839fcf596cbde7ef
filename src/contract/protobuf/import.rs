//! The files that a file imports: found as the compiler finds them, below a root that holds the importing file.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};

use super::super::typed::reading::{Reading, Text};
use super::file::{self, File, part};
use super::known;
use crate::text::Span;

/// Most folders above the importing file that may be the root of imports.
const HIGHEST: usize = 12;

/// Names of files that stand at a root of imports.
const MARKS: [&str; 5] = [".git", "buf.yaml", "buf.work.yaml", "buf.gen.yaml", "go.mod"];

/// The file and all that it imports, itself first; and imports of it that were not found.
///
/// The last part tells whether every file was found and read, so that a type nobody declares is one that does not exist.
pub(super) fn follow(reading: &mut Reading<'_>, first: File) -> (Vec<File>, Vec<(String, Span)>, bool) {
    let mut is_complete = true;
    let mut files = vec![first];
    let mut missing = Vec::new();
    let mut queue = VecDeque::from([0]);
    while let Some(index) = queue.pop_front() {
        for (path, span) in imports(files.get(index)) {
            let Some(file) = files.get(index) else { continue };
            let found = find(&file.text, &path);
            let loaded = found.and_then(|(found, shown)| reading.load(&found, &shown));
            match loaded {
                Some((text, true)) => match file::parse(&text) {
                    Ok(file) => {
                        queue.push_back(files.len());
                        files.push(file);
                    }
                    Err(noted) => {
                        reading.note(&text, *noted);
                        is_complete = false;
                    }
                },
                Some((_, false)) => {}
                None if known::is_known_file(&path) => is_complete = false,
                // Imports of imports may be declared elsewhere; the contract's own are what its reader must have.
                None => missing.push((path, if index == 0 { span } else { Span::default() })),
            }
        }
    }
    is_complete &= missing.is_empty();
    missing.retain(|(_, span)| !span.is_empty());
    (files, missing, is_complete)
}

fn imports(file: Option<&File>) -> Vec<(String, Span)> {
    let Some(file) = file else { return Vec::new() };
    let all = file.proto.dependency.iter().zip(0_i32..);
    all.map(|(path, at)| (path.clone(), file.span(&[part::IMPORT, at]).unwrap_or_default())).collect()
}

/// The file that `import` means, and how reports show it.
fn find(from: &Text, import: &str) -> Option<(PathBuf, String)> {
    let relative = Path::new(import);
    let is_plain = relative.components().all(|it| matches!(it, std::path::Component::Normal(_)));
    if !is_plain || relative.extension().is_none_or(|it| it != "proto") {
        return None;
    }
    let mut shown = from.shown.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let folder = from.folder().canonicalize().ok()?;
    for (steps, root) in folder.ancestors().take(HIGHEST).enumerate() {
        let path = root.join(relative);
        if path.is_file() {
            let shown = if shown.is_empty() { import.to_owned() } else { format!("{shown}/{import}") };
            let shown = if steps > 0 && from.shown.split('/').count() <= steps { path_of(&path) } else { shown };
            return Some((path, shown));
        }
        if MARKS.iter().any(|mark| root.join(mark).exists()) {
            break;
        }
        shown = shown.rsplit_once('/').map_or(String::new(), |(above, _)| above.to_owned());
    }
    None
}

fn path_of(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
