//! `html`: one file that asks nothing of any network, in both languages, grouped by dataset, with a filter.
//!
//! Its content security policy forbids every request; names and values reach the page as text only.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::escape::markup;
use super::locate::{Spot, key, locate, path_of};
use super::paint;
use super::summary::summary;
use super::{Renderer, Style};
use crate::finding::{Finding, Report, Safety, Severity};
use crate::message::{Lang, Message, render as words};
use crate::text::Excerpt;

const STYLE: &str = include_str!("html.css");
const SCRIPT: &str = include_str!("html.js");
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

pub(super) struct Format;

impl Renderer for Format {
    fn name(&self) -> &'static str {
        "html"
    }

    fn title(&self) -> Message {
        words::format_html()
    }

    fn is_machine(&self) -> bool {
        false
    }

    fn render(&self, report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        head(report, style, out)?;
        writeln!(out, "<main>")?;
        for (home, findings) in groups(report) {
            group(report, home, &findings, out)?;
        }
        inputs(report, out)?;
        writeln!(out, "</main>\n<script>\n{SCRIPT}</script>\n</body>\n</html>")
    }
}

/// The findings of each dataset, else of each file; those about the dictionary first.
fn groups(report: &Report) -> BTreeMap<Option<&str>, Vec<&Finding>> {
    let mut groups: BTreeMap<Option<&str>, Vec<&Finding>> = BTreeMap::new();
    for finding in &report.findings {
        groups.entry(finding.dataset.as_deref().or(finding.path.as_deref())).or_default().push(finding);
    }
    groups
}

