//! One element, one value: datasets that a relation or a `sameValue` rule brings together are compared element by element.
//!
//! Differences are sorted by their cause before any is told: a constant factor is one wrong unit, a constant shift one wrong zone,
//! one spelling with two meanings one wrong map. What no cause explains is a conflict.

use std::sync::Arc;

use super::differ::{Cause, Compared, Differences};
use super::join::each_pair;
use super::planner::{Asked, Planner};
use super::shown::{Firsts, Spot};
use super::wanted::{Column, MOST_VALUES, Want, Wanted};
use super::{Bench, Check, declared, leveled};
use crate::engine::keys::Location;
use crate::finding::Finding;
use crate::message::{Message, across as say};
use crate::model::{Dataset, Declared, Dictionary, Level, Relation, StatedRule, Status, Template};
use crate::plan::field_spec;
use crate::rule::Canonical;
use crate::rules::across::{code_conflict, time_shift, unit_ratio, value_conflict};
use crate::text::Origin;

/// Plans every `sameValue` rule, then what relations imply: whatever depends on what they join.
pub(super) fn plan(planner: &mut Planner<'_>) {
    let mut told: Vec<(Arc<str>, Arc<str>, Arc<str>)> = Vec::new();
    for rule in &planner.dictionary.rules {
        let Template::SameValue { element, between } = &rule.template else { continue };
        let Some(first) = between.first() else { continue };
        for other in between.iter().skip(1) {
            told.push((Arc::clone(&element.value), Arc::clone(&first.value), Arc::clone(&other.value)));
            told.push((Arc::clone(&element.value), Arc::clone(&other.value), Arc::clone(&first.value)));
            stated(planner, rule, (&element.value, first, other));
        }
    }
    let dictionary = planner.dictionary;
    for relation in dictionary.relations.iter().filter(|it| declared::is_usable(dictionary, it)) {
        for (one, other) in pairs(relation) {
            implied(planner, relation, (one, other), &mut told);
        }
    }
}

/// Every child with every parent.
fn pairs(relation: &Relation) -> impl Iterator<Item = (&Arc<str>, &Arc<str>)> {
    relation.from.iter().flat_map(|one| relation.to.iter().map(|other| (&one.value, &other.value)))
}

fn stated<'d>(
    planner: &mut Planner<'d>,
    rule: &'d StatedRule,
    (element, one, other): (&Arc<str>, &'d Declared<Arc<str>>, &'d Declared<Arc<str>>),
) {
    let asked = Asked { id: &rule.id, origin: rule.origin };
    let (Some(left), Some(right)) = (planner.dataset(&one.value), planner.dataset(&other.value)) else { return };
    let by: Vec<Arc<str>> = rule.by.iter().map(|it| Arc::clone(&it.value)).collect();
    let mut key = planner.key(&by, left, right);
    if key.is_empty() {
        let joins =
            |it: &&Relation| pairs(it).any(|pair| pair == (&left.id, &right.id) || pair == (&right.id, &left.id));
        let relation = planner.dictionary.relations.iter().find(joins);
        key = relation.map(|it| it.join.iter().map(|it| Column::of(&it.value)).collect()).unwrap_or_default();
    }
    if key.is_empty() {
        planner.no_key(asked, &left.id, &right.id);
        return;
    }
    let tolerance = rule.tolerance.as_ref().map(|it| it.value);
    let compared = vec![Compared { element: Arc::clone(element), tolerance, step: 0, coded: false, at: 0 }];
    let line = (rule.origin, say::rule_here(&rule.id));
    let agreement =
        Agreement { id: Arc::clone(&rule.id), line, level: rule.level, left, right, compared, sides: (0, 0) };
    agreement.plan(planner, asked, &key);
}

/// Elements that both sides keep and that depend on what is joined.
fn implied<'d>(
    planner: &mut Planner<'d>,
    relation: &'d Relation,
    (one, other): (&Arc<str>, &Arc<str>),
    told: &mut Vec<(Arc<str>, Arc<str>, Arc<str>)>,
) {
    let (Some(left), Some(right)) = (planner.dataset(one), planner.dataset(other)) else { return };
    if left.id == right.id || relation.crosswalk.is_some() || !planner.is_given(one) || !planner.is_given(other) {
        return;
    }
    let join: Vec<&str> = relation.join.iter().map(|it| &*it.value).collect();
    if !join.iter().all(|it| planner.maps(one, it) && planner.maps(other, it)) {
        return;
    }
    let mut compared = Vec::new();
    for field in &left.fields {
        let element = &field.element.value;
        let known = compared.iter().any(|it: &Compared| it.element == *element);
        let pair = (Arc::clone(element), Arc::clone(one), Arc::clone(other));
        if known || told.contains(&pair) || join.contains(&&**element) || !planner.maps(other, element) {
            continue;
        }
        let declared = planner.dictionary.element(element);
        let in_force = declared.is_some_and(|it| !matches!(it.status, Status::Draft | Status::InReview));
        if in_force && depends(planner.dictionary, (left, right), &join, element) {
            compared.push(Compared { element: Arc::clone(element), tolerance: None, step: 0, coded: false, at: 0 });
            told.push(pair);
            told.push((Arc::clone(element), Arc::clone(other), Arc::clone(one)));
        }
    }
    let key: Vec<Column> = relation.join.iter().map(|it| Column::of(&it.value)).collect();
    let asked = Asked { id: &relation.id, origin: relation.origin };
    for chunk in compared.chunks(MOST_VALUES / 2) {
        let line = (relation.origin, say::relation_here(&relation.id));
        let id = Arc::clone(&relation.id);
        let agreement = Agreement { id, line, level: None, left, right, compared: chunk.to_vec(), sides: (0, 0) };
        agreement.plan(planner, asked, &key);
    }
}

