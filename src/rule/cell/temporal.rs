//! Dates and times, calendar-true, by position.

use std::sync::Arc;

use super::fixed::Fixed;
use crate::model::{LogicalType, Part, TemporalFormat, days_in_month};

/// What a value of an accepted form tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// Whether it carries an offset from UTC.
    pub offset: bool,
}

/// The accepted forms of one field.
#[derive(Clone, Debug)]
pub struct TemporalMatcher {
    kind: LogicalType,
    formats: Arc<[TemporalFormat]>,
    /// What the first form looks like where each of its parts has a place of its own.
    fixed: Option<Arc<Fixed>>,
}

impl TemporalMatcher {
    /// Accepts any of `formats`, read as values of `kind`.
    pub fn new(kind: LogicalType, formats: &[TemporalFormat]) -> Self {
        let fixed = match formats.first() {
            Some(TemporalFormat::Rfc3339) if !matches!(kind, LogicalType::Date | LogicalType::Time) => Fixed::instant(),
            Some(TemporalFormat::Pattern { parts, .. }) => Fixed::of_parts(parts),
            _ => None,
        };
        Self { kind, formats: formats.into(), fixed: fixed.map(Arc::new) }
    }

    /// What `cell` tells, or `None` where it has none of the accepted forms or there is no such day or time.
    #[inline]
    pub fn read(&self, cell: &[u8]) -> Option<Told> {
        let quick = self.fixed.as_ref().and_then(|it| self.read_fixed(it, cell));
        quick.or_else(|| self.read_parts(cell))
    }

    /// The same of a cell of the first form that is beyond doubt.
    #[inline]
    fn read_fixed(&self, fixed: &Fixed, cell: &[u8]) -> Option<Told> {
        if !matches!(self.formats.first(), Some(TemporalFormat::Rfc3339)) {
            return fixed.holds(cell).then_some(Told { offset: false });
        }
        let (instant, rest) = cell.split_at_checked(fixed.length())?;
        let separated = matches!(instant.get(10), Some(b'T' | b't' | b' '));
        (fixed.holds(instant) && separated && offset(fraction(rest)?, true)).then_some(Told { offset: true })
    }

    /// The same, part by part.
    pub(super) fn read_parts(&self, cell: &[u8]) -> Option<Told> {
        self.formats.iter().find_map(|format| match format {
            TemporalFormat::Rfc3339 => rfc3339(self.kind, cell),
            TemporalFormat::Iso8601 => iso8601(self.kind, cell),
            TemporalFormat::Pattern { parts, .. } => by_parts(parts, cell),
        })
    }
}

/// RFC 3339, section 5.6: `date-time`, `full-date` or `full-time`.
#[inline]
fn rfc3339(kind: LogicalType, cell: &[u8]) -> Option<Told> {
    match kind {
        LogicalType::Date => (cell.len() == 10 && extended_day(cell)).then_some(Told { offset: false }),
        LogicalType::Time => full_time(cell),
        _ => {
            let (day, rest) = cell.split_at_checked(10)?;
            let (separator, time) = rest.split_first()?;
            (extended_day(day) && matches!(separator, b'T' | b't' | b' ')).then_some(())?;
            full_time(time)
        }
    }
}

#[inline]
fn full_time(time: &[u8]) -> Option<Told> {
    let rest = clock(time, true)?;
    let rest = fraction(rest)?;
    offset(rest, true).then_some(Told { offset: true })
}

/// ISO 8601 as exports write it: extended or basic form, `T` or a blank between day and time, seconds, fraction and offset optional.
fn iso8601(kind: LogicalType, cell: &[u8]) -> Option<Told> {
    if kind == LogicalType::Time {
        return loose_time(cell);
    }
    let (day, basic) = match cell.get(4) {
        Some(b'-') => (cell.get(..10)?, false),
        _ => (cell.get(..8)?, true),
    };
    let day_holds = if basic { basic_day(day) } else { extended_day(day) };
    if !day_holds {
        return None;
    }
    let rest = cell.get(day.len()..)?;
    if kind == LogicalType::Date {
        return rest.is_empty().then_some(Told { offset: false });
    }
    match rest {
        [b'T' | b't' | b' ', time @ ..] => loose_time(time),
        _ => None,
    }
}

