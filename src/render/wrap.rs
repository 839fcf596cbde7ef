//! Breaking sentences into lines, by the columns they take on a terminal.

use unicode_width::UnicodeWidthChar;

/// Columns of one character; wide ones take two, combining ones none.
pub(super) fn columns(c: char) -> usize {
    c.width().unwrap_or(0)
}

/// `text` in lines of at most `width` columns, the first of which has `taken` less. Breaks at blanks and beside wide characters; a longer word stays whole,
/// because a path cut in two can no longer be clicked.
pub(super) fn wrap(text: &str, taken: usize, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = taken;
    for word in words(text) {
        let wide: usize = word.trim_end().chars().map(columns).sum();
        if used > 0 && used + wide > width {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
            used = 0;
        }
        line.push_str(word);
        used += word.chars().map(columns).sum::<usize>();
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// Pieces after which a line may end: a word with the blank behind it, or one wide character with the mark behind it.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let breaks = match before {
            Some(' ') => c != ' ',
            Some(last) => (columns(last) == 2 && !opens(last) || columns(c) == 2) && !closes(c) && !opens(last),
            None => false,
        };
        if breaks {
            words.push(&text[start..at]);
            start = at;
        }
        before = Some(c);
    }
    words.push(&text[start..]);
    words
}

/// May not stand at the end of a line.
fn opens(c: char) -> bool {
    matches!(c, '（' | '“' | '《' | '「' | '`' | '(')
}

/// May not stand at the start of a line.
fn closes(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | '：' | '、' | '）' | '”' | '》' | '」' | '？' | '！' | '`' | ')' | ',' | '.' | ' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_at_blanks_and_beside_wide_characters() {
        for (text, width, lines) in [
            ("one two three", 7, vec!["one two", "three"]),
            ("averylongword x", 5, vec!["averylongword", "x"]),
            ("补全订单状态，再导出", 8, vec!["补全订单", "状态，再", "导出"]),
            ("", 5, vec![""]),
        ] {
            assert_eq!(wrap(text, 0, width), lines);
        }
    }
}
