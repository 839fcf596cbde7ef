//! Relations between datasets: which can be checked, and what they found once all their files were read.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::across::{Astray, Group, declared, spelled};
use super::data::{FilePlan, FileTally, ParentJob, ReferenceJob, Subject};
use super::keys::{Parents, ParentsBuilder, Strays};
use crate::finding::{Finding, Place, Related};
use crate::message::check;
use crate::model::{Dataset, Dictionary, Relation};
use crate::rules::key::reference_unmatched;
use crate::rules::run::check_skipped;

/// The relations of datasets that are judged together.
pub(super) struct Relations<'d> {
    dictionary: &'d Dictionary,
    states: Vec<State<'d>>,
    /// For each relation, the parents met so far.
    pub(super) builders: Vec<ParentsBuilder>,
    /// For each relation, the children met so far that have no partner, where their spelling may tell why.
    pub(super) strays: Vec<Strays>,
}

struct State<'d> {
    relation: &'d Relation,
    /// Whether a parent file could not be read or lacks the joined field: its own finding has said so.
    broken: bool,
    parents: Option<Arc<Parents>>,
    tested: u64,
    unmatched: u64,
    findings: Vec<Finding>,
    /// Whose strays end where.
    groups: Vec<Group>,
}

/// Relations that a set of parents is enough for. What needs more is joined across; what nobody may follow has a finding of its own.
fn followed(dictionary: &Dictionary) -> impl Iterator<Item = &Relation> {
    dictionary.relations.iter().filter(|it| declared::is_plain(it) && declared::is_usable(dictionary, it))
}

/// Relations that cannot be checked when `given` datasets have files, a finding for each; with them, the datasets without
/// files that such a finding names.
pub(super) fn skipped(dictionary: &Dictionary, given: &BTreeSet<&str>) -> (Vec<Finding>, BTreeSet<Arc<str>>) {
    let (mut findings, mut missed) = (Vec::new(), BTreeSet::new());
    for relation in followed(dictionary) {
        let Some(finding) = obstacle(dictionary, relation, given) else { continue };
        findings.push(finding);
        let named = relation.to.iter().chain(&relation.from).map(|it| &it.value);
        missed.extend(named.filter(|it| !given.contains(&***it)).cloned());
    }
    (findings, missed)
}

/// The datasets that each relation which can be checked holds together.
pub(super) fn ties<'d>(dictionary: &'d Dictionary, given: &BTreeSet<&str>) -> Vec<Vec<&'d str>> {
    let checked = followed(dictionary).filter(|it| obstacle(dictionary, it, given).is_none());
    checked.map(|it| it.to.iter().chain(&it.from).map(|it| &*it.value).collect()).collect()
}

