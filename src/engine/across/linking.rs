//! Relations that need more than a set of parents: time to arrive, a crosswalk between schemes, a cardinality.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::datum::Datum;
use super::join::each_key;
use super::planner::{Asked, Planner};
use super::shown::{Firsts, Spot};
use super::side::{HEAD, Row, Side};
use super::spelling::{below, unmatched};
use super::wanted::{Column, Want, Wanted};
use super::{Bench, Check, declared};
use crate::engine::keys::Location;
use crate::finding::Finding;
use crate::message::across as say;
use crate::model::civil::{DAY, SECOND};
use crate::model::{Dataset, Relation};
use crate::rules::across::cardinality_violated;

/// Plans what relations ask beyond their coverage.
pub(super) fn plan(planner: &mut Planner<'_>) {
    for relation in &planner.dictionary.relations {
        if !declared::is_usable(planner.dictionary, relation) {
            continue;
        }
        if relation.cardinality.is_some() {
            cardinality(planner, relation);
        }
        if !declared::is_plain(relation) {
            for child in &relation.from {
                arriving(planner, relation, &child.value);
            }
        }
    }
}

fn cardinality<'d>(planner: &mut Planner<'d>, relation: &'d Relation) {
    let Some(cardinality) = &relation.cardinality else { return };
    let from = relation.from.iter().filter(|_| cardinality.value.one_from());
    let to = relation.to.iter().filter(|_| cardinality.value.one_to());
    let key: Vec<Column> = relation.join.iter().map(|it| Column::of(&it.value)).collect();
    for dataset in from.chain(to) {
        let wanted = Wanted::new(&dataset.value, key.clone(), Vec::new());
        // That a dataset is absent is told once, for the relation itself.
        if planner.is_given(&dataset.value)
            && planner.can(Asked { id: &relation.id, origin: relation.origin }, &[&wanted])
        {
            let side = planner.side(wanted);
            planner.checks.push(Box::new(Single { relation, dataset: &dataset.value, side }));
        }
    }
}

/// A key that may stand in one record.
struct Single<'d> {
    relation: &'d Relation,
    dataset: &'d Arc<str>,
    side: usize,
}

impl<'d> Check<'d> for Single<'d> {
    fn sides(&self) -> Vec<usize> {
        vec![self.side]
    }

    fn judge(&self, bench: &mut Bench<'_, 'd>) -> Vec<Finding> {
        let mut again: Firsts<Location> = Firsts::new(bench.keep);
        let mut tested = 0;
        each_key(bench.sides, &[self.side], |group| {
            tested += group.rows(0).len() as u64;
            let Some(first) = group.rows(0).first() else { return };
            group.rows(0).iter().skip(1).for_each(|it| again.add(it.at(), first.at()));
        });
        let (Some((at, first)), Some(join)) = (again.list.first(), self.relation.join.first()) else {
            return Vec::new();
        };
        let column = Column::of(&join.value);
        let spot = Spot { dataset: self.dataset, column: &column };
        let value = bench.shown.value(spot, *at);
        let finding = cardinality_violated::several(&column.element, &value, self.dataset);
        let subject = format!("{} {}", self.relation.id, self.dataset);
        let finding = Finding { count: again.count, tested, ..finding.about(subject) };
        let finding = bench.shown.placed(finding, spot, &again.at());
        let finding = bench.shown.beside(finding, spot, *first, say::first_record_here());
        let origin = self.relation.cardinality.as_ref().map_or(self.relation.origin, |it| it.origin);
        vec![bench.shown.asked(finding, (origin, say::relation_here(&self.relation.id)))]
    }
}

