//! What names that nothing is bound to look like: by their letters, as slips are, and by what they mean.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::bind::{dependents, is_required, names, synonyms};
use super::fold::fold_unit;
use crate::matching::{Evidence, Known, Reading, rank};
use crate::model::{Dataset, DeclaredField, Dictionary, Element, ExtraFields, Field};
use crate::rule::{Binding, Near};

/// Least likeness of a name that is worth suggesting, of 1000.
const WORTH_SAYING: u32 = 600;
/// Most suggestions for one name.
const SUGGESTIONS: usize = 3;

/// A name that others are compared with.
struct Spoken {
    plain: String,
    /// Read when it is first needed: most names are told by their letters.
    reading: OnceCell<Reading>,
    name: String,
}

impl Spoken {
    fn of(name: &str) -> Self {
        let plain = fold_unit(name).replace(['_', '-', '.'], "");
        Self { plain, reading: OnceCell::new(), name: name.to_owned() }
    }

    fn reading(&self) -> &Reading {
        self.reading.get_or_init(|| Reading::of(&self.name))
    }

    /// How alike two names are, 0 to 1000, after folding; the shorter one being part of the longer counts for much.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "shares between 0 and 1")]
    fn likeness(&self, other: &Self, about: &Reading) -> u32 {
        let meant = (self.reading().similarity(other.reading(), Some(about)) * 1000.0) as u32;
        // Names that differ are never as sure as one name.
        self.spelled(other).max(meant.min(990))
    }

    /// How alike their letters are, 0 to 1000.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "shares between 0 and 1")]
    fn spelled(&self, other: &Self) -> u32 {
        let (a, b) = (&self.plain, &other.plain);
        if a.is_empty() || b.is_empty() {
            return 0;
        }
        if a == b {
            return 1000;
        }
        let share = (strsim::normalized_damerau_levenshtein(a, b) * 1000.0) as u32;
        let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
        let contained = long.contains(&**short) && short.chars().count() * 2 >= long.chars().count();
        if contained { share.max(700) } else { share }
    }

    fn likeness_of_any(&self, known: &[Self], about: &Reading) -> u32 {
        known.iter().map(|it| self.likeness(it, about)).max().unwrap_or(0)
    }
}

/// Fills in what depends on both sides: who is required, what hangs on it, and what looks alike.
pub(super) fn complete(
    dictionary: &Dictionary,
    dataset: &Dataset,
    declared: &[DeclaredField],
    binding: &mut Binding<'_>,
) {
    let undeclared = binding.undeclared.iter().filter_map(|(at, _)| declared.get(*at));
    let free: Vec<(&DeclaredField, Spoken)> = undeclared.map(|it| (it, Spoken::of(&it.path))).collect();
    let about = OnceCell::new();
    let about = || about.get_or_init(|| Reading::of(about_of(dictionary, dataset)));
    let absent: Vec<(&Field, Vec<Spoken>)> = if free.is_empty() {
        Vec::new()
    } else {
        binding.missing.iter().map(|it| (it.field, spoken(known_names(dictionary, it.field)))).collect()
    };
    for (at, missing) in binding.missing.iter_mut().enumerate() {
        let field = missing.field;
        missing.required = is_required(dictionary, dataset, field);
        missing.dependents = dependents(dictionary, dataset, &field.element.value);
        if let Some((_, known)) = absent.get(at) {
            missing.near = ranked(free.iter().map(|(field, it)| (&*field.path, it.likeness_of_any(known, about()))));
        }
    }
    if dataset.extra_fields == ExtraFields::Allow || free.is_empty() {
        return;
    }
    let mapped: BTreeSet<&str> = dataset.fields.iter().map(|field| &*field.element.value).collect();
    let elements = Elements::of(dictionary, &mapped);
    for ((_, near), (field, name)) in binding.undeclared.iter_mut().zip(&free) {
        let fields = absent.iter().map(|(field, known)| (&*field.name, name.likeness_of_any(known, about())));
        *near = ranked(fields.chain(elements.near(field, name, about())));
    }
}

/// Elements that no field is mapped to.
struct Elements<'d> {
    /// Ids, with the names that they are spelled by.
    spelled: Vec<(&'d str, Vec<Spoken>)>,
    /// The same as the matcher knows them.
    known: Vec<Known>,
}

impl<'d> Elements<'d> {
    fn of(dictionary: &'d Dictionary, mapped: &BTreeSet<&str>) -> Self {
        let free = || dictionary.elements.values().filter(|it| !mapped.contains(&*it.id));
        Self {
            spelled: free().map(|it| (&*it.id, spoken(element_names(it)))).collect(),
            known: free().map(|it| Known::of(dictionary, it)).collect(),
        }
    }

    /// How near each comes to a field: by its letters, and by what its name, type and description mean.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "shares between 0 and 1")]
    fn near(&self, field: &DeclaredField, name: &Spoken, about: &Reading) -> Vec<(&'d str, u32)> {
        let mut near: Vec<(&str, u32)> = self
            .spelled
            .iter()
            .map(|(id, names)| (*id, names.iter().map(|it| name.spelled(it)).max().unwrap_or(0)))
            .collect();
        let evidence = Evidence::declared(field);
        for ranked in rank(&field.path, Some(about), &evidence, &self.known) {
            if let Some((_, likeness)) = near.get_mut(ranked.index) {
                // Names that differ are never as sure as one name.
                *likeness = (*likeness).max(((ranked.score * 1000.0) as u32).min(990));
            }
        }
        near
    }
}

/// What a record of the dataset is about: the key of its entity, else the name of the dataset.
fn about_of<'d>(dictionary: &'d Dictionary, dataset: &'d Dataset) -> &'d str {
    let entity = dataset.entity.as_ref().and_then(|it| dictionary.entities.get(&it.value));
    entity.map_or_else(|| dataset.id.rsplit('.').next().unwrap_or(&dataset.id), |it| &*it.id)
}

fn known_names<'d>(dictionary: &'d Dictionary, field: &'d Field) -> Vec<&'d str> {
    names(field).into_iter().chain(synonyms(dictionary, field)).collect()
}

fn element_names(element: &Element) -> Vec<&str> {
    let titles = element.title.texts.iter().map(|(_, text)| &**text);
    titles.chain(element.synonyms.iter().map(|it| &*it.name)).chain([&*element.id]).collect()
}

fn spoken(names: Vec<&str>) -> Vec<Spoken> {
    names.into_iter().map(Spoken::of).collect()
}

fn ranked<'n>(scored: impl Iterator<Item = (&'n str, u32)>) -> Vec<Near> {
    let mut near: Vec<Near> = scored
        .filter(|(_, likeness)| *likeness >= WORTH_SAYING)
        .map(|(name, likeness)| Near { name: Arc::from(name), likeness })
        .collect();
    near.sort_by(|a, b| b.likeness.cmp(&a.likeness).then_with(|| a.name.cmp(&b.name)));
    near.dedup_by(|a, b| a.name == b.name);
    near.truncate(SUGGESTIONS);
    near
}
