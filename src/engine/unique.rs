//! Keys that stand in more than one record: suspects are read again, confirmed, and worded.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::assign::Assigned;
use super::confirm::{Confirmed, Repeats};
use super::data::{BlockAt, FilePlan, Reread, open_table};
use super::keys::{Location, Stretch};
use crate::finding::{Finding, Place, Related};
use crate::message::check;
use crate::model::{Dataset, Dictionary};
use crate::rules::key::{key_duplicate, row_duplicate};
use crate::table::Projection;
use crate::table::packed::Limits;

/// A file of a dataset once all of it has been judged.
pub(super) struct FileDone<'d> {
    /// The file.
    pub(super) assigned: Assigned<'d>,
    /// Its plan.
    pub(super) plan: Arc<FilePlan>,
    /// Records with a whole key.
    pub(super) keys: u64,
}

/// The dataset whose keys are looked at.
pub(super) struct Keyed<'k, 'd> {
    /// The dictionary.
    pub(super) dictionary: &'d Dictionary,
    /// The dataset.
    pub(super) dataset: &'d Dataset,
    /// Its files, in order.
    pub(super) files: &'k [FileDone<'d>],
    /// Its blocks, in order.
    pub(super) blocks: &'k [BlockAt],
    /// Most places kept of one finding.
    pub(super) keep: usize,
    /// Whether every repeat is wanted, not only the first few.
    pub(super) every: bool,
    /// How far its files may be unpacked.
    pub(super) limits: Limits,
}

impl Keyed<'_, '_> {
    /// One finding for each file that repeats keys.
    pub(super) fn findings(&self, confirmed: &Confirmed) -> Vec<Finding> {
        confirmed.files.iter().filter_map(|(file, repeats)| self.finding(*file, repeats)).collect()
    }

    /// The block of a record.
    pub(super) fn block(&self, at: Location) -> Option<&BlockAt> {
        self.blocks.get(at.block as usize)
    }

    /// For a file, the records that repeat a key: first byte of the block, and number in it.
    pub(super) fn places(&self, file: usize, confirmed: &Confirmed) -> BTreeSet<(u64, u32)> {
        // That a record stands twice is no reason to part it from the good ones: nobody can say which of the two is the copy.
        if self.files.get(file).is_some_and(|it| it.plan.whole) {
            return BTreeSet::new();
        }
        let place = |at: &Location| Some((self.block(*at)?.offset, at.record));
        confirmed.files.get(&file).map(|it| it.all.iter().filter_map(place).collect()).unwrap_or_default()
    }

    fn finding(&self, file: usize, repeats: &Repeats) -> Option<Finding> {
        let done = self.files.get(file)?;
        let mut reader = Reader::new(self);
        let places: Vec<Place> = repeats.shown.iter().filter_map(|it| self.place(&mut reader, it.at)).collect();
        let first =
            repeats.shown.first().and_then(|it| self.place(&mut reader, it.first).map(|place| (it.first, place)));
        if done.plan.whole {
            return Some(self.of_records(done, (repeats.count, places), first));
        }
        let key = done.plan.key.as_ref()?;
        let specs: Vec<_> = key
            .parts
            .parts
            .iter()
            .filter_map(|(planned, _)| done.plan.plans.get(*planned))
            .map(|it| &it.spec)
            .collect();
        let names: Vec<&str> = specs.iter().map(|it| &*it.field).collect();
        let values = places.first().map(|it| it.key.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>());
        let mut finding = key_duplicate::found(&names.join(" + "), &values.unwrap_or_default().join(" + "));
        if let Some((at, place)) = first {
            let path = self.block(at).and_then(|it| self.files.get(it.file)).map(|it| Arc::clone(&it.plan.path));
            finding = finding.related_to(Related { place: Place { path, ..place }, message: check::key_first_copy() });
        }
        let entity = self.dataset.entity.as_ref().and_then(|it| self.dictionary.entities.get(&it.value));
        if let Some(part) = entity.and_then(|it| it.key.first()) {
            finding = finding.related_to(Related::in_source(&self.dictionary.sources, part.origin, check::key_here()));
        }
        Some(Finding {
            path: Some(Arc::clone(&done.plan.path)),
            dataset: Some(Arc::clone(&self.dataset.id)),
            field: specs.first().map(|it| Arc::clone(&it.field)),
            element: specs.first().map(|it| Arc::clone(&it.element.id)),
            count: repeats.count,
            tested: done.keys,
            places,
            ..finding
        })
    }

