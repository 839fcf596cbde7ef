//! Exact totals of the rows of one key.

use std::collections::BTreeSet;

use super::datum::Datum;
use super::side::Row;
use crate::model::Decimal;

/// What rows add up to. The first value is what is added; the second, where it is there, is the key of its owner: what a layout
/// repeats on every line of an owner counts once. `None` where a value cannot be compared or the total does not fit.
pub(super) fn total(rows: &[Row<'_>]) -> Option<Decimal> {
    let mut sum = Decimal::from_integer(0);
    let mut owners = BTreeSet::new();
    for row in rows {
        if row.is_null(0) {
            continue;
        }
        let Some(Datum::Number(number)) = row.datum(0) else { return None };
        if let Some(Datum::Text(owner)) = row.datum(1)
            && !owners.insert(owner)
        {
            continue;
        }
        sum = sum.plus(number)?;
    }
    Some(sum)
}
