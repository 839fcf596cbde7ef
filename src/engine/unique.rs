//! Keys that stand in more than one record: suspects are read again, confirmed, and worded.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::assign::Assigned;
use super::data::{BlockAt, FilePlan, Reread, open_table};
use super::keys::{Location, Suspects};
use crate::finding::{Finding, Place, Related};
use crate::message::check;
use crate::model::{Dataset, Dictionary};
use crate::rules::key::key_duplicate;

/// A file of a dataset once all of it has been judged.
pub(super) struct FileDone<'d> {
    /// The file.
    pub(super) assigned: Assigned<'d>,
    /// Its plan.
    pub(super) plan: FilePlan,
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
}

/// A record that repeats the key of an earlier one.
#[derive(Clone, Copy)]
pub(super) struct Repeat {
    at: Location,
    first: Location,
}

impl Keyed<'_, '_> {
    /// One finding for each file that repeats keys.
    pub(super) fn findings(&self, repeats: &[Repeat]) -> Vec<Finding> {
        let mut by_file: BTreeMap<usize, Vec<Repeat>> = BTreeMap::new();
        for repeat in repeats {
            if let Some(block) = self.block(repeat.at) {
                by_file.entry(block.file).or_default().push(*repeat);
            }
        }
        by_file.into_iter().filter_map(|(file, repeats)| self.finding(file, &repeats)).collect()
    }

    fn block(&self, at: Location) -> Option<BlockAt> {
        usize::try_from(at.block()).ok().and_then(|it| self.blocks.get(it)).copied()
    }

    /// For a file, the records that repeat a key: first byte of the block, and number in it.
    pub(super) fn places(&self, file: usize, repeats: &[Repeat]) -> BTreeSet<(u64, u32)> {
        let place = |it: &Repeat| {
            let block = self.block(it.at).filter(|block| block.file == file)?;
            Some((block.offset, it.at.record()))
        };
        repeats.iter().filter_map(place).collect()
    }

    /// Records beyond the first of each key, in order.
    pub(super) fn confirmed(&self, suspects: &Suspects) -> Vec<Repeat> {
        let wanted: BTreeSet<Location> = suspects.groups.iter().flatten().copied().collect();
        let packed = self.packed(&wanted);
        let mut repeats = Vec::new();
        for group in &suspects.groups {
            let mut firsts: Vec<(Option<u128>, Location)> = Vec::new();
            for at in group {
                // Where a file can no longer be read, equal fingerprints are all there is to go by.
                let key = packed.get(at).copied();
                match firsts.iter().find(|(it, _)| *it == key) {
                    Some((_, first)) => repeats.push(Repeat { at: *at, first: *first }),
                    None => firsts.push((key, *at)),
                }
            }
        }
        repeats.sort_unstable_by_key(|it| it.at);
        repeats
    }

    /// The packed keys at `wanted`, each block being read once.
    fn packed(&self, wanted: &BTreeSet<Location>) -> BTreeMap<Location, u128> {
        let mut packed = BTreeMap::new();
        let mut reader = Reader::new(self);
        for at in wanted {
            let Some((file, reread)) = reader.at(*at) else { continue };
            let row = reread.batch().record_of.binary_search(&at.record());
            if let (Ok(row), Some(key)) = (row, &file.plan.key) {
                packed.insert(*at, key.parts.of_batch(reread.batch(), row));
            }
        }
        packed
    }

    fn finding(&self, file: usize, repeats: &[Repeat]) -> Option<Finding> {
        let done = self.files.get(file)?;
        let mut reader = Reader::new(self);
        let shown = repeats.iter().take(self.keep);
        let places: Vec<Place> = shown.filter_map(|it| self.place(&mut reader, it.at)).collect();
        let first = repeats.first().and_then(|it| self.place(&mut reader, it.first).map(|place| (it.first, place)));
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
            count: repeats.len() as u64,
            tested: done.keys,
            places,
            ..finding
        })
    }

    fn place(&self, reader: &mut Reader<'_, '_, '_>, at: Location) -> Option<Place> {
        let base = self.block(at)?.base;
        let (file, reread) = reader.at(at)?;
        let row = reread.batch().record_of.binary_search(&at.record()).ok()?;
        let (planned, _) = file.plan.key.as_ref()?.parts.parts.first()?;
        Some(reread.sampler(&file.plan).cell(row, *planned).place(base))
    }
}

/// Reads blocks of a dataset again, keeping the last one.
struct Reader<'r, 'k, 'd> {
    keyed: &'r Keyed<'k, 'd>,
    file: Option<(usize, Reread)>,
    block: Option<u64>,
}

impl<'r, 'k, 'd> Reader<'r, 'k, 'd> {
    fn new(keyed: &'r Keyed<'k, 'd>) -> Self {
        Self { keyed, file: None, block: None }
    }

    /// The file that holds `at`, with its block read. `None` where that cannot be done any more.
    fn at(&mut self, at: Location) -> Option<(&'r FileDone<'d>, &Reread)> {
        let block = self.keyed.block(at)?;
        let done = self.keyed.files.get(block.file)?;
        if self.file.as_ref().is_none_or(|(file, _)| *file != block.file) {
            let table = open_table(self.keyed.dictionary, &done.assigned).ok()?;
            self.file = Some((block.file, Reread::new(table)));
            self.block = None;
        }
        let (_, reread) = self.file.as_mut()?;
        if self.block != Some(at.block()) {
            self.block = None;
            reread.load(&done.plan, block).ok()?;
            self.block = Some(at.block());
        }
        Some((done, reread))
    }
}
