//! Which known element a field is, by its name and by everything else that is known of it.

use super::known::Known;
use super::reading::Reading;
use super::values::{Overlap, Values};
use super::weigh::{self, LEAST};
use crate::format;
use crate::model::{DeclaredField, LogicalType};

/// From here on a suggestion is sure: at most one in fifty is wrong.
pub const SURE: f64 = 0.9;

/// What is known of a field besides its name.
#[derive(Clone, Debug, Default)]
pub struct Evidence<'e> {
    /// The type of its values, where they have shown one.
    pub kind: Option<LogicalType>,
    /// The named format of its values, such as `cn-mobile`.
    pub format: Option<&'e str>,
    /// Its values.
    pub values: Option<&'e Values>,
    /// What a contract says of it.
    pub description: Option<&'e str>,
}

impl<'e> Evidence<'e> {
    /// What a contract says of a field; of a header, which declares nothing, nothing.
    pub fn declared(field: &'e DeclaredField) -> Self {
        let format = field.shape.format.as_ref().map(|it| &*it.value);
        let description = field.description.as_ref().map(|it| &*it.value);
        let named = format.filter(|it| format::by_name(it).is_some());
        Self { kind: kind(field), format: named, values: None, description }
    }
}

/// The type that a contract declares, where it is one of values.
pub fn kind(field: &DeclaredField) -> Option<LogicalType> {
    let is = |name: &str| field.shape.types.iter().any(|it| &**it == name);
    Some(match field.shape.format.as_ref().map(|it| &*it.value) {
        Some("date-time") => LogicalType::Timestamp,
        Some("date") => LogicalType::Date,
        Some("decimal") => LogicalType::Decimal,
        _ if is("integer") => LogicalType::Integer,
        _ if is("number") => LogicalType::Decimal,
        _ if is("boolean") => LogicalType::Boolean,
        _ if is("string") => LogicalType::String,
        _ => return None,
    })
}

/// A field of a table.
#[derive(Clone, Debug)]
pub struct Asked<'e> {
    /// As written.
    pub name: &'e str,
    /// What is known besides.
    pub evidence: Evidence<'e>,
}

/// A suggestion.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ranked {
    /// Which of the known elements.
    pub index: usize,
    /// How sure it is, from 0 to 1.
    pub score: f64,
}

/// From here on a field speaks for its neighbours: what one is, another is not.
const SPEAKS: f64 = 0.8;

/// What is left of a score where a neighbour is the element with more right, and what a neighbour of the same object adds.
const NEIGHBOURS: (f64, f64) = (0.85, 0.04);

/// Two that differ by less are as likely.
const AS_LIKELY: f64 = 0.03;

/// The known elements that a field may be, the surest first; elements as likely stand in their own order. `about` is what the
/// field's record is about.
pub fn rank(name: &str, about: Option<&Reading>, evidence: &Evidence<'_>, known: &[Known]) -> Vec<Ranked> {
    let asked = Asked { name, evidence: evidence.clone() };
    let mut ranked = alone(&asked, about, known);
    settle(&mut ranked);
    ranked
}

