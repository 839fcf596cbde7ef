//! What a date or time says, read from a value that is known to be of its form.

use super::{Part, TemporalFormat, TemporalKind};

/// Nanoseconds of a second.
pub const SECOND: i64 = 1_000_000_000;
/// Nanoseconds of a day.
pub const DAY: i64 = 86_400 * SECOND;

/// Day and time of day as written, without a zone unless the value carries one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Civil {
    /// Days since 1970-01-01; 0 for a time of day.
    pub day: i32,
    /// Nanoseconds since midnight; 0 for a day.
    pub nanos: i64,
    /// Seconds east of UTC, where the value says so.
    pub offset: Option<i32>,
}

/// Days from 1970-01-01 to a day of the proleptic Gregorian calendar (Hinnant, `days_from_civil`).
pub fn days_since_epoch(year: u16, month: u8, day: u8) -> i32 {
    let (month, day) = (i32::from(month), i32::from(day));
    let year = i32::from(year) - i32::from(month <= 2);
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

impl TemporalFormat {
    /// What `cell` says. `None` where it is not of this form; forms are judged by their own check, so this one trusts digits.
    pub fn read(&self, kind: TemporalKind, cell: &[u8]) -> Option<Civil> {
        let mut fields = Fields::default();
        let rest = match self {
            Self::Rfc3339 | Self::Iso8601 => fields.iso(kind, cell)?,
            Self::Pattern { parts, .. } => parts.iter().try_fold(cell, |rest, part| fields.part(part, rest))?,
        };
        rest.is_empty().then(|| fields.civil())
    }

    /// The finest step that values of this form tell, in nanoseconds.
    pub fn step(&self) -> i64 {
        let Self::Pattern { parts, .. } = self else { return SECOND };
        let finest = |part: &Part| match part {
            Part::Hour { .. } | Part::HalfDayHour { .. } => 3_600 * SECOND,
            Part::Minute { .. } => 60 * SECOND,
            Part::Second { .. } => SECOND,
            Part::Fraction { digits } => (SECOND / 10_i64.pow(u32::from(*digits).min(9))).max(1),
            _ => DAY,
        };
        parts.iter().map(finest).min().unwrap_or(DAY)
    }
}

#[derive(Default)]
struct Fields {
    year: u16,
    month: u8,
    day: u8,
    hour: i64,
    minute: i64,
    second: i64,
    nanos: i64,
    afternoon: bool,
    half_day: bool,
    offset: Option<i32>,
}

impl Fields {
    fn civil(&self) -> Civil {
        let hour = if self.half_day { self.hour % 12 + if self.afternoon { 12 } else { 0 } } else { self.hour };
        let undated = (self.year, self.month) == (0, 0);
        let day = if undated { 0 } else { days_since_epoch(self.year, self.month.max(1), self.day.max(1)) };
        Civil { day, nanos: (hour * 3_600 + self.minute * 60 + self.second) * SECOND + self.nanos, offset: self.offset }
    }

    fn iso<'c>(&mut self, kind: TemporalKind, cell: &'c [u8]) -> Option<&'c [u8]> {
        let mut rest = cell;
        if kind != TemporalKind::Time {
            let dash = usize::from(cell.get(4) == Some(&b'-'));
            self.year = small(number(cell, 0, 4)?)?;
            self.month = small(number(cell, 4 + dash, 2)?)?;
            self.day = small(number(cell, 6 + 2 * dash, 2)?)?;
            rest = cell.get(8 + 2 * dash..)?;
            if kind == TemporalKind::Date || rest.is_empty() {
                return Some(rest);
            }
            rest = rest.get(1..)?;
        }
        self.clock(rest)
    }

    fn clock<'c>(&mut self, time: &'c [u8]) -> Option<&'c [u8]> {
        self.hour = number(time, 0, 2)?;
        let colon = usize::from(time.get(2) == Some(&b':'));
        self.minute = number(time, 2 + colon, 2)?;
        let mut rest = time.get(4 + colon..)?;
        let seconds = if colon == 1 { rest.strip_prefix(b":") } else { Some(rest) };
        if let Some(second) = seconds.and_then(|it| number(it, 0, 2)) {
            self.second = second;
            rest = rest.get(2 + colon..)?;
        }
        if let [b'.' | b',', digits @ ..] = rest {
            let count = digits.iter().take_while(|it| it.is_ascii_digit()).count();
            self.nanos = fraction(digits.get(..count)?);
            rest = digits.get(count..)?;
        }
        if rest.is_empty() {
            return Some(rest);
        }
        let (seconds, length) = offset(rest)?;
        self.offset = Some(seconds);
        rest.get(length..)
    }

    fn part<'c>(&mut self, part: &Part, rest: &'c [u8]) -> Option<&'c [u8]> {
        match part {
            Part::Literal(text) => return rest.strip_prefix(text.as_bytes()),
            Part::Year => {
                self.year = small(number(rest, 0, 4)?)?;
                return rest.get(4..);
            }
            Part::MonthName => {
                let name = rest.get(..3)?.to_ascii_lowercase();
                let at = MONTHS.iter().position(|it| it.as_bytes() == name)?;
                self.month = u8::try_from(at + 1).ok()?;
                return rest.get(3..);
            }
            Part::HalfDay => {
                self.half_day = true;
                self.afternoon = matches!(rest.first()?, b'P' | b'p');
                return rest.get(2..);
            }
            Part::Fraction { digits } => {
                let (taken, tail) = rest.split_at_checked(usize::from(*digits))?;
                self.nanos = fraction(taken);
                return Some(tail);
            }
            Part::Offset { .. } => {
                let (seconds, length) = offset(rest)?;
                self.offset = Some(seconds);
                return rest.get(length..);
            }
            _ => {}
        }
        let width = if number(rest, 0, 2).is_some() { 2 } else { 1 };
        let value = number(rest, 0, width)?;
        match part {
            Part::YearOfCentury => self.year = small(2000 + value)?,
            Part::Month { .. } => self.month = u8::try_from(value).ok()?,
            Part::Day { .. } => self.day = u8::try_from(value).ok()?,
            Part::Minute { .. } => self.minute = value,
            Part::Second { .. } => self.second = value,
            _ => self.hour = value,
        }
        rest.get(width..)
    }
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

