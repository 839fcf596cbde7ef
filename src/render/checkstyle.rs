//! `checkstyle`: Checkstyle XML, read by Jenkins and reviewdog.

use std::io::{self, Write};

use std::collections::BTreeMap;

use super::escape::markup;
use super::locate::{Spot, locate, share};
use super::{Renderer, Style};
use crate::finding::{Finding, Report};
use crate::message::{Lang, Message, render as words};

pub(super) struct Format;

impl Renderer for Format {
    fn name(&self) -> &'static str {
        "checkstyle"
    }

    fn title(&self) -> Message {
        words::format_checkstyle()
    }

    fn is_machine(&self) -> bool {
        true
    }

    fn render(&self, report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        let mut files: BTreeMap<&str, Vec<(Spot<'_>, &Finding)>> = BTreeMap::new();
        for finding in report.live() {
            let spot = locate(report, finding);
            files.entry(spot.path).or_default().push((spot, finding));
        }
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        writeln!(out, "<checkstyle version=\"4.3\">")?;
        for (path, findings) in &files {
            writeln!(out, "  <file name=\"{}\">", markup(path))?;
            for (spot, finding) in findings {
                writeln!(out, "    {}", error(spot, finding, style.lang))?;
            }
            writeln!(out, "  </file>")?;
        }
        writeln!(out, "</checkstyle>")
    }
}

fn error(spot: &Spot<'_>, finding: &Finding, lang: Lang) -> String {
    let share = share(finding, lang).map_or_else(String::new, |share| format!(" ({share})"));
    format!(
        "<error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}{share}\" source=\"dictum.{}\"/>",
        spot.line,
        spot.column,
        finding.severity,
        markup(finding.message.text(lang)),
        finding.rule
    )
}
