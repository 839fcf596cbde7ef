//! Which column a member belongs to, by the names round it.

use std::collections::HashMap;

use super::decode::said;
use super::scan::Member;

/// Most columns a file can have; as in delimited text.
const MOST: usize = 65_536;

/// The columns of a file. A path joins the names of objects within each other by points: `buyer.id`.
#[derive(Clone, Debug)]
pub(super) struct Paths {
    /// By name, for each object; the first is the record itself.
    nodes: Vec<HashMap<Box<str>, Entry>>,
    width: usize,
}

#[derive(Clone, Copy, Debug, Default)]
struct Entry {
    column: Option<usize>,
    node: Option<usize>,
}

impl Default for Paths {
    fn default() -> Self {
        Self { nodes: vec![HashMap::new()], width: 0 }
    }
}

impl Paths {
    /// Number of columns.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// Adds the column of a path unless it is there or there are too many. Returns whether it is new.
    pub(super) fn add(&mut self, path: &[Box<str>]) -> bool {
        let Some((last, parents)) = path.split_last() else { return false };
        if self.width >= MOST {
            return false;
        }
        let mut at = 0;
        for name in parents {
            let next = self.nodes.len();
            let Some(node) = self.nodes.get_mut(at) else { return false };
            let entry = node.entry(name.clone()).or_default();
            at = *entry.node.get_or_insert(next);
            if at == next {
                self.nodes.push(HashMap::new());
            }
        }
        let Some(node) = self.nodes.get_mut(at) else { return false };
        let entry = node.entry(last.clone()).or_default();
        if entry.column.is_some() {
            return false;
        }
        entry.column = Some(self.width);
        self.width += 1;
        true
    }

    /// Calls `each` with every member of a record in order, and the column it belongs to.
    pub(super) fn resolve(&self, text: &[u8], members: &[Member], each: &mut dyn FnMut(&Member, Found)) {
        let mut round: Vec<Option<usize>> = vec![Some(0)];
        for member in members {
            round.truncate(member.depth);
            let node = round.last().copied().flatten().and_then(|it| self.nodes.get(it));
            let inner = text.get(member.key.clone()).unwrap_or_default();
            let entry = node.and_then(|it| it.get(&*said(inner))).copied();
            each(member, Found { column: entry.and_then(|it| it.column), known: entry.is_some() });
            round.push(entry.and_then(|it| it.node));
        }
    }
}

/// What is known of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Its column.
    pub(super) column: Option<usize>,
    /// Whether its name is part of any column's path.
    pub(super) known: bool,
}
