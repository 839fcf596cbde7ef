//! Which entity a record nobody mapped looks like. Proposals never bind.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use super::fold::fold;
use crate::matching::{Evidence, Known, Reading, SURE, rank};
use crate::model::{DeclaredField, Dictionary, Element, Entity};

/// A record and the entity that it looks like.
pub struct Proposal<'d> {
    /// The entity.
    pub entity: &'d Entity,
    /// Index of the declared field, and the element that it looks like, in the order of the fields.
    pub pairs: Vec<(usize, &'d Arc<Element>)>,
}

/// Elements as the matcher knows them.
type Meant<'d> = Rc<[(&'d Arc<Element>, Known)]>;

/// The names by which elements are known: their ids, titles and synonyms, and what systems call them.
pub struct KnownNames<'d> {
    dictionary: &'d Dictionary,
    /// Folded name → elements that have it.
    names: BTreeMap<String, Vec<&'d Arc<Element>>>,
    /// By the id of an entity, its elements as they are known to the matcher, once they were asked for.
    meant: RefCell<BTreeMap<Arc<str>, Meant<'d>>>,
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
        Self { dictionary, names, meant: RefCell::default() }
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

    /// The element of the entity that a name surely means, where no name is its own.
    fn meant(&self, entity: &'d Entity, about: &Reading, name: &str) -> Option<&'d Arc<Element>> {
        let known = Rc::clone(self.meant.borrow_mut().entry(Arc::clone(&entity.id)).or_insert_with(|| {
            let parts = entity.key.iter().chain(&entity.required).chain(&entity.optional);
            let elements = parts.filter_map(|it| self.dictionary.element(&it.value));
            elements.map(|it| (it, Known::of(self.dictionary, it))).collect()
        }));
        let surest = known
            .iter()
            .map(|(element, known)| {
                (element, rank(name, Some(about), &Evidence::default(), std::slice::from_ref(known)))
            })
            .filter_map(|(element, ranked)| Some((*element, ranked.first()?.score)))
            .max_by(|a, b| a.1.total_cmp(&b.1))?;
        (surest.1 >= SURE).then_some(surest.0)
    }

    /// Fields that carry a name of exactly one element of the entity, or surely mean it, each element once.
    fn pairs(&self, entity: &'d Entity, name: &str, fields: &[DeclaredField]) -> Vec<(usize, &'d Arc<Element>)> {
        let parts = || entity.key.iter().chain(&entity.required).chain(&entity.optional);
        let mut pairs: Vec<(usize, &'d Arc<Element>)> = Vec::new();
        let about = Reading::of(name);
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
            let found = found.or_else(|| self.meant(entity, &about, &field.name));
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