    /// The finding for whole records.
    fn of_records(
        &self,
        done: &FileDone<'_>,
        (count, places): (u64, Vec<Place>),
        first: Option<(Location, Place)>,
    ) -> Finding {
        let mut finding = row_duplicate::found(count, done.keys);
        if let Some((_, place)) = first {
            let path = Some(Arc::clone(&done.plan.path));
            finding = finding.related_to(Related { place: Place { path, ..place }, message: check::row_first_copy() });
        }
        let (path, dataset) = (Some(Arc::clone(&done.plan.path)), Some(Arc::clone(&self.dataset.id)));
        Finding { path, dataset, count, tested: done.keys, places, ..finding }
    }

    fn place(&self, reader: &mut Reader<'_, '_, '_>, at: Location) -> Option<Place> {
        let base = self.block(at)?.base;
        let (file, reread) = reader.block(at.block)?;
        let row = reread.batch().record_of.binary_search(&at.record).ok()?;
        if file.plan.whole {
            return Some(reread.sampler(&file.plan).record(at.record).place(base));
        }
        let (planned, _) = file.plan.key.as_ref()?.parts.parts.first()?;
        Some(reread.sampler(&file.plan).cell(row, *planned).place(base))
    }
}

/// Reads blocks of a dataset again, keeping the last one.
pub(super) struct Reader<'r, 'k, 'd> {
    keyed: &'r Keyed<'k, 'd>,
    file: Option<(usize, Reread)>,
    loaded: Option<u32>,
}

impl<'r, 'k, 'd> Reader<'r, 'k, 'd> {
    pub(super) fn new(keyed: &'r Keyed<'k, 'd>) -> Self {
        Self { keyed, file: None, loaded: None }
    }

    /// The file that holds a block, with the block read. `None` where that cannot be done any more.
    pub(super) fn block(&mut self, number: u32) -> Option<(&'r FileDone<'d>, &mut Reread)> {
        let block = self.keyed.blocks.get(number as usize)?;
        if self.loaded != Some(number) {
            self.load(block, (0, block.length))?;
            self.loaded = Some(number);
        }
        let (file, reread) = self.file.as_mut()?;
        Some((self.keyed.files.get(*file)?, reread))
    }

    /// Whether stretches of a block can be read on their own.
    pub(super) fn has_stretches(&self, number: u32) -> bool {
        self.keyed.blocks.get(number as usize).is_some_and(|it| !it.stretches.is_empty())
    }

    /// The same of one of its stretches only; records count from its first.
    pub(super) fn stretch(&mut self, stretch: Stretch) -> Option<(&'r FileDone<'d>, &mut Reread)> {
        let block = self.keyed.blocks.get(stretch.block() as usize)?;
        let number = stretch.number() as usize;
        let from = *block.stretches.get(number)? as usize;
        let to = block.stretches.get(number + 1).map_or(block.length, |it| *it as usize);
        self.load(block, (from, to))?;
        let (file, reread) = self.file.as_mut()?;
        Some((self.keyed.files.get(*file)?, reread))
    }

    fn load(&mut self, block: &BlockAt, (from, to): (usize, usize)) -> Option<()> {
        self.loaded = None;
        let done = self.keyed.files.get(block.file)?;
        if self.file.as_ref().is_none_or(|(file, _)| *file != block.file) {
            let mut table = open_table(self.keyed.dictionary, &done.assigned, self.keyed.limits).ok()?;
            table.project(Projection::new(done.plan.columns.clone(), None));
            self.file = Some((block.file, Reread::new(table)));
        }
        let (_, reread) = self.file.as_mut()?;
        reread.load(&done.plan, (block.offset + from as u64, to.checked_sub(from)?)).ok()
    }
}
