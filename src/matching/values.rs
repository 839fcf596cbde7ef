//! What the values of a field look like, and how near those of two fields are. No value leaves this but as a figure.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::format::detect::unguarded;

use super::look::{LOOKS, Look, look};

/// Most values that are looked at.
const LOOKED_AT: usize = 2_000;

/// Different values that are kept as they are, for lists of codes.
const KEPT: usize = 64;

/// Values that are kept in their order, to be tried.
const TRIED: usize = 100;

/// Hashes that are kept: the smallest ones, which are the same ones for the same values.
const SKETCH: usize = 256;

/// Fewest different values by which two fields are told to hold the same things.
const TELLING: usize = 10;

/// Fewest values that have a look in common.
const FEWEST: usize = 5;

/// Steps of lengths, in characters.
const LENGTHS: [usize; 7] = [1, 2, 4, 8, 12, 16, 24];

/// A digest of the values of one field.
#[derive(Clone, Debug, Default)]
pub struct Values {
    count: usize,
    /// How many there are of each look.
    looks: [usize; LOOKS],
    lengths: [usize; LENGTHS.len() + 1],
    /// The one in the middle, where most are numbers.
    middle: Option<f64>,
    /// Different values in lower case, while they are few.
    texts: BTreeSet<String>,
    different: usize,
    /// The smallest hashes of what telling values are without what stands round them, in their order.
    cores: Vec<u64>,
    /// The first ones.
    tried: Vec<String>,
}

/// How far the values of two fields are the same ones, from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Overlap {
    /// Of values that tell things apart; none where one side has too few of them.
    pub(super) things: Option<f64>,
    /// Of short lists that come again and again; none where a side is none.
    pub(super) codes: Option<f64>,
}

impl Values {
    /// The digest of the first values; those that are empty do not count.
    pub fn of<'v>(values: impl IntoIterator<Item = &'v str>) -> Self {
        let mut digest = Self::default();
        let (mut seen, mut cores, mut numbers) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
        let values = values.into_iter().map(|it| unguarded(it).unwrap_or(it).trim()).filter(|it| !it.is_empty());
        for value in values.take(LOOKED_AT) {
            let kind = digest.add(value, &mut seen);
            cores.extend(core(value, kind).map(|it| hash(&it)));
            numbers.extend(number(value));
        }
        digest.cores = cores.into_iter().take(SKETCH).collect();
        digest.different = seen.len();
        if digest.different > KEPT {
            digest.texts.clear();
        }
        if numbers.len() * 10 >= digest.count * 9 {
            numbers.sort_by(f64::total_cmp);
            digest.middle = numbers.get(numbers.len() / 2).copied();
        }
        digest
    }

    fn add(&mut self, value: &str, seen: &mut BTreeSet<u64>) -> Look {
        self.count += 1;
        let characters = value.chars().count();
        let step = LENGTHS.iter().position(|it| characters <= *it).unwrap_or(LENGTHS.len());
        let kind = look(value);
        let counters = [self.looks.get_mut(kind as usize), self.lengths.get_mut(step)];
        counters.into_iter().flatten().for_each(|it| *it += 1);
        seen.insert(hash(value));
        if seen.len() <= KEPT {
            self.texts.insert(value.to_lowercase());
        }
        if self.tried.len() < TRIED {
            self.tried.push(value.to_owned());
        }
        kind
    }

    /// Whether there are enough of them to say anything.
    pub(super) fn tell(&self) -> bool {
        self.count >= FEWEST
    }

    /// The share of the first values for which something holds.
    pub(super) fn share(&self, holds: impl Fn(&str) -> bool) -> f64 {
        part(self.tried.iter().filter(|it| holds(it)).count(), self.tried.len())
    }

    /// How alike two fields' values look, from 0 to 1.
    pub(super) fn likeness(&self, other: &Self) -> f64 {
        let looks = common(&self.looks, &other.looks);
        let lengths = common(&self.lengths, &other.lengths);
        let repeats = 1.0 - (part(self.different, self.count) - part(other.different, other.count)).abs();
        let alike = 0.6 * looks + 0.25 * lengths + 0.15 * repeats;
        let (Some(one), Some(two)) = (self.middle, other.middle) else { return alike };
        let apart = ((one.abs() + 1.0).log10() - (two.abs() + 1.0).log10()).abs();
        alike * (1.0 - 0.3 * (apart / 2.0).min(1.0))
    }

    /// How far they are the same.
    pub(super) fn overlap(&self, other: &Self) -> Overlap {
        // Beyond the greatest hash of a full sketch nothing is known of that side.
        let end = |it: &Self| it.cores.last().copied().filter(|_| it.cores.len() == SKETCH).unwrap_or(u64::MAX);
        let end = end(self).min(end(other));
        let within = |it: &Self| it.cores.partition_point(|it| *it <= end);
        let fewer = within(self).min(within(other));
        let things = (fewer >= TELLING).then(|| part(shared(&self.cores, &other.cores), fewer));
        let codes = (self.is_list() && other.is_list())
            .then(|| part(self.texts.intersection(&other.texts).count(), self.texts.len().min(other.texts.len())));
        Overlap { things, codes }
    }

    /// Whether few values come again and again, and are more than small numbers or truth.
    fn is_list(&self) -> bool {
        let small = self.looks.get(Look::Small as usize).copied().unwrap_or(0);
        self.texts.len() >= 2 && self.different <= KEPT && self.count >= 2 * self.different && small * 2 < self.count
    }
}

