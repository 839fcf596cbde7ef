//! A draft put into the dictionary itself: only lines are added, and nothing that people wrote is touched.

use std::fmt::Write;
use std::path::Path;

use super::element::numbered;
use super::parts::{Part, parts};
use crate::document::{self, Kind, NodeRef, Syntax};
use crate::model::Dictionary;
use crate::text::{Span, edited};

/// A file of the dictionary with the draft in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// Where it is.
    pub path: String,
    /// Its whole new text.
    pub text: String,
    /// The text that it had; none of a new file.
    pub before: Option<String>,
}

/// The files that change: those of the systems that get datasets; in a folder a new file for everything else, which in a
/// dictionary of one file goes there.
///
/// # Errors
/// The path of a file that nothing can be added to where it would have to stand.
pub(super) fn merged(dictionary: &Dictionary, path: &Path, draft: &str) -> Result<Vec<Merged>, String> {
    let is_known = |system: &str| dictionary.systems.contains_key(system);
    let (of_systems, new): (Vec<Part>, Vec<Part>) =
        parts(draft, is_known).into_iter().partition(|it| it.under.len() > 1);
    let mut files: Vec<Merged> = Vec::new();
    if path.is_dir() && !new.is_empty() {
        files.push(new_file(path, &new));
    }
    let single = (!path.is_dir()).then(|| path.to_string_lossy().into_owned());
    for part in of_systems.iter().chain(new.iter().filter(|_| single.is_some())) {
        let system = part.under.get(1).and_then(|it| dictionary.systems.get(it.as_str()));
        let path = match (system, &single) {
            (Some(system), _) => dictionary.sources.get(system.origin.file).path.to_string(),
            (None, single) => single.clone().unwrap_or_default(),
        };
        add(&mut files, &path, part).ok_or(path)?;
    }
    Ok(files)
}

fn new_file(folder: &Path, new: &[Part]) -> Merged {
    let name = numbered("inferred".to_owned(), |it| !folder.join(format!("{it}.yaml")).exists());
    let mut text =
        "# Drafted by dictum: to be confirmed, corrected and moved where it belongs.\ndictum: 1\n".to_owned();
    for part in new {
        let section = part.under.first().map_or("", String::as_str);
        let _ = write!(text, "\n{section}:\n{}", indented(&part.text, 2));
    }
    Merged { path: folder.join(format!("{name}.yaml")).to_string_lossy().into_owned(), text, before: None }
}

/// Adds a part to a file, which is read where it was not yet.
fn add(files: &mut Vec<Merged>, path: &str, part: &Part) -> Option<()> {
    if !files.iter().any(|it| it.path == path) {
        let text = std::fs::read_to_string(path).ok()?;
        files.push(Merged { path: path.to_owned(), text: text.clone(), before: Some(text) });
    }
    let file = files.iter_mut().find(|it| it.path == path)?;
    file.text = added(&file.text, part)?;
    Some(())
}

/// The text with a part in it; none where its place is an alias, no mapping, or the text cannot be read.
fn added(text: &str, part: &Part) -> Option<String> {
    let parsed = document::parse(text, Syntax::detect("", text));
    let known = parsed.document?;
    let mut place = known.root();
    let mut keys = part.under.iter();
    let mut missing: Vec<&str> = Vec::new();
    for key in keys.by_ref() {
        let Some(entry) = place.entry(key) else {
            missing.push(key);
            break;
        };
        if entry.value.span() != entry.value.site() {
            return None;
        }
        if entry.value.kind() == Kind::Null {
            let rest: Vec<&str> = keys.map(String::as_str).collect();
            return Some(beneath(text, entry.key_span, &nested(&rest, &part.text)));
        }
        place = entry.value;
    }
    missing.extend(keys.map(String::as_str));
    let edit = within(text, place, &nested(&missing, &part.text))?;
    Some(edited(text, &[edit]))
}

/// The lines under keys that are not there yet.
fn nested(keys: &[&str], lines: &str) -> String {
    keys.iter().rev().fold(lines.to_owned(), |lines, key| format!("{key}:\n{}", indented(&lines, 2)))
}

/// Under a key that has nothing yet.
fn beneath(text: &str, key: Span, lines: &str) -> String {
    let end = line_end(text, key.range().end);
    let lines = indented(lines, column(text, key.range().start) + 2);
    edited(text, &[(Span::new(end, end), like(text, &format!("\n{}", lines.trim_end())))])
}

