//! Why references do not match: spelled otherwise on the other side, or no key at all.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::Across;
use super::fold::{Fold, Spoiled};
use super::shown::{Firsts, Shown, Spot};
use super::wanted::Column;
use crate::engine::keys::{Location, Parents, Strays, append, pack, parts_of};
use crate::finding::Finding;
use crate::message::across as say;
use crate::model::{Decimal, Dictionary, LogicalType, Relation};
use crate::rules::across::join_needs_folding;
use crate::rules::joined_key as key_unusable;
use crate::rules::key::reference_unmatched;

/// What a relation found no partners for.
pub(in crate::engine) struct Astray<'a> {
    /// The relation.
    pub(in crate::engine) relation: &'a Relation,
    /// Every partner there is.
    pub(in crate::engine) parents: &'a Parents,
    /// The records, one dataset after the other.
    pub(in crate::engine) strays: &'a mut Strays,
    /// The datasets, in that order.
    pub(in crate::engine) groups: &'a [Group],
}

/// The records of one dataset among those without a partner.
#[derive(Debug)]
pub(in crate::engine) struct Group {
    /// The dataset.
    pub(in crate::engine) dataset: Arc<str>,
    /// Where its entries end.
    pub(in crate::engine) end: u64,
    /// Records that were looked at.
    pub(in crate::engine) tested: u64,
}

/// Which parts of a relation's key are text: nothing else is spelled in more ways than one.
pub(in crate::engine) fn spelled(dictionary: &Dictionary, relation: &Relation) -> Vec<bool> {
    let is_text = |element: &str| dictionary.element(element).is_some_and(|it| it.kind.value == LogicalType::String);
    relation.join.iter().map(|it| is_text(&it.value)).collect()
}

/// The partners under one way of spelling.
struct Spellings<'a> {
    fold: Fold,
    spelled: &'a [bool],
    parents: &'a Parents,
    /// Partners that are written otherwise, as they are written under it.
    folded: HashSet<u128>,
}

impl Spellings<'_> {
    /// `key` under this way of spelling; `None` where it is written so.
    fn of(&self, key: &[u8]) -> Option<Vec<u8>> {
        let parts = parts_of(key, self.spelled.len())?;
        let mut whole = Vec::new();
        for (part, is_text) in parts.iter().zip(self.spelled) {
            let text = std::str::from_utf8(part).ok().filter(|_| *is_text).map(|it| self.fold.apply(it));
            let part = text.as_ref().map_or(*part, |it| it.as_bytes());
            if parts.len() == 1 {
                whole.extend_from_slice(part);
            } else {
                append(&mut whole, part);
            }
        }
        (whole != key).then_some(whole)
    }

    fn add(&mut self, parent: &[u8]) {
        if let Some(folded) = self.of(parent) {
            self.folded.insert(pack(&folded));
        }
    }

    /// Whether a key that has no partner as it is has one under this way of spelling.
    fn holds(&self, key: &[u8]) -> bool {
        match self.of(key) {
            None => !self.folded.is_empty() && self.folded.contains(&pack(key)),
            Some(folded) => {
                let packed = pack(&folded);
                self.parents.contains(packed, &folded) || self.folded.contains(&packed)
            }
        }
    }
}

/// The children of one dataset, sorted by what became of them.
struct Sorted {
    dataset: Arc<str>,
    tested: u64,
    folded: Firsts<()>,
    /// By what spoils them, and by file.
    spoiled: BTreeMap<(i32, usize), Firsts<()>>,
    /// By file.
    lost: BTreeMap<usize, Firsts<()>>,
}

impl<'d> Across<'d> {
    /// What can be said of children without partners beyond that they have none; `None` where that is all.
    pub(in crate::engine) fn explain(&self, astray: &mut Astray<'_>) -> Option<Vec<Finding>> {
        let relation = astray.relation;
        let spelled = spelled(self.dictionary, relation);
        let by_fold = self.sorted(astray, &spelled)?;
        let explained = |sorted: &[Sorted]| sorted.iter().map(|it| it.folded.count).sum::<u64>();
        let (fold, sorted) = by_fold.into_iter().rev().max_by_key(|(_, sorted)| explained(sorted))?;
        if explained(&sorted) == 0 && sorted.iter().all(|it| it.spoiled.is_empty()) {
            return None;
        }
        let mut told = Vec::new();
        let mut shown = Shown::new(self.dictionary, &self.archives, self.limits);
        for it in &sorted {
            told.extend(folded(&mut shown, relation, fold, it));
            told.extend(self.spoiled(&mut shown, relation, it));
        }
        let tested: u64 = sorted.iter().map(|it| it.tested).sum();
        let lost: u64 = sorted.iter().map(Sorted::lost).sum();
        if below(relation.coverage.value, tested - lost, tested) {
            for it in &sorted {
                told.extend(lost_of(&mut shown, relation, it));
            }
        }
        Some(told)
    }