fn loose_time(time: &[u8]) -> Option<Told> {
    let rest = clock(time, false)?;
    let rest = fraction(rest)?;
    if rest.is_empty() {
        return Some(Told { offset: false });
    }
    (offset(rest, true) || offset(rest, false)).then_some(Told { offset: true })
}

/// Reads `hh:mm:ss` (or, where it may be loose, also `hh:mm`, `hhmmss`, `hhmm`) and gives what follows. A 60th second is a leap second.
#[inline]
fn clock(time: &[u8], strict: bool) -> Option<&[u8]> {
    let hour = two(time, 0)?;
    let colon = time.get(2) == Some(&b':');
    if strict && !colon {
        return None;
    }
    let step = if colon { 3 } else { 2 };
    let minute = two(time, step)?;
    let after = step + 2;
    if hour > 23 || minute > 59 {
        return None;
    }
    let seconds_at = if colon { after + 1 } else { after };
    let has_seconds = if colon { time.get(after) == Some(&b':') } else { two(time, after).is_some() };
    if !has_seconds {
        return if strict { None } else { time.get(after..) };
    }
    (two(time, seconds_at)? <= 60).then(|| time.get(seconds_at + 2..))?
}

/// Skips `.123`, also `,123`.
#[inline]
fn fraction(rest: &[u8]) -> Option<&[u8]> {
    match rest.first() {
        Some(b'.' | b',') => {
            let digits = rest.iter().skip(1).take_while(|byte| byte.is_ascii_digit()).count();
            (digits > 0).then(|| rest.get(1 + digits..))?
        }
        _ => Some(rest),
    }
}

/// Whether `rest` is `Z` or `±hh:mm` (`±hhmm`, `±hh` without the colon).
#[inline]
fn offset(rest: &[u8], colon: bool) -> bool {
    let hours_minutes = |hours: Option<u16>, minutes: Option<u16>| {
        hours.is_some_and(|it| it <= 23) && minutes.is_some_and(|it| it <= 59)
    };
    match rest {
        [b'Z' | b'z'] => true,
        [b'+' | b'-', _, _, b':', _, _] if colon => hours_minutes(two(rest, 1), two(rest, 4)),
        [b'+' | b'-', time @ ..] if !colon => match time.len() {
            4 => hours_minutes(two(time, 0), two(time, 2)),
            2 => hours_minutes(two(time, 0), Some(0)),
            _ => false,
        },
        _ => false,
    }
}

#[inline]
fn extended_day(day: &[u8]) -> bool {
    day.len() == 10
        && day.get(4) == Some(&b'-')
        && day.get(7) == Some(&b'-')
        && is_day(year(day), two(day, 5), two(day, 8))
}

#[inline]
fn basic_day(day: &[u8]) -> bool {
    day.len() == 8 && is_day(year(day), two(day, 4), two(day, 6))
}

#[inline]
fn year(text: &[u8]) -> Option<u16> {
    Some(two(text, 0)? * 100 + two(text, 2)?)
}

#[inline]
fn is_day(year: Option<u16>, month: Option<u16>, day: Option<u16>) -> bool {
    let (Some(year), Some(month), Some(day)) = (year, month, day) else { return false };
    // Every month has 28 days; only the rest needs the calendar.
    (1..=12).contains(&month)
        && day >= 1
        && (day <= 28 || day <= u16::from(days_in_month(year, u8::try_from(month).unwrap_or(0))))
}

/// The two digits at `at`.
#[inline]
fn two(text: &[u8], at: usize) -> Option<u16> {
    match text.get(at..at + 2) {
        Some([tens, ones]) if tens.is_ascii_digit() && ones.is_ascii_digit() => {
            Some(u16::from(tens - b'0') * 10 + u16::from(ones - b'0'))
        }
        _ => None,
    }
}

