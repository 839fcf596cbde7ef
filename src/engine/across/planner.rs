//! Which checks can be made, and which sides they share.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Check;
use super::wanted::{Column, Want, Wanted};
use crate::engine::finish::at_origin;
use crate::finding::Finding;
use crate::message::across as say;
use crate::model::{Dataset, Dictionary, Entity, Grain, LogicalType, Measure};
use crate::rules::run::check_skipped;
use crate::text::Origin;

/// A declaration that asks for a check.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    /// Its id.
    pub(super) id: &'a Arc<str>,
    /// Its line.
    pub(super) origin: Origin,
}

/// Gathers checks.
pub(super) struct Planner<'d> {
    /// The dictionary.
    pub(super) dictionary: &'d Dictionary,
    given: BTreeSet<Arc<str>>,
    /// Every side.
    pub(super) wanted: Vec<Wanted>,
    /// Every check that can be made.
    pub(super) checks: Vec<Box<dyn Check<'d> + 'd>>,
    /// A finding for each that cannot.
    pub(super) skipped: Vec<Finding>,
    /// Datasets without files that such a finding names.
    pub(super) missed: BTreeSet<Arc<str>>,
}

impl<'d> Planner<'d> {
    /// None yet.
    pub(super) fn new(dictionary: &'d Dictionary, given: &BTreeSet<&str>) -> Self {
        Self {
            dictionary,
            given: given.iter().map(|it| Arc::from(*it)).collect(),
            wanted: Vec::new(),
            checks: Vec::new(),
            skipped: Vec::new(),
            missed: BTreeSet::new(),
        }
    }

    /// A dataset that exists.
    pub(super) fn dataset(&self, id: &str) -> Option<&'d Dataset> {
        self.dictionary.datasets.get(id)
    }

    /// Whether files of a dataset were given.
    pub(super) fn is_given(&self, id: &str) -> bool {
        self.given.contains(id)
    }

    /// Whether a dataset has a column for an element.
    pub(super) fn maps(&self, dataset: &str, element: &str) -> bool {
        self.dataset(dataset).is_some_and(|it| it.fields.iter().any(|field| &*field.element.value == element))
    }

    /// The side that gives what is wanted.
    pub(super) fn side(&mut self, wanted: Wanted) -> usize {
        self.wanted.iter().position(|it| it.is(&wanted)).unwrap_or_else(|| {
            self.wanted.push(wanted);
            self.wanted.len() - 1
        })
    }

    /// Whether everything wanted can be had; else it is told once, at the line that asks for it.
    pub(super) fn can(&mut self, asked: Asked<'_>, wanted: &[&Wanted]) -> bool {
        for it in wanted {
            let Some(dataset) = self.dataset(&it.dataset) else { return false };
            if let Some(column) = it.elements().find(|column| column.field(dataset).is_none()) {
                let message = say::skipped_field(asked.id, &column.element, &it.dataset);
                let help = say::skipped_field_help(&column.element, &it.dataset);
                self.skip(asked, check_skipped::found(asked.id, message, help));
                return false;
            }
        }
        if let Some(absent) = wanted.iter().find(|it| !self.is_given(&it.dataset)) {
            let message = say::skipped_file(asked.id, &absent.dataset);
            let help = say::skipped_file_help(&absent.dataset);
            self.missed.extend(wanted.iter().map(|it| &it.dataset).filter(|it| !self.given.contains(*it)).cloned());
            self.skip(asked, check_skipped::found(asked.id, message, help));
            return false;
        }
        true
    }

    /// Tells that nothing brings two datasets together.
    pub(super) fn no_key(&mut self, asked: Asked<'_>, one: &str, other: &str) {
        let (message, help) = (say::skipped_key(asked.id, one, other), say::skipped_key_help());
        self.skip(asked, check_skipped::found(asked.id, message, help));
    }

    /// Tells that nothing says which lines share an element.
    pub(super) fn no_owner(&mut self, asked: Asked<'_>, element: &str, dataset: &str) {
        let message = say::skipped_owner(element, dataset);
        let about = format!("{} {element}", asked.id);
        self.skip(asked, check_skipped::found(&about, message, say::skipped_owner_help(element, dataset)));
    }

    /// Tells that nothing says when a record came to be.
    pub(super) fn no_time(&mut self, asked: Asked<'_>, dataset: &str) {
        let (message, help) = (say::skipped_time(asked.id, dataset), say::skipped_time_help(dataset));
        self.skip(asked, check_skipped::found(asked.id, message, help));
    }

    /// The column that tells when a record came to be: its first instant, else its first day.
    pub(super) fn moment(&self, dataset: &Dataset) -> Option<Column> {
        let of = |kind: LogicalType| {
            let is = |element: &str| self.dictionary.element(element).is_some_and(|it| it.kind.value == kind);
            dataset.fields.iter().find(|it| is(&it.element.value)).map(|it| Column::of(&it.element.value))
        };
        of(LogicalType::Timestamp).or_else(|| of(LogicalType::Date))
    }

    fn skip(&mut self, asked: Asked<'_>, finding: Finding) {
        self.skipped.push(at_origin(finding, self.dictionary, asked.origin));
    }

    /// What brings records of two datasets together: what is told, else the key of an entity that both can write.
    pub(super) fn key(&self, by: &[Arc<str>], one: &Dataset, other: &Dataset) -> Vec<Column> {
        if !by.is_empty() {
            return by.iter().map(Column::of).collect();
        }
        let of = |dataset: &Dataset| dataset.entity.as_ref().and_then(|it| self.dictionary.entities.get(&it.value));
        let whole = |entity: &&Entity| {
            let both = |it: &Arc<str>| self.maps(&one.id, it) && self.maps(&other.id, it);
            !entity.key.is_empty() && entity.key.iter().all(|it| both(&it.value))
        };
        let entity = of(one).filter(whole).or_else(|| of(other).filter(whole));
        entity.map(|it| it.key.iter().map(|part| Column::of(&part.value)).collect()).unwrap_or_default()
    }

    /// The values of a measure: what is added up, then the key of its owner where the layout repeats it on every line.
    pub(super) fn measured(&self, measure: &Measure) -> Vec<Want> {
        let mut values = Vec::new();
        let Some(sum) = &measure.sum else { return values };
        values.push(Want::Value(Column::of(&sum.value)));
        values.push(match self.owner(&measure.dataset.value, &sum.value) {
            Some(owner) => Want::Key(owner),
            None => Want::Key(Vec::new()),
        });
        values
    }

    /// The key of what a repeated element belongs to.
    pub(super) fn owner(&self, dataset: &str, element: &str) -> Option<Vec<Column>> {
        let dataset = self.dataset(dataset)?;
        let (Grain::Repeated(repeats) | Grain::BlankContinuation(repeats)) = &dataset.layout.grain else { return None };
        repeats.iter().any(|it| **it == *element).then_some(())?;
        let object = |id: &str| id.split('.').next().unwrap_or_default().to_owned();
        let is_owner = |entity: &&Entity| {
            let mapped = entity.key.iter().all(|it| self.maps(&dataset.id, &it.value));
            mapped && entity.key.first().is_some_and(|it| object(&it.value) == object(element))
        };
        let own = dataset.entity.as_ref().and_then(|it| self.dictionary.entities.get(&it.value));
        let entity = self.dictionary.entities.values().find(is_owner).or(own)?;
        Some(entity.key.iter().map(|it| Column::of(&it.value)).collect())
    }
}
