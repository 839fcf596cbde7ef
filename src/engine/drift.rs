//! The data of a dataset against what its contract promises: values while a file is read, fields and nulls at its end.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::contracts::{Promised, PromisedField};
use super::data::{FilePlan, FileTally};
use super::finish::at_origin;
use crate::finding::{Finding, InputKind};
use crate::message::contract_drift as say;
use crate::model::{Dataset, Date, Dictionary, ExtraFields, is_within};
use crate::plan::{Watch, outcome};
use crate::rules::contract::contract_data_drift::{RULE, absent, against, null, unknown};
use crate::rules::declaration::field_missing;
use crate::rules::promise::{Aspect, Promise};
use crate::rules::run::check_skipped;
use crate::text::Origin;

/// What contracts promise, by the dataset that they are of.
pub(super) type Promises = BTreeMap<Arc<str>, Promised>;

/// One dataset's contract against one file.
#[derive(Clone, Copy)]
pub(super) struct Drift<'p> {
    dataset: &'p Dataset,
    promised: &'p Promised,
}

impl<'p> Drift<'p> {
    /// None where the run has no contract of the dataset.
    pub(super) fn of(dataset: &'p Dataset, promises: &'p Promises) -> Option<Self> {
        Some(Self { dataset, promised: promises.get(&dataset.id)? })
    }

    fn field(&self, origin: Origin) -> Option<&'p PromisedField> {
        self.promised.fields.iter().find(|it| it.bound == Some(origin))
    }

    /// Lets every promise of a column look at its values.
    pub(super) fn watch(&self, plan: &mut FilePlan, as_of: Date) {
        let is_json = matches!(plan.head.format, "json" | "ndjson");
        for column in &mut plan.plans {
            let Some(field) = self.field(column.spec.origin) else { continue };
            let told = |rule: &str| field.told.iter().any(|it| it.name() == rule);
            if let Some(promise) = Promise::new(&field.declared.shape, &told, is_json, as_of) {
                column.watch(Watch { rule: &RULE, detector: Box::new(promise) });
            }
        }
    }

    /// What a whole file gave: the contract's places beside what was found of values, and what is said of nulls and fields.
    pub(super) fn finish(&self, (plan, tally): (&FilePlan, &FileTally), findings: &mut Vec<Finding>) {
        for finding in findings.iter_mut().filter(|it| it.rule == RULE.id) {
            let column = plan.plans.iter().find(|it| Some(&it.spec.field) == finding.field.as_ref());
            let field = column.and_then(|it| self.field(it.spec.origin));
            let aspect = Aspect::of(&finding.subject);
            let place = field.and_then(|it| it.keywords.iter().find(|(it, _)| Some(*it) == aspect));
            if let Some((_, place)) = place {
                *finding = against(finding.clone(), place.clone(), false);
            }
        }
        if plan.head.header.is_empty() {
            return;
        }
        let mut found = self.nulls(plan, tally);
        found.extend(self.absent(plan, findings));
        found.extend(self.unknown(plan));
        let placed = |it: Finding| Finding {
            path: Some(Arc::clone(&plan.path)),
            dataset: Some(Arc::clone(&plan.dataset)),
            ..it
        };
        findings.extend(found.into_iter().map(placed));
    }

    /// Values that are always there by the contract, and null in the data. Where the dictionary wants them too, it has said so.
    fn nulls(&self, plan: &FilePlan, tally: &FileTally) -> Vec<Finding> {
        let mut found = Vec::new();
        for (planned, column) in plan.plans.iter().enumerate() {
            let Some(field) = self.field(column.spec.origin) else { continue };
            let shape = &field.declared.shape;
            let typed = !shape.types.is_empty() || shape.values.is_some();
            let count = tally.outcomes.get(planned).map_or(0, |it| it[usize::from(outcome::NULL)]);
            if count == 0 || !typed || shape.nullable || !field.declared.required {
                continue;
            }
            let header = plan.header_place(plan.wanted.get(planned).copied());
            let finding = null(&column.spec.field, (count, tally.cells(planned)), header);
            let element = Some(Arc::clone(&column.spec.element.id));
            found.push(against(Finding { element, ..finding }, field.site.clone(), false));
        }
        found
    }

    /// Declared fields that the file has not, unless the dictionary has missed them.
    fn absent(&self, plan: &FilePlan, findings: &[Finding]) -> Vec<Finding> {
        let missed = |name: &Arc<str>| {
            findings.iter().any(|it| it.rule == field_missing::RULE.id && it.field.as_ref() == Some(name))
        };
        let here: BTreeSet<Origin> = plan.plans.iter().map(|it| it.spec.origin).collect();
        let unbound = unbound(plan);
        let mut found = Vec::new();
        for field in &self.promised.fields {
            let known = field.bound.and_then(|origin| self.dataset.fields.iter().find(|it| it.origin == origin));
            let is_absent = match known {
                Some(known) => !here.contains(&known.origin) && !missed(&known.name),
                None => self.is_open() && !unbound.iter().any(|(_, name)| is_same(name, &field.declared.path)),
            };
            if is_absent {
                let name = known.map_or(&field.declared.path, |it| &it.name);
                let finding = absent(name, field.declared.required, plan.header_place(None));
                let element = known.map(|it| Arc::clone(&it.element.value));
                found.push(against(Finding { element, ..finding }, field.site.clone(), false));
            }
        }
        found
    }

    /// Fields of the file that the contract has not, unless the dictionary has missed them there.
    fn unknown(&self, plan: &FilePlan) -> Vec<Finding> {
        let mut found = Vec::new();
        for (planned, column) in plan.plans.iter().enumerate() {
            let spec = &column.spec;
            let known = self.dataset.fields.iter().find(|it| it.origin == spec.origin);
            let is_told = known.is_some_and(|it| self.promised.missing.contains(&it.name));
            if self.field(spec.origin).is_none() && !is_told {
                let finding = unknown(&spec.field, plan.header_place(plan.wanted.get(planned).copied()));
                found.push(Finding { element: Some(Arc::clone(&spec.element.id)), ..finding });
            }
        }
        if self.is_open() {
            let declared = |name: &str| self.promised.fields.iter().any(|it| is_same(name, &it.declared.path));
            let more = unbound(plan).into_iter().filter(|(_, name)| !declared(name));
            found.extend(more.map(|(column, name)| unknown(&name, plan.header_place(Some(column)))));
        }
        found.into_iter().map(|it| against(it, self.promised.whole.clone(), true)).collect()
    }

    /// Whether fields that the dictionary does not know are nobody's business but the contract's.
    fn is_open(&self) -> bool {
        self.dataset.extra_fields == ExtraFields::Allow
    }
}

