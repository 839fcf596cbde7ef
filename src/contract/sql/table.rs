//! What stands between the brackets of a table's definition, and behind them.

use std::ops::Range;
use std::sync::Arc;

use super::super::typed::reading::Text;
use super::super::typed::types::{Member, Record};
use super::check::{self, Limit};
use super::column;
use super::cursor::{self, Cursor};
use super::dialect::Dialect;
use super::token::Kind;
use crate::model::Declared;

/// A table's columns, and what is said of it as a whole.
#[derive(Default)]
pub(super) struct Table {
    pub(super) record: Record,
    pub(super) description: Option<Declared<Arc<str>>>,
}

/// Words that begin what is no column.
const CONSTRAINTS: [&str; 16] = [
    "constraint",
    "primary",
    "unique",
    "foreign",
    "check",
    "key",
    "index",
    "fulltext",
    "spatial",
    "exclude",
    "like",
    "period",
    "supplemental",
    "projection",
    "clustered",
    "not",
];

/// Reads the parts of a definition; comments that stand on a column's own line are its prose where it has no other.
pub(super) fn read(items: &Cursor<'_>, (text, dialect): (&Text, Dialect), comments: &[Range<usize>]) -> Record {
    let mut record = Record::default();
    let mut limits: Vec<Limit> = Vec::new();
    for part in items.parts() {
        if is_constraint(&part) {
            limits.extend(constraint(part, &mut record, text));
            continue;
        }
        let end = part.span().map_or(0, |it| it.end);
        let Some(mut column) = column::read(part, text, dialect) else { continue };
        if column.member.description.is_none() {
            column.member.description = beside(text, end, comments);
        }
        if column.is_key {
            record.key.push(Arc::clone(&column.member.name));
        }
        record.members.push(column.member);
    }
    for it in limits {
        limit(&mut record, it);
    }
    record.hold_key();
    record
}

/// Tightens the column that a limit is about.
pub(super) fn limit(record: &mut Record, limit: Limit) {
    let is_truth = |it: &Member| it.value.shape.types.iter().any(|it| &**it == "boolean");
    let named = record.members.iter_mut().find(|it| it.name.eq_ignore_ascii_case(&limit.column));
    if let Some(member) = named.filter(|it| !is_truth(it)) {
        limit.apply(&mut member.value.shape);
    }
}

/// Tables whose columns a table has too: those in `LIKE` between its brackets, those in `INHERITS` behind them.
pub(super) fn parents(items: &Cursor<'_>, mut rest: Cursor<'_>) -> Vec<(String, Range<usize>)> {
    let mut like = |mut it: Cursor<'_>| it.take(&["like"]).then(|| it.path()).flatten();
    let mut found: Vec<_> = items.parts().into_iter().filter_map(&mut like).collect();
    while rest.peek().is_some() {
        if rest.take(&["inherits"]) {
            let inherited = rest.brackets().map(|it| it.parts()).unwrap_or_default();
            found.extend(inherited.into_iter().filter_map(|mut it| it.path()));
        } else {
            rest.next();
        }
    }
    found
}

/// Columns that a table has for being partitioned by them: `PARTITIONED BY (dt string)`; names alone are columns already.
pub(super) fn partitions(mut rest: Cursor<'_>, (text, dialect): (&Text, Dialect)) -> Vec<Member> {
    while rest.peek().is_some() {
        if rest.take(&["partitioned", "by"]) {
            let parts = rest.brackets().map(|it| it.parts()).unwrap_or_default();
            let typed = parts.into_iter().filter(|it| it.ahead(1).is_some_and(|it| it.kind == Kind::Word));
            return typed.filter_map(|it| Some(column::read(it, text, dialect)?.member)).collect();
        }
        rest.next();
    }
    Vec::new()
}

/// Whether a word is among the next ones.
pub(super) fn contains(part: &Cursor<'_>, word: &str) -> bool {
    (0..8).any(|at| part.ahead(at).is_some_and(|it| part.is_word(it, word)))
}

