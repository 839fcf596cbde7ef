//! A file under a namespace: what it declares is called `namespace.id`, and so is what it says of its own ids.

use std::collections::BTreeSet;

use crate::dictionary::part::entries;
use crate::dictionary::raw::{Element, Entity, File, Given, List, Map, OneOrMany};

/// Ids that a file declares, by what they name.
struct Own {
    departments: BTreeSet<String>,
    formats: BTreeSet<String>,
    elements: BTreeSet<String>,
    entities: BTreeSet<String>,
    code_lists: BTreeSet<String>,
    namespace: String,
}

/// Puts the ids of `file`, and its references to them, under `namespace`. Gives the keys of what is not taken over.
pub(super) fn put_under(file: &mut File, namespace: &str) -> Vec<&'static str> {
    let own = Own {
        departments: ids(&file.departments),
        formats: ids(&file.formats),
        elements: ids(&file.elements),
        entities: ids(&file.entities),
        code_lists: ids(&file.code_lists),
        namespace: namespace.to_owned(),
    };
    own.keys(&mut file.departments);
    own.keys(&mut file.formats);
    own.keys(&mut file.code_lists);
    own.elements(&mut file.elements);
    own.entities(&mut file.entities);
    for (_, profile) in file.profiles.value.iter_mut().flat_map(|it| &mut it.0) {
        let Some(profile) = &mut profile.value else { continue };
        own.elements(&mut profile.elements);
        own.entities(&mut profile.entities);
    }
    let mut left = without_checks(file);
    if file.systems.span.is_some() {
        left.insert(0, "systems");
    }
    file.systems = Given::default();
    left
}

/// Takes relations, rules and the like out of `file`: they are the keeper's. Gives their keys.
pub(super) fn without_checks(file: &mut File) -> Vec<&'static str> {
    let left = [
        ("relations", file.relations.span),
        ("rules", file.rules.span),
        ("journeys", file.journeys.span),
        ("metrics", file.metrics.span),
        ("waivers", file.waivers.span),
    ];
    file.relations = Given::default();
    file.rules = Given::default();
    file.journeys = Given::default();
    file.metrics = Given::default();
    file.waivers = Given::default();
    left.into_iter().filter_map(|(key, span)| span.map(|_| key)).collect()
}

fn ids<T>(map: &Given<Map<T>>) -> BTreeSet<String> {
    entries(map).map(|(key, _)| key.value.text.clone()).collect()
}

impl Own {
    fn keys<T>(&self, map: &mut Given<Map<T>>) {
        for (key, _) in map.value.iter_mut().flat_map(|it| &mut it.0) {
            key.value.text = self.under(&key.value.text);
        }
    }

    fn under(&self, id: &str) -> String {
        format!("{}.{id}", self.namespace)
    }

    /// A reference, if it is one to an id of the file's own.
    fn name(&self, ids: &BTreeSet<String>, given: &mut Given<String>) {
        if let Some(name) = given.value.as_mut().filter(|it| ids.contains(*it)) {
            *name = self.under(name);
        }
    }

    fn names(&self, ids: &BTreeSet<String>, given: &mut Given<List<String>>) {
        given.value.iter_mut().flatten().for_each(|it| self.name(ids, it));
    }

    fn elements(&self, map: &mut Given<Map<Element>>) {
        self.keys(map);
        for (_, element) in map.value.iter_mut().flat_map(|it| &mut it.0) {
            let Some(element) = &mut element.value else { continue };
            self.name(&self.elements, &mut element.extends);
            self.name(&self.elements, &mut element.replaced_by);
            self.name(&self.elements, &mut element.unit);
            self.name(&self.code_lists, &mut element.codes);
            self.name(&self.departments, &mut element.owner);
            self.name(&self.departments, &mut element.custodian);
            if let Some(OneOrMany(forms)) = &mut element.format.value {
                for form in forms {
                    self.name(&self.formats, form);
                }
            }
        }
    }

    fn entities(&self, map: &mut Given<Map<Entity>>) {
        self.keys(map);
        for (_, entity) in map.value.iter_mut().flat_map(|it| &mut it.0) {
            let Some(entity) = &mut entity.value else { continue };
            self.name(&self.entities, &mut entity.extends);
            self.name(&self.departments, &mut entity.owner);
            self.names(&self.elements, &mut entity.key);
            self.names(&self.elements, &mut entity.required);
            self.names(&self.elements, &mut entity.optional);
        }
    }
}
