//! Elements.

use std::sync::Arc;

use super::constraint::domain;
use super::names::Declaration;
use super::{Cx, value};
use crate::dictionary::condition::Scope;
use crate::dictionary::part::At;
use crate::dictionary::raw::{self, Either, Given, List, Scalar, ZoneNeed};
use crate::message::dictionary as say;
use crate::model::{Constraints, Declared, Dictionary, Element, LogicalType, Status, Synonym};
use crate::text::Origin;

/// One element. What is wrong of it is left out; a missing type counts as text, of which nothing is asked.
pub(super) fn one(cx: &mut Cx<'_, '_, '_>, id: &str, declared: &Declaration<'_, raw::Element>) -> Arc<Element> {
    let at = &declared.at;
    let nothing = raw::Element::default();
    let raw = declared.given.value.as_ref().unwrap_or(&nothing);
    let kind = value::choice(at, &raw.kind);
    let constraints = match &kind {
        Some(kind) => constraints(cx, at, raw, kind.value),
        None => Constraints::default(),
    };
    let status = raw.status.value.map_or(Status::Approved, |it| it.0);
    note_approval(cx, at, raw);
    Arc::new(Element {
        id: Arc::from(id),
        origin: declared.origin,
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
    })
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
    let mut found = Vec::new();
    for (id, declared) in &cx.names.elements {
        let Some(raw) = &declared.given.value else { continue };
        let scope = Scope {
            elements: &dictionary.elements,
            code_lists: &dictionary.code_lists,
            zone: dictionary.time_zone.as_deref(),
        };
        let condition = cx.condition(&declared.at.key("requiredIf"), &raw.required_if, scope);
        found.extend(condition.map(|it| (*id, Arc::new(it))));
    }
    for (id, condition) in found {
        if let Some(element) = dictionary.elements.get_mut(id) {
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
