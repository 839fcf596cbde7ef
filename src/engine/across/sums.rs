//! `sumEquals`: parts add up to their total.

use std::sync::Arc;

use super::join::each_key;
use super::planner::{Asked, Planner};
use super::shown::{Firsts, Spot};
use super::total::total;
use super::wanted::{Column, Wanted};
use super::{Bench, Check, leveled};
use crate::engine::keys::Location;
use crate::finding::Finding;
use crate::message::across as say;
use crate::model::{Decimal, Measure, StatedRule, Template};
use crate::rules::across::sum_mismatch;

/// Plans every rule of this template.
pub(super) fn plan(planner: &mut Planner<'_>) {
    for rule in &planner.dictionary.rules {
        let Template::SumEquals { total, parts } = &rule.template else { continue };
        let asked = Asked { id: &rule.id, origin: rule.origin };
        let by: Vec<Arc<str>> = rule.by.iter().map(|it| Arc::clone(&it.value)).collect();
        let datasets = (planner.dataset(&total.dataset.value), planner.dataset(&parts.dataset.value));
        let (Some(one), Some(other)) = datasets else { continue };
        let key = planner.key(&by, one, other);
        if key.is_empty() {
            planner.no_key(asked, &one.id, &other.id);
            continue;
        }
        let wanted = |measure: &Measure| Wanted {
            filter: measure.filter.clone(),
            ..Wanted::new(&measure.dataset.value, key.clone(), planner.measured(measure))
        };
        let (whole, pieces) = (wanted(total), wanted(parts));
        if planner.can(asked, &[&whole, &pieces]) {
            let sides = vec![planner.side(whole), planner.side(pieces)];
            planner.checks.push(Box::new(Sums { rule, total, parts, sides }));
        }
    }
}

struct Sums<'d> {
    rule: &'d StatedRule,
    total: &'d Measure,
    parts: &'d Measure,
    /// The total's and the parts'.
    sides: Vec<usize>,
}

impl<'d> Check<'d> for Sums<'d> {
    fn sides(&self) -> Vec<usize> {
        self.sides.clone()
    }

    fn judge(&self, bench: &mut Bench<'_, 'd>) -> Vec<Finding> {
        let mut wrong: Firsts<(Decimal, Decimal, Location)> = Firsts::new(bench.keep);
        let mut tested = 0;
        let slack = self.rule.tolerance.as_ref().map_or(Decimal::from_integer(0), |it| it.value);
        each_key(bench.sides, &self.sides, |group| {
            let (Some(first), Some(part)) = (group.rows(0).first(), group.rows(1).first()) else { return };
            let is_there = group.rows(0).iter().any(|it| !it.is_null(0));
            let (Some(whole), Some(sum)) = (total(group.rows(0)), total(group.rows(1))) else { return };
            if !is_there {
                return;
            }
            tested += 1;
            let apart = whole.minus(sum).and_then(Decimal::magnitude);
            if apart.is_none_or(|it| it > slack) {
                wrong.add(first.at(), (whole, sum, part.at()));
            }
        });
        self.found(bench, &wrong, tested).into_iter().collect()
    }
}

impl Sums<'_> {
    fn found(
        &self,
        bench: &mut Bench<'_, '_>,
        wrong: &Firsts<(Decimal, Decimal, Location)>,
        tested: u64,
    ) -> Option<Finding> {
        let (_, (whole, sum, part)) = wrong.list.first()?;
        let (total, parts) = (self.total.sum.as_ref()?, self.parts.sum.as_ref()?);
        let (total, parts) = (Column::of(&total.value), Column::of(&parts.value));
        let spot = Spot { dataset: &self.total.dataset.value, column: &total };
        let other = Spot { dataset: &self.parts.dataset.value, column: &parts };
        let finding = sum_mismatch::sum(&total.element, (whole.normalized(), sum.normalized()), other.dataset);
        let finding = Finding { count: wrong.count, tested, ..finding.about(Arc::clone(&self.rule.id)) };
        let finding = bench.shown.placed(finding, spot, &wrong.at());
        let finding = bench.shown.beside(finding, other, *part, say::part_here(other.dataset));
        let finding = bench.shown.asked(finding, (self.rule.origin, say::rule_here(&self.rule.id)));
        Some(leveled(finding, self.rule.level))
    }
}
