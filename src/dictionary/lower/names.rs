//! Everything that is declared, by id, over all files.

use std::sync::Arc;

use indexmap::IndexMap;
use indexmap::map::Entry;

use super::preset;
use crate::dictionary::ids::NAME_DUPLICATE;
use crate::dictionary::import::Brought;
use crate::dictionary::loading::Loading;
use crate::dictionary::part::{At, Part, Standing, entries};
use crate::dictionary::raw::{self, Given};
use crate::finding::Related;
use crate::message::dictionary as say;
use crate::text::Origin;

/// One declaration: its key and what is written under it.
pub(super) struct Declaration<'r, T> {
    /// Keys that lead to it.
    pub(super) at: At,
    /// Its key.
    pub(super) origin: Origin,
    /// What is written; without a value if it is no object at all.
    pub(super) given: &'r Given<T>,
    /// The file it is in.
    pub(super) part: &'r Part,
}

/// What a profile in force narrows.
pub(super) struct Narrowed<'r, T> {
    /// Of what exists.
    pub(super) id: &'r str,
    /// The profile.
    pub(super) profile: Arc<str>,
    /// What it says.
    pub(super) declared: Declaration<'r, T>,
}

pub(super) type Ids<'r, T> = IndexMap<&'r str, Declaration<'r, T>>;

impl<T> Clone for Declaration<'_, T> {
    fn clone(&self) -> Self {
        Self { at: self.at.clone(), origin: self.origin, given: self.given, part: self.part }
    }
}

/// Everything that is declared.
pub(in crate::dictionary) struct Names<'r> {
    pub(super) departments: Ids<'r, raw::Department>,
    pub(super) formats: Ids<'r, raw::Format>,
    pub(super) elements: Ids<'r, raw::Element>,
    pub(super) entities: Ids<'r, raw::Entity>,
    /// By the order of the profiles.
    pub(super) narrowed_elements: Vec<Narrowed<'r, raw::Element>>,
    /// By the order of the profiles.
    pub(super) narrowed_entities: Vec<Narrowed<'r, raw::Entity>>,
    pub(super) code_lists: Ids<'r, raw::CodeList>,
    pub(super) systems: Ids<'r, raw::System>,
    /// By `system.dataset`; those of presets too.
    pub(super) datasets: IndexMap<String, Declaration<'r, raw::Dataset>>,
    /// What presets say of systems and datasets.
    pub(super) presets: preset::Presets<'r>,
}

impl<'r> Names<'r> {
    /// Gathers the ids of all parts; of an id given twice the first stays.
    pub(super) fn of(loading: &mut Loading<'_>, brought: &'r Brought) -> Self {
        let parts = &*brought.parts;
        let systems = gather(loading, parts, "systems", |file| &file.systems);
        let presets = preset::Presets::of(brought, &systems);
        let datasets = datasets(loading, &systems, &presets);
        for (id, system) in &systems {
            check_plain(loading, &system.at, id, system.origin);
        }
        let mut names = Self {
            departments: gather(loading, parts, "departments", |file| &file.departments),
            formats: gather(loading, parts, "formats", |file| &file.formats),
            elements: gather(loading, parts, "elements", |file| &file.elements),
            entities: gather(loading, parts, "entities", |file| &file.entities),
            narrowed_elements: Vec::new(),
            narrowed_entities: Vec::new(),
            code_lists: gather(loading, parts, "codeLists", |file| &file.code_lists),
            systems,
            datasets,
            presets,
        };
        names.profiles(brought);
        names
    }

    /// Adds what the profiles in force declare.
    fn profiles(&mut self, brought: &'r Brought) {
        for (name, _) in &brought.profiles {
            for part in &brought.parts {
                let top = At::top(part.file, "profiles");
                let named = entries(&part.raw.profiles).filter(|(key, _)| *key.value.text == **name);
                for profile in named.filter_map(|(_, it)| it.value.as_ref()) {
                    let at = top.key(name);
                    let (elements, entities) = (at.key("elements"), at.key("entities"));
                    let narrowed = &mut self.narrowed_elements;
                    add(&mut self.elements, narrowed, (part, &elements, name), &profile.elements);
                    let narrowed = &mut self.narrowed_entities;
                    add(&mut self.entities, narrowed, (part, &entities, name), &profile.entities);
                }
            }
        }
    }

    /// What an id that a pack or preset writes stands for: the dictionary's own element of that name, if it extends the pack's.
    pub(super) fn element_for<'n>(&'n self, part: &Part, id: &'n str) -> &'n str {
        stands_for(&self.elements, part, id, |it| &it.extends)
    }

