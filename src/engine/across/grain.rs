//! How lines share the cells of their owner: the layout that is declared, and the one that the records show.
//!
//! An order of three lines has one total. A layout says that each line repeats it (`kind: repeated`) or that later lines leave it
//! blank (`kind: blankContinuation`); where it says neither, and the lines of every order do one or the other, whoever adds the
//! column up counts the total of an order as often as it has lines.

use std::sync::Arc;

use super::datum::Datum;
use super::join::each_key;
use super::planner::{Asked, Planner};
use super::shown::{Firsts, Spot};
use super::side::Row;
use super::wanted::{Column, MOST_VALUES, Want, Wanted};
use super::{Bench, Check};
use crate::engine::keys::Location;
use crate::finding::Finding;
use crate::format::minor_units;
use crate::message::across as say;
use crate::model::{Dataset, Element, Entity, Grain, Representation, Unit};
use crate::rules::across::grain_mismatch;

/// Plans the check of every dataset's layout.
pub(super) fn plan(planner: &mut Planner<'_>) {
    for dataset in planner.dictionary.datasets.values().filter(|it| !it.fields.is_empty()) {
        if !planner.is_given(&dataset.id) {
            continue;
        }
        match &dataset.layout.grain {
            Grain::Plain => observed(planner, dataset),
            Grain::Repeated(elements) => declared(planner, (dataset, elements), Said::Repeated),
            Grain::BlankContinuation(elements) => declared(planner, (dataset, elements), Said::Blank),
        }
    }
}

/// What is known of the layout.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    /// Each line repeats the value.
    Repeated,
    /// Later lines leave it blank.
    Blank,
    /// Nothing is declared, and the dataset is one of parts of the owner.
    Parts,
    /// Nothing is declared, not even what the dataset is.
    Nothing,
}

/// The elements that a layout names, by their owner.
fn declared(planner: &mut Planner<'_>, (dataset, elements): (&Dataset, &[Arc<str>]), said: Said) {
    let id: Arc<str> = format!("layout of {}", dataset.id).into();
    let asked = Asked { id: &id, origin: dataset.layout.origin.unwrap_or(dataset.origin) };
    let mut owned: Vec<(Vec<Column>, Vec<Arc<str>>)> = Vec::new();
    for element in elements {
        match planner.owner(&dataset.id, element).filter(|key| !key.contains(&Column::of(element))) {
            None => planner.no_owner(asked, element, &dataset.id),
            Some(key) => match owned.iter_mut().find(|(other, _)| *other == key) {
                Some((_, all)) => all.push(Arc::clone(element)),
                None => owned.push((key, vec![Arc::clone(element)])),
            },
        }
    }
    for (key, elements) in owned {
        watch(planner, dataset, (key, elements), said);
    }
}

/// The amounts of another entity whose records this dataset seems to hold parts of.
fn observed(planner: &mut Planner<'_>, dataset: &Dataset) {
    let own = dataset.entity.as_ref().and_then(|it| planner.dictionary.entities.get(&it.value));
    let said = if own.is_some() { Said::Parts } else { Said::Nothing };
    let key_of = |it: &Entity| it.key.iter().map(|part| Arc::clone(&part.value)).collect::<Vec<_>>();
    for entity in planner.dictionary.entities.values() {
        let key = key_of(entity);
        let has = |it: &Entity| key.iter().all(|part| key_of(it).contains(part)) && it.key.len() > key.len();
        let mapped = !key.is_empty() && key.iter().all(|it| planner.maps(&dataset.id, it));
        if !mapped || own.is_some_and(|it| !has(it)) {
            continue;
        }
        let object = |id: &str| id.split('.').next().unwrap_or_default().to_owned();
        let elements = dataset.fields.iter().map(|it| &it.element.value).filter(|it| {
            planner.dictionary.element(it).is_some_and(|it| is_amount(it))
                && key.first().is_some_and(|first| object(first) == object(it))
                && !key.contains(it)
        });
        let elements: Vec<Arc<str>> = elements.cloned().collect();
        watch(planner, dataset, (key.iter().map(Column::of).collect(), elements), said);
    }
}

/// Whether values are sums of money: what is declared as such, or a number with a unit of which nothing else is said.
fn is_amount(element: &Element) -> bool {
    let money = match element.constraints.unit.as_ref().map(|it| &it.value) {
        Some(Unit::Code(code)) => minor_units(code).is_some(),
        Some(Unit::Part { .. } | Unit::Element(_)) => true,
        _ => false,
    };
    element.kind.value.is_numeric() && element.representation.map_or(money, |it| it == Representation::Amount)
}

fn watch(planner: &mut Planner<'_>, dataset: &Dataset, of: (Vec<Column>, Vec<Arc<str>>), said: Said) {
    let (key, elements) = of;
    for elements in elements.chunks(MOST_VALUES) {
        let values = elements.iter().map(|it| Want::Value(Column::of(it))).collect();
        let side = planner.side(Wanted::new(&dataset.id, key.clone(), values));
        let dataset = planner.dictionary.datasets.get(&dataset.id).map(|it| Arc::clone(&it.id));
        let Some(dataset) = dataset else { continue };
        planner.checks.push(Box::new(Lines { dataset, elements: elements.to_vec(), key: key.clone(), said, side }));
    }
}

/// The lines of one dataset, by their owner.
struct Lines {
    dataset: Arc<str>,
    /// The elements of the owner, in the order of the side's values.
    elements: Vec<Arc<str>>,
    /// The owner's key.
    key: Vec<Column>,
    said: Said,
    side: usize,
}

