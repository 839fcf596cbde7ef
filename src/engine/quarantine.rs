//! Good and bad records of a table apart, after a run has said which findings are bad.
//!
//! Every record goes to exactly one of two files, byte for byte and in order; what stands before the first record is in
//! both, so that both can be read again; everything else that is no record stays with the good ones.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::Arc;

use super::data::{FilePlan, ReferenceJob};
use super::keys::View;
use crate::finding::{Finding, Report, RuleId, Severity};
use crate::message::{Message, fix as say};
use crate::plan::outcome;
use crate::rules::input::{encoding_mismatch, row_width, stray_space};
use crate::rules::key::{key_duplicate, reference_unmatched};
use crate::table::{Batch, BatchNoteKind, Block, Indexer, Source, Table};

/// A file of the run, with everything that is needed to judge its records again.
pub struct KeptFile {
    pub(super) source: Source,
    /// Whether its bytes are stored as they are read.
    pub(super) is_stored: bool,
    pub(super) plan: FilePlan,
    /// Records that repeat a key: the first byte of their block, and their number in it.
    pub(super) repeats: BTreeSet<(u64, u32)>,
    /// Reads it once more.
    pub(super) table: Option<Box<dyn Table>>,
}

/// Where the records go.
pub trait Shelter {
    /// Opens the three files of one table: good, bad, reasons.
    ///
    /// # Errors
    /// Where they cannot be written.
    fn open(&mut self, shown: &str) -> io::Result<[Box<dyn Write>; 3]>;

    /// The table is done; without a bad record only the good ones are wanted.
    ///
    /// # Errors
    /// Where the files cannot be put into their places.
    fn close(&mut self, shown: &str, apart: Apart) -> io::Result<()>;
}

/// How many records went where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Apart {
    /// Records without a bad finding.
    pub good: u64,
    /// Records with one.
    pub bad: u64,
}

/// What was done with the tables of a run.
#[derive(Debug, Default)]
pub struct Separated {
    /// By path.
    pub tables: Vec<(Arc<str>, Apart)>,
    /// Tables that are no text, and why they were left alone.
    pub left: Vec<(Arc<str>, Message)>,
}

/// Parts the records of every kept file. Bad is what `report` still calls at least `threshold`.
///
/// # Errors
/// Where something cannot be read or written.
pub fn separate(
    kept: Vec<KeptFile>,
    report: &Report,
    threshold: Severity,
    shelter: &mut dyn Shelter,
) -> io::Result<Separated> {
    let mut separated = Separated::default();
    for mut file in kept {
        let shown = Arc::clone(&file.plan.path);
        let Some(table) = file.table.take() else { continue };
        if !matches!(file.plan.head.format, "csv" | "ndjson") || !file.is_stored {
            separated.left.push((shown, say::not_text(file.plan.head.format)));
            continue;
        }
        let wrong = Wrong::of(report, &file.plan, threshold);
        let outs = shelter.open(&shown)?;
        let apart = Separation::new(&file, wrong, outs).run(table)?;
        shelter.close(&shown, apart)?;
        separated.tables.push((shown, apart));
    }
    Ok(separated)
}

/// What makes a record bad.
struct Wrong {
    /// Rules and fields; a field of none stands for all.
    found: BTreeSet<(RuleId, Option<Arc<str>>)>,
}

impl Wrong {
    fn of(report: &Report, plan: &FilePlan, threshold: Severity) -> Self {
        let here = |it: &&Finding| it.path.as_ref() == Some(&plan.path) && it.severity >= threshold;
        let found = report.live().filter(here).map(|it| (it.rule, it.field.clone())).collect();
        Self { found }
    }

    fn has(&self, rule: RuleId, field: &Arc<str>) -> bool {
        self.found.contains(&(rule, Some(Arc::clone(field)))) || self.found.contains(&(rule, None))
    }

    fn any(&self, rule: RuleId) -> bool {
        self.found.iter().any(|it| it.0 == rule)
    }
}

/// Why a record is bad: the rule, the field, the value as it may be shown.
type Reason = (RuleId, Option<Arc<str>>, Option<String>);

struct Separation<'f> {
    plan: &'f FilePlan,
    source: &'f Source,
    repeats: &'f BTreeSet<(u64, u32)>,
    wrong: Wrong,
    good: Box<dyn Write>,
    bad: Box<dyn Write>,
    reasons: Box<dyn Write>,
    apart: Apart,
    outcomes: Vec<Vec<u8>>,
    records: u64,
    line: u64,
}

impl<'f> Separation<'f> {
    fn new(kept: &'f KeptFile, wrong: Wrong, [good, bad, reasons]: [Box<dyn Write>; 3]) -> Self {
        Self {
            plan: &kept.plan,
            source: &kept.source,
            repeats: &kept.repeats,
            wrong,
            good,
            bad,
            reasons,
            apart: Apart::default(),
            outcomes: Vec::new(),
            records: 0,
            line: kept.plan.head.body_line,
        }
    }