/// What a UAX 35 pattern has collected so far.
#[derive(Default)]
struct Collected {
    year: Option<u16>,
    month: Option<u16>,
    day: Option<u16>,
    hour: Option<u16>,
    half_day: bool,
    offset: bool,
}

const MONTHS: [&[u8]; 12] =
    [b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov", b"dec"];

fn by_parts(parts: &[Part], cell: &[u8]) -> Option<Told> {
    let mut found = Collected::default();
    let mut rest = cell;
    for part in parts {
        rest = take(part, rest, &mut found)?;
    }
    if !rest.is_empty() {
        return None;
    }
    if found.month.is_some() || found.day.is_some() {
        // Without a year any leap day may be meant; without a month any day up to 31.
        let year = found.year.or(Some(2000));
        if !is_day(year, found.month.or(Some(1)), found.day.or(Some(1))) {
            return None;
        }
    }
    let hour_holds = match found.hour {
        Some(hour) if found.half_day => (1..=12).contains(&hour),
        Some(hour) => hour <= 23,
        None => true,
    };
    hour_holds.then_some(Told { offset: found.offset })
}

fn take<'c>(part: &Part, rest: &'c [u8], found: &mut Collected) -> Option<&'c [u8]> {
    match part {
        Part::Literal(literal) => rest.strip_prefix(literal.as_bytes()),
        Part::Year => {
            found.year = Some(year(rest)?);
            rest.get(4..)
        }
        Part::YearOfCentury => {
            found.year = Some(2000 + two(rest, 0)?);
            rest.get(2..)
        }
        Part::Month { padded } => digits(rest, *padded, &mut found.month),
        Part::Day { padded } => digits(rest, *padded, &mut found.day),
        Part::Hour { padded } => digits(rest, *padded, &mut found.hour),
        Part::HalfDayHour { padded } => {
            found.half_day = true;
            digits(rest, *padded, &mut found.hour)
        }
        Part::Minute { padded } => limited(rest, *padded, 59),
        Part::Second { padded } => limited(rest, *padded, 60),
        Part::MonthName => {
            let name = rest.get(..3)?.to_ascii_lowercase_word();
            let month = MONTHS.iter().position(|it| *it == name)?;
            found.month = u16::try_from(month + 1).ok();
            rest.get(3..)
        }
        Part::HalfDay => match rest {
            [b'A' | b'a' | b'P' | b'p', b'M' | b'm', tail @ ..] => Some(tail),
            _ => None,
        },
        Part::Fraction { digits } => {
            let (taken, tail) = rest.split_at_checked(usize::from(*digits))?;
            taken.iter().all(u8::is_ascii_digit).then_some(tail)
        }
        Part::Offset { colon, zulu } => {
            found.offset = true;
            if *zulu && let [b'Z', tail @ ..] = rest {
                return Some(tail);
            }
            let width = if *colon { 6 } else { 5 };
            let (taken, tail) = rest.split_at_checked(width)?;
            offset(taken, *colon).then_some(tail)
        }
    }
}

fn digits<'c>(rest: &'c [u8], padded: bool, into: &mut Option<u16>) -> Option<&'c [u8]> {
    if let Some(value) = two(rest, 0) {
        *into = Some(value);
        return rest.get(2..);
    }
    match rest {
        [digit, tail @ ..] if !padded && digit.is_ascii_digit() => {
            *into = Some(u16::from(digit - b'0'));
            Some(tail)
        }
        _ => None,
    }
}

fn limited(rest: &[u8], padded: bool, most: u16) -> Option<&[u8]> {
    let mut value = None;
    let tail = digits(rest, padded, &mut value)?;
    value.is_some_and(|it| it <= most).then_some(tail)
}

/// Lower-cases three ASCII bytes without allocating.
trait LowerWord {
    fn to_ascii_lowercase_word(&self) -> [u8; 3];
}

impl LowerWord for [u8] {
    fn to_ascii_lowercase_word(&self) -> [u8; 3] {
        let at = |index: usize| self.get(index).copied().unwrap_or(0).to_ascii_lowercase();
        [at(0), at(1), at(2)]
    }
}