    /// The same of entities.
    pub(super) fn entity_for<'n>(&'n self, part: &Part, id: &'n str) -> &'n str {
        stands_for(&self.entities, part, id, |it| &it.extends)
    }
}

fn stands_for<'n, T>(ids: &'n Ids<'_, T>, part: &Part, id: &'n str, extends: impl Fn(&T) -> &Given<String>) -> &'n str {
    if !matches!(part.standing, Standing::Imported | Standing::Preset) {
        return id;
    }
    let plain = id.split_once('.').map_or(id, |(_, plain)| plain);
    let own = ids.get(plain).and_then(|it| it.given.value.as_ref());
    if own.is_some_and(|own| extends(own).value.as_deref() == Some(id)) { plain } else { id }
}

/// Adds what a profile says: new ids, and what existing ones are narrowed to.
fn add<'r, T>(
    ids: &mut Ids<'r, T>,
    narrowed: &mut Vec<Narrowed<'r, T>>,
    (part, at, profile): (&'r Part, &At, &Arc<str>),
    map: &'r Given<raw::Map<T>>,
) {
    for (key, given) in entries(map) {
        let at = at.key(&key.value);
        let origin = at.origin(key.span);
        let declared = Declaration { at, origin, given, part };
        let id = &*key.value.text;
        match ids.entry(id) {
            Entry::Vacant(free) => {
                free.insert(declared);
            }
            Entry::Occupied(_) => narrowed.push(Narrowed { id, profile: Arc::clone(profile), declared }),
        }
    }
}

fn gather<'r, T>(
    loading: &mut Loading<'_>,
    parts: &'r [Part],
    key: &str,
    pick: fn(&'r raw::File) -> &'r Given<raw::Map<T>>,
) -> Ids<'r, T> {
    let mut ids = Ids::new();
    // The system of a preset is a pattern for others.
    let is_pattern = |part: &Part| part.standing == Standing::Preset && key == "systems";
    for part in parts.iter().filter(|it| !is_pattern(it)) {
        let top = At::top(part.file, key);
        for (name, given) in entries(pick(&part.raw)) {
            let at = top.key(&name.value);
            let origin = at.origin(name.span);
            if name.value.trim().is_empty() {
                loading.invalid(origin, &at.path, say::name_empty(key), say::name_empty_help());
                continue;
            }
            match ids.entry(&*name.value.text) {
                Entry::Occupied(first) => id_duplicate(loading, &at, &name.value, (first.get().origin, origin)),
                Entry::Vacant(free) => {
                    free.insert(Declaration { at, origin, given, part });
                }
            }
        }
    }
    ids
}

fn datasets<'r>(
    loading: &mut Loading<'_>,
    systems: &Ids<'r, raw::System>,
    presets: &preset::Presets<'r>,
) -> IndexMap<String, Declaration<'r, raw::Dataset>> {
    let mut all = IndexMap::new();
    for (system_id, system) in systems {
        let Some(raw) = &system.given.value else { continue };
        let datasets = system.at.key("datasets");
        for (name, given) in entries(&raw.datasets) {
            let at = datasets.key(&name.value);
            let origin = at.origin(name.span);
            check_plain(loading, &at, &name.value, origin);
            let id = format!("{system_id}.{}", name.value.text);
            all.insert(id, Declaration { at, origin, given, part: system.part });
        }
        for (id, declared) in presets.datasets_of(system_id) {
            all.entry(id.clone()).or_insert_with(|| declared.clone());
        }
    }
    all
}

/// Ids that are joined by dots hold none, and nothing that a path or a glob could mistake.
fn check_plain(loading: &mut Loading<'_>, at: &At, id: &str, origin: Origin) {
    let fits = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    if !id.chars().all(fits) || id.is_empty() {
        loading.invalid(origin, &at.path, say::id_unusable(id), say::id_unusable_help());
    }
}

/// Reports `name-duplicate` for the second of two places.
pub(super) fn id_duplicate(loading: &mut Loading<'_>, at: &At, id: &str, (first, second): (Origin, Origin)) {
    let related = Related::in_source(&loading.sources, first, say::first_here());
    let finding = loading.finding(NAME_DUPLICATE, second, &at.path, say::id_duplicate(id));
    loading.push(second, finding.with_help(say::id_duplicate_help(id)).related_to(related));
}

/// Reports a block of which one dictionary has one.
pub(super) fn block_duplicate(loading: &mut Loading<'_>, at: &At, (first, second): (Origin, Origin)) {
    let related = Related::in_source(&loading.sources, first, say::first_here());
    let finding = loading.finding(NAME_DUPLICATE, second, &at.path, say::block_duplicate(at.name()));
    loading.push(second, finding.with_help(say::block_duplicate_help(at.name())).related_to(related));
}