fn head(report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let lang = Lang::ALL.iter().find(|(_, lang)| *lang == style.lang).map_or("en", |(tag, _)| tag);
    let title = words::report_title();
    writeln!(out, "<!doctype html>\n<html lang=\"{lang}\" data-lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">")?;
    writeln!(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">")?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")?;
    writeln!(out, "<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>", markup(title.text(style.lang)))?;
    writeln!(out, "<header>\n<h1>{}</h1>", both(&title))?;
    writeln!(out, "<p>{}</p>", spans(|lang| markup(&summary(report, lang))))?;
    if let (Some(id), Some(version)) = (&report.dictionary.id, &report.dictionary.version) {
        writeln!(out, "<p>{} {} {}</p>", both(&words::dictionary_word()), code(id), markup(version))?;
    }
    let hint = words::filter_hint();
    let hint = markup(&format!("{} / {}", hint.text(Lang::En), hint.text(Lang::ZhCn)));
    writeln!(out, "<input type=\"search\" id=\"filter\" placeholder=\"{hint}\" aria-label=\"{hint}\">")?;
    for (name, severity) in Severity::ALL {
        let word = both(&paint::severity(severity));
        writeln!(out, "<label><input type=\"checkbox\" name=\"severity\" value=\"{name}\" checked> {word}</label>")?;
    }
    let selected = |it| if it == style.lang { " selected" } else { "" };
    writeln!(
        out,
        "<label>{} <select id=\"language\"><option value=\"en\"{}>English</option><option value=\"zh-CN\"{}>简体中文</option></select></label>\n</header>",
        both(&words::language()),
        selected(Lang::En),
        selected(Lang::ZhCn)
    )
}

fn group(report: &Report, home: Option<&str>, findings: &[&Finding], out: &mut dyn Write) -> io::Result<()> {
    let title = home.map_or_else(|| both(&words::dictionary_word()), code);
    writeln!(out, "<section class=\"group\">\n<h2>{title}</h2>")?;
    for finding in findings {
        article(report, finding, out)?;
    }
    writeln!(out, "</section>")
}

fn article(report: &Report, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let severity = finding.severity.name();
    let (suppressed, word) = match finding.suppressed {
        Some(_) => (" suppressed", words::suppressed_word()),
        None => ("", paint::severity(finding.severity)),
    };
    writeln!(
        out,
        "<article class=\"{severity}{suppressed}\" data-severity=\"{severity}\" id=\"{}\">\n<p><span class=\"word\">{}</span> {} {}</p>",
        markup(&finding.fingerprint),
        both(&word),
        code(finding.rule.name()),
        both(&finding.message)
    )?;
    writeln!(out, "<p class=\"place\">{}</p>", code(&locate(report, finding).short()))?;
    if let Some(excerpt) = finding.places.first().and_then(|place| place.excerpt.as_ref()) {
        writeln!(out, "{}", window(excerpt))?;
    }
    facts(finding, out)?;
    for related in &finding.related {
        if let Some(path) = related.place.path.as_deref() {
            let spot = code(&Spot::of(path, &related.place).text());
            writeln!(out, "<p class=\"place\">{}: {spot}</p>", both(&related.message))?;
            if let Some(excerpt) = &related.place.excerpt {
                writeln!(out, "{}", window(excerpt))?;
            }
        }
    }
    advice(finding, out)?;
    writeln!(out, "</article>")
}

/// The label, the share, the record, and every further place that was kept.
fn facts(finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    if let Some(label) = &finding.label {
        writeln!(out, "<p>{}</p>", both(label))?;
    }
    let mut facts = Vec::new();
    if finding.tested > 1 || finding.count > 1 {
        facts.push(both(&words::of(finding.count, finding.tested)));
    }
    facts.extend(
        finding.element.as_deref().map(|element| format!("{} {}", both(&words::element_word()), code(element))),
    );
    let place = finding.places.first();
    facts.extend(place.and_then(|place| place.record).map(|number| both(&words::record(number))));
    facts.extend(place.map(key).filter(|key| !key.is_empty()).map(|key| code(&key)));
    if !facts.is_empty() {
        writeln!(out, "<p class=\"facts\">{}</p>", facts.join(" · "))?;
    }
    if finding.places.len() > 1 {
        let spots: Vec<String> = finding
            .places
            .iter()
            .skip(1)
            .map(|place| markup(&Spot::of(path_of(finding, place).unwrap_or_default(), place).text()))
            .collect();
        let title = both(&words::places_word());
        writeln!(
            out,
            "<details class=\"facts\"><summary>+{} {title}</summary>{}</details>",
            spots.len(),
            spots.join("<br>")
        )?;
    }
    Ok(())
}

fn advice(finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    if let Some(help) = &finding.help {
        writeln!(out, "<p>{}: {}</p>", both(&words::help()), both(help))?;
    }
    if let Some(fix) = &finding.fix {
        let word = if fix.safety == Safety::Safe { words::fix_safe() } else { words::fix_unsafe() };
        writeln!(out, "<p>{}: {}</p>", both(&word), both(&fix.description))?;
    }
    match &finding.suppressed {
        Some(reason) => writeln!(out, "<p>{}</p>", both(reason)),
        None => Ok(()),
    }
}

/// The lines of an excerpt with their numbers and the mark.
fn window(excerpt: &Excerpt) -> String {
    let mut lines = Vec::new();
    let mut start = 0;
    for (number, line) in (excerpt.first_line..).zip(excerpt.text.split('\n')) {
        let within = |at: usize| at.clamp(start, start + line.len()) - start;
        let (from, to) = (within(excerpt.mark.start), within(excerpt.mark.end));
        let part = |range| markup(line.get(range).unwrap_or_default());
        let holds_mark = (start..=start + line.len()).contains(&excerpt.mark.start);
        let marked = match (holds_mark, from < to) {
            (false, _) => String::new(),
            (true, true) => format!("<mark>{}</mark>", part(from..to)),
            // An empty cell still has to be seen.
            (true, false) => "<mark>&nbsp;</mark>".to_owned(),
        };
        lines.push(format!("<b>{number}</b>{}{marked}{}", part(0..from), part(to..line.len())));
        start += line.len() + 1;
    }
    format!("<pre>{}</pre>", lines.join("\n"))
}

fn inputs(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let heads = [
        words::column_path(),
        words::column_dataset(),
        words::column_format(),
        words::column_encoding(),
        words::column_records(),
        words::column_complete(),
    ];
    let heads = heads.each_ref().map(both).join("</th><th>");
    writeln!(out, "<section>\n<h2>{}</h2>\n<table>\n<tr><th>{heads}</th></tr>", both(&words::heading_inputs()))?;
    for input in &report.inputs {
        let complete = if input.complete { words::yes() } else { words::no() };
        writeln!(
            out,
            "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td class=\"number\">{}</td><td>{}</td></tr>",
            markup(&input.path),
            markup(input.dataset.as_deref().unwrap_or_default()),
            markup(input.format),
            markup(input.encoding.unwrap_or_default()),
            input.records,
            both(&complete)
        )?;
    }
    writeln!(out, "</table>\n</section>")
}

/// A sentence in both languages, of which the page shows one; names between backticks as code.
fn both(message: &Message) -> String {
    if message.text(Lang::En) == message.text(Lang::ZhCn) {
        return prose(message.text(Lang::En));
    }
    spans(|lang| prose(message.text(lang)))
}

fn spans(text: impl Fn(Lang) -> String) -> String {
    format!(
        "<span class=\"en\" lang=\"en\">{}</span><span class=\"zh\" lang=\"zh-CN\">{}</span>",
        text(Lang::En),
        text(Lang::ZhCn)
    )
}

/// Backticks become code. Everything is escaped first, so a stray one can only misplace a frame.
fn prose(text: &str) -> String {
    let safe = markup(text);
    let pieces: Vec<&str> = safe.split('`').collect();
    let framed = |(index, piece): (usize, &&str)| {
        let is_code = index % 2 == 1 && index + 1 < pieces.len();
        if is_code { format!("<code>{piece}</code>") } else { (*piece).to_owned() }
    };
    pieces.iter().enumerate().map(framed).collect()
}

fn code(text: &str) -> String {
    format!("<code>{}</code>", markup(text))
}
