//! Why references do not match: spelled otherwise on the other side, or no key at all.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Across;
use super::datum::Datum;
use super::fold::{Fold, Spoiled};
use super::join::each_key;
use super::rescan::Rescan;
use super::shown::{Firsts, Shown, Spot};
use super::side::{Row, Side};
use super::wanted::{Column, Want, Wanted};
use crate::finding::Finding;
use crate::message::across as say;
use crate::model::{Decimal, Relation};
use crate::rules::across::join_needs_folding;
use crate::rules::joined_key as key_unusable;
use crate::rules::key::reference_unmatched;

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
    /// `findings` of a relation that reached too little, with what can be explained taken out of them.
    pub(in crate::engine) fn explain(&self, relation: &Relation, findings: Vec<Finding>) -> Vec<Finding> {
        let best = Fold::ALL.into_iter().filter_map(|fold| Some((fold, self.sorted(relation, fold)?)));
        let explained = |sorted: &[Sorted]| sorted.iter().map(|it| it.folded.count).sum::<u64>();
        let Some((fold, sorted)) = best.rev().max_by_key(|(_, sorted)| explained(sorted)) else { return findings };
        let spoiled = sorted.iter().any(|it| !it.spoiled.is_empty());
        if explained(&sorted) == 0 && !spoiled {
            return findings;
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
        told
    }

    /// Every child of every dataset, under one way of spelling.
    fn sorted(&self, relation: &Relation, fold: Fold) -> Option<Vec<Sorted>> {
        let key: Vec<Column> = relation.join.iter().map(|it| Column::of(&it.value)).collect();
        let memory = self.memory / (relation.to.len() + 1);
        let rescan =
            Rescan { dictionary: self.dictionary, as_of: self.as_of, limits: self.limits, memory, keep: self.keep };
        let read = |dataset: &Arc<str>| {
            let spoiled = key.first().cloned().map(Want::Spoiled);
            let values = std::iter::once(Want::Key(key.clone())).chain(spoiled).collect();
            let wanted = Wanted { fold: Some(fold), ..Wanted::new(dataset, key.clone(), values) };
            rescan.read(self.archives.get(dataset)?, &[wanted])?.pop()
        };
        let parents: Vec<Side> = relation.to.iter().map(|it| read(&it.value)).collect::<Option<_>>()?;
        let mut sides: Vec<Side> = parents;
        let mut all = Vec::new();
        for child in &relation.from {
            sides.push(read(&child.value)?);
            all.push(self.sort(&child.value, &mut sides)?);
            sides.pop();
        }
        Some(all)
    }

    /// Sorts the children of the last side.
    fn sort(&self, dataset: &Arc<str>, sides: &mut [Side]) -> Option<Sorted> {
        let archive = self.archives.get(dataset)?;
        let keep = self.keep;
        let mut sorted = Sorted {
            dataset: Arc::clone(dataset),
            tested: 0,
            folded: Firsts::new(keep),
            spoiled: BTreeMap::new(),
            lost: BTreeMap::new(),
        };
        let chosen: Vec<usize> = (0..sides.len()).collect();
        let last = chosen.len().checked_sub(1)?;
        let whole = each_key(sides, &chosen, |group| {
            let known: Vec<Row<'_>> = (0..last).flat_map(|it| group.rows(it).iter().copied()).collect();
            for row in group.rows(last) {
                sorted.tested += 1;
                let spoiled = match row.datum(1) {
                    Some(Datum::Day(code)) if code != 0 => Some(code),
                    _ => None,
                };
                if known.iter().any(|it| it.datum(0) == row.datum(0)) {
                    continue;
                }
                if !known.is_empty() {
                    sorted.folded.add(row.at(), ());
                    continue;
                }
                let block = usize::try_from(row.at().block).ok().and_then(|it| archive.blocks.get(it));
                let file = block.map_or(0, |it| it.file);
                let firsts = match spoiled {
                    Some(code) => sorted.spoiled.entry((code, file)).or_insert_with(|| Firsts::new(keep)),
                    None => sorted.lost.entry(file).or_insert_with(|| Firsts::new(keep)),
                };
                firsts.add(row.at(), ());
            }
        });
        sorted.doubt_hashes();
        whole.then_some(sorted)
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
