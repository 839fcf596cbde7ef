//! Where a value ends, by its brackets and quotes alone: whatever is wrong within it, what follows it can be read.

/// Follows a value from its first byte on, over any number of stretches.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Extent {
    /// Brackets that are open.
    pub(super) depth: u64,
    in_string: bool,
    escaped: bool,
    begun: bool,
}

impl Extent {
    /// Follows what comes after the first byte of `depth` values within each other.
    pub(super) fn within(depth: u64) -> Self {
        Self { depth, begun: true, ..Self::default() }
    }

    /// Takes in more bytes. Returns how many of them belong to the value, where it ends among them.
    pub(super) fn feed(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        while let Some(byte) = bytes.get(at).copied() {
            if self.in_string {
                at = self.string(bytes, at)?;
                if self.depth == 0 && !self.in_string {
                    return Some(at);
                }
                continue;
            }
            match byte {
                b'"' => self.in_string = true,
                b'{' | b'[' => self.depth += 1,
                // A bracket that closes nothing, and a comma or blank after a bare word, belong to what is round it.
                b'}' | b']' if self.depth == 0 => return Some(at),
                b'}' | b']' => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        return Some(at + 1);
                    }
                }
                b',' | b' ' | b'\t' | b'\r' | b'\n' if self.depth == 0 && self.begun => return Some(at),
                _ => {}
            }
            self.begun = true;
            at += 1;
        }
        None
    }

    /// Goes on within a string from `at` on. Returns where it ends; `None` where it does not end here.
    #[inline]
    fn string(&mut self, bytes: &[u8], mut at: usize) -> Option<usize> {
        loop {
            if std::mem::take(&mut self.escaped) {
                at += 1;
            }
            let found = memchr::memchr2(b'"', b'\\', bytes.get(at..)?)?;
            at += found + 1;
            if bytes.get(at - 1) == Some(&b'"') {
                self.in_string = false;
                return Some(at);
            }
            self.escaped = true;
            if at >= bytes.len() {
                return None;
            }
        }
    }

    /// Whether it is within a string or a bracket.
    pub(super) fn is_open(&self) -> bool {
        self.in_string || self.depth > 0
    }
}

/// The end of the value that begins at `start`; `None` where it does not end in `text`.
pub(super) fn end_of(text: &[u8], start: usize) -> Option<usize> {
    Extent::default().feed(text.get(start..)?).map(|length| start + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_ends_where_its_brackets_do() {
        for (text, end) in [
            (r#"{"a":[1,{"b":"}]"}]} ,"#, Some(20)),
            (r#""a\"b\\",1"#, Some(8)),
            ("12,13", Some(2)),
            ("tru]", Some(3)),
            ("{\"a\":1", None),
            ("\"a\\", None),
            ("]", Some(0)),
        ] {
            assert_eq!(end_of(text.as_bytes(), 0), end, "{text}");
            // In any two stretches.
            for cut in 0..text.len() {
                let (one, other) = text.as_bytes().split_at(cut);
                let mut extent = Extent::default();
                let found = extent.feed(one).or_else(|| extent.feed(other).map(|it| it + cut));
                assert_eq!(found, end, "{text} {cut}");
            }
        }
    }
}
