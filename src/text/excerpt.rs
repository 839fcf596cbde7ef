//! The few lines kept to show a finding, never the file.

use std::ops::Range;

use super::{LineIndex, Span};

/// Longest part of a line that is kept, in Unicode scalar values: terminals are about 100 wide, and one renderer panics past column 65,535.
const WIDEST: usize = 160;

/// A window of a few lines with the file's own numbering and one marked range.
///
/// Long lines are clipped round the mark, so a column counted in [`text`](Self::text) is not a column of the file: places say that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// Number of the first line shown, from 1.
    pub first_line: u64,
    /// The lines, joined by `\n`, without a last one.
    pub text: String,
    /// Bytes of `text` that are marked; never past its end, always on character boundaries.
    pub mark: Range<usize>,
}

impl Excerpt {
    /// A window over lines that were already masked. `mark` is a byte range within `lines[marked]`.
    pub fn of_lines(first_line: u64, lines: &[String], marked: usize, mark: Range<usize>) -> Self {
        let mut text = String::new();
        let mut at = 0..0;
        for (index, line) in lines.iter().enumerate() {
            if index > 0 {
                text.push('\n');
            }
            let wanted = (index == marked).then(|| mark.clone());
            let (shown, kept) = clip(line, wanted.unwrap_or(0..0));
            if index == marked {
                at = text.len() + kept.start..text.len() + kept.end;
            }
            text.push_str(&shown);
        }
        Self { first_line, text, mark: at }
    }

    /// The line of `span`, with the line before it. A range over several lines is marked to the end of its first.
    pub(super) fn of_source(text: &str, index: &LineIndex, span: Span) -> Self {
        let line = index.line_at(span.start);
        let first = line.saturating_sub(1);
        let lines: Vec<String> = (first..=line).map(|it| index.line(it, text).to_owned()).collect();
        let start = index.start_of(line, text);
        let length = lines[line - first].len();
        let from = (span.start as usize).saturating_sub(start).min(length);
        let to = (span.end as usize).saturating_sub(start).clamp(from, length);
        Self::of_lines(first as u64 + 1, &lines, line - first, from..to)
    }
}

/// Shortens `line` to [`WIDEST`] characters round `mark`, with `…` where something was cut.
fn clip(line: &str, mark: Range<usize>) -> (String, Range<usize>) {
    let clean: String = line.chars().map(|c| if c.is_control() && c != '\t' { '\u{FFFD}' } else { c }).collect();
    // Control characters are replaced one for one; only their byte lengths differ.
    let chars_before = |at: usize| line.get(..at).map_or(0, |it| it.chars().count());
    let (from, to) = (chars_before(mark.start), chars_before(mark.end));
    let chars: Vec<char> = clean.chars().collect();
    let low = if chars.len() <= WIDEST { 0 } else { from.saturating_sub(WIDEST / 2).min(chars.len() - WIDEST) };
    let high = (low + WIDEST).min(chars.len());
    let mut shown = String::new();
    if low > 0 {
        shown.push('…');
    }
    let mut kept = 0..0;
    for (index, c) in chars.iter().enumerate().take(high).skip(low) {
        if index == from {
            kept.start = shown.len();
        }
        if index == to {
            kept.end = shown.len();
        }
        shown.push(*c);
    }
    if from >= high {
        kept.start = shown.len();
    }
    if to >= high {
        kept.end = shown.len();
    }
    if high < chars.len() {
        shown.push('…');
    }
    kept.end = kept.end.max(kept.start);
    (shown, kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_survive_clipping_and_wide_characters() {
        let long = format!("{}目标{}", "甲".repeat(500), "乙".repeat(500));
        let excerpt = Excerpt::of_lines(7, &[String::from("before"), long], 1, 1500..1506);
        assert_eq!(&excerpt.text[excerpt.mark.clone()], "目标");
        assert!(excerpt.text.lines().all(|line| line.chars().count() <= WIDEST + 2));
    }

    #[test]
    fn a_mark_at_the_end_of_a_line_is_empty_but_valid() {
        let excerpt = Excerpt::of_lines(1, &[String::from("a,b")], 0, 3..3);
        assert_eq!(excerpt.mark, 3..3);
    }
}
