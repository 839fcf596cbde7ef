//! What a run found; all that a renderer gets.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Finding, RuleId, Severity, fingerprint};
use crate::message::Message;

/// Everything a run has to say, in a fixed order.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The dictionary that judged.
    pub dictionary: DictionaryRef,
    /// Everything that was read, by path.
    pub inputs: Vec<Input>,
    /// All findings, suppressed ones included, ordered by path, place and rule.
    pub findings: Vec<Finding>,
    /// The rules that findings name, by id.
    pub rules: Vec<RuleSummary>,
    /// Totals; set by [`Report::finish`].
    pub summary: Summary,
}

/// Which dictionary a report speaks of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DictionaryRef {
    /// `dictionary.id`.
    pub id: Option<String>,
    /// `dictionary.version`.
    pub version: Option<String>,
    /// Path of the file or folder.
    pub path: String,
}

/// Whether an input holds records or declarations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum InputKind {
    /// Records.
    Data,
    /// An API contract.
    Contract,
}

impl InputKind {
    /// `data` or `contract`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::Contract => "contract",
        }
    }
}

/// One file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// As reports show paths.
    pub path: Arc<str>,
    /// What it holds.
    pub kind: InputKind,
    /// Such as `csv` or `openapi-3.1`.
    pub format: &'static str,
    /// Such as `gb18030`; `None` where the format has none.
    pub encoding: Option<&'static str>,
    /// `system.dataset` it was checked as.
    pub dataset: Option<Arc<str>>,
    /// Data records, malformed ones included.
    pub records: u64,
    /// Bytes as stored.
    pub bytes: u64,
    /// Whether everything could be read.
    pub complete: bool,
}

/// What a renderer needs to know of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleSummary {
    /// Its id.
    pub id: RuleId,
    /// Severity before escalation and settings.
    pub severity: Severity,
    /// One sentence.
    pub summary: Message,
    /// The rule's page, in Markdown.
    pub page: &'static str,
    /// Quality dimension, such as `conformity`.
    pub dimension: &'static str,
}

/// Totals over findings that are not suppressed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Findings that are errors.
    pub errors: u64,
    /// Findings that are warnings.
    pub warnings: u64,
    /// Findings that are infos.
    pub infos: u64,
    /// Findings that a waiver or the baseline took out.
    pub suppressed: u64,
    /// Declared checks that could not run.
    pub not_checked: u64,
    /// Whether the run fails.
    pub failed: bool,
}

impl Report {
    /// Puts findings in their order, gives them fingerprints and counts them. `failed` is for the caller to decide.
    pub fn finish(&mut self) {
        self.inputs.sort_by(|a, b| a.path.cmp(&b.path));
        self.findings.sort_by(|a, b| order(a).cmp(&order(b)));
        let mut seen: BTreeMap<String, u32> = BTreeMap::new();
        for finding in &mut self.findings {
            let base = identity(finding, 0);
            let ordinal = seen.entry(base).or_insert(0);
            finding.fingerprint = identity(finding, *ordinal);
            *ordinal += 1;
        }
        self.summary = Summary { not_checked: self.summary.not_checked, ..Summary::default() };
        for finding in &self.findings {
            let counter = match (&finding.suppressed, finding.severity) {
                (Some(_), _) => &mut self.summary.suppressed,
                (None, Severity::Error) => &mut self.summary.errors,
                (None, Severity::Warning) => &mut self.summary.warnings,
                (None, Severity::Info) => &mut self.summary.infos,
            };
            *counter += 1;
        }
        self.rules.sort_by_key(|rule| rule.id);
    }

    /// The findings that count, in order.
    pub fn live(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.suppressed.is_none())
    }

    /// The worst severity among findings that count.
    pub fn worst(&self) -> Option<Severity> {
        self.live().map(|finding| finding.severity).max()
    }
}

/// Path, then place, then severity, then rule; what has no path comes first, a finding without an offset before those with one.
fn order(finding: &Finding) -> impl Ord + '_ {
    let first = finding.places.first();
    let path = finding.path.as_deref().or_else(|| first.and_then(|place| place.path.as_deref()));
    let at = first.map(|place| (place.line, place.column, place.offset));
    (path, at, Reverse(finding.severity), finding.rule, finding.field.as_deref(), &*finding.subject)
}

fn identity(finding: &Finding, ordinal: u32) -> String {
    let ordinal = ordinal.to_string();
    // A finding of a dataset is the same whichever dated export shows it; one without a dataset belongs to its file.
    let home = finding.dataset.as_deref().or(finding.path.as_deref()).unwrap_or_default();
    fingerprint([finding.rule.name(), home, finding.field.as_deref().unwrap_or_default(), &finding.subject, &ordinal])
}