/// Whether an element says something of what is joined: it is of the same object, or both datasets are of one entity with that key.
pub(super) fn depends(
    dictionary: &Dictionary,
    (left, right): (&Dataset, &Dataset),
    join: &[&str],
    element: &str,
) -> bool {
    let object = |id: &str| id.split('.').next().unwrap_or_default().to_owned();
    if join.iter().all(|it| object(it) == object(element)) {
        return true;
    }
    let (Some(one), Some(other)) = (&left.entity, &right.entity) else { return false };
    let entity = dictionary.entities.get(&one.value).filter(|_| one.value == other.value);
    entity.is_some_and(|it| !it.key.is_empty() && it.key.iter().all(|part| join.contains(&&*part.value)))
}

struct Agreement<'d> {
    id: Arc<str>,
    line: (Origin, Message),
    level: Option<Level>,
    left: &'d Dataset,
    right: &'d Dataset,
    compared: Vec<Compared>,
    sides: (usize, usize),
}

impl<'d> Agreement<'d> {
    /// Keeps what can be compared without loss, and plans it.
    fn plan(mut self, planner: &mut Planner<'d>, asked: Asked<'_>, key: &[Column]) {
        let dictionary = planner.dictionary;
        let form = |dataset: &Dataset, element: &Arc<str>| {
            let field = Column::of(element).field(dataset)?;
            let spec = field_spec(dictionary, dataset, field)?;
            Some((Canonical::of(&spec, dictionary.time_zone.as_deref()), spec.codes.is_some()))
        };
        self.compared.retain_mut(|it| {
            let (Some((one, coded)), Some((other, _))) = (form(self.left, &it.element), form(self.right, &it.element))
            else {
                return true;
            };
            it.step = one.step.max(other.step);
            it.coded = coded;
            // Forms that cannot be brought together have a finding of their own in the dictionary.
            one.loss.is_none() && other.loss.is_none()
        });
        if self.compared.is_empty() {
            return;
        }
        let mut values: Vec<Want> = Vec::new();
        for it in &mut self.compared {
            it.at = values.len();
            values.push(Want::Value(Column::of(&it.element)));
            values.extend(it.coded.then(|| Want::Written(Column::of(&it.element))));
        }
        let wanted = |dataset: &Dataset| Wanted::new(&dataset.id, key.to_vec(), values.clone());
        let (one, other) = (wanted(self.left), wanted(self.right));
        if planner.can(asked, &[&one, &other]) {
            self.sides = (planner.side(one), planner.side(other));
            planner.checks.push(Box::new(self));
        }
    }
}

impl<'d> Check<'d> for Agreement<'d> {
    fn sides(&self) -> Vec<usize> {
        vec![self.sides.0, self.sides.1]
    }

    fn judge(&self, bench: &mut Bench<'_, 'd>) -> Vec<Finding> {
        let mut all: Vec<Differences> = self.compared.iter().map(|_| Differences::new(bench.keep)).collect();
        each_pair(bench.sides, self.sides, |one, other| {
            for (compared, differences) in self.compared.iter().zip(&mut all) {
                differences.add(compared, (one, other));
            }
        });
        let elements = self.compared.iter().zip(&all);
        elements.flat_map(|(compared, differences)| self.found(bench, compared, differences)).collect()
    }
}

impl Agreement<'_> {
    fn found(&self, bench: &mut Bench<'_, '_>, compared: &Compared, differences: &Differences) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut rest: Firsts<Location> = Firsts::new(bench.keep);
        for (cause, firsts) in &differences.by_cause {
            if differences.explains(*cause, firsts.count) {
                findings.extend(self.of_cause(bench, compared, (*cause, firsts, differences.tested)));
            } else {
                rest.merge(firsts);
            }
        }
        if rest.count > 0 {
            findings.extend(self.of_cause(bench, compared, (Cause::None, &rest, differences.tested)));
        }
        findings
    }

    fn of_cause(
        &self,
        bench: &mut Bench<'_, '_>,
        compared: &Compared,
        (cause, firsts, tested): (Cause, &Firsts<Location>, u64),
    ) -> Option<Finding> {
        let (at, partner) = firsts.list.first()?;
        let column = Column::of(&compared.element);
        let spot = Spot { dataset: &self.left.id, column: &column };
        let other = Spot { dataset: &self.right.id, column: &column };
        let (mine, theirs) = (bench.shown.value(spot, *at), bench.shown.value(other, *partner));
        let names = (&*compared.element, &*self.left.id, &*self.right.id);
        let finding = match cause {
            Cause::Factor { factor, larger } => unit_ratio::found(names, factor, larger, (&mine, &theirs)),
            Cause::Shift(quarters) => time_shift::found(names, i64::from(quarters) * 15, (&mine, &theirs)),
            Cause::OneSpelling => code_conflict::found(names, &mine),
            Cause::None => value_conflict::found(names, (&mine, &theirs)),
        };
        let subject = format!("{} {}", self.id, self.right.id);
        let finding = Finding { count: firsts.count, tested, ..finding.about(subject) };
        let finding = bench.shown.placed(finding, spot, &firsts.at());
        let finding = bench.shown.beside(finding, other, *partner, say::other_value_here(&self.right.id));
        let finding = bench.shown.asked(finding, self.line.clone());
        Some(leveled(finding, self.level))
    }
}
