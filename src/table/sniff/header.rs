//! Which line is the header.

use std::borrow::Cow;

use regex::bytes::Regex;

use super::expected::Expected;
use super::opening::Opening;
use super::row::{Grammar, Row, Signs};
use crate::model::Layout;
use crate::text::pattern;

/// Lines with text among which a header is looked for that nobody declared.
const LIKELY: usize = 60;

/// How a header was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Site {
    /// Where it is declared.
    Declared,
    /// Nothing is declared: the likeliest line.
    Likeliest,
    /// What is declared is not there: the likeliest line.
    Elsewhere,
    /// The likeliest line is a record: there is no header.
    Record,
}

/// A header's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// Its line, from 0.
    pub(crate) line: usize,
    /// How many names of the dataset stand in it.
    pub(crate) matched: usize,
    /// How it was found.
    pub(crate) site: Site,
}

/// What a header is looked for with.
pub(crate) struct Search<'s> {
    opening: &'s Opening,
    grammar: &'s dyn Grammar,
    layout: &'s Layout,
    expected: &'s Expected,
    after: Option<Regex>,
    preamble: Option<Regex>,
    /// The first line with text.
    first_text: usize,
}

/// A line that may be the header.
#[derive(Clone, Copy, Debug, Default)]
struct Candidate {
    line: usize,
    matched: usize,
    /// Cells with text.
    named: usize,
}

impl<'s> Search<'s> {
    /// Compiles what a layout declares. Patterns that do not compile were refused when the dictionary was loaded.
    pub(crate) fn new(
        opening: &'s Opening,
        grammar: &'s dyn Grammar,
        layout: &'s Layout,
        expected: &'s Expected,
    ) -> Self {
        let after = layout.header_after.as_ref().and_then(|it| pattern::compile(&it.value).ok());
        let preamble = layout.preamble.as_ref().and_then(|it| pattern::compile(&it.value).ok());
        Self { opening, grammar, layout, expected, after, preamble, first_text: opening.first_text() }
    }