impl<'d> Relations<'d> {
    /// Those that can be checked when `given` datasets have files, of the datasets `within`.
    pub(super) fn new(dictionary: &'d Dictionary, (given, within): (&BTreeSet<&str>, &BTreeSet<&str>)) -> Self {
        let state = |relation: &'d Relation| State {
            relation,
            broken: false,
            parents: None,
            tested: 0,
            unmatched: 0,
            findings: Vec::new(),
            groups: Vec::new(),
        };
        let is_within = |it: &&Relation| it.to.iter().any(|to| within.contains(&*to.value));
        let checked = followed(dictionary).filter(is_within).filter(|it| obstacle(dictionary, it, given).is_none());
        let states: Vec<State<'d>> = checked.map(state).collect();
        let builders = states.iter().map(|_| ParentsBuilder::default()).collect();
        Self { dictionary, builders, strays: states.iter().map(|_| Strays::default()).collect(), states }
    }

    /// `given` datasets, parents before their children, else in the dictionary's order. Circles are broken where they close.
    pub(super) fn ordered(&self, given: &BTreeSet<&str>) -> Vec<&'d Dataset> {
        let mut order = Order { relations: self, given, done: BTreeSet::new(), sorted: Vec::new() };
        for dataset in self.dictionary.datasets.values() {
            order.visit(dataset, &mut BTreeSet::new());
        }
        order.sorted
    }

    fn live(&self) -> impl Iterator<Item = (usize, &State<'d>)> {
        self.states.iter().enumerate().filter(|(_, it)| !it.broken)
    }

    /// Relations for which `dataset` holds parents.
    pub(super) fn parent_jobs(&mut self, dataset: &Dataset, plan: &FilePlan) -> Vec<ParentJob> {
        let mut jobs = Vec::new();
        for (index, state) in self.states.iter_mut().enumerate() {
            let is_parent = state.relation.to.iter().any(|it| it.value == dataset.id);
            if !is_parent || state.parents.is_some() {
                continue;
            }
            match plan.parts(&joined(state.relation)) {
                Some(parts) => jobs.push(ParentJob { set: index, parts }),
                // A file without any header holds no parents; one that lacks the joined field might.
                None if plan.head.header.is_empty() => {}
                None => state.broken = true,
            }
        }
        jobs
    }

    /// A file of `dataset` could not be read to its end: what it may have held cannot be missed elsewhere.
    pub(super) fn parent_unread(&mut self, dataset: &Dataset) {
        for state in self.states.iter_mut().filter(|it| it.relation.to.iter().any(|to| to.value == dataset.id)) {
            state.broken = true;
        }
    }

    /// Datasets that must be read ahead because the circle they stand in was broken before them.
    pub(super) fn unread_parents(&self, dataset: &Dataset, done: &BTreeSet<&str>) -> BTreeSet<Arc<str>> {
        let children = self.live().filter(|(_, it)| it.relation.from.iter().any(|from| from.value == dataset.id));
        let waiting = children.filter(|(_, it)| it.parents.is_none());
        waiting
            .flat_map(|(_, it)| &it.relation.to)
            .map(|it| Arc::clone(&it.value))
            .filter(|it| !done.contains(&**it))
            .collect()
    }

    /// Closes the sets of parents that children in `dataset` look into.
    pub(super) fn close_parents(&mut self, dataset: &Dataset) {
        for (state, builder) in self.states.iter_mut().zip(&mut self.builders) {
            let is_child = state.relation.from.iter().any(|it| it.value == dataset.id);
            if is_child && state.parents.is_none() && !state.broken {
                state.parents = Some(Arc::new(std::mem::take(builder).build()));
            }
        }
    }

    /// Relations for which `dataset` holds children.
    pub(super) fn reference_jobs(&self, dataset: &Dataset, plan: &FilePlan) -> Vec<ReferenceJob> {
        let job = |(index, state): (usize, &State<'d>)| {
            state.relation.from.iter().find(|it| it.value == dataset.id)?;
            let parents = Arc::clone(state.parents.as_ref()?);
            let spelled = spelled(self.dictionary, state.relation).contains(&true);
            Some(ReferenceJob { relation: index, parts: plan.parts(&joined(state.relation))?, spelled, parents })
        };
        self.live().filter_map(job).collect()
    }

    /// Takes over what a file's references gave.
    pub(super) fn add(&mut self, plan: &FilePlan, tally: &FileTally) {
        for (index, job) in plan.references.iter().enumerate() {
            let Some(state) = self.states.get_mut(job.relation) else { continue };
            let tested = tally.referring.get(index).copied().unwrap_or(0);
            state.tested += tested;
            let end = self.strays.get(job.relation).map_or(0, Strays::end);
            match state.groups.last_mut().filter(|it| it.dataset == plan.dataset) {
                Some(group) => (group.end, group.tested) = (end, group.tested + tested),
                None => state.groups.push(Group { dataset: Arc::clone(&plan.dataset), end, tested }),
            }
            let Some(unmatched) = tally.tallies.get(&Subject::Unmatched(index)) else { continue };
            state.unmatched += unmatched.count;
            let Some(column) = job.parts.parts.first().and_then(|(planned, _)| plan.plans.get(*planned)) else {
                continue;
            };
            let shown = unmatched.places.first().and_then(|it| it.value.as_deref()).unwrap_or_default();
            let parents: Vec<&str> = state.relation.to.iter().map(|it| &*it.value).collect();
            let finding =
                reference_unmatched::found(&column.spec.field, shown, &parents.join("`, `"), &state.relation.id)
                    .related_to(Related::in_source(
                        &self.dictionary.sources,
                        state.relation.origin,
                        check::relation_here(&state.relation.id),
                    ));
            state.findings.push(Finding {
                path: Some(Arc::clone(&plan.path)),
                dataset: Some(Arc::clone(&plan.dataset)),
                field: Some(Arc::clone(&column.spec.field)),
                element: Some(Arc::clone(&column.spec.element.id)),
                count: unmatched.count,
                tested,
                places: unmatched.places.clone(),
                ..finding
            });
        }
    }

    /// Everything found, and how many relations could not be checked for a reason that has a finding of its own.
    ///
    /// Where a relation reached too little, `explain` may find more to say.
    pub(super) fn finish(self, explain: impl Fn(&mut Astray<'_>) -> Option<Vec<Finding>>) -> (Vec<Finding>, u64) {
        let mut findings = Vec::new();
        let mut not_checked = 0;
        for (state, mut strays) in self.states.into_iter().zip(self.strays) {
            if state.broken {
                not_checked += 1;
                continue;
            }
            let matched = state.tested - state.unmatched;
            // matched ÷ tested < coverage, in whole numbers.
            let reached = state.relation.coverage.value;
            let below =
                i128::from(matched) * 10_i128.pow(reached.scale.min(37)) < reached.units * i128::from(state.tested);
            if below {
                let explained = state.parents.as_ref().and_then(|parents| {
                    let strays = &mut strays;
                    explain(&mut Astray { relation: state.relation, parents, strays, groups: &state.groups })
                });
                findings.extend(explained.unwrap_or(state.findings));
            }
        }
        (findings, not_checked)
    }
}

