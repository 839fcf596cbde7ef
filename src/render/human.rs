//! Graphical, over a window of a few lines. The only file that names miette.

use std::fmt;
use std::io;
use std::sync::Arc;

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource, SourceCode, ThemeCharacters, ThemeStyles};

use super::{Renderer, Style, words};
use crate::finding::{Finding, Place, Report, Severity};
use crate::message::render;
use crate::text::Excerpt;

pub(super) struct Human;

impl Renderer for Human {
    fn name(&self) -> &'static str {
        "human"
    }

    fn is_machine(&self) -> bool {
        false
    }

    fn render(&self, report: &Report, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
        let (findings, hidden) = words::shown(report, style);
        for finding in findings {
            one(finding, style, out)?;
        }
        if hidden > 0 {
            writeln!(out, "{}\n", render::more_findings(hidden).text(style.lang))?;
        }
        writeln!(out, "{}", words::summary(report, style))
    }
}

fn one(finding: &Finding, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    let handler = handler(style);
    let mut text = String::new();
    // Writing to a string fails only where the diagnostic's own source does, and a window always has its span.
    if handler.render_report(&mut text, &Shown::of(finding, style)).is_err() {
        text = super::concise::line(finding, style);
    }
    for line in text.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    writeln!(out)
}

fn handler(style: &Style) -> GraphicalReportHandler {
    let theme = GraphicalTheme {
        characters: if style.unicode { ThemeCharacters::unicode() } else { ThemeCharacters::ascii() },
        styles: if style.color { ThemeStyles::ansi() } else { ThemeStyles::none() },
    };
    GraphicalReportHandler::new_themed(theme).with_width(style.width).with_links(false).with_context_lines(1).tab_width(4)
}

/// A finding as miette sees it: message, window, underline, help; the line of the dictionary as a related diagnostic.
#[derive(Debug)]
struct Shown {
    code: Option<String>,
    severity: Option<miette::Severity>,
    message: String,
    help: Option<String>,
    source: Option<NamedSource<Window>>,
    label: Option<LabeledSpan>,
    related: Vec<Shown>,
}

impl Shown {
    fn of(finding: &Finding, style: &Style) -> Self {
        let lang = style.lang;
        let share = words::share(finding, style).map(|it| format!(" ({it})")).unwrap_or_default();
        let first = finding.places.first();
        let label = finding.label.as_ref().map(|it| words::plain(it.text(lang)));
        let windowed = first.and_then(|place| Window::of(finding, place));
        let mut message = format!("{}{share}", words::plain(finding.message.text(lang)));
        if windowed.is_none() {
            message = format!("{}: {message}", words::at_first(finding));
        }
        let related = finding.related.iter().map(|it| Self {
            code: None,
            severity: Some(miette::Severity::Advice),
            message: words::plain(it.message.text(lang)),
            help: None,
            label: it.place.excerpt.as_ref().map(|excerpt| span(excerpt, None)),
            source: Window::of(finding, &it.place),
            related: Vec::new(),
        });
        Self {
            code: Some(finding.rule.to_string()),
            severity: Some(match finding.severity {
                Severity::Error => miette::Severity::Error,
                Severity::Warning => miette::Severity::Warning,
                Severity::Info => miette::Severity::Advice,
            }),
            message,
            help: help(finding, style),
            label: first.and_then(|it| it.excerpt.as_ref()).map(|excerpt| span(excerpt, label)),
            source: windowed,
            related: related.collect(),
        }
    }
}

/// Help, then the record's key, then the other places.
fn help(finding: &Finding, style: &Style) -> Option<String> {
    let lang = style.lang;
    let mut lines: Vec<String> = finding.help.iter().map(|it| words::plain(it.text(lang))).collect();
    if let Some(first) = finding.places.first() {
        let key: Vec<String> = first.key.iter().map(|(element, value)| format!("{element} = {}", words::plain(value))).collect();
        if let (Some(record), false) = (first.record, key.is_empty()) {
            lines.push(format!("{}: {}", render::record(record).text(lang), key.join(", ")));
        }
    }
    lines.extend(others(finding, style));
    lines.extend(finding.suppressed.iter().map(|it| words::plain(it.text(lang))));
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// `also at 17:3, 20:3 and 12 more`.
fn others(finding: &Finding, style: &Style) -> Option<String> {
    let shown: Vec<String> = finding
        .places
        .iter()
        .take(style.max_places)
        .skip(1)
        .map(|place| match &place.path {
            Some(_) => words::at(finding, place),
            None => format!("{}:{}", place.line, place.column),
        })
        .collect();
    if shown.is_empty() {
        return None;
    }
    let more = finding.count.saturating_sub(shown.len() as u64 + 1);
    let mut text = render::also_at(shown.join(", ")).text(style.lang).to_owned();
    if more > 0 {
        text = format!("{text} {}", render::more_places(words::grouped(more)).text(style.lang));
    }
    Some(text)
}

fn span(excerpt: &Excerpt, label: Option<String>) -> LabeledSpan {
    LabeledSpan::new_primary_with_span(label, (excerpt.mark.start, excerpt.mark.len()))
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Shown {}

impl Diagnostic for Shown {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.code.as_ref().map(|it| Box::new(it) as Box<dyn fmt::Display>)
    }

    fn severity(&self) -> Option<miette::Severity> {
        self.severity
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|it| Box::new(it) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.source.as_ref().map(|it| it as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        self.label.clone().map(|it| Box::new(std::iter::once(it)) as Box<dyn Iterator<Item = LabeledSpan>>)
    }

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn Diagnostic> + 'a>> {
        (!self.related.is_empty()).then(|| Box::new(self.related.iter().map(|it| it as &dyn Diagnostic)) as _)
    }
}

/// The lines of an excerpt with the file's own numbers.
#[derive(Debug)]
struct Window {
    text: Arc<str>,
    /// Line of its first line, from 0.
    line: usize,
    /// Column that the marked place has in the file, from 0.
    column: usize,
}

impl Window {
    fn of(finding: &Finding, place: &Place) -> Option<NamedSource<Self>> {
        let excerpt = place.excerpt.as_ref()?;
        let path = place.path.as_deref().or(finding.path.as_deref()).unwrap_or("-");
        let whole = |number: u64| usize::try_from(number.saturating_sub(1)).unwrap_or(usize::MAX);
        let window = Self { text: Arc::from(&*excerpt.text), line: whole(excerpt.first_line), column: whole(place.column) };
        Some(NamedSource::new(words::plain(path), window))
    }
}

impl SourceCode for Window {
    fn read_span<'a>(
        &'a self,
        span: &miette::SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn miette::SpanContents<'a> + 'a>, miette::MietteError> {
        let inner = self.text.read_span(span, before, after)?;
        let line_of_mark = self.line + self.text.get(..span.offset()).map_or(0, |it| it.matches('\n').count());
        let shown_from = self.line + inner.line();
        // The head of the window names the place as an editor counts it, also where the line was clipped.
        let column = if shown_from == line_of_mark { self.column } else { inner.column() };
        let contents =
            miette::MietteSpanContents::new(inner.data(), *inner.span(), shown_from, column, inner.line_count());
        Ok(Box::new(contents))
    }
}
