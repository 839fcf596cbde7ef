//! The records of one file, judged, made canonical, judged again, and written.

use std::sync::Arc;

use super::value::{self, Written};
use super::{ConvertError, Converted, Converting, Opening};
use crate::engine::undeclared::{CANONICAL, canonical_names};
use crate::engine::verdicts::{KeptFile, Verdicts, Wrong};
use crate::finding::Report;
use crate::message::{Message, convert as say};
use crate::model::{Date, Dictionary};
use crate::plan::{self, ColumnPlan, outcome};
use crate::rule::{Canonical, FieldSpec};
use crate::rules::RULES;
use crate::table::{Batch, Block, CanonicalColumn};

/// A column on its way.
struct Column {
    /// Planned column of the source.
    planned: usize,
    spec: Arc<FieldSpec>,
    reads: Canonical,
    /// What judges the canonical value.
    judges: ColumnPlan,
}

pub(super) fn convert(
    file: &mut KeptFile,
    (dictionary, report): (&Dictionary, &Report),
    converting: Converting,
    open: Opening<'_>,
) -> Result<Converted, ConvertError> {
    let columns = columns(file, dictionary, converting)?;
    let told: Vec<CanonicalColumn> = columns.iter().map(told).collect();
    let out = open(&file.plan.path, &file.plan.dataset)?;
    let mut writer = converting.to.writer(out, &told)?.ok_or(ConvertError::NoFormat)?;
    let Some(mut table) = file.table() else { return Err(ConvertError::Io(std::io::ErrorKind::NotFound.into())) };
    let indexer = table.indexer();
    let verdicts = Verdicts::new(file, Wrong::everything(report, &file.plan));
    let (mut block, mut batch, mut outcomes) = (Block::default(), Batch::default(), Vec::new());
    let mut converted =
        Converted { path: Arc::clone(&file.plan.path), dataset: Arc::clone(&file.plan.dataset), records: 0, bad: 0 };
    let mut line = file.plan.head.body_line;
    let read = |it: Box<crate::table::ReadError>| {
        ConvertError::Io(std::io::Error::other(it.reason.text(crate::message::Lang::En)))
    };
    while table.next(&mut block).map_err(read)? {
        indexer.index(&block, &file.plan.wanted, &mut batch);
        file.plan.judge(&mut batch, &mut outcomes);
        let bad = verdicts.of(&*indexer, (&block, &batch), &outcomes);
        let here = |record: u32| {
            let start = batch.record_starts.get(record as usize).copied().unwrap_or_default() as usize;
            line + memchr::memchr_iter(b'\n', batch.text.get(..start).unwrap_or_default()).count() as u64 + 1
        };
        if let Some((record, why)) = bad.first_key_value().filter(|_| !converting.skips_bad) {
            let (rule, field) = why.first().map(|it| (it.0, it.1.clone())).unzip();
            let field = field.flatten().unwrap_or_default();
            let path = Arc::clone(&converted.path);
            return Err(ConvertError::Bad { path, count: bad.len() as u64, line: here(*record), rule, field });
        }
        converted.bad += bad.len() as u64;
        for (row, record) in batch.record_of.iter().enumerate().filter(|(_, record)| !bad.contains_key(record)) {
            let mut cells: Vec<Option<String>> = Vec::with_capacity(columns.len());
            for column in &columns {
                let code = outcomes.get(column.planned).and_then(|it| it.get(row)).copied().unwrap_or(outcome::NULL);
                let cell = batch.columns.get(column.planned).map(|it| it.bytes(row, &batch.text)).unwrap_or_default();
                match column.canonical(cell, code) {
                    Ok((text, lost)) if lost.is_none() || converting.lossy => cells.push(text),
                    Ok((_, why)) => {
                        let why = why.unwrap_or_else(say::unreadable);
                        return Err(column.lossy(&converted.path, here(*record), why));
                    }
                    Err(why) => return Err(column.unlike(why)),
                }
            }
            writer.record(&cells)?;
            converted.records += 1;
        }
        line += batch.newlines;
    }
    writer.finish()?;
    Ok(converted)
}

