//! All values of a record in the order of the text: for finding columns, and for what is shown.

use std::ops::Range;

use super::decode::said;
use super::paths::{NOWHERE, Paths, Slot, Step};
use super::scan::{self, Value, Visit};
use crate::table::CellKind;

/// A value within a record.
#[derive(Clone, Debug)]
pub(super) struct Member {
    /// Which of the listed values it is in; `None`: the record itself.
    pub(super) parent: Option<usize>,
    /// Bytes of its name without the quotes; empty for an item of a list.
    pub(super) key: Range<usize>,
    /// Bytes of its value, with the quotes of a string.
    pub(super) value: Range<usize>,
    /// What it is; [`CellKind::Absent`] where it has no end: then it is no value, though those within it may be.
    pub(super) kind: CellKind,
    /// Where in the tree of names it is.
    pub(super) slot: Slot,
    /// Which value of its parent it is, from 0.
    pub(super) ordinal: usize,
    /// Values directly within it.
    pub(super) inner: usize,
    /// Whether one of its name stands before it in an object within the record: then it is no cell of a list's column.
    pub(super) repeated: bool,
}

/// The values of a record.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// In the order in which they begin.
    pub(super) members: Vec<Member>,
    round: Vec<usize>,
    top: usize,
    repeated: Option<usize>,
}

/// Lists the record that begins at `at` along `paths`. Returns what it is and where it ends, or `None` and what was
/// read before the fault.
pub(super) fn record(text: &[u8], at: usize, paths: &Paths, listing: &mut Listing) -> Option<(CellKind, usize)> {
    listing.members.clear();
    listing.round.clear();
    listing.top = 0;
    listing.repeated = None;
    scan::value(text, at, paths, listing)
}

impl Visit for Listing {
    type Mark = usize;

    fn begin(&mut self, slot: Slot, key: Range<usize>, start: usize) -> usize {
        let parent = self.round.last().copied();
        let count = match parent {
            Some(parent) => self.members.get_mut(parent).map(|it| &mut it.inner),
            None => Some(&mut self.top),
        };
        let ordinal = count.map_or(0, |it| {
            *it += 1;
            *it - 1
        });
        let index = self.members.len();
        let repeated = self.repeated == Some(start);
        self.members.push(Member {
            parent,
            key,
            value: start..start,
            kind: CellKind::Absent,
            slot,
            ordinal,
            inner: 0,
            repeated,
        });
        self.round.push(index);
        index
    }

    fn end(&mut self, mark: usize, value: Value) {
        self.round.pop();
        if let Some(member) = self.members.get_mut(mark) {
            member.value = value.start..value.end;
            member.kind = value.kind;
        }
    }

    fn repeats(&mut self, start: usize) {
        self.repeated = Some(start);
    }
}

impl Listing {
    /// The names and lists from the record down to a member.
    pub(super) fn path(&self, text: &[u8], index: usize) -> Vec<Step> {
        let mut path: Vec<Step> = self.up(index).map(|it| step(text, it)).collect();
        path.reverse();
        path
    }

    /// The JSON pointer from the record down to a member.
    pub(super) fn pointer(&self, text: &[u8], index: usize) -> String {
        let mut steps: Vec<String> = self
            .up(index)
            .map(|it| match step(text, it) {
                Step::Key(key) => key.replace('~', "~0").replace('/', "~1"),
                Step::Items => it.ordinal.to_string(),
            })
            .collect();
        steps.reverse();
        steps.iter().fold(String::new(), |pointer, it| pointer + "/" + it)
    }

    /// A member and all that it is in, inwards out.
    pub(super) fn up(&self, index: usize) -> impl Iterator<Item = &Member> {
        std::iter::successors(self.members.get(index), |it| self.members.get(it.parent?))
    }

    /// Which item of the list at `items` a member is in or is.
    pub(super) fn item_of(&self, index: usize, items: Slot) -> Option<usize> {
        self.up(index).find(|it| it.slot == items && items != NOWHERE).map(|it| it.ordinal)
    }
}

fn step(text: &[u8], member: &Member) -> Step {
    // The key of an item is the empty range before its value; a name has quotes round it.
    if member.key.is_empty() && member.key.start == member.value.start {
        return Step::Items;
    }
    Step::Key(said(text.get(member.key.clone()).unwrap_or_default()).into())
}
