//! The lines of an excerpt cut to the columns there are, with nothing in them that acts.

use std::ops::Range;

use super::escape::{acts, push_visible};
use super::wrap::columns;
use crate::text::Excerpt;

/// Columns a tab is drawn with.
pub(super) const TAB: usize = 4;

/// The marked line without its neighbours.
pub(super) fn alone(excerpt: &Excerpt) -> Excerpt {
    let before = excerpt.text.get(..excerpt.mark.start).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let text = excerpt.text.get(start..).and_then(|rest| rest.split('\n').next()).unwrap_or_default().to_owned();
    let within = |at: usize| at.saturating_sub(start).min(text.len());
    let mark = within(excerpt.mark.start)..within(excerpt.mark.end);
    Excerpt { first_line: excerpt.first_line + before.matches('\n').count() as u64, text, mark }
}

/// One character of a line as it is drawn.
struct Glyph {
    text: String,
    columns: usize,
    /// Byte in the excerpt.
    at: usize,
}

/// The excerpt with nothing in it that acts, each line cut to `room` columns from the same column on, and its mark.
pub(super) fn fit(excerpt: &Excerpt, room: usize) -> (String, Range<usize>) {
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

    proptest::proptest! {
        #[test]
        fn a_mark_never_leaves_the_text(text in "\\PC{0,40}(\n[^\r]{0,200}){0,2}", from: usize, to: usize, room in 24_usize..120) {
            let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let (from, to) = (bounds[from % bounds.len()], bounds[to % bounds.len()]);
            let excerpt = Excerpt { first_line: 1, text, mark: from.min(to)..from.max(to) };
            for excerpt in [alone(&excerpt), excerpt] {
                let (text, mark) = fit(&excerpt, room);
                proptest::prop_assert!(text.get(mark).is_some_and(|marked| !marked.contains('\n')));
                for line in text.split('\n') {
                    proptest::prop_assert!(line.chars().map(columns).sum::<usize>() <= room + 1, "{line:?}");
                }
            }
        }
    }

    #[test]
    fn what_acts_is_shown() {
        let (text, mark) = fit(&excerpt("a\u{202e}b,\tc", 0..5), 40);
        assert_eq!((&*text, &text[mark]), ("a\\u{202e}b,    c", "a\\u{202e}b"));
    }
}
