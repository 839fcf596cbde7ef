//! What day and what time it is, as told or by the clock. The only place that looks at a clock.

use super::problem::Problem;
use crate::message::cli;
use crate::model::{Date, LogicalType, TemporalFormat, TemporalKind, Zone};
use crate::rule::cell::TemporalMatcher;

/// A day, and the instant on it in nanoseconds since 1970-01-01T00:00:00Z, where that is known.
pub(super) type Moment = (Date, Option<i128>);

/// Reads `yyyy-MM-dd`, or an instant with its offset such as `2026-01-31T08:30:00+08:00`.
pub(super) fn parse(text: &str) -> Result<Moment, Problem> {
    let day = text.get(..10).and_then(Date::parse);
    let moment = match day {
        Some(day) if text.len() == 10 => Some((day, None)),
        Some(day) => instant(text).map(|it| (day, Some(it))),
        None => None,
    };
    moment.ok_or_else(|| Problem::usage(cli::malformed_moment(text), cli::malformed_moment_help()))
}

/// Reads `yyyy-MM-dd`.
pub(super) fn day(text: &str) -> Result<Date, Problem> {
    Date::parse(text).ok_or_else(|| Problem::usage(cli::malformed_date(text), cli::malformed_date_help()))
}

/// Where the user is; only what the dictionary dates depends on it, and `--as-of` fixes it.
pub(super) fn present() -> Moment {
    let now = jiff::Zoned::now();
    let part = |value: i8| u8::try_from(value).unwrap_or(1);
    let (year, month, day) = (now.date().year(), now.date().month(), now.date().day());
    let epoch = Date { year: 1970, month: 1, day: 1 };
    let day = Date::new(u16::try_from(year).unwrap_or(0), part(month), part(day)).unwrap_or(epoch);
    (day, Some(now.timestamp().as_nanosecond()))
}

/// Day, time and offset as RFC 3339 has them.
fn instant(text: &str) -> Option<i128> {
    let form = TemporalFormat::Rfc3339;
    TemporalMatcher::new(LogicalType::Timestamp, std::slice::from_ref(&form)).read(text.as_bytes())?;
    Zone::Fixed(0).instant(form.read(TemporalKind::Timestamp, text.as_bytes())?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::civil::SECOND;

    #[test]
    fn a_day_or_an_instant_with_its_offset_is_a_moment() {
        let day = |text| Date::parse(text).unwrap();
        for (text, expected) in [
            ("1970-01-02", Some((day("1970-01-02"), None))),
            ("1970-01-02T00:00:00Z", Some((day("1970-01-02"), Some(86_400 * i128::from(SECOND))))),
            ("1970-01-02T08:00:00+08:00", Some((day("1970-01-02"), Some(86_400 * i128::from(SECOND))))),
            ("1970-01-02 08:00:00+08:00", Some((day("1970-01-02"), Some(86_400 * i128::from(SECOND))))),
            ("1970-01-02T08:00:00", None),
            ("1970-13-02", None),
            ("1970-01-02x", None),
            ("today", None),
            ("1970-01-0é", None),
        ] {
            assert_eq!(parse(text).ok(), expected, "{text}");
        }
    }
}
