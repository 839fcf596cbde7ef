//! One line a finding.

use std::io;

use super::{Renderer, Style, words};
use crate::finding::{Finding, Report};
use crate::message::render;

pub(super) struct Concise;

impl Renderer for Concise {
    fn name(&self) -> &'static str {
        "concise"
    }

    fn is_machine(&self) -> bool {
        false
    }

    fn render(&self, report: &Report, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
        let (findings, hidden) = words::shown(report, style);
        for finding in findings {
            writeln!(out, "{}", line(finding, style))?;
        }
        if hidden > 0 {
            writeln!(out, "{}", render::more_findings(hidden).text(style.lang))?;
        }
        writeln!(out, "{}", words::summary(report, style))
    }
}

/// `path:line:column: error[rule-id] message (3 of 48,213)`.
pub(super) fn line(finding: &Finding, style: &Style) -> String {
    let at = words::at_first(finding);
    let message = words::plain(finding.message.text(style.lang));
    let share = words::share(finding, style).map(|it| format!(" ({it})")).unwrap_or_default();
    let suppressed = finding.suppressed.as_ref().map(|it| format!(" [{}]", words::plain(it.text(style.lang))));
    format!("{at}: {}[{}] {message}{share}{}", finding.severity, finding.rule, suppressed.unwrap_or_default())
}
