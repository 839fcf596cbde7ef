//! The data files of datasets that belong together: parents first, file after file, each to its end.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::across::{Across, Archive};
use super::assign::Assigned;
use super::confirm::confirm;
use super::data::{self, BlockAt, FilePlan, Gathered, KeyJob, Limits};
use super::drift::{Drift, Promises};
use super::keys::Seen;
use super::quarantine::KeptFile;
use super::relations::Relations;
use super::request::{FEW, Progress, Request};
use super::snapshot::FileShape;
use super::unique::{FileDone, Keyed};
use crate::finding::{Finding, Input, InputKind};
use crate::message::input;
use crate::model::{Dataset, Dictionary, Grain};
use crate::rules::run::check_skipped;

/// What data files gave.
#[derive(Default)]
pub(super) struct Judged {
    /// Everything found in them.
    pub(super) findings: Vec<Finding>,
    /// What was read.
    pub(super) inputs: Vec<Input>,
    /// Checks that could not run and whose reason has a finding of its own.
    pub(super) not_checked: u64,
    /// Datasets without files that a relation has named as missing.
    pub(super) missed: BTreeSet<Arc<str>>,
    /// Files whose records are to be parted.
    pub(super) kept: Vec<KeptFile>,
    /// How the files look, where a snapshot is taken or compared with.
    pub(super) shapes: Vec<FileShape>,
}

/// What is round the judging of data files.
#[derive(Clone, Copy)]
pub(super) struct Around<'r> {
    /// Who is told how far it is.
    pub(super) progress: &'r dyn Progress,
    /// Whether files are kept for parting their records.
    pub(super) keeps: bool,
    /// What contracts promise of the data.
    pub(super) promises: &'r Promises,
}

impl Judged {
    /// Takes in what another group of datasets gave.
    pub(super) fn add(&mut self, other: Self) {
        let Self { findings, inputs, not_checked, missed, kept, shapes } = other;
        self.shapes.extend(shapes);
        self.findings.extend(findings);
        self.inputs.extend(inputs);
        self.not_checked += not_checked;
        self.missed.extend(missed);
        self.kept.extend(kept);
    }

    /// Leaves every finding its first few places, and the first findings as many more as there is `room` for.
    pub(super) fn fit(&mut self, room: &mut usize) {
        for finding in &mut self.findings {
            finding.places.truncate(FEW.max(*room));
            *room = room.saturating_sub(finding.places.len());
        }
    }

    /// Whether everything could be read and tested, so that it follows from the inputs and from nothing that failed on the way.
    pub(super) fn is_whole(&self) -> bool {
        self.not_checked == 0 && self.inputs.iter().all(|it| it.complete)
    }
}

/// Datasets that are judged together.
pub(super) struct Group<'d> {
    /// Files of each, in the order of their paths.
    pub(super) files: BTreeMap<&'d str, Vec<Assigned<'d>>>,
    /// The relations among them.
    pub(super) relations: Relations<'d>,
    /// The other checks among them.
    pub(super) across: Across<'d>,
}

/// Judges a group.
pub(super) fn judge<'d>(
    dictionary: &'d Dictionary,
    request: &Request,
    group: Group<'d>,
    Around { progress, keeps, promises }: Around<'_>,
) -> Judged {
    let Group { files, relations, across } = group;
    let order = relations.ordered(&files.keys().copied().collect());
    let mut run =
        Run { dictionary, request, progress, relations, across, keeps, promises, places: 0, judged: Judged::default() };
    let mut done: BTreeSet<&str> = BTreeSet::new();
    for dataset in order {
        for parent in run.relations.unread_parents(dataset, &done) {
            for file in files.get(&*parent).into_iter().flatten() {
                run.read_ahead(file);
            }
        }
        run.relations.close_parents(dataset);
        run.dataset(dataset, files.get(&*dataset.id).cloned().unwrap_or_default());
        done.insert(&dataset.id);
    }
    let Run { relations, across, mut judged, .. } = run;
    let related = relations.finish(|astray| across.explain(astray));
    for (findings, not_checked) in [related, across.finish()] {
        judged.findings.extend(findings);
        judged.not_checked += not_checked;
    }
    judged
}

struct Run<'r, 'd> {
    dictionary: &'d Dictionary,
    request: &'r Request,
    progress: &'r dyn Progress,
    relations: Relations<'d>,
    across: Across<'d>,
    /// Whether files are kept for parting their records.
    keeps: bool,
    promises: &'r Promises,
    /// Places kept of all findings so far.
    places: usize,
    judged: Judged,
}

