//! Which profiles do something: one that nothing of the dictionary falls under must not pass as checked.

use std::sync::Arc;

use super::Cx;
use crate::dictionary::import::Brought;
use crate::dictionary::part::{At, Standing, entries};
use crate::message::import as say;
use crate::model::{Dictionary, Entity};

/// Lists profiles without effect, and those of the dictionary's own that are not in force.
pub(super) fn note(cx: &mut Cx<'_, '_, '_>, brought: &Brought, dictionary: &Dictionary) {
    for (name, origin) in &brought.profiles {
        if **name != *"general" && !is_used(cx, dictionary, name) {
            cx.loading.unchecked(&format!("dictionary.profiles.{name}"), *origin, say::profile_unused(name));
        }
    }
    for part in brought.parts.iter().filter(|it| it.standing == Standing::Own) {
        let top = At::top(part.file, "profiles");
        for (key, _) in entries(&part.raw.profiles) {
            let name = &*key.value.text;
            if !brought.profiles.iter().any(|(it, _)| **it == *name) {
                cx.loading.unchecked(&top.key(name).path, top.origin(key.span), say::profile_off(name));
            }
        }
    }
}

/// Whether a field stands for something that the profile narrows, or a dataset claims to be it.
fn is_used(cx: &Cx<'_, '_, '_>, dictionary: &Dictionary, profile: &Arc<str>) -> bool {
    let mut elements = cx.names.narrowed_elements.iter().filter(|it| it.profile == *profile).map(|it| it.id);
    let mapped = |id: &str| {
        let fields = dictionary.datasets.values().flat_map(|it| &it.fields);
        let mut kept = fields.filter_map(|it| dictionary.element(&it.element.value));
        kept.any(|it| &*it.id == id || it.descends_from(id))
    };
    let mut entities = cx.names.narrowed_entities.iter().filter(|it| it.profile == *profile).map(|it| it.id);
    let claimed = |id: &str| {
        let claims = dictionary.datasets.values().filter_map(|it| dictionary.entities.get(&it.entity.as_ref()?.value));
        let lines = |it| std::iter::successors(Some(it), |it: &&Entity| it.base.as_ref().map(|base| &*base.of));
        claims.flat_map(lines).any(|it| &*it.id == id)
    };
    elements.any(mapped) || entities.any(claimed)
}