/// The same for all fields of one table, in their order: what one surely is, another hardly is as well, and properties of
/// one thing stand together.
pub fn rank_table(fields: &[Asked<'_>], about: Option<&Reading>, known: &[Known]) -> Vec<Vec<Ranked>> {
    let mut all: Vec<Vec<Ranked>> = fields.iter().map(|it| alone(it, about, known)).collect();
    let mut best: Vec<f64> = vec![0.0; known.len()];
    for first in all.iter().filter_map(|it| it.first()).filter(|it| it.score >= SPEAKS) {
        if let Some(best) = best.get_mut(first.index) {
            *best = best.max(first.score);
        }
    }
    let spoken = |at: usize| best.get(at).copied().unwrap_or(0.0);
    let objects: Vec<&str> =
        known.iter().enumerate().filter(|(at, _)| spoken(*at) > 0.0).map(|(_, it)| &*it.object).collect();
    for ranked in &mut all {
        for it in ranked.iter_mut() {
            if spoken(it.index) > it.score + AS_LIKELY {
                it.score *= NEIGHBOURS.0;
            } else if known.get(it.index).is_some_and(|it| objects.contains(&&*it.object)) {
                it.score += (1.0 - it.score) * NEIGHBOURS.1;
            }
        }
        settle(ranked);
    }
    all
}

fn alone(asked: &Asked<'_>, about: Option<&Reading>, known: &[Known]) -> Vec<Ranked> {
    let (reading, evidence) = (Reading::of(asked.name), &asked.evidence);
    let described = evidence.description.map(Reading::of);
    let overlaps: Vec<Overlap> = known.iter().map(|it| weigh::overlap(evidence, it)).collect();
    // Where things are found again in one element's values, those of others that could be compared speak against them.
    let is_found = overlaps.iter().any(|it| it.things.is_some_and(|it| it >= weigh::FOUND));
    let score = |(known, overlap): (&Known, &Overlap)| {
        let of_name = nearest(&reading, about, known);
        let of_text = described.as_ref().map_or(0.0, |it| 0.9 * nearest(it, about, known));
        weigh::weighed(of_name.max(of_text), (evidence, known), (*overlap, is_found))
    };
    let scored = known.iter().zip(&overlaps).map(score).enumerate();
    let mut ranked: Vec<Ranked> = scored.map(|(index, score)| Ranked { index, score }).collect();
    ranked.retain(|it| it.score >= LEAST);
    sort(&mut ranked);
    ranked
}

fn sort(ranked: &mut [Ranked]) {
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.index.cmp(&b.index)));
}

fn settle(ranked: &mut [Ranked]) {
    sort(ranked);
    // What is as likely as another is not sure.
    if let [first, second, ..] = ranked
        && first.score - second.score < AS_LIKELY
    {
        first.score = first.score.min(SURE - 0.05);
    }
}

/// What is left of a likeness to a name that leaves its object to its element, where that is another one.
const OTHER_OBJECT: f64 = 0.92;

/// What a record about the element's own object adds.
const OWN_OBJECT: f64 = 0.05;

fn nearest(name: &Reading, about: Option<&Reading>, known: &Known) -> f64 {
    let object = known.about.as_ref();
    let is_other = object.and_then(|it| name.objects(it)).is_some_and(|it| it < 0.3);
    let likeness = |it: &Reading| {
        let near = name.similarity(it, about);
        if is_other && it.object().is_none() { near * OTHER_OBJECT } else { near }
    };
    let near = known.names.iter().filter(|it| name.may_be(it)).map(likeness).fold(0.0, f64::max);
    let is_about =
        name.object().is_none() && about.zip(object).and_then(|(a, b)| a.objects(b)).is_some_and(|it| it > 0.9);
    if is_about { near + (1.0 - near) * OWN_OBJECT } else { near }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(all: &[&str]) -> Values {
        Values::of(all.iter().copied())
    }

    #[test]
    fn values_speak_for_a_name_and_against_it() {
        let mut sku = Known::new(["SKU"]);
        sku.kind = Some(LogicalType::String);
        sku.held(values(&["HM100", "HM101", "HM205", "HM300", "HM417"]));
        let with = |all: &[&str]| {
            let values = values(all);
            let evidence = Evidence { kind: Some(LogicalType::String), values: Some(&values), ..Evidence::default() };
            rank("sku", None, &evidence, std::slice::from_ref(&sku)).first().map_or(0.0, |it| it.score)
        };
        let (codes, attributes) =
            (with(&["AB1", "AB2", "CD5", "CD7", "CD8"]), with(&["红色", "白色", "蓝色", "绿色", "黑色"]));
        assert!(codes > 0.85 && attributes < 0.75, "{codes:.2} and {attributes:.2}");
    }

    #[test]
    fn what_one_field_is_its_neighbour_is_not() {
        let known = [Known::new(["order id"]).in_object("order"), Known::new(["order line id"]).in_object("orderLine")];
        let ask = |name| Asked { name, evidence: Evidence::default() };
        let ranked = rank_table(&[ask("order_no"), ask("oid")], None, &known);
        let first: Vec<usize> = ranked.iter().map(|it| it[0].index).collect();
        assert_eq!(first, [0, 1], "{ranked:?}");
    }
}
