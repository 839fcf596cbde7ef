//! What the dictionary alone shows of its relations: keys nobody may use, schemes nobody can compare, forms nobody can convert.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::agree::depends;
use super::wanted::Column;
use crate::finding::{Finding, Place, Related};
use crate::message::across as say;
use crate::model::{Dataset, Dictionary, Field, Relation, Template};
use crate::plan::field_spec;
use crate::rule::{Canonical, FieldSpec, Loss};
use crate::rules::across::{cardinality_violated, wire_form_conflict};
use crate::rules::joined_key as key_unusable;
use crate::text::Origin;

/// Whether a set of parents is all that a relation needs.
pub(in crate::engine) fn is_plain(relation: &Relation) -> bool {
    relation.within.is_none() && relation.crosswalk.is_none()
}

/// Whether a relation may be followed at all; where not, [`findings`] has said why.
pub(in crate::engine) fn is_usable(dictionary: &Dictionary, relation: &Relation) -> bool {
    unusable(dictionary, relation).is_none()
}

/// The identifier scheme in which a dataset writes an element, where it writes one.
pub(super) fn scheme(dataset: &Dataset, element: &Arc<str>) -> Option<Arc<str>> {
    Column::of(element).field(dataset)?.scheme.as_ref().map(|it| Arc::clone(&it.value))
}

/// Everything that is wrong with relations and forms before any file is read.
pub(in crate::engine) fn findings(dictionary: &Dictionary) -> Vec<Finding> {
    let mut findings: Vec<Finding> = dictionary.relations.iter().filter_map(|it| unusable(dictionary, it)).collect();
    let mut told = BTreeSet::new();
    for relation in dictionary.relations.iter().filter(|it| is_usable(dictionary, it)) {
        for (one, other) in relation.from.iter().flat_map(|one| relation.to.iter().map(move |other| (one, other))) {
            let datasets = (dictionary.datasets.get(&one.value), dictionary.datasets.get(&other.value));
            let (Some(left), Some(right)) = datasets else { continue };
            let join: Vec<&str> = relation.join.iter().map(|it| &*it.value).collect();
            for field in &left.fields {
                let element = &field.element.value;
                if join.contains(&&**element) || !depends(dictionary, (left, right), &join, element) {
                    continue;
                }
                let line = (relation.origin, say::relation_here(&relation.id));
                findings.extend(
                    forms(dictionary, (left, right), element, line).filter(|_| told.insert(pair(left, right, element))),
                );
            }
        }
    }
    for rule in &dictionary.rules {
        let Template::SameValue { element, between } = &rule.template else { continue };
        let mut datasets = between.iter().filter_map(|it| dictionary.datasets.get(&it.value));
        let Some(left) = datasets.next() else { continue };
        for right in datasets {
            let line = (rule.origin, say::rule_here(&rule.id));
            let found = forms(dictionary, (left, right), &element.value, line);
            findings.extend(found.filter(|_| told.insert(pair(left, right, &element.value))));
        }
    }
    findings
}

fn pair(one: &Dataset, other: &Dataset, element: &Arc<str>) -> (Arc<str>, Arc<str>, Arc<str>) {
    let (first, second) = if one.id < other.id { (&one.id, &other.id) } else { (&other.id, &one.id) };
    (Arc::clone(first), Arc::clone(second), Arc::clone(element))
}

fn unusable(dictionary: &Dictionary, relation: &Relation) -> Option<Finding> {
    relation.join.iter().find_map(|join| {
        let element = dictionary.element(&join.value)?;
        if !element.join_key {
            let finding = key_unusable::restricted(&element.id, &relation.id);
            return Some(at(dictionary, finding, join.origin, (element.origin, say::element_here(&element.id))));
        }
        let sides = relation.from.iter().chain(&relation.to).filter_map(|it| dictionary.datasets.get(&it.value));
        let fields: Vec<(&Dataset, &Field)> =
            sides.filter_map(|it| Some((it, Column::of(&join.value).field(it)?))).collect();
        if let Some((dataset, field)) = fields.iter().find(|(_, field)| field.mask_allowed) {
            let finding = key_unusable::may_be_masked(&field.name, &dataset.id, &relation.id);
            return Some(at(dictionary, finding, field.origin, (relation.origin, say::relation_here(&relation.id))));
        }
        schemes(dictionary, relation, &fields)
    })
}

