//! Changes of code lists, entities, systems and datasets.

use std::sync::Arc;

use indexmap::IndexMap;

use super::{Comparing, Noted};
use crate::finding::Bump;
use crate::message::{Message, diff};
use crate::model::{CodeList, Dataset, Declared, Entity};
use crate::text::Origin;

type Ids = [Declared<Arc<str>>];
type ById<T> = IndexMap<Arc<str>, T>;

impl Comparing<'_> {
    /// Something that is only there before, or only after.
    fn alone(
        &mut self,
        (gone, added): (&'static str, &'static str),
        subject: &str,
        at: (Option<Origin>, Option<Origin>),
    ) {
        let (kind, bump, message) = match at.1 {
            Some(_) => (added, Bump::Minor, diff::thing_added()),
            None => (gone, Bump::Major, diff::thing_removed()),
        };
        self.note(Noted { kind, bump, subject, message, old: at.0, new: at.1 }, None);
    }

    fn both(&mut self, (kind, bump): (&'static str, Bump), subject: &str, message: Message, at: (Origin, Origin)) {
        self.note(Noted { kind, bump, subject, message, old: Some(at.0), new: Some(at.1) }, None);
    }

    pub(super) fn code_lists(&mut self) {
        for (id, old, new) in pairs(&self.old.code_lists, &self.new.code_lists) {
            match (old, new) {
                (Some(old), Some(new)) => self.code_list(old, new),
                (old, new) => {
                    let at = (old.map(|it| it.origin), new.map(|it| it.origin));
                    self.alone(("codes-removed", "codes-added"), id, at);
                }
            }
        }
    }

    fn code_list(&mut self, old: &CodeList, new: &CodeList) {
        let id = &*new.id;
        for (code, it) in old.values.iter().filter(|(code, _)| !new.values.contains_key(*code)) {
            self.both(("code-removed", Bump::Major), id, diff::code_removed(code), (it.origin, new.origin));
        }
        for (code, it) in &new.values {
            match old.values.get(code) {
                None => self.both(("code-added", Bump::Minor), id, diff::code_added(code), (old.origin, it.origin)),
                Some(before) if before.until.as_ref().map(|it| it.value) != it.until.as_ref().map(|it| it.value) => {
                    let message = if it.until.is_some() { diff::code_ending(code) } else { diff::code_staying(code) };
                    self.both(("code-ending", Bump::Minor), id, message, (before.origin, it.origin));
                }
                Some(before) if before.title.texts != it.title.texts => {
                    self.both(("text-changed", Bump::Patch), id, diff::code_title(code), (before.origin, it.origin));
                }
                Some(_) => {}
            }
        }
        for (name, map) in &old.maps {
            let Some(now) = new.maps.get(name) else {
                self.both(("map-removed", Bump::Major), id, diff::map_removed(name), (map.origin, new.origin));
                continue;
            };
            for (local, code) in &map.entries {
                match now.entries.get(local) {
                    None => {
                        let message = diff::spelling_removed(local, name);
                        self.both(("spelling-removed", Bump::Major), id, message, (code.origin, now.origin));
                    }
                    Some(to) if to.value != code.value => {
                        let message = diff::spelling_moved(local, name, &code.value, &to.value);
                        self.both(("spelling-moved", Bump::Major), id, message, (code.origin, to.origin));
                    }
                    Some(_) => {}
                }
            }
            for (local, code) in now.entries.iter().filter(|(local, _)| !map.entries.contains_key(*local)) {
                let message = diff::spelling_added(local, name);
                self.both(("spelling-added", Bump::Minor), id, message, (map.origin, code.origin));
            }
        }
    }

    pub(super) fn entities(&mut self) {
        for (id, old, new) in pairs(&self.old.entities, &self.new.entities) {
            match (old, new) {
                (Some(old), Some(new)) => self.entity(old, new),
                (old, new) => {
                    let at = (old.map(|it| it.origin), new.map(|it| it.origin));
                    self.alone(("entity-removed", "entity-added"), id, at);
                }
            }
        }
    }

    fn entity(&mut self, old: &Entity, new: &Entity) {
        let at = (old.origin, new.origin);
        if names(&old.key) != names(&new.key) {
            let message = diff::element_key("key", names(&old.key).join(", "), names(&new.key).join(", "));
            self.both(("key-changed", Bump::Major), &new.id, message, at);
        }
        for it in new.required.iter().filter(|it| !has(&old.required, it)) {
            let message = diff::became_required(&it.value);
            self.both(("element-required", Bump::Major), &new.id, message, (old.origin, it.origin));
        }
        for it in old.required.iter().filter(|it| !has(&new.required, it)) {
            let message = diff::became_optional(&it.value);
            self.both(("element-optional", Bump::Minor), &new.id, message, (it.origin, new.origin));
        }
    }

    pub(super) fn systems(&mut self) {
        for (id, old, new) in pairs(&self.old.datasets, &self.new.datasets) {
            match (old, new) {
                (Some(old), Some(new)) => self.dataset(old, new),
                (old, new) => {
                    let at = (old.map(|it| it.origin), new.map(|it| it.origin));
                    self.alone(("dataset-removed", "dataset-added"), id, at);
                }
            }
        }
    }

    fn dataset(&mut self, old: &Dataset, new: &Dataset) {
        let id = &*new.id;
        for field in &old.fields {
            let Some(now) = new.fields.iter().find(|it| it.name == field.name) else {
                let message = diff::field_unmapped(&field.name);
                self.both(("field-unmapped", Bump::Minor), id, message, (field.origin, new.origin));
                continue;
            };
            let at = (field.origin, now.origin);
            if now.element.value != field.element.value {
                let message = diff::field_moved(&field.name, &field.element.value, &now.element.value);
                self.both(("field-moved", Bump::Major), id, message, at);
            }
            let required = |it: &Option<Declared<bool>>| it.as_ref().map(|it| it.value);
            if required(&field.required) != required(&now.required) {
                let is_now = required(&now.required) == Some(true);
                let message = if is_now { diff::became_required(&now.name) } else { diff::became_optional(&now.name) };
                let bump = if is_now { Bump::Major } else { Bump::Minor };
                self.both(("field-required", bump), id, message, at);
            }
        }
        for now in new.fields.iter().filter(|it| !old.fields.iter().any(|field| field.name == it.name)) {
            let message = diff::field_mapped(&now.name, &now.element.value);
            self.both(("field-mapped", Bump::Minor), id, message, (old.origin, now.origin));
        }
    }
}

/// What has an id in either version: those of the old one first.
fn pairs<'m, T>(old: &'m ById<T>, new: &'m ById<T>) -> Vec<(&'m Arc<str>, Option<&'m T>, Option<&'m T>)> {
    let added = new.iter().filter(|(id, _)| !old.contains_key(*id)).map(|(id, it)| (id, None, Some(it)));
    old.iter().map(|(id, it)| (id, Some(it), new.get(id))).chain(added).collect()
}

fn names(ids: &Ids) -> Vec<&str> {
    ids.iter().map(|it| &*it.value).collect()
}

fn has(ids: &Ids, id: &Declared<Arc<str>>) -> bool {
    ids.iter().any(|it| it.value == id.value)
}
