//! What a change of a dictionary does to files that are there.

use std::collections::BTreeMap;
use std::path::Path;

use super::Asked;
use crate::engine::request::{Request, Silent};
use crate::finding::{Change, Exchange, RuleId, Severity, Verdict};
use crate::message::diff;

/// Errors and warnings by rule and place: file and field.
type Counts = BTreeMap<(RuleId, String), u64>;

/// How many records and cells newly fail or pass, by rule and field.
pub(super) fn on(asked: &Asked<'_>, old: &Path, new: &Path) -> Vec<Change> {
    let (before, after) = (counts(asked, old), counts(asked, new));
    let keys: std::collections::BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let change = |key: &&(RuleId, String)| {
        let count = |of: &Counts| of.get(*key).copied().unwrap_or(0);
        let (was, is) = (count(&before), count(&after));
        let rule = key.0.name();
        let (kind, verdict, message) = match is.cmp(&was) {
            std::cmp::Ordering::Equal => return None,
            std::cmp::Ordering::Greater => {
                ("records-newly-failing", Verdict::Breaking, diff::newly_failing(rule, is - was))
            }
            std::cmp::Ordering::Less => ("records-newly-passing", Verdict::Safe, diff::newly_passing(rule, was - is)),
        };
        let (subject, reason) = (key.1.clone(), diff::with_failing());
        Some(Change { kind, exchange: Exchange::Writer, verdict, subject, message, reason, old: None, new: None })
    };
    keys.iter().filter_map(change).collect()
}

fn counts(asked: &Asked<'_>, dictionary: &Path) -> Counts {
    let mut request = Request::new(dictionary.to_path_buf(), asked.with.to_vec(), asked.as_of);
    // What is in a dictionary is no input of the other.
    request.never = [asked.old, asked.new].iter().filter_map(|it| std::fs::canonicalize(it).ok()).collect();
    let mut counts = Counts::new();
    let Ok(checked) = crate::engine::check(&request, &Silent) else { return counts };
    for it in checked.report.findings.iter().filter(|it| it.severity > Severity::Info) {
        // What is wrong with the dictionary itself is no matter of the files.
        let (Some(path), Some(_)) = (&it.path, &it.dataset) else { continue };
        let place = it.field.as_ref().map_or_else(|| path.to_string(), |field| format!("{path}/{field}"));
        *counts.entry((it.rule, place)).or_default() += it.count.max(1);
    }
    counts
}
