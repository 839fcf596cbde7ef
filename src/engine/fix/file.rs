//! One file, from its first byte to its last.

use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::Arc;

use super::cells::{Examiner, Remedy, applies, holds};
use super::form::{self, FormChange, Settled};
use super::header::{self, Rename};
use super::tally::{Changes, FileFixed, Met};
use super::{FileToFix, FixError, Job, Workshop};
use crate::engine::assign::Assigned;
use crate::engine::data::{self, FilePlan};
use crate::engine::request::Progress;
use crate::finding::{Finding, Safety};
use crate::message::{Lang, Message, fix as say};
use crate::rule::{Mended, Rule};
use crate::rules::declaration::header_folded;
use crate::rules::input::file_unreadable;
use crate::table::{Batch, Block, Indexer, ReadError, Source};

/// A changed record as it may be shown.
#[derive(Clone, Debug)]
pub struct Hunk {
    /// Its first line, from 1.
    pub line: u64,
    /// Its lines before.
    pub before: Vec<String>,
    /// Its lines after.
    pub after: Vec<String>,
}

/// Formats whose blocks stand in the file as stored.
const REWRITABLE: [&str; 3] = ["csv", "ndjson", "json"];

/// Mends one file.
pub(super) fn fix(
    job: &Job<'_>,
    assigned: &Assigned<'_>,
    workshop: &mut dyn Workshop,
    progress: &dyn Progress,
) -> Result<FileFixed, FixError> {
    let shown = &assigned.file.shown;
    let opened = match data::open(&job.loaded.dictionary, assigned, job.request) {
        Ok(opened) => opened,
        Err(error) => return Ok(alone(assigned, data::unreadable(shown, &assigned.dataset.id, &error))),
    };
    let source = match assigned.file.source(job.request.unpacking()) {
        Ok(source) => source,
        Err(error) => return Ok(alone(assigned, data::unreadable(shown, &assigned.dataset.id, &error))),
    };
    let rewritable = assigned.file.is_file() && assigned.file.is_stored(&source);
    if !REWRITABLE.contains(&opened.plan.head.format) || !rewritable {
        let finding = file_unreadable::found(0, &say::container(opened.plan.head.format), Some(say::container_help()));
        return Ok(alone(assigned, finding.in_input(Arc::clone(shown))));
    }
    let settled = form::settle(job, assigned, &*opened.table);
    let renames = header::renames(job, assigned, &opened.plan.head);
    let file = FileToFix { path: &assigned.file.path, shown, dataset: &assigned.dataset.id };
    let wrote = |cause: io::Error| FixError::Write { path: Arc::clone(shown), cause };
    let out = workshop.begin(file).map_err(wrote)?;
    let fixer = Fixer {
        job,
        plan: &opened.plan,
        indexer: &*opened.table.indexer(),
        settled: &settled,
        out,
        source,
        made: Changes::default(),
        proposed: Changes::default(),
        fixed: FileFixed { path: Arc::clone(shown), dataset: Arc::clone(&assigned.dataset.id), ..FileFixed::default() },
        line: opened.plan.head.body_line,
    };
    let done = fixer.run(opened.table, (&renames, file), workshop, progress)?;
    workshop.finish(file, &done).map_err(wrote)?;
    Ok(done)
}

fn alone(assigned: &Assigned<'_>, finding: Finding) -> FileFixed {
    FileFixed {
        path: Arc::clone(&assigned.file.shown),
        dataset: Arc::clone(&assigned.dataset.id),
        unread: Some(finding),
        left: 1,
        ..FileFixed::default()
    }
}

struct Fixer<'f> {
    job: &'f Job<'f>,
    plan: &'f FilePlan,
    indexer: &'f dyn Indexer,
    settled: &'f Settled,
    out: Box<dyn Write>,
    source: Source,
    made: Changes,
    proposed: Changes,
    fixed: FileFixed,
    /// Lines before the block at hand.
    line: u64,
}

