//! Checks that look at several datasets together.
//!
//! Each check names what it wants of which dataset. While files are judged, their rows leave canonical values by key on
//! the check's sides; once all files have been read, sides are joined partition by partition, and the check compares.

mod agree;
mod cover;
mod datum;
pub(super) mod declared;
mod differ;
mod fold;
mod grain;
mod join;
mod journey;
mod linking;
mod planner;
mod ratio;
mod sequence;
mod shown;
mod side;
mod spelling;
mod sums;
mod total;
mod wanted;

pub(super) use shown::{Archive, Archives};
pub(super) use side::{Emitted, Side};
pub(super) use spelling::{Astray, Group, spelled};
pub(super) use wanted::Extract;

use std::collections::BTreeSet;
use std::sync::Arc;

use self::planner::Planner;
use self::shown::Shown;
use self::wanted::Wanted;
use super::data::FilePlan;
use super::request::Request;
use crate::finding::{Finding, Severity};
use crate::model::{Dataset, Date, Dictionary, Level};
use crate::table::packed::Limits;

/// A check across datasets.
trait Check<'d> {
    /// The sides it joins.
    fn sides(&self) -> Vec<usize>;
    /// Whether somebody asked for it; a check of what the records show by themselves is missed by nobody.
    fn is_declared(&self) -> bool {
        true
    }
    /// Compares.
    fn judge(&self, bench: &mut Bench<'_, 'd>) -> Vec<Finding>;
}

/// What a check works with.
struct Bench<'b, 'd> {
    sides: &'b mut [Side],
    shown: Shown<'b, 'd>,
    as_of: Date,
    keep: usize,
    /// Bytes for one more side.
    memory: usize,
}

/// Every check of a run that can be made.
pub(super) struct Checks<'d> {
    dictionary: &'d Dictionary,
    able: Vec<Box<dyn Check<'d> + 'd>>,
    wanted: Vec<Wanted>,
    /// A finding for each that cannot.
    pub(super) skipped: Vec<Finding>,
    /// Datasets without files that such a finding names.
    pub(super) missed: BTreeSet<Arc<str>>,
}

impl<'d> Checks<'d> {
    /// Plans every check for which the `given` datasets have files.
    pub(super) fn new(dictionary: &'d Dictionary, given: &BTreeSet<&str>) -> Self {
        let mut planner = Planner::new(dictionary, given);
        agree::plan(&mut planner);
        cover::plan(&mut planner);
        sequence::plan(&mut planner);
        sums::plan(&mut planner);
        ratio::plan(&mut planner);
        journey::plan(&mut planner);
        linking::plan(&mut planner);
        grain::plan(&mut planner);
        let Planner { wanted, checks, skipped, missed, .. } = planner;
        Self { dictionary, able: checks, wanted, skipped, missed }
    }

    /// The datasets that each check holds together.
    pub(super) fn ties(&self) -> Vec<Vec<&str>> {
        self.able.iter().map(|it| self.datasets(&**it).collect()).collect()
    }

    /// Takes out the checks of the datasets `within`, of which each is in one such set.
    pub(super) fn within(&mut self, within: &BTreeSet<&str>, request: &Request) -> Across<'d> {
        let all = std::mem::take(&mut self.able);
        let (checks, rest): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|it| self.datasets(&**it).any(|it| within.contains(it)));
        self.able = rest;
        let memory = request.memory / 2 / self.wanted.len().max(1);
        let side = |it: &Wanted| Side::new(it.values.len(), memory);
        let wanted = if checks.is_empty() { Vec::new() } else { self.wanted.clone() };
        Across {
            dictionary: self.dictionary,
            sides: wanted.iter().map(side).collect(),
            wanted,
            checks,
            archives: Archives::new(),
            as_of: request.as_of,
            keep: request.places.max(1),
            limits: request.unpacking(),
            memory,
        }
    }

    fn datasets<'c>(&'c self, check: &'c (dyn Check<'d> + 'd)) -> impl Iterator<Item = &'c str> {
        check.sides().into_iter().filter_map(|it| self.wanted.get(it)).map(|it| &*it.dataset)
    }
}

/// The checks of datasets that are judged together.
pub(super) struct Across<'d> {
    dictionary: &'d Dictionary,
    checks: Vec<Box<dyn Check<'d> + 'd>>,
    wanted: Vec<Wanted>,
    /// What files add to.
    pub(super) sides: Vec<Side>,
    /// Where records are, of datasets that a check may show.
    pub(super) archives: Archives<'d>,
    as_of: Date,
    keep: usize,
    limits: Limits,
    memory: usize,
}

impl Across<'_> {
    /// What a file of `dataset` gives to which sides.
    pub(super) fn extracts(&mut self, dataset: &Dataset, plan: &FilePlan) -> Vec<Extract> {
        let mut extracts = Vec::new();
        let of_dataset = self.wanted.iter().zip(&mut self.sides).enumerate();
        for (number, (wanted, side)) in of_dataset.filter(|(_, (it, _))| it.dataset == dataset.id) {
            let bound = Extract::new((number, wanted), self.dictionary, dataset, (plan, self.as_of));
            // A file without any header holds nothing; one that lacks a column might.
            side.broken |= bound.is_none() && !plan.head.header.is_empty();
            extracts.extend(bound);
        }
        extracts
    }

    /// A file of `dataset` could not be read to its end: nothing is proven by what is left of it.
    pub(super) fn unread(&mut self, dataset: &Dataset) {
        for (wanted, side) in self.wanted.iter().zip(&mut self.sides) {
            side.broken |= wanted.dataset == dataset.id;
        }
    }

    /// Everything found, and how many checks could not be made for a reason that has a finding of its own.
    pub(super) fn finish(mut self) -> (Vec<Finding>, u64) {
        let mut findings = Vec::new();
        let mut not_checked = 0;
        for check in &self.checks {
            let chosen = check.sides();
            let broken = chosen.iter().any(|it| self.sides.get(*it).is_none_or(|side| side.broken || side.failed));
            if broken {
                not_checked += u64::from(check.is_declared());
                continue;
            }
            let shown = Shown::new(self.dictionary, &self.archives, self.limits);
            let mut bench =
                Bench { sides: &mut self.sides, shown, as_of: self.as_of, keep: self.keep, memory: self.memory };
            let found = check.judge(&mut bench);
            // Rows that could not be read back are rows that were not compared.
            not_checked += u64::from(chosen.iter().any(|it| self.sides.get(*it).is_none_or(|side| side.failed)));
            findings.extend(found);
        }
        (findings, not_checked)
    }
}

/// `finding` as severe as the rule itself says.
fn leveled(finding: Finding, level: Option<Level>) -> Finding {
    let severity = match level {
        Some(Level::Error) => Severity::Error,
        Some(Level::Warning) => Severity::Warning,
        Some(Level::Info) => Severity::Info,
        None => finding.severity,
    };
    Finding { severity, ..finding }
}
