//! Lines of a record as they are shown: those round the mark, and of each no more than fits.

use std::ops::Range;

use super::RecordExcerpt;

/// Characters kept on each side of the mark, and of the mark itself; more than is ever shown.
pub(super) const ROUND: usize = 400;

/// Lines shown of a record of several lines.
const LINES: usize = 4;

/// The lines of `text` round the mark, each clipped.
pub(super) fn lines_round(text: &str, mark: &Range<usize>, first_line: u64) -> RecordExcerpt {
    let lines: Vec<&str> = text.split('\n').collect();
    let before = text.get(..mark.start).unwrap_or_default();
    let number = before.bytes().filter(|it| *it == b'\n').count();
    let line_start = before.rfind('\n').map_or(0, |it| it + 1);
    let first = number.saturating_sub(LINES / 2);
    let shown = lines.iter().enumerate().skip(first).take(LINES);
    let mut excerpt =
        RecordExcerpt { first_line: first_line + first as u64, marked: number - first, ..RecordExcerpt::default() };
    for (at, line) in shown {
        let line = line.trim_end_matches('\r');
        let from = mark.start - line_start;
        let marked = if at == number {
            from.min(line.len())..(mark.end - line_start).min(line.len()).max(from.min(line.len()))
        } else {
            0..0
        };
        let (clipped, range) = clip(line, &marked);
        excerpt.lines.push(clipped);
        if at == number {
            excerpt.mark = range;
        }
    }
    excerpt
}

/// The line round the mark; the whole where it is short.
fn clip(line: &str, mark: &Range<usize>) -> (String, Range<usize>) {
    let before = line.get(..mark.start).unwrap_or_default();
    let low = before.char_indices().rev().nth(ROUND).map_or(0, |(at, _)| at);
    let after = |from: usize| {
        let rest = line.get(from..).unwrap_or_default();
        rest.char_indices().nth(ROUND).map_or(line.len(), |(at, _)| from + at)
    };
    let end = mark.end.min(after(mark.start));
    let shown = line.get(low..after(end)).unwrap_or_default();
    (shown.to_owned(), mark.start - low..end - low)
}