/// At the end of a mapping or a list.
fn within(text: &str, place: NodeRef<'_>, lines: &str) -> Option<(Span, String)> {
    let raw = place.raw();
    let start = place.span().range().start;
    let inner = raw.trim_end();
    if inner.ends_with(['}', ']']) && inner.starts_with(['{', '[']) {
        let end = start + inner.len() - 1;
        let before = inner.get(1..inner.len() - 1)?.trim();
        let comma = if before.is_empty() || before.ends_with(',') { "" } else { ", " };
        return Some((Span::new(end, end), format!("{comma}{}", flow(lines)?)));
    }
    if !matches!(place.kind(), Kind::Object | Kind::Array) {
        return None;
    }
    let end = line_end(text, start + inner.len());
    // Under the root the section before is parted by an empty line.
    let column = column(text, start);
    let gap =
        if column == 0 && place.kind() == Kind::Object && place.entry("dictum").is_some() { "\n\n" } else { "\n" };
    let rest = text.get(end..).unwrap_or_default();
    let last = if rest.is_empty() { "\n" } else { "" };
    let lines = indented(lines, column);
    Some((Span::new(end, end), like(text, &format!("{gap}{}{last}", lines.trim_end()))))
}

/// The same as entries of a mapping or a list in brackets.
fn flow(lines: &str) -> Option<String> {
    let parsed = document::parse(lines, Syntax::Yaml).document?;
    let json = parsed.root().to_json().to_string();
    Some(json.get(1..json.len() - 1)?.to_owned())
}

fn column(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    before.len() - before.rfind('\n').map_or(0, |it| it + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let end = rest.find('\n').map_or(text.len(), |it| at + it);
    if text.get(..end).is_some_and(|it| it.ends_with('\r')) { end - 1 } else { end }
}

fn indented(lines: &str, by: usize) -> String {
    let blanks = " ".repeat(by);
    lines.lines().map(|it| if it.is_empty() { "\n".to_owned() } else { format!("{blanks}{it}\n") }).collect()
}

/// With the line breaks of a text.
fn like(text: &str, lines: &str) -> String {
    if text.contains("\r\n") { lines.replace('\n', "\r\n") } else { lines.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_added_where_they_belong_and_nothing_else_changes() {
        let part = Part {
            under: ["systems", "shop", "datasets"].map(str::to_owned).to_vec(),
            text: "# seen\nnew: {files: [a]}\n".to_owned(),
        };
        for (text, expected) in [
            (
                "systems:\n  shop:\n    datasets:\n      old: {files: [b]}  # mine\n      # a last word\nrelations: []\n",
                "systems:\n  shop:\n    datasets:\n      old: {files: [b]}  # mine\n      # seen\n      new: {files: [a]}\n      # a last word\nrelations: []\n",
            ),
            (
                "systems:\n  shop:\n    title: x\n",
                "systems:\n  shop:\n    title: x\n    datasets:\n      # seen\n      new: {files: [a]}\n",
            ),
            (
                "systems:\n  shop:\n    datasets:  # none yet\n    title: x",
                "systems:\n  shop:\n    datasets:  # none yet\n      # seen\n      new: {files: [a]}\n    title: x",
            ),
            (
                "systems: {shop: {datasets: {old: {files: [b]}}}}\n",
                "systems: {shop: {datasets: {old: {files: [b]}, \"new\":{\"files\":[\"a\"]}}}}\n",
            ),
            ("dictum: 1", "dictum: 1\n\nsystems:\n  shop:\n    datasets:\n      # seen\n      new: {files: [a]}\n"),
            (
                "systems:\r\n  shop:\r\n    datasets:\r\n      old:\r\n        files: [b]\r\n",
                "systems:\r\n  shop:\r\n    datasets:\r\n      old:\r\n        files: [b]\r\n      # seen\r\n      new: {files: [a]}\r\n",
            ),
        ] {
            assert_eq!(added(text, &part).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_written_elsewhere_is_not_changed_from_here() {
        let part = Part { under: vec!["elements".to_owned()], text: "a.b: {type: string}\n".to_owned() };
        assert_eq!(added("x: &all {c.d: 1}\nelements: *all\n", &part), None);
        assert_eq!(added("elements: some text\n", &part), None);
    }
}
