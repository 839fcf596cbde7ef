//! Everything that is declared, by id, over all files.

use indexmap::IndexMap;
use indexmap::map::Entry;

use crate::dictionary::ids::NAME_DUPLICATE;
use crate::dictionary::loading::Loading;
use crate::dictionary::part::{At, Part, entries};
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

type Ids<'r, T> = IndexMap<&'r str, Declaration<'r, T>>;

/// Everything that is declared.
pub(in crate::dictionary) struct Names<'r> {
    pub(super) departments: Ids<'r, raw::Department>,
    pub(super) formats: Ids<'r, raw::Format>,
    pub(super) elements: Ids<'r, raw::Element>,
    pub(super) entities: Ids<'r, raw::Entity>,
    pub(super) code_lists: Ids<'r, raw::CodeList>,
    pub(super) systems: Ids<'r, raw::System>,
    /// By `system.dataset`.
    pub(super) datasets: IndexMap<String, Declaration<'r, raw::Dataset>>,
}

impl<'r> Names<'r> {
    /// Gathers the ids of all parts; of an id given twice the first stays.
    pub(super) fn of(loading: &mut Loading<'_>, parts: &'r [Part]) -> Self {
        let systems = gather(loading, parts, "systems", |file| &file.systems);
        let datasets = datasets(loading, &systems);
        for (id, system) in &systems {
            check_plain(loading, &system.at, id, system.origin);
        }
        Self {
            departments: gather(loading, parts, "departments", |file| &file.departments),
            formats: gather(loading, parts, "formats", |file| &file.formats),
            elements: gather(loading, parts, "elements", |file| &file.elements),
            entities: gather(loading, parts, "entities", |file| &file.entities),
            code_lists: gather(loading, parts, "codeLists", |file| &file.code_lists),
            systems,
            datasets,
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
    for part in parts {
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
