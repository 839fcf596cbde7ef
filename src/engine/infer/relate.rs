//! What tells the records of a table apart, and which tables refer to which.

use std::collections::{BTreeSet, HashSet};

use super::TableDraft;
use super::element::Elements;
use super::profile::hash;

/// Fewest records that prove a key: three different rows prove nothing.
const ENOUGH: u64 = 20;

/// Most columns that are tried in pairs.
const PAIRED: usize = 8;

/// Of a hundred values, so many have to be found in the other table.
const FOUND: usize = 98;

/// One table's values are found in the key of another.
pub(super) struct Relation {
    pub(super) from: usize,
    pub(super) to: usize,
    /// The element that both have.
    pub(super) element: usize,
    /// Values that were looked up, and those that were found.
    pub(super) share: (usize, usize),
}

/// Finds the key of a table: one column that never repeats, else a pair of columns that identify something.
pub(super) fn find_key(table: &mut TableDraft) {
    if table.records < ENOUGH {
        return;
    }
    let identifies = |at: &usize| table.fields.get(*at).is_some_and(|it| it.shape.representation == Some("identifier"));
    let unique: Vec<usize> =
        table.fields.iter().enumerate().filter(|(_, it)| it.profile.is_unique()).map(|it| it.0).collect();
    let own = |at: &usize| {
        let reading = table.fields.get(*at).map(|it| crate::matching::Reading::of(&it.name));
        let object = reading.and_then(|it| it.object());
        object.is_none() || object == table.group.about.object()
    };
    let best = unique.iter().find(|it| identifies(it) && own(it)).or_else(|| unique.iter().find(|it| identifies(it)));
    if let Some(best) = best {
        table.key = vec![*best];
        return;
    }
    let parts: Vec<usize> = table
        .fields
        .iter()
        .enumerate()
        .filter(|(_, it)| it.profile.hashes.len() as u64 == table.records && it.profile.filled == it.profile.cells)
        .map(|it| it.0)
        .take(PAIRED)
        .collect();
    for (at, one) in parts.iter().enumerate() {
        for other in parts.iter().skip(at + 1) {
            if identifies(one) && is_unique(table, *one, *other) {
                table.key = vec![*one, *other];
                return;
            }
        }
    }
}

fn is_unique(table: &TableDraft, one: usize, other: usize) -> bool {
    let hashes = |at: usize| table.fields.get(at).map(|it| it.profile.hashes.iter()).into_iter().flatten();
    let mut seen = HashSet::new();
    hashes(one).zip(hashes(other)).all(|pair| seen.insert(pair))
}

/// Every table that refers to another one's key.
pub(super) fn relations(tables: &[TableDraft], elements: &Elements) -> Vec<Relation> {
    let mut relations = Vec::new();
    for (to, parent) in tables.iter().enumerate() {
        let [key] = *parent.key else { continue };
        let Some(key) = parent.fields.get(key) else { continue };
        let (Some((element, _)), Some(known)) = (key.element, &key.profile.unique) else { continue };
        for (from, child) in tables.iter().enumerate().filter(|(at, _)| *at != to) {
            let field = child.fields.iter().find(|it| it.element.is_some_and(|it| it.0 == element));
            let Some(field) = field else { continue };
            let bare = |it: &'_ String| {
                let prefix = field.shape.prefix.as_deref().unwrap_or_default();
                it.strip_prefix(prefix).unwrap_or(it).to_owned()
            };
            let values: BTreeSet<String> = field.profile.sample.iter().map(bare).collect();
            let found = values.iter().filter(|it| known.contains(&hash(it))).count();
            // A table of the same things is no child of the other.
            let is_same = child.key.len() == 1
                && child.key.first().is_some_and(|it| {
                    child.fields.get(*it).is_some_and(|it| it.element.is_some_and(|it| it.0 == element))
                });
            if values.len() as u64 >= ENOUGH && found * 100 >= values.len() * FOUND && (!is_same || from > to) {
                relations.push(Relation { from, to, element, share: (values.len(), found) });
            }
        }
    }
    relations.retain(|it| elements.all.get(it.element).is_some());
    relations
}
