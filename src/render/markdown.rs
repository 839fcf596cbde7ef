//! `markdown`: for a comment on a change or the summary of a job. Never longer than such a comment may be.

use std::io::{self, Write};

use super::chosen::chosen;
use super::escape::{markdown, markdown_code};
use super::locate::{further, key, locate, share};
use super::paint::standing;
use super::summary::{join, s, summary};
use super::{Renderer, Style};
use crate::finding::{Finding, Input, Report};
use crate::message::{Lang, Message, render as words};

/// GitHub takes 65,535 characters; the rest is for the closing lines.
const MOST: usize = 64_000;
/// The summary of a job may have 1 MiB; a character takes at most three bytes.
const MOST_IN_SUMMARY: usize = 340_000;
/// What of it the table of inputs may use.
const MOST_FOR_INPUTS: usize = 12_000;

pub(super) struct Format;

impl Renderer for Format {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn title(&self) -> Message {
        words::format_markdown()
    }

    fn is_machine(&self) -> bool {
        false
    }

    fn render(&self, report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        write(report, style, MOST, out)
    }
}

/// The summary of a job: as a comment, with more room.
pub(super) fn job_summary(report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    write(report, style, MOST_IN_SUMMARY, out)
}

fn write(report: &Report, style: &Style, most: usize, out: &mut dyn Write) -> io::Result<()> {
    let lang = style.lang;
    writeln!(out, "# {}\n\n{}\n", words::report_title().text(lang), summary(report, lang))?;
    let inputs = inputs(report, lang);
    let chosen = chosen(report, style);
    let (items, too_long) = fitting(report, &chosen.findings, style, most - length(&inputs));
    let mut group = None;
    for (finding, item) in &items {
        let home = finding.dataset.as_deref().or(finding.path.as_deref());
        if group != Some(home) {
            let title = home.map_or_else(|| words::dictionary_word().text(lang).to_owned(), markdown_code);
            writeln!(out, "{}## {title}\n", if group.is_some() { "\n" } else { "" })?;
            group = Some(home);
        }
        out.write_all(item.as_bytes())?;
    }
    let left_out = chosen.left_out + too_long;
    if left_out > 0 {
        writeln!(out, "\n{}", words::not_shown(left_out, s(left_out)).text(lang))?;
    }
    if !items.is_empty() {
        writeln!(out)?;
    }
    out.write_all(inputs.as_bytes())
}

/// Characters as hosts count them.
fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// The items that fit, by dataset, the worst preferred; and how many did not fit.
fn fitting<'r>(
    report: &Report,
    findings: &[&'r Finding],
    style: &Style,
    mut room: usize,
) -> (Vec<(&'r Finding, String)>, u64) {
    let mut ranked: Vec<(usize, &Finding)> = findings.iter().copied().enumerate().collect();
    ranked.sort_by_key(|(at, finding)| (finding.suppressed.is_some(), std::cmp::Reverse(finding.severity), *at));
    let mut items = Vec::new();
    for (at, finding) in ranked {
        let text = item(report, finding, style);
        // A new group costs its heading; counted for every item, which errs on the short side.
        let home = finding.dataset.as_deref().or(finding.path.as_deref()).map_or(40, |it| length(it) * 6 + 40);
        let cost = length(&text) + home;
        if cost <= room {
            room -= cost;
            items.push((at, finding, text));
        }
    }
    let left_out = (findings.len() - items.len()) as u64;
    items.sort_by_key(|(at, finding, _)| (finding.dataset.as_deref().or(finding.path.as_deref()), *at));
    (items.into_iter().map(|(_, finding, text)| (finding, text)).collect(), left_out)
}

/// One finding as an item of a list.
fn item(report: &Report, finding: &Finding, style: &Style) -> String {
    let lang = style.lang;
    let share = share(finding, lang).map_or_else(String::new, |share| format!(" ({share})"));
    let message = markdown(finding.message.text(lang));
    let mut lines = vec![format!("- **{}** `{}` {message}{share}", standing(finding, lang), finding.rule)];
    let place = finding.places.first();
    let key = place.map(key).filter(|key| !key.is_empty()).map(|key| markdown_code(&key));
    let spot = markdown_code(&locate(report, finding).short());
    let (listed, more) = further(finding, style.max_places);
    let listed = join(listed.iter().map(String::as_str), lang);
    let also = match (listed.is_empty(), more) {
        (true, _) => None,
        (false, 0) => Some(words::also_at(listed)),
        (false, _) => Some(words::also_at_more(listed, more)),
    };
    let also = also.map(|also| markdown(also.text(lang)));
    lines.push(join([Some(spot), key, also].iter().flatten().map(String::as_str), lang));
    lines.extend(
        finding.help.as_ref().map(|help| format!("{}: {}", words::help().text(lang), markdown(help.text(lang)))),
    );
    lines.extend(finding.suppressed.as_ref().map(|reason| markdown(reason.text(lang))));
    lines.join("<br>\n  ") + "\n"
}

fn inputs(report: &Report, lang: Lang) -> String {
    let heads = [
        words::column_path(),
        words::column_dataset(),
        words::column_format(),
        words::column_records(),
        words::column_complete(),
    ];
    let heads: Vec<&str> = heads.iter().map(|head| head.text(lang)).collect();
    let title = words::heading_inputs();
    let mut table = format!("## {}\n\n| {} |\n|---|---|---|--:|---|\n", title.text(lang), heads.join(" | "));
    for (index, input) in report.inputs.iter().enumerate() {
        let row = row(input, lang);
        if length(&table) + length(&row) > MOST_FOR_INPUTS {
            let rest = (report.inputs.len() - index) as u64;
            return format!("{table}\n+{}\n", words::inputs(rest, s(rest)).text(lang));
        }
        table.push_str(&row);
    }
    if report.inputs.is_empty() { String::new() } else { table }
}

fn row(input: &Input, lang: Lang) -> String {
    let complete = if input.complete { words::yes() } else { words::no() };
    format!(
        "| {} | {} | {} | {} | {} |\n",
        cell(&input.path),
        input.dataset.as_deref().map_or_else(String::new, cell),
        input.format,
        input.records,
        complete.text(lang)
    )
}

/// A name within a table, where a bar parts cells even inside a code span.
fn cell(text: &str) -> String {
    markdown_code(text).replace('|', "\\|")
}
