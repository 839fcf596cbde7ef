//! Elements.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::constraint::domain;
use super::names::Declaration;
use super::{Cx, value};
use crate::dictionary::condition::Scope;
use crate::dictionary::part::{At, Standing};
use crate::dictionary::raw::{self, Either, Given, List, Scalar, ZoneNeed};
use crate::message::dictionary as say;
use crate::model::{Base, Constraints, Declared, Dictionary, Element, LogicalType, Status, Synonym};
use crate::text::Origin;

/// One element, and what it narrows. What is wrong of it is left out; a missing type counts as text, of which nothing is asked.
pub(super) fn one(
    cx: &mut Cx<'_, '_, '_>,
    id: &str,
    declared: &Declaration<'_, raw::Element>,
    base: Option<Base<Element>>,
) -> Element {
    let at = &declared.at;
    let nothing = raw::Element::default();
    let raw = declared.given.value.as_ref().unwrap_or(&nothing);
    let under = base.as_ref().map(|it| Arc::clone(&it.of));
    let under = under.as_deref();
    let kind = value::choice(at, &raw.kind).or_else(|| under.map(|it| it.kind.clone()));
    if kind.is_none() && raw.kind.span.is_none() && declared.given.value.is_some() {
        type_missing(cx, declared, raw);
    }
    let mut constraints = kind.as_ref().map(|kind| constraints(cx, at, raw, kind.value)).unwrap_or_default();
    if let Some(under) = under.filter(|it| kind.as_ref().is_none_or(|kind| is_like(kind.value, it.kind.value))) {
        constraints.take_over(&under.constraints);
    }
    let status = raw.status.value.map_or(Status::Approved, |it| it.0);
    note_approval(cx, at, raw);
    let element = Element {
        id: Arc::from(id),
        origin: declared.origin,
        base,
        is_imported: declared.part.standing == Standing::Imported,
        title: cx.title(&raw.title),
        definition: raw.definition.value.is_some().then(|| cx.title(&raw.definition)),
        representation: raw.representation.value.map(|it| it.0),
        kind: kind.unwrap_or(Declared::new(LogicalType::String, declared.origin)),
        constraints,
        nullable: value::flag(at, &raw.nullable),
        required_if: None,
        tier: raw.tier.value.as_ref().and_then(|it| it.0.parse().ok()).unwrap_or(3),
        pii: raw.pii.value.map(|it| it.0),
        join_key: raw.join_key.value.unwrap_or(true),
        schemes: value::spellings(&raw.schemes),
        owner: cx.department(&at.key("owner"), &raw.owner),
        custodian: cx.department(&at.key("custodian"), &raw.custodian),
        steward: raw.steward.value.as_deref().map(Arc::from),
        status,
        status_origin: raw.status.span.map(|it| at.origin(it)),
        approval: approval(at, raw),
        replaced_by: cx.element(&at.key("replacedBy"), &raw.replaced_by),
        sunset: value::day(cx.loading, &at.key("sunset"), &raw.sunset),
        synonyms: synonyms(cx, &at.key("synonyms"), &raw.synonyms),
        examples: examples(cx, at, &raw.examples),
        standards: value::spellings(&raw.standards),
    };
    match under {
        Some(under) => over(element, raw, under),
        None => element,
    }
}

/// Whether constraints of one type say something of the other.
fn is_like(one: LogicalType, other: LogicalType) -> bool {
    one == other || (one.is_numeric() && other.is_numeric())
}

fn type_missing(cx: &mut Cx<'_, '_, '_>, declared: &Declaration<'_, raw::Element>, raw: &raw::Element) {
    let at = declared.at.key("type");
    // What it extends does not exist, which has been told, or the key stands under a wrong name, which has been told too.
    if raw.extends.span.is_none() && !cx.loading.is_misnamed(&at) {
        cx.loading.invalid(declared.origin, &at.path, say::key_missing("type"), say::key_missing_help("type"));
    }
}

/// The element with what it does not say taken over from the one below.
fn over(mut element: Element, raw: &raw::Element, under: &Element) -> Element {
    if element.title.texts.is_empty() {
        element.title = under.title.clone();
    }
    if raw.tier.span.is_none() {
        element.tier = under.tier;
    }
    if raw.join_key.span.is_none() {
        element.join_key = under.join_key;
    }
    if raw.schemes.span.is_none() {
        element.schemes.clone_from(&under.schemes);
    }
    if raw.synonyms.span.is_none() {
        element.synonyms.clone_from(&under.synonyms);
    }
    if raw.standards.span.is_none() {
        element.standards.clone_from(&under.standards);
    }
    element.definition = element.definition.or_else(|| under.definition.clone());
    element.representation = element.representation.or(under.representation);
    element.nullable = element.nullable.or_else(|| under.nullable.clone());
    element.pii = element.pii.or(under.pii);
    element.owner = element.owner.or_else(|| under.owner.clone());
    element.custodian = element.custodian.or_else(|| under.custodian.clone());
    element.steward = element.steward.or_else(|| under.steward.clone());
    element
}

