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
use super::escape::{acts, push_visible, visible};
use super::locate::Spot;
use super::wrap::{columns, wrap};
use crate::finding::Severity;
use crate::text::Excerpt;

/// Narrower than this nothing can be read, whatever the terminal says.
const LEAST_ROOM: usize = 24;
/// Where the terminal has no edge.
const MOST_ROOM: usize = 200;
/// Columns a tab is drawn with.
const TAB: usize = 4;

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
        lines.extend(one(it, theme, room(style, numbers)).lines().map(|line| format!("{indent}{line}")));
    }
    lines
}

/// The marked line without its neighbours.
pub(super) fn alone(excerpt: &Excerpt) -> Excerpt {
    let before = excerpt.text.get(..excerpt.mark.start).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let text = excerpt.text.get(start..).and_then(|rest| rest.split('\n').next()).unwrap_or_default().to_owned();
    let within = |at: usize| at.saturating_sub(start).min(text.len());
    let mark = within(excerpt.mark.start)..within(excerpt.mark.end);
    Excerpt { first_line: excerpt.first_line + before.matches('\n').count() as u64, text, mark }
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
    drawn.split_once('\n').map_or_else(String::new, |(_, rest)| rest.to_owned())
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
    usize::try_from(number.saturating_sub(1)).unwrap_or(usize::MAX)
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

/// One character of a line as it is drawn.
struct Glyph {
    text: String,
    columns: usize,
    /// Byte in the excerpt.
    at: usize,
}

/// The excerpt with nothing in it that acts, each line cut to `room` columns from the same column on, and its mark.
fn fit(excerpt: &Excerpt, room: usize) -> (String, Range<usize>) {
    let mut lines: Vec<(Range<usize>, Vec<Glyph>)> = Vec::new();
    let mut start = 0;
    for line in excerpt.text.split('\n') {
        lines.push((start..start + line.len(), glyphs(line, start)));
        start += line.len() + 1;
    }
    let marked =
        lines.iter().position(|(bytes, _)| bytes.contains(&excerpt.mark.start) || bytes.end == excerpt.mark.start);
    let from = marked.and_then(|it| lines.get(it)).map_or(0, |(_, line)| first_column(line, &excerpt.mark, room));
    let mut text = String::new();
    let mut mark = 0..0;
    for (index, (_, line)) in lines.iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        let wanted = (Some(index) == marked).then_some(&excerpt.mark);
        let kept = push_cut(&mut text, line, from..from + room, wanted);
        if let Some(kept) = kept {
            mark = kept;
        }
    }
    (text, mark)
}

fn glyphs(line: &str, start: usize) -> Vec<Glyph> {
    let glyph = |(at, c): (usize, char)| {
        let mut text = String::new();
        if c == '\t' {
            text.push_str(&" ".repeat(TAB));
        } else {
            push_visible(&mut text, c, acts(c));
        }
        let columns = text.chars().map(columns).sum();
        Glyph { text, columns, at: start + at }
    };
    line.char_indices().map(glyph).collect()
}

/// The first column to draw so that the mark is seen with something before it.
fn first_column(line: &[Glyph], mark: &Range<usize>, room: usize) -> usize {
    let width = |until: usize| line.iter().filter(|it| it.at < until).map(|it| it.columns).sum::<usize>();
    let all = width(usize::MAX);
    let (from, to) = (width(mark.start), width(mark.end));
    if all <= room || to + room / 4 <= room {
        return 0;
    }
    // Two thirds before the mark, unless the mark itself needs the room.
    let before = (room * 2 / 3).min(room.saturating_sub(to - from + 2));
    from.saturating_sub(before)
}

/// Adds the part of `line` within `shown` columns, with `…` where something was cut; gives the bytes of the mark in `text`.
fn push_cut(
    text: &mut String,
    line: &[Glyph],
    shown: Range<usize>,
    mark: Option<&Range<usize>>,
) -> Option<Range<usize>> {
    let total: usize = line.iter().map(|it| it.columns).sum();
    let (cut_left, cut_right) = (shown.start > 0 && total > 0, total > shown.end);
    if cut_left {
        text.push('…');
    }
    let (mut start, mut end) = (None, None);
    let mut column = 0;
    for glyph in line {
        let fits = column >= shown.start + usize::from(cut_left)
            && column + glyph.columns + usize::from(cut_right) <= shown.end;
        column += glyph.columns;
        if let Some(mark) = mark {
            if glyph.at >= mark.start && start.is_none() {
                start = Some(text.len());
            }
            if glyph.at >= mark.end && end.is_none() {
                end = Some(text.len());
            }
        }
        if fits {
            text.push_str(&glyph.text);
        }
    }
    let start = start.unwrap_or(text.len());
    let end = end.unwrap_or(text.len()).max(start);
    if cut_right {
        text.push('…');
    } else if mark.is_some() && start == text.len() {
        // miette does not draw an empty mark behind the last character.
        text.push(' ');
    }
    mark.map(|_| start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(line: &str, mark: Range<usize>) -> Excerpt {
        Excerpt { first_line: 5, text: line.to_owned(), mark }
    }

    #[test]
    fn a_mark_is_seen_however_narrow_the_room() {
        for (line, marked) in [("a,b,c", "b"), (&*format!("{},目标,{}", "x".repeat(90), "y".repeat(90)), "目标")] {
            let at = line.find(marked).expect("it is there");
            let (text, mark) = fit(&excerpt(line, at..at + marked.len()), 30);
            assert_eq!(&text[mark], marked, "{text}");
            assert!(text.chars().map(columns).sum::<usize>() <= 30, "{text}");
        }
    }

    #[test]
    fn empty_marks_have_a_column_to_stand_in() {
        for (line, at) in [("", 0), ("a,", 2), ("a,,b", 2)] {
            let (text, mark) = fit(&excerpt(line, at..at), 30);
            assert!(mark.is_empty() && mark.start < text.len(), "{text:?} {mark:?}");
        }
    }

    #[test]
    fn what_acts_is_shown() {
        let (text, mark) = fit(&excerpt("a\u{202e}b,\tc", 0..5), 40);
        assert_eq!((&*text, &text[mark]), ("a\\u{202e}b,    c", "a\\u{202e}b"));
    }
}
