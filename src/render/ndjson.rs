//! `ndjson`: one JSON object a line: each input, each place with its finding, the totals last.
//!
//! The last line tells a whole report from one that was cut off on its way.

use std::io::{self, Write};

use serde::Serialize;

use super::document::{Finding, Input, Place, Summary};
use super::json_text::write_line;
use super::{Renderer, Style};
use crate::finding::Report;
use crate::message::{Message, render as words};

pub(super) struct Format;

impl Renderer for Format {
    fn name(&self) -> &'static str {
        "ndjson"
    }

    fn title(&self) -> Message {
        words::format_ndjson()
    }

    fn is_machine(&self) -> bool {
        true
    }

    fn lists_every_place(&self) -> bool {
        true
    }

    fn render(&self, report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        for input in &report.inputs {
            write_line(&Line::Input { input: Input::new(input) }, out)?;
        }
        for finding in &report.findings {
            // Worded once: a finding may have thousands of places.
            let shown = Finding::new(report, finding, style.lang).without_places();
            for place in &finding.places {
                write_line(&Line::Place { finding: &shown, place: Some(Place::new(place)) }, out)?;
            }
            if finding.places.is_empty() {
                write_line(&Line::Place { finding: &shown, place: None }, out)?;
            }
        }
        write_line(&Line::Summary { summary: Summary::new(&report.summary) }, out)
    }
}

/// One line.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "camelCase")]
enum Line<'l, 'r> {
    Input { input: Input<'r> },
    Place { finding: &'l Finding<'r>, place: Option<Place<'r>> },
    Summary { summary: Summary },
}