    fn run(mut self, mut table: Box<dyn Table>) -> io::Result<Apart> {
        let indexer = table.indexer();
        let (mut block, mut batch) = (Block::default(), Batch::default());
        let mut at = 0;
        loop {
            let more =
                table.next(&mut block).map_err(|it| io::Error::other(it.reason.text(crate::message::Lang::En)))?;
            let begins = if more { block.offset } else { self.plan.head.bytes.max(at) };
            let between = self.stored(at, begins)?;
            self.good.write_all(&between)?;
            if at == 0 {
                self.bad.write_all(&between)?;
            }
            if !more {
                break;
            }
            at = block.offset + block.raw.len() as u64;
            self.block(&*indexer, &block, &mut batch)?;
        }
        self.good.flush()?;
        self.bad.flush()?;
        self.reasons.flush()?;
        Ok(self.apart)
    }

    fn stored(&self, from: u64, to: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut reader = self.source.reader();
        reader.seek(SeekFrom::Start(from))?;
        reader.take(to.saturating_sub(from)).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn block(&mut self, indexer: &dyn Indexer, block: &Block, batch: &mut Batch) -> io::Result<()> {
        indexer.index(block, &self.plan.wanted, batch);
        self.plan.judge(batch, &mut self.outcomes);
        let reasons = whole_records(self.reasons_of(indexer, block, batch), &batch.record_starts);
        let mut starts = batch.record_starts.clone();
        let last = starts.last().copied().unwrap_or_default();
        // Totals and the footer end the records; whatever follows the last one stays with the good.
        let ends = |it: &&crate::table::BatchNote| {
            matches!(it.kind, BatchNoteKind::Totals | BatchNoteKind::Footer) && it.at >= last
        };
        starts.extend(batch.notes.iter().filter(ends).map(|it| it.at).min());
        let stored = indexer.stored_at(block, batch, &starts);
        let first = stored.first().copied().unwrap_or(block.raw.len());
        self.good.write_all(block.raw.get(..first).unwrap_or_default())?;
        for (record, from) in stored.iter().enumerate() {
            let to = stored.get(record + 1).copied().unwrap_or(block.raw.len());
            let bytes = block.raw.get(*from..to).unwrap_or_default();
            let number = u32::try_from(record).unwrap_or(u32::MAX);
            if let Some(why) = reasons.get(&number) {
                self.put_bad((block.offset + *from as u64, bytes), (batch, number), why)?;
            } else {
                self.apart.good += u64::from(record < batch.records());
                self.good.write_all(bytes)?;
            }
        }
        self.records += batch.records() as u64;
        self.line += batch.newlines;
        Ok(())
    }

    fn put_bad(
        &mut self,
        (offset, bytes): (u64, &[u8]),
        (batch, record): (&Batch, u32),
        why: &[Reason],
    ) -> io::Result<()> {
        self.apart.bad += 1;
        self.bad.write_all(bytes)?;
        let start = batch.record_starts.get(record as usize).copied().unwrap_or_default() as usize;
        let before = batch.text.get(..start).unwrap_or_default();
        let told: Vec<_> = why
            .iter()
            .map(|(rule, field, value)| {
                serde_json::json!({"rule": rule.name(), "field": field.as_deref(), "value": value})
            })
            .collect();
        let line = serde_json::json!({
            "bad": self.apart.bad,
            "record": self.records + u64::from(record) + 1,
            "line": self.line + memchr::memchr_iter(b'\n', before).count() as u64 + 1,
            "offset": offset,
            "length": bytes.len(),
            "reasons": told,
        });
        writeln!(self.reasons, "{line}")
    }

    /// For each bad record of the block, why.
    fn reasons_of(&self, indexer: &dyn Indexer, block: &Block, batch: &Batch) -> BTreeMap<u32, Vec<Reason>> {
        let mut reasons: BTreeMap<u32, Vec<Reason>> = BTreeMap::new();
        self.of_cells(batch, &mut reasons);
        self.of_references(batch, &mut reasons);
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
        reasons
    }

    fn of_cells(&self, batch: &Batch, reasons: &mut BTreeMap<u32, Vec<Reason>>) {
        for (planned, column_plan) in self.plan.plans.iter().enumerate() {
            let field = &column_plan.spec.field;
            let rule = |code: u8| match code.checked_sub(outcome::FIRST_FAILURE) {
                Some(at) => column_plan.checks.get(usize::from(at)).map(|it| it.rule.id),
                None if code == outcome::PADDED => Some(stray_space::RULE.id),
                None => None,
            };
            let bad: Vec<Option<RuleId>> =
                (0..outcome::UNDECODABLE).map(|code| rule(code).filter(|it| self.wrong.has(*it, field))).collect();
            if bad.iter().all(Option::is_none) {
                continue;
            }
            let (Some(column), Some(outcomes)) = (batch.columns.get(planned), self.outcomes.get(planned)) else {
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

    fn of_references(&self, batch: &Batch, reasons: &mut BTreeMap<u32, Vec<Reason>>) {
        if !self.wrong.any(reference_unmatched::RULE.id) {
            return;
        }
        let view = View {
            columns: &batch.columns,
            outcomes: &self.outcomes,
            plans: &self.plan.plans,
            text: &batch.text,
            rows: batch.rows(),
        };
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
                if self.wrong.has(rule, &header.text) || self.bound(&header.text, rule) {
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
