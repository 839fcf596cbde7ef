//! The files of one dataset as the series that their names date.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::gaps::{gaps, nanos};
use super::named::{Named, Pattern, Period};
use super::{Clock, in_dataset};
use crate::engine::candidate::Candidate;
use crate::engine::discover::start;
use crate::finding::{Finding, Place, Related};
use crate::message::input;
use crate::model::civil::{Civil, DAY};
use crate::model::{Dataset, Declared, Dictionary, Duration, System, Zone};
use crate::rules::input::{file_name, file_stale};
use crate::rules::run::check_skipped;

/// Dated files of one dataset; in order of their dates, then of their paths.
type Series<'f> = Vec<(Period, &'f Candidate)>;

/// Everything that the names of a dataset's files tell.
pub(in crate::engine) fn judge(
    dictionary: &Dictionary,
    dataset: &Dataset,
    files: &[&Candidate],
    clock: Clock,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let Some(system) = dictionary.systems.get(&dataset.system) else { return findings };
    let Some(declared) = &system.transport.file_name else { return findings };
    let Some(pattern) = Pattern::new(&declared.value) else { return findings };
    let mut all: BTreeMap<Vec<String>, Series<'_>> = BTreeMap::new();
    let here = || Related::in_source(&dictionary.sources, declared.origin, input::file_name_here());
    for file in files {
        match pattern.read(file.plain_name()) {
            None => {
                let finding = file_name::found(file.plain_name(), &declared.value.text);
                findings.push(in_dataset(finding, dataset, file).related_to(here()));
            }
            Some(Named { period: Some(period), series }) => all.entry(series).or_default().push((period, *file)),
            Some(Named { period: None, .. }) => {}
        }
    }
    let max_age = system.transport.max_age.as_ref();
    if let Some(max_age) = max_age {
        findings.extend(stale((dictionary, system, max_age), dataset, &all, clock));
    }
    for mut series in all.into_values() {
        series.sort_by(|one, other| (one.0, &one.1.shown).cmp(&(other.0, &other.1.shown)));
        findings.extend(repeats(dataset, &series).map(|it| it.related_to(here())));
        findings.extend(missing(dataset, &series, max_age.map(|it| it.value)).map(|it| it.related_to(here())));
    }
    findings
}

/// The newest file of all, where it is older than it may be.
fn stale(
    (dictionary, system, max_age): (&Dictionary, &System, &Declared<Duration>),
    dataset: &Dataset,
    all: &BTreeMap<Vec<String>, Series<'_>>,
    clock: Clock,
) -> Option<Finding> {
    let here = Related::in_source(&dictionary.sources, max_age.origin, input::max_age_here());
    let Some((period, file)) = all.values().flatten().max_by_key(|it| it.0.until) else {
        let is_dated = system.transport.file_name.as_ref().is_some_and(|it| it.value.is_dated());
        let message = input::age_unknown(&dataset.id);
        let finding = check_skipped::found(&format!("maxAge {}", dataset.id), message, input::age_unknown_help());
        let finding = Finding { dataset: Some(Arc::clone(&dataset.id)), ..finding };
        return is_dated.then(|| crate::engine::finish::at_origin(finding, dictionary, max_age.origin));
    };
    let declared = system.transport.zone.as_ref().map(|it| &*it.value).or(dictionary.time_zone.as_deref());
    let zone = declared.and_then(Zone::parse).unwrap_or(Zone::Fixed(0));
    let until = zone.instant(civil(period.until, period.offset)?)?;
    let finding = file_stale::stale(file.plain_name(), &dataset.id);
    let is_stale = clock.now(&zone)? > until + nanos(max_age.value);
    is_stale.then(|| in_dataset(finding, dataset, file).related_to(here))
}

/// Files of a date that an earlier file of the series is of.
fn repeats(dataset: &Dataset, series: &Series<'_>) -> Option<Finding> {
    let again: Vec<_> = series.windows(2).filter(|it| matches!(it, [one, two] if one.0 == two.0)).collect();
    let [(_, first), (_, second)] = again.first()? else { return None };
    let finding = file_stale::repeat(&second.shown, &first.shown);
    let finding = grouped(in_dataset(finding, dataset, second), (again.len(), series.len()));
    let finding = finding.related_to(Related { place: place_in(first), message: input::series_first_here() });
    Some(with_places(finding, again.iter().skip(1).filter_map(|it| Some(it.get(1)?.1))))
}

/// Files before which one is missing.
fn missing(dataset: &Dataset, series: &Series<'_>, max_age: Option<Duration>) -> Option<Finding> {
    let mut once = series.clone();
    once.dedup_by_key(|it| it.0);
    let periods: Vec<Period> = once.iter().map(|it| it.0).collect();
    let gaps = gaps(&periods, max_age);
    let first = gaps.first()?;
    let (before, after) = (once.get(first.after.checked_sub(1)?)?.1, once.get(first.after)?.1);
    let proved = gaps.iter().any(|it| it.proved);
    let finding = file_stale::gap((before.plain_name(), after.plain_name()), &dataset.id, proved);
    let finding = grouped(in_dataset(finding, dataset, after), (gaps.len(), once.len() - 1));
    let finding = finding.related_to(Related { place: place_in(before), message: input::series_before_here() });
    Some(with_places(finding, gaps.iter().skip(1).filter_map(|it| Some(once.get(it.after)?.1))))
}

fn grouped(finding: Finding, (count, tested): (usize, usize)) -> Finding {
    Finding { count: count as u64, tested: tested as u64, ..finding }
}

fn with_places<'f>(finding: Finding, files: impl Iterator<Item = &'f Candidate>) -> Finding {
    files.fold(finding, |finding, file| finding.at(place_in(file)))
}

fn place_in(file: &Candidate) -> Place {
    Place { path: Some(Arc::clone(&file.shown)), ..start() }
}

fn civil(nanos: i128, offset: Option<i32>) -> Option<Civil> {
    let day = i128::from(DAY);
    let (days, rest) = (nanos.div_euclid(day), nanos.rem_euclid(day));
    Some(Civil { day: i32::try_from(days).ok()?, nanos: i64::try_from(rest).ok()?, offset })
}
