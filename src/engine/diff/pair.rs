//! Two contracts to changes with places.

use std::sync::Arc;

use super::side::One;
use crate::contract::{self, Contract, Difference, Strictness};
use crate::finding::{Change, Exchange, Place, Verdict};
use crate::message::{Message, diff};
use crate::model::Date;
use crate::text::Sources;

/// A change and its places, as long as the sources are there.
pub(in crate::engine) struct Compared(pub(in crate::engine) Difference);

impl Compared {
    /// The change with its lines.
    pub(super) fn placed(self, sources: &Sources) -> Change {
        let Difference { kind, exchange, verdict, subject, message, reason, old, new } = self.0;
        let place = |origin| Place::in_source(sources, origin);
        Change { kind, exchange, verdict, subject, message, reason, old: old.map(place), new: new.map(place) }
    }
}

/// What differs between two contracts.
///
/// # Errors
/// Why they cannot be compared, in words.
pub(in crate::engine) fn compare(
    (from, to): (&One, &One),
    (as_of, strictness): (Date, Strictness),
    sources: &mut Sources,
) -> Result<Vec<Compared>, Message> {
    let (old, new) = (open(from, sources)?, open(to, sources)?);
    let differences =
        contract::compare(&old, &new, as_of, strictness).ok_or_else(|| diff::unlike(old.format(), new.format()))?;
    Ok(differences.into_iter().map(Compared).collect())
}

fn open(one: &One, sources: &mut Sources) -> Result<Contract, Message> {
    let contract = contract::open(&one.path, &one.shown, sources).map_err(|error| error.reason)?;
    if !contract.can_be_compared() {
        let first = contract.problems().first().map(|it| it.message.clone());
        return Err(first.unwrap_or_else(|| diff::unread(&one.shown)));
    }
    Ok(contract)
}

/// A contract that only one side has.
pub(super) fn alone(one: &One, kind: &'static str) -> Change {
    let is_new = kind == "contract-added";
    let place = Place {
        path: Some(Arc::from(one.shown.as_str())),
        line: 1,
        column: 1,
        end_line: 1,
        end_column: 1,
        ..Place::default()
    };
    let (message, reason, verdict) = if is_new {
        (diff::contract_added(&one.shown), diff::accepted_still(), Verdict::Safe)
    } else {
        (diff::contract_removed(&one.shown), diff::missing_now(), Verdict::Breaking)
    };
    Change {
        kind,
        exchange: Exchange::Reader,
        verdict,
        subject: one.shown.clone(),
        message,
        reason,
        old: (!is_new).then(|| place.clone()),
        new: is_new.then_some(place),
    }
}
