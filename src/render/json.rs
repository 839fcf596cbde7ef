//! `json`: everything, as one document of version 1. Readers' caps do not apply.

use std::io::{self, Write};

use super::document::Document;
use super::json_text::write_pretty;
use super::{Renderer, Style};
use crate::finding::Report;
use crate::message::{Message, render as words};

pub(super) struct Format;

impl Renderer for Format {
    fn name(&self) -> &'static str {
        "json"
    }

    fn title(&self) -> Message {
        words::format_json()
    }

    fn is_machine(&self) -> bool {
        true
    }

    fn render(&self, report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        write_pretty(&Document::new(report, style.lang), out)
    }
}