/// How many stand in both, each of them in its order.
fn shared(one: &[u64], other: &[u64]) -> usize {
    let mut other = other.iter().peekable();
    let is_there = |it: &&u64| {
        while other.next_if(|other| other < it).is_some() {}
        other.next_if_eq(it).is_some()
    };
    one.iter().filter(is_there).count()
}

fn number(value: &str) -> Option<f64> {
    let digits = value.trim_matches(|c: char| !c.is_ascii_digit() && c != '-');
    digits.parse().ok().filter(|it: &f64| it.is_finite())
}

/// What tells a thing apart, without a prefix of letters, leading zeros and what parts the digits of a date; none for what is
/// too short to tell.
fn core(value: &str, kind: Look) -> Option<String> {
    let digits = || value.chars().filter(char::is_ascii_digit).collect::<String>();
    match kind {
        Look::Date | Look::Time => return Some(digits()),
        Look::Small | Look::Truth => return None,
        _ => {}
    }
    let rest = value.trim_start_matches(|c: char| c.is_ascii_alphabetic() || c == '-');
    if rest.len() >= 6 && rest.bytes().all(|it| it.is_ascii_digit()) {
        return Some(rest.trim_start_matches('0').to_owned());
    }
    let fewest = if value.is_ascii() { 5 } else { 3 };
    (value.chars().count() >= fewest).then(|| value.to_lowercase())
}

fn common<const N: usize>(one: &[usize; N], other: &[usize; N]) -> f64 {
    let (all, others) = (one.iter().sum(), other.iter().sum());
    one.iter().zip(other).map(|(a, b)| part(*a, all).min(part(*b, others))).sum()
}

fn part(of: usize, all: usize) -> f64 {
    let count = |it: usize| f64::from(u32::try_from(it).unwrap_or(u32::MAX));
    if all == 0 { 0.0 } else { count(of) / count(all) }
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn many(form: impl Fn(usize) -> String) -> Values {
        let all: Vec<String> = (0..40).map(form).collect();
        Values::of(all.iter().map(String::as_str))
    }

    #[test]
    fn the_same_things_are_found_again_however_they_are_written() {
        let numbers = many(|it| format!("{:010}", 80_012_345 + it));
        for (same, what) in [
            (many(|it| format!("SO{:010}", 80_012_345 + it)), "a prefix"),
            (many(|it| format!("=\"{}\"", 80_012_345 + it)), "a guard"),
            (many(|it| format!("{}", 80_012_365 + it)), "the other half"),
        ] {
            assert!(numbers.overlap(&same).things.unwrap() >= 0.5, "{what}");
        }
        assert_eq!(numbers.overlap(&many(|it| format!("{}", 99 + it))).things, None, "small numbers tell nothing");
        assert_eq!(many(|it| (it % 3).to_string()).overlap(&many(|it| (it % 3).to_string())).codes, None);
    }

    #[test]
    fn alike_values_look_alike() {
        let prices = many(|it| format!("{it}.50"));
        let totals = many(|it| format!("{}.00", it * 7));
        let mails = many(|it| format!("a{it}@example.com"));
        assert!(prices.likeness(&totals) > 0.8, "{}", prices.likeness(&totals));
        assert!(prices.likeness(&mails) < 0.4, "{}", prices.likeness(&mails));
    }
}
