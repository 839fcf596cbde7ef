//! Where in a document the list of records is.

use super::decode::said;
use super::extent::Extent;
use super::form::Framing;
use super::list::{self, Listing};
use super::paths::{Paths, Step, name_of};
use super::scan::after_blanks;
use crate::table::Declaration;

/// The records of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// How they are parted.
    pub(super) framing: Framing,
    /// Where the first may begin.
    pub(super) start: usize,
    /// Brackets round it.
    pub(super) depth: u64,
    /// JSON pointer to their list.
    pub(super) pointer: String,
    /// The list within each record whose items are the rows; empty where the records are.
    pub(super) each: String,
    /// Names of other lists of objects that nobody has asked for, as far as they were seen.
    pub(super) unread: Vec<String>,
}

impl Found {
    /// Each line is a record.
    pub(super) fn lines(each: Option<&str>) -> Self {
        Self::values(0, Framing::Lines, each)
    }

    fn values(start: usize, framing: Framing, each: Option<&str>) -> Self {
        let each = each.unwrap_or_default().to_owned();
        Self { framing, start, depth: 0, pointer: String::new(), each, unread: Vec::new() }
    }
}

/// A list that may be that of the records.
struct Candidate {
    start: usize,
    name: String,
    pointer: String,
    /// How many of the declared names its first item has.
    score: usize,
    /// Whether it has an item.
    holds: bool,
}

/// Finds the records in the beginning of a document: the list that is declared, else the one whose first item has most
/// of the declared names, else the first list of objects; without any, the values of the document themselves.
pub(super) fn find(text: &[u8], declaration: &Declaration<'_>) -> Found {
    let start = after_blanks(text, 0);
    let each = declaration.each;
    if text.get(start) == Some(&b'[') {
        return listed(text, start, String::new(), each.map_or("", |it| it.strip_prefix("[]").unwrap_or(it)));
    }
    if text.get(start) != Some(&b'{') {
        return Found::values(start, Framing::Values, each);
    }
    let mut listing = Listing::default();
    // The text may be cut; what was read of it is enough.
    list::record(text, start, &Paths::default(), &mut listing);
    let mut candidates = candidates(text, &listing, declaration);
    let own = score(&listing, text, None, declaration);
    let prefix = |it: &Candidate| each.is_some_and(|each| each.starts_with(&format!("{}[]", it.name)));
    let declared = candidates.iter().position(|it| prefix(it) && own <= it.score);
    let best = candidates.iter().map(|it| it.score).max().filter(|score| *score > own || own == 0);
    let chosen = declared.or_else(|| candidates.iter().position(|it| Some(it.score) == best));
    let Some(chosen) = chosen.filter(|at| *at < candidates.len()).map(|at| candidates.remove(at)) else {
        return Found::values(start, Framing::Values, each);
    };
    let within = each.map_or("", |it| it.strip_prefix(&format!("{}[]", chosen.name)).unwrap_or(it));
    let others = candidates.into_iter().filter(|it| it.holds && each.is_none());
    let unread = others.map(|it| it.name).collect();
    Found { unread, ..listed(text, chosen.start, chosen.pointer, within.trim_start_matches('.')) }
}

fn listed(text: &[u8], at: usize, pointer: String, each: &str) -> Found {
    let mut extent = Extent::default();
    extent.feed(text.get(..=at).unwrap_or_default());
    let each = each.trim_start_matches('.').to_owned();
    Found { framing: Framing::Items, start: at + 1, depth: extent.depth, pointer, each, unread: Vec::new() }
}

/// Every list of objects that is in no other list.
fn candidates(text: &[u8], listing: &Listing, declaration: &Declaration<'_>) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for (index, member) in listing.members.iter().enumerate() {
        let opens = |at: usize, sign: u8| text.get(at) == Some(&sign);
        if !opens(member.value.start, b'[') {
            continue;
        }
        let path = listing.path(text, index);
        let first = after_blanks(text, member.value.start + 1);
        if path.contains(&Step::Items) || !(opens(first, b'{') || opens(first, b']')) {
            continue;
        }
        let item = listing.members.iter().position(|it| it.parent == Some(index));
        candidates.push(Candidate {
            start: member.value.start,
            name: name_of(&path),
            pointer: listing.pointer(text, index),
            holds: opens(first, b'{'),
            score: item.map_or(0, |item| score(listing, text, Some(item), declaration)),
        });
    }
    candidates
}

/// How many of the declared names begin with a name of this object.
fn score(listing: &Listing, text: &[u8], object: Option<usize>, declaration: &Declaration<'_>) -> usize {
    let within = listing.members.iter().filter(|it| it.parent == object && !it.key.is_empty());
    let keys: Vec<String> = within.map(|it| said(text.get(it.key.clone()).unwrap_or_default()).into_owned()).collect();
    let is_there = |name: &str| {
        keys.iter().any(|key| {
            let rest = name.strip_prefix(key.as_str());
            rest.is_some_and(|it| it.is_empty() || it.starts_with(['.', '[']))
        })
    };
    declaration.expected.iter().filter(|it| is_there(it)).count()
}
