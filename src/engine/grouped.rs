//! All data files: datasets that a relation or a rule holds together are judged together, all others apart, and what a group
//! gave before is taken from the cache where nothing has changed that it follows from.

use std::collections::{BTreeMap, BTreeSet};

use super::across::Checks;
use super::assign::Assigned;
use super::cache::{Cache, CacheUse};
use super::candidate::Candidate;
use super::datasets::{self, Around, Group, Judged};
use super::names::{self, Clock};
use super::relations::{self, Relations};
use super::request::Request;
use crate::model::Dictionary;

/// Judges `files`, which are in the order of their paths.
pub(super) fn judge<'d>(
    dictionary: &'d Dictionary,
    request: &Request,
    files: Vec<Assigned<'d>>,
    around: Around<'_>,
) -> (Judged, Option<CacheUse>) {
    let mut by_dataset: BTreeMap<&'d str, Vec<Assigned<'d>>> = BTreeMap::new();
    for file in files {
        by_dataset.entry(&file.dataset.id).or_default().push(file);
    }
    let given: BTreeSet<&str> = by_dataset.keys().copied().collect();
    let mut checks = Checks::new(dictionary, &given);
    let (mut findings, mut missed) = relations::skipped(dictionary, &given);
    findings.append(&mut checks.skipped);
    missed.append(&mut checks.missed);
    findings.extend(of_names(dictionary, request, &by_dataset));
    let mut judged = Judged { findings, missed, ..Judged::default() };
    let ties = relations::ties(dictionary, &given).into_iter().chain(checks.ties());
    let groups = groups(&given, ties);
    // Records can only be parted where they have just been read.
    let mut cache = Cache::open(dictionary, request, (&given, around.promises)).filter(|_| !around.keeps);
    let mut room = request.places_in_all;
    for within in groups {
        let files: BTreeMap<&'d str, Vec<Assigned<'d>>> =
            within.iter().filter_map(|it| by_dataset.remove_entry(it)).collect();
        let relations = Relations::new(dictionary, (&given, &within));
        let across = checks.within(&within, request);
        let inputs: Vec<Assigned<'d>> = files.values().flatten().cloned().collect();
        let anew = || datasets::judge(dictionary, request, Group { files, relations, across }, around);
        let mut of_group = match &mut cache {
            Some(cache) => cache.through(&inputs, around.progress, anew),
            None => anew(),
        };
        of_group.fit(&mut room);
        judged.add(of_group);
    }
    (judged, cache.map(Cache::close))
}

/// What the names of files tell. It may depend on the very second, and costs nothing: no cache keeps it.
fn of_names(
    dictionary: &Dictionary,
    request: &Request,
    files: &BTreeMap<&str, Vec<Assigned<'_>>>,
) -> Vec<crate::finding::Finding> {
    let clock = Clock { as_of: request.as_of, now: request.now };
    let of_dataset = |files: &Vec<Assigned<'_>>| {
        let named: Vec<&Candidate> = files.iter().map(|it| &it.file).collect();
        files.first().map(|it| names::judge(dictionary, it.dataset, &named, clock)).unwrap_or_default()
    };
    files.values().flat_map(of_dataset).collect()
}

/// The sets of datasets that ties hold together, each dataset in one of them.
fn groups<'g, 't>(given: &BTreeSet<&'g str>, ties: impl Iterator<Item = Vec<&'t str>>) -> Vec<BTreeSet<&'g str>> {
    let mut groups: Vec<BTreeSet<&'g str>> = given.iter().map(|it| BTreeSet::from([*it])).collect();
    for bound in ties {
        let (held, rest): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|it| bound.iter().any(|one| it.contains(one)));
        groups = rest;
        groups.extend(held.into_iter().reduce(|mut one, mut other| {
            one.append(&mut other);
            one
        }));
    }
    groups.sort();
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_tied_is_one_group_and_what_is_not_is_apart() {
        let given = BTreeSet::from(["a", "b", "c", "d", "e"]);
        let ties = [vec!["b", "d"], vec!["e", "not given"], vec!["d", "a"]];
        let expected = [BTreeSet::from(["a", "b", "d"]), BTreeSet::from(["c"]), BTreeSet::from(["e"])];
        assert_eq!(groups(&given, ties.into_iter()), expected);
        assert!(groups(&BTreeSet::new(), std::iter::empty()).is_empty());
    }
}
