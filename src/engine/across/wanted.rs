//! What a check wants of a dataset, and how the columns of one file give it.

use std::sync::Arc;

use super::datum::{NULL, TAG_BITS, UNTESTED, encode, key_bytes};
use super::side::Emitted;
use crate::engine::data::FilePlan;
use crate::engine::keys::{Location, pack};
use crate::model::{Condition, Dataset, Date, Dictionary, Field};
use crate::plan::{Cells, RowCondition};
use crate::rule::{Canonical, Value};
use crate::table::Batch;

/// Most values of one row: their tags share a word.
pub(super) const MOST_VALUES: usize = 64 / TAG_BITS;

/// A column by the element it stands for, and by its identifier scheme where that matters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Column {
    /// The element.
    pub(super) element: Arc<str>,
    /// The scheme.
    pub(super) scheme: Option<Arc<str>>,
}

impl Column {
    /// The first column of an element.
    pub(super) fn of(element: &Arc<str>) -> Self {
        Self { element: Arc::clone(element), scheme: None }
    }

    /// The field of a dataset that it is.
    pub(super) fn field<'d>(&self, dataset: &'d Dataset) -> Option<&'d Field> {
        let scheme = |field: &Field| field.scheme.as_ref().map(|it| &it.value) == self.scheme.as_ref();
        dataset
            .fields
            .iter()
            .find(|field| field.element.value == self.element && (self.scheme.is_none() || scheme(field)))
    }
}

/// One value of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Want {
    /// The canonical value.
    Value(Column),
    /// What is written, a local code for instance.
    Written(Column),
    /// Several columns as one packed text.
    Key(Vec<Column>),
}

/// What a check wants of a dataset.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    /// `system.dataset`.
    pub(super) dataset: Arc<str>,
    /// What rows are brought together by.
    pub(super) key: Vec<Column>,
    /// The values of a row.
    pub(super) values: Vec<Want>,
    /// Which records count.
    pub(super) filter: Option<Arc<Condition>>,
}

impl Wanted {
    /// Rows of `dataset` by `key`.
    pub(super) fn new(dataset: &Arc<str>, key: Vec<Column>, values: Vec<Want>) -> Self {
        Self { dataset: Arc::clone(dataset), key, values, filter: None }
    }

    /// Every element it reads.
    pub(super) fn elements(&self) -> impl Iterator<Item = Column> {
        let values = self.values.iter().flat_map(|it| match it {
            Want::Value(column) | Want::Written(column) => vec![column.clone()],
            Want::Key(columns) => columns.clone(),
        });
        let filter = self.filter.iter().flat_map(|it| it.elements.iter().map(Column::of));
        self.key.iter().cloned().chain(values).chain(filter).collect::<Vec<_>>().into_iter()
    }

    /// Whether both ask for the same rows.
    pub(super) fn is(&self, other: &Self) -> bool {
        let filter = |it: &Self| it.filter.as_ref().map(|it| Arc::clone(&it.text));
        self.dataset == other.dataset
            && self.key == other.key
            && self.values == other.values
            && filter(self) == filter(other)
    }
}

/// What the rows of one side are made of in one file.
pub(in crate::engine) struct Extract {
    /// Which side.
    pub(in crate::engine) side: usize,
    key: Vec<(usize, Canonical)>,
    values: Vec<Source>,
    filter: Option<RowCondition>,
    keep: usize,
}

enum Source {
    Value(usize, Canonical),
    Written(usize),
    Key(Vec<(usize, Canonical)>),
}