/// Whether a part is a constraint; `key`, `index` and the like are also names of columns.
pub(super) fn is_constraint(part: &Cursor<'_>) -> bool {
    if !part.is_any(&CONSTRAINTS) {
        return false;
    }
    let second = part.ahead(1);
    let brackets = |at: usize| part.ahead(at).is_some_and(|it| it.kind == Kind::Symbol(b'('));
    let is_index = || ["clustered", "nonclustered", "granularity"].into_iter().any(|it| contains(part, it));
    if part.is(&["not", "cluster"]) || (part.is(&["index"]) && is_index()) {
        return true;
    }
    if part.is_any(&["primary", "foreign"]) {
        return second.is_some_and(|it| part.is_word(it, "key"));
    }
    if part.is_any(&["constraint", "like", "exclude", "fulltext", "spatial", "supplemental", "projection", "unique"]) {
        return true;
    }
    if part.is_any(&["period", "clustered", "not"]) {
        return second.is_some_and(|it| part.is_word(it, "for") || part.is_word(it, "key"));
    }
    // `KEY idx (col)` against `key varchar(10)`.
    let typed = second.is_some_and(|it| {
        let word = part.slice(it.range.clone()).to_ascii_lowercase();
        it.kind == Kind::Word
            && (word.contains("char") || word.contains("int") || word.contains("text") || word == "decimal")
    });
    brackets(1) || (brackets(2) && !typed) || (!typed && second.is_some_and(|it| it.kind == Kind::Quoted))
}

pub(super) fn constraint(mut part: Cursor<'_>, record: &mut Record, text: &Text) -> Vec<Limit> {
    let _ = part.take(&["not", "cluster"]) || part.take(&["clustered"]);
    if part.take(&["constraint"]) && !part.is_any(&["primary", "unique", "foreign", "check"]) {
        part.next();
    }
    if part.take(&["primary", "key"]) {
        record.key.extend(key_columns(part));
        return Vec::new();
    }
    if part.take(&["check"]) {
        return part.brackets().map(|it| check::read(it, text)).unwrap_or_default();
    }
    Vec::new()
}

/// Names in the first brackets.
fn key_columns(mut part: Cursor<'_>) -> Vec<Arc<str>> {
    while part.peek().is_some() {
        if let Some(inner) = part.brackets() {
            return inner.parts().into_iter().filter_map(|mut it| Some(it.name()?.0)).collect();
        }
        part.next();
    }
    Vec::new()
}

/// The first comment that begins behind `end` on its line.
fn beside(text: &Text, end: usize, comments: &[Range<usize>]) -> Option<Declared<Arc<str>>> {
    let range = comments.iter().find(|it| it.start >= end)?;
    let between = text.text.get(end..range.start)?;
    // `/*+ … */` speaks to the planner.
    let written = text.text.get(range.clone()).filter(|it| !it.starts_with("/*+"))?;
    let words = written.trim_start_matches(['-', '#', '/', '*']).trim_end_matches(['*', '/']).trim();
    let near = !between.contains('\n') && between.trim().trim_matches(',').is_empty();
    (near && !words.is_empty()).then(|| Declared::new(Arc::from(words), text.at(range.start, range.end)))
}

/// `COMMENT='…'` behind the brackets.
pub(super) fn options(mut rest: Cursor<'_>, text: &Text) -> Option<Declared<Arc<str>>> {
    while rest.peek().is_some() {
        if rest.take(&["comment"]) {
            let _ = rest.take_symbol(b'=');
            if let Some(token) = rest.peek().filter(|it| it.kind == Kind::Text) {
                let words = cursor::value(rest.slice(token.range.clone()));
                return Some(Declared::new(Arc::from(words), text.at(token.range.start, token.range.end)));
            }
        }
        rest.next();
    }
    None
}