fn constraints(cx: &mut Cx<'_, '_, '_>, at: &At, raw: &raw::Element, kind: LogicalType) -> Constraints {
    let mut all = cx.constraints(at, &domain!(raw), kind);
    all.codes = cx.code_list(&at.key("codes"), &raw.codes);
    let zone = value::choice(at, &raw.zone);
    if let Some(zone) = zone.as_ref().filter(|_| !matches!(kind, LogicalType::Timestamp | LogicalType::Time)) {
        let message = say::does_not_apply("zone", kind.name());
        cx.loading.invalid(zone.origin, &at.key("zone").path, message, say::does_not_apply_help("zone"));
    }
    all.zone_required = zone.map(|zone| Declared::new(zone.value == ZoneNeed::Required, zone.origin));
    all
}

/// Reads the conditions under which elements are required, now that all elements are known.
pub(super) fn conditions(cx: &mut Cx<'_, '_, '_>, dictionary: &mut Dictionary) {
    let mut found = BTreeMap::new();
    let names = cx.names;
    let own = names.elements.iter().map(|(id, declared)| (*id, declared));
    for (id, declared) in own.chain(names.narrowed_elements.iter().map(|it| (it.id, &it.declared))) {
        let Some(raw) = &declared.given.value else { continue };
        let scope = Scope {
            elements: &dictionary.elements,
            code_lists: &dictionary.code_lists,
            zone: dictionary.time_zone.as_deref(),
            namespace: declared.part.namespace.as_deref(),
        };
        let condition = cx.condition(&declared.at.key("requiredIf"), &raw.required_if, scope);
        if let Some(condition) = condition {
            found.insert(id, Arc::new(condition));
        }
    }
    let ids: Vec<Arc<str>> = dictionary.elements.keys().cloned().collect();
    for id in ids {
        let Some(element) = dictionary.elements.get(&id) else { continue };
        // Its own one, else that of what it narrows.
        let mut lines = std::iter::successors(Some(&**element), |it| it.base.as_ref().map(|it| &*it.of));
        let Some(condition) = lines.find_map(|it| found.get(&*it.id)).cloned() else { continue };
        if let Some(element) = dictionary.elements.get_mut(&id) {
            Arc::make_mut(element).required_if = Some(condition);
        }
    }
}

/// Reads what is only held against its form.
fn note_approval(cx: &mut Cx<'_, '_, '_>, at: &At, raw: &raw::Element) {
    if let Some((approval, _)) = raw.approved.get() {
        value::day(cx.loading, &at.key("approved.date"), &approval.date);
    }
}

/// Where somebody is named who approved the element.
fn approval(at: &At, raw: &raw::Element) -> Option<Origin> {
    let (approval, span) = raw.approved.get()?;
    let named = approval.by.value.as_ref().is_some_and(|it| !it.is_empty());
    named.then(|| at.origin(span))
}

fn synonyms(cx: &mut Cx<'_, '_, '_>, at: &At, list: &Given<List<Either<raw::Synonym>>>) -> Vec<Synonym> {
    let mut synonyms = Vec::new();
    for (synonym, span) in value::plain(list) {
        let (name, locale, source) = match synonym {
            Either::Short(name) => (Some((name.as_str(), span)), None, None),
            Either::Full(it) => {
                let name = it.name.get().map(|(name, span)| (name.as_str(), span));
                (name, it.locale.value.as_deref(), it.source.value.as_deref())
            }
        };
        let Some((name, span)) = name else { continue };
        if name.trim().is_empty() {
            cx.loading.invalid(at.origin(span), &at.path, say::name_empty("synonyms"), say::name_empty_help());
            continue;
        }
        let (locale, source) = (locale.map(Arc::from), source.map(Arc::from));
        synonyms.push(Synonym { name: Arc::from(name), locale, source, origin: at.origin(span) });
    }
    synonyms
}

/// Examples as they are written; booleans too.
fn examples(cx: &Cx<'_, '_, '_>, at: &At, list: &Given<List<Scalar>>) -> Vec<Declared<Arc<str>>> {
    let shown = |it: &Given<Scalar>| {
        let origin = at.origin(it.span?);
        Some(Declared::new(written(cx, it, origin)?, origin))
    };
    list.value.iter().flatten().filter_map(shown).collect()
}

/// The text of a scalar; of a boolean or null what stands in the file. None for collections, which the schema reports.
pub(super) fn written(cx: &Cx<'_, '_, '_>, given: &Given<Scalar>, origin: Origin) -> Option<Arc<str>> {
    match &given.value {
        Some(Scalar(text)) => Some(Arc::from(text.text.as_str())),
        None if cx.loading.is_told(origin) => None,
        None => Some(Arc::from(cx.loading.sources.slice(origin))),
    }
}
