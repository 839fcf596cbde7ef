//! A dataset whose records are the items of a list within what a contract declares: `each: items[]`.

use std::sync::Arc;

use crate::model::{Dataset, DeclaredField};

/// The declared fields by the names that records of the dataset have for them, and whether the part declares more than
/// the item.
pub(super) struct Rows {
    /// Those of an item, and what the dataset declares of what is round it.
    pub(super) fields: Vec<DeclaredField>,
    /// Whether what is round the items is declared too; else names with `$.` cannot be there.
    pub(super) is_whole: bool,
}

impl Rows {
    /// All fields as they are, unless the dataset's records are items of a list that is among them.
    pub(super) fn of(dataset: &Dataset, fields: &[DeclaredField]) -> Self {
        let Some(each) = dataset.each.as_ref().map(|it| it.value.trim_end_matches("[]")) else {
            return Self { fields: fields.to_vec(), is_whole: true };
        };
        let Some(list) = fields.iter().find_map(|it| list_at(&it.path, each)) else {
            // The part is the item itself.
            return Self { fields: fields.to_vec(), is_whole: false };
        };
        let round = list.strip_suffix(each).unwrap_or_default();
        let named = |it: &DeclaredField| {
            let path = called(dataset, &it.path, (list, round))?;
            Some(DeclaredField { path: Arc::from(path), ..it.clone() })
        };
        Self { fields: fields.iter().filter_map(named).collect(), is_whole: true }
    }
}

/// The path of the list, where `path` is it or leads through it.
fn list_at<'p>(path: &'p str, each: &str) -> Option<&'p str> {
    path.match_indices(each).find_map(|(at, _)| {
        let (before, after) = (path.get(..at)?, path.get(at + each.len()..)?);
        let begins = before.is_empty() || before.ends_with('.');
        let ends = after.is_empty() || after.starts_with(['.', '[']);
        (begins && ends).then(|| path.get(..at + each.len())).flatten()
    })
}

/// What a record calls the field of `path`; `None` for what is round the list and no field of the dataset.
fn called(dataset: &Dataset, path: &str, (list, round): (&str, &str)) -> Option<String> {
    let declared = |name: &str| {
        dataset.fields.iter().any(|it| *it.name == *name || it.also.iter().any(|also| *also.value == *name))
    };
    let within = path.strip_prefix(list).filter(|it| it.is_empty() || it.starts_with(['.', '[']));
    if let Some(inner) = within {
        let inner = inner.strip_prefix("[]").unwrap_or(inner);
        // The list itself is no field of its items, unless they are plain values.
        return inner.strip_prefix('.').map(str::to_owned).or_else(|| declared(path).then(|| path.to_owned()));
    }
    let name = path.strip_prefix(round).unwrap_or(path);
    [format!("$.{name}"), name.to_owned()].into_iter().find(|it| declared(it))
}
