//! What stands before the first record: its bytes, with header names as they are declared.

use std::sync::Arc;

use super::form::{Settled, mark_at};
use super::{Hunk, Job};
use crate::engine::assign::Assigned;
use crate::engine::data;
use crate::finding::Safety;
use crate::model::{DeclaredField, Site};
use crate::plan;
use crate::rule::MatchKind;
use crate::rules::declaration::header_folded;
use crate::table::{Head, Indexer, Unfit};

/// A header that matched only after folding, and the declared name.
pub(super) struct Rename {
    /// Header column.
    pub(super) column: usize,
    /// As declared.
    pub(super) name: Arc<str>,
    pub(super) safety: Safety,
}

/// Headers that are to be named as declared. A unit that was folded away may say something that the declared name does not.
pub(super) fn renames(job: &Job<'_>, assigned: &Assigned<'_>, head: &Head) -> Vec<Rename> {
    if !job.may(&header_folded::RULE) || assigned.dataset.layout.header_rows > 1 {
        return Vec::new();
    }
    let field =
        |(at, cell): (usize, &crate::table::HeaderCell)| DeclaredField::new(Arc::clone(&cell.text), Site::Column(at));
    let fields: Vec<DeclaredField> = head.header.iter().enumerate().map(field).collect();
    let binding = plan::bind(&job.loaded.dictionary, assigned.dataset, &fields);
    let folded = binding.bound.iter().filter(|it| it.by == MatchKind::Folded);
    let rename = |bound: &crate::rule::Bound<'_>| {
        let written = fields.get(bound.declared)?;
        let safety = data::renaming(&written.path, &bound.field.name);
        Some(Rename { column: bound.declared, name: Arc::clone(&bound.field.name), safety })
    };
    folded.filter_map(rename).collect()
}

/// The bytes before the first record as they are to be written.
///
/// # Errors
/// [`Unfit`] where the new form cannot hold them.
pub(super) fn written(
    indexer: &dyn Indexer,
    (stored, head): (&[u8], &Head),
    renames: &[&Rename],
    settled: &Settled,
) -> Result<Vec<u8>, Unfit> {
    let mut edited = Vec::with_capacity(stored.len());
    let marked = mark_at(stored);
    let mut copied = marked;
    let mut begins = head.header.first().map_or(marked, |it| at(it.place.offset)).max(marked);
    let first = begins;
    for rename in renames {
        let Some(cell) = head.header.get(rename.column) else { continue };
        let (from, to) = (at(cell.place.offset), at(cell.place.offset + cell.place.length));
        let now = stored.get(from..to).unwrap_or_default();
        let Some(name) = indexer.cell_text(now, &rename.name) else { continue };
        edited.extend_from_slice(stored.get(copied..from).unwrap_or_default());
        if from < first {
            begins = begins + name.len() - now.len();
        }
        edited.extend_from_slice(&name);
        copied = to;
    }
    edited.extend_from_slice(stored.get(copied..).unwrap_or_default());
    let mark = settled.mark.unwrap_or_else(|| stored.get(..marked).unwrap_or_default());
    let mut out = mark.to_vec();
    if settled.form.is_same() {
        out.extend_from_slice(&edited);
        return Ok(out);
    }
    let (preamble, header) = edited.split_at_checked(begins - marked).unwrap_or((&edited, &[]));
    // Lines before the header have no cells: only what holds for all text changes there.
    let plain = crate::table::NewForm { delimiter: None, no_trailing_delimiter: false, ..settled.form };
    if !plain.is_same() && !preamble.is_empty() {
        indexer.recast(preamble, plain, &mut out)?;
    } else {
        out.extend_from_slice(preamble);
    }
    indexer.recast(header, settled.form, &mut out)?;
    Ok(out)
}

/// The header as it is shown, with the names that it is to have; where each record has them, those of the first.
pub(super) fn hunks(head: &Head, renames: &[&Rename]) -> Vec<Hunk> {
    if renames.is_empty() {
        return Vec::new();
    }
    if !head.header_lines.is_empty() {
        let (before, after) = (head.header_lines.clone(), drawn(head, renames));
        return vec![Hunk { line: head.header_line + 1, before, after }];
    }
    let named = |name: &str| vec![format!("\"{}\": …", name.rsplit('.').next().unwrap_or(name))];
    let cell = |it: &&Rename| Some((head.header.get(it.column)?, Arc::clone(&it.name)));
    let cells = renames.iter().filter_map(cell);
    cells
        .map(|(cell, name)| Hunk { line: cell.place.line + 1, before: named(&cell.text), after: named(&name) })
        .collect()
}

fn drawn(head: &Head, renames: &[&Rename]) -> Vec<String> {
    let mut lines = head.header_lines.clone();
    let mut sorted = renames.to_vec();
    // From the last one on, so that the places before stay what they are.
    sorted.sort_unstable_by_key(|it| std::cmp::Reverse(it.column));
    for rename in sorted {
        let Some(cell) = head.header.get(rename.column) else { continue };
        let line = usize::try_from(cell.place.line.saturating_sub(head.header_line)).unwrap_or(0);
        let Some(line) = lines.get_mut(line) else { continue };
        let marked = head.marks.get(rename.column).map(|it| it.start);
        let column = usize::try_from(cell.place.column.saturating_sub(1)).unwrap_or(0);
        let from = marked.or_else(|| line.char_indices().nth(column).map(|it| it.0)).unwrap_or(0);
        let Some(begins) = line.get(from..).and_then(|it| it.find(&*cell.text)) else { continue };
        line.replace_range(from + begins..from + begins + cell.text.len(), &rename.name);
    }
    lines
}

fn at(offset: u64) -> usize {
    usize::try_from(offset).unwrap_or(usize::MAX)
}
