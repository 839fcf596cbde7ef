//! What one name says, read by the declared pattern.

use regex::Regex;

use crate::model::civil::{Civil, DAY, SECOND, days_since_epoch};
use crate::model::{Date, FileName, LogicalType, NamePart, Part, TemporalFormat, TemporalKind};
use crate::rule::cell::TemporalMatcher;

/// The declared pattern, compiled.
pub(super) struct Pattern {
    expression: Regex,
    /// What each group of the expression holds; `None`: any characters.
    groups: Vec<Option<TemporalFormat>>,
}

/// The time that a file is of, in nanoseconds since 1970 by the clock of its system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Period {
    /// Its beginning.
    pub(super) from: i128,
    /// The first moment after it: the end of the day, month or year that is named.
    pub(super) until: i128,
    /// The finest step that the pattern tells.
    pub(super) unit: Unit,
    /// Whether the name tells its beginning and its end.
    pub(super) is_range: bool,
    /// Seconds east of UTC, where the name says so.
    pub(super) offset: Option<i32>,
}

/// The finest step of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    /// So many nanoseconds, at most a day.
    Nanos(i64),
    /// So many months.
    Months(i64),
}

/// A name of the declared form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// What it is of; `None` where the pattern tells no date.
    pub(super) period: Option<Period>,
    /// What stands for `*`: files that differ in it are of different series.
    pub(super) series: Vec<String>,
}

impl Pattern {
    /// Compiles what a dictionary declares.
    pub(super) fn new(name: &FileName) -> Option<Self> {
        let mut expression = String::from("^");
        let mut groups = Vec::new();
        for part in &name.parts {
            match part {
                NamePart::Text(text) => expression.push_str(&regex::escape(text)),
                NamePart::Any => {
                    expression.push_str("(.*)");
                    groups.push(None);
                }
                NamePart::Date(format) => {
                    expression.push_str(&["(", &shape(format), ")"].concat());
                    groups.push(Some(format.clone()));
                }
            }
        }
        expression.push('$');
        Some(Self { expression: Regex::new(&expression).ok()?, groups })
    }

    /// What `name` says; `None` where it is not of this form, or names a day or time that does not exist.
    pub(super) fn read(&self, name: &str) -> Option<Named> {
        let captures = self.expression.captures(name)?;
        let texts = captures.iter().skip(1).map(|it| it.map_or("", |it| it.as_str()));
        let mut series = Vec::new();
        let mut dates: Vec<(&TemporalFormat, &str)> = Vec::new();
        for (group, text) in self.groups.iter().zip(texts) {
            match group {
                None => series.push(text.to_owned()),
                Some(format) => {
                    exists(format, text).then_some(())?;
                    dates.push((format, text));
                }
            }
        }
        Some(Named { period: period(&dates), series })
    }
}

/// An expression for what texts of this form look like, so that what follows a date is not taken for a part of it.
fn shape(format: &TemporalFormat) -> String {
    let TemporalFormat::Pattern { parts, .. } = format else { return String::from("[0-9TtZz:+. -]+?") };
    let of = |part: &Part| match part {
        Part::Year => String::from("[0-9]{4}"),
        Part::MonthName => String::from("[A-Za-z]{3}"),
        Part::HalfDay => String::from("[AaPp][Mm]"),
        Part::Fraction { digits } => format!("[0-9]{{{digits}}}"),
        Part::Offset { .. } => String::from("(?:[Zz]|[+-][0-9]{2}:?[0-9]{2})"),
        Part::Literal(text) => regex::escape(text),
        Part::Month { padded: false }
        | Part::Day { padded: false }
        | Part::Hour { padded: false }
        | Part::HalfDayHour { padded: false }
        | Part::Minute { padded: false }
        | Part::Second { padded: false } => String::from("[0-9]{1,2}"),
        _ => String::from("[0-9]{2}"),
    };
    parts.iter().map(of).collect()
}

/// Whether `text` is of this form, and the day or time that it names exists.
fn exists(format: &TemporalFormat, text: &str) -> bool {
    let kinds: &[LogicalType] = match (format, format.tells()) {
        (TemporalFormat::Pattern { .. }, Some(TemporalKind::Date)) => &[LogicalType::Date],
        (TemporalFormat::Pattern { .. }, Some(TemporalKind::Time)) => &[LogicalType::Time],
        (TemporalFormat::Pattern { .. }, _) => &[LogicalType::Timestamp],
        _ => &[LogicalType::Timestamp, LogicalType::Date],
    };
    let form = std::slice::from_ref(format);
    kinds.iter().any(|kind| TemporalMatcher::new(*kind, form).read(text.as_bytes()).is_some())
}

/// The time from the first moment that is named to the end of the last. Each moment has one year.
fn period(dates: &[(&TemporalFormat, &str)]) -> Option<Period> {
    let mut moments: Vec<Vec<(&TemporalFormat, &str)>> = Vec::new();
    for date in dates {
        let open = moments.last_mut().filter(|it| !date.0.tells_year() || !it.iter().any(|it| it.0.tells_year()));
        match open {
            Some(moment) => moment.push(*date),
            None => moments.push(vec![*date]),
        }
    }
    let mut told: Vec<Period> = moments.iter().map(|it| moment(it)).collect::<Option<_>>()?;
    told.sort_by_key(|it| it.from);
    let (first, last) = (*told.first()?, *told.last()?);
    Some(Period { from: first.from, is_range: told.len() > 1, ..last })
}

