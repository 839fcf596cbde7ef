//! Lines before the header that nobody declared.

use super::header::{Found, Search, Site, is_marked};
use crate::table::{ExtraKind, Note, NoteKind};

/// Notes of undeclared lines before the header. Their text may hold personal data, so it is not kept.
pub(crate) fn extra_rows(search: &Search<'_>, found: &Found) -> Vec<Note> {
    if found.site != Site::Likeliest {
        return Vec::new();
    }
    let opening = search.opening();
    let is_blank = |line: usize| opening.is_blank(line, None);
    let lines: Vec<usize> = (0..found.line)
        .filter(|line| !(search.is_preamble(*line) || search.has_preamble() && is_blank(*line)))
        .collect();
    let (comments, others): (Vec<usize>, Vec<usize>) =
        lines.into_iter().partition(|line| is_marked(opening.line(*line)));
    // Blank lines round comments belong to them.
    let only_comments = !comments.is_empty() && others.iter().all(|line| is_blank(*line));
    let kinds =
        [(ExtraKind::Preamble, if only_comments { Vec::new() } else { others }), (ExtraKind::Comment, comments)];
    let noted = kinds.into_iter().filter_map(|(kind, lines)| {
        let first = *lines.first()?;
        let start = opening.start(first);
        let place = opening.place(start..start + opening.line(first).len());
        Some(Note { kind: NoteKind::ExtraRows(kind, lines.len() as u64), place, line: None })
    });
    noted.collect()
}
