//! `github`: workflow commands of GitHub Actions.
//!
//! A step shows ten errors, ten warnings and ten notices and drops the rest without a word, first come first served; so the
//! first ten of each are written as commands, and how many were left out is said in plain text.

use std::io::{self, Write};

use super::escape::visible;
use super::locate::{Spot, beyond, locate, share};
use super::summary::{s, summary};
use super::{Renderer, Style};
use crate::finding::{Finding, Report, Severity};
use crate::message::{Lang, Message, render as words};

/// Annotations of one kind that a step shows.
const SHOWN: usize = 10;

pub(super) struct Format;

impl Renderer for Format {
    fn name(&self) -> &'static str {
        "github"
    }

    fn title(&self) -> Message {
        words::format_github()
    }

    fn is_machine(&self) -> bool {
        true
    }

    fn render(&self, report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        let mut left_out = 0;
        for (_, severity) in Severity::ALL {
            let all: Vec<&Finding> = report.live().filter(|finding| finding.severity == severity).collect();
            for finding in all.iter().take(SHOWN) {
                writeln!(out, "{}", command(report, finding, style.lang))?;
            }
            left_out += all.len().saturating_sub(SHOWN) as u64;
        }
        if left_out > 0 {
            writeln!(out, "{}", words::not_shown(left_out, s(left_out)).text(style.lang))?;
        }
        writeln!(out, "{}", summary(report, style.lang))
    }
}

fn command(report: &Report, finding: &Finding, lang: Lang) -> String {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let spot = locate(report, finding);
    format!("::{level} {},title={}::{}", range(&spot), property(finding.rule.name()), data(&text(finding, lang)))
}

/// Columns are only understood within one line, and a whole file has none.
fn range(spot: &Spot<'_>) -> String {
    let file = property(&visible(spot.path));
    match (spot.place.is_some_and(|place| place.line > 0), spot.end_line > spot.line) {
        (false, _) => format!("file={file}"),
        (true, true) => format!("file={file},line={},endLine={}", spot.line, spot.end_line),
        (true, false) => format!(
            "file={file},line={},endLine={},col={},endColumn={}",
            spot.line, spot.end_line, spot.column, spot.end_column
        ),
    }
}

/// The message with its share, the help, and where the dictionary says so: a line each.
fn text(finding: &Finding, lang: Lang) -> String {
    let mut text = visible(finding.message.text(lang)).into_owned();
    if let Some(share) = share(finding, lang) {
        text = format!("{text} ({share})");
    }
    if let Some(help) = &finding.help {
        text = format!("{text}\n{}: {}", words::help().text(lang), visible(help.text(lang)));
    }
    for (path, related) in beyond(finding) {
        let spot = Spot::of(path, &related.place).text();
        text = format!("{text}\n{}: {spot}", visible(related.message.text(lang)));
    }
    text
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
