//! Tables read: exports record by record, contracts schema by schema.

use std::sync::Arc;

use super::group::Group;
use super::profile::Profile;
use super::shape;
use super::{FieldDraft, Inferring, TableDraft};
use crate::contract;
use crate::engine::assign::Assigned;
use crate::engine::candidate::Candidate;
use crate::engine::data;
use crate::finding::{Finding, InputKind};
use crate::matching::{Reading, Values};
use crate::model::{Dataset, Declared, DeclaredField, Dictionary};
use crate::plan;
use crate::table::packed::Limits;
use crate::table::{Batch, Block, CellKind, Head, ReadError, Table};
use crate::text::{Origin, Sources};

/// Fewest fields of a schema that is a table.
const FEWEST: usize = 3;

/// Most rows above a header.
const MOST_ABOVE: u64 = 40;

/// Most schemas of a contract that are drafted.
const MOST_SCHEMAS: usize = 40;

/// More schemas than this are drafted without what is nested in them: each may lead to all others.
const MANY_SCHEMAS: usize = 64;

/// Reads a group; how many schemas of a contract were left out.
pub(super) fn read(
    inferring: &Inferring,
    group: Group,
    (tables, findings): (&mut Vec<TableDraft>, &mut Vec<Finding>),
) -> usize {
    if group.is_contract {
        return schemas(&group, tables);
    }
    let mut table = empty(group);
    let mut profiles: Vec<(Arc<str>, Profile)> = Vec::new();
    let mut head = None;
    for file in table.group.files.clone() {
        let (records, header) = (&mut table.records, &mut table.header_row);
        let mut reading = Reader { inferring, profiles: &mut profiles, records, header };
        match reading.file(&file, (&table.group.system, &table.group.dataset)) {
            Ok((its, is_sample)) => {
                table.is_sample |= is_sample;
                head.get_or_insert(its);
            }
            Err(error) => findings.push(data::unreadable(&file.shown, &Arc::from(&*table.group.dataset), &error)),
        }
    }
    table.group.files.truncate(1);
    let typed = head.as_ref().is_some_and(|it| it.typed);
    table.encoding = head.as_ref().and_then(|it| it.encoding).map(str::to_owned);
    table.delimiter = head.as_ref().map(|it| it.delimiter).filter(|it| *it != 0);
    let records = table.records;
    table.fields = profiles
        .into_iter()
        .filter(|(name, _)| !name.trim().is_empty())
        .map(|(name, profile)| {
            let mut shape = shape::of_values(&name, &profile, typed);
            shape.is_optional |= profile.cells < records;
            let values = Values::of(profile.sample.iter().map(String::as_str));
            FieldDraft { name, shape, profile, values, description: None, element: None, near: Vec::new() }
        })
        .collect();
    tables.push(table);
    0
}

fn empty(group: Group) -> TableDraft {
    let (fields, key) = (Vec::new(), Vec::new());
    TableDraft { group, fields, key, records: 0, encoding: None, delimiter: None, header_row: None, is_sample: false }
}

struct Reader<'r> {
    inferring: &'r Inferring,
    /// By name, in the order of their first sight.
    profiles: &'r mut Vec<(Arc<str>, Profile)>,
    records: &'r mut u64,
    /// The row of the header, where it is not the first.
    header: &'r mut Option<u64>,
}

impl Reader<'_> {
    /// Reads one file; whether only its first records.
    fn file(&mut self, file: &Candidate, (system, name): (&str, &str)) -> Result<(Head, bool), Box<ReadError>> {
        let dictionary = Dictionary::default();
        let dataset = Dataset::plain(system, name, Origin::default());
        let assigned = Assigned { file: file.clone(), dataset: &dataset, kind: InputKind::Data, format: None };
        let limits = Limits { most: self.inferring.max_unpacked };
        let mut table = data::open_table(&dictionary, &assigned, limits)?;
        let row = header_row(&*table, (&dictionary, file), limits);
        let mut dataset = Dataset::plain(system, name, Origin::default());
        let declared = row.map(|it| Declared::new(it, Origin::default()));
        dataset.layout.header_row = declared;
        let assigned = Assigned { file: file.clone(), dataset: &dataset, kind: InputKind::Data, format: None };
        if row.is_some() {
            table = data::open_table(&dictionary, &assigned, limits)?;
            *self.header = row;
        }
        let head = table.head().clone();
        let mut places: Vec<usize> = head.header.iter().map(|it| self.place(&it.text)).collect();
        // Of columns of one name only the first counts.
        for at in 1..places.len() {
            let (before, rest) = places.split_at_mut(at);
            if let Some(place) = rest.first_mut().filter(|it| before.contains(it)) {
                *place = usize::MAX;
            }
        }
        let wanted: Vec<usize> = (0..places.len()).collect();
        let indexer = table.indexer();
        let (mut block, mut batch) = (Block::default(), Batch::default());
        let before = *self.records;
        while table.next(&mut block)? {
            indexer.index(&block, &wanted, &mut batch);
            for (column, place) in batch.columns.iter().zip(&places) {
                let Some((_, profile)) = self.profiles.get_mut(*place) else { continue };
                for cell in 0..column.len() {
                    let text = String::from_utf8_lossy(column.bytes(cell, &batch.text));
                    let kind = column.kinds.get(cell).copied().unwrap_or(CellKind::Text);
                    profile.add(&text, kind);
                }
            }
            *self.records += batch.records() as u64;
            if *self.records - before >= self.inferring.most_records {
                return Ok((head, table.next(&mut block)?));
            }
        }
        Ok((head, false))
    }

    fn place(&mut self, name: &Arc<str>) -> usize {
        // Case and blanks differ from one export to the next.
        let folded = plan::fold(name);
        if let Some(at) = self.profiles.iter().position(|it| it.0 == *name || plan::fold(&it.0) == folded) {
            return at;
        }
        self.profiles.push((Arc::clone(name), Profile::new(shape::may_identify(name))));
        self.profiles.len() - 1
    }
}

