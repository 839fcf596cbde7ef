//! `ratioEquals`: a reported ratio is its value divided by its cost, as far as its own digits tell.

use std::sync::Arc;

use super::datum::Datum;
use super::join::each_key;
use super::planner::{Asked, Planner};
use super::shown::{Firsts, Spot};
use super::side::Row;
use super::wanted::{Column, Want, Wanted};
use super::{Bench, Check, leveled};
use crate::finding::Finding;
use crate::message::across as say;
use crate::model::{Decimal, StatedRule, Template};
use crate::rules::across::sum_mismatch;

/// Plans every rule of this template.
pub(super) fn plan(planner: &mut Planner<'_>) {
    for rule in &planner.dictionary.rules {
        let Template::RatioEquals { dataset, ratio, value, cost, filter } = &rule.template else { continue };
        let columns = [ratio, value, cost].map(|it| Column::of(&it.value));
        let values = columns.iter().cloned().map(Want::Value).collect();
        let key = vec![Column::of(&ratio.value)];
        let wanted = Wanted { filter: filter.clone(), ..Wanted::new(&dataset.value, key, values) };
        if planner.can(Asked { id: &rule.id, origin: rule.origin }, &[&wanted]) {
            let side = planner.side(wanted);
            planner.checks.push(Box::new(Ratio { rule, dataset: &dataset.value, columns, side }));
        }
    }
}

struct Ratio<'d> {
    rule: &'d StatedRule,
    dataset: &'d str,
    /// The ratio, the value, the cost.
    columns: [Column; 3],
    side: usize,
}

impl<'d> Check<'d> for Ratio<'d> {
    fn sides(&self) -> Vec<usize> {
        vec![self.side]
    }

    fn judge(&self, bench: &mut Bench<'_, 'd>) -> Vec<Finding> {
        let mut wrong: Firsts<()> = Firsts::new(bench.keep);
        let mut tested = 0;
        each_key(bench.sides, &[self.side], |group| {
            for row in group.rows(0) {
                let Some(right) = self.is_right(*row) else { continue };
                tested += 1;
                if !right {
                    wrong.add(row.at(), ());
                }
            }
        });
        self.found(bench, &wrong, tested).into_iter().collect()
    }
}

impl Ratio<'_> {
    /// `None` where nothing can be divided.
    fn is_right(&self, row: Row<'_>) -> Option<bool> {
        let number = |at| match row.datum(at) {
            Some(Datum::Number(number)) => Some(number),
            _ => None,
        };
        let (ratio, value, cost) = (number(0)?, number(1)?, number(2)?);
        let cost = if cost.units > 0 { cost } else { return None };
        // A ratio that is written with two digits is rounded or cut to two digits.
        let last_digit = Decimal { units: 1, scale: ratio.scale };
        let slack = self.rule.tolerance.as_ref().map_or(last_digit, |it| it.value);
        let apart = ratio.times(cost)?.minus(value)?.magnitude()?;
        Some(if self.rule.tolerance.is_some() { apart <= slack.times(cost)? } else { apart < slack.times(cost)? })
    }

    fn found(&self, bench: &mut Bench<'_, '_>, wrong: &Firsts<()>, tested: u64) -> Option<Finding> {
        let (at, ()) = wrong.list.first()?;
        let [ratio, value, cost] = &self.columns;
        let spot = |column| Spot { dataset: self.dataset, column };
        let mut shown = |column| bench.shown.value(spot(column), *at);
        let (reported, dividend, divisor) = (shown(ratio), shown(value), shown(cost));
        let finding = sum_mismatch::ratio(&ratio.element, &reported, (&dividend, &divisor));
        let finding = Finding { count: wrong.count, tested, ..finding.about(Arc::clone(&self.rule.id)) };
        let finding = bench.shown.placed(finding, spot(ratio), &wrong.at());
        let finding = bench.shown.beside(finding, spot(value), *at, say::value_here(&value.element));
        let finding = bench.shown.asked(finding, (self.rule.origin, say::rule_here(&self.rule.id)));
        Some(leveled(finding, self.rule.level))
    }
}