fn small<T: TryFrom<i64>>(value: i64) -> Option<T> {
    T::try_from(value).ok()
}

/// So many digits from `at` on as a number.
fn number(text: &[u8], at: usize, width: usize) -> Option<i64> {
    let digits = text.get(at..at + width)?;
    digits.iter().try_fold(0_i64, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + i64::from(digit - b'0')))
}

/// Digits behind a point as nanoseconds; what is finer is cut.
fn fraction(digits: &[u8]) -> i64 {
    let kept = digits.get(..digits.len().min(9)).unwrap_or_default();
    let scale = 10_i64.pow(9 - u32::try_from(kept.len()).unwrap_or(9));
    number(kept, 0, kept.len()).unwrap_or(0) * scale
}

/// Seconds east of UTC, and how long the text of it is.
fn offset(text: &[u8]) -> Option<(i32, usize)> {
    let sign = match text.first()? {
        b'Z' | b'z' => return Some((0, 1)),
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let hours = number(text, 1, 2)?;
    let colon = usize::from(text.get(3) == Some(&b':'));
    let minutes = number(text, 3 + colon, 2);
    let length = if minutes.is_some() { 5 + colon } else { 3 };
    let seconds = i32::try_from(hours * 3_600 + minutes.unwrap_or(0) * 60).ok()?;
    Some((sign * seconds, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_days_times_and_offsets_of_every_form() {
        let at = |day, hour: i64, minute: i64, second: i64, offset| Civil {
            day,
            nanos: (hour * 3_600 + minute * 60 + second) * SECOND,
            offset,
        };
        let kind = TemporalKind::Timestamp;
        for (form, text, expected) in [
            ("rfc3339", "2026-07-01T09:15:30+08:00", at(20_635, 9, 15, 30, Some(28_800))),
            ("iso8601", "20260701T091530Z", at(20_635, 9, 15, 30, Some(0))),
            ("iso8601", "2026-07-01 09:15", at(20_635, 9, 15, 0, None)),
            ("yyyy/M/d H:mm", "2026/7/1 9:15", at(20_635, 9, 15, 0, None)),
            ("yyyy-MM-dd hh:mm:ss a", "2026-07-01 12:05:00 AM", at(20_635, 0, 5, 0, None)),
            ("yyyy", "1971", at(365, 0, 0, 0, None)),
            ("yyyyMM", "197102", at(396, 0, 0, 0, None)),
            ("dd-MMM-yy HH:mm:ssXXX", "01-Jul-26 23:00:01-03:30", at(20_635, 23, 0, 1, Some(-12_600))),
        ] {
            let read = TemporalFormat::parse(form).unwrap().read(kind, text.as_bytes());
            assert_eq!(read, Some(expected), "{form} {text}");
        }
        let half = TemporalFormat::parse("rfc3339").unwrap().read(kind, b"1970-01-01T00:00:00.5Z");
        assert_eq!(half.map(|it| it.nanos), Some(SECOND / 2));
        let day = TemporalFormat::parse("iso8601").unwrap().read(TemporalKind::Date, b"1969-12-31");
        assert_eq!(day.map(|it| it.day), Some(-1));
        assert_eq!(TemporalFormat::parse("yyyy-MM-dd").unwrap().read(kind, b"2026-07-01x"), None);
    }

    #[test]
    fn a_form_tells_as_much_as_its_finest_part() {
        for (form, step) in [
            ("yyyy-MM-dd", DAY),
            ("yyyy-MM-dd HH:mm", 60 * SECOND),
            ("yyyy-MM-dd HH:mm:ss.SSS", SECOND / 1_000),
            ("rfc3339", SECOND),
        ] {
            assert_eq!(TemporalFormat::parse(form).unwrap().step(), step, "{form}");
        }
    }
}
