//! Good and bad records of a table apart, after a run has said which findings are bad.
//!
//! Every record goes to exactly one of two files, byte for byte and in order; what stands before the first record is in
//! both, so that both can be read again; everything else that is no record stays with the good ones.

use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::Arc;

use super::data::FilePlan;
pub use super::verdicts::KeptFile;
use super::verdicts::{Reason, Verdicts, Wrong};
use crate::finding::{Report, Severity};
use crate::message::{Message, fix as say};
use crate::table::{Batch, BatchNoteKind, Block, Indexer, Source, Table};

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

/// Parts the records of every kept file. Bad is what `report` still calls at least `threshold`; without one, everything.
///
/// # Errors
/// Where something cannot be read or written.
pub fn separate(
    kept: &mut [KeptFile],
    report: &Report,
    threshold: Option<Severity>,
    shelter: &mut dyn Shelter,
) -> io::Result<Separated> {
    let mut separated = Separated::default();
    for file in kept {
        let shown = Arc::clone(&file.plan.path);
        let Some(table) = file.table() else { continue };
        if !matches!(file.plan.head.format, "csv" | "ndjson") || !file.is_stored {
            separated.left.push((shown, say::not_text(file.plan.head.format)));
            continue;
        }
        let wrong = match threshold {
            Some(threshold) => Wrong::of(report, &file.plan, threshold),
            None => Wrong::everything(report, &file.plan),
        };
        let outs = shelter.open(&shown)?;
        let apart = Separation::new(file, wrong, outs).run(table)?;
        shelter.close(&shown, apart)?;
        separated.tables.push((shown, apart));
    }
    Ok(separated)
}

struct Separation<'f> {
    plan: &'f FilePlan,
    source: &'f Source,
    verdicts: Verdicts<'f>,
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
            verdicts: Verdicts::new(kept, wrong),
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
        let reasons = self.verdicts.of(indexer, (block, batch), &self.outcomes);
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
}
