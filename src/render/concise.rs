//! `concise`: `path:line:column: severity[rule-id] message (count of tested)`, one line a finding.

use std::io::{self, Write};

use super::chosen::chosen;
use super::escape::visible;
use super::locate::{locate, share};
use super::paint::{Ink, paint, standing};
use super::summary::{s, summary};
use super::{Renderer, Style};
use crate::finding::{Finding, Report};
use crate::message::{Lang, Message, render as words};

pub(super) struct Format;

impl Renderer for Format {
    fn name(&self) -> &'static str {
        "concise"
    }

    fn title(&self) -> Message {
        words::format_concise()
    }

    fn is_machine(&self) -> bool {
        false
    }

    fn render(&self, report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        let chosen = chosen(report, style);
        for finding in &chosen.findings {
            writeln!(out, "{}", line(report, finding, style))?;
        }
        if chosen.left_out > 0 {
            writeln!(out, "{}", words::not_shown(chosen.left_out, s(chosen.left_out)).text(style.lang))?;
        }
        if !style.quiet {
            writeln!(out, "{}", summary(report, style.lang))?;
        }
        Ok(())
    }
}

/// The one line of a finding.
pub(super) fn line(report: &Report, finding: &Finding, style: &Style) -> String {
    let ink = if finding.suppressed.is_some() { Ink::Faint } else { Ink::Of(finding.severity) };
    let name = paint(style, ink, format!("{}[{}]", standing(finding, style.lang), finding.rule));
    let share = share(finding, style.lang).map_or_else(String::new, |share| match style.lang {
        Lang::En => format!(" ({share})"),
        Lang::ZhCn => format!("（{share}）"),
    });
    let message = finding.message.text(style.lang);
    format!("{}: {name} {}{share}", locate(report, finding).text(), visible(message))
}
