//! Whole sentences without drawing: for logs and screen readers.

use std::io;

use super::{Renderer, Style, words};
use crate::finding::{Finding, Report, Severity};
use crate::message::render;

pub(super) struct Narrated;

impl Renderer for Narrated {
    fn name(&self) -> &'static str {
        "narrated"
    }

    fn is_machine(&self) -> bool {
        false
    }

    fn render(&self, report: &Report, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
        let (findings, hidden) = words::shown(report, style);
        for finding in findings {
            narrate(finding, style, out)?;
            writeln!(out)?;
        }
        if hidden > 0 {
            writeln!(out, "{}", render::more_findings(hidden).text(style.lang))?;
        }
        writeln!(out, "{}", words::summary(report, style))
    }
}

fn narrate(finding: &Finding, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    let lang = style.lang;
    let severity = match finding.severity {
        Severity::Error => render::error(),
        Severity::Warning => render::warning(),
        Severity::Info => render::info(),
    };
    let share = words::share(finding, style).map(|it| format!(" ({it})")).unwrap_or_default();
    let message = words::plain(finding.message.text(lang));
    writeln!(out, "{} {}: {message}{share}", severity.text(lang), finding.rule)?;
    for place in finding.places.iter().take(style.max_places) {
        writeln!(out, "  {}{}", words::at(finding, place), told(place, style))?;
    }
    if let Some(help) = &finding.help {
        writeln!(out, "  {}: {}", render::help().text(lang), words::plain(help.text(lang)))?;
    }
    for related in &finding.related {
        let at = words::at(finding, &related.place);
        writeln!(out, "  {} {at}: {}", render::see().text(lang), words::plain(related.message.text(lang)))?;
    }
    if let Some(reason) = &finding.suppressed {
        writeln!(out, "  {}", words::plain(reason.text(lang)))?;
    }
    Ok(())
}

/// The record, its key and the value of a place.
fn told(place: &crate::finding::Place, style: &Style) -> String {
    let mut told = String::new();
    if let Some(record) = place.record {
        told += &format!(", {}", render::record(record).text(style.lang));
    }
    for (element, value) in &place.key {
        told += &format!(", {element} {}", words::plain(value));
    }
    if let Some(value) = &place.value {
        told += &format!(", {} `{}`", render::value().text(style.lang), words::plain(value));
    }
    told
}
