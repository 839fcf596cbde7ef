//! The changes that were found.

use std::collections::BTreeSet;

use super::{Difference, Strictness, kind};
use crate::finding::Exchange;
use crate::message::Message;
use crate::model::Date;
use crate::text::Origin;

/// Most changes that are told: a contract that was rewritten has no end of them.
const MOST: usize = 20_000;

/// What is being compared, and for whom.
#[derive(Clone, Debug)]
pub(super) struct Scope {
    /// The operation or type.
    pub(super) subject: String,
    /// The sides that are judged.
    pub(super) exchanges: &'static [Exchange],
    /// Whether all values travel as text, so that every one of them is a string too.
    pub(super) is_text: bool,
}

impl Scope {
    pub(super) fn new(subject: &str, exchanges: &'static [Exchange]) -> Self {
        Self { subject: subject.to_owned(), exchanges, is_text: false }
    }

    /// Whether this is data that is kept, not calls that are answered.
    pub(super) fn is_data(&self) -> bool {
        self.exchanges.contains(&Exchange::Writer)
    }
}

/// Collects changes.
pub(super) struct Log {
    pub(super) as_of: Date,
    pub(super) strictness: Strictness,
    found: Vec<Difference>,
    /// Where and what, so that a schema that is used often is told once for each use.
    seen: BTreeSet<(String, Exchange, &'static str, String)>,
}

impl Log {
    pub(super) fn new(as_of: Date, strictness: Strictness) -> Self {
        Self { as_of, strictness, found: Vec::new(), seen: BTreeSet::new() }
    }

    /// How many there are; tells whether a comparison found anything.
    pub(super) fn len(&self) -> usize {
        self.found.len()
    }

    /// Notes a change of a kind, for every side of the scope.
    pub(super) fn add(&mut self, id: &str, scope: &Scope, message: &Message, at: (Option<Origin>, Option<Origin>)) {
        debug_assert!(kind::kind(id).is_some(), "{id} is no kind of change");
        let Some(kind) = kind::kind(id) else { return };
        for exchange in scope.exchanges {
            let (verdict, reason) = kind.verdict(*exchange);
            let words = message.text(crate::message::Lang::En).to_owned();
            let is_new = self.seen.insert((scope.subject.clone(), *exchange, kind.id, words));
            if !is_new || self.found.len() >= MOST {
                continue;
            }
            self.found.push(Difference {
                kind: kind.id,
                exchange: *exchange,
                verdict,
                subject: scope.subject.clone(),
                message: message.clone(),
                reason,
                old: at.0,
                new: at.1,
            });
        }
    }

    /// All changes, the worst first, then by place.
    pub(super) fn finish(mut self) -> Vec<Difference> {
        self.found.sort_by(|a, b| (b.verdict, a.new, a.old, a.exchange).cmp(&(a.verdict, b.new, b.old, b.exchange)));
        self.found
    }
}
