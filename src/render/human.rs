//! `human`: drawn for a terminal. The cell, the line of the dictionary it breaks, what to do; then totals.

use std::io::{self, Write};

use super::chosen::chosen;
use super::cut::alone;
use super::escape::visible;
use super::frame::{Shown, draw};
use super::locate::{Spot, further, key, locate, share};
use super::paint::{Ink, paint, standing};
use super::summary::{join, s, summary};
use super::wrap::{columns, wrap};
use super::{Renderer, Style};
use crate::finding::{Finding, Report, Safety};
use crate::message::{Lang, Message, render as words};

pub(super) struct Format;

impl Renderer for Format {
    fn name(&self) -> &'static str {
        "human"
    }

    fn title(&self) -> Message {
        words::format_human()
    }

    fn is_machine(&self) -> bool {
        false
    }

    fn render(&self, report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        let chosen = chosen(report, style);
        for finding in &chosen.findings {
            heading(finding, style, out)?;
            drawing(report, finding, style, out)?;
            notes(finding, style, out)?;
            writeln!(out)?;
        }
        if chosen.left_out > 0 {
            let note = words::not_shown(chosen.left_out, s(chosen.left_out));
            writeln!(out, "{}\n", paint(style, Ink::Faint, note.text(style.lang)))?;
        }
        if style.verbose {
            inputs(report, style, out)?;
        }
        if !style.quiet {
            writeln!(out, "{}", closing(report, style))?;
        }
        Ok(())
    }
}

/// `error[code-unknown]: …`, the only line that everybody reads.
fn heading(finding: &Finding, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let ink = if finding.suppressed.is_some() { Ink::Faint } else { Ink::Of(finding.severity) };
    let name = format!("{}[{}]", standing(finding, style.lang), finding.rule);
    let colon = match style.lang {
        Lang::En => ": ",
        Lang::ZhCn => "：",
    };
    let message = visible(finding.message.text(style.lang));
    let taken = name.chars().chain(colon.chars()).map(columns).sum::<usize>();
    // What does not fit on the first line is set in as far as the notes are.
    let lines = lines_of(&message, taken.saturating_sub(2), 2, style);
    let (head, rest) = lines.split_first().map_or(("", &[][..]), |(head, rest)| (head.as_str(), rest));
    writeln!(out, "{}{colon}{}", paint(style, ink, name), paint(style, Ink::Strong, head))?;
    rest.iter().try_for_each(|line| writeln!(out, "  {}", paint(style, Ink::Strong, line)))
}

/// The windows on the cell and on the lines of the dictionary. Places without lines to show are named instead.
fn drawing(report: &Report, finding: &Finding, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let mut shown = Vec::new();
    let first = finding.places.first();
    match first.and_then(|place| place.excerpt.as_ref()) {
        Some(excerpt) => {
            let label = finding.label.as_ref().map_or("", |it| it.text(style.lang)).to_owned();
            shown.push(Shown { spot: locate(report, finding), excerpt: excerpt.clone(), label });
        }
        None if first.is_some() || finding.path.is_some() => {
            let arrow = if style.unicode { "─▶" } else { "-->" };
            writeln!(
                out,
                "  {} {}",
                paint(style, Ink::Faint, arrow),
                paint(style, Ink::Help, locate(report, finding).short())
            )?;
        }
        None => {}
    }
    for related in &finding.related {
        if let (Some(path), Some(excerpt)) = (related.place.path.as_deref(), related.place.excerpt.as_ref()) {
            let label = related.message.text(style.lang).to_owned();
            // Below a cell the line itself says enough; alone it needs the line before.
            let excerpt = if shown.is_empty() { excerpt.clone() } else { alone(excerpt) };
            shown.push(Shown { spot: Spot::of(path, &related.place), excerpt, label });
        }
    }
    draw(&shown, finding.severity, style).iter().try_for_each(|line| writeln!(out, "{line}"))
}

fn notes(finding: &Finding, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let lang = style.lang;
    for fact in facts(finding, style) {
        note(None, &fact, style, out)?;
    }
    if let Some(help) = &finding.help {
        note(Some(words::help()), help.text(lang), style, out)?;
    }
    if let Some(fix) = &finding.fix {
        let word = match fix.safety {
            Safety::Safe => words::fix_safe(),
            Safety::Unsafe => words::fix_unsafe(),
        };
        note(Some(word), fix.description.text(lang), style, out)?;
    }
    if let Some(reason) = &finding.suppressed {
        note(None, reason.text(lang), style, out)?;
    }
    Ok(())
}

/// How many, which record, where else: one line, two at most.
fn facts(finding: &Finding, style: &Style) -> Vec<String> {
    let lang = style.lang;
    let place = finding.places.first();
    let record = place.and_then(|place| place.record).map(|number| words::record(number).text(lang).to_owned());
    let lines = place
        .filter(|place| place.end_line > place.line.max(1))
        .map(|place| words::lines(place.line, place.end_line).text(lang).to_owned());
    let key = place.map(key).filter(|key| !key.is_empty());
    let (listed, more) = further(finding, style.max_places);
    let also = match (listed.is_empty(), more) {
        (true, _) => None,
        (false, 0) => Some(words::also_at(join(listed.iter().map(String::as_str), lang))),
        (false, _) => Some(words::also_at_more(join(listed.iter().map(String::as_str), lang), more)),
    };
    let shown = join([record, lines, key].iter().flatten().map(String::as_str), lang);
    let facts: Vec<String> = share(finding, lang).into_iter().chain((!shown.is_empty()).then_some(shown)).collect();
    let facts = facts.join(match lang {
        Lang::En => "; ",
        Lang::ZhCn => "；",
    });
    let also = also.map(|also| also.text(lang).to_owned());
    [Some(facts), also].into_iter().flatten().filter(|it| !it.is_empty()).collect()
}

fn note(word: Option<Message>, text: &str, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let colon = match style.lang {
        Lang::En => ": ",
        Lang::ZhCn => "：",
    };
    let word = word.map_or_else(String::new, |it| format!("{}{colon}", it.text(style.lang)));
    let indent = word.chars().map(columns).sum::<usize>();
    for (index, line) in lines_of(&visible(text), 0, indent + 2, style).iter().enumerate() {
        if index == 0 && indent > 0 {
            writeln!(out, "  {}{line}", paint(style, Ink::Help, &word))?;
        } else {
            writeln!(out, "  {:indent$}{line}", "")?;
        }
    }
    Ok(())
}

/// `text` as lines that start at column `indent`; on the first, `taken` more columns are already used.
fn lines_of(text: &str, taken: usize, indent: usize, style: &Style) -> Vec<String> {
    match style.width {
        0 => vec![text.to_owned()],
        width => wrap(text, taken, width.saturating_sub(indent).max(24)),
    }
}

fn inputs(report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    for input in &report.inputs {
        let records = words::records(input.records, s(input.records));
        let dataset = input.dataset.as_deref().map(|it| words::checked_as(visible(it)).text(style.lang).to_owned());
        let parts = [Some(input.format), input.encoding, dataset.as_deref(), Some(records.text(style.lang))];
        writeln!(out, "{} ({})", visible(&input.path), join(parts.into_iter().flatten(), Lang::En))?;
    }
    if report.inputs.is_empty() { Ok(()) } else { writeln!(out) }
}

fn closing(report: &Report, style: &Style) -> String {
    let line = summary(report, style.lang);
    let ink = match report.worst() {
        Some(severity) => Ink::Of(severity),
        None if report.inputs.is_empty() || report.summary.not_checked > 0 => Ink::Strong,
        None => Ink::Good,
    };
    paint(style, ink, line)
}
