//! A data file from its path to a plan: opened, its header bound, everything compiled once.

use std::sync::Arc;

use super::beside::beside;
use super::mendable;
use crate::engine::across::Extract;
use crate::engine::assign::Assigned;
use crate::engine::keys::{KeyParts, Normal, Parents};
use crate::engine::request::Request;
use crate::finding::{CellRef, Finding, Place};
use crate::message::{across, input};
use crate::model::{DeclaredField, DeclaredShape, Dictionary, Direction, Site};
use crate::plan::{self, ColumnPlan, Prover, RowCondition};
use crate::rule::{FieldSpec, Judged};
use crate::rules::RULES;
use crate::rules::run::check_skipped;
use crate::table::{self, Declaration, Extremes, Head, Projection, ReadError, Table, packed};
use crate::text::{Excerpt, Mask};

/// Everything about one file that its blocks are judged by.
pub(in crate::engine) struct FilePlan {
    /// As reports show it.
    pub(in crate::engine) path: Arc<str>,
    /// `system.dataset`.
    pub(in crate::engine) dataset: Arc<str>,
    /// What was settled when it was opened.
    pub(in crate::engine) head: Head,
    /// Header columns that are checked, ascending; each has a plan at the same index.
    pub(in crate::engine) wanted: Vec<usize>,
    /// Their checks.
    pub(in crate::engine) plans: Vec<ColumnPlan>,
    /// Plans of the columns that nobody declared.
    pub(in crate::engine) beside: Vec<ColumnPlan>,
    /// Header columns that are read: those that are checked, then those that nobody declared.
    pub(in crate::engine) columns: Vec<usize>,
    /// Whether records must not be alike to the last cell: where no key tells them apart.
    pub(in crate::engine) whole: bool,
    /// Whether it is counted how the columns look.
    pub(in crate::engine) profiled: bool,
    /// The dataset's key, where all its parts are there.
    pub(in crate::engine) key: Option<KeyJob>,
    /// Sets of parents that its records belong to.
    pub(in crate::engine) parents: Vec<ParentJob>,
    /// References to look up.
    pub(in crate::engine) references: Vec<ReferenceJob>,
    /// Rows for checks across datasets.
    pub(in crate::engine) across: Vec<Extract>,
    /// Cells that must not be null where a condition holds.
    pub(in crate::engine) required: Vec<Required>,
    /// Most places kept of one finding.
    pub(in crate::engine) keep: usize,
    /// Most places kept of all findings of the file, besides the first few of each.
    pub(in crate::engine) room: usize,
    masks: Vec<Mask>,
}

/// A column whose cells must not be null where a condition holds.
pub(in crate::engine) struct Required {
    /// The planned column.
    pub(in crate::engine) planned: usize,
    /// The outcome of a cell that is null all the same.
    pub(in crate::engine) code: u8,
    /// The condition.
    pub(in crate::engine) condition: RowCondition,
}

/// The key of a dataset in one file.
pub(in crate::engine) struct KeyJob {
    /// Its columns.
    pub(in crate::engine) parts: KeyParts,
    /// Whether the key must be unique (it need not where the grain repeats it).
    pub(in crate::engine) unique: bool,
}

/// Records as parents.
pub(in crate::engine) struct ParentJob {
    /// Which set of parents.
    pub(in crate::engine) set: usize,
    /// The joined columns.
    pub(in crate::engine) parts: KeyParts,
}

/// Records as children.
pub(in crate::engine) struct ReferenceJob {
    /// Which relation.
    pub(in crate::engine) relation: usize,
    /// The joined columns.
    pub(in crate::engine) parts: KeyParts,
    /// Whether the spelling of a key may tell why it has no partner.
    pub(in crate::engine) spelled: bool,
    /// Where their partners must be.
    pub(in crate::engine) parents: Arc<Parents>,
}

impl FilePlan {
    /// How cells of a header column may be shown.
    pub(in crate::engine) fn mask(&self, column: usize) -> Mask {
        self.masks.get(column).copied().unwrap_or(Mask::Shape)
    }

    /// Whether the file is read as it is stored.
    pub(in crate::engine) fn is_utf8(&self) -> bool {
        self.head.encoding.is_none_or(|it| it == "utf-8")
    }

    /// Whether the bytes as stored are the text that records are found in.
    pub(in crate::engine) fn is_plain_text(&self) -> bool {
        self.head.format == "csv" && self.is_utf8()
    }

    /// The columns of these elements, if all of them are there.
    pub(in crate::engine) fn parts(&self, elements: &[&str]) -> Option<KeyParts> {
        let part = |element: &&str| {
            let planned = self.plans.iter().position(|it| *it.spec.element.id == **element)?;
            // A column of several cells a record identifies no record.
            self.wanted.get(planned).and_then(|it| self.head.header.get(*it)).filter(|it| !it.many)?;
            Some((planned, Normal::of(&self.plans.get(planned)?.spec)))
        };
        let parts: Option<Vec<_>> = elements.iter().map(part).collect();
        parts.filter(|it| !it.is_empty()).map(|parts| KeyParts { parts })
    }