/// One moment, which several braces may tell together: `{yyyyMMdd}_{HHmm}`.
fn moment(pieces: &[(&TemporalFormat, &str)]) -> Option<Period> {
    let joined = |texts: Vec<&str>| texts.join(" ");
    let text = joined(pieces.iter().map(|it| it.1).collect());
    let format = match pieces {
        [(one, _)] => (*one).clone(),
        _ => TemporalFormat::parse(&joined(pieces.iter().map(|it| it.0.text()).collect())).ok()?,
    };
    if !format.tells_year() {
        return None;
    }
    let Civil { day, nanos, offset } = format.read(TemporalKind::Timestamp, text.as_bytes())?;
    let unit = unit(&format, &text);
    let from = i128::from(day) * i128::from(DAY) + i128::from(nanos);
    Some(Period { from, until: after(from, unit)?, unit, is_range: false, offset })
}

/// The finest step that a value of this form tells.
fn unit(format: &TemporalFormat, text: &str) -> Unit {
    let TemporalFormat::Pattern { parts, .. } = format else {
        let timed = text.contains(['T', 't', ' ']);
        return Unit::Nanos(if timed { SECOND } else { DAY });
    };
    let has = |wanted: fn(&Part) -> bool| parts.iter().any(wanted);
    if format.step() < DAY || has(|it| matches!(it, Part::Day { .. })) {
        return Unit::Nanos(format.step());
    }
    let monthly = has(|it| matches!(it, Part::Month { .. } | Part::MonthName));
    Unit::Months(if monthly { 1 } else { 12 })
}

/// The moment one step after `from`.
fn after(from: i128, unit: Unit) -> Option<i128> {
    match unit {
        Unit::Nanos(step) => Some(from + i128::from(step)),
        Unit::Months(step) => {
            let first = Date::of_epoch_day(i64::try_from(from.div_euclid(i128::from(DAY))).ok()?)?;
            let month = i64::from(first.month) - 1 + step;
            let year = u16::try_from(i64::from(first.year) + month / 12).ok()?;
            let day = days_since_epoch(year, u8::try_from(month % 12 + 1).ok()?, 1);
            Some(i128::from(day) * i128::from(DAY))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, pattern: &str) -> Option<Named> {
        Pattern::new(&FileName::parse(pattern).unwrap()).unwrap().read(name)
    }

    #[test]
    fn names_hold_real_dates_and_nothing_more() {
        for (name, pattern, holds) in [
            ("ExportOrderList202607031200.csv", "ExportOrderList{yyyyMMddHHmm}.csv", true),
            ("ExportOrderList202607031200(1).csv", "ExportOrderList{yyyyMMddHHmm}.csv", false),
            ("ExportOrderList202613031200.csv", "ExportOrderList{yyyyMMddHHmm}.csv", false),
            ("ads_20260703_eu.csv", "ads_{yyyyMMdd}_*.csv", true),
            ("ads_20260703.csv", "ads_{yyyyMMdd}*.csv", true),
            ("ads_2026-7-3 9.csv", "ads_{yyyy-M-d} *.csv", true),
            ("orders.csv", "orders.csv", true),
            ("orders.csv.bak", "orders.csv", false),
            ("订单_2026-07-03.csv", "订单_{yyyy-MM-dd}.csv", true),
        ] {
            assert_eq!(read(name, pattern).is_some(), holds, "{name} {pattern}");
        }
    }

    #[test]
    fn a_name_tells_the_whole_of_what_it_dates() {
        let day = i128::from(DAY);
        let hour = day / 24;
        for (name, pattern, from, until) in [
            ("19700102.csv", "{yyyyMMdd}.csv", day, 2 * day),
            ("197001.csv", "{yyyyMM}.csv", 0, 31 * day),
            ("197012.csv", "{yyyyMM}.csv", 334 * day, 365 * day),
            ("1971.csv", "{yyyy}.csv", 365 * day, 730 * day),
            ("19700101-03.csv", "{yyyyMMdd}-{HH}.csv", 3 * hour, 4 * hour),
            ("1970/01/05", "{yyyy}/{MM}/{dd}", 4 * day, 5 * day),
            ("19700101_19700107.csv", "{yyyyMMdd}_{yyyyMMdd}.csv", 0, 7 * day),
            ("1970-01-02.csv", "{iso8601}.csv", day, 2 * day),
        ] {
            let period = read(name, pattern).and_then(|it| it.period);
            assert_eq!(period.map(|it| (it.from, it.until)), Some((from, until)), "{name} {pattern}");
        }
        assert_eq!(read("at-0930.csv", "at-{HHmm}.csv").map(|it| it.period), Some(None), "no day is told");
    }
}
