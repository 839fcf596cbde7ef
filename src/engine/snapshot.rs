//! Snapshots: how the files of a run look, as a file to keep, and against one that was kept.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::data::{FilePlan, FileTally};
use crate::finding::{Finding, Place};
use crate::model::{Decimal, Dictionary};
use crate::rules::declaration::{field_missing, field_undeclared};
use crate::rules::drift::profile_drift::{self, Measured};
use crate::rules::drift::schema_drift;
use crate::settings::{DatasetShape, FieldShape, Snapshot};

/// How one file looks.
#[derive(Clone, Debug)]
pub(super) struct FileShape {
    dataset: Arc<str>,
    path: Arc<str>,
    records: u64,
    /// The header as a whole.
    place: Place,
    fields: Vec<ColumnShape>,
}

/// How one of its columns looks.
#[derive(Clone, Debug)]
struct ColumnShape {
    name: Arc<str>,
    shape: FieldShape,
    place: Place,
}

impl FileShape {
    /// How a file looks that was judged to its end.
    pub(super) fn of(plan: &FilePlan, tally: &FileTally) -> Self {
        let fields = plan.columns.iter().enumerate().map(|(planned, column)| {
            let name = plan.head.header.get(*column).map(|it| Arc::clone(&it.text)).unwrap_or_default();
            let profile = tally.profiles.get(planned).cloned().unwrap_or_default();
            let plans = plan.plans.get(planned);
            let values = plans.or_else(|| plan.beside.get(planned.checked_sub(plan.plans.len())?));
            let values = values.map_or(0, |it| tally.tested(planned, it));
            let shape = FieldShape {
                element: plans.map(|it| it.spec.element.id.to_string()),
                files: 1,
                nulls: tally.cells(planned).saturating_sub(values),
                values,
                distinct: profile.distinct(),
                characters: profile.characters,
                codes: profile.codes,
            };
            ColumnShape { name, shape, place: plan.header_place(Some(*column)) }
        });
        Self {
            dataset: Arc::clone(&plan.dataset),
            path: Arc::clone(&plan.path),
            records: tally.rows,
            place: plan.header_place(None),
            fields: fields.filter(|it| !it.name.is_empty()).collect(),
        }
    }
}

/// How all files of a run look.
pub(super) fn taken(files: &[FileShape]) -> Snapshot {
    let mut snapshot = Snapshot::default();
    for file in files {
        let dataset = snapshot.datasets.entry(file.dataset.to_string()).or_default();
        dataset.files += 1;
        dataset.records += file.records;
        for column in &file.fields {
            let field = dataset.fields.entry(column.name.to_string()).or_default();
            field.element.clone_from(&column.shape.element);
            field.files += 1;
            field.nulls += column.shape.nulls;
            field.values += column.shape.values;
            field.characters += column.shape.characters;
            // Values of several files may be the same ones: of how many each has, the most is certain.
            field.distinct = field.distinct.max(column.shape.distinct);
            for (code, count) in &column.shape.codes {
                *field.codes.entry(code.clone()).or_default() += count;
            }
        }
    }
    snapshot
}

/// What has changed since the snapshot; `told` is what was found anyway.
pub(super) fn judge(
    dictionary: &Dictionary,
    snapshot: &Snapshot,
    files: &[FileShape],
    told: &[Finding],
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in files {
        let Some(before) = snapshot.datasets.get(&*file.dataset).filter(|it| it.files > 0) else { continue };
        let slack = dictionary.datasets.get(&file.dataset).and_then(|it| it.tolerance.get("profile-drift"));
        let compared = Compared { file, before, told, slack: slack.map(|it| it.value) };
        compared.names(&mut findings);
        compared.codes(&mut findings);
        compared.size(&mut findings);
        compared.columns(&mut findings);
    }
    findings
}

/// One file and how its dataset looked before.
struct Compared<'c> {
    file: &'c FileShape,
    before: &'c DatasetShape,
    told: &'c [Finding],
    slack: Option<Decimal>,
}

