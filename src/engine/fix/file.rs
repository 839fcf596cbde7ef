//! One file, from its first byte to its last.

use std::io;
use std::sync::Arc;

use super::cells::{Examiner, Remedy, applies, holds};
use super::form::{self, FormChange, Settled};
use super::header::{self, Rename};
use super::medium::{Container, Medium, StoredText};
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
use crate::table::{Arrangement, Batch, Block, Indexer, ReadError};

/// A changed record as it may be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hunk {
    /// Its first line, from 1.
    pub line: u64,
    /// Its lines before.
    pub before: Vec<String>,
    /// Its lines after.
    pub after: Vec<String>,
}

/// Mends one file.
pub(super) fn fix(
    job: &Job<'_>,
    assigned: &Assigned<'_>,
    workshop: &mut dyn Workshop,
    progress: &dyn Progress,
) -> Result<FileFixed, FixError> {
    let shown = &assigned.file.shown;
    let unread = |error: Box<ReadError>| Ok(alone(assigned, data::unreadable(shown, &assigned.dataset.id, &error)));
    let opened = match data::open(&job.loaded.dictionary, assigned, job.request) {
        Ok(opened) => opened,
        Err(error) => return unread(error),
    };
    let source = match assigned.file.source(job.request.unpacking()) {
        Ok(source) => source,
        Err(error) => return unread(error),
    };
    let wrote = |cause: io::Error| FixError::Write { path: Arc::clone(shown), cause };
    let head = &opened.plan.head;
    let copier = opened.table.copier().transpose().map_err(wrote)?;
    let is_container = opened.table.indexer().arrangement() == Arrangement::Container;
    let rewritable = assigned.file.is_file() && assigned.file.is_stored(&source) && data::is_rewritten(head);
    if !rewritable || (is_container && copier.is_none()) {
        let (why, help) = if head.is_verbatim() {
            (say::container(head.format), say::container_help())
        } else {
            (say::encoded(head.format), say::encoded_help())
        };
        let finding = file_unreadable::found(0, &why, Some(help));
        return Ok(alone(assigned, finding.in_input(Arc::clone(shown))));
    }
    let indexer = opened.table.indexer();
    let settled = form::settle(job, assigned, &*opened.table);
    let can_rename = copier.as_ref().is_none_or(|it| it.can_rename());
    let renames = Renames { all: header::renames(job, assigned, head), can_rename };
    let file = FileToFix { path: &assigned.file.path, shown, dataset: &assigned.dataset.id };
    let out = workshop.begin(file).map_err(wrote)?;
    let medium: Box<dyn Medium + '_> = match copier {
        Some(copier) => Box::new(Container { copier, out }),
        None => Box::new(StoredText { indexer: &*indexer, settled: &settled, source, out, names: Vec::new() }),
    };
    let fixer = Fixer {
        job,
        plan: &opened.plan,
        indexer: &*indexer,
        settled: &settled,
        medium,
        made: Changes::default(),
        proposed: Changes::default(),
        fixed: FileFixed { path: Arc::clone(shown), dataset: Arc::clone(&assigned.dataset.id), ..FileFixed::default() },
        line: head.body_line,
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

/// Headers that matched only after folding.
struct Renames {
    all: Vec<Rename>,
    can_rename: bool,
}

struct Fixer<'f> {
    job: &'f Job<'f>,
    plan: &'f FilePlan,
    indexer: &'f dyn Indexer,
    settled: &'f Settled,
    medium: Box<dyn Medium + 'f>,
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
        (renames, file): (&Renames, FileToFix<'_>),
        workshop: &mut dyn Workshop,
        progress: &dyn Progress,
    ) -> Result<FileFixed, FixError> {
        let mut examiner = Examiner::default();
        let (mut block, mut batch, mut again) = (Block::default(), Batch::default(), Batch::default());
        let mut at = None;
        loop {
            if workshop.is_stopped() {
                return Err(FixError::Stopped);
            }
            let more = match table.next(&mut block) {
                Ok(more) => more,
                Err(error) => return Err(self.unread(&error)),
            };
            let begins = if more { block.offset } else { self.plan.head.bytes.max(at.unwrap_or(0)) };
            match at {
                None => self.opening(begins, (renames, file), workshop)?,
                Some(at) => self.medium.between(at, begins).map_err(|it| self.failed(it))?,
            }
            if !more {
                break;
            }
            at = Some(block.offset + block.raw.len() as u64);
            progress.advances(block.raw.len() as u64 + block.page.stored);
            self.indexer.index(&block, &self.plan.wanted, &mut batch);
            self.block(&mut examiner, (&block, &mut batch, &mut again), file, workshop)?;
        }
        let Self { medium, mut fixed, made, proposed, .. } = self;
        medium.finish().map_err(|cause| FixError::Write { path: Arc::clone(&fixed.path), cause })?;
        fixed.made = made.into_vec();
        fixed.proposed = proposed.into_vec();
        Ok(fixed)
    }

    /// A file that cannot be read to its end is not written at all: half of one is worse than none.
    fn unread(&self, error: &ReadError) -> FixError {
        let text = error.reason.text(Lang::En).to_owned();
        self.failed(io::Error::new(io::ErrorKind::InvalidData, text))
    }

    fn opening(
        &mut self,
        to: u64,
        (renames, file): (&Renames, FileToFix<'_>),
        workshop: &mut dyn Workshop,
    ) -> Result<(), FixError> {
        let head = &self.plan.head;
        let may = |it: &&Rename| renames.can_rename && (it.safety == Safety::Safe || self.job.fixing.also_unsafe);
        let made: Vec<&Rename> = renames.all.iter().filter(may).collect();
        self.medium.opening(head, to, &made).map_err(|it| self.failed(it))?;
        let settled = self.settled;
        settled.made.iter().for_each(|it| whole(&mut self.made, it));
        settled.proposed.iter().for_each(|it| whole(&mut self.proposed, it));
        self.fixed.left += settled.proposed.len() as u64;
        for it in &renames.all {
            let Some(cell) = head.header.get(it.column) else { continue };
            let applied = made.iter().any(|other| other.column == it.column);
            self.fixed.left += u64::from(!applied);
            if !applied && !renames.can_rename {
                continue;
            }
            let changes = if applied { &mut self.made } else { &mut self.proposed };
            let met = Met {
                rule: &header_folded::RULE,
                field: Some((it.column, &cell.text)),
                safety: it.safety,
                line: cell.place.line + 1,
            };
            changes.add(&met, || (Message::verbatim(&*cell.text), Message::verbatim(&*it.name)));
        }
        if self.job.fixing.diff {
            header::hunks(head, &made)
                .iter()
                .try_for_each(|it| workshop.show(file, it))
                .map_err(|it| self.failed(it))?;
        }
        Ok(())
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
            self.note((block, batch), it, false);
        }
        let written = if wanted.is_empty() { None } else { self.rewritten((block, batch, again), &wanted) };
        let made = if let Some((mut written, made)) = written {
            let made = self.change((block, batch), &mut written, made)?;
            if self.job.fixing.diff {
                self.show((block, batch), (&written, again), &made, |hunk| workshop.show(file, hunk))?;
            }
            made
        } else {
            self.medium.keep(block).map_err(|it| self.failed(it))?;
            Vec::new()
        };
        self.fixed.left += (wanted.len() - made.len()) as u64;
        self.fixed.cells += made.len() as u64;
        for it in &made {
            self.note((block, batch), it, true);
        }
        self.line += batch.newlines;
        Ok(())
    }

    /// Writes a block that has become another. Gives the remedies that it holds in the end.
    fn change<'r>(
        &mut self,
        (block, batch): (&Block, &Batch),
        written: &mut Block,
        made: Vec<&'r Remedy>,
    ) -> Result<Vec<&'r Remedy>, FixError> {
        let edits = |of: &[&Remedy]| of.iter().map(|it| it.edit.clone()).collect::<Vec<_>>();
        let refused = self.medium.change(block, written, &edits(&made)).map_err(|it| self.failed(it))?;
        if refused.is_empty() {
            return Ok(made);
        }
        let made: Vec<_> = made.into_iter().enumerate().filter(|it| !refused.contains(&it.0)).map(|it| it.1).collect();
        *written = block.clone_place();
        self.indexer.rewrite(block, batch, &edits(&made), written);
        Ok(made)
    }

    /// The block with the remedies applied, and which of them; nothing where it would not say what it should.
    fn rewritten<'r>(
        &self,
        (block, batch, again): (&Block, &Batch, &mut Batch),
        wanted: &[&'r Remedy],
    ) -> Option<(Block, Vec<&'r Remedy>)> {
        let edits: Vec<_> = wanted.iter().map(|it| it.edit.clone()).collect();
        let mut written = Block { raw: Vec::with_capacity(block.raw.len()), ..block.clone_place() };
        let refused = self.indexer.rewrite(block, batch, &edits, &mut written);
        let made: Vec<&Remedy> =
            wanted.iter().enumerate().filter(|(at, _)| !refused.contains(at)).map(|(_, it)| *it).collect();
        holds(self.plan, (self.indexer, &written), (batch, again), &made).then_some((written, made))
    }

    fn note(&mut self, (block, batch): (&Block, &Batch), remedy: &Remedy, made: bool) {
        let Some(spec) = self.plan.plans.get(remedy.planned).map(|it| &it.spec) else { return };
        let Some(header) = self.plan.head.header.get(remedy.edit.column) else { return };
        if !made {
            self.fixed.left += 1;
        }
        let indexer = self.indexer;
        let line = || indexer.locate(block, batch, remedy.edit.record, None).line;
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
        // A record of text is shown whole; one of a container has no line, and is shown round its cell.
        let column = |it: &Remedy| block.raw.is_empty().then_some(it.edit.column);
        let mut places: Vec<(u32, Option<usize>)> = made.iter().map(|it| (it.edit.record, column(it))).collect();
        places.dedup();
        let mut shown = Hunk::default();
        for place in places {
            let before = self.indexer.excerpt(block, batch, place, &mask);
            let after = self.indexer.excerpt(written, again, place, &mask);
            let hunk = Hunk { line: self.line + before.first_line + 1, before: before.lines, after: after.lines };
            // Cells that stand near each other are shown together.
            if hunk != shown {
                show(&hunk).map_err(|it| self.failed(it))?;
            }
            shown = hunk;
        }
        Ok(())
    }
}

fn whole(changes: &mut Changes, change: &FormChange) {
    let met = Met { rule: change.rule, field: None, safety: change.safety, line: 1 };
    changes.add(&met, || (change.before.clone(), change.after.clone()));
}