/// What the lines show of one element.
struct Seen {
    /// Owners of several lines of which any holds a value.
    owners: u64,
    /// Of these, owners whose lines all hold one value.
    repeated: u64,
    /// Of these, owners of which only the first line holds a value.
    blank: u64,
    /// Lines of owners of several lines.
    lines: u64,
    /// Lines beyond the first of their owner that are not as the layout says, with that first one.
    wrong: Firsts<Location>,
    /// Lines beyond the first of their owner.
    later: Firsts<Location>,
}

impl<'d> Check<'d> for Lines {
    fn sides(&self) -> Vec<usize> {
        vec![self.side]
    }

    fn is_declared(&self) -> bool {
        matches!(self.said, Said::Repeated | Said::Blank)
    }

    fn judge(&self, bench: &mut Bench<'_, 'd>) -> Vec<Finding> {
        let none = || Seen {
            owners: 0,
            repeated: 0,
            blank: 0,
            lines: 0,
            wrong: Firsts::new(bench.keep),
            later: Firsts::new(bench.keep),
        };
        let mut seen: Vec<Seen> = self.elements.iter().map(|_| none()).collect();
        each_key(bench.sides, &[self.side], |group| {
            let rows = group.rows(0);
            if rows.len() > 1 && (self.said != Said::Nothing || stand_together(rows)) {
                seen.iter_mut().enumerate().for_each(|(at, it)| it.add(rows, at, self.said));
            } else if rows.len() > 1 {
                // What is scattered over the file belongs to no owner's lines.
                for it in &mut seen {
                    it.owners += 1;
                }
            }
        });
        let of = |(element, seen): (&Arc<str>, &Seen)| self.found(bench, element, seen);
        self.elements.iter().zip(&seen).filter_map(of).collect()
    }
}

/// Whether records follow each other.
fn stand_together(rows: &[Row<'_>]) -> bool {
    rows.iter().zip(rows.iter().skip(1)).all(|(one, next)| {
        let (one, next) = (one.at(), next.at());
        let within = one.block == next.block && one.record + 1 == next.record;
        within || (one.block + 1 == next.block && next.record == 0)
    })
}

impl Seen {
    fn add(&mut self, rows: &[Row<'_>], value: usize, said: Said) {
        let Some((first, later)) = rows.split_first() else { return };
        self.lines += rows.len() as u64;
        let is_zero = |it: &Row<'_>| matches!(it.datum(value), Some(Datum::Number(it)) if it.units == 0);
        if rows.iter().all(|it| it.is_null(value)) || (said == Said::Parts || said == Said::Nothing) && is_zero(first) {
            return;
        }
        self.owners += 1;
        let same = later.iter().all(|it| alike(first, it, value));
        let blank = !first.is_null(value) && later.iter().all(|it| it.is_null(value));
        self.repeated += u64::from(same);
        self.blank += u64::from(blank);
        for it in later {
            self.later.add(it.at(), first.at());
            let is_wrong = match said {
                Said::Repeated => !alike(first, it, value),
                Said::Blank => !it.is_null(value),
                Said::Parts | Said::Nothing => false,
            };
            if is_wrong {
                self.wrong.add(it.at(), first.at());
            }
        }
    }
}

/// Whether two lines hold one value; what cannot be compared is no difference.
fn alike(one: &Row<'_>, other: &Row<'_>, value: usize) -> bool {
    match (one.datum(value), other.datum(value)) {
        (Some(Datum::Number(left)), Some(Datum::Number(right))) => left.minus(right).is_none_or(|it| it.units == 0),
        (Some(left), Some(right)) => left == right,
        _ => one.is_null(value) == other.is_null(value),
    }
}

impl Lines {
    fn found(&self, bench: &mut Bench<'_, '_>, element: &Arc<str>, seen: &Seen) -> Option<Finding> {
        let (column, owner) = (Column::of(element), self.owner());
        let spot = Spot { dataset: &self.dataset, column: &column };
        let enough = if self.said == Said::Nothing { 2 } else { 1 };
        let proven = |count: u64| seen.owners >= enough && count == seen.owners;
        let (finding, firsts) = match self.said {
            Said::Repeated => {
                let (at, first) = seen.wrong.list.first()?;
                let (shown, before) = (bench.shown.value(spot, *at), bench.shown.value(spot, *first));
                (grain_mismatch::differs(element, &owner, (&shown, &before)), &seen.wrong)
            }
            Said::Blank if seen.wrong.count > 0 => (grain_mismatch::filled(element, &owner), &seen.wrong),
            Said::Blank => return None,
            _ if proven(seen.repeated) => (grain_mismatch::repeated(element, &owner, &self.dataset), &seen.later),
            _ if proven(seen.blank) => (grain_mismatch::blank(element, &owner, &self.dataset), &seen.later),
            _ => return None,
        };
        let (_, first) = firsts.list.first()?;
        let finding = Finding { count: firsts.count, tested: seen.lines, ..finding };
        let finding = bench.shown.placed(finding, spot, &firsts.at());
        let finding = bench.shown.beside(finding, spot, *first, say::grain_first_here(&owner));
        let dataset = bench.shown.dictionary.datasets.get(&self.dataset)?;
        let origin = dataset.layout.origin.unwrap_or(dataset.origin);
        let here = if dataset.layout.origin.is_some() { say::grain_layout_here() } else { say::grain_dataset_here() };
        Some(bench.shown.asked(finding, (origin, here)))
    }

    /// The owner, as its key names it.
    fn owner(&self) -> String {
        self.key.iter().map(|it| &*it.element).collect::<Vec<_>>().join(" + ")
    }
}