/// The row of the header, from 1, where it is not the one that was taken for it: notes may stand above it. It is the first
/// one that nearly all records have as many cells as.
fn header_row(table: &dyn Table, (dictionary, file): (&Dictionary, &Candidate), limits: Limits) -> Option<u64> {
    let head = table.head();
    let named = head.header.iter().filter(|it| !it.text.trim().is_empty()).count();
    if head.format != "csv" || named > 1 {
        return None;
    }
    let mut dataset = Dataset::plain("probe", "probe", Origin::default());
    (head.header_line + 2..=MOST_ABOVE).find(|row| {
        dataset.layout.header_row = Some(Declared::new(*row, Origin::default()));
        let assigned = Assigned { file: file.clone(), dataset: &dataset, kind: InputKind::Data, format: None };
        data::open_table(dictionary, &assigned, limits).is_ok_and(is_regular)
    })
}

/// Whether nearly all records of the first block have as many cells as the header, which names more than one.
fn is_regular(mut table: Box<dyn Table>) -> bool {
    let indexer = table.indexer();
    let (mut block, mut batch) = (Block::default(), Batch::default());
    let named = table.head().header.iter().filter(|it| !it.text.trim().is_empty()).count();
    if named < 2 || named < table.head().header.len() || !matches!(table.next(&mut block), Ok(true)) {
        return false;
    }
    indexer.index(&block, &[], &mut batch);
    batch.malformed_count * 10 <= batch.records() as u64
}

/// Drafts the schemas of a contract that hold records; how many were left out.
fn schemas(group: &Group, tables: &mut Vec<TableDraft>) -> usize {
    let Some(file) = group.files.first() else { return 0 };
    let mut sources = Sources::default();
    let Ok(contract) = contract::open(&file.path, &file.shown, &mut sources) else { return 0 };
    let schemas = contract.schemas();
    let left_out = schemas.len().saturating_sub(MOST_SCHEMAS);
    let are_many = schemas.len() > MANY_SCHEMAS;
    for (fragment, name) in schemas.into_iter().take(MOST_SCHEMAS) {
        let lowered = if are_many { contract.outline(&fragment) } else { contract.fields(&fragment) };
        let fields: Vec<FieldDraft> = lowered.fields.iter().filter(|it| is_value(it)).map(declared).collect();
        if fields.len() < FEWEST {
            continue;
        }
        let name = if name.is_empty() { group.dataset.clone() } else { name };
        let dataset = super::group::id_of(&name, "record");
        let glob = if fragment.is_empty() { group.glob.clone() } else { format!("{}#{fragment}", group.glob) };
        let about = Reading::of(&name);
        let files = vec![file.clone()];
        let group = Group { system: group.system.clone(), dataset, glob, about, files, is_contract: true };
        tables.push(TableDraft { fields, ..empty(group) });
    }
    left_out
}

fn is_value(field: &DeclaredField) -> bool {
    !field.shape.types.iter().any(|it| matches!(&**it, "object" | "array"))
}

fn declared(field: &DeclaredField) -> FieldDraft {
    let mut profile = Profile::new(false);
    if let Some(values) = &field.shape.values {
        values.value.iter().for_each(|it| profile.add(&it.value, CellKind::Text));
    }
    let description = field.description.as_ref().map(|it| Arc::clone(&it.value));
    FieldDraft {
        name: Arc::clone(&field.path),
        shape: shape::of_declared(field),
        profile,
        values: Values::default(),
        description,
        element: None,
        near: Vec::new(),
    }
}
