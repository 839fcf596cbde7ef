//! Debt that was agreed on: findings that are known, counted and kept in a file, so that only what is new fails.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::baseline_file;
use super::{Entry, Fault, Levels};
use crate::finding::{Finding, Place, Report, Standing};
use crate::message::{Message, check};
use crate::model::Date;
use crate::text::{Origin, Sources, Span};

/// What new entries say besides what was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// Why the findings may stay for now.
    pub reason: Option<String>,
    /// Who mends them.
    pub owner: Option<String>,
    /// The last day on which they are suppressed.
    pub expires: Option<Date>,
}

/// All entries of a file, and the file itself, so that one that is fixed can be shown at its line.
#[derive(Clone, Debug, Default)]
pub struct Baseline {
    entries: BTreeMap<String, Entry>,
    sources: Sources,
    /// The revision it was made of; a file that was agreed on has none.
    revision: Option<String>,
}

/// What an update or a pruning did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Entries that were not there.
    pub added: usize,
    /// Entries whose count was changed.
    pub changed: usize,
    /// Entries that matched nothing any more.
    pub removed: usize,
}

impl Baseline {
    /// Reads the text of the file that reports call `path`.
    ///
    /// # Errors
    /// Where it is no baseline of version 1, or says something twice.
    pub fn read(path: &str, text: &str) -> Result<Self, Box<Fault>> {
        let (entries, sources) = baseline_file::read(path, text)?;
        Ok(Self { entries, sources, revision: None })
    }

    /// Everything that counts in the report on an earlier revision, which is called `name`.
    pub fn of_revision(name: &str, report: &Report, day: Date) -> Self {
        let mut baseline = Self { revision: Some(name.to_owned()), ..Self::default() };
        baseline.take_in(report, day, &Agreement::default());
        baseline
    }

    /// The file's text: JSON, one entry after the other by dataset, path, rule, field and fingerprint.
    pub fn written(&self) -> String {
        let mut entries: Vec<Entry> = self.entries.values().cloned().collect();
        entries.sort_by(|a, b| place_in_file(a).cmp(&place_in_file(b)));
        baseline_file::written(entries)
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Takes in everything of `report` that counts and is not there yet, and raises or lowers counts to those of `report`.
    pub fn take_in(&mut self, report: &Report, day: Date, agreement: &Agreement) -> Change {
        let mut change = Change::default();
        for finding in report.live() {
            match self.entries.get_mut(&finding.fingerprint) {
                Some(entry) if entry.count == finding.count => {}
                Some(entry) => {
                    entry.count = finding.count;
                    change.changed += 1;
                }
                None => {
                    self.entries.insert(finding.fingerprint.clone(), entry(finding, day, agreement));
                    change.added += 1;
                }
            }
        }
        change
    }

    /// Drops entries that `coverage` has judged and `report` does not hold any more, and lowers counts.
    pub fn prune(&mut self, report: &Report, coverage: &Coverage) -> Change {
        let found: BTreeMap<&str, u64> = report.live().map(|it| (&*it.fingerprint, it.count)).collect();
        let mut change = Change::default();
        self.entries.retain(|fingerprint, entry| {
            let Some(count) = found.get(&**fingerprint) else {
                let fixed = coverage.judged(entry);
                change.removed += usize::from(fixed);
                return !fixed;
            };
            change.changed += usize::from(*count < entry.count);
            entry.count = entry.count.min(*count);
            true
        });
        change
    }

    /// Suppresses what `self` holds on `day`, and says of the rest what is new. Gives the entries that match nothing any more.
    pub fn apply(&self, report: &mut Report, day: Date, coverage: &Coverage) -> Vec<Fixed<'_>> {
        let mut met = BTreeSet::new();
        for finding in report.findings.iter_mut().filter(|it| it.suppressed.is_none()) {
            let Some(entry) = self.entries.get(&finding.fingerprint) else {
                finding.standing = finding.standing.or(Some(Standing::New));
                continue;
            };
            met.insert(&*entry.fingerprint);
            let grown = finding.count > entry.count;
            finding.standing = Some(if grown { Standing::Grown } else { Standing::Known });
            match self.verdict(entry, finding.count, day) {
                Verdict::Known(message) => finding.suppressed = Some(message),
                Verdict::Live(message) => finding.message = finding.message.clone().and(&message),
            }
        }
        let unmet = self.entries.values().filter(|it| !met.contains(&*it.fingerprint) && coverage.judged(it));
        unmet.map(|entry| Fixed { entry, place: self.place(entry) }).collect()
    }