/// The bound columns of a file, with the way each one takes.
fn columns(file: &KeptFile, dictionary: &Dictionary, converting: Converting) -> Result<Vec<Column>, ConvertError> {
    let (source, target) = (&file.plan.dataset, format!("{CANONICAL}.{}", file.plan.dataset));
    let (Some(source), Some(target)) = (dictionary.datasets.get(source), dictionary.datasets.get(&*target)) else {
        return Err(ConvertError::Io(std::io::ErrorKind::NotFound.into()));
    };
    let names = canonical_names(source);
    let mut columns = Vec::new();
    for (planned, column) in file.plan.plans.iter().enumerate() {
        let spec = &column.spec;
        let at = source.fields.iter().position(|it| it.origin == spec.origin);
        let field = at.and_then(|it| names.get(it)).and_then(|name| target.fields.iter().find(|it| it.name == *name));
        let Some(canonical) = field.and_then(|it| plan::field_spec(dictionary, target, it)) else { continue };
        let reads = Canonical::of(spec, dictionary.time_zone.as_deref());
        let column = Column { planned, spec: Arc::clone(spec), judges: judges(canonical, file.as_of), reads };
        let many =
            file.plan.wanted.get(planned).and_then(|it| file.plan.head.header.get(*it)).is_some_and(|it| it.many);
        match column.reads.loss.map(value::loss).or(many.then(|| (false, say::list()))) {
            Some((true, why)) => return Err(column.unlike(why)),
            Some((false, why)) if !converting.lossy => return Err(column.lossy(&file.plan.path, 0, why)),
            Some(_) if many => {}
            _ => columns.push(column),
        }
    }
    Ok(columns)
}

fn judges(spec: FieldSpec, as_of: Date) -> ColumnPlan {
    ColumnPlan::new(Arc::new(spec), RULES, as_of)
}

fn told(column: &Column) -> CanonicalColumn {
    let constraints = &column.spec.element.constraints;
    let digits = constraints.precision.as_ref().zip(constraints.scale.as_ref());
    CanonicalColumn {
        name: Arc::clone(&column.judges.spec.field),
        kind: column.spec.element.kind.value,
        digits: digits.map(|(precision, scale)| (precision.value, scale.value)),
    }
}

impl Column {
    /// The canonical text of a cell with this outcome, and what it loses.
    ///
    /// # Errors
    /// Why there is no canonical value, whatever may be lost.
    fn canonical(&self, cell: &[u8], code: u8) -> Result<(Option<String>, Option<Message>), Message> {
        match code {
            outcome::NULL => return Ok((None, None)),
            // What is not known yet and what is masked is no value.
            outcome::SKIPPED if self.judges.null_code().is_none() => return Ok((None, Some(say::pending()))),
            outcome::SKIPPED => return Err(say::pending()),
            _ => {}
        }
        let loses = self.reads.loses(cell).map(value::cell_loss);
        let written = self.reads.read(cell).and_then(|it| value::written(it, &self.spec));
        let Written { text, lost } = written.ok_or_else(say::unreadable)?;
        let lost = lost.or(loses);
        if self.judges.judge_one(text.as_bytes()) == outcome::OK { Ok((Some(text), lost)) } else { Err(say::unfit()) }
    }

    fn lossy(&self, path: &Arc<str>, line: u64, why: Message) -> ConvertError {
        let (field, element) = (Arc::clone(&self.spec.field), Arc::clone(&self.spec.element.id));
        ConvertError::Lossy { path: Arc::clone(path), line, field, element, why }
    }

    fn unlike(&self, why: Message) -> ConvertError {
        let (field, element) = (Arc::clone(&self.spec.field), Arc::clone(&self.spec.element.id));
        ConvertError::Unlike { field, element, why }
    }
}
