//! What was noticed while opening and splitting a file, worded as findings.

use std::sync::Arc;

use super::tally::{FileTally, Subject, Tally};
use super::{FilePlan, mendable};
use crate::engine::discover::start;
use crate::finding::{CellRef, Finding, Place, Related};
use crate::message::input;
use crate::model::{Dataset, Declared, Dictionary, Transport};
use crate::rules::input::{dialect_mismatch, encoding_mismatch, extra_rows, file_unreadable, header_defect};
use crate::rules::run::check_skipped;
use crate::table::{BatchNoteKind, ExtraKind, Note, NoteKind, ReadError, cell_name};
use crate::text::{Excerpt, Origin};

/// Findings on the file as a whole.
pub(in crate::engine) fn note_findings(
    dictionary: &Dictionary,
    dataset: &Dataset,
    plan: &FilePlan,
    tally: &FileTally,
) -> Vec<Finding> {
    let default = Transport::default();
    let transport = dictionary.systems.get(&dataset.system).map_or(&default, |it| &it.transport);
    let noting = Noting { dictionary, dataset, transport, plan };
    let mut findings: Vec<Finding> =
        plan.head.notes.iter().filter(|it| noting.matters(it)).map(|it| noting.of_head(it)).collect();
    for (subject, tally) in &tally.tallies {
        if let Subject::Note(kind) = subject {
            findings.extend(noting.of_batch(*kind, tally));
        }
    }
    if tally.trailing_delimiters > 0 && !dataset.layout.trailing_delimiter && tally.trailing_delimiters == tally.records
    {
        let mut finding = noting.here(extra_rows::trailing_delimiter(), plan.header_place(None));
        finding.severity = crate::finding::Severity::Info;
        finding.count = tally.trailing_delimiters;
        finding.tested = tally.records;
        findings.push(finding);
    }
    findings
}

/// The finding for a file of which nothing (more) can be read.
pub(in crate::engine) fn unreadable(path: &Arc<str>, dataset: &Arc<str>, error: &ReadError) -> Finding {
    let mut finding = file_unreadable::found(error.offset, &error.reason, error.help.clone())
        .in_input(Arc::clone(path))
        .at(Place { offset: error.offset, ..start() });
    finding.dataset = Some(Arc::clone(dataset));
    finding
}

struct Noting<'n> {
    dictionary: &'n Dictionary,
    dataset: &'n Dataset,
    transport: &'n Transport,
    plan: &'n FilePlan,
}

