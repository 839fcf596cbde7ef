//! Which sheets hold the records.

use std::sync::Arc;

use globset::GlobBuilder;

use super::book::{Book, Sheet};
use super::sample::{Sample, Settled, place};
use crate::message::Message;
use crate::table::{Declaration, Note, NoteKind};

/// A sheet whose header is settled.
pub(super) struct Chosen {
    pub(super) name: Arc<str>,
    pub(super) settled: Settled,
}

/// The sheets that are read, the first of them giving the header, and notes on the others.
#[derive(Default)]
pub(super) struct Choice {
    pub(super) chosen: Vec<Chosen>,
    pub(super) notes: Vec<Note>,
}

/// Chooses by the declared names; without any, the first visible sheet with the dataset's header, else the first with text.
///
/// # Errors
/// In a reason's words, where a sheet that is asked for cannot be read.
pub(super) fn choose(book: &mut Book, declaration: &Declaration<'_>) -> Result<Choice, Message> {
    let sheets = book.sheets();
    if declaration.sheets.is_empty() {
        return likeliest(book, &sheets, declaration);
    }
    let globs = declaration.sheets.iter().filter_map(|it| GlobBuilder::new(it).build().ok());
    let globs: Vec<_> = globs.map(|it| it.compile_matcher()).collect();
    let mut choice = Choice::default();
    for sheet in sheets.iter().filter(|sheet| globs.iter().any(|it| it.is_match(&sheet.name))) {
        let settled = Sample::read(book, &sheet.name, declaration)?.settle(declaration);
        if !sheet.visible {
            choice.note(NoteKind::SheetHidden(Arc::from(&*sheet.name), true));
        }
        choice.chosen.push(Chosen { name: Arc::from(&*sheet.name), settled });
    }
    if choice.chosen.is_empty() {
        choice.note(NoteKind::SheetNotFound(listed(sheets.iter())));
    }
    Ok(choice)
}

fn likeliest(book: &mut Book, sheets: &[Sheet], declaration: &Declaration<'_>) -> Result<Choice, Message> {
    let mut choice = Choice::default();
    let mut best: Option<(usize, Settled)> = None;
    let mut failed = None;
    let mut unread = Vec::new();
    for (index, sheet) in sheets.iter().enumerate().filter(|(_, it)| it.visible) {
        if best.as_ref().is_some_and(|(_, it)| it.matched > 0) {
            unread.push(index);
            continue;
        }
        match Sample::read(book, &sheet.name, declaration) {
            Ok(sample) if sample.is_empty() => {}
            Ok(sample) => {
                let settled = sample.settle(declaration);
                if best.as_ref().is_none_or(|(_, it)| settled.matched > it.matched) {
                    unread.extend(best.take().map(|(index, _)| index));
                    best = Some((index, settled));
                } else {
                    unread.push(index);
                }
            }
            Err(error) => failed = Some(error),
        }
    }
    if let (None, Some(error)) = (&best, failed) {
        return Err(error);
    }
    unread.sort_unstable();
    let unread: Vec<&Sheet> = unread.iter().filter_map(|it| sheets.get(*it)).collect();
    if !unread.is_empty() {
        choice.note(NoteKind::SheetsUnread(listed(unread.into_iter())));
    }
    for sheet in sheets.iter().filter(|it| !it.visible) {
        choice.note(NoteKind::SheetHidden(Arc::from(&*sheet.name), false));
    }
    if let Some((index, settled)) = best {
        let name = sheets.get(index).map_or_else(|| Arc::from(""), |it| Arc::from(&*it.name));
        choice.chosen.push(Chosen { name, settled });
    }
    Ok(choice)
}

impl Choice {
    fn note(&mut self, kind: NoteKind) {
        self.notes.push(Note { kind, place: place(0, 0), line: None });
    }
}

fn listed<'s>(sheets: impl Iterator<Item = &'s Sheet>) -> Arc<str> {
    let names: Vec<String> = sheets.map(|it| format!("`{}`", it.name)).collect();
    names.join(", ").into()
}
