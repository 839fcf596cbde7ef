//! Byte offsets to lines and columns, for texts held in memory.

/// Where a byte stands: both numbers count from 1; a column is a Unicode scalar value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Physical line, from 1.
    pub line: u64,
    /// Unicode scalar value within the line, from 1.
    pub column: u64,
}

/// The start of every line of one text. A line ends after `\n`; a `\r` before it belongs to the line's end.
#[derive(Clone, Debug, Default)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Finds the lines of `text` in one pass.
    pub fn new(text: &str) -> Self {
        let after_newlines =
            memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| u32::try_from(at + 1).unwrap_or(u32::MAX));
        Self { starts: std::iter::once(0).chain(after_newlines).collect() }
    }

    /// Number of lines; a text that ends in a newline has an empty last one.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// Line (from 0) that holds the byte at `offset`.
    pub fn line_at(&self, offset: u32) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// First byte of `line` (from 0); the text's end past the last line.
    pub fn start_of(&self, line: usize, text: &str) -> usize {
        self.starts.get(line).map_or(text.len(), |start| *start as usize)
    }

    /// The text of `line` (from 0) without its line break.
    pub fn line<'t>(&self, line: usize, text: &'t str) -> &'t str {
        let range = self.start_of(line, text)..self.start_of(line + 1, text);
        text.get(range).unwrap_or_default().trim_end_matches(['\n', '\r'])
    }

    /// Line and column of the byte at `offset`, which is clipped to the text.
    pub fn position(&self, offset: u32, text: &str) -> Position {
        let line = self.line_at(offset);
        let start = self.start_of(line, text);
        let end = (offset as usize).clamp(start, text.len());
        let column = text.get(start..end).map_or(end - start, |before| before.chars().count());
        Position { line: line as u64 + 1, column: column as u64 + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_lines_and_scalar_values_from_one() {
        let text = "a: 1\r\n订单: x\n";
        let lines = LineIndex::new(text);
        for (offset, line, column) in [(0, 1, 1), (3, 1, 4), (6, 2, 1), (9, 2, 2), (12, 2, 3), (16, 3, 1), (99, 3, 1)] {
            assert_eq!(lines.position(offset, text), Position { line, column }, "offset {offset}");
        }
        assert_eq!(lines.line(0, text), "a: 1");
        assert_eq!(lines.line(1, text), "订单: x");
    }
}
