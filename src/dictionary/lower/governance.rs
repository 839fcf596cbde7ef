//! Departments, entities, relations and waivers.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::names::{self, Declaration};
use super::{Cx, element, value};
use crate::dictionary::part::{At, Part};
use crate::dictionary::raw;
use crate::message::dictionary as say;
use crate::model::{Base, Decimal, Declared, Department, Dictionary, Entity, Relation, Waiver};
use crate::text::{Origin, Span};

/// Reads departments, and the formats that nothing else would look at.
pub(super) fn departments(cx: &mut Cx<'_, '_, '_>, dictionary: &mut Dictionary) {
    let names = cx.names;
    for (id, declared) in &names.departments {
        if let Some(raw) = &declared.given.value {
            value::share(cx.loading, &declared.at.key("kpiWeight"), &raw.kpi_weight);
        }
        let title = declared.given.value.as_ref().map(|raw| cx.title(&raw.title)).unwrap_or_default();
        dictionary.departments.insert(Arc::from(*id), Department { title, origin: declared.origin });
    }
    for declared in names.formats.values() {
        if let Some(raw) = &declared.given.value {
            let pattern = value::regex(cx.loading, &declared.at.key("pattern"), &raw.pattern);
            if let Some(pattern) = pattern {
                format_examples(cx, declared, raw, &pattern.value.0);
            }
        }
    }
}

/// Holds the examples of a format of the dictionary's own against its pattern.
fn format_examples(cx: &mut Cx<'_, '_, '_>, declared: &Declaration<'_, raw::Format>, raw: &raw::Format, pattern: &str) {
    let Ok(pattern) = crate::text::pattern::compile(pattern) else { return };
    let at = declared.at.key("examples");
    for given in raw.examples.value.iter().flatten() {
        let Some(origin) = given.span.map(|it| at.origin(it)) else { continue };
        let Some(example) = element::written(cx, given, origin) else { continue };
        if !pattern.is_match(example.as_bytes()) {
            let message = say::format_example(declared.at.name(), &example);
            cx.loading.invalid(origin, &at.path, message, say::example_help());
        }
    }
}

/// One entity, and what it narrows: it has to bring what that brings, and more.
pub(super) fn entity(
    cx: &mut Cx<'_, '_, '_>,
    id: &str,
    declared: &Declaration<'_, raw::Entity>,
    base: Option<Base<Entity>>,
) -> Entity {
    let at = &declared.at;
    let nothing = raw::Entity::default();
    let raw = declared.given.value.as_ref().unwrap_or(&nothing);
    cx.department(&at.key("owner"), &raw.owner);
    let mut entity = Entity {
        id: Arc::from(id),
        origin: declared.origin,
        title: cx.title(&raw.title),
        key: cx.elements_of(declared.part, &at.key("key"), &raw.key),
        required: cx.elements_of(declared.part, &at.key("required"), &raw.required),
        optional: cx.elements_of(declared.part, &at.key("optional"), &raw.optional),
        base: None,
    };
    let Some(base) = base else { return entity };
    if entity.title.texts.is_empty() {
        entity.title = base.of.title.clone();
    }
    if raw.key.span.is_none() {
        entity.key.clone_from(&base.of.key);
    }
    for (all, more) in [(&mut entity.required, &base.of.required), (&mut entity.optional, &base.of.optional)] {
        let own = std::mem::take(all);
        all.extend(more.iter().filter(|it| !own.iter().any(|own| own.value == it.value)).cloned());
        all.extend(own);
    }
    entity.base = Some(base);
    entity
}

/// Reports the second use of an id in a list of one file or several.
pub(super) fn once<'s>(
    cx: &mut Cx<'_, '_, '_>,
    at: &At,
    id: &'s Declared<Arc<str>>,
    seen: &mut BTreeMap<&'s str, Origin>,
) {
    match seen.get(&*id.value) {
        Some(first) => names::id_duplicate(cx.loading, at, &id.value, (*first, id.origin)),
        None => {
            seen.insert(&id.value, id.origin);
        }
    }
}

/// The relations of one file; those that lack a side are reported and left out.
pub(super) fn relations(cx: &mut Cx<'_, '_, '_>, part: &Part, relations: &mut Vec<Relation>) {
    for (raw, span) in value::plain(&part.raw.relations) {
        let top = At::top(part.file, "relations");
        let Some(id) = value::text(&top, &raw.id) else { continue };
        let at = top.key(&id.value);
        if let Some(first) = relations.iter().find(|it| it.id == id.value).map(|it| it.origin) {
            names::id_duplicate(cx.loading, &at, &id.value, (first, id.origin));
            continue;
        }
        let whole = Declared::new(Decimal::from_integer(1), id.origin);
        let relation = Relation {
            id: Arc::clone(&id.value),
            origin: id.origin,
            from: cx.datasets(&at.key("from"), &raw.from),
            to: cx.datasets(&at.key("to"), &raw.to),
            join: cx.elements(&at.key("join"), &raw.join),
            coverage: value::share(cx.loading, &at.key("coverage"), &raw.coverage).unwrap_or(whole),
            cardinality: value::choice(&at, &raw.cardinality),
            crosswalk: value::text(&at.key("crosswalk"), &raw.crosswalk)
                .filter(|it| cx.dataset_exists(&at.key("crosswalk"), it)),
            within: value::length(cx.loading, &at.key("within"), &raw.within),
        };
        for (key, given, items) in [
            ("from", &raw.from, relation.from.len()),
            ("to", &raw.to, relation.to.len()),
            ("join", &raw.join, relation.join.len()),
        ] {
            let empty = given.value.as_ref().is_some_and(Vec::is_empty);
            if items == 0 && empty {
                let origin = at.origin(given.span.unwrap_or(span));
                cx.loading.invalid(origin, &at.key(key).path, say::name_empty(key), say::name_empty_help());
            }
        }
        if !relation.from.is_empty() && !relation.to.is_empty() && !relation.join.is_empty() {
            relations.push(relation);
        }
    }
}

/// The waivers of one file.
pub(super) fn waivers(cx: &mut Cx<'_, '_, '_>, part: &Part, waivers: &mut Vec<Waiver>) {
    let top = At::top(part.file, "waivers");
    for (raw, span) in value::plain(&part.raw.waivers) {
        let expires = value::day(cx.loading, &top.key("expires"), &raw.expires);
        let (Some(rule), Some(scope)) = (value::text(&top, &raw.rule), value::text(&top, &raw.scope)) else { continue };
        // A waiver with a broken end would hold for ever.
        if raw.expires.span.is_some() && expires.is_none() {
            continue;
        }
        waivers.push(Waiver {
            origin: top.origin(Span { start: rule.origin.span.start.min(span.end), end: rule.origin.span.end }),
            rule,
            scope,
            reason: raw.reason.value.as_deref().map_or_else(|| Arc::from(""), Arc::from),
            by: raw.by.value.as_deref().map(Arc::from),
            expires,
        });
    }
}
