//! What was mended in one file, by rule and field.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::finding::{Finding, RuleId, Safety};
use crate::message::Message;
use crate::rule::Rule;

/// Changes of one rule in one field of one file: made, or only proposed.
#[derive(Clone, Debug)]
pub struct Change {
    /// The rule.
    pub rule: RuleId,
    /// The header; `None` for the file as a whole.
    pub field: Option<Arc<str>>,
    /// Whether the change loses nothing.
    pub safety: Safety,
    /// Cells, or 1 for a file or a header.
    pub count: u64,
    /// Line of the first one, from 1.
    pub line: u64,
    /// The first one before, masked.
    pub before: Message,
    /// The first one after, masked.
    pub after: Message,
}

/// What became of one file.
#[derive(Clone, Debug, Default)]
pub struct FileFixed {
    /// As reports show it.
    pub path: Arc<str>,
    /// `system.dataset`.
    pub dataset: Arc<str>,
    /// Changes that were made.
    pub made: Vec<Change>,
    /// Changes that would have to be confirmed.
    pub proposed: Vec<Change>,
    /// Cells that were replaced.
    pub cells: u64,
    /// Cells and records that are still wrong.
    pub left: u64,
    /// Records.
    pub records: u64,
    /// Why it was left alone, in whole or from some byte on.
    pub unread: Option<Finding>,
}

impl FileFixed {
    /// Whether anything was changed.
    pub fn is_changed(&self) -> bool {
        !self.made.is_empty()
    }
}

/// Gathers changes in the order of fields and rules.
#[derive(Default)]
pub(super) struct Changes(BTreeMap<(Option<usize>, RuleId, bool), Change>);

/// One change, as it is met.
pub(super) struct Met<'m> {
    pub(super) rule: &'m Rule,
    /// Header column, and its name.
    pub(super) field: Option<(usize, &'m Arc<str>)>,
    pub(super) safety: Safety,
    pub(super) line: u64,
}

impl Changes {
    /// Counts a change; `words` gives the first one before and after.
    pub(super) fn add(&mut self, met: &Met<'_>, words: impl FnOnce() -> (Message, Message)) {
        let key = (met.field.map(|it| it.0), met.rule.id, met.safety == Safety::Safe);
        let change = self.0.entry(key).or_insert_with(|| {
            let (before, after) = words();
            Change {
                rule: met.rule.id,
                field: met.field.map(|it| Arc::clone(it.1)),
                safety: met.safety,
                count: 0,
                line: met.line,
                before,
                after,
            }
        });
        change.count += 1;
    }

    /// Whether a change of this kind was met before, so that nobody needs its place.
    pub(super) fn knows(&self, rule: &Rule, column: usize, safety: Safety) -> bool {
        self.0.contains_key(&(Some(column), rule.id, safety == Safety::Safe))
    }

    pub(super) fn into_vec(self) -> Vec<Change> {
        self.0.into_values().collect()
    }
}
