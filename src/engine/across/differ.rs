//! Why two values of one element differ.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::datum::Datum;
use super::shown::Firsts;
use super::side::Row;
use crate::engine::keys::Location;
use crate::model::Decimal;
use crate::model::civil::SECOND;

/// Factors that tell of units: 分 and 元, grams and kilograms, 斤 and grams, micros.
const FACTORS: [i64; 4] = [100, 1_000, 500, 1_000_000];
/// Clocks differ by whole multiples of this, in nanoseconds.
const QUARTER: i128 = 900 * SECOND as i128;
/// The farthest that two zones are apart.
const FARTHEST: i128 = 26 * 3_600 * SECOND as i128;
/// Fewer matched records prove no cause.
const EVIDENCE: u64 = 3;

/// One element that is compared.
#[derive(Clone, Debug)]
pub(super) struct Compared {
    /// The element.
    pub(super) element: Arc<str>,
    /// Difference that is allowed.
    pub(super) tolerance: Option<Decimal>,
    /// The coarser step of both sides' times, in nanoseconds.
    pub(super) step: i64,
    /// Whether its values come from a code list.
    pub(super) coded: bool,
    /// Where its value is in a row; what is written follows where it is coded.
    pub(super) at: usize,
}

/// Why two values differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cause {
    /// One is so many times the other; whether the first one is the larger.
    Factor {
        /// How many times.
        factor: i64,
        /// The first one is the larger.
        larger: bool,
    },
    /// The second is so many quarters of an hour later.
    Shift(i32),
    /// Both write the same and mean different things.
    OneSpelling,
    /// None that is known.
    None,
}

/// What a comparison of two values gave.
enum Outcome {
    /// They cannot be compared.
    Untested,
    /// They agree.
    Same,
    /// They differ, for this reason.
    Differs(Cause),
}

/// What differs of one element.
pub(super) struct Differences {
    keep: usize,
    /// Pairs that could be compared.
    pub(super) tested: u64,
    /// Pairs of numbers of which neither is 0.
    nonzero: u64,
    /// The pairs that differ, by the left one's place, with the right one's.
    pub(super) by_cause: BTreeMap<Cause, Firsts<Location>>,
}

impl Differences {
    /// None yet.
    pub(super) fn new(keep: usize) -> Self {
        Self { keep, tested: 0, nonzero: 0, by_cause: BTreeMap::new() }
    }

    /// Compares the values in two rows.
    pub(super) fn add(&mut self, compared: &Compared, (one, other): (Row<'_>, Row<'_>)) {
        let at = compared.at;
        let (Some(left), Some(right)) = (one.datum(at), other.datum(at)) else { return };
        let cause = match self.compare(compared, left, right) {
            Outcome::Untested => return,
            Outcome::Same => None,
            Outcome::Differs(cause) => Some(cause),
        };
        self.tested += 1;
        let Some(cause) = cause else { return };
        let spelled = compared.coded && one.datum(at + 1) == other.datum(at + 1);
        let cause = if spelled { Cause::OneSpelling } else { cause };
        self.by_cause.entry(cause).or_insert_with(|| Firsts::new(self.keep)).add(one.at(), other.at());
    }

    fn compare(&mut self, compared: &Compared, left: Datum, right: Datum) -> Outcome {
        let slack = compared.tolerance.unwrap_or_default();
        let cause = match (left, right) {
            (Datum::Number(one), Datum::Number(other)) => {
                self.nonzero += u64::from(one.units != 0 && other.units != 0);
                let Some(apart) = one.minus(other).and_then(Decimal::magnitude) else { return Outcome::Untested };
                (apart > slack).then(|| factor(one, other).unwrap_or(Cause::None))
            }
            (Datum::Instant(one), Datum::Instant(other)) => {
                let step = i128::from(compared.step.max(1));
                let apart = other.div_euclid(step) * step - one.div_euclid(step) * step;
                let slack = slack.units_at(0).unwrap_or(0) * i128::from(SECOND);
                (apart.abs() > slack).then(|| shift(apart))
            }
            (Datum::Day(_), Datum::Day(_))
            | (Datum::Time(_), Datum::Time(_))
            | (Datum::Boolean(_), Datum::Boolean(_))
            | (Datum::Text(_), Datum::Text(_)) => (left != right).then_some(Cause::None),
            _ => return Outcome::Untested,
        };
        cause.map_or(Outcome::Same, Outcome::Differs)
    }

    /// Whether a cause holds for nearly everything that it could hold for.
    pub(super) fn explains(&self, cause: Cause, count: u64) -> bool {
        let of = match cause {
            Cause::Factor { .. } => self.nonzero,
            Cause::Shift(_) => self.tested,
            Cause::OneSpelling => return true,
            Cause::None => return false,
        };
        count >= EVIDENCE && count * 100 >= of * 95
    }
}

/// The factor that one number is of the other, to one hundredth.
fn factor(one: Decimal, other: Decimal) -> Option<Cause> {
    let is = |small: Decimal, large: Decimal, factor: i64| {
        let scaled = small.times(Decimal::from_integer(factor))?;
        let apart = large.minus(scaled)?.magnitude()?.times(Decimal::from_integer(100))?;
        (small.units != 0 && apart < scaled.magnitude()?).then_some(())
    };
    FACTORS.iter().find_map(|factor| {
        let larger = is(other, one, *factor).map(|()| Cause::Factor { factor: *factor, larger: true });
        larger.or_else(|| is(one, other, *factor).map(|()| Cause::Factor { factor: *factor, larger: false }))
    })
}

fn shift(apart: i128) -> Cause {
    let whole = apart % QUARTER == 0 && apart.abs() <= FARTHEST;
    let quarters = i32::try_from(apart / QUARTER).ok().filter(|_| whole);
    quarters.map_or(Cause::None, Cause::Shift)
}
