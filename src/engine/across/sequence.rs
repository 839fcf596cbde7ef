//! `sequence`: each moment is at most the next one, each amount at most what it is taken from.

use std::cmp::Ordering;
use std::sync::Arc;

use super::datum::Datum;
use super::join::{each_key, each_pair};
use super::planner::{Asked, Planner};
use super::shown::{Firsts, Spot};
use super::side::Row;
use super::total::total;
use super::wanted::{Column, Want, Wanted};
use super::{Bench, Check, leveled};
use crate::engine::keys::Location;
use crate::finding::Finding;
use crate::message::across as say;
use crate::model::civil::{DAY, SECOND};
use crate::model::{Decimal, Declared, Measure, StatedRule, Template, Zone};
use crate::rules::across::sequence_impossible;

/// Plans every rule of this template: one check for each two neighbours.
pub(super) fn plan(planner: &mut Planner<'_>) {
    for rule in &planner.dictionary.rules {
        let Template::Sequence { elements, between } = &rule.template else { continue };
        for (one, other) in elements.iter().zip(elements.iter().skip(1)) {
            step(planner, rule, (&one.value, &other.value), between);
        }
    }
}

fn step<'d>(
    planner: &mut Planner<'d>,
    rule: &'d StatedRule,
    (one, other): (&'d Arc<str>, &'d Arc<str>),
    between: &'d [Declared<Arc<str>>],
) {
    let asked = Asked { id: &rule.id, origin: rule.origin };
    let holds = |element: &Arc<str>| between.iter().find(|it| planner.maps(&it.value, element)).map(|it| &it.value);
    let both = between.iter().find(|it| planner.maps(&it.value, one) && planner.maps(&it.value, other));
    let fallback = between.first().map(|it| &it.value);
    let first = both.map(|it| &it.value).or_else(|| holds(one)).or(fallback);
    let second = both.map(|it| &it.value).or_else(|| holds(other)).or(fallback);
    let (Some(first), Some(second)) = (first, second) else { return };
    let (a, b) = (Column::of(one), Column::of(other));
    let values = |column: &Column| vec![Want::Value(column.clone())];
    if first == second {
        let wanted = Wanted::new(first, vec![a.clone()], [values(&a), values(&b)].concat());
        if planner.can(asked, &[&wanted]) {
            let side = planner.side(wanted);
            let zone = zone(planner);
            planner.checks.push(Box::new(Step {
                rule,
                columns: (a, b),
                datasets: (first, second),
                sides: vec![side],
                zone,
            }));
        }
        return;
    }
    let (Some(from), Some(to)) = (planner.dataset(first), planner.dataset(second)) else { return };
    let by: Vec<Arc<str>> = rule.by.iter().map(|it| Arc::clone(&it.value)).collect();
    let key = planner.key(&by, from, to);
    if key.is_empty() {
        planner.no_key(asked, first, second);
        return;
    }
    let measured = |dataset: &Arc<str>, element: &Arc<str>| {
        let name = Declared::new(Arc::clone(element), rule.origin);
        let dataset = Declared::new(Arc::clone(dataset), rule.origin);
        planner.measured(&Measure { origin: rule.origin, dataset, sum: Some(name), filter: None, at: None })
    };
    let (left, right) = (measured(first, one), measured(second, other));
    let (left, right) = (Wanted::new(first, key.clone(), left), Wanted::new(second, key, right));
    if planner.can(asked, &[&left, &right]) {
        let sides = vec![planner.side(left), planner.side(right)];
        let zone = zone(planner);
        planner.checks.push(Box::new(Step { rule, columns: (a, b), datasets: (first, second), sides, zone }));
    }
}

fn zone(planner: &Planner<'_>) -> Zone {
    planner.dictionary.time_zone.as_deref().and_then(Zone::parse).unwrap_or(Zone::Fixed(0))
}

struct Step<'d> {
    rule: &'d StatedRule,
    /// What comes first, and what comes after it.
    columns: (Column, Column),
    datasets: (&'d Arc<str>, &'d Arc<str>),
    /// One side where both stand in one record, else two.
    sides: Vec<usize>,
    zone: Zone,
}