impl<'d> Run<'_, 'd> {
    fn dataset(&mut self, dataset: &'d Dataset, files: Vec<Assigned<'d>>) {
        let mut blocks: Vec<BlockAt> = Vec::new();
        let mut seen = Seen::within(self.request.memory / 2);
        let mut done: Vec<FileDone<'d>> = Vec::new();
        for assigned in files {
            if let Some(file) = self.file(assigned, &mut blocks, &mut seen, done.len()) {
                done.push(file);
            }
        }
        let keyed = Keyed {
            dictionary: self.dictionary,
            dataset,
            files: &done,
            blocks: &blocks,
            keep: self.request.places,
            every: self.keeps,
            limits: self.request.unpacking(),
        };
        let confirmed = confirm(&keyed, &mut seen, self.request.memory / 2);
        // Keys that could not be kept or read again are keys that were not compared.
        self.judged.not_checked += u64::from(seen.failed || confirmed.unread);
        self.judged.findings.extend(keyed.findings(&confirmed));
        // What was unpacked takes room on the disk; unless its records are to be parted, no file of this dataset is read again.
        if !self.keeps {
            for file in &done {
                file.assigned.file.release();
            }
        }
        if self.keeps {
            let places = (0..done.len()).map(|file| keyed.places(file, &confirmed));
            let kept: Vec<_> = done.iter().zip(places).filter_map(|(it, repeats)| self.kept(it, repeats)).collect();
            self.judged.kept.extend(kept);
        }
        self.across.archives.insert(Arc::clone(&dataset.id), Archive { dataset, files: done, blocks });
    }

    fn file(
        &mut self,
        assigned: Assigned<'d>,
        blocks: &mut Vec<BlockAt>,
        seen: &mut Seen,
        file: usize,
    ) -> Option<FileDone<'d>> {
        self.progress.opens(&assigned.file.shown);
        let dataset = assigned.dataset;
        let opened = match data::open(self.dictionary, &assigned, self.request) {
            Ok(opened) => opened,
            Err(error) => {
                self.relations.parent_unread(dataset);
                self.across.unread(dataset);
                self.judged.findings.push(data::unreadable(&assigned.file.shown, &dataset.id, &error));
                self.judged.inputs.push(unread(&assigned));
                return None;
            }
        };
        let mut plan = opened.plan;
        plan.room = self.request.places_in_all.saturating_sub(self.places);
        plan.key = self.key(dataset, &plan);
        plan.whole = plan.key.as_ref().is_none_or(|it| !it.unique) && plan.tells_records_apart();
        plan.parents = self.relations.parent_jobs(dataset, &plan);
        plan.references = self.relations.reference_jobs(dataset, &plan);
        plan.across = self.across.extracts(dataset, &plan);
        let drift = Drift::of(dataset, self.promises);
        if let Some(drift) = drift {
            drift.watch(&mut plan, self.request.as_of);
        }
        let limits = self.limits();
        let gathered = Gathered {
            blocks,
            seen,
            parents: &mut self.relations.builders,
            strays: &mut self.relations.strays,
            sides: &mut self.across.sides,
            file,
        };
        let outcome = data::run(opened.table, &plan, limits, gathered, self.progress);
        let mut findings = opened.findings;
        findings.extend(data::note_findings(self.dictionary, dataset, &plan, &outcome.tally));
        findings.extend(data::cell_findings(self.dictionary, &plan, &outcome.tally));
        if let Some(drift) = drift {
            drift.finish((&plan, &outcome.tally), &mut findings);
        }
        self.judged.findings.append(&mut findings);
        self.relations.add(&plan, &outcome.tally);
        self.places += outcome.tally.places;
        let complete = outcome.error.is_none();
        if plan.profiled && complete {
            self.judged.shapes.push(FileShape::of(&plan, &outcome.tally));
        }
        if let Some(error) = outcome.error {
            self.relations.parent_unread(dataset);
            self.across.unread(dataset);
            self.judged.findings.push(data::unreadable(&assigned.file.shown, &dataset.id, &error));
        }
        self.judged.inputs.push(read(&plan, outcome.tally.records, complete));
        if complete && plan.wanted.is_empty() && plan.head.header.is_empty() && plan.head.notes.is_empty() {
            self.judged.findings.push(nothing_held(&plan));
        }
        if !self.keeps {
            // Sets of parents are large, and nothing looks into them any more.
            plan.references.clear();
        }
        Some(FileDone { assigned, plan: Arc::new(plan), keys: outcome.tally.keys })
    }

    /// A file with everything that is needed to part its records; none where it cannot be opened again.
    fn kept(&self, done: &FileDone<'d>, repeats: BTreeSet<(u64, u32)>) -> Option<KeptFile> {
        let limits = self.request.unpacking();
        let open = || data::open_table(self.dictionary, &done.assigned, limits).ok();
        let tables = vec![open()?, open()?];
        let source = done.assigned.file.source(limits).ok()?;
        let unpacked = done.assigned.file.unpacked_name(&source);
        let plan = Arc::clone(&done.plan);
        Some(KeptFile { source, unpacked, plan, repeats, tables, as_of: self.request.as_of })
    }

    fn limits(&self) -> Limits {
        Limits { jobs: self.request.jobs, memory: self.request.memory / 2 }
    }

    /// The dataset's key in one file, where all its parts are there.
    fn key(&self, dataset: &Dataset, plan: &FilePlan) -> Option<KeyJob> {
        let entity = dataset.entity.as_ref().and_then(|it| self.dictionary.entities.get(&it.value))?;
        let elements: Vec<&str> = entity.key.iter().map(|it| &*it.value).collect();
        Some(KeyJob { parts: plan.parts(&elements)?, unique: dataset.layout.grain == Grain::Plain })
    }

    /// Reads a file for its keys alone, because children of it come first.
    fn read_ahead(&mut self, assigned: &Assigned<'d>) {
        let Ok(opened) = data::open(self.dictionary, assigned, self.request) else {
            self.relations.parent_unread(assigned.dataset);
            return;
        };
        let mut plan = opened.plan;
        plan.parents = self.relations.parent_jobs(assigned.dataset, &plan);
        let (mut blocks, mut seen) = (Vec::new(), Seen::within(self.request.memory / 2));
        let limits = self.limits();
        let gathered = Gathered {
            blocks: &mut blocks,
            seen: &mut seen,
            parents: &mut self.relations.builders,
            strays: &mut [],
            sides: &mut [],
            file: 0,
        };
        data::run(opened.table, &plan, limits, gathered, self.progress);
    }
}

