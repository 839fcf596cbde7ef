//! Which entity a record nobody mapped looks like. Proposals never bind.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::fold::fold;
use crate::model::{DeclaredField, Dictionary, Element, Entity};

/// A record and the entity that it looks like.
pub struct Proposal<'d> {
    /// The entity.
    pub entity: &'d Entity,
    /// Index of the declared field, and the element that it looks like, in the order of the fields.
    pub pairs: Vec<(usize, &'d Arc<Element>)>,
}

/// The names by which elements are known: their ids, titles and synonyms, and what systems call them.
pub struct KnownNames<'d> {
    dictionary: &'d Dictionary,
    /// Folded name → elements that have it.
    names: BTreeMap<String, Vec<&'d Arc<Element>>>,
}

impl<'d> KnownNames<'d> {
    /// Gathers them.
    pub fn new(dictionary: &'d Dictionary) -> Self {
        let mut names: BTreeMap<String, Vec<&'d Arc<Element>>> = BTreeMap::new();
        let mut add = |name: &str, element: &'d Arc<Element>| {
            let name = plain(name);
            let known = names.entry(name).or_default();
            if !known.iter().any(|it| it.id == element.id) {
                known.push(element);
            }
        };
        for element in dictionary.elements.values() {
            add(&element.id, element);
            element.title.texts.iter().for_each(|(_, text)| add(text, element));
            element.synonyms.iter().for_each(|it| add(&it.name, element));
            if let Some((_, property)) = element.id.rsplit_once('.') {
                add(property, element);
            }
        }
        for field in dictionary.datasets.values().flat_map(|it| &it.fields) {
            if let Some(element) = dictionary.element(&field.element.value) {
                add(last(&field.name), element);
            }
        }
        names.remove("");
        Self { dictionary, names }
    }

    /// The entity that the record called `name` looks like: all parts of its key are there, and half of what it requires.
    pub fn propose(&self, name: &str, fields: &[DeclaredField]) -> Option<Proposal<'d>> {
        let mut best: Option<Proposal<'d>> = None;
        for entity in self.dictionary.entities.values() {
            let pairs = self.pairs(entity, name, fields);
            let has = |element: &Arc<str>| pairs.iter().any(|(_, it)| it.id == *element);
            let keys = !entity.key.is_empty() && entity.key.iter().all(|it| has(&it.value));
            let required = entity.required.iter().filter(|it| has(&it.value)).count();
            let enough = keys && required * 2 >= entity.required.len() && pairs.len() > 1;
            if enough && best.as_ref().is_none_or(|it| pairs.len() > it.pairs.len()) {
                best = Some(Proposal { entity, pairs });
            }
        }
        best
    }

    /// Fields that carry a name of exactly one element of the entity, each element once.
    fn pairs(&self, entity: &Entity, name: &str, fields: &[DeclaredField]) -> Vec<(usize, &'d Arc<Element>)> {
        let parts = || entity.key.iter().chain(&entity.required).chain(&entity.optional);
        let mut pairs: Vec<(usize, &'d Arc<Element>)> = Vec::new();
        for (at, field) in fields.iter().enumerate() {
            let spellings = [plain(&field.path), plain(&format!("{name}{}", field.name)), plain(&field.name)];
            let found = spellings.iter().find_map(|it| {
                let known = self.names.get(it)?;
                let mut of_entity = known.iter().filter(|it| parts().any(|part| part.value == it.id));
                match (of_entity.next(), of_entity.next()) {
                    (Some(only), None) => Some(*only),
                    _ => None,
                }
            });
            if let Some(element) = found.filter(|it| !pairs.iter().any(|(_, known)| known.id == it.id)) {
                pairs.push((at, element));
            }
        }
        pairs
    }
}

fn plain(name: &str) -> String {
    fold(name).replace(['_', '-', '.'], "")
}

fn last(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or(path)
}