impl<'d> Check<'d> for Step<'d> {
    fn sides(&self) -> Vec<usize> {
        self.sides.clone()
    }

    fn judge(&self, bench: &mut Bench<'_, 'd>) -> Vec<Finding> {
        let mut wrong: Firsts<Location> = Firsts::new(bench.keep);
        let mut tested = 0;
        let mut compare = |one: Option<Datum>, other: Option<Datum>, at: (Location, Location)| {
            let Some(right) = one.zip(other).and_then(|(one, other)| self.is_right(one, other)) else { return };
            tested += 1;
            if !right {
                wrong.add(at.1, at.0);
            }
        };
        match self.sides[..] {
            [side] => {
                each_key(bench.sides, &[side], |group| {
                    group.rows(0).iter().for_each(|it| compare(it.datum(0), it.datum(1), (it.at(), it.at())));
                });
            }
            [left, right] if is_amount(bench, (left, right)) => {
                each_key(bench.sides, &[left, right], |group| {
                    let (Some(one), Some(other)) = (group.rows(0).first(), group.rows(1).first()) else { return };
                    let sum = |rows: &[Row<'_>]| total(rows).map(Datum::Number);
                    compare(sum(group.rows(0)), sum(group.rows(1)), (one.at(), other.at()));
                });
            }
            [left, right] => {
                each_pair(bench.sides, (left, right), |one, other| {
                    compare(one.datum(0), other.datum(0), (one.at(), other.at()));
                });
            }
            _ => {}
        }
        self.found(bench, &wrong, tested).into_iter().collect()
    }
}

/// Whether the first values that both sides hold are numbers.
fn is_amount(bench: &mut Bench<'_, '_>, (left, right): (usize, usize)) -> bool {
    let mut amount = false;
    each_pair(bench.sides, (left, right), |one, _| amount |= matches!(one.datum(0), Some(Datum::Number(_))));
    amount
}

impl Step<'_> {
    /// `None` where the two cannot be compared. Equal is right.
    fn is_right(&self, one: Datum, other: Datum) -> Option<bool> {
        let nothing = Decimal::from_integer(0);
        let slack = self.rule.tolerance.as_ref().map_or(nothing, |it| it.value);
        let seconds = slack.units_at(0).unwrap_or(0);
        let ordering = match (one, other) {
            (Datum::Number(one), Datum::Number(other)) => one.cmp(&other.plus(slack)?),
            (Datum::Instant(one), Datum::Instant(other)) => one.cmp(&(other + seconds * i128::from(SECOND))),
            (Datum::Day(one), Datum::Day(other)) => (i128::from(one) * i128::from(DAY))
                .cmp(&(i128::from(other) * i128::from(DAY) + seconds * i128::from(SECOND))),
            // Of a day only what happened on another one is proven.
            (Datum::Day(one), Datum::Instant(other)) => one.cmp(&self.zone.day_of(other)?),
            (Datum::Instant(one), Datum::Day(other)) => self.zone.day_of(one)?.cmp(&other),
            _ => return None,
        };
        Some(ordering != Ordering::Greater)
    }

    fn found(&self, bench: &mut Bench<'_, '_>, wrong: &Firsts<Location>, tested: u64) -> Option<Finding> {
        let (at, earlier) = wrong.list.first()?;
        let (first, second) = &self.columns;
        let spot = Spot { dataset: self.datasets.1, column: second };
        let other = Spot { dataset: self.datasets.0, column: first };
        let (later, before) = (bench.shown.value(spot, *at), bench.shown.value(other, *earlier));
        let finding = sequence_impossible::found((&first.element, &before), (&second.element, &later));
        let finding =
            Finding { count: wrong.count, tested, ..finding.about(format!("{} {}", self.rule.id, second.element)) };
        let finding = bench.shown.placed(finding, spot, &wrong.at());
        let finding = bench.shown.beside(finding, other, *earlier, say::value_here(&first.element));
        let finding = bench.shown.asked(finding, (self.rule.origin, say::rule_here(&self.rule.id)));
        Some(leveled(finding, self.rule.level))
    }
}
