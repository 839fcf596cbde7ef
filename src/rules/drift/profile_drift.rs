//! `profile-drift`: records are many more or fewer, or a column looks otherwise than in the snapshot.

use crate::finding::{Finding, RuleId, Severity};
use crate::message::{Message, drift, rules};
use crate::model::Decimal;
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("profile-drift"),
    summary: rules::profile_drift,
    severity: Severity::Warning,
    fix: None,
    scopes: &[Scope::Files, Scope::History],
    dimension: Dimension::Accuracy,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/profile-drift.md")),
    parts: Parts::NONE,
};

/// Fewer records or values than these move by chance.
pub const FEWEST: u64 = 10;

/// Shares, in thousandths, that a move has to exceed where the dataset declares no tolerance: of records, of cells that are null,
/// of values that are different ones, of a value's length.
const RECORDS: u64 = 500;
const NULLS: u64 = 100;
const DISTINCT: u64 = 200;
const LENGTH: u64 = 250;

/// What is compared of a column.
#[derive(Clone, Copy, Debug, Default)]
pub struct Measured {
    /// Files it was counted over.
    pub files: u64,
    /// Cells that are null.
    pub nulls: u64,
    /// Cells that are not.
    pub values: u64,
    /// Different values; of several files, the most of one of them.
    pub distinct: u64,
    /// Characters of all values.
    pub characters: u64,
}

/// A file without records, where there were about `usual`.
pub fn empty(usual: u64) -> Finding {
    found(drift::file_empty(usual), "records")
}

/// A file of `now` records, where there were about `usual`.
pub fn size(usual: u64, now: u64) -> Finding {
    found(drift::file_size(usual, now), "records")
}

/// Whether a file has many more or fewer records than usual.
pub fn is_other_size((usual, now): (u64, u64), slack: Option<Decimal>) -> bool {
    let apart = usual.abs_diff(now);
    apart >= FEWEST && usual > 0 && exceeds(apart, usual, (RECORDS, slack))
}

/// What of a column has moved from `was` to `is`.
pub fn drifts(field: &str, (was, is): (Measured, Measured), slack: Option<Decimal>) -> Vec<Finding> {
    let mut found_all = Vec::new();
    let (cells_then, cells_now) = (was.nulls + was.values, is.nulls + is.values);
    if cells_then.min(cells_now) >= FEWEST && apart((was.nulls, cells_then), (is.nulls, cells_now), (NULLS, slack)) {
        let message = drift::nulls(field, percent(was.nulls, cells_then), percent(is.nulls, cells_now));
        found_all.push(found(message, "nulls"));
    }
    if was.values.min(is.values) < FEWEST {
        return found_all;
    }
    let of_file = was.values / was.files.max(1);
    if apart((was.distinct.min(of_file), of_file), (is.distinct.min(is.values), is.values), (DISTINCT, slack)) {
        let message =
            drift::distinct(field, percent(was.distinct, of_file), percent(is.distinct.min(is.values), is.values));
        found_all.push(found(message, "distinct"));
    }
    let (long, short) = (was.characters * is.values, is.characters * was.values);
    if exceeds(long.abs_diff(short), long, (LENGTH, slack)) {
        let message = drift::length(field, tenths(was.characters, was.values), tenths(is.characters, is.values));
        found_all.push(found(message, "length"));
    }
    found_all
}

fn found(message: Message, subject: &str) -> Finding {
    RULE.finding(message).with_label(drift::profile_label()).with_help(drift::profile_help()).about(subject.to_owned())
}

/// Whether two shares are farther apart than allowed.
fn apart((one, of_one): (u64, u64), (other, of_other): (u64, u64), allowed: (u64, Option<Decimal>)) -> bool {
    let (left, right) = (u128::from(one) * u128::from(of_other), u128::from(other) * u128::from(of_one));
    let whole = u128::from(of_one) * u128::from(of_other);
    whole > 0 && wider(left.abs_diff(right), whole, allowed)
}

fn exceeds(part: u64, whole: u64, allowed: (u64, Option<Decimal>)) -> bool {
    whole > 0 && wider(u128::from(part), u128::from(whole), allowed)
}

/// Whether part ÷ whole is above what the dataset tolerates, or above so many thousandths.
fn wider(part: u128, whole: u128, (thousandths, slack): (u64, Option<Decimal>)) -> bool {
    match slack.and_then(|it| Some((u128::try_from(it.units).ok()?, 10_u128.checked_pow(it.scale)?))) {
        Some((units, scale)) => part.saturating_mul(scale) > whole.saturating_mul(units),
        None => part.saturating_mul(1000) > whole.saturating_mul(u128::from(thousandths)),
    }
}

fn percent(part: u64, whole: u64) -> String {
    format!("{} %", (u128::from(part) * 100 + u128::from(whole) / 2) / u128::from(whole.max(1)))
}

fn tenths(part: u64, whole: u64) -> String {
    let tenths = u128::from(part) * 10 / u128::from(whole.max(1));
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_move_is_told_from_chance_and_from_what_is_tolerated() {
        let was = Measured { files: 1, nulls: 10, values: 90, distinct: 90, characters: 900 };
        let tolerated = Decimal::parse("0.9");
        for (case, is, slack, subjects) in [
            ("the same", was, None, &[][..]),
            ("a few more nulls", Measured { nulls: 20, values: 80, distinct: 80, characters: 800, ..was }, None, &[]),
            ("many nulls", Measured { nulls: 50, values: 50, distinct: 50, characters: 500, ..was }, None, &["nulls"]),
            ("few values", Measured { nulls: 9, values: 0, distinct: 0, characters: 0, ..was }, None, &[]),
            ("copies", Measured { distinct: 30, ..was }, None, &["distinct"]),
            ("longer", Measured { characters: 1800, ..was }, None, &["length"]),
            ("tolerated", Measured { distinct: 30, ..was }, tolerated, &[]),
            ("not tolerated", Measured { distinct: 85, ..was }, Decimal::parse("0.01"), &["distinct"]),
        ] {
            let found: Vec<String> = drifts("x", (was, is), slack).iter().map(|it| it.subject.to_string()).collect();
            assert_eq!(found, subjects, "{case}");
        }
        for (usual, now, other) in
            [(100, 100, false), (100, 151, true), (100, 150, false), (100, 49, true), (4, 9, false)]
        {
            assert_eq!(is_other_size((usual, now), None), other, "{usual} {now}");
        }
        assert!(is_other_size((100, 130), Decimal::parse("0.2")));
    }
}
