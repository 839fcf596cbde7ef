//! `rdjson`: the Reviewdog Diagnostic Format, all findings in one object.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::escape::visible;
use super::json_text::write_pretty;
use super::locate::{Spot, locate, share};
use super::{Renderer, Style};
use crate::finding::{Finding, Place, Report, Severity};
use crate::message::{Lang, Message, render as words};
use crate::text::PLACEHOLDER;

pub(super) struct Format;

impl Renderer for Format {
    fn name(&self) -> &'static str {
        "rdjson"
    }

    fn title(&self) -> Message {
        words::format_rdjson()
    }

    fn is_machine(&self) -> bool {
        true
    }

    fn render(&self, report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        let diagnostics: Vec<Value> =
            report.live().map(|finding| Value::Object(diagnostic(report, finding, style.lang))).collect();
        let worst = report.worst().map_or("UNKNOWN_SEVERITY", severity);
        write_pretty(&json!({"source": source(), "severity": worst, "diagnostics": diagnostics}), out)
    }
}

/// Who says so.
pub(super) fn source() -> Value {
    json!({"name": env!("CARGO_PKG_NAME")})
}

/// The format's name of a severity.
pub(super) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Info => "INFO",
    }
}

/// One finding as a diagnostic.
pub(super) fn diagnostic(report: &Report, finding: &Finding, lang: Lang) -> Map<String, Value> {
    let mut message = visible(finding.message.text(lang)).into_owned();
    if let Some(share) = share(finding, lang) {
        message = format!("{message} ({share})");
    }
    if let Some(help) = &finding.help {
        message = format!("{message}\n{}: {}", words::help().text(lang), visible(help.text(lang)));
    }
    let related: Vec<Value> = finding
        .related
        .iter()
        .filter_map(|it| {
            let spot = Spot::of(it.place.path.as_deref()?, &it.place);
            Some(json!({"message": visible(it.message.text(lang)), "location": location(&spot)}))
        })
        .collect();
    let mut diagnostic = Map::new();
    diagnostic.insert("message".into(), json!(message));
    diagnostic.insert("location".into(), location(&locate(report, finding)));
    diagnostic.insert("severity".into(), json!(severity(finding.severity)));
    diagnostic.insert("code".into(), json!({"value": finding.rule.name()}));
    if !related.is_empty() {
        diagnostic.insert("related_locations".into(), json!(related));
    }
    diagnostic
}

/// Columns are bytes of UTF-8 here. They are told only where they are known: lines alone are better than a wrong column.
fn location(spot: &Spot<'_>) -> Value {
    let path = spot.path;
    let Some(place) = spot.place.filter(|place| place.line > 0) else {
        return json!({"path": path});
    };
    let range = match byte_columns(place) {
        Some((start, Some(end))) => {
            json!({"start": {"line": spot.line, "column": start}, "end": {"line": spot.end_line, "column": end}})
        }
        Some((start, None)) => json!({"start": {"line": spot.line, "column": start}}),
        None => json!({"start": {"line": spot.line}, "end": {"line": spot.end_line}}),
    };
    json!({"path": path, "range": range})
}

/// The columns in bytes, from 1, read off the excerpt where neither clipping nor masking changed what stands before them.
fn byte_columns(place: &Place) -> Option<(u64, Option<u64>)> {
    let excerpt = place.excerpt.as_ref()?;
    let before = excerpt.text.get(..excerpt.mark.start)?;
    let before = before.rsplit('\n').next()?;
    let marked = excerpt.text.get(excerpt.mark.clone())?;
    let is_true = |text: &str| !text.contains(['*', '…', '\u{FFFD}']) && !text.contains(PLACEHOLDER);
    if !is_true(before) || before.chars().count() as u64 + 1 != place.column {
        return None;
    }
    let start = before.len() as u64 + 1;
    let ends_here = place.end_line == place.line && marked.chars().count() as u64 + place.column == place.end_column;
    Some((start, (is_true(marked) && ends_here).then(|| start + marked.len() as u64)))
}
