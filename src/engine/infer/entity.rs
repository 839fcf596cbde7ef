//! Entities: tables that have a key, by what tells their records apart.

use super::element::{Elements, numbered};
use super::{FieldDraft, TableDraft};
use crate::model::Dictionary;

/// An entity: its id, title and elements, and which tables have its key.
pub(super) struct EntityDraft {
    pub(super) id: String,
    pub(super) key: Vec<usize>,
    pub(super) required: Vec<usize>,
    pub(super) tables: Vec<usize>,
}

pub(super) fn entities(dictionary: &Dictionary, tables: &[TableDraft], elements: &Elements) -> Vec<EntityDraft> {
    let mut entities: Vec<EntityDraft> = Vec::new();
    for (at, table) in tables.iter().enumerate().filter(|(_, it)| !it.key.is_empty()) {
        let of = |fields: &mut dyn Iterator<Item = &FieldDraft>| -> Vec<usize> {
            fields.filter_map(|it| Some(it.element?.0)).collect()
        };
        let key = of(&mut table.key.iter().filter_map(|it| table.fields.get(*it)));
        let always = of(&mut table.fields.iter().filter(|it| !it.shape.is_nullable && !it.shape.is_optional));
        if let Some(known) = entities.iter_mut().find(|it| it.key == key) {
            known.required.retain(|it| always.contains(it));
            known.tables.push(at);
            continue;
        }
        let object =
            key.first().and_then(|it| elements.all.get(*it)).map(|it| it.id.split('.').next().unwrap_or("record"));
        let object = object.unwrap_or("record").to_owned();
        let is_taken = |id: &str| entities.iter().any(|it| it.id == id) || dictionary.entities.contains_key(id);
        let dataset = table.group.dataset.clone();
        let id = if is_taken(&object) && !is_taken(&dataset) { dataset } else { numbered(object, |it| !is_taken(it)) };
        entities.push(EntityDraft { id, key, required: always, tables: vec![at] });
    }
    entities
}
