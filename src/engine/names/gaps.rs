//! Where a series leaves something out.

use std::collections::BTreeMap;

use super::named::{Period, Unit};
use crate::model::civil::DAY;
use crate::model::{Date, Duration};

/// Fewest steps from which a rhythm is read.
const FEWEST: usize = 3;

/// Something between two neighbours is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Gap {
    /// Index of the file after it.
    pub(super) after: usize,
    /// Whether what is declared says so; else the rhythm of the other files does.
    pub(super) proved: bool,
}

/// The gaps of a series whose periods ascend and differ.
pub(super) fn gaps(periods: &[Period], max_age: Option<Duration>) -> Vec<Gap> {
    let proved = |after: usize| match (periods.get(after.wrapping_sub(1)), periods.get(after), max_age) {
        (Some(one), Some(next), _) if one.is_range => {
            let reached = periods.iter().take(after).map(|it| it.until).max();
            reached.is_some_and(|it| next.from > it)
        }
        (Some(one), Some(next), Some(most)) => next.until - one.until > nanos(most),
        _ => false,
    };
    let ranges = periods.first().is_some_and(|it| it.is_range);
    let missed = if ranges { Vec::new() } else { offbeat(periods) };
    let all = (1..periods.len()).map(|after| Gap { after, proved: proved(after) });
    all.filter(|it| it.proved || missed.contains(&it.after)).collect()
}

/// A length of time in nanoseconds.
pub(super) fn nanos(length: Duration) -> i128 {
    i128::from(length.seconds) * i128::from(crate::model::civil::SECOND)
}

/// Files that come at least one whole beat late, where more than half of the others keep one.
fn offbeat(periods: &[Period]) -> Vec<usize> {
    let Some(unit) = periods.first().map(|it| it.unit) else { return Vec::new() };
    let exact: Vec<i128> = periods.iter().map(|it| position(it, unit)).collect();
    let late = late(&exact, unit == Unit::Nanos(DAY));
    match late {
        Some(late) => late,
        // Moments jitter; the days they fall on may still have a rhythm.
        None if matches!(unit, Unit::Nanos(step) if step < DAY) => {
            let days: Vec<i128> = periods.iter().map(|it| position(it, Unit::Nanos(DAY))).collect();
            self::late(&days, true).unwrap_or_default()
        }
        None => Vec::new(),
    }
}

/// How many steps of `unit` after 1970 a period begins.
fn position(period: &Period, unit: Unit) -> i128 {
    match unit {
        Unit::Nanos(step) => period.from.div_euclid(i128::from(step)),
        Unit::Months(step) => {
            let day = i64::try_from(period.from.div_euclid(i128::from(DAY))).unwrap_or_default();
            let months = Date::of_epoch_day(day).map_or(0, |it| i128::from(it.year) * 12 + i128::from(it.month) - 1);
            months.div_euclid(i128::from(step))
        }
    }
}

/// The indexes of positions that come late by whole beats; `None` where there is no beat.
fn late(positions: &[i128], are_days: bool) -> Option<Vec<usize>> {
    let steps: Vec<(usize, i128)> =
        positions.windows(2).enumerate().filter_map(|(at, it)| Some((at + 1, it.get(1)? - it.first()?))).collect();
    let steps: Vec<(usize, i128)> = steps.into_iter().filter(|it| it.1 > 0).collect();
    let mut counted: BTreeMap<i128, usize> = BTreeMap::new();
    for (_, step) in &steps {
        *counted.entry(*step).or_default() += 1;
    }
    let (beat, times) = counted.into_iter().max_by_key(|(step, times)| (*times, -step))?;
    if steps.len() < FEWEST || times * 2 <= steps.len() {
        return None;
    }
    let rests = are_days && beat == 1 && !positions.iter().any(|it| is_weekend(*it));
    let is_late = |(at, step): &(usize, i128)| {
        let Some(to) = positions.get(*at) else { return false };
        let only_weekend = rests && (to - step + 1..*to).all(is_weekend);
        *step > beat && step % beat == 0 && !only_weekend
    };
    Some(steps.iter().filter(|it| is_late(it)).map(|it| it.0).collect())
}

/// Whether a day since 1970-01-01, a Thursday, is a Saturday or a Sunday.
fn is_weekend(day: i128) -> bool {
    matches!(day.rem_euclid(7), 2 | 3)
}

#[cfg(test)]
mod tests {
    use super::super::named::Pattern;
    use super::*;
    use crate::model::FileName;

    fn found(pattern: &str, names: &str, max_age: Option<&str>) -> Vec<(usize, bool)> {
        let pattern = Pattern::new(&FileName::parse(pattern).unwrap()).unwrap();
        let periods: Vec<Period> = names.split(' ').map(|it| pattern.read(it).unwrap().period.unwrap()).collect();
        gaps(&periods, max_age.map(|it| Duration::parse(it).unwrap())).iter().map(|it| (it.after, it.proved)).collect()
    }

    #[test]
    fn a_gap_needs_a_declaration_or_a_rhythm() {
        for (pattern, names, max_age, expected) in [
            // 2026-07-01 is a Wednesday.
            ("{yyyyMMdd}", "20260701 20260702", Some("PT26H"), vec![]),
            ("{yyyyMMdd}", "20260701 20260703", Some("PT26H"), vec![(1, true)]),
            ("{yyyyMMdd}", "20260701 20260703", None, vec![]),
            ("{yyyyMMdd}", "20260630 20260701 20260703 20260704 20260705", None, vec![(2, false)]),
            ("{yyyyMMdd}", "20260701 20260702 20260703 20260706 20260707", None, vec![]),
            ("{yyyyMMdd}", "20260701 20260702 20260703 20260704 20260706 20260707", None, vec![(4, false)]),
            ("{yyyyMMdd}", "20260701 20260708 20260715 20260729", None, vec![(3, false)]),
            ("{yyyyMMdd}", "20260701 20260702 20260705 20260711", None, vec![]),
            ("{yyyyMM}", "202511 202512 202601 202603", None, vec![(3, false)]),
            ("{yyyy}", "2019 2020 2021 2024", None, vec![(3, false)]),
            ("{yyyyMMddHHmm}", "202607011200 202607021203 202607031158 202607051201", None, vec![(3, false)]),
            ("{yyyyMMddHH}", "2026070110 2026070111 2026070112 2026070114", None, vec![(3, false)]),
            ("{yyyyMMdd}-{yyyyMMdd}", "20260701-20260707 20260708-20260714", None, vec![]),
            ("{yyyyMMdd}-{yyyyMMdd}", "20260701-20260707 20260709-20260714", None, vec![(1, true)]),
            ("{yyyyMMdd}-{yyyyMMdd}", "20260701-20260731 20260705-20260706 20260801-20260802", None, vec![]),
        ] {
            assert_eq!(found(pattern, names, max_age), expected, "{pattern}: {names} {max_age:?}");
        }
    }
}
