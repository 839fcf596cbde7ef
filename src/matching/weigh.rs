//! What a name says, weighed by what types, formats, codes and values say.

use super::known::Known;
use super::rank::Evidence;
use super::values::{Overlap, Values};
use crate::model::LogicalType;

/// Scores below say nothing.
pub(super) const LEAST: f64 = 0.3;

/// From here on values are found again.
pub(super) const FOUND: f64 = 0.5;

/// Least score of a name whose things, found again, make it sure.
const HINTED: f64 = 0.4;

/// The highest score of a field whose name says nothing: by things found again, by codes, by looks alone.
const NAMELESS: (f64, f64, f64) = (0.8, 0.55, 0.45);

/// How far the values of a field are those that systems hold for an element; of several systems, the nearest.
pub(super) fn overlap(evidence: &Evidence<'_>, known: &Known) -> Overlap {
    let Some(values) = evidence.values else { return Overlap::default() };
    let most = |one: Option<f64>, other: Option<f64>| one.into_iter().chain(other).reduce(f64::max);
    known.values.iter().map(|it| values.overlap(it)).fold(Overlap::default(), |most_yet, it| Overlap {
        things: most(most_yet.things, it.things),
        codes: most(most_yet.codes, it.codes),
    })
}

/// The score of a name with everything else that is known. `found`: whether the values were found in any element's.
pub(super) fn weighed(
    named: f64,
    (evidence, known): (&Evidence<'_>, &Known),
    (overlap, found): (Overlap, bool),
) -> f64 {
    let mut score = named;
    if let (Some(found), Some(wanted)) = (evidence.kind, known.kind) {
        score *= fit(found, wanted);
    }
    match (evidence.format, &known.format) {
        (Some(found), Some(wanted)) if found == wanted => raise(&mut score, 0.5),
        (Some(_), Some(_)) => score *= 0.6,
        _ => {}
    }
    let Some(values) = evidence.values.filter(|it| it.tell()) else { return score.clamp(0.0, 1.0) };
    score = by_codes(score, values, known);
    score = by_pattern(score, values, known);
    by_values(score, (values, known), (overlap, found)).clamp(0.0, 1.0)
}

fn raise(score: &mut f64, by: f64) {
    *score += (1.0 - *score) * by;
}

fn by_codes(mut score: f64, values: &Values, known: &Known) -> f64 {
    if known.codes.is_empty() {
        return score;
    }
    let share = values.share(|it| known.codes.contains(&it.to_lowercase()));
    if share >= 0.8 {
        raise(&mut score, 0.6 * share);
        score
    } else {
        score * (0.7 + 0.3 * share)
    }
}

fn by_pattern(mut score: f64, values: &Values, known: &Known) -> f64 {
    let Some(pattern) = &known.pattern else { return score };
    let share = values.share(|it| pattern.is_match(it.as_bytes()));
    if share >= 0.9 {
        raise(&mut score, 0.3);
    } else if share <= 0.1 {
        score *= 0.9;
    }
    score
}

/// By what other systems hold for the element.
fn by_values(mut score: f64, (values, known): (&Values, &Known), (overlap, found): (Overlap, bool)) -> f64 {
    let held = known.values.iter().map(|it| values.likeness(it));
    let Some(likeness) = held.reduce(f64::max) else { return score };
    let named = score;
    score *= 0.58 + 0.42 * (likeness / 0.6).min(1.0);
    if likeness > 0.8 && named >= LEAST {
        raise(&mut score, 0.15);
    }
    match overlap.things {
        Some(share) if share >= FOUND && named >= HINTED => score = score.max(0.98 + 0.01 * share + 0.01 * named),
        Some(share) if share >= FOUND => score = score.max(NAMELESS.0 * share),
        Some(_) if found => score *= 0.9,
        _ => {}
    }
    match overlap.codes {
        Some(share) if share >= FOUND && named >= LEAST => raise(&mut score, 0.4 * share),
        Some(share) if share >= FOUND => score = score.max(NAMELESS.1 * share),
        _ => {}
    }
    // A name that says nothing leaves the field to its looks.
    if named < LEAST && likeness > 0.75 { score.max(NAMELESS.2 * likeness) } else { score }
}

/// How well values of one type may be those of another, as systems write them.
fn fit(found: LogicalType, wanted: LogicalType) -> f64 {
    use LogicalType::{Array, Boolean, Date, Decimal, Integer, Number, Object, String, Time, Timestamp};
    match (found, wanted) {
        (a, b) if a == b => 1.0,
        (Integer | Decimal | Number, Integer | Decimal | Number) | (Date, Timestamp) | (Timestamp, Date) => 0.97,
        // Numbers of orders and epochs.
        (Integer, String | Timestamp) | (String, Object | Array) => 0.93,
        // Text that holds anything may be anything written in an unknown way.
        (String, _) => 0.75,
        (Integer, Boolean) | (Boolean, Integer | String) => 0.85,
        (Date | Timestamp | Time, String) => 0.6,
        (Decimal | Number, String) => 0.55,
        _ => 0.35,
    }
}
