//! The few records that are shown: read again, masked as everywhere, in the system that holds them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::wanted::Column;
use crate::engine::data::{BlockAt, Reread, open_table};
use crate::engine::keys::Location;
use crate::engine::unique::FileDone;
use crate::finding::{Finding, Place, Related};
use crate::message::Message;
use crate::model::{Dataset, Dictionary};
use crate::table::packed::Limits;
use crate::text::Origin;

/// The files of a dataset and where their blocks are.
pub(in crate::engine) struct Archive<'d> {
    /// The dataset.
    pub(in crate::engine) dataset: &'d Dataset,
    /// Its files, in order.
    pub(in crate::engine) files: Vec<FileDone<'d>>,
    /// Its blocks, in order.
    pub(in crate::engine) blocks: Vec<BlockAt>,
}

impl Archive<'_> {
    /// Which of the files a record is in.
    pub(super) fn file_of(&self, at: Location) -> usize {
        let block = usize::try_from(at.block).ok().and_then(|it| self.blocks.get(it));
        block.map_or(0, |it| it.file)
    }
}

/// All archives of a run.
pub(in crate::engine) type Archives<'d> = BTreeMap<Arc<str>, Archive<'d>>;

/// One cell as it may be shown.
pub(super) struct Cell {
    /// Its file.
    pub(super) path: Arc<str>,
    /// Its column.
    pub(super) field: Arc<str>,
    /// Where it is.
    pub(super) place: Place,
    /// What it holds.
    pub(super) shown: String,
}

/// A column of a dataset.
#[derive(Clone, Copy)]
pub(super) struct Spot<'s> {
    /// `system.dataset`.
    pub(super) dataset: &'s str,
    /// The column.
    pub(super) column: &'s Column,
}

/// Reads records again, keeping the last block.
pub(super) struct Shown<'a, 'd> {
    /// The dictionary.
    pub(super) dictionary: &'d Dictionary,
    /// Where records are.
    pub(super) archives: &'a Archives<'d>,
    limits: Limits,
    file: Option<(Arc<str>, usize, Reread)>,
    block: Option<u32>,
}

impl<'a, 'd> Shown<'a, 'd> {
    /// Nothing is read yet.
    pub(super) fn new(dictionary: &'d Dictionary, archives: &'a Archives<'d>, limits: Limits) -> Self {
        Self { dictionary, archives, limits, file: None, block: None }
    }

    /// The cell of a column in a record; `None` where it cannot be read any more.
    pub(super) fn cell(&mut self, spot: Spot<'_>, at: Location) -> Option<Cell> {
        let archive = self.archives.get(spot.dataset)?;
        let block = archive.blocks.get(usize::try_from(at.block).ok()?)?;
        let done = archive.files.get(block.file)?;
        let is_open = self.file.as_ref().is_some_and(|(id, file, _)| **id == *spot.dataset && *file == block.file);
        if !is_open {
            let table = open_table(self.dictionary, &done.assigned, self.limits).ok()?;
            self.file = Some((Arc::clone(&archive.dataset.id), block.file, Reread::new(table)));
            self.block = None;
        }
        let (_, _, reread) = self.file.as_mut()?;
        if self.block != Some(at.block) {
            self.block = None;
            reread.load(&done.plan, (block.offset, block.length)).ok()?;
            self.block = Some(at.block);
        }
        let row = reread.batch().record_of.binary_search(&at.record).ok()?;
        let origin = spot.column.field(archive.dataset)?.origin;
        let planned = done.plan.plans.iter().position(|it| it.spec.origin == origin)?;
        let cell = reread.batch().columns.get(planned)?.cells_of(row).start;
        let place = reread.sampler(&done.plan).cell(cell, planned).place(block.base);
        let shown = place.value.clone().unwrap_or_default();
        let place = Place { path: Some(Arc::clone(&done.plan.path)), ..place };
        let field = done.plan.plans.get(planned).map(|it| Arc::clone(&it.spec.field))?;
        Some(Cell { path: Arc::clone(&done.plan.path), field, place, shown })
    }

    /// What a record holds, for words; empty where it cannot be read any more.
    pub(super) fn value(&mut self, spot: Spot<'_>, at: Location) -> String {
        self.cell(spot, at).map(|it| it.shown).unwrap_or_default()
    }

    /// `finding` at the first of these records, the rest being further places.
    pub(super) fn placed(&mut self, finding: Finding, spot: Spot<'_>, at: &[Location]) -> Finding {
        let cells: Vec<Cell> = at.iter().filter_map(|it| self.cell(spot, *it)).collect();
        let Some(first) = cells.first() else { return finding };
        let (path, field) = (Arc::clone(&first.path), Arc::clone(&first.field));
        // A place in the finding's own input needs no path.
        let places = cells.into_iter().map(|it| {
            let own = it.path == path;
            Place { path: it.place.path.clone().filter(|_| !own), ..it.place }
        });
        Finding {
            places: places.collect(),
            dataset: Some(Arc::from(spot.dataset)),
            element: Some(Arc::clone(&spot.column.element)),
            path: Some(path),
            field: Some(field),
            ..finding
        }
    }

    /// `finding` with a second record beside it.
    pub(super) fn beside(&mut self, finding: Finding, spot: Spot<'_>, at: Location, words: Message) -> Finding {
        match self.cell(spot, at) {
            Some(cell) => finding.related_to(Related { place: cell.place, message: words }),
            None => finding,
        }
    }

    /// `finding` with the line of the dictionary that asks for it; it stands there where no record could be read.
    pub(super) fn asked(&self, finding: Finding, (origin, words): (Origin, Message)) -> Finding {
        let sources = &self.dictionary.sources;
        if finding.places.is_empty() {
            let place = Place::in_source(sources, origin);
            return Finding { path: place.path.clone(), places: vec![place], ..finding };
        }
        finding.related_to(Related::in_source(sources, origin, words))
    }
}

/// The first few of many, by their place, and how many there are.
#[derive(Clone, Debug)]
pub(super) struct Firsts<T> {
    keep: usize,
    /// All of them.
    pub(super) count: u64,
    /// The first few, in order.
    pub(super) list: Vec<(Location, T)>,
}

impl<T: Clone> Firsts<T> {
    /// None yet, at most `keep`.
    pub(super) fn new(keep: usize) -> Self {
        Self { keep, count: 0, list: Vec::new() }
    }

    /// One more.
    pub(super) fn add(&mut self, at: Location, what: T) {
        self.count += 1;
        if self.list.len() >= self.keep && self.list.last().is_some_and(|(last, _)| *last <= at) {
            return;
        }
        let position = self.list.partition_point(|(it, _)| *it <= at);
        self.list.insert(position, (at, what));
        self.list.truncate(self.keep);
    }

    /// Those of another.
    pub(super) fn merge(&mut self, other: &Self) {
        let count = self.count + other.count;
        for (at, what) in &other.list {
            self.add(*at, what.clone());
        }
        self.count = count;
    }

    /// Where they are.
    pub(super) fn at(&self) -> Vec<Location> {
        self.list.iter().map(|(at, _)| *at).collect()
    }
}
