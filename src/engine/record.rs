//! The day and verdict of a compatibility test, written into the dictionary where it keeps them.

use crate::model::{Compat, Date, Dictionary, Verdict};
use crate::text::{FileId, Span, edited};

/// The file that a verdict stands in, its new text, and the line it stands at.
pub struct Recorded {
    /// The file, as reports show it.
    pub path: String,
    /// The whole new text.
    pub text: String,
    /// Line of the declaration, from 1.
    pub line: u64,
}

/// The dictionary's file with the verdict on `system` in it; nothing where the system keeps none.
pub fn record(dictionary: &Dictionary, system: &str, (day, verdict): (Date, Verdict)) -> Option<Recorded> {
    let compat = dictionary.systems.get(system)?.compat.as_ref()?;
    let file = dictionary.sources.get(compat.origin.file);
    let edits = edits(dictionary, compat, (day, verdict));
    Some(Recorded {
        path: file.path.to_string(),
        text: edited(&file.text, &edits),
        line: dictionary.sources.position(compat.origin).line,
    })
}

fn edits(dictionary: &Dictionary, compat: &Compat, (day, verdict): (Date, Verdict)) -> Vec<(Span, String)> {
    let mut edits = Vec::new();
    let mut missing = Vec::new();
    match &compat.last {
        Some(last) => edits.push((last.origin.span, day.to_string())),
        None => missing.push(format!("last: {day}")),
    }
    match &compat.verdict {
        Some(known) => edits.push((known.origin.span, verdict.name().to_owned())),
        None => missing.push(format!("verdict: {}", verdict.name())),
    }
    if missing.is_empty() {
        return edits;
    }
    let span = compat.origin.span;
    let text = dictionary.sources.slice(compat.origin);
    if text.trim_end().ends_with('}') {
        let end = span.range().start + text.trim_end().len() - 1;
        let inner = text.trim_end().trim_end_matches('}').trim_end();
        let comma = if inner.ends_with('{') || inner.ends_with(',') { "" } else { ", " };
        edits.push((Span::new(end, end), format!("{comma}{}", missing.join(", "))));
    } else {
        // A block: its keys stand in the column of the first.
        let start = span.range().start;
        let indent = " ".repeat(indent(dictionary, compat.origin.file, start));
        let lines: Vec<String> = missing.iter().map(|it| format!("{it}\n{indent}")).collect();
        edits.push((Span::new(start, start), lines.concat()));
    }
    edits
}

fn indent(dictionary: &Dictionary, file: FileId, at: usize) -> usize {
    let before = dictionary.sources.get(file).text.get(..at).unwrap_or_default();
    before.len() - before.rfind('\n').map_or(0, |it| it + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::testing::{TODAY, dictionary};

    #[test]
    fn a_verdict_is_written_where_the_system_keeps_it() {
        for (compat, recorded) in [
            (
                "compat: {every: P3M, last: 2026-01-01}  # why\n",
                "compat: {every: P3M, last: 2026-07-01, verdict: compatible}  # why\n",
            ),
            ("compat: {every: P3M}\n", "compat: {every: P3M, last: 2026-07-01, verdict: compatible}\n"),
            (
                "compat:\n      every: P3M\n      last: 2026-01-01  # then\n      verdict: conditional\n",
                "compat:\n      every: P3M\n      last: 2026-07-01  # then\n      verdict: compatible\n",
            ),
            (
                "compat:\n      every: P3M\n",
                "compat:\n      last: 2026-07-01\n      verdict: compatible\n      every: P3M\n",
            ),
        ] {
            let head = "systems:\n  shop:\n    title: x\n    ";
            let loaded = dictionary(&format!("{head}{compat}"));
            let text = record(&loaded, "shop", (TODAY, Verdict::Compatible)).unwrap().text;
            assert_eq!(text, format!("dictum: 1\n{head}{recorded}"), "{compat}");
        }
    }
}
