//! `markdown`: one table, for a comment on a change.

use std::io::{self, Write};

use super::{ChangeFormat, exchange, spot, summary, verdict, version};
use crate::finding::Changes;
use crate::message::diff;
use crate::render::Style;
use crate::render::escape::{markdown, markdown_code};

pub(super) const FORMAT: ChangeFormat = ChangeFormat { name: "markdown", is_machine: false, render };

/// Rows that fit into a comment; totals stay true.
const MOST: usize = 200;

fn render(changes: &Changes, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let lang = style.lang;
    let heading = diff::heading(&changes.sides.0, &changes.sides.1);
    writeln!(out, "# {}\n\n{}\n", heading.text(lang), summary(changes, lang))?;
    if let Some(version) = version(changes, lang) {
        writeln!(out, "{}\n", markdown(&version))?;
    }
    if !changes.changes.is_empty() {
        let columns = [
            diff::column_verdict(),
            diff::column_exchange(),
            diff::column_subject(),
            diff::column_change(),
            diff::column_reason(),
        ];
        let titles: Vec<&str> = columns.iter().map(|it| it.text(lang)).collect();
        writeln!(out, "| {} |\n|---|---|---|---|---|", titles.join(" | "))?;
    }
    for it in changes.changes.iter().take(MOST) {
        let place = it.new.as_ref().or(it.old.as_ref()).map(spot).unwrap_or_default();
        let subject = if it.subject.is_empty() { place } else { format!("{} · {place}", it.subject) };
        let cells = [
            verdict(it.verdict).text(lang).to_owned(),
            exchange(it.exchange).text(lang).to_owned(),
            markdown_code(&subject).replace('|', "\\|"),
            markdown(it.message.text(lang)).replace('|', "\\|"),
            markdown(it.reason.text(lang)).replace('|', "\\|"),
        ];
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    for (path, reason) in &changes.unread {
        writeln!(out, "\n{}: {}", markdown(diff::unread(path).text(lang)), markdown(reason.text(lang)))?;
    }
    Ok(())
}
