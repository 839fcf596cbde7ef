//! Two texts line by line, as a unified diff.

use similar::TextDiff;

/// More lines of both texts together are shown as one change: finding the fewest takes their square at worst.
const MOST_LINES: usize = 20_000;

/// The difference, with `path` at its head; empty where there is none.
pub(super) fn unified(path: &str, old: &str, new: &str) -> String {
    let (olds, news) = (old.lines().count(), new.lines().count());
    if olds + news > MOST_LINES && old != new {
        let all = |sign: &str, text: &str| text.lines().fold(String::new(), |all, it| all + sign + it + "\n");
        return format!("--- {path}\n+++ {path}\n@@ -1,{olds} +1,{news} @@\n{}{}", all("-", old), all("+", new));
    }
    TextDiff::from_lines(old, new).unified_diff().header(path, path).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_shown_with_their_lines_and_nothing_else() {
        let lines = |names: &str| names.split(' ').fold(String::new(), |text, it| text + it + "\n");
        let old = lines("a b c d e f g h i j");
        assert_eq!(unified("x", &old, &old), "");
        let new = lines("a b c d E f g h i j k");
        assert_eq!(
            unified("x", &old, &new),
            "--- x\n+++ x\n@@ -2,9 +2,10 @@\n b\n c\n d\n-e\n+E\n f\n g\n h\n i\n j\n+k\n"
        );
        let moved = unified("x", "a\nb\nc\n", "b\nc\na\n");
        assert_eq!(moved, "--- x\n+++ x\n@@ -1,3 +1,3 @@\n-a\n b\n c\n+a\n");
    }
}
