//! One element, one value: datasets that a relation or a `sameValue` rule brings together are compared element by element.
//!
//! Differences are sorted by their cause before any is told: a constant factor is one wrong unit, a constant shift one wrong zone,
//! one spelling with two meanings one wrong map. What no cause explains is a conflict.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::datum::Datum;
use super::join::each_pair;
use super::planner::{Asked, Planner};
use super::shown::{Firsts, Spot};
use super::side::Row;
use super::wanted::{Column, MOST_VALUES, Want, Wanted};
use super::{Bench, Check, leveled};
use crate::engine::keys::Location;
use crate::finding::Finding;
use crate::message::{Message, across as say};
use crate::model::civil::SECOND;
use crate::model::{Dataset, Decimal, Declared, Level, Relation, StatedRule, Status, Template};
use crate::plan::field_spec;
use crate::rule::Canonical;
use crate::rules::across::{code_conflict, time_shift, unit_ratio, value_conflict};
use crate::text::Origin;

/// Factors that tell of units: 分 and 元, grams and kilograms, 斤 and grams, micros.
const FACTORS: [i64; 4] = [100, 1_000, 500, 1_000_000];
/// Clocks differ by whole multiples of this, in nanoseconds.
const QUARTER: i128 = 900 * SECOND as i128;
/// The farthest that two zones are apart.
const FARTHEST: i128 = 26 * 3_600 * SECOND as i128;
/// Fewer matched records prove no cause.
const EVIDENCE: u64 = 3;

/// Plans every `sameValue` rule, then what relations imply: whatever depends on what they join.
pub(super) fn plan<'d>(planner: &mut Planner<'d>) {
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
    for relation in &planner.dictionary.relations {
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
        if in_force && depends(planner, (left, right), &join, element) {
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
fn depends(planner: &Planner<'_>, (left, right): (&Dataset, &Dataset), join: &[&str], element: &str) -> bool {
    let object = |id: &str| id.split('.').next().unwrap_or_default().to_owned();
    if join.iter().all(|it| object(it) == object(element)) {
        return true;
    }
    let (Some(one), Some(other)) = (&left.entity, &right.entity) else { return false };
    let entity = planner.dictionary.entities.get(&one.value).filter(|_| one.value == other.value);
    entity.is_some_and(|it| !it.key.is_empty() && it.key.iter().all(|part| join.contains(&&*part.value)))
}

/// One element that is compared.
#[derive(Clone, Debug)]
struct Compared {
    element: Arc<str>,
    tolerance: Option<Decimal>,
    /// The coarser step of both sides' times, in nanoseconds.
    step: i64,
    coded: bool,
    /// Where its value is in a row; what is written follows where it is coded.
    at: usize,
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

/// Why two values differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Cause {
    /// One is so many times the other; whether the first one is the larger.
    Factor {
        /// How many times.
        factor: i64,
        /// The first one is the larger.
        larger: bool,
    },
    /// The second is so many quarters of an hour later.
    Shift(i32),
    /// Both write the same and mean different things.
    OneSpelling,
    /// None that is known.
    None,
}

/// What differs of one element.
struct Differences {
    keep: usize,
    tested: u64,
    /// Pairs of numbers of which neither is 0.
    nonzero: u64,
    by_cause: BTreeMap<Cause, Firsts<Location>>,
}

impl Differences {
    fn new(keep: usize) -> Self {
        Self { keep, tested: 0, nonzero: 0, by_cause: BTreeMap::new() }
    }

    /// Compares the values in two rows.
    fn add(&mut self, compared: &Compared, (one, other): (Row<'_>, Row<'_>)) {
        let at = compared.at;
        let (Some(left), Some(right)) = (one.datum(at), other.datum(at)) else { return };
        let Some(cause) = self.compare(compared, left, right) else { return };
        self.tested += 1;
        let Some(cause) = cause else { return };
        let spelled = compared.coded && one.datum(at + 1) == other.datum(at + 1);
        let cause = if spelled { Cause::OneSpelling } else { cause };
        self.by_cause.entry(cause).or_insert_with(|| Firsts::new(self.keep)).add(one.at(), other.at());
    }

    /// `None` where the two cannot be compared, `Some(None)` where they agree.
    fn compare(&mut self, compared: &Compared, left: Datum, right: Datum) -> Option<Option<Cause>> {
        let slack = compared.tolerance.unwrap_or_default();
        Some(match (left, right) {
            (Datum::Number(one), Datum::Number(other)) => {
                self.nonzero += u64::from(one.units != 0 && other.units != 0);
                let apart = one.minus(other)?.magnitude()?;
                (apart > slack).then(|| factor(one, other).unwrap_or(Cause::None))
            }
            (Datum::Instant(one), Datum::Instant(other)) => {
                let step = i128::from(compared.step.max(1));
                let apart = other.div_euclid(step) * step - one.div_euclid(step) * step;
                let slack = slack.units_at(0).unwrap_or(0) * i128::from(SECOND);
                (apart.abs() > slack).then(|| shift(apart))
            }
            (Datum::Day(_), Datum::Day(_))
            | (Datum::Time(_), Datum::Time(_))
            | (Datum::Boolean(_), Datum::Boolean(_))
            | (Datum::Text(_), Datum::Text(_)) => (left != right).then_some(Cause::None),
            _ => return None,
        })
    }

    /// Whether a cause holds for nearly everything that it could hold for.
    fn explains(&self, cause: Cause, count: u64) -> bool {
        let of = match cause {
            Cause::Factor { .. } => self.nonzero,
            Cause::Shift(_) => self.tested,
            Cause::OneSpelling => return true,
            Cause::None => return false,
        };
        count >= EVIDENCE && count * 100 >= of * 95
    }
}

/// The factor that one number is of the other, to one hundredth.
fn factor(one: Decimal, other: Decimal) -> Option<Cause> {
    let is = |small: Decimal, large: Decimal, factor: i64| {
        let scaled = small.times(Decimal::from_integer(factor))?;
        let apart = large.minus(scaled)?.magnitude()?.times(Decimal::from_integer(100))?;
        (small.units != 0 && apart < scaled.magnitude()?).then_some(())
    };
    FACTORS.iter().find_map(|factor| {
        let larger = is(other, one, *factor).map(|()| Cause::Factor { factor: *factor, larger: true });
        larger.or_else(|| is(one, other, *factor).map(|()| Cause::Factor { factor: *factor, larger: false }))
    })
}

fn shift(apart: i128) -> Cause {
    let whole = apart % QUARTER == 0 && apart.abs() <= FARTHEST;
    let quarters = i32::try_from(apart / QUARTER).ok().filter(|_| whole);
    quarters.map_or(Cause::None, Cause::Shift)
}
