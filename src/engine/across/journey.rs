//! Journeys: how much of each stage the stage before it knows, and the first link that is broken.

use std::sync::Arc;

use super::join::each_key;
use super::planner::{Asked, Planner};
use super::shown::{Firsts, Spot};
use super::wanted::{Column, Wanted};
use super::{Bench, Check};
use crate::finding::Finding;
use crate::message::across as say;
use crate::model::{Decimal, Journey};
use crate::rules::across::journey_broken::{self, Link};

/// Plans every journey.
pub(super) fn plan(planner: &mut Planner<'_>) {
    for journey in &planner.dictionary.journeys {
        let mut links = Vec::new();
        for ((one, other), join) in journey.stages.iter().zip(journey.stages.iter().skip(1)).zip(&journey.join) {
            let wanted = |dataset: &Arc<str>| Wanted::new(dataset, vec![Column::of(&join.value)], Vec::new());
            links.push((wanted(&one.value), wanted(&other.value)));
        }
        let all: Vec<&Wanted> = links.iter().flat_map(|(one, other)| [one, other]).collect();
        if planner.can(Asked { id: &journey.id, origin: journey.origin }, &all) {
            let sides = links.into_iter().map(|(one, other)| (planner.side(one), planner.side(other))).collect();
            planner.checks.push(Box::new(Chain { journey, sides }));
        }
    }
}

struct Chain<'d> {
    journey: &'d Journey,
    /// For each link, the stage before and the stage after.
    sides: Vec<(usize, usize)>,
}

impl<'d> Check<'d> for Chain<'d> {
    fn sides(&self) -> Vec<usize> {
        self.sides.iter().flat_map(|(one, other)| [*one, *other]).collect()
    }

    fn judge(&self, bench: &mut Bench<'_, 'd>) -> Vec<Finding> {
        let measured: Vec<Measured> = self.sides.iter().map(|it| measure(bench, *it)).collect();
        let target = self.journey.target.value;
        // linked ÷ tested < target, in whole numbers.
        let is_broken = |it: &Measured| {
            let least = target.times(whole(it.tested));
            it.tested > 0 && least.is_some_and(|least| whole(it.tested - it.unlinked.count) < least)
        };
        let Some(broken) = measured.iter().position(is_broken) else { return Vec::new() };
        self.found(bench, &measured, broken).into_iter().collect()
    }
}

impl Chain<'_> {
    fn found(&self, bench: &mut Bench<'_, '_>, measured: &[Measured], broken: usize) -> Option<Finding> {
        let link = measured.get(broken)?;
        let (before, after) = (self.journey.stages.get(broken)?, self.journey.stages.get(broken + 1)?);
        let column = Column::of(&self.journey.join.get(broken)?.value);
        let rates: Vec<String> = measured.iter().map(|it| rate(it.tested - it.unlinked.count, it.tested)).collect();
        let named = Link { before: &before.value, after: &after.value, element: &column.element };
        let own = rates.get(broken).cloned().unwrap_or_default();
        let finding = journey_broken::found(
            &self.journey.id,
            (broken + 1, named),
            (&own, self.journey.target.value),
            &rates.join(" → "),
        );
        let finding = Finding { count: link.unlinked.count, tested: link.tested, ..finding };
        let spot = Spot { dataset: &after.value, column: &column };
        let finding = bench.shown.placed(finding, spot, &link.unlinked.at());
        let finding = if let Some(at) = link.known {
            let spot = Spot { dataset: &before.value, column: &column };
            bench.shown.beside(finding, spot, at, say::stage_here(&before.value))
        } else {
            finding
        };
        Some(bench.shown.asked(finding, (self.journey.origin, say::journey_here(&self.journey.id))))
    }
}

/// What was measured of one link.
struct Measured {
    tested: u64,
    unlinked: Firsts<()>,
    /// A record of the stage before.
    known: Option<crate::engine::keys::Location>,
}

fn measure(bench: &mut Bench<'_, '_>, (before, after): (usize, usize)) -> Measured {
    let mut unlinked = Firsts::new(bench.keep);
    let mut known = None;
    each_key(bench.sides, &[before, after], |group| {
        let first = group.rows(0).first().map(|it| it.at());
        known = [known, first].into_iter().flatten().min();
        if first.is_none() {
            group.rows(1).iter().for_each(|it| unlinked.add(it.at(), ()));
        }
    });
    let Some(side) = bench.sides.get(after) else { return Measured { tested: 0, unlinked, known } };
    for at in &side.keyless_at {
        unlinked.add(*at, ());
    }
    unlinked.count += side.keyless - side.keyless_at.len() as u64;
    Measured { tested: side.passed, unlinked, known }
}

fn whole(count: u64) -> Decimal {
    Decimal { units: i128::from(count), scale: 0 }
}

/// A share with four digits, never rounded up to more than was reached.
fn rate(part: u64, of: u64) -> String {
    let units = if of == 0 { 10_000 } else { u128::from(part) * 10_000 / u128::from(of) };
    Decimal { units: i128::try_from(units).unwrap_or(0), scale: 4 }.normalized().to_string()
}