/// Two schemes without a dataset that knows one by the other.
fn schemes(dictionary: &Dictionary, relation: &Relation, fields: &[(&Dataset, &Field)]) -> Option<Finding> {
    let mut schemed = fields.iter().filter_map(|(dataset, field)| Some((*dataset, field.scheme.as_ref()?)));
    let (left, one) = schemed.next()?;
    let (right, other) = schemed.find(|(_, it)| it.value != one.value)?;
    if let Some(crosswalk) = &relation.crosswalk {
        let dataset = dictionary.datasets.get(&crosswalk.value)?;
        let element = &relation.join.first()?.value;
        let knows = |scheme: &Arc<str>| {
            Column { scheme: Some(Arc::clone(scheme)), ..Column::of(element) }.field(dataset).is_some()
        };
        if knows(&one.value) && knows(&other.value) && relation.join.len() == 1 {
            return None;
        }
    }
    let finding = cardinality_violated::schemes((&left.id, &one.value), (&right.id, &other.value), &relation.id);
    let finding = at(dictionary, finding, relation.origin, (one.origin, say::scheme_here(&one.value)));
    Some(finding.related_to(Related::in_source(&dictionary.sources, other.origin, say::scheme_here(&other.value))))
}

/// Two forms of one element that nothing converts without loss.
fn forms(
    dictionary: &Dictionary,
    (left, right): (&Dataset, &Dataset),
    element: &Arc<str>,
    (origin, words): (Origin, crate::message::Message),
) -> impl Iterator<Item = Finding> + use<> {
    let form = |dataset: &Dataset| {
        let field = Column::of(element).field(dataset)?;
        let spec = field_spec(dictionary, dataset, field)?;
        let canonical = Canonical::of(&spec, dictionary.time_zone.as_deref());
        Some((field.origin, field.wire.as_ref().map_or(field.origin, |it| it.origin), spec, canonical.loss))
    };
    let found = form(left).zip(form(right)).and_then(|((_, mine, one, loss), (_, theirs, other, loss_there))| {
        let alike = one.kind.value == other.kind.value
            && one.constraints.unit.as_ref().map(|it| &it.value) == other.constraints.unit.as_ref().map(|it| &it.value)
            && one.temporal == other.temporal
            && one.zone == other.zone;
        let loss = loss.or(loss_there).filter(|_| !alike)?;
        let (place, beside, far) = if Canonical::of(&one, dictionary.time_zone.as_deref()).loss.is_some() {
            (mine, theirs, right)
        } else {
            (theirs, mine, left)
        };
        let names = (&**element, (&*left.id, written(&one)), (&*right.id, written(&other)));
        let finding = match loss {
            Loss::Unit => wire_form_conflict::unit(names),
            Loss::Zone => wire_form_conflict::zone(names),
            Loss::Type | Loss::TimeOfDay => wire_form_conflict::kind(names),
        };
        let finding = at(dictionary, finding, place, (beside, say::form_here(&far.id)));
        Some(finding.related_to(Related::in_source(&dictionary.sources, origin, words)))
    });
    found.into_iter()
}

/// How a field writes its values, in the dictionary's own words.
fn written(spec: &FieldSpec) -> String {
    let mut parts = vec![spec.kind.value.name().to_owned()];
    if let Some(unit) = &spec.constraints.unit {
        parts.push(match &unit.value {
            crate::model::Unit::Code(code) => code.to_string(),
            crate::model::Unit::Part { code, per } => format!("{code}/{per}"),
            crate::model::Unit::EpochSeconds => "epochSeconds".to_owned(),
            crate::model::Unit::EpochMillis => "epochMillis".to_owned(),
            crate::model::Unit::Element(element) => element.to_string(),
        });
    }
    parts.extend(spec.zone.as_ref().filter(|_| spec.kind.value.is_temporal()).map(ToString::to_string));
    parts.join(" ")
}

fn at(
    dictionary: &Dictionary,
    finding: Finding,
    place: Origin,
    (beside, words): (Origin, crate::message::Message),
) -> Finding {
    let sources = &dictionary.sources;
    let place = Place::in_source(sources, place);
    let finding = Finding { path: place.path.clone(), places: vec![place], ..finding };
    finding.related_to(Related::in_source(sources, beside, words))
}
