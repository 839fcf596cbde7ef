//! What the dictionary's own systems hold for its elements: exports that its datasets claim are evidence, and nothing else.

use crate::engine::assign::Assigned;
use crate::engine::data;
use crate::finding::InputKind;
use crate::matching::{Known, Values};
use crate::model::{Dictionary, Field};
use crate::plan;
use crate::table::packed::Limits;
use crate::table::{Batch, Block, Head};

/// Most files of one dataset that are looked at, and most records of each.
const LOOKED_AT: (usize, usize) = (3, 2_000);

/// The elements in the dictionary's order, with the names and values that its systems have for them.
pub(super) fn known(dictionary: &Dictionary, claimed: &[Assigned<'_>], limits: Limits) -> Vec<Known> {
    let mut known = Known::all(dictionary);
    for dataset in dictionary.datasets.values() {
        let its = claimed.iter().filter(|it| it.dataset.id == dataset.id && it.kind == InputKind::Data);
        let mut columns: Vec<Vec<String>> = vec![Vec::new(); dataset.fields.len()];
        for file in its.take(LOOKED_AT.0) {
            read(dictionary, (file, limits), &mut columns);
        }
        for (field, values) in dataset.fields.iter().zip(&columns).filter(|it| !it.1.is_empty()) {
            let at = dictionary.elements.get_index_of(&field.element.value);
            if let Some(known) = at.and_then(|it| known.get_mut(it)) {
                known.held(Values::of(values.iter().map(String::as_str)));
            }
        }
    }
    known
}

/// Adds the first values of each field. What cannot be read is no evidence; a check tells what is wrong with it.
fn read(dictionary: &Dictionary, (assigned, limits): (&Assigned<'_>, Limits), columns: &mut [Vec<String>]) {
    let Ok(mut table) = data::open_table(dictionary, assigned, limits) else { return };
    let places = places(table.head(), &assigned.dataset.fields);
    let wanted: Vec<usize> = (0..places.len()).collect();
    let indexer = table.indexer();
    let (mut block, mut batch) = (Block::default(), Batch::default());
    let mut records = 0;
    while records < LOOKED_AT.1 && matches!(table.next(&mut block), Ok(true)) {
        indexer.index(&block, &wanted, &mut batch);
        records += batch.records();
        for (column, place) in batch.columns.iter().zip(&places) {
            let Some(values) = place.and_then(|it| columns.get_mut(it)) else { continue };
            let room = LOOKED_AT.1.saturating_sub(values.len());
            let cells = (0..column.len()).take(room).map(|it| column.bytes(it, &batch.text));
            let told = cells.map(|it| String::from_utf8_lossy(it).trim().to_owned()).filter(|it| is_value(it));
            values.extend(told);
        }
    }
}

fn is_value(text: &str) -> bool {
    !text.is_empty() && !super::profile::NULLS.contains(&text)
}

/// For each column the field that it is, by its name.
fn places(head: &Head, fields: &[Field]) -> Vec<Option<usize>> {
    let is = |field: &Field, name: &str| {
        let names = std::iter::once(&field.name).chain(field.also.iter().map(|it| &it.value));
        names.into_iter().any(|it| plan::fold(it) == name)
    };
    let place = |name: &str| {
        let folded = plan::fold(name);
        fields.iter().position(|it| is(it, &folded))
    };
    head.header.iter().map(|it| place(&it.text)).collect()
}
