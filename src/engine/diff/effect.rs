//! What a change of a dictionary does to files that are there.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::Asked;
use crate::engine::request::{Request, Silent};
use crate::finding::{Change, Exchange, RuleId, Severity, Verdict};
use crate::message::{Message, diff};
use crate::rules::input::file_unreadable;

/// Cells and records that break a rule, by rule and place: file and field.
type Counts = BTreeMap<(RuleId, String), u64>;

/// What could not be tried, with the reason.
type Unread = Vec<(String, Message)>;

/// How many records and cells newly fail or pass, by rule and field, and what says nothing of that.
pub(super) fn on(asked: &Asked<'_>, old: &Path, new: &Path) -> (Vec<Change>, Unread) {
    let mut unread = BTreeMap::new();
    let (before, after) = (counts(asked, old, &mut unread), counts(asked, new, &mut unread));
    let keys: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let changes = keys.into_iter().filter_map(|key| {
        let count = |of: &Counts| of.get(key).copied().unwrap_or(0);
        change(key, (count(&before), count(&after)))
    });
    (changes.collect(), unread.into_iter().collect())
}

fn change((rule, place): &(RuleId, String), (was, is): (u64, u64)) -> Option<Change> {
    let (kind, verdict, message) = match is.cmp(&was) {
        Ordering::Equal => return None,
        Ordering::Greater => ("records-newly-failing", Verdict::Breaking, diff::newly_failing(rule.name(), is - was)),
        Ordering::Less => ("records-newly-passing", Verdict::Safe, diff::newly_passing(rule.name(), was - is)),
    };
    let (subject, reason) = (place.clone(), diff::with_failing());
    Some(Change { kind, exchange: Exchange::Writer, verdict, subject, message, reason, old: None, new: None })
}

fn counts(asked: &Asked<'_>, dictionary: &Path, unread: &mut BTreeMap<String, Message>) -> Counts {
    let mut request = Request::new(dictionary.to_path_buf(), asked.with.to_vec(), asked.as_of);
    // What is in a dictionary is no input of the other.
    request.never = [asked.old, asked.new].iter().filter_map(|it| std::fs::canonicalize(it).ok()).collect();
    let mut counts = Counts::new();
    // Both were loaded before, so there is one.
    let Ok(checked) = crate::engine::check(&request, &Silent) else { return counts };
    if checked.report.inputs.is_empty() {
        let given: Vec<String> = asked.with.iter().map(|it| it.display().to_string()).collect();
        unread.insert(given.join(", "), diff::with_nothing());
    }
    for it in checked.report.findings.iter().filter(|it| it.severity > Severity::Info) {
        let Some(path) = &it.path else { continue };
        if it.rule == file_unreadable::RULE.id {
            unread.insert(path.to_string(), it.message.clone());
        }
        // What is wrong with the dictionary itself is no matter of the files.
        if it.dataset.is_some() {
            let place = it.field.as_ref().map_or_else(|| path.to_string(), |field| format!("{path}/{field}"));
            *counts.entry((it.rule, place)).or_default() += it.count.max(1);
        }
    }
    counts
}