impl Noting<'_> {
    fn here(&self, finding: Finding, place: Place) -> Finding {
        Finding {
            path: Some(Arc::clone(&self.plan.path)),
            dataset: Some(Arc::clone(&self.plan.dataset)),
            places: vec![place],
            ..finding
        }
    }

    /// The lists whose items are the records of no dataset.
    fn nobodys<'l>(&self, lists: &'l [Arc<str>]) -> impl Iterator<Item = &'l Arc<str>> {
        let each = self.dictionary.datasets.values().filter_map(|it| Some(Arc::clone(&it.each.as_ref()?.value)));
        let each: Vec<Arc<str>> = each.collect();
        lists.iter().filter(move |list| !each.iter().any(|it| it.starts_with(&format!("{list}[]"))))
    }

    /// Whether a note is worth a finding: what another dataset reads is not unread.
    fn matters(&self, note: &Note) -> bool {
        !matches!(&note.kind, NoteKind::ListsUnread(lists) if self.nobodys(lists).next().is_none())
    }

    /// The place of a note, with its line where that may be shown.
    fn place(&self, note: &Note) -> Place {
        let plan = self.plan;
        let located = note.place;
        let sheet = match &note.kind {
            NoteKind::SheetHidden(sheet, _) | NoteKind::SheetDiffers(sheet) => Some(sheet),
            _ => plan.head.sheet.as_ref(),
        };
        Place {
            line: located.line + 1,
            column: located.column.max(1),
            end_line: located.end_line.max(located.line) + 1,
            end_column: located.end_column.max(1),
            offset: located.offset,
            length: located.length,
            excerpt: note.line.as_ref().map(|line| {
                let byte = |column: u64| {
                    let before = usize::try_from(column.saturating_sub(1)).unwrap_or(usize::MAX);
                    line.char_indices().nth(before).map_or(line.len(), |(at, _)| at)
                };
                let from = byte(located.column);
                let to = if located.end_line == located.line { byte(located.end_column) } else { line.len() };
                Excerpt::of_lines(located.line + 1, std::slice::from_ref(line), 0, from..to.max(from))
            }),
            cell: sheet.map(|sheet| {
                let name = cell_name(located.line, located.column.saturating_sub(1));
                CellRef { sheet: Arc::clone(sheet), name }
            }),
            ..Place::default()
        }
    }

    fn of_head(&self, note: &Note) -> Finding {
        let finding = self.worded(&note.kind);
        let finding = self.here(finding, self.place(note));
        match self.declaration(&note.kind) {
            Some((origin, message)) => {
                finding.related_to(Related::in_source(&self.dictionary.sources, origin, message))
            }
            None => finding,
        }
    }

    fn worded(&self, kind: &NoteKind) -> Finding {
        let finding = self.told(kind);
        Finding { fix: mendable::form(&self.plan.head, kind), ..finding }
    }

    fn told(&self, kind: &NoteKind) -> Finding {
        match kind {
            NoteKind::Empty => header_defect::found("empty", input::empty_file(), input::empty_file_help()),
            NoteKind::NoHeader => header_defect::found("no-header", input::no_header(), input::no_header_help()),
            NoteKind::HeaderNotFound => {
                header_defect::found("not-found", input::header_not_found(), input::header_not_found_help())
            }
            NoteKind::HeaderDuplicate(first) => {
                let name = self.plan.head.header.get(*first).map(|it| it.text.to_string()).unwrap_or_default();
                header_defect::found(
                    &format!("duplicate {name}"),
                    input::header_duplicate(&name),
                    input::header_duplicate_help(&name),
                )
            }
            NoteKind::HeaderEmpty => {
                header_defect::found("empty-name", input::header_empty_some(), input::header_empty_help())
            }
            NoteKind::Encoding(declared, detected) => encoding_mismatch::other_encoding(declared, detected),
            NoteKind::BomPresent => encoding_mismatch::mark(true),
            NoteKind::BomMissing => encoding_mismatch::mark(false),
            NoteKind::Delimiter(declared, found) => {
                let (declared, found) = (sign(*declared), sign(*found));
                dialect_mismatch::differs(
                    "delimiter",
                    input::delimiter_other(&declared, &found),
                    input::delimiter_other_help(&declared, &found),
                )
            }
            NoteKind::Quote(declared, found) => {
                let (declared, found) = (sign(*declared), sign(*found));
                dialect_mismatch::differs(
                    "quote",
                    input::quote_other(&declared, &found),
                    input::quote_other_help(&declared, &found),
                )
            }
            NoteKind::Newline(found) => {
                dialect_mismatch::differs("newline", input::newline_other(found), input::newline_other_help(found))
            }
            NoteKind::Container("CSV") => {
                dialect_mismatch::differs("container", input::text_named_workbook(), input::text_named_workbook_help())
            }
            NoteKind::Container(found) => dialect_mismatch::differs(
                "container",
                input::container_other(found),
                input::container_other_help(found),
            ),
            NoteKind::ExtraRows(ExtraKind::Preamble | ExtraKind::Comment, lines) => extra_rows::preamble(*lines),
            NoteKind::SheetsUnread(names) => {
                check_skipped::found("sheets", input::sheets_unread(names), input::sheets_unread_help())
            }
            NoteKind::ListsUnread(names) => {
                let names = self.nobodys(names).map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ");
                check_skipped::found("lists", input::lists_unread(names), input::lists_unread_help())
            }
            NoteKind::SheetHidden(name, read) => {
                let message = if *read { input::sheet_hidden_read(name) } else { input::sheet_hidden(name) };
                check_skipped::found(&format!("hidden {name}"), message, input::sheet_hidden_help())
            }
            NoteKind::SheetNotFound(names) => {
                header_defect::found("sheet", input::sheet_not_found(names), input::sheet_not_found_help())
            }
            NoteKind::SheetDiffers(name) => {
                header_defect::found(&format!("sheet {name}"), input::sheet_differs(name), input::sheet_differs_help())
            }
            NoteKind::Truncated => dialect_mismatch::differs("truncated", input::truncated(), input::truncated_help()),
        }
    }

    /// The line of the dictionary that a note breaks.
    fn declaration(&self, kind: &NoteKind) -> Option<(Origin, crate::message::Message)> {
        let transport = |it: Option<Origin>| it.or(self.transport.origin).map(|it| (it, input::transport_here()));
        match kind {
            NoteKind::Encoding(..) => transport(origin(self.transport.encoding.as_ref())),
            NoteKind::BomPresent | NoteKind::BomMissing => transport(origin(self.transport.bom.as_ref())),
            NoteKind::Delimiter(..) => transport(origin(self.transport.delimiter.as_ref())),
            NoteKind::Quote(..) => transport(origin(self.transport.quote.as_ref())),
            NoteKind::Newline(_) => transport(origin(self.transport.newline.as_ref())),
            NoteKind::SheetNotFound(_) | NoteKind::SheetDiffers(_) => {
                origin(self.dataset.sheets.first()).map(|it| (it, input::sheet_here()))
            }
            NoteKind::HeaderNotFound | NoteKind::ExtraRows(..) => {
                Some((self.dataset.layout.origin.unwrap_or(self.dataset.origin), input::layout_here()))
            }
            _ => None,
        }
    }

    fn of_batch(&self, kind: BatchNoteKind, tally: &Tally) -> Option<Finding> {
        let finding = match kind {
            BatchNoteKind::StrayQuote => {
                dialect_mismatch::differs("stray-quote", input::stray_quote(), input::stray_quote_help())
            }
            BatchNoteKind::UnclosedQuote => {
                dialect_mismatch::differs("unclosed-quote", input::unclosed_quote(), input::unclosed_quote_help())
            }
            BatchNoteKind::NulByte => dialect_mismatch::differs("nul", input::nul_byte(), input::nul_byte_help()),
            BatchNoteKind::BlankLine => extra_rows::blank(),
            BatchNoteKind::Totals => extra_rows::totals(),
            BatchNoteKind::DuplicateKey => {
                dialect_mismatch::differs("duplicate-key", input::duplicate_key(), input::duplicate_key_help())
            }
            BatchNoteKind::Comma => dialect_mismatch::differs("comma", input::json_comma(), input::json_comma_help()),
            BatchNoteKind::Entity => dialect_mismatch::differs("entity", input::xml_entity(), input::xml_entity_help()),
            BatchNoteKind::Footer => return None,
        };
        let mut finding = self.here(finding, Place::default());
        finding.count = tally.count;
        finding.tested = tally.count;
        finding.places.clone_from(&tally.places);
        Some(finding)
    }
}

fn origin<T>(declared: Option<&Declared<T>>) -> Option<Origin> {
    declared.map(|it| it.origin)
}

/// A delimiter or quote as a message names it.
fn sign(byte: u8) -> String {
    match byte {
        0 => String::from("none"),
        b'\t' => String::from("TAB"),
        _ => format!("`{}`", char::from(byte)),
    }
}