    fn verdict(&self, entry: &Entry, count: u64, day: Date) -> Verdict {
        if let Some(expires) = entry.expires.as_ref().filter(|it| Date::parse(it).is_some_and(|it| it < day)) {
            return Verdict::Live(check::baseline_expired(expires));
        }
        let new = count.saturating_sub(entry.count);
        match (&self.revision, new) {
            (Some(revision), 0) => Verdict::Known(check::revision_known(revision)),
            (Some(revision), _) => Verdict::Live(check::revision_exceeded(new, entry.count, revision)),
            (None, 0) => Verdict::Known(match &entry.reason {
                Some(reason) => check::baseline_known_because(&entry.first_seen, reason),
                None => check::baseline_known(&entry.first_seen),
            }),
            (None, _) => Verdict::Live(check::baseline_exceeded(new, entry.count)),
        }
    }

    /// Where the file holds `entry`.
    fn place(&self, entry: &Entry) -> Option<Place> {
        let (file, source) = self.sources.iter().next()?;
        let start = source.text.find(&entry.fingerprint)?;
        let [start, end] = [start, start + entry.fingerprint.len()].map(|it| u32::try_from(it).unwrap_or(u32::MAX));
        Some(Place::in_source(&self.sources, Origin { file, span: Span { start, end } }))
    }
}

/// An entry that matches nothing any more.
#[derive(Clone, Debug)]
pub struct Fixed<'b> {
    /// The entry.
    pub entry: &'b Entry,
    /// Its line in the file.
    pub place: Option<Place>,
}

enum Verdict {
    Known(Message),
    Live(Message),
}

fn entry(finding: &Finding, day: Date, agreement: &Agreement) -> Entry {
    let text = |it: &Arc<str>| it.to_string();
    let dataset = finding.dataset.as_ref().map(text);
    Entry {
        fingerprint: finding.fingerprint.clone(),
        rule: finding.rule.name().to_owned(),
        // Exports of one dataset are named after their day, so a path would be wrong tomorrow.
        path: finding.path.as_ref().filter(|_| dataset.is_none()).map(text),
        dataset,
        field: finding.field.as_ref().map(text),
        count: finding.count,
        reason: agreement.reason.clone(),
        owner: agreement.owner.clone(),
        first_seen: day.to_string(),
        expires: agreement.expires.map(|it| it.to_string()),
    }
}

fn place_in_file(entry: &Entry) -> impl Ord + '_ {
    (&entry.dataset, &entry.path, &entry.rule, &entry.field, &entry.fingerprint)
}

/// What a run has looked at. An entry of something it has not looked at is not fixed: nobody knows.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    /// Datasets of which a file was read.
    pub datasets: BTreeSet<Arc<str>>,
    /// Datasets that the dictionary declares.
    pub declared: BTreeSet<Arc<str>>,
    /// Files that were read, those of the dictionary too, as reports show them.
    pub paths: BTreeSet<Arc<str>>,
    /// Folders that were walked and files that were named, as reports show them.
    pub roots: Vec<Arc<str>>,
    /// Which rules reported.
    pub levels: Levels,
}

impl Coverage {
    /// Whether the run would have made `entry`'s finding again, if its cause were still there.
    pub fn judged(&self, entry: &Entry) -> bool {
        if !self.levels.reports(&entry.rule) {
            return false;
        }
        match (&entry.dataset, &entry.path) {
            (Some(dataset), _) => self.datasets.contains(&**dataset) || !self.declared.contains(&**dataset),
            (None, Some(path)) => self.paths.contains(&**path) || self.roots.iter().any(|it| is_below(path, it)),
            (None, None) => true,
        }
    }
}

fn is_below(path: &str, root: &str) -> bool {
    root == "." || path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