/// An input without a single name or record: nothing of its dataset could be tested, which is no pass.
fn nothing_held(plan: &FilePlan) -> Finding {
    let finding = check_skipped::found("records", input::no_records(), input::no_records_help());
    let finding = finding.in_input(Arc::clone(&plan.path)).at(plan.header_place(None));
    Finding { dataset: Some(Arc::clone(&plan.dataset)), ..finding }
}

fn read(plan: &FilePlan, records: u64, complete: bool) -> Input {
    Input {
        path: plan.path.clone(),
        kind: InputKind::Data,
        format: plan.head.format,
        encoding: plan.head.encoding,
        dataset: Some(plan.dataset.clone()),
        records,
        bytes: plan.head.bytes,
        complete,
    }
}

fn unread(assigned: &Assigned<'_>) -> Input {
    Input {
        path: assigned.file.shown.clone(),
        kind: InputKind::Data,
        format: "unknown",
        encoding: None,
        dataset: Some(assigned.dataset.id.clone()),
        records: 0,
        bytes: assigned.file.bytes,
        complete: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Place;
    use crate::message::Message;

    #[test]
    fn every_finding_keeps_its_first_places_and_the_first_ones_as_many_more_as_there_is_room_for() {
        let finding = |places: usize| {
            let finding = check_skipped::found("x", Message::verbatim("a"), Message::verbatim("b"));
            Finding { places: vec![Place::default(); places], ..finding }
        };
        let mut judged = Judged { findings: [3, 40, 40, 40, 2].map(finding).into(), ..Judged::default() };
        let mut room = 60;
        judged.fit(&mut room);
        let places = |judged: &Judged| judged.findings.iter().map(|it| it.places.len()).collect::<Vec<_>>();
        assert_eq!((places(&judged), room), (vec![3, 40, 17, 10, 2], 0));
        judged.fit(&mut room);
        assert_eq!(places(&judged), [3, 10, 10, 10, 2]);
    }
}
