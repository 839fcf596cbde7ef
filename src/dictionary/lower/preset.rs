//! What presets say of systems and their datasets, below what the dictionary says itself.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::names::{Declaration, Ids};
use crate::dictionary::import::{Brought, presets};
use crate::dictionary::part::{At, Part, entries};
use crate::dictionary::raw;
use crate::model::{Dataset, Field, Layout, System, Transport};
use crate::text::Origin;

/// Presets by the system that names them, in the order in which it does.
#[derive(Default)]
pub(super) struct Presets<'r> {
    systems: BTreeMap<&'r str, Vec<Declaration<'r, raw::System>>>,
    /// By `system.dataset`, in the order of the presets.
    datasets: BTreeMap<&'r str, Vec<(String, Declaration<'r, raw::Dataset>)>>,
    /// Where the system names the preset that brings a dataset, by `system.dataset`.
    named: BTreeMap<String, Origin>,
}

impl<'r> Presets<'r> {
    /// The presets that systems name.
    pub(super) fn of(brought: &'r Brought, systems: &Ids<'r, raw::System>) -> Self {
        let mut all = Self::default();
        for (id, system) in systems {
            let Some(raw) = &system.given.value else { continue };
            for (_, span) in presets(&raw.preset) {
                let named = system.at.origin(span);
                let file = brought.presets.get(&named);
                let part = file.and_then(|file| brought.parts.iter().find(|it| it.file == *file));
                if let Some(part) = part {
                    all.add(id, part, named);
                }
            }
        }
        all
    }

    fn add(&mut self, id: &'r str, part: &'r Part, named: Origin) {
        let top = At::top(part.file, "systems");
        for (key, given) in entries(&part.raw.systems) {
            let at = top.key(&key.value);
            let origin = at.origin(key.span);
            let datasets = at.key("datasets");
            for (name, dataset) in given.value.iter().flat_map(|it| entries(&it.datasets)) {
                let at = datasets.key(&name.value);
                let declared = Declaration { origin: at.origin(name.span), at, given: dataset, part };
                let dataset = format!("{id}.{}", name.value.text);
                self.named.entry(dataset.clone()).or_insert(named);
                self.datasets.entry(id).or_default().push((dataset, declared));
            }
            self.systems.entry(id).or_default().push(Declaration { at, origin, given, part });
        }
    }

    /// What presets say of a system.
    pub(super) fn system(&self, id: &str) -> &[Declaration<'r, raw::System>] {
        self.systems.get(id).map_or(&[], Vec::as_slice)
    }

    /// The datasets that presets bring to a system.
    pub(super) fn datasets_of(&self, id: &str) -> &[(String, Declaration<'r, raw::Dataset>)] {
        self.datasets.get(id).map_or(&[], Vec::as_slice)
    }

    /// Where the dictionary names the preset that brings a dataset: what is wrong with its files is shown there.
    pub(super) fn named(&self, id: &str) -> Option<Origin> {
        self.named.get(id).copied()
    }

    /// What the first preset says of the dataset `id` of a system.
    pub(super) fn dataset(&self, id: &str) -> Option<&Declaration<'r, raw::Dataset>> {
        let system = id.split('.').next().unwrap_or_default();
        self.datasets_of(system).iter().find(|(it, _)| it == id).map(|(_, declared)| declared)
    }
}

/// A system with what it does not say taken over from a preset.
pub(super) fn system(mut own: System, raw: &raw::System, preset: System) -> System {
    if own.title.texts.is_empty() {
        own.title = preset.title;
    }
    own.kind = own.kind.or(preset.kind);
    own.naming = own.naming.or(preset.naming);
    own.transport = transport(own.transport, raw.transport.value.as_ref(), preset.transport);
    own
}

fn transport(mut own: Transport, raw: Option<&raw::Transport>, preset: Transport) -> Transport {
    macro_rules! take {
        ($($key:ident),*) => { $( own.$key = own.$key.or(preset.$key); )* };
    }
    take!(origin, encoding, bom, delimiter, quote, newline, nulls, zone, file_name, max_age);
    if raw.is_none_or(|it| it.guards.span.is_none()) {
        own.guards = preset.guards;
    }
    if raw.is_none_or(|it| it.pending.span.is_none()) {
        own.pending = preset.pending;
    }
    if own.api.is_empty() {
        own.api = preset.api;
    }
    own
}

/// A dataset with what it does not say taken over from a preset. Fields are told apart by their names.
pub(super) fn dataset(mut own: Dataset, raw: &raw::Dataset, preset: Dataset) -> Dataset {
    own.entity = own.entity.or(preset.entity);
    own.grain = own.grain.or(preset.grain);
    own.format = own.format.or(preset.format);
    own.contract = own.contract.or(preset.contract);
    own.each = own.each.or(preset.each);
    if raw.layout.span.is_none() {
        own.layout = Layout { ..preset.layout };
    }
    if raw.files.span.is_none() {
        own.files = preset.files;
    }
    if raw.sheet.span.is_none() {
        own.sheets = preset.sheets;
    }
    if raw.extra_fields.span.is_none() {
        own.extra_fields = preset.extra_fields;
    }
    own.match_synonyms |= preset.match_synonyms && raw.matching.span.is_none();
    for (rule, share) in preset.tolerance {
        own.tolerance.entry(rule).or_insert(share);
    }
    let said: Vec<Arc<str>> = own.fields.iter().map(|it| Arc::clone(&it.name)).chain(own.unresolved.clone()).collect();
    let left: Vec<Field> = preset.fields.into_iter().filter(|it| !said.contains(&it.name)).collect();
    own.fields.splice(0..0, left);
    own
}