    /// What the reader need not read: columns nobody checks, and those whose extremes prove them right. Keys and what
    /// is joined must be seen.
    pub(in crate::engine) fn projection(&self) -> Projection {
        let joined = self.key.iter().map(|it| &it.parts);
        let joined = joined.chain(self.parents.iter().map(|it| &it.parts));
        let joined = joined.chain(self.references.iter().map(|it| &it.parts));
        let seen: Vec<usize> = joined.flat_map(|it| it.parts.iter().map(|(planned, _)| *planned)).collect();
        let conditional = !self.required.is_empty();
        let columns = self.wanted.iter().zip(&self.plans).enumerate();
        let free =
            columns.filter(|(planned, _)| !conditional && !self.whole && !self.profiled && !seen.contains(planned));
        let provers: Vec<(usize, Prover)> =
            free.filter_map(|(_, (column, plan))| Some((*column, plan.prover()?))).collect();
        let all_right = move |column: usize, it: &Extremes| {
            let prover = provers.iter().find(|(number, _)| *number == column);
            prover.is_some_and(|(_, prover)| prover.holds(&it.least, &it.most, it.scale))
        };
        Projection::new(self.columns.clone(), Some(Arc::new(all_right)))
    }

    /// The place of a header cell, or of the whole header line.
    pub(in crate::engine) fn header_place(&self, column: Option<usize>) -> Place {
        header_place(&self.head, column)
    }
}

/// An opened file and what its declarations gave.
pub(in crate::engine) struct Opened {
    /// The reader, at its first record.
    pub(in crate::engine) table: Box<dyn Table>,
    /// The plan, still without keys and relations.
    pub(in crate::engine) plan: FilePlan,
    /// Findings of declaration rules.
    pub(in crate::engine) findings: Vec<Finding>,
}

/// Opens a file and plans its checks.
///
/// # Errors
/// Where nothing of the file can be checked.
pub(in crate::engine) fn open(
    dictionary: &Dictionary,
    assigned: &Assigned<'_>,
    request: &Request,
) -> Result<Opened, Box<ReadError>> {
    let table = open_table(dictionary, assigned, request.unpacking())?;
    let head = table.head().clone();
    let dataset = assigned.dataset;
    let fields: Vec<DeclaredField> =
        head.header.iter().enumerate().map(|(at, cell)| declared(at, &cell.text, head.shapes.get(at))).collect();
    let binding = plan::bind(dictionary, dataset, &fields);
    let mut specs: Vec<Arc<FieldSpec>> = Vec::new();
    let mut wanted = Vec::new();
    let mut masks = vec![if request.show_values { Mask::Show } else { Mask::Shape }; fields.len()];
    let transport = dictionary.systems.get(&dataset.system).map(|it| &it.transport);
    let declares_nulls = transport.is_some_and(|it| it.nulls.is_some());
    let mut judged_binding = binding.clone();
    judged_binding.bound.clear();
    for bound in &binding.bound {
        let Some(mut spec) = plan::field_spec(dictionary, dataset, bound.field) else { continue };
        if head.typed && !declares_nulls {
            // Where null has a spelling of its own, the empty text is a value until the system says otherwise.
            spec.nulls = Arc::from([]);
        }
        if request.show_values {
            spec.mask = Mask::Show;
        }
        if let Some(mask) = masks.get_mut(bound.declared) {
            *mask = spec.mask;
        }
        wanted.push(bound.declared);
        specs.push(Arc::new(spec));
        judged_binding.bound.push(bound.clone());
    }
    let mut findings = Vec::new();
    if let Some(system) = dictionary.systems.get(&dataset.system).filter(|_| !fields.is_empty()) {
        let judged = Judged {
            dictionary,
            dataset,
            system,
            path: Arc::clone(&assigned.file.shown),
            is_contract: false,
            as_of: request.as_of,
            fields: &fields,
            binding: &judged_binding,
            specs: &specs,
            place: &|site| match site {
                Site::Column(column) => header_place(&head, Some(column)),
                Site::Source(origin) => Place::in_source(&dictionary.sources, origin),
            },
            text: None,
            whole: &|| header_place(&head, None),
        };
        RULES.iter().filter_map(|rule| rule.parts.declaration).for_each(|judge| judge(&judged, &mut findings));
        mendable::headers(&mut findings, &judged, &head);
    }
    let plans: Vec<ColumnPlan> =
        specs.iter().cloned().map(|spec| ColumnPlan::new(spec, RULES, request.as_of)).collect();
    let required = required((dictionary, request), &plans, &specs, &mut findings);
    let (mut columns, beside) = beside((dictionary, dataset), (&head, &wanted), request);
    columns.splice(0..0, wanted.iter().copied());
    let plan = FilePlan {
        path: Arc::clone(&assigned.file.shown),
        dataset: Arc::clone(&dataset.id),
        head,
        wanted,
        plans,
        beside,
        columns,
        whole: false,
        profiled: request.snapshot.is_some(),
        key: None,
        parents: Vec::new(),
        references: Vec::new(),
        across: Vec::new(),
        required,
        keep: request.places.max(1),
        room: request.places_in_all,
        masks,
    };
    Ok(Opened { table, plan, findings })
}

