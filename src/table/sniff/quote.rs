//! Which sign is put round cells.

use super::opening::Opening;

/// Lines that are looked at.
const LINES: usize = 500;
/// Signs that may part the cells of a line whose delimiter is not known yet.
const DELIMITERS: &[char] = &[',', ';', '\t', '|', ':', '^'];

/// How a sign is used round cells.
#[derive(Clone, Copy, Debug, Default)]
struct Use {
    /// Cells that both begin and end with it on one line.
    wraps: usize,
    /// Lines with such a cell.
    lines: usize,
    /// Its first byte in the text where it wraps.
    first: usize,
}

/// The quote in use, and where it shows first if another is declared. `declared` 0: none is used.
pub(crate) fn settle_quote(opening: &Opening, declared: Option<u8>) -> (u8, Option<usize>) {
    let quote = declared.unwrap_or(b'"');
    let other = if quote == b'"' { b'\'' } else { b'"' };
    let used = Use::of(opening, other);
    // An apostrophe is also a guard and a letter, so it has to wrap cells on most lines.
    let enough = if other == b'"' { 2 } else { 3.max(opening.lines().min(LINES).div_ceil(2)) };
    let other_only = used.wraps >= enough && (quote == 0 || Use::of(opening, quote).wraps == 0);
    match (other_only, declared) {
        (true, Some(_)) => (other, Some(used.first)),
        (true, None) => (other, None),
        _ => (quote, None),
    }
}

impl Use {
    fn of(opening: &Opening, quote: u8) -> Self {
        let quote = char::from(quote);
        let mut found = Self::default();
        for number in 0..opening.lines().min(LINES) {
            let (wraps, at) = wraps(opening.line(number), quote);
            if wraps > 0 {
                if found.lines == 0 {
                    found.first = opening.start(number) + at;
                }
                found.wraps += wraps;
                found.lines += 1;
            }
        }
        found
    }
}

/// Cells of a line that `quote` stands at both ends of, and its first byte in the line.
fn wraps(line: &str, quote: char) -> (usize, usize) {
    let (mut wrapped, mut first, mut start) = (0, 0, 0);
    let mut open = None;
    for part in line.split(DELIMITERS) {
        // A quoted cell may hold delimiters, so it ends in a later part.
        let opens = open.is_none() && part.starts_with(quote);
        if opens {
            open = Some(start);
        }
        let closes = part.ends_with(quote) && (!opens || part.len() > 1);
        if let (Some(at), true) = (open, closes) {
            if wrapped == 0 {
                first = at;
            }
            wrapped += 1;
            open = None;
        }
        start += part.len() + 1;
    }
    (wrapped, first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_signs_at_both_ends_wrap() {
        for (line, quote, expected) in [
            ("\"a\",\"b,c\",d", '"', (2, 0)),
            ("a,\"b\"", '"', (1, 2)),
            ("=\"123\",=\"5\"", '"', (0, 0)),
            ("'186,'187", '\'', (0, 0)),
            ("'a';'b'", '\'', (2, 0)),
            ("\"", '"', (0, 0)),
        ] {
            assert_eq!(wraps(line, quote), expected, "{line}");
        }
    }
}