impl Compared<'_> {
    fn find(&self, finding: Finding, column: Option<&ColumnShape>) -> Finding {
        Finding {
            path: Some(Arc::clone(&self.file.path)),
            dataset: Some(Arc::clone(&self.file.dataset)),
            field: column.map(|it| Arc::clone(&it.name)).or(finding.field.clone()),
            element: column.and_then(|it| it.shape.element.as_deref().map(Arc::from)),
            places: vec![column.map_or_else(|| self.file.place.clone(), |it| it.place.clone())],
            ..finding
        }
    }

    /// Whether a field that is gone or new has its own finding already.
    fn is_told(&self, name: &str) -> bool {
        let named = |it: &&Finding| it.path.as_deref() == Some(&*self.file.path) && it.field.as_deref() == Some(name);
        let of_names = |it: &Finding| it.rule == field_missing::RULE.id || it.rule == field_undeclared::RULE.id;
        self.told.iter().filter(named).any(of_names)
    }

    /// Headers that are gone, new, or other names of what was there.
    fn names(&self, findings: &mut Vec<Finding>) {
        let stands = |name: &str| self.file.fields.iter().any(|it| &*it.name == name);
        let mut gone: BTreeMap<&str, &FieldShape> = BTreeMap::new();
        for (name, field) in &self.before.fields {
            // What only some files had is missed by nobody.
            if field.files == self.before.files && !stands(name) {
                gone.insert(name, field);
            }
        }
        for column in self.file.fields.iter().filter(|it| !self.before.fields.contains_key(&*it.name)) {
            let element = column.shape.element.as_ref();
            let was = gone.iter().find(|(_, it)| element.is_some() && it.element.as_ref() == element).map(|it| *it.0);
            if let Some(was) = was {
                gone.remove(was);
                findings.push(self.find(schema_drift::renamed(was, &column.name), Some(column)));
            } else if !self.is_told(&column.name) {
                findings.push(self.find(schema_drift::added(&column.name), Some(column)));
            }
        }
        for (name, _) in gone.into_iter().filter(|(name, _)| !self.is_told(name)) {
            let finding = Finding { field: Some(Arc::from(name)), ..schema_drift::gone(name) };
            findings.push(self.find(finding, None));
        }
    }

    /// Codes that nobody used before, and common ones that nobody uses any more.
    fn codes(&self, findings: &mut Vec<Finding>) {
        for (column, before) in self.columns_of_both().filter(|(_, before)| !before.codes.is_empty()) {
            let now = &column.shape.codes;
            let new: Vec<&str> = now.keys().filter(|it| !before.codes.contains_key(*it)).map(String::as_str).collect();
            let is_common = |count: u64| count * 10 >= before.values && column.shape.values >= profile_drift::FEWEST;
            let lost = before.codes.iter().filter(|(code, count)| is_common(**count) && !now.contains_key(*code));
            let lost: Vec<&str> = lost.map(|(code, _)| code.as_str()).collect();
            if !(new.is_empty() && lost.is_empty()) {
                findings.push(self.find(schema_drift::codes(&column.name, &new, &lost), Some(column)));
            }
        }
    }

    /// How many records there are.
    fn size(&self, findings: &mut Vec<Finding>) {
        let usual = self.before.records / self.before.files.max(1);
        if self.file.records == 0 && usual > 0 {
            findings.push(self.find(profile_drift::empty(usual), None));
        } else if profile_drift::is_other_size((usual, self.file.records), self.slack) {
            findings.push(self.find(profile_drift::size(usual, self.file.records), None));
        }
    }

    /// Shares of null, shares of different values, lengths.
    fn columns(&self, findings: &mut Vec<Finding>) {
        for (column, before) in self.columns_of_both() {
            let (was, is) = (measured(before), measured(&column.shape));
            let drifts = profile_drift::drifts(&column.name, (was, is), self.slack);
            findings.extend(drifts.into_iter().map(|it| self.find(it, Some(column))));
        }
    }

    fn columns_of_both(&self) -> impl Iterator<Item = (&ColumnShape, &FieldShape)> {
        self.file.fields.iter().filter_map(|it| Some((it, self.before.fields.get(&*it.name)?)))
    }
}

fn measured(field: &FieldShape) -> Measured {
    let FieldShape { files, nulls, values, distinct, characters, .. } = *field;
    Measured { files, nulls, values, distinct, characters }
}
