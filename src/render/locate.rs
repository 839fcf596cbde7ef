//! Where a finding stands, for formats that know one path and one range.

use crate::finding::{Finding, Place, Related, Report};
use crate::message::Lang;
use crate::message::render as words;

use super::escape::visible;

/// One path and one range in it. Lines and columns count from 1, the end is exclusive and never before the start.
pub(super) struct Spot<'r> {
    /// As the report shows paths; not escaped.
    pub(super) path: &'r str,
    /// First line.
    pub(super) line: u64,
    /// Column on `line`.
    pub(super) column: u64,
    /// Line of the end.
    pub(super) end_line: u64,
    /// Column on `end_line`.
    pub(super) end_column: u64,
    /// The place itself, where there is one.
    pub(super) place: Option<&'r Place>,
}

impl<'r> Spot<'r> {
    /// A place in `path`. Places in files without lines (workbooks, columns) stand at line 1.
    pub(super) fn of(path: &'r str, place: &'r Place) -> Self {
        let (line, column) = (place.line.max(1), place.column.max(1));
        let (end_line, end_column) = if place.end_line > line {
            (place.end_line, place.end_column.max(1))
        } else {
            (line, place.end_column.max(column))
        };
        Self { path, line, column, end_line, end_column, place: Some(place) }
    }

    fn top(path: &'r str) -> Self {
        Self { path, line: 1, column: 1, end_line: 1, end_column: 1, place: None }
    }

    /// The same, but the path alone where a finding is about the whole file.
    pub(super) fn short(&self) -> String {
        if self.place.is_some() { self.text() } else { visible(self.path).into_owned() }
    }

    /// `path:line:column` whatever the file is, with the path escaped.
    pub(super) fn by_line(&self) -> String {
        format!("{}:{}:{}", visible(self.path), self.line, self.column)
    }

    /// `path:line:column`, or `path:sheet!cell` in a workbook, with the path escaped.
    pub(super) fn text(&self) -> String {
        format!("{}:{}", visible(self.path), spot_in_file(self.place, self.line, self.column))
    }
}

/// The first place of `finding`; without one its line of the dictionary; without that the top of the file it speaks of.
pub(super) fn locate<'r>(report: &'r Report, finding: &'r Finding) -> Spot<'r> {
    if let Some(place) = finding.places.first()
        && let Some(path) = path_of(finding, place)
    {
        return Spot::of(path, place);
    }
    if let Some((path, place)) =
        finding.related.iter().find_map(|it| it.place.path.as_deref().map(|path| (path, &it.place)))
    {
        return Spot::of(path, place);
    }
    match finding.path.as_deref() {
        Some(path) => Spot::top(path),
        None if report.dictionary.path.is_empty() => Spot::top("."),
        None => Spot::top(&report.dictionary.path),
    }
}

/// The related places, without the one that [`locate`] lets stand in for a place of its own.
pub(super) fn beyond(finding: &Finding) -> impl Iterator<Item = (&str, &Related)> {
    let with_path = finding.related.iter().filter_map(|it| it.place.path.as_deref().map(|path| (path, it)));
    with_path.skip(usize::from(finding.places.is_empty()))
}

/// The file of one of a finding's places.
pub(super) fn path_of<'r>(finding: &'r Finding, place: &'r Place) -> Option<&'r str> {
    place.path.as_deref().or(finding.path.as_deref())
}

/// The places after the first, at most `most` of them, each short; and how many of the finding's failures are not listed.
pub(super) fn further(finding: &Finding, most: usize) -> (Vec<String>, u64) {
    let home = finding.places.first().and_then(|first| path_of(finding, first));
    let listed: Vec<String> = finding
        .places
        .iter()
        .skip(1)
        .take(most.saturating_sub(1))
        .map(|place| match path_of(finding, place) {
            Some(path) if Some(path) != home => Spot::of(path, place).text(),
            _ => spot_in_file(Some(place), place.line, place.column),
        })
        .collect();
    let known = finding.places.len().min(1) as u64 + listed.len() as u64;
    let all = finding.count.max(finding.places.len() as u64);
    (listed, all.saturating_sub(known.max(1)))
}

fn spot_in_file(place: Option<&Place>, line: u64, column: u64) -> String {
    match place.and_then(|place| place.cell.as_ref()) {
        Some(cell) => format!("{}!{}", visible(&cell.sheet), visible(&cell.name)),
        None => format!("{line}:{column}"),
    }
}

/// `order.id=T1004`, several parted by commas; empty without a key.
pub(super) fn key(place: &Place) -> String {
    let parts: Vec<String> =
        place.key.iter().map(|(element, value)| format!("{}={}", visible(element), visible(value))).collect();
    parts.join(", ")
}

/// `3 of 48213`; `None` for a declaration, which is one of one.
pub(super) fn share(finding: &Finding, lang: Lang) -> Option<String> {
    (finding.tested > 1 || finding.count > 1).then(|| words::of(finding.count, finding.tested).text(lang).to_owned())
}