impl Extract {
    /// Binds what is wanted to the columns of a file; `None` where one is not there.
    pub(super) fn new(
        (side, wanted): (usize, &Wanted),
        dictionary: &Dictionary,
        dataset: &Dataset,
        (plan, as_of): (&FilePlan, Date),
    ) -> Option<Self> {
        let zone = dictionary.time_zone.as_deref();
        let column = |column: &Column| {
            let field = column.field(dataset)?;
            let planned = plan.plans.iter().position(|it| it.spec.origin == field.origin)?;
            Some((planned, Canonical::of(&plan.plans.get(planned)?.spec, zone)))
        };
        let key: Option<Vec<_>> = wanted.key.iter().map(column).collect();
        let value = |want: &Want| {
            Some(match want {
                Want::Value(it) => column(it).map(|(planned, canonical)| Source::Value(planned, canonical))?,
                Want::Written(it) => Source::Written(column(it)?.0),
                Want::Key(all) => Source::Key(all.iter().map(column).collect::<Option<_>>()?),
            })
        };
        let values: Option<Vec<_>> = wanted.values.iter().map(value).collect();
        let specs: Vec<_> = plan.plans.iter().map(|it| Arc::clone(&it.spec)).collect();
        let filter = match &wanted.filter {
            Some(condition) => Some(RowCondition::new(condition, &specs, zone, as_of).ok()?),
            None => None,
        };
        Some(Self { side, key: key?, values: values?, filter, keep: plan.keep })
    }

    /// The rows of one batch; `block` counts the dataset's blocks.
    pub(in crate::engine) fn rows(&self, cells: Cells<'_>, batch: &Batch, block: u64) -> Emitted {
        let mut emitted = Emitted::default();
        let truths = self.filter.as_ref().map(|it| it.run(cells, batch.rows()));
        let mut scratch = Vec::new();
        for (row, record) in batch.record_of.iter().enumerate() {
            if truths.as_ref().is_some_and(|it| it.get(row).copied().flatten() != Some(true)) {
                continue;
            }
            emitted.passed += 1;
            let Some(at) = u32::try_from(block).ok().map(|block| Location { block, record: *record }) else {
                emitted.overflown = true;
                continue;
            };
            if let Some(key) = packed(&self.key, cells, (row, &mut scratch)) {
                self.row(&mut emitted.words, (key, at), cells, (row, &mut scratch));
                continue;
            }
            emitted.keyless += 1;
            if emitted.keyless_at.len() < self.keep {
                emitted.keyless_at.push(at);
            }
        }
        emitted
    }

    #[expect(clippy::cast_possible_truncation, reason = "both halves are taken")]
    fn row(
        &self,
        words: &mut Vec<u64>,
        (key, at): (u128, Location),
        cells: Cells<'_>,
        (row, scratch): (usize, &mut Vec<u8>),
    ) {
        let head = words.len();
        words.extend([key as u64, (key >> 64) as u64, (u64::from(at.block) << 32) | u64::from(at.record), 0]);
        let mut tags = 0;
        for (index, source) in self.values.iter().enumerate() {
            let (tag, bits) = source.read(cells, row, scratch);
            tags |= tag << (TAG_BITS * index);
            words.extend([bits as u64, (bits >> 64) as u64]);
        }
        if let Some(word) = words.get_mut(head + 3) {
            *word = tags;
        }
    }
}

impl Source {
    fn read(&self, cells: Cells<'_>, row: usize, scratch: &mut Vec<u8>) -> (u64, u128) {
        let column = match self {
            Self::Value(column, _) | Self::Written(column) => *column,
            Self::Key(columns) if columns.is_empty() => return (NULL, 0),
            Self::Key(columns) => {
                return packed(columns, cells, (row, scratch)).map_or((NULL, 0), |it| (7, it));
            }
        };
        let Some(cell) = cells.right(column, row) else {
            let null = cells.is_null(column, row) == Some(true);
            return (if null { NULL } else { UNTESTED }, 0);
        };
        let text = || std::str::from_utf8(cell).unwrap_or_default();
        let value = match self {
            Self::Value(_, canonical) => canonical.read(cell),
            _ => Some(Value::Text(text())),
        };
        value.and_then(encode).unwrap_or((UNTESTED, 0))
    }
}

/// The packed key of a row, its parts in canonical form.
fn packed(key: &[(usize, Canonical)], cells: Cells<'_>, (row, scratch): (usize, &mut Vec<u8>)) -> Option<u128> {
    scratch.clear();
    for (column, canonical) in key {
        let value = canonical.read(cells.right(*column, row)?)?;
        let start = scratch.len();
        key_bytes(value, scratch);
        if key.len() > 1 {
            let length = scratch.len() - start;
            scratch.push(0);
            scratch.extend_from_slice(&u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes());
        }
    }
    Some(pack(scratch))
}
