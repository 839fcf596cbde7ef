//! Edits of small texts by spans, so that comments, order and style of everything else stay.

use super::Span;

/// `text` with each span replaced. Of edits that overlap only the first is made.
pub fn edited(text: &str, edits: &[(Span, String)]) -> String {
    let mut sorted: Vec<&(Span, String)> = edits.iter().collect();
    sorted.sort_by_key(|(span, _)| *span);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (span, new) in sorted {
        let range = span.range();
        if range.start < at || range.end > text.len() {
            continue;
        }
        out.push_str(text.get(at..range.start).unwrap_or_default());
        out.push_str(new);
        at = range.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_else_stays() {
        let edits =
            [(Span::new(8, 9), "X".to_owned()), (Span::new(0, 1), "Y".to_owned()), (Span::new(8, 10), "Z".to_owned())];
        assert_eq!(edited("a: b  # c, d\n", &edits), "Y: b  # X, d\n");
        assert_eq!(edited("ab", &[(Span::new(1, 1), "-".to_owned())]), "a-b");
    }
}