impl Fixer<'_> {
    fn failed(&self, cause: io::Error) -> FixError {
        FixError::Write { path: Arc::clone(&self.fixed.path), cause }
    }

    fn run(
        mut self,
        mut table: Box<dyn crate::table::Table>,
        (renames, file): (&[Rename], FileToFix<'_>),
        workshop: &mut dyn Workshop,
        progress: &dyn Progress,
    ) -> Result<FileFixed, FixError> {
        let mut examiner = Examiner::default();
        let (mut block, mut batch, mut again) = (Block::default(), Batch::default(), Batch::default());
        let mut at = 0;
        loop {
            if workshop.is_stopped() {
                return Err(FixError::Stopped);
            }
            let more = match table.next(&mut block) {
                Ok(more) => more,
                Err(error) => return Err(self.unread(&error)),
            };
            let begins = if more { block.offset } else { self.plan.head.bytes.max(at) };
            self.between(at, begins, (renames, file), workshop)?;
            if !more {
                break;
            }
            at = block.offset + block.raw.len() as u64;
            progress.advances(block.raw.len() as u64);
            self.indexer.index(&block, &self.plan.wanted, &mut batch);
            self.block(&mut examiner, (&block, &mut batch, &mut again), file, workshop)?;
        }
        self.out.flush().map_err(|it| self.failed(it))?;
        self.fixed.made = self.made.into_vec();
        self.fixed.proposed = self.proposed.into_vec();
        Ok(self.fixed)
    }

    /// A file that cannot be read to its end is not written at all: half of one is worse than none.
    fn unread(&self, error: &ReadError) -> FixError {
        let text = error.reason.text(Lang::En).to_owned();
        self.failed(io::Error::new(io::ErrorKind::InvalidData, text))
    }

    /// What stands between blocks, and before the first.
    fn between(
        &mut self,
        from: u64,
        to: u64,
        (renames, file): (&[Rename], FileToFix<'_>),
        workshop: &mut dyn Workshop,
    ) -> Result<(), FixError> {
        let mut bytes = Vec::new();
        let mut reader = self.source.reader();
        reader.seek(SeekFrom::Start(from)).map_err(|it| self.failed(it))?;
        reader.take(to.saturating_sub(from)).read_to_end(&mut bytes).map_err(|it| self.failed(it))?;
        if from == 0 {
            return self.opening(&bytes, renames, file, workshop);
        }
        self.put(&bytes)
    }

    fn opening(
        &mut self,
        stored: &[u8],
        renames: &[Rename],
        file: FileToFix<'_>,
        workshop: &mut dyn Workshop,
    ) -> Result<(), FixError> {
        let head = &self.plan.head;
        let may = |it: &&Rename| it.safety == Safety::Safe || self.job.fixing.also_unsafe;
        let made: Vec<&Rename> = renames.iter().filter(may).collect();
        let bytes = header::written(self.indexer, (stored, head), &made, self.settled)
            .map_err(|_| self.failed(io::Error::from(io::ErrorKind::InvalidData)))?;
        let settled = self.settled;
        settled.made.iter().for_each(|it| whole(&mut self.made, it));
        settled.proposed.iter().for_each(|it| whole(&mut self.proposed, it));
        self.fixed.left += settled.proposed.len() as u64;
        for it in renames {
            let Some(cell) = head.header.get(it.column) else { continue };
            let applied = made.iter().any(|other| other.column == it.column);
            let changes = if applied { &mut self.made } else { &mut self.proposed };
            let met = Met {
                rule: &header_folded::RULE,
                field: Some((it.column, &cell.text)),
                safety: it.safety,
                line: cell.place.line + 1,
            };
            changes.add(&met, || (Message::verbatim(&*cell.text), Message::verbatim(&*it.name)));
            self.fixed.left += u64::from(!applied);
        }
        if self.job.fixing.diff && !made.is_empty() {
            let mut after: Vec<String> = head.header_lines.clone();
            for it in &made {
                let Some(cell) = head.header.get(it.column) else { continue };
                let line = usize::try_from(cell.place.line.saturating_sub(head.header_line)).unwrap_or(0);
                if let Some(line) = after.get_mut(line) {
                    *line = line.replacen(&*cell.text, &it.name, 1);
                }
            }
            let hunk = Hunk { line: head.header_line + 1, before: head.header_lines.clone(), after };
            workshop.show(file, &hunk).map_err(|it| self.failed(it))?;
        }
        self.out.write_all(&bytes).map_err(|it| self.failed(it))
    }

    /// Writes bytes as stored in the form the file is to have.
    fn put(&mut self, stored: &[u8]) -> Result<(), FixError> {
        if self.settled.form.is_same() || stored.is_empty() {
            return self.out.write_all(stored).map_err(|it| self.failed(it));
        }
        let mut out = Vec::with_capacity(stored.len());
        match self.indexer.recast(stored, self.settled.form, &mut out) {
            Ok(()) => self.out.write_all(&out).map_err(|it| self.failed(it)),
            Err(_) => Err(self.failed(io::Error::from(io::ErrorKind::InvalidData))),
        }
    }

    fn block(
        &mut self,
        examiner: &mut Examiner,
        (block, batch, again): (&Block, &mut Batch, &mut Batch),
        file: FileToFix<'_>,
        workshop: &mut dyn Workshop,
    ) -> Result<(), FixError> {
        let rules: &[&'static Rule] = &self.job.rules;
        let diagnosis = examiner.examine(self.plan, rules, batch);
        self.fixed.records += batch.records() as u64;
        self.fixed.left += diagnosis.hopeless;
        let also_unsafe = self.job.fixing.also_unsafe;
        let (wanted, open): (Vec<&Remedy>, Vec<&Remedy>) =
            diagnosis.remedies.iter().partition(|it| applies(it, also_unsafe));
        for it in open {
            self.note(batch, it, false);
        }
        let written = if wanted.is_empty() { None } else { self.rewritten((block, batch, again), &wanted) };
        let Some((written, made)) = written else {
            self.fixed.left += wanted.len() as u64;
            self.line += batch.newlines;
            return self.put(&block.raw);
        };
        self.fixed.left += (wanted.len() - made.len()) as u64;
        self.fixed.cells += made.len() as u64;
        for it in &made {
            self.note(batch, it, true);
        }
        if self.job.fixing.diff {
            self.show((block, batch), (&written, again), &made, |hunk| workshop.show(file, hunk))?;
        }
        self.line += batch.newlines;
        self.put(&written.raw)
    }

    /// The block with the remedies applied, and which of them; nothing where it would not say what it should.
    fn rewritten<'r>(
        &self,
        (block, batch, again): (&Block, &Batch, &mut Batch),
        wanted: &[&'r Remedy],
    ) -> Option<(Block, Vec<&'r Remedy>)> {
        let edits: Vec<_> = wanted.iter().map(|it| it.edit.clone()).collect();
        let mut written = Block { raw: Vec::with_capacity(block.raw.len()), ..block.clone_place() };
        let refused = self.indexer.rewrite(block, batch, &edits, &mut written.raw);
        let made: Vec<&Remedy> =
            wanted.iter().enumerate().filter(|(at, _)| !refused.contains(at)).map(|(_, it)| *it).collect();
        holds(self.plan, (self.indexer, &written), (batch, again), &made).then_some((written, made))
    }

    fn note(&mut self, batch: &Batch, remedy: &Remedy, made: bool) {
        let Some(spec) = self.plan.plans.get(remedy.planned).map(|it| &it.spec) else { return };
        let Some(header) = self.plan.head.header.get(remedy.edit.column) else { return };
        if !made {
            self.fixed.left += 1;
        }
        let start = batch.record_starts.get(remedy.edit.record as usize).copied().unwrap_or_default() as usize;
        let line = || memchr::memchr_iter(b'\n', batch.text.get(..start).unwrap_or_default()).count() as u64;
        let words = || {
            let after = match &remedy.mending.to {
                Mended::Value(value) => spec.mask.apply(value),
                Mended::Null => String::new(),
            };
            (Message::verbatim(spec.mask.apply(&remedy.before)), Message::verbatim(after))
        };
        let changes = if made { &mut self.made } else { &mut self.proposed };
        for rule in &remedy.mending.rules {
            let field = Some((remedy.edit.column, &header.text));
            let known = changes.knows(rule, remedy.edit.column, remedy.mending.safety);
            let line = if known { 0 } else { self.line + line() + 1 };
            changes.add(&Met { rule, field, safety: remedy.mending.safety, line }, words);
        }
    }

    fn show(
        &self,
        (block, batch): (&Block, &Batch),
        (written, again): (&Block, &Batch),
        made: &[&Remedy],
        mut show: impl FnMut(&Hunk) -> io::Result<()>,
    ) -> Result<(), FixError> {
        let mask = |column: usize| self.plan.mask(column);
        let mut records: Vec<u32> = made.iter().map(|it| it.edit.record).collect();
        records.dedup();
        for record in records {
            let before = self.indexer.excerpt(block, batch, (record, None), &mask);
            let after = self.indexer.excerpt(written, again, (record, None), &mask);
            let hunk = Hunk { line: self.line + before.first_line + 1, before: before.lines, after: after.lines };
            show(&hunk).map_err(|it| self.failed(it))?;
        }
        Ok(())
    }
}

fn whole(changes: &mut Changes, change: &FormChange) {
    let met = Met { rule: change.rule, field: None, safety: change.safety, line: 1 };
    changes.add(&met, || (change.before.clone(), change.after.clone()));
}
