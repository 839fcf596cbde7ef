//! Declared fields meet the fields of a dataset: by declaration, then by folding; likeness only ever suggests.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::fold::{fold, fold_unit};
use super::suggest::complete;
use crate::model::{Dataset, DeclaredField, Dictionary, Field};
use crate::rule::{Binding, Bound, MatchKind, Missing};

/// Binds `declared` to the fields of `dataset`. Contracts are compared by path, headers by name; both are the field's `path`.
pub fn bind<'d>(dictionary: &'d Dictionary, dataset: &'d Dataset, declared: &[DeclaredField]) -> Binding<'d> {
    let mut binder = Binder { dataset, taken: BTreeSet::new(), binding: Binding::default() };
    binder.by_name(declared);
    if dataset.match_synonyms {
        binder.by_folding(declared, MatchKind::Synonym, |field| synonyms(dictionary, field), str::to_owned);
    }
    binder.by_folding(declared, MatchKind::Folded, names, fold);
    binder.by_folding(declared, MatchKind::Folded, names, fold_unit);
    let mut binding = binder.finish(declared);
    complete(dictionary, dataset, declared, &mut binding);
    binding
}

/// Binds by declared names alone, as [`bind`] does first: whether a record is a dataset at all.
pub fn bind_names<'d>(dictionary: &'d Dictionary, dataset: &'d Dataset, declared: &[DeclaredField]) -> Binding<'d> {
    let mut binder = Binder { dataset, taken: BTreeSet::new(), binding: Binding::default() };
    binder.by_name(declared);
    let mut binding = binder.finish(declared);
    for missing in &mut binding.missing {
        missing.required = is_required(dictionary, dataset, missing.field);
    }
    binding
}

struct Binder<'d> {
    dataset: &'d Dataset,
    /// Indexes of the dataset's fields that are bound.
    taken: BTreeSet<usize>,
    binding: Binding<'d>,
}

impl<'d> Binder<'d> {
    fn by_name(&mut self, declared: &[DeclaredField]) {
        let mut known: BTreeMap<&str, (usize, MatchKind)> = BTreeMap::new();
        for (index, field) in self.dataset.fields.iter().enumerate() {
            for also in &field.also {
                known.entry(&also.value).or_insert((index, MatchKind::Also));
            }
        }
        for (index, field) in self.dataset.fields.iter().enumerate() {
            known.insert(&field.name, (index, MatchKind::Exact));
        }
        for (at, it) in declared.iter().enumerate() {
            if let Some((index, by)) = known.get(&*it.path) {
                self.take(at, *index, *by);
            }
        }
        // What a contract knows by two names is bound by either, where the first of them is no field's.
        for (at, it) in declared.iter().enumerate().filter(|(_, it)| !it.aliases.is_empty()) {
            let named = it.aliases.iter().find_map(|alias| known.get(&**alias));
            if let Some((index, _)) = named.filter(|(index, _)| !self.is_used(at) && !self.taken.contains(index)) {
                self.take(at, *index, MatchKind::Also);
            }
        }
    }

    fn take(&mut self, declared: usize, index: usize, by: MatchKind) {
        let Some(field) = self.dataset.fields.get(index) else { return };
        if self.taken.insert(index) {
            self.binding.bound.push(Bound { declared, field, by });
        } else {
            self.binding.surplus.push((declared, field));
        }
    }

    /// Binds what is still free on both sides where exactly one name of each side folds to the same text.
    fn by_folding(
        &mut self,
        declared: &[DeclaredField],
        by: MatchKind,
        names: impl Fn(&'d Field) -> Vec<&'d str>,
        folded: impl Fn(&str) -> String,
    ) {
        let mut wanted: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (index, field) in self.dataset.fields.iter().enumerate() {
            if !self.taken.contains(&index) {
                for name in names(field) {
                    wanted.entry(folded(name)).or_default().insert(index);
                }
            }
        }
        let mut offered: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, it) in declared.iter().enumerate() {
            if !self.is_used(at) {
                offered.entry(folded(&it.path)).or_default().push(at);
            }
        }
        for (text, ats) in offered {
            let fields = wanted.get(&text).map(|it| it.iter().copied().collect::<Vec<_>>());
            if let (Some([index]), [at], false) = (fields.as_deref(), &*ats, text.is_empty()) {
                self.take(*at, *index, by);
            }
        }
    }

    fn is_used(&self, declared: usize) -> bool {
        self.binding.bound.iter().any(|it| it.declared == declared)
            || self.binding.surplus.iter().any(|(at, _)| *at == declared)
    }

    fn finish(mut self, declared: &[DeclaredField]) -> Binding<'d> {
        self.binding.bound.sort_by_key(|it| it.declared);
        self.binding.undeclared =
            (0..declared.len()).filter(|at| !self.is_used(*at)).map(|at| (at, Vec::new())).collect();
        for (index, field) in self.dataset.fields.iter().enumerate() {
            if !self.taken.contains(&index) {
                self.binding.missing.push(Missing { field, required: false, near: Vec::new(), dependents: Vec::new() });
            }
        }
        self.binding
    }
}

pub(super) fn names(field: &Field) -> Vec<&str> {
    std::iter::once(&*field.name).chain(field.also.iter().map(|it| &*it.value)).collect()
}

pub(super) fn synonyms<'d>(dictionary: &'d Dictionary, field: &Field) -> Vec<&'d str> {
    let Some(element) = dictionary.element(&field.element.value) else { return Vec::new() };
    let titles = element.title.texts.iter().map(|(_, text)| &**text);
    element.synonyms.iter().map(|it| &*it.name).chain(titles).collect()
}

/// Whether `field` has to be present: as it says, else as its entity says, else yes.
pub(super) fn is_required(dictionary: &Dictionary, dataset: &Dataset, field: &Field) -> bool {
    match (&field.required, &dataset.entity) {
        (Some(required), _) => required.value,
        (None, Some(_)) => dictionary.entity_requires(dataset, &field.element.value),
        (None, None) => true,
    }
}

/// The key and the relations that need `element` in `dataset`.
pub(super) fn dependents(dictionary: &Dictionary, dataset: &Dataset, element: &str) -> Vec<Arc<str>> {
    let entity = dataset.entity.as_ref().and_then(|it| dictionary.entities.get(&it.value));
    let in_key = entity.is_some_and(|it| it.key.iter().any(|part| &*part.value == element));
    let relations = dictionary.relations.iter().filter(|relation| {
        let here = relation.from.iter().chain(&relation.to).any(|it| it.value == dataset.id);
        here && relation.join.iter().any(|it| &*it.value == element)
    });
    let key = in_key.then(|| Arc::from("key"));
    key.into_iter().chain(relations.map(|it| Arc::clone(&it.id))).collect()
}
