//! `rdjsonl`: the Reviewdog Diagnostic Format, one finding a line.

use std::io::{self, Write};

use super::json_text::write_line;
use super::rdjson::{diagnostic, source};
use super::{Renderer, Style};
use crate::finding::Report;
use crate::message::{Message, render as words};

pub(super) struct Format;

impl Renderer for Format {
    fn name(&self) -> &'static str {
        "rdjsonl"
    }

    fn title(&self) -> Message {
        words::format_rdjsonl()
    }

    fn is_machine(&self) -> bool {
        true
    }

    fn render(&self, report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        for finding in report.live() {
            let mut diagnostic = diagnostic(report, finding, style.lang);
            diagnostic.insert("source".into(), source());
            write_line(&diagnostic, out)?;
        }
        Ok(())
    }
}
