//! Datasets that no dictionary declares: the canonical form of a declared one, and a tool that is not connected yet.

use std::sync::Arc;

use crate::model::{
    BomPolicy, Dataset, Declared, Dictionary, Field, FormatChoice, Layout, LogicalType, Newline, System,
    TemporalFormat, Transport,
};
use crate::text::Origin;

/// The system of canonical datasets: `canonical.tmall.orders` is what `tmall.orders` becomes.
pub const CANONICAL: &str = "canonical";
/// The system of tools that nobody has mapped: `draft.order` is one that claims to keep orders.
pub const DRAFT: &str = "draft";

/// Adds the dataset that `id` names, if it is of one of these systems and the dictionary says what it stands for.
pub(super) fn add(dictionary: &mut Dictionary, id: &str) {
    let Some((system, name)) = id.split_once('.') else { return };
    if dictionary.datasets.contains_key(id) {
        return;
    }
    let made = match system {
        CANONICAL => canonical(dictionary, name),
        DRAFT => draft(dictionary, name),
        _ => None,
    };
    let Some((system, dataset)) = made else { return };
    dictionary.systems.entry(Arc::clone(&system.id)).or_insert(system);
    dictionary.datasets.insert(Arc::clone(&dataset.id), dataset);
}

/// The names that the fields of a dataset have in its canonical form: the element, and the role where it stands twice.
pub(super) fn canonical_names(dataset: &Dataset) -> Vec<Arc<str>> {
    let mut names: Vec<Arc<str>> = Vec::new();
    for field in &dataset.fields {
        let element = &field.element.value;
        let mut name = match &field.role {
            Some(role) => Arc::from(format!("{element}@{role}")),
            None => Arc::clone(element),
        };
        if names.contains(&name) {
            name = Arc::from(format!("{element}@{}", field.name));
        }
        names.push(name);
    }
    names
}

/// What a dataset becomes: its elements under their own names, in canonical types, units, codes and zones.
pub(super) fn canonical(dictionary: &Dictionary, of: &str) -> Option<(System, Dataset)> {
    let source = dictionary.datasets.get(of)?;
    let mut system = System::plain(CANONICAL, source.origin);
    let declared = |it| Some(Declared::new(it, source.origin));
    system.transport = Transport {
        encoding: declared(Arc::from("utf-8")),
        bom: Some(Declared::new(BomPolicy::Forbid, source.origin)),
        newline: Some(Declared::new(Newline::Lf, source.origin)),
        ..Transport::default()
    };
    let mut dataset = Dataset::plain(CANONICAL, of, source.origin);
    dataset.entity.clone_from(&source.entity);
    dataset.layout = Layout { grain: source.layout.grain.clone(), ..Layout::default() };
    for (field, name) in source.fields.iter().zip(canonical_names(source)) {
        let mut plain = Field::plain(name, field.element.clone());
        plain.origin = field.origin;
        plain.required.clone_from(&field.required);
        plain.nullable.clone_from(&field.nullable);
        plain.codes.clone_from(&field.codes);
        plain.format = dictionary.element(&field.element.value).and_then(|it| form(it.kind.value, field.origin));
        dataset.fields.push(plain);
    }
    Some((system, dataset))
}

/// The canonical form of dates and times: RFC 3339, instants with their offset.
fn form(kind: LogicalType, origin: Origin) -> Option<Declared<FormatChoice>> {
    let form = match kind {
        LogicalType::Timestamp => TemporalFormat::Rfc3339,
        LogicalType::Date | LogicalType::Time => TemporalFormat::Iso8601,
        _ => return None,
    };
    Some(Declared::new(FormatChoice::Temporal(vec![form]), origin))
}

/// A tool that claims to keep an entity: every element of it under any name the dictionary knows.
fn draft(dictionary: &Dictionary, entity: &str) -> Option<(System, Dataset)> {
    let declared = dictionary.entities.get(entity)?;
    let system = System::plain(DRAFT, declared.origin);
    let mut dataset = Dataset::plain(DRAFT, entity, declared.origin);
    dataset.entity = Some(Declared::new(Arc::from(entity), declared.origin));
    dataset.match_synonyms = true;
    for part in declared.key.iter().chain(&declared.required).chain(&declared.optional) {
        if !dataset.fields.iter().any(|it| it.element.value == part.value) {
            dataset.fields.push(Field::plain(Arc::clone(&part.value), part.clone()));
        }
    }
    Some((system, dataset))
}