    pub(crate) fn opening(&self) -> &'s Opening {
        self.opening
    }

    pub(crate) fn grammar(&self) -> &'s dyn Grammar {
        self.grammar
    }

    /// Number of names that are looked for.
    pub(crate) fn wanted(&self) -> usize {
        self.expected.len()
    }

    /// Whether a line is declared to be no record.
    pub(crate) fn is_preamble(&self, line: usize) -> bool {
        self.preamble.as_ref().is_some_and(|it| it.is_match(self.opening.line(line).as_bytes()))
    }

    /// Whether lines before the header are declared by a pattern.
    pub(crate) fn has_preamble(&self) -> bool {
        self.preamble.is_some()
    }

    /// The rows that make up a header at `line`.
    pub(crate) fn rows(&self, line: usize, signs: Signs) -> Vec<Row> {
        let mut at = self.opening.start(line);
        let mut rows = Vec::new();
        for _ in 0..self.layout.header_rows.max(1) {
            if at >= self.opening.text().len() {
                break;
            }
            let row = self.opening.row(at, self.grammar, signs);
            at = row.next;
            rows.push(row);
        }
        rows
    }

    /// The header as cells are cut by `signs`; `None` where there is no line with text.
    pub(crate) fn find(&self, signs: Signs) -> Option<Found> {
        let declares = self.layout.header_row.is_some() || self.after.is_some();
        if let Some(line) = self.declared(signs) {
            let matched = self.candidate(line, signs).matched;
            let better = self.better_than(line, matched, signs);
            let Some(best) = better else {
                let site = if self.is_record(line, matched, signs) { Site::Record } else { Site::Declared };
                return Some(Found { line, matched, site });
            };
            return Some(Found { line: best.line, matched: best.matched, site: Site::Elsewhere });
        }
        let best = self.likeliest(signs)?;
        let site = match (declares, self.is_record(best.line, best.matched, signs)) {
            (_, true) => Site::Record,
            (true, false) => Site::Elsewhere,
            (false, false) => Site::Likeliest,
        };
        Some(Found { line: best.line, matched: best.matched, site })
    }

    /// The line that the layout names, if it is there and has text.
    fn declared(&self, signs: Signs) -> Option<usize> {
        let with_text = |line: usize| line < self.opening.lines() && !self.is_blank(line, signs);
        if let Some(row) = &self.layout.header_row {
            return usize::try_from(row.value).ok()?.checked_sub(1).filter(|line| with_text(*line));
        }
        let after = self.after.as_ref()?;
        let marker = (0..self.opening.lines()).find(|line| after.is_match(self.opening.line(*line).as_bytes()))?;
        (marker + 1..self.opening.lines()).find(|line| with_text(*line))
    }

    /// A line that is beyond doubt the header where a declared one holds no known name.
    fn better_than(&self, line: usize, matched: usize, signs: Signs) -> Option<Candidate> {
        if matched > 0 || self.expected.is_empty() {
            return None;
        }
        self.likeliest(signs).filter(|best| best.line != line && best.matched >= 2 && best.matched * 2 >= best.named)
    }

    fn likeliest(&self, signs: Signs) -> Option<Candidate> {
        let lines = (self.first_text..self.opening.lines()).filter(|line| !self.is_blank(*line, signs));
        let lines: Vec<usize> = lines.filter(|line| !self.is_preamble(*line)).take(LIKELY).collect();
        let first = lines.iter().position(|line| !self.is_comment(*line, &lines, signs)).unwrap_or(0);
        let first = self.candidate(*lines.get(first)?, signs);
        if self.expected.is_empty() || first.matched * 2 > first.named {
            return Some(first);
        }
        let mut best = first;
        for line in lines {
            let candidate = self.candidate(line, signs);
            if candidate.matched > best.matched {
                best = candidate;
            }
        }
        Some(if self.is_clearly_better(best, first) { best } else { first })
    }

    fn is_clearly_better(&self, best: Candidate, first: Candidate) -> bool {
        let stands_out = best.matched * 2 >= best.named || best.matched == self.expected.len();
        best.matched >= first.matched + 2 || (first.matched == 0 && best.matched > 0 && stands_out)
    }

    fn candidate(&self, line: usize, signs: Signs) -> Candidate {
        let cells = self.names(line, signs);
        let named = cells.iter().filter(|name| !name.trim().is_empty()).count();
        Candidate { line, matched: self.expected.count(cells.iter().map(|name| &**name)), named }
    }

    /// The names in a header at `line`, those of several rows joined by a blank.
    fn names(&self, line: usize, signs: Signs) -> Vec<Cow<'s, str>> {
        let mut names: Vec<Cow<'s, str>> = Vec::new();
        for row in self.rows(line, signs) {
            for (column, cell) in row.cells.iter().enumerate() {
                let value = self.opening.value(cell, self.grammar, signs.quote);
                match names.get_mut(column) {
                    None => names.push(value),
                    Some(name) if name.is_empty() => *name = value,
                    Some(_) if value.is_empty() => {}
                    Some(name) => *name = Cow::Owned(format!("{name} {value}")),
                }
            }
        }
        names
    }

    /// Whether a line is marked as a comment: it begins with `#`, and is no header whose first name does.
    fn is_comment(&self, line: usize, lines: &[usize], signs: Signs) -> bool {
        if !is_marked(self.opening.line(line)) {
            return false;
        }
        if !self.expected.is_empty() {
            return self.candidate(line, signs).matched == 0;
        }
        let width = |line: usize| self.rows(line, signs).first().map_or(0, |row| row.cells.len());
        let next = lines.iter().find(|it| **it > line && !is_marked(self.opening.line(**it)));
        width(line) < 2 || next.is_none_or(|next| width(*next) != width(line))
    }

    /// Whether a line that holds no known name is a record: a quarter of its cells are numbers or dates, and those of
    /// the next record are so in the same columns. Nothing is said where no name is known.
    fn is_record(&self, line: usize, matched: usize, signs: Signs) -> bool {
        if matched > 0 || self.expected.is_empty() {
            return false;
        }
        let rows = self.opening.rows(self.opening.start(line), 2, self.grammar, signs);
        let values = |row: &Row| -> Vec<bool> {
            row.cells.iter().map(|cell| is_value(self.opening.text().get(cell.clone()).unwrap_or_default())).collect()
        };
        let Some(first) = rows.first() else { return false };
        let named = first.cells.iter().filter(|cell| !self.opening.is_blank_cell(cell)).count();
        let both = match rows.get(1) {
            Some(second) => values(first).iter().zip(values(second)).filter(|(one, other)| **one && *other).count(),
            None => values(first).iter().filter(|it| **it).count(),
        };
        both > 0 && both * 4 >= named
    }

    fn is_blank(&self, line: usize, signs: Signs) -> bool {
        self.opening.is_blank(line, Some(signs.delimiter))
    }
}

/// Whether a line begins as comments do.
pub(super) fn is_marked(line: &str) -> bool {
    line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\u{FEFF}')).starts_with('#')
}

/// Whether a cell can only be a number, a date or a time.
fn is_value(cell: &str) -> bool {
    let sign = |c: char| c.is_whitespace() || " .,:-/+%¥￥$TZ'`=\"".contains(c);
    cell.chars().any(|c| c.is_ascii_digit()) && cell.chars().all(|c| c.is_ascii_digit() || sign(c))
}
