//! `stockCover`, `promoInStock`, `capacity`: what is asked for, against what there is.

use std::sync::Arc;

use super::datum::Datum;
use super::join::each_key;
use super::planner::{Asked, Planner};
use super::shown::{Firsts, Spot};
use super::side::Row;
use super::total::total;
use super::wanted::{Column, Want, Wanted};
use super::{Bench, Check, leveled};
use crate::engine::keys::Location;
use crate::finding::Finding;
use crate::message::across as say;
use crate::model::civil::{DAY, SECOND, days_since_epoch};
use crate::model::{CoverKind, Decimal, Duration, Measure, StatedRule, Template};
use crate::rules::across::{capacity_exceeded, promotion_without_stock, stock_oversold};

/// Plans every rule of these templates.
pub(super) fn plan(planner: &mut Planner<'_>) {
    for rule in &planner.dictionary.rules {
        let Template::Cover { kind, demand, supply, horizon } = &rule.template else { continue };
        let by: Vec<Column> = rule.by.iter().map(|it| Column::of(&it.value)).collect();
        let wanted = |measure: &Measure, planner: &Planner<'_>| {
            let mut wanted = Wanted::new(&measure.dataset.value, by.clone(), planner.measured(measure));
            wanted.values.extend(measure.at.iter().map(|it| Want::Value(Column::of(&it.value))));
            Wanted { filter: measure.filter.clone(), ..wanted }
        };
        let asking = wanted(demand, planner);
        let giving: Vec<Wanted> = supply.iter().map(|it| wanted(it, planner)).collect();
        let all: Vec<&Wanted> = std::iter::once(&asking).chain(&giving).collect();
        if !planner.can(Asked { id: &rule.id, origin: rule.origin }, &all) {
            continue;
        }
        let sides = std::iter::once(asking).chain(giving).map(|it| planner.side(it)).collect();
        let shown = demand.sum.as_ref().map_or_else(|| by.first().cloned(), |it| Some(Column::of(&it.value)));
        let Some(shown) = shown else { continue };
        let horizon = horizon.as_ref().map(|it| it.value);
        planner.checks.push(Box::new(Cover { rule, kind: *kind, demand, supply, horizon, sides, by, shown }));
    }
}

struct Cover<'d> {
    rule: &'d StatedRule,
    kind: CoverKind,
    demand: &'d Measure,
    supply: &'d [Measure],
    horizon: Option<Duration>,
    /// The demand's, then each supply's.
    sides: Vec<usize>,
    by: Vec<Column>,
    /// The cell that is shown of a demand.
    shown: Column,
}

/// A demand that is not covered.
#[derive(Clone)]
struct Short {
    asked: Decimal,
    given: Decimal,
    supply: Option<(usize, Location)>,
}

impl<'d> Check<'d> for Cover<'d> {
    fn sides(&self) -> Vec<usize> {
        self.sides.clone()
    }

    fn judge(&self, bench: &mut Bench<'_, 'd>) -> Vec<Finding> {
        let mut short: Firsts<Short> = Firsts::new(bench.keep);
        let mut tested = 0;
        let until = self.horizon.map(|it| horizon(bench.as_of, it));
        each_key(bench.sides, &self.sides, |group| {
            let asking: Vec<Row<'_>> = group.rows(0).iter().copied().filter(|it| self.is_meant(*it, until)).collect();
            let Some(first) = asking.first() else { return };
            let asked = if self.demand.sum.is_some() { total(&asking) } else { Some(Decimal::from_integer(0)) };
            let given = (1..self.sides.len())
                .try_fold(Decimal::from_integer(0), |sum, side| total(group.rows(side)).and_then(|it| sum.plus(it)));
            let (Some(asked), Some(given)) = (asked, given) else { return };
            tested += 1;
            if !self.is_covered(asked, given) {
                let supply = (1..self.sides.len()).find_map(|side| Some((side - 1, group.rows(side).first()?.at())));
                short.add(first.at(), Short { asked, given, supply });
            }
        });
        self.found(bench, &short, tested).into_iter().collect()
    }
}

impl Cover<'_> {
    /// Promotions without a quantity want anything at all.
    fn is_covered(&self, asked: Decimal, given: Decimal) -> bool {
        let nothing = Decimal::from_integer(0);
        let slack = self.rule.tolerance.as_ref().map_or(nothing, |it| it.value);
        match given.plus(slack) {
            Some(_) if self.demand.sum.is_none() => given > nothing,
            Some(given) => asked <= given,
            None => true,
        }
    }

    /// Whether a demand falls into the time that is looked at.
    fn is_meant(&self, row: Row<'_>, until: Option<Ahead>) -> bool {
        let Some(ahead) = until else { return true };
        match row.datum(if self.demand.sum.is_some() { 2 } else { 0 }) {
            Some(Datum::Day(day)) => (ahead.first_day..=ahead.last_day).contains(&day),
            Some(Datum::Instant(nanos)) => {
                let start = i128::from(ahead.first_day) * i128::from(DAY);
                (start..=ahead.end).contains(&nanos)
            }
            _ => false,
        }
    }

    fn found(&self, bench: &mut Bench<'_, '_>, short: &Firsts<Short>, tested: u64) -> Option<Finding> {
        let (at, first) = short.list.first()?;
        let spot = Spot { dataset: &self.demand.dataset.value, column: &self.shown };
        let names: Vec<String> = self
            .by
            .iter()
            .map(|column| bench.shown.value(Spot { dataset: &self.demand.dataset.value, column }, *at))
            .collect();
        let key = names.join(" + ");
        let places: Vec<&str> = self.supply.iter().map(|it| &*it.dataset.value).collect();
        let holders = places.join("`, `");
        let (asked, given) = (first.asked.normalized(), first.given.normalized());
        let finding = match self.kind {
            CoverKind::Stock => stock_oversold::found(&key, (asked, given), &holders),
            CoverKind::Promotion => promotion_without_stock::found(&key, given, &holders),
            CoverKind::Capacity => capacity_exceeded::found(&key, (asked, given), &holders),
        };
        let finding = Finding { count: short.count, tested, ..finding.about(Arc::clone(&self.rule.id)) };
        let mut finding = bench.shown.placed(finding, spot, &short.at());
        if let Some((supply, at)) = first.supply
            && let Some(measure) = self.supply.get(supply)
            && let Some(sum) = &measure.sum
        {
            let column = Column::of(&sum.value);
            let spot = Spot { dataset: &measure.dataset.value, column: &column };
            finding = bench.shown.beside(finding, spot, at, say::supply_here(&measure.dataset.value));
        }
        let finding = bench.shown.asked(finding, (self.rule.origin, say::rule_here(&self.rule.id)));
        Some(leveled(finding, self.rule.level))
    }
}

/// How far ahead is looked.
#[derive(Clone, Copy)]
struct Ahead {
    first_day: i32,
    last_day: i32,
    end: i128,
}

fn horizon(as_of: crate::model::Date, length: Duration) -> Ahead {
    let first_day = days_since_epoch(as_of.year, as_of.month, as_of.day);
    let end = i128::from(first_day) * i128::from(DAY) + i128::from(length.seconds) * i128::from(SECOND);
    let days = i32::try_from(length.seconds / 86_400).unwrap_or(i32::MAX);
    Ahead { first_day, last_day: first_day.saturating_add(days), end }
}
