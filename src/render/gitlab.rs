//! `gitlab`: GitLab code quality, a Code Climate subset. Equal fingerprints would merge; a report has none.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::escape::visible;
use super::json_text::write_pretty;
use super::locate::{locate, share};
use super::{Renderer, Style};
use crate::finding::{Finding, Report, Severity};
use crate::message::{Lang, Message, render as words};

pub(super) struct Format;

impl Renderer for Format {
    fn name(&self) -> &'static str {
        "gitlab"
    }

    fn title(&self) -> Message {
        words::format_gitlab()
    }

    fn is_machine(&self) -> bool {
        true
    }

    fn render(&self, report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        let issues: Vec<Value> = report.live().map(|finding| issue(report, finding, style.lang)).collect();
        write_pretty(&issues, out)
    }
}

fn issue(report: &Report, finding: &Finding, lang: Lang) -> Value {
    let spot = locate(report, finding);
    let severity = match finding.severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Info => "info",
    };
    // A description is one line of plain text.
    let message = visible(finding.message.text(lang));
    let description = match share(finding, lang) {
        Some(share) => format!("{message} ({share})"),
        None => message.into_owned(),
    };
    json!({
        "description": description,
        "check_name": finding.rule.name(),
        "fingerprint": finding.fingerprint,
        "severity": severity,
        "location": {
            "path": spot.path.trim_start_matches("./"),
            "lines": {"begin": spot.line, "end": spot.end_line},
        },
    })
}
