//! `azure`: logging commands of Azure Pipelines. Only errors and warnings are issues there; infos are plain lines.

use std::io::{self, Write};

use super::concise;
use super::escape::visible;
use super::locate::{locate, share};
use super::summary::summary;
use super::{Renderer, Style};
use crate::finding::{Finding, Report, Severity};
use crate::message::{Message, render as words};

pub(super) struct Format;

impl Renderer for Format {
    fn name(&self) -> &'static str {
        "azure"
    }

    fn title(&self) -> Message {
        words::format_azure()
    }

    fn is_machine(&self) -> bool {
        true
    }

    fn render(&self, report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        let plain = Style { color: false, ..style.clone() };
        for finding in report.live() {
            writeln!(out, "{}", line(report, finding, &plain))?;
        }
        writeln!(out, "{}", summary(report, style.lang))
    }
}

fn line(report: &Report, finding: &Finding, style: &Style) -> String {
    let kind = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => return concise::line(report, finding, style),
    };
    let spot = locate(report, finding);
    let message = visible(finding.message.text(style.lang));
    let share = share(finding, style.lang).map_or_else(String::new, |share| format!(" ({share})"));
    format!(
        "##vso[task.logissue type={kind};sourcepath={};linenumber={};columnnumber={};code={};]{}{share}",
        property(&visible(spot.path)),
        spot.line,
        spot.column,
        finding.rule,
        message.replace('%', "%AZP25"),
    )
}

fn property(text: &str) -> String {
    text.replace('%', "%AZP25").replace(';', "%3B").replace(']', "%5D")
}