/// Binds the conditions of columns; one that speaks of a column which the file lacks is not checked, and that is told.
fn required(
    (dictionary, request): (&Dictionary, &Request),
    plans: &[ColumnPlan],
    specs: &[Arc<FieldSpec>],
    findings: &mut Vec<Finding>,
) -> Vec<Required> {
    let mut all = Vec::new();
    for (planned, column) in plans.iter().enumerate() {
        let Some((code, condition)) = column.required_if() else { continue };
        match RowCondition::new(condition, specs, dictionary.time_zone.as_deref(), request.as_of) {
            Ok(condition) => all.push(Required { planned, code: *code, condition }),
            Err(missing) => {
                let spec = &column.spec;
                let message = across::skipped_condition(&spec.element.id, &missing, &spec.dataset);
                let help = across::skipped_condition_help(&missing, &spec.dataset);
                let finding = check_skipped::found(&format!("{} {}", spec.element.id, spec.dataset), message, help);
                findings.push(crate::engine::finish::at_origin(finding, dictionary, condition.origin));
            }
        }
    }
    all
}

/// Opens a file in the format its first bytes or its name tell.
pub(in crate::engine) fn open_table(
    dictionary: &Dictionary,
    assigned: &Assigned<'_>,
    limits: packed::Limits,
) -> Result<Box<dyn Table>, Box<ReadError>> {
    let source = assigned.file.source(limits)?;
    let declared = assigned.format.and_then(table::by_name);
    let Some(format) = declared.or_else(|| table::format_of(source.name(), &source.first_bytes())) else {
        let (path, reason, help) = (assigned.file.path.clone(), input::format_unknown(), input::format_unknown_help());
        return Err(Box::new(ReadError { path, offset: 0, reason, help: Some(help) }));
    };
    let expected: Vec<Arc<str>> = assigned
        .dataset
        .fields
        .iter()
        .flat_map(|field| std::iter::once(&field.name).chain(field.also.iter().map(|it| &it.value)))
        .cloned()
        .collect();
    let default = crate::model::Transport::default();
    let transport = dictionary.systems.get(&assigned.dataset.system).map_or(&default, |it| &it.transport);
    let sheets: Vec<Arc<str>> = assigned.dataset.sheets.iter().map(|it| Arc::clone(&it.value)).collect();
    let each = assigned.dataset.each.as_ref().map(|it| &*it.value);
    let layout = &assigned.dataset.layout;
    format.open(&source, &Declaration { transport, layout, sheets: &sheets, each, expected: &expected })
}

fn declared(column: usize, name: &Arc<str>, shape: Option<&DeclaredShape>) -> DeclaredField {
    let field = DeclaredField::new(Arc::clone(name), Site::Column(column));
    let shape = shape.cloned().unwrap_or_default();
    DeclaredField { required: true, direction: Direction::Sent, shape, ..field }
}

fn header_place(head: &Head, column: Option<usize>) -> Place {
    let first = head.header.first().map(|it| it.place).unwrap_or_default();
    let located = if let Some(cell) = column.and_then(|it| head.header.get(it)) {
        cell.place
    } else {
        let last = head.header.last().map_or(first, |it| it.place);
        table::Located {
            end_line: last.end_line,
            end_column: last.end_column,
            length: (last.offset + last.length).saturating_sub(first.offset),
            ..first
        }
    };
    let marked = usize::try_from(located.line.saturating_sub(head.header_line)).unwrap_or(0);
    let line = head.header_lines.get(marked).map(String::as_str).unwrap_or_default();
    let byte = |column: u64| {
        let before = usize::try_from(column.saturating_sub(1)).unwrap_or(usize::MAX);
        line.char_indices().nth(before).map_or(line.len(), |(at, _)| at)
    };
    let mark = column.and_then(|it| head.marks.get(it)).cloned();
    let from = mark.as_ref().map_or_else(|| byte(located.column), |it| it.start);
    let to = if let Some(mark) = mark {
        mark.end
    } else if column.is_none() && !head.marks.is_empty() {
        line.len()
    } else if located.end_line == located.line {
        byte(located.end_column)
    } else {
        line.len()
    };
    Place {
        line: located.line + 1,
        column: located.column.max(1),
        end_line: located.end_line + 1,
        end_column: located.end_column.max(1),
        offset: located.offset,
        length: located.length,
        cell: head.sheet.as_ref().map(|sheet| {
            let name = table::cell_name(located.line, located.column.saturating_sub(1));
            CellRef { sheet: Arc::clone(sheet), name }
        }),
        excerpt: Some(Excerpt::of_lines(head.header_line + 1, &head.header_lines, marked, from..to.max(from))),
        ..Place::default()
    }
}
