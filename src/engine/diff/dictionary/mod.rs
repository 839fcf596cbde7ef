//! Two versions of a dictionary: what has changed, what it touches, and the version it needs.
//!
//! What was agreed on may be relied upon: whoever wrote data by the old version keeps to it if the new one asks for no more.
//! So what is gone, tightened or means something else needs a major version, what is new or loosened a minor one, and words a
//! patch.

mod element;
mod lists;
mod version;

use std::collections::BTreeSet;

use crate::finding::{Bump, Change, Exchange, Place, Verdict};
use crate::message::{Message, diff};
use crate::model::Dictionary;
use crate::text::Origin;

pub(in crate::engine) use version::step;

/// Most datasets that are named.
const NAMED: usize = 4;

/// Finds the changes of one dictionary.
struct Comparing<'d> {
    old: &'d Dictionary,
    new: &'d Dictionary,
    changes: Vec<(Bump, Change)>,
}

/// What a change is, and where.
struct Noted<'n> {
    kind: &'static str,
    bump: Bump,
    subject: &'n str,
    message: Message,
    old: Option<Origin>,
    new: Option<Origin>,
}

/// Everything that has changed, with the step of the version that each change needs.
pub(in crate::engine) fn compare(old: &Dictionary, new: &Dictionary) -> Vec<(Bump, Change)> {
    let mut comparing = Comparing { old, new, changes: Vec::new() };
    comparing.elements();
    comparing.code_lists();
    comparing.entities();
    comparing.systems();
    comparing.changes
}

impl Comparing<'_> {
    /// Takes a change in; `touched`: the element whose datasets are named with it.
    fn note(&mut self, noted: Noted<'_>, touched: Option<&str>) {
        let (verdict, exchange, reason) = match noted.bump {
            Bump::Major => (Verdict::Breaking, Exchange::Writer, diff::dictionary_major()),
            Bump::Minor => (Verdict::Safe, Exchange::Reader, diff::dictionary_minor()),
            Bump::Patch => (Verdict::Safe, Exchange::Reader, diff::dictionary_patch()),
        };
        let datasets = touched.map(|it| self.datasets(it)).unwrap_or_default();
        let reason = if datasets.is_empty() { reason } else { reason.and(&diff::dictionary_touches(datasets)) };
        let place = |of: &Dictionary, origin: Origin| Place::in_source(&of.sources, origin);
        let change = Change {
            kind: noted.kind,
            exchange,
            verdict,
            subject: noted.subject.to_owned(),
            message: noted.message,
            reason,
            old: noted.old.map(|it| place(self.old, it)),
            new: noted.new.map(|it| place(self.new, it)),
        };
        self.changes.push((noted.bump, change));
    }

    /// The datasets and contracts of both versions that keep an element.
    fn datasets(&self, element: &str) -> String {
        let of = |dictionary: &Dictionary| -> Vec<String> {
            let keeps = |it: &&crate::model::Dataset| it.fields.iter().any(|field| &*field.element.value == element);
            dictionary.datasets.values().filter(keeps).map(|it| it.id.to_string()).collect()
        };
        let all: BTreeSet<String> = of(self.old).into_iter().chain(of(self.new)).collect();
        let named: Vec<String> = all.iter().take(NAMED).map(|it| format!("`{it}`")).collect();
        let more = all.len() - named.len();
        if more == 0 { named.join(", ") } else { format!("{}, … +{more}", named.join(", ")) }
    }
}