fn arriving<'d>(planner: &mut Planner<'d>, relation: &'d Relation, child: &'d Arc<str>) {
    let asked = Asked { id: &relation.id, origin: relation.origin };
    let (Some(dataset), Some(join)) = (planner.dataset(child), relation.join.first()) else { return };
    let when = planner.moment(dataset).filter(|_| relation.within.is_some());
    if let Some(within) = &relation.within
        && when.is_none()
    {
        planner.no_time(Asked { id: &relation.id, origin: within.origin }, child);
        return;
    }
    let values = |column: Option<Column>| column.map(Want::Value).into_iter().collect::<Vec<_>>();
    let scheme = |dataset: &Dataset| declared::scheme(dataset, &join.value);
    let key = |dataset: &Dataset| -> Vec<Column> {
        let of = |element: &Arc<str>| Column { scheme: declared::scheme(dataset, element), ..Column::of(element) };
        relation.join.iter().map(|it| of(&it.value)).collect()
    };
    let mut wanted = vec![Wanted::new(child, key(dataset), values(when))];
    let mut schemes = None;
    for to in &relation.to {
        let Some(parent) = planner.dataset(&to.value) else { return };
        schemes = schemes.or_else(|| Some((scheme(dataset)?, scheme(parent)?)));
        let time = planner.moment(parent).filter(|_| relation.within.is_some());
        wanted.push(Wanted::new(&to.value, key(parent), values(time)));
    }
    if let (Some(crosswalk), Some((mine, theirs))) = (&relation.crosswalk, schemes) {
        let column = |scheme: Arc<str>| Column { scheme: Some(scheme), ..Column::of(&join.value) };
        wanted.push(Wanted::new(&crosswalk.value, vec![column(mine)], vec![Want::Key(vec![column(theirs)])]));
    }
    let parents = relation.to.len();
    if planner.can(asked, &wanted.iter().collect::<Vec<_>>()) {
        let sides: Vec<usize> = wanted.into_iter().map(|it| planner.side(it)).collect();
        let crosswalk = sides.get(parents + 1).copied();
        let column = Column { scheme: scheme(dataset), ..Column::of(&join.value) };
        let (child_side, parent_sides) = match sides.split_first() {
            Some((first, rest)) => (*first, rest.iter().copied().take(parents).collect()),
            None => return,
        };
        planner.checks.push(Box::new(Arriving { relation, child, column, child_side, parent_sides, crosswalk }));
    }
}

/// Children whose parents may still be on their way, or are known by another scheme.
struct Arriving<'d> {
    relation: &'d Relation,
    child: &'d Arc<str>,
    column: Column,
    child_side: usize,
    parent_sides: Vec<usize>,
    crosswalk: Option<usize>,
}

impl<'d> Check<'d> for Arriving<'d> {
    fn sides(&self) -> Vec<usize> {
        let all = std::iter::once(self.child_side).chain(self.parent_sides.iter().copied());
        all.chain(self.crosswalk).collect()
    }

    fn judge(&self, bench: &mut Bench<'_, 'd>) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut translated = None;
        if let Some(crosswalk) = self.crosswalk {
            let (side, ambiguous) = self.translate(bench, crosswalk);
            findings.extend(self.ambiguous(bench, &ambiguous));
            translated = Some(side);
        }
        let deadline = self.deadline(bench);
        let mut tested = 0;
        let archives = bench.shown.archives;
        let keep = bench.keep;
        let mut lost: BTreeMap<usize, Firsts<()>> = BTreeMap::new();
        let mut judge = |row: &Row<'_>, known: bool| {
            if known {
                tested += 1;
            } else if deadline.is_none_or(|it| moment(*row).is_some_and(|moment| moment <= it)) {
                tested += 1;
                let file = archives.get(self.child).map_or(0, |it| it.file_of(row.at()));
                lost.entry(file).or_insert_with(|| Firsts::new(keep)).add(row.at(), ());
            }
        };
        if let Some(side) = translated {
            self.against(bench, side, &mut judge);
        } else {
            let chosen: Vec<usize> =
                std::iter::once(self.child_side).chain(self.parent_sides.iter().copied()).collect();
            each_key(bench.sides, &chosen, |group| {
                let known = (1..chosen.len()).any(|it| !group.rows(it).is_empty());
                for row in group.rows(0) {
                    judge(row, known);
                }
            });
        }
        findings.extend(self.found(bench, &lost, tested));
        findings
    }
}