fn joined(relation: &Relation) -> Vec<&str> {
    relation.join.iter().map(|it| &*it.value).collect()
}

/// Why a relation cannot be checked in this run, if it cannot.
fn obstacle(dictionary: &Dictionary, relation: &Relation, given: &BTreeSet<&str>) -> Option<Finding> {
    let sides = || relation.to.iter().chain(&relation.from);
    for side in sides() {
        let dataset = dictionary.datasets.get(&side.value)?;
        let mapped = |element: &str| dataset.fields.iter().any(|field| &*field.element.value == element);
        if let Some(element) = relation.join.iter().find(|it| !mapped(&it.value)) {
            let message = check::skipped_relation_field(&relation.id, &element.value, &side.value);
            let help = check::skipped_relation_field_help(&element.value, &side.value);
            return Some(found(dictionary, relation, check_skipped::found(&relation.id, message, help)));
        }
    }
    let absent_parent = relation.to.iter().find(|it| !given.contains(&*it.value));
    let no_child = relation.from.iter().all(|it| !given.contains(&*it.value));
    let absent = absent_parent.or_else(|| relation.from.first().filter(|_| no_child))?;
    let message = check::skipped_relation(&relation.id, &absent.value);
    let help = check::skipped_relation_help(&absent.value);
    Some(found(dictionary, relation, check_skipped::found(&relation.id, message, help)))
}

/// A finding that stands at the relation.
fn found(dictionary: &Dictionary, relation: &Relation, finding: Finding) -> Finding {
    let place = Place::in_source(&dictionary.sources, relation.origin);
    Finding { path: place.path.clone(), places: vec![place], ..finding }
}

/// A depth-first walk from children to parents.
struct Order<'o, 'd> {
    relations: &'o Relations<'d>,
    given: &'o BTreeSet<&'o str>,
    done: BTreeSet<&'d str>,
    sorted: Vec<&'d Dataset>,
}

impl<'d> Order<'_, 'd> {
    fn visit(&mut self, dataset: &'d Dataset, above: &mut BTreeSet<&'d str>) {
        if !self.given.contains(&*dataset.id) || self.done.contains(&*dataset.id) || !above.insert(&dataset.id) {
            return;
        }
        let parents: BTreeMap<&str, &'d Dataset> = self
            .relations
            .states
            .iter()
            .filter(|it| it.relation.from.iter().any(|from| from.value == dataset.id))
            .flat_map(|it| &it.relation.to)
            .filter_map(|it| self.relations.dictionary.datasets.get(&it.value).map(|dataset| (&*dataset.id, dataset)))
            .collect();
        for parent in parents.into_values() {
            self.visit(parent, above);
        }
        above.remove(&*dataset.id);
        if self.done.insert(&dataset.id) {
            self.sorted.push(dataset);
        }
    }
}
