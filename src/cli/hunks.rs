//! Two texts line by line, as a unified diff.

use std::fmt::Write;

/// Lines of context round a change.
const CONTEXT: usize = 3;
/// Longer texts are shown as one change between what they begin and end with alike.
const MOST_PAIRS: usize = 4_000_000;

/// A line of either text: kept, taken out or put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step<'t> {
    Keep(&'t str),
    Drop(&'t str),
    Add(&'t str),
}

/// The difference, with `path` at its head; empty where there is none.
pub(super) fn unified(path: &str, old: &str, new: &str) -> String {
    let steps = steps(&old.lines().collect::<Vec<_>>(), &new.lines().collect::<Vec<_>>());
    let changed: Vec<usize> =
        (0..).zip(&steps).filter(|(_, it)| !matches!(it, Step::Keep(_))).map(|(at, _)| at).collect();
    let mut text = String::new();
    let mut next = changed.iter().copied().peekable();
    while let Some(first) = next.next() {
        let mut last = first;
        while let Some(at) = next.next_if(|at| *at <= last + 2 * CONTEXT) {
            last = at;
        }
        if text.is_empty() {
            let _ = writeln!(text, "--- {path}\n+++ {path}");
        }
        let (from, to) = (first.saturating_sub(CONTEXT), (last + CONTEXT + 1).min(steps.len()));
        hunk(&mut text, &steps, (from, to));
    }
    text
}

fn hunk(text: &mut String, steps: &[Step<'_>], (from, to): (usize, usize)) {
    let count = |part: &[Step<'_>], left: bool| {
        part.iter().filter(|it| matches!(it, Step::Keep(_)) || matches!(it, Step::Drop(_)) == left).count()
    };
    let (before, part) = (steps.get(..from).unwrap_or_default(), steps.get(from..to).unwrap_or_default());
    let place = |left| (count(before, left) + 1, count(part, left));
    let ((old, olds), (new, news)) = (place(true), place(false));
    let _ = writeln!(text, "@@ -{old},{olds} +{new},{news} @@");
    for step in part {
        let (sign, line) = match step {
            Step::Keep(line) => (' ', line),
            Step::Drop(line) => ('-', line),
            Step::Add(line) => ('+', line),
        };
        let _ = writeln!(text, "{sign}{line}");
    }
}

fn steps<'t>(old: &[&'t str], new: &[&'t str]) -> Vec<Step<'t>> {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old_rest, new_rest) = (old.get(head..).unwrap_or_default(), new.get(head..).unwrap_or_default());
    let tail = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(a, b)| a == b).count();
    let middle = |of: &[&'t str]| of.get(..of.len() - tail).unwrap_or_default().to_vec();
    let mut steps: Vec<Step<'t>> = old.iter().take(head).map(|it| Step::Keep(it)).collect();
    steps.extend(between(&middle(old_rest), &middle(new_rest)));
    steps.extend(old.iter().skip(old.len() - tail).map(|it| Step::Keep(it)));
    steps
}

/// The fewest changes, by the longest common subsequence.
fn between<'t>(old: &[&'t str], new: &[&'t str]) -> Vec<Step<'t>> {
    if old.len().saturating_mul(new.len()) > MOST_PAIRS {
        return old.iter().map(|it| Step::Drop(it)).chain(new.iter().map(|it| Step::Add(it))).collect();
    }
    let width = new.len() + 1;
    let mut lengths = vec![0_u32; (old.len() + 1) * width];
    let at = |lengths: &[u32], a: usize, b: usize| lengths.get(a * width + b).copied().unwrap_or_default();
    for (a, mine) in old.iter().enumerate().rev() {
        for (b, theirs) in new.iter().enumerate().rev() {
            let length = if mine == theirs {
                at(&lengths, a + 1, b + 1) + 1
            } else {
                at(&lengths, a + 1, b).max(at(&lengths, a, b + 1))
            };
            if let Some(it) = lengths.get_mut(a * width + b) {
                *it = length;
            }
        }
    }
    let (mut a, mut b, mut steps) = (0, 0, Vec::new());
    loop {
        match (old.get(a), new.get(b)) {
            (Some(mine), Some(theirs)) if mine == theirs => {
                steps.push(Step::Keep(mine));
                (a, b) = (a + 1, b + 1);
            }
            (Some(mine), theirs) if theirs.is_none() || at(&lengths, a + 1, b) >= at(&lengths, a, b + 1) => {
                steps.push(Step::Drop(mine));
                a += 1;
            }
            (_, Some(theirs)) => {
                steps.push(Step::Add(theirs));
                b += 1;
            }
            _ => return steps,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_shown_with_their_lines_and_nothing_else() {
        let lines = |names: &str| names.split(' ').collect::<Vec<_>>().join("\n");
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
