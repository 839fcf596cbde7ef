//! Which known element a field is, by its name and by everything else that is known of it.

use super::reading::Reading;
use crate::model::LogicalType;

/// From here on a suggestion is sure: at most one in fifty is wrong.
pub const SURE: f64 = 0.9;

/// What is known of a field besides its name.
#[derive(Clone, Debug, Default)]
pub struct Evidence<'e> {
    /// The type of its values, where they have shown one.
    pub kind: Option<LogicalType>,
    /// The named format of its values, such as `cn-mobile`.
    pub format: Option<&'e str>,
    /// Some of its values.
    pub values: &'e [String],
    /// What a contract says of it.
    pub description: Option<&'e str>,
}

/// An element that a field may be.
#[derive(Clone, Debug, Default)]
pub struct Known {
    names: Vec<Reading>,
    /// The type of its values.
    pub kind: Option<LogicalType>,
    /// The named format of its values.
    pub format: Option<String>,
    /// Its codes and their titles, in lower case; empty where it has none.
    pub codes: Vec<String>,
}

impl Known {
    /// One that is known by `names`.
    pub fn new<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        Self { names: names.into_iter().map(Reading::of).collect(), ..Self::default() }
    }

    /// Adds a name.
    pub fn called(&mut self, name: &str) {
        self.names.push(Reading::of(name));
    }
}

/// A suggestion.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ranked {
    /// Which of the known elements.
    pub index: usize,
    /// How sure it is, from 0 to 1.
    pub score: f64,
}

/// Scores below say nothing.
const LEAST: f64 = 0.3;

/// The known elements that a field may be, the surest first; elements as likely stand in their own order. `about` is what the
/// field's record is about.
pub fn rank(name: &str, about: Option<&Reading>, evidence: &Evidence<'_>, known: &[Known]) -> Vec<Ranked> {
    let reading = Reading::of(name);
    let described = evidence.description.map(Reading::of);
    let score = |known: &Known| {
        let of_name = nearest(&reading, about, known);
        let of_text = described.as_ref().map_or(0.0, |it| 0.9 * nearest(it, about, known));
        weighed(of_name.max(of_text), evidence, known)
    };
    let mut ranked: Vec<Ranked> =
        known.iter().enumerate().map(|(index, it)| Ranked { index, score: score(it) }).collect();
    ranked.retain(|it| it.score >= LEAST);
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.index.cmp(&b.index)));
    // What is as likely as another is not sure.
    if let [first, second, ..] = &mut *ranked
        && first.score - second.score < 0.03
    {
        first.score = first.score.min(SURE - 0.05);
    }
    ranked
}

fn nearest(name: &Reading, about: Option<&Reading>, known: &Known) -> f64 {
    known.names.iter().map(|it| name.similarity(it, about)).fold(0.0, f64::max)
}

/// What the name says, weighed by what the values say.
fn weighed(named: f64, evidence: &Evidence<'_>, known: &Known) -> f64 {
    let mut score = named;
    if let (Some(found), Some(wanted)) = (evidence.kind, known.kind) {
        score *= fit(found, wanted);
    }
    match (evidence.format, &known.format) {
        (Some(found), Some(wanted)) if found == wanted => score += (1.0 - score) * 0.5,
        (Some(_), Some(_)) => score *= 0.6,
        _ => {}
    }
    if !known.codes.is_empty() && !evidence.values.is_empty() {
        let is_code = |it: &&String| known.codes.contains(&it.to_lowercase());
        let share = share(evidence.values.iter().filter(is_code).count(), evidence.values.len());
        score = if share >= 0.8 { score + (1.0 - score) * 0.6 * share } else { score * (0.7 + 0.3 * share) };
    }
    score.clamp(0.0, 1.0)
}

fn share(part: usize, whole: usize) -> f64 {
    f64::from(u32::try_from(part).unwrap_or(u32::MAX)) / f64::from(u32::try_from(whole).unwrap_or(u32::MAX))
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
