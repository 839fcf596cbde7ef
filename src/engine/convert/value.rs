//! One cell in its canonical form, as text.

use crate::message::{Message, convert as say};
use crate::model::{Date, Decimal, LogicalType};
use crate::rule::cell::Moment;
use crate::rule::{CellLoss, FieldSpec, Loss, Value};

/// Nanoseconds of a second and of a day.
const SECOND: i128 = 1_000_000_000;
const DAY: i128 = 86_400 * SECOND;

/// A canonical text, and what was lost on the way to it.
pub(super) struct Written {
    pub(super) text: String,
    pub(super) lost: Option<Message>,
}

/// What a column loses whatever its values are; `true`: it cannot be had at all.
pub(super) fn loss(loss: Loss) -> (bool, Message) {
    match loss {
        Loss::Unit => (true, say::no_unit()),
        Loss::Type => (true, say::no_type()),
        Loss::Zone => (false, say::no_zone()),
        Loss::TimeOfDay => (false, say::no_time()),
    }
}

/// What one value loses.
pub(super) fn cell_loss(loss: CellLoss) -> Message {
    match loss {
        CellLoss::Clocks => say::clocks(),
        CellLoss::Clock => say::clock(),
    }
}

/// The canonical text of a value.
pub(super) fn written(value: Value<'_>, spec: &FieldSpec) -> Option<Written> {
    let plain = |text: String| Some(Written { text, lost: None });
    match value {
        Value::Text(text) => plain(text.to_owned()),
        Value::Boolean(it) => plain(it.to_string()),
        Value::Number(number) => numeric(number, spec),
        Value::Day(day) => match spec.element.kind.value {
            // A day for an instant: the column has said that it loses the time.
            LogicalType::Timestamp => plain(instant(i128::from(day) * DAY)?),
            _ => plain(Date::of_epoch_day(i64::from(day))?.to_string()),
        },
        Value::Time(nanos) => plain(moment(None, i128::from(nanos))?.iso()),
        Value::Instant(at) => plain(instant(at)?),
    }
}

fn numeric(number: Decimal, spec: &FieldSpec) -> Option<Written> {
    let scale = match spec.element.kind.value {
        LogicalType::Integer => Some(0),
        _ => spec.element.constraints.scale.as_ref().map(|it| it.value),
    };
    let number = number.normalized();
    match scale {
        Some(scale) if number.scale > scale => {
            let units = number.units / 10_i128.checked_pow(number.scale - scale)?;
            Some(Written { text: Decimal { units, scale }.to_string(), lost: Some(say::fraction()) })
        }
        _ => Some(Written { text: number.to_string(), lost: None }),
    }
}

/// An instant in UTC.
fn instant(at: i128) -> Option<String> {
    let date = Date::of_epoch_day(i64::try_from(at.div_euclid(DAY)).ok()?)?;
    let moment = Moment { offset: Some(0), ..moment(Some(date), at.rem_euclid(DAY))? };
    Some(moment.iso())
}

fn moment(date: Option<Date>, nanos: i128) -> Option<Moment> {
    let seconds = nanos / SECOND;
    let part = |value: i128| u8::try_from(value).ok();
    let fraction = nanos % SECOND;
    Some(Moment {
        date,
        clock: Some((part(seconds / 3600)?, part(seconds / 60 % 60)?)),
        second: Some(part(seconds % 60)?),
        fraction: format!("{fraction:09}").trim_end_matches('0').to_owned(),
        offset: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_written_in_utc() {
        for (at, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (1_782_868_530 * SECOND, "2026-07-01T01:15:30Z"),
            (-SECOND / 2, "1969-12-31T23:59:59.5Z"),
        ] {
            assert_eq!(instant(at).as_deref(), Some(text));
        }
    }
}
