//! Which records of a file are bad, once a run has said which findings count.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::data::{FilePlan, ReferenceJob};
use super::keys::View;
use crate::finding::{Finding, Report, RuleId, Severity};
use crate::model::Date;
use crate::plan::outcome;
use crate::rules::input::{encoding_mismatch, row_width, stray_space};
use crate::rules::key::{key_duplicate, reference_unmatched};
use crate::table::{Arrangement, Batch, Block, Indexer, Source, Table};

/// A file of the run, with everything that is needed to judge its records again.
pub struct KeptFile {
    pub(super) source: Source,
    /// Its name among the inputs, without what packing has added to it; members stand below their archive.
    pub(super) unpacked: String,
    pub(super) plan: Arc<FilePlan>,
    /// Records that repeat a key: the first byte of their block, and their number in it.
    pub(super) repeats: BTreeSet<(u64, u32)>,
    /// Opened at their first records; each is read once.
    pub(super) tables: Vec<Box<dyn Table>>,
    /// The day that counts as today.
    pub(super) as_of: Date,
}

impl KeptFile {
    /// The file at its first record; nothing once it was read as often as it was opened.
    pub(super) fn table(&mut self) -> Option<Box<dyn Table>> {
        self.tables.pop()
    }

    /// `system.dataset` it is of.
    pub fn dataset(&self) -> &Arc<str> {
        &self.plan.dataset
    }
}

/// What makes a record bad.
pub(super) struct Wrong {
    /// Every failing cell, whatever is made of it.
    all_cells: bool,
    /// Rules and fields; a field of none stands for all.
    found: BTreeSet<(RuleId, Option<Arc<str>>)>,
}

impl Wrong {
    /// What `report` calls at least `threshold`.
    pub(super) fn of(report: &Report, plan: &FilePlan, threshold: Severity) -> Self {
        let here = |it: &&Finding| it.path.as_ref() == Some(&plan.path) && it.severity >= threshold;
        let found = report.live().filter(here).map(|it| (it.rule, it.field.clone())).collect();
        Self { all_cells: false, found }
    }

    /// Every cell that fails, and whatever else is an error.
    pub(super) fn everything(report: &Report, plan: &FilePlan) -> Self {
        Self { all_cells: true, ..Self::of(report, plan, Severity::Error) }
    }

    fn has(&self, rule: RuleId, field: &Arc<str>) -> bool {
        self.found.contains(&(rule, Some(Arc::clone(field)))) || self.found.contains(&(rule, None))
    }

    fn any(&self, rule: RuleId) -> bool {
        let unreadable = [row_width::RULE.id, encoding_mismatch::RULE.id].contains(&rule);
        (self.all_cells && unreadable) || self.found.iter().any(|it| it.0 == rule)
    }
}

/// Why a record is bad: the rule, the field, the value as it may be shown.
pub(super) type Reason = (RuleId, Option<Arc<str>>, Option<String>);

/// Tells bad records from good ones.
pub(super) struct Verdicts<'f> {
    plan: &'f FilePlan,
    repeats: &'f BTreeSet<(u64, u32)>,
    wrong: Wrong,
}

impl<'f> Verdicts<'f> {
    pub(super) fn new(kept: &'f KeptFile, wrong: Wrong) -> Self {
        Self { plan: &kept.plan, repeats: &kept.repeats, wrong }
    }

    /// For each bad record of the block, why.
    pub(super) fn of(
        &self,
        indexer: &dyn Indexer,
        (block, batch): (&Block, &Batch),
        outcomes: &[Vec<u8>],
    ) -> BTreeMap<u32, Vec<Reason>> {
        let mut reasons: BTreeMap<u32, Vec<Reason>> = BTreeMap::new();
        self.of_cells(batch, outcomes, &mut reasons);
        self.of_references(batch, outcomes, &mut reasons);
        if self.wrong.any(key_duplicate::RULE.id) {
            for (_, record) in self.repeats.range((block.offset, 0)..=(block.offset, u32::MAX)) {
                reasons.entry(*record).or_default().push((key_duplicate::RULE.id, None, None));
            }
        }
        if self.wrong.any(row_width::RULE.id) && batch.malformed_count > 0 {
            let formed: BTreeSet<u32> = batch.record_of.iter().copied().collect();
            let records = u32::try_from(batch.records()).unwrap_or(u32::MAX);
            for record in (0..records).filter(|it| !formed.contains(it)) {
                reasons.entry(record).or_default().push((row_width::RULE.id, None, None));
            }
        }
        self.of_bytes(indexer, (block, batch), &mut reasons);
        // Rows of a container have no bytes to share.
        if indexer.arrangement() == Arrangement::Container {
            return reasons;
        }
        whole_records(reasons, &batch.record_starts)
    }

