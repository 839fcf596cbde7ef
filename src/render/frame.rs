//! A few lines of a file, drawn with one marked range. The only file that names miette.
//!
//! miette finds a span by reading its source from byte 0. Twenty findings in a 118 MB export took 21–24 s that way and
//! 0.25 ms over excerpts, so it is only ever shown a [`Window`] of a few lines with the file's own numbering. It also panics
//! where a label starts past column 65,535; a window is never wider than the terminal.

use std::fmt;
use std::ops::Range;

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode,
    SourceSpan, SpanContents, ThemeCharacters, ThemeStyles,
};

use super::Style;
use super::cut::{TAB, fit};
use super::escape::visible;
use super::locate::Spot;
use super::wrap::{columns, wrap};
use crate::finding::Severity;
use crate::text::Excerpt;

/// Narrower than this nothing can be read, whatever the terminal says.
const LEAST_ROOM: usize = 24;
/// Where the terminal has no edge.
const MOST_ROOM: usize = 200;

/// What one drawing shows.
pub(super) struct Shown<'r> {
    /// The marked place.
    pub(super) spot: Spot<'r>,
    /// The lines round it.
    pub(super) excerpt: Excerpt,
    /// What to write under the mark; empty for a mark alone.
    pub(super) label: String,
}

/// Draws the windows as one ladder: a data cell, and below it the lines of the dictionary that it breaks.
pub(super) fn draw(shown: &[Shown<'_>], severity: Severity, style: &Style) -> Vec<String> {
    let numbers = shown.iter().map(|it| digits(last_line(&it.excerpt))).max().unwrap_or(1);
    let mut lines: Vec<String> = Vec::new();
    for (index, it) in shown.iter().enumerate() {
        // The foot of one window becomes the head of the next.
        lines.pop();
        let indent = " ".repeat(numbers - digits(last_line(&it.excerpt)));
        let theme = theme(style, severity, index > 0);
        lines.extend(one(it, theme, room(style, numbers)).lines().map(|line| format!("{indent}{}", line.trim_end())));
    }
    lines
}

/// One window by itself; empty if miette should refuse to draw it, for the message still says everything.
fn one(shown: &Shown<'_>, theme: GraphicalTheme, room: usize) -> String {
    let window = Window::of(shown, room);
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(usize::MAX)
        .with_wrap_lines(false)
        .with_links(false)
        .with_context_lines(1)
        .tab_width(TAB)
        .without_syntax_highlighting();
    let mut drawn = String::new();
    if handler.render_report(&mut drawn, &window).is_err() {
        return String::new();
    }
    // The first line is the message, which the caller words and breaks itself.
    let rest = drawn.split_once('\n').map_or_else(String::new, |(_, rest)| rest.to_owned());
    match shown.spot.place.and_then(|it| it.cell.as_ref()) {
        // miette knows lines and columns only; people look a cell up by its name.
        Some(_) => rest.replacen(&shown.spot.by_line(), &shown.spot.text(), 1),
        None => rest,
    }
}

fn theme(style: &Style, severity: Severity, continues: bool) -> GraphicalTheme {
    let mut styles = if style.color { ThemeStyles::ansi() } else { ThemeStyles::none() };
    styles.highlights = vec![match severity {
        Severity::Error => styles.error,
        Severity::Warning => styles.warning,
        Severity::Info => styles.advice,
    }];
    styles.link = styles.help;
    let mut characters = if style.unicode { ThemeCharacters::unicode() } else { ThemeCharacters::ascii() };
    if continues {
        characters.ltop = characters.lcross;
        styles.highlights = vec![styles.help];
    }
    GraphicalTheme { characters, styles }
}

fn room(style: &Style, numbers: usize) -> usize {
    match style.width {
        0 => MOST_ROOM,
        width => width.saturating_sub(numbers + 4).clamp(LEAST_ROOM, MOST_ROOM),
    }
}

fn last_line(excerpt: &Excerpt) -> u64 {
    excerpt.first_line.max(1) + excerpt.text.matches('\n').count() as u64
}

fn digits(number: u64) -> usize {
    number.checked_ilog10().unwrap_or(0) as usize + 1
}

/// The lines of an excerpt, safe to show and cut to fit, as miette's source.
#[derive(Debug)]
struct Window {
    name: String,
    first_line: usize,
    /// Line and column of the place, from 0.
    at: (usize, usize),
    text: String,
    mark: Range<usize>,
    label: Option<String>,
}

impl Window {
    fn of(shown: &Shown<'_>, room: usize) -> Self {
        let (text, mark) = fit(&shown.excerpt, room);
        let line_start = text.get(..mark.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        let before: usize = text.get(line_start..mark.start).unwrap_or_default().chars().map(columns).sum();
        let label = wrap(&visible(&shown.label), 0, room.saturating_sub(before + 6).max(LEAST_ROOM)).join("\n");
        Self {
            name: visible(shown.spot.path).into_owned(),
            first_line: index(shown.excerpt.first_line),
            at: (index(shown.spot.line), index(shown.spot.column)),
            text,
            mark,
            label: (!label.is_empty()).then_some(label),
        }
    }
}

/// Counted from 0 what is counted from 1 elsewhere.
fn index(number: u64) -> usize {
    u32::try_from(number.saturating_sub(1)).unwrap_or(u32::MAX) as usize
}

impl fmt::Display for Window {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Window {}

impl Diagnostic for Window {
    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let label = LabeledSpan::new(self.label.clone(), self.mark.start, self.mark.len());
        Some(Box::new(std::iter::once(label)))
    }
}

impl SourceCode for Window {
    /// The whole window whatever is asked for. Asked without context, miette wants to know where the place is: that is told
    /// as it is in the file, not as it is in a window that may be cut.
    fn read_span<'a>(
        &'a self,
        _: &SourceSpan,
        lines_before: usize,
        _: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (line, column) = if lines_before == 0 { self.at } else { (self.first_line, 0) };
        let span = SourceSpan::new(0.into(), self.text.len());
        let count = self.text.matches('\n').count() + 1;
        let text = self.text.as_bytes();
        Ok(Box::new(MietteSpanContents::new_named(self.name.clone(), text, span, line, column, count)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Place;

    proptest::proptest! {
        #[test]
        fn nothing_makes_a_drawing_fail(text in "([^\r]{0,90}\n){0,2}[^\r]{0,200}", from: usize, to: usize, width in 0_usize..200) {
            let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let (from, to) = (bounds[from % bounds.len()], bounds[to % bounds.len()]);
            let excerpt = Excerpt { first_line: 99, text: text.clone(), mark: from.min(to)..from.max(to) };
            let place = Place { line: u64::MAX, column: 70_000, ..Place::default() };
            let shown = [(), ()].map(|()| Shown {
                spot: Spot::of("a.csv", &place),
                excerpt: excerpt.clone(),
                label: text.clone(),
            });
            let drawn = draw(&shown, Severity::Error, &Style { width, ..Style::default() });
            proptest::prop_assert!(drawn.iter().any(|line| line.contains("a.csv")));
        }
    }
}