    /// Every child without a partner, under every way of spelling.
    fn sorted(&self, astray: &mut Astray<'_>, spelled: &[bool]) -> Option<Vec<(Fold, Vec<Sorted>)>> {
        let parents = astray.parents;
        let mut spellings = Fold::ALL.map(|fold| Spellings { fold, spelled, parents, folded: HashSet::new() });
        if !spelled.contains(&true) || astray.strays.end() == 0 {
            return None;
        }
        parents.each_spelled(|key| spellings.iter_mut().for_each(|it| it.add(key)));
        let none = |group: &Group| Sorted::new(group, self.keep);
        let mut all: Vec<(Fold, Vec<Sorted>)> =
            Fold::ALL.into_iter().map(|fold| (fold, astray.groups.iter().map(none).collect())).collect();
        let (groups, is_text) = (astray.groups, spelled.first() == Some(&true));
        let read = astray.strays.each(|entry, at, key| {
            let group = groups.partition_point(|it| it.end <= entry);
            let text = parts_of(key, spelled.len()).and_then(|it| std::str::from_utf8(it.first()?).ok());
            let spoiled = text.filter(|_| is_text).and_then(Spoiled::of).map(Spoiled::code);
            let archive = groups.get(group).and_then(|it| self.archives.get(&it.dataset));
            let file = archive.map_or(0, |it| it.file_of(at));
            for (spelling, (_, sorted)) in spellings.iter().zip(&mut all) {
                if let Some(sorted) = sorted.get_mut(group) {
                    sorted.add(at, file, (spelling.holds(key), spoiled), self.keep);
                }
            }
        });
        all.iter_mut().flat_map(|(_, it)| it).for_each(Sorted::doubt_hashes);
        read.ok().map(|()| all)
    }

    fn spoiled(&self, shown: &mut Shown<'_, 'd>, relation: &Relation, sorted: &Sorted) -> Vec<Finding> {
        let Some(column) = relation.join.first().map(|it| Column::of(&it.value)) else { return Vec::new() };
        let spot = Spot { dataset: &sorted.dataset, column: &column };
        let mut findings = Vec::new();
        for spoiled in [Spoiled::Masked, Spoiled::Hashed, Spoiled::Truncated] {
            let mut firsts = Firsts::new(self.keep);
            let of = sorted.spoiled.iter().filter(|((code, _), _)| *code == spoiled.code());
            of.for_each(|(_, it)| firsts.merge(it));
            let Some((at, ())) = firsts.list.first() else { continue };
            let value = shown.value(spot, *at);
            let finding = match spoiled {
                Spoiled::Masked => key_unusable::masked(&column.element, &value),
                Spoiled::Hashed => key_unusable::hashed(&column.element, &value),
                Spoiled::Truncated => key_unusable::truncated(&column.element, &value),
            };
            let finding =
                Finding { count: firsts.count, tested: sorted.tested, ..finding.about(Arc::clone(&relation.id)) };
            let finding = shown.placed(finding, spot, &firsts.at());
            findings.push(shown.asked(finding, (relation.origin, say::relation_here(&relation.id))));
        }
        findings
    }
}