/// Columns that the dictionary does not know; objects and lists are spoken for by what they hold.
fn unbound(plan: &FilePlan) -> Vec<(usize, Arc<str>)> {
    let header = || plan.head.header.iter().enumerate();
    let declared = plan.wanted.get(..plan.plans.len()).unwrap_or_default();
    let unbound = header().filter(|(at, it)| !declared.contains(at) && !it.text.trim().is_empty());
    let holds = |outer: &str| header().any(|(_, it)| is_within(&it.text, outer));
    unbound.filter(|(_, it)| !holds(&it.text)).map(|(at, it)| (at, Arc::clone(&it.text))).collect()
}

/// Whether a column's name is that of a declared field: its path, or the last part of it where a table has no paths.
fn is_same(name: &str, path: &str) -> bool {
    name == path || path.rsplit('.').next() == Some(name)
}

/// Datasets with files and a contract of which a run over everything has only one.
pub(super) fn skipped(dictionary: &Dictionary, given: &BTreeSet<(&str, InputKind)>) -> Vec<Finding> {
    let mut found = Vec::new();
    for dataset in dictionary.datasets.values() {
        let (Some(files), Some(contract)) = (dataset.files.first(), &dataset.contract) else { continue };
        let has = |kind| given.contains(&(&*dataset.id, kind));
        let (message, help, origin) = match (has(InputKind::Data), has(InputKind::Contract)) {
            (true, false) => {
                (say::skipped_contract(&dataset.id), say::skipped_contract_help(&dataset.id), contract.origin)
            }
            (false, true) => (say::skipped_files(&dataset.id), say::skipped_files_help(&dataset.id), files.origin),
            _ => continue,
        };
        let finding = check_skipped::found(&format!("contract-data-drift {}", dataset.id), message, help);
        let dataset = Some(Arc::clone(&dataset.id));
        found.push(Finding { dataset, ..at_origin(finding, dictionary, origin) });
    }
    found
}
