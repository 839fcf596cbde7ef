//! `human`: the worst first, each with its reason and both places.

use std::io::{self, Write};

use super::{ChangeFormat, exchange, spot, summary, verdict, version};
use crate::finding::{Change, Changes, Severity, Verdict};
use crate::message::diff;
use crate::render::Style;
use crate::render::escape::visible;
use crate::render::paint::{Ink, paint};

pub(super) const FORMAT: ChangeFormat = ChangeFormat { name: "human", is_machine: false, render };

fn render(changes: &Changes, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let lang = style.lang;
    for change in &changes.changes {
        one(change, style, out)?;
    }
    for (path, reason) in &changes.unread {
        writeln!(out, "{}: {}\n", diff::unread(visible(path)).text(lang), visible(reason.text(lang)))?;
    }
    if let Some(version) = version(changes, lang) {
        writeln!(out, "{version}")?;
    }
    if changes.changes.is_empty() && changes.unread.is_empty() {
        writeln!(out, "{}", diff::nothing().text(lang))
    } else {
        writeln!(out, "{}", summary(changes, lang))
    }
}

fn one(change: &Change, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let lang = style.lang;
    let ink = match change.verdict {
        Verdict::Breaking => Ink::Of(Severity::Error),
        Verdict::Undecidable => Ink::Of(Severity::Warning),
        Verdict::Safe => Ink::Of(Severity::Info),
    };
    let head = format!("{}[{}]", verdict(change.verdict).text(lang), change.kind);
    let subject = if change.subject.is_empty() { String::new() } else { format!("{}: ", visible(&change.subject)) };
    writeln!(out, "{}: {subject}{}", paint(style, ink, head), visible(change.message.text(lang)))?;
    writeln!(out, "  {}: {}", exchange(change.exchange).text(lang), change.reason.text(lang))?;
    let arrow = if style.unicode { "←" } else { "<-" };
    match (&change.new, &change.old) {
        (Some(new), Some(old)) => writeln!(out, "  {} {arrow} {}\n", visible(&spot(new)), visible(&spot(old))),
        (Some(only), None) | (None, Some(only)) => writeln!(out, "  {}\n", visible(&spot(only))),
        (None, None) => writeln!(out),
    }
}