impl Arriving<'_> {
    /// The last moment of which a parent must be known by now, where one is told.
    fn deadline(&self, bench: &mut Bench<'_, '_>) -> Option<i128> {
        let within = self.relation.within.as_ref()?.value;
        let mut latest = |sides: &[usize]| {
            let mut latest: Option<i128> = None;
            for side in sides {
                each_key(bench.sides, &[*side], |group| {
                    let last = group.rows(0).iter().filter_map(|it| moment(*it)).max();
                    latest = [latest, last].into_iter().flatten().max();
                });
            }
            latest
        };
        let watermark = latest(&self.parent_sides).or_else(|| latest(&[self.child_side]));
        Some(watermark.unwrap_or(i128::MAX) - i128::from(within.seconds) * i128::from(SECOND))
    }

    /// Children by the key of the other scheme; those without one keep a key that nobody has.
    fn translate(&self, bench: &mut Bench<'_, '_>, crosswalk: usize) -> (Side, Firsts<Location>) {
        let mut side = Side::new(1, bench.memory);
        let mut ambiguous = Firsts::new(bench.keep);
        each_key(bench.sides, &[self.child_side, crosswalk], |group| {
            let keys: Vec<Option<Datum>> = group.rows(1).iter().map(|it| it.datum(0)).collect();
            if let (Some(first), Some(other)) =
                (group.rows(1).first(), keys.iter().position(|it| keys.first() != Some(it)))
                && let Some(row) = group.rows(1).get(other)
            {
                ambiguous.add(row.at(), first.at());
            }
            for row in group.rows(0) {
                let key = match keys.first() {
                    Some(Some(Datum::Text(key))) => *key,
                    _ => u128::MAX,
                };
                side.insert(&rekeyed(*row, key));
            }
        });
        (side, ambiguous)
    }

    fn against(&self, bench: &mut Bench<'_, '_>, mut child: Side, judge: &mut dyn FnMut(&Row<'_>, bool)) {
        for number in 0..super::side::PARTITIONS {
            let rows = child.partition(number);
            let mut known: BTreeSet<u128> = BTreeSet::new();
            for parent in &self.parent_sides {
                if let Some(side) = bench.sides.get_mut(*parent) {
                    known.extend(side.partition(number).from(0).map(Row::key));
                }
            }
            for row in rows.from(0) {
                judge(&row, known.contains(&row.key()));
            }
        }
    }

    fn ambiguous(&self, bench: &mut Bench<'_, '_>, ambiguous: &Firsts<Location>) -> Option<Finding> {
        let (at, first) = ambiguous.list.first()?;
        let crosswalk = &self.relation.crosswalk.as_ref()?.value;
        let spot = Spot { dataset: crosswalk, column: &self.column };
        let value = bench.shown.value(spot, *at);
        let finding = cardinality_violated::crosswalk(&self.column.element, &value, crosswalk);
        let subject = format!("{} {crosswalk}", self.relation.id);
        let finding = Finding { count: ambiguous.count, tested: ambiguous.count, ..finding.about(subject) };
        let finding = bench.shown.placed(finding, spot, &ambiguous.at());
        let finding = bench.shown.beside(finding, spot, *first, say::first_record_here());
        Some(bench.shown.asked(finding, (self.relation.origin, say::relation_here(&self.relation.id))))
    }

    /// One finding for each file, as for every relation.
    fn found(&self, bench: &mut Bench<'_, '_>, lost: &BTreeMap<usize, Firsts<()>>, tested: u64) -> Vec<Finding> {
        let count: u64 = lost.values().map(|it| it.count).sum();
        if !below(self.relation.coverage.value, tested - count, tested) {
            return Vec::new();
        }
        let spot = Spot { dataset: self.child, column: &self.column };
        let each = lost.values();
        each.filter_map(|firsts| unmatched(&mut bench.shown, self.relation, spot, (firsts, tested))).collect()
    }
}

/// When a record came to be; a day is over when its last moment is.
fn moment(row: Row<'_>) -> Option<i128> {
    match row.datum(0)? {
        Datum::Instant(nanos) => Some(nanos),
        Datum::Day(day) => Some((i128::from(day) + 1) * i128::from(DAY)),
        _ => None,
    }
}

/// The same record under another key.
#[expect(clippy::cast_possible_truncation, reason = "both halves are taken")]
fn rekeyed(row: Row<'_>, key: u128) -> Vec<u64> {
    let mut words = row.0.to_vec();
    words.resize(HEAD + 2, 0);
    if let [low, high, ..] = &mut *words {
        (*low, *high) = (key as u64, (key >> 64) as u64);
    }
    words
}