/// Children that match once they are spelled otherwise.
fn folded(shown: &mut Shown<'_, '_>, relation: &Relation, fold: Fold, sorted: &Sorted) -> Option<Finding> {
    let (at, ()) = sorted.folded.list.first()?;
    let column = Column::of(&relation.join.first()?.value);
    let spot = Spot { dataset: &sorted.dataset, column: &column };
    let value = shown.value(spot, *at);
    let parents = parents(relation);
    let finding = match fold {
        Fold::LeadingZeros => join_needs_folding::leading_zeros(&column.element, &value, &parents),
        Fold::Case => join_needs_folding::case(&column.element, &value, &parents),
        Fold::Blanks => join_needs_folding::blanks(&column.element, &value, &parents),
        Fold::FifteenOfEighteen => join_needs_folding::length(&column.element, &value, &parents),
    };
    let finding =
        Finding { count: sorted.folded.count, tested: sorted.tested, ..finding.about(Arc::clone(&relation.id)) };
    let finding = shown.placed(finding, spot, &sorted.folded.at());
    Some(shown.asked(finding, (relation.origin, say::relation_here(&relation.id))))
}

impl Sorted {
    fn new(group: &Group, keep: usize) -> Self {
        Self {
            dataset: Arc::clone(&group.dataset),
            tested: group.tested,
            folded: Firsts::new(keep),
            spoiled: BTreeMap::new(),
            lost: BTreeMap::new(),
        }
    }

    fn add(&mut self, at: Location, file: usize, (folded, spoiled): (bool, Option<i32>), keep: usize) {
        let firsts = match (folded, spoiled) {
            (true, _) => &mut self.folded,
            (false, Some(code)) => self.spoiled.entry((code, file)).or_insert_with(|| Firsts::new(keep)),
            (false, None) => self.lost.entry(file).or_insert_with(|| Firsts::new(keep)),
        };
        firsts.add(at, ());
    }

    /// A hash among other values may be an identifier of its own: it is told only where nearly all are hashes.
    fn doubt_hashes(&mut self) {
        let is_hash = |code: i32| code == Spoiled::Hashed.code();
        let of = self.spoiled.iter().filter(|((code, _), _)| is_hash(*code));
        let hashed: u64 = of.map(|(_, it)| it.count).sum();
        if hashed * 100 >= self.tested * 95 {
            return;
        }
        let (doubtful, kept) = std::mem::take(&mut self.spoiled).into_iter().partition(|((code, _), _)| is_hash(*code));
        self.spoiled = kept;
        let doubtful: BTreeMap<(i32, usize), Firsts<()>> = doubtful;
        for ((_, file), firsts) in doubtful {
            match self.lost.get_mut(&file) {
                Some(lost) => lost.merge(&firsts),
                None => {
                    self.lost.insert(file, firsts);
                }
            }
        }
    }

    /// Children that nothing explains.
    fn lost(&self) -> u64 {
        self.lost.values().map(|it| it.count).sum()
    }
}

fn lost_of(shown: &mut Shown<'_, '_>, relation: &Relation, sorted: &Sorted) -> Vec<Finding> {
    let Some(column) = relation.join.first().map(|it| Column::of(&it.value)) else { return Vec::new() };
    let spot = Spot { dataset: &sorted.dataset, column: &column };
    let mut findings = Vec::new();
    for firsts in sorted.lost.values() {
        findings.extend(unmatched(shown, relation, spot, (firsts, sorted.tested)));
    }
    findings
}

/// The finding on records of one file that have no partner.
pub(super) fn unmatched(
    shown: &mut Shown<'_, '_>,
    relation: &Relation,
    spot: Spot<'_>,
    (firsts, tested): (&Firsts<()>, u64),
) -> Option<Finding> {
    let (at, ()) = firsts.list.first()?;
    let cell = shown.cell(spot, *at)?;
    let finding = reference_unmatched::found(&cell.field, &cell.shown, &parents(relation), &relation.id);
    let finding = Finding { count: firsts.count, tested, ..finding };
    let finding = shown.placed(finding, spot, &firsts.at());
    Some(shown.asked(finding, (relation.origin, say::relation_here(&relation.id))))
}

/// The datasets that hold parents, as words name them.
pub(super) fn parents(relation: &Relation) -> String {
    relation.to.iter().map(|it| &*it.value).collect::<Vec<_>>().join("`, `")
}

/// matched ÷ tested < coverage, in whole numbers.
pub(super) fn below(coverage: Decimal, matched: u64, tested: u64) -> bool {
    let whole = |count: u64| Decimal { units: i128::from(count), scale: 0 };
    coverage.times(whole(tested)).is_some_and(|least| whole(matched) < least)
}
