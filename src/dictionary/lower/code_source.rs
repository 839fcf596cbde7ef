//! Code lists that are kept as CSV files.

use std::path::Path;
use std::sync::Arc;

use csv::StringRecord;
use indexmap::IndexMap;
use indexmap::map::Entry;

use super::{Cx, beside, names, value};
use crate::dictionary::files;
use crate::dictionary::part::{At, Part};
use crate::dictionary::raw;
use crate::message::{Message, dictionary as say};
use crate::model::{Code, Title};
use crate::text::{Origin, Span, nearest};

/// Adds the codes of the list's file; none if it cannot be used, which is reported.
pub(super) fn add(
    cx: &mut Cx<'_, '_, '_>,
    part: &Part,
    (at, raw): (&At, &raw::CodeList),
    values: &mut IndexMap<Arc<str>, Code>,
) -> Option<()> {
    let (source, span) = raw.source.get()?;
    let at_source = at.key("source");
    let origin = at.origin(span);
    let path = beside::file(cx, part, (&at_source, origin), source)?;
    let text = text_of(&path).map_err(|reason| unusable(cx, (&at_source, origin), source, &reason)).ok()?;
    let content = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    let shift = text.len() - content.len();
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(content.as_bytes());
    let columns = reader.headers().cloned().unwrap_or_default();
    if columns.is_empty() {
        unusable(cx, (&at_source, origin), source, &say::reason_empty());
        return None;
    }
    let key = column(cx, (&at.key("key"), &raw.key), (source, &columns), Some(0))?;
    let other = (0..columns.len()).find(|it| *it != key);
    let title = column(cx, (&at.key("titleColumn"), &raw.title_column), (source, &columns), other);
    let file = cx.loading.sources.add(cx.loading.shown(&path), text.as_str());
    cx.loading.note_file(path);
    for record in reader.records() {
        let Ok(record) = record else { continue };
        let span = span_of(&record, content, shift);
        let cells = (record.get(key), title.and_then(|it| record.get(it)));
        code(cx, at, (cells, Origin { file, span }), values);
    }
    Some(())
}

/// Adds one record's code with its title.
fn code(
    cx: &mut Cx<'_, '_, '_>,
    at: &At,
    ((code, title), origin): ((Option<&str>, Option<&str>), Origin),
    values: &mut IndexMap<Arc<str>, Code>,
) {
    let Some(code) = code.filter(|it| !it.is_empty()) else { return };
    match values.entry(Arc::from(code)) {
        Entry::Occupied(first) => {
            let first = first.get().origin;
            names::id_duplicate(cx.loading, &at.key(code), code, (first, origin));
        }
        Entry::Vacant(free) => {
            let texts = title.filter(|it| !it.is_empty()).map(|it| (Arc::clone(&cx.language), Arc::from(it)));
            free.insert(Code { title: Title { texts: texts.into_iter().collect() }, until: None, origin });
        }
    }
}

/// The first line of a record. The reader's position may lie before the line feed that ended the record above.
fn span_of(record: &StringRecord, content: &str, shift: usize) -> Span {
    let at = record.position().and_then(|it| usize::try_from(it.byte()).ok()).unwrap_or_default();
    let rest = content.get(at..).unwrap_or_default();
    let line = rest.trim_start_matches(['\r', '\n']);
    let start = at + rest.len() - line.len();
    let length = line.find(['\r', '\n']).unwrap_or(line.len());
    Span::new(shift + start, shift + start + length)
}

fn text_of(path: &Path) -> Result<String, Message> {
    let bytes = files::bytes_of(path).map_err(|error| Message::verbatim(error.to_string()))?;
    let bytes = bytes.ok_or_else(say::reason_too_large)?;
    String::from_utf8(bytes).map_err(|_| say::reason_not_utf8())
}

fn unusable(cx: &mut Cx<'_, '_, '_>, (at, origin): (&At, Origin), source: &str, reason: &Message) {
    cx.loading.invalid(origin, &at.path, say::source_unusable(source).and(reason), say::source_help());
}

/// The index of a named column, `otherwise` where none is named; none if it does not exist, which is reported.
fn column(
    cx: &mut Cx<'_, '_, '_>,
    (at, given): (&At, &raw::Given<String>),
    (source, columns): (&str, &StringRecord),
    otherwise: Option<usize>,
) -> Option<usize> {
    let Some(name) = value::text(at, given) else { return otherwise };
    let found = columns.iter().position(|it| it.trim() == &*name.value);
    if found.is_none() {
        let listed = columns.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ");
        let near = nearest(&name.value, columns.iter());
        let help = near.map_or_else(|| say::column_missing_help(listed), say::write_instead);
        cx.loading.invalid(name.origin, &at.path, say::column_missing(&name.value, source), help);
    }
    found
}
