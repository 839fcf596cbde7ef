//! Layers: what extends another is lowered after it, and what a profile narrows is narrowed before anything extends it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use indexmap::IndexMap;

use super::names::{Declaration, Ids, Narrowed};
use super::{Cx, element, governance};
use crate::dictionary::raw::Given;
use crate::message::{Message, dictionary as say, import};
use crate::model::{Base, Element, Entity};
use crate::text::Origin;

/// Lowers one declaration onto what it narrows.
type Lower<T, R> = fn(&mut Cx<'_, '_, '_>, &str, &Declaration<'_, R>, Option<Base<T>>) -> T;

/// All elements, in the order in which they are declared.
pub(super) fn elements(cx: &mut Cx<'_, '_, '_>) -> IndexMap<Arc<str>, Arc<Element>> {
    let names = cx.names;
    let layered = Layered {
        ids: &names.elements,
        narrowed: &names.narrowed_elements,
        extends: |it| &it.extends,
        unknown: |id| say::no_element(id),
        lower: element::one,
        // What is said of its place and its step of life stays as it was before a profile narrowed it.
        keep: |new, old| {
            new.origin = old.origin;
            new.is_imported = old.is_imported;
            (new.status, new.status_origin, new.approval) = (old.status, old.status_origin, old.approval);
        },
    };
    layered.all(cx)
}

/// All entities, in the order in which they are declared.
pub(super) fn entities(cx: &mut Cx<'_, '_, '_>) -> IndexMap<Arc<str>, Entity> {
    let names = cx.names;
    let layered = Layered {
        ids: &names.entities,
        narrowed: &names.narrowed_entities,
        extends: |it| &it.extends,
        unknown: |id| say::no_entity(id),
        lower: governance::entity,
        keep: |new, old| new.origin = old.origin,
    };
    layered.all(cx).into_iter().map(|(id, it)| (id, Arc::unwrap_or_clone(it))).collect()
}

struct Layered<'n, 'r, T, R> {
    ids: &'n Ids<'r, R>,
    narrowed: &'n [Narrowed<'r, R>],
    extends: fn(&R) -> &Given<String>,
    unknown: fn(&str) -> Message,
    lower: Lower<T, R>,
    keep: fn(&mut T, &T),
}

impl<'n, T, R> Layered<'n, '_, T, R> {
    fn all(&self, cx: &mut Cx<'_, '_, '_>) -> IndexMap<Arc<str>, Arc<T>> {
        let mut done: BTreeMap<&str, Arc<T>> = BTreeMap::new();
        for id in self.ids.keys() {
            for id in self.line(cx, id, &done) {
                let Some(declared) = self.ids.get(id) else { continue };
                let base = self.base(cx, declared).and_then(|(base, origin)| {
                    done.get(base).map(|of| Base { of: Arc::clone(of), origin, profile: None })
                });
                let lowered = Arc::new((self.lower)(cx, id, declared, base));
                done.insert(id, self.narrowed(cx, id, lowered));
            }
        }
        self.ids.keys().filter_map(|id| Some((Arc::from(*id), done.remove(id)?))).collect()
    }

    /// What is to be lowered so that `id` is: what it extends first. What leads back to itself is reported.
    fn line(&self, cx: &mut Cx<'_, '_, '_>, id: &'n str, done: &BTreeMap<&str, Arc<T>>) -> Vec<&'n str> {
        let mut line = Vec::new();
        let mut seen = BTreeSet::new();
        let mut next = Some(id);
        while let Some(id) = next.filter(|it| !done.contains_key(it)) {
            if !seen.insert(id) {
                self.circle(cx, id);
                break;
            }
            line.push(id);
            next = self.ids.get_key_value(id).and_then(|(_, it)| self.named(it)).map(|(name, _)| name);
            next = next.and_then(|it| self.ids.get_key_value(it)).map(|(id, _)| *id);
        }
        line.reverse();
        line
    }

    fn circle(&self, cx: &mut Cx<'_, '_, '_>, id: &str) {
        let Some(declared) = self.ids.get(id) else { return };
        let Some((_, origin)) = self.named(declared) else { return };
        let at = declared.at.key("extends");
        cx.loading.invalid(origin, &at.path, import::extends_circle(id), import::extends_circle_help());
    }

    /// What a declaration extends, and where it says so.
    fn named(&self, declared: &Declaration<'n, R>) -> Option<(&'n str, Origin)> {
        let (name, span) = (self.extends)(declared.given.value.as_ref()?).get()?;
        Some((name.as_str(), declared.at.origin(span)))
    }

    /// The same, if it exists; reported if not.
    fn base(&self, cx: &mut Cx<'_, '_, '_>, declared: &Declaration<'n, R>) -> Option<(&'n str, Origin)> {
        let (name, origin) = self.named(declared)?;
        if self.ids.contains_key(name) {
            return Some((name, origin));
        }
        let message = (self.unknown)(name);
        cx.loading.dangling((&declared.at.key("extends"), origin), message, name, self.ids.keys().copied());
        None
    }

    /// What the profiles in force make of it.
    fn narrowed(&self, cx: &mut Cx<'_, '_, '_>, id: &str, mut lowered: Arc<T>) -> Arc<T> {
        for it in self.narrowed.iter().filter(|it| it.id == id) {
            let profile = Some(Arc::clone(&it.profile));
            let base = Base { of: Arc::clone(&lowered), origin: it.declared.origin, profile };
            let mut new = (self.lower)(cx, id, &it.declared, Some(base));
            (self.keep)(&mut new, &lowered);
            lowered = Arc::new(new);
        }
        lowered
    }
}
