//! What a preset maps, for lists and for whoever has a header and no mapping yet.

use super::pack::Export;
use crate::dictionary::part::entries;
use crate::dictionary::raw::{Either, Given, List, Map, System};

/// The exports of all systems of a preset.
pub(super) fn exports(systems: &Given<Map<System>>) -> Vec<Export> {
    let mut all = Vec::new();
    for (id, system) in entries(systems) {
        let Some(system) = &system.value else { continue };
        for (name, dataset) in entries(&system.datasets) {
            let Some(dataset) = &dataset.value else { continue };
            let columns = entries(&dataset.fields).map(|(column, field)| {
                let other = match &field.value {
                    Some(Either::Full(field)) => texts(&field.also),
                    _ => Vec::new(),
                };
                [vec![column.value.text.clone()], other].concat()
            });
            all.push(Export {
                system: id.value.text.clone(),
                dataset: name.value.text.clone(),
                files: texts(&dataset.files),
                columns: columns.collect(),
            });
        }
    }
    all
}

fn texts(list: &Given<List<String>>) -> Vec<String> {
    list.value.iter().flatten().filter_map(|it| it.value.clone()).collect()
}
