//! `csv`: one line a place, for spreadsheets: with a byte order mark, or Excel would not show Chinese; without formulas.

use std::io::{self, Write};

use super::escape::csv;
use super::locate::{Spot, key, locate, path_of};
use super::{Renderer, Style};
use crate::finding::{Finding, Report};
use crate::message::{Lang, Message, render as words};

/// Names of the columns; the same in every language, so that a pivot table keeps working.
const COLUMNS: [&str; 21] = [
    "severity",
    "rule",
    "message",
    "help",
    "dataset",
    "field",
    "element",
    "path",
    "line",
    "column",
    "sheet",
    "cell",
    "pointer",
    "record",
    "key",
    "value",
    "count",
    "tested",
    "suppressed",
    "fingerprint",
    "fix",
];

pub(super) struct Format;

impl Renderer for Format {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn title(&self) -> Message {
        words::format_csv()
    }

    fn is_machine(&self) -> bool {
        true
    }

    fn lists_every_place(&self) -> bool {
        true
    }

    fn render(&self, report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "\u{FEFF}{}\r\n", COLUMNS.join(","))?;
        for finding in &report.findings {
            for place in &finding.places {
                let path = path_of(finding, place).unwrap_or_default();
                record(finding, &Spot::of(path, place), style.lang, out)?;
            }
            if finding.places.is_empty() {
                record(finding, &locate(report, finding), style.lang, out)?;
            }
        }
        Ok(())
    }
}

fn record(finding: &Finding, spot: &Spot<'_>, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let words = |message: Option<&Message>| message.map_or_else(String::new, |it| it.text(lang).to_owned());
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let place = spot.place;
    let cell = place.and_then(|it| it.cell.as_ref());
    let record = place.and_then(|it| it.record).map_or_else(String::new, |it| it.to_string());
    let fields: [String; COLUMNS.len()] = [
        finding.severity.to_string(),
        finding.rule.to_string(),
        words(Some(&finding.message)),
        words(finding.help.as_ref()),
        text(finding.dataset.as_deref()),
        text(finding.field.as_deref()),
        text(finding.element.as_deref()),
        spot.path.to_owned(),
        spot.line.to_string(),
        spot.column.to_string(),
        text(cell.map(|it| &*it.sheet)),
        text(cell.map(|it| &*it.name)),
        text(place.and_then(|it| it.pointer.as_deref())),
        record,
        place.map(key).unwrap_or_default(),
        text(place.and_then(|it| it.value.as_deref())),
        finding.count.to_string(),
        finding.tested.to_string(),
        words(finding.suppressed.as_ref()),
        finding.fingerprint.clone(),
        words(finding.fix.as_ref().map(|fix| &fix.description)),
    ];
    write!(out, "{}\r\n", fields.map(|field| csv(&field)).join(","))
}