    fn of_cells(&self, batch: &Batch, outcomes: &[Vec<u8>], reasons: &mut BTreeMap<u32, Vec<Reason>>) {
        for (planned, column_plan) in self.plan.plans.iter().enumerate() {
            let field = &column_plan.spec.field;
            let rule = |code: u8| match code.checked_sub(outcome::FIRST_FAILURE) {
                Some(at) => column_plan.checks.get(usize::from(at)).map(|it| it.rule.id),
                None if code == outcome::PADDED => Some(stray_space::RULE.id),
                None => None,
            };
            let bad: Vec<Option<RuleId>> = (0..outcome::UNDECODABLE)
                .map(|code| rule(code).filter(|it| self.wrong.all_cells || self.wrong.has(*it, field)))
                .collect();
            if bad.iter().all(Option::is_none) {
                continue;
            }
            let (Some(column), Some(outcomes)) = (batch.columns.get(planned), outcomes.get(planned)) else {
                continue;
            };
            for (cell, code) in outcomes.iter().enumerate() {
                let Some(Some(rule)) = bad.get(usize::from(*code)) else { continue };
                let row = if column.many { column.rows.get(cell).map_or(0, |it| *it as usize) } else { cell };
                let value = String::from_utf8_lossy(column.bytes(cell, &batch.text)).into_owned();
                let record = batch.record_of.get(row).copied().unwrap_or_default();
                let shown = column_plan.spec.mask.apply(&value);
                reasons.entry(record).or_default().push((*rule, Some(Arc::clone(field)), Some(shown)));
            }
        }
    }

    fn of_references(&self, batch: &Batch, outcomes: &[Vec<u8>], reasons: &mut BTreeMap<u32, Vec<Reason>>) {
        if !self.wrong.any(reference_unmatched::RULE.id) {
            return;
        }
        let view =
            View { columns: &batch.columns, outcomes, plans: &self.plan.plans, text: &batch.text, rows: batch.rows() };
        let mut scratch = Vec::new();
        for ReferenceJob { parts, parents, .. } in &self.plan.references {
            let spec = parts.parts.first().and_then(|(planned, _)| self.plan.plans.get(*planned)).map(|it| &it.spec);
            let Some(spec) = spec.filter(|it| self.wrong.has(reference_unmatched::RULE.id, &it.field)) else {
                continue;
            };
            parts.each(&view, true, &mut scratch, |row, packed, bytes| {
                if parents.contains(packed, bytes) {
                    return;
                }
                let reason = (reference_unmatched::RULE.id, Some(Arc::clone(&spec.field)), None);
                let record = batch.record_of.get(row).copied().unwrap_or_default();
                reasons.entry(record).or_default().push(reason);
            });
        }
    }

    fn of_bytes(
        &self,
        indexer: &dyn Indexer,
        (block, batch): (&Block, &Batch),
        reasons: &mut BTreeMap<u32, Vec<Reason>>,
    ) {
        let rule = encoding_mismatch::RULE.id;
        if batch.undecodable.is_empty() || !self.wrong.any(rule) {
            return;
        }
        let before = |at: &u32| batch.record_starts.partition_point(|start| start <= at).saturating_sub(1);
        let records: BTreeSet<u32> =
            batch.undecodable.iter().map(|at| u32::try_from(before(at)).unwrap_or(u32::MAX)).collect();
        for record in records {
            let cells = indexer.cells(block, batch, record);
            for (header, _) in self.plan.head.header.iter().zip(&cells).filter(|(_, cell)| cell.contains('\u{FFFD}')) {
                if self.wrong.all_cells || self.wrong.has(rule, &header.text) || self.bound(&header.text, rule) {
                    reasons.entry(record).or_default().push((rule, Some(Arc::clone(&header.text)), None));
                }
            }
        }
    }

    /// Whether a header stands for a field of another name that the finding is told of.
    fn bound(&self, header: &Arc<str>, rule: RuleId) -> bool {
        let at = self.plan.head.header.iter().position(|it| it.text == *header);
        let planned = at.and_then(|at| self.plan.wanted.iter().position(|it| *it == at));
        planned.and_then(|it| self.plan.plans.get(it)).is_some_and(|it| self.wrong.has(rule, &it.spec.field))
    }
}

/// Rows that one record was split into share its bytes: what is wrong with one is wrong with the last, which has them.
fn whole_records(reasons: BTreeMap<u32, Vec<Reason>>, starts: &[u32]) -> BTreeMap<u32, Vec<Reason>> {
    let mut whole: BTreeMap<u32, Vec<Reason>> = BTreeMap::new();
    for (row, mut why) in reasons {
        let at = row as usize;
        let start = starts.get(at);
        let more = starts.iter().skip(at + 1).take_while(|it| Some(*it) == start).count();
        let last = u32::try_from(at + more).unwrap_or(row);
        whole.entry(last).or_default().append(&mut why);
    }
    whole
}
