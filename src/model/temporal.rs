//! Forms of dates and times, and the calendar.

use std::sync::Arc;

/// A day of the proleptic Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// 0 to 9999.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31, and in the month.
    pub day: u8,
}

impl Date {
    /// The day, if there is one.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        ((1..=12).contains(&month) && day >= 1 && day <= days_in_month(year, month) && year <= 9999).then_some(Self {
            year,
            month,
            day,
        })
    }

    /// Days since 1970-01-01.
    pub fn days(self) -> i64 {
        i64::from(super::civil::days_since_epoch(self.year, self.month, self.day))
    }

    /// The day that is `days` after 1970-01-01; `None` outside the years 0 to 9999.
    pub fn of_epoch_day(days: i64) -> Option<Self> {
        // Howard Hinnant's calendar: years begin in March, eras have 400 of them.
        let shifted = days.checked_add(719_468)?;
        let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * of_year + 2) / 153;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        let day = of_year - (153 * shifted_month + 2) / 5 + 1;
        Self::new(u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    }

    /// Reads `yyyy-MM-dd`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let digits = |part: &str, width| part.len() == width && part.bytes().all(|it| it.is_ascii_digit());
        if !(digits(year, 4) && digits(month, 2) && digits(day, 2)) {
            return None;
        }
        Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Days of a month, 1 to 12; 0 for any other month.
pub fn days_in_month(year: u16, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 0,
    }
}

/// Which of date, time and instant a format tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TemporalKind {
    /// A day only.
    Date,
    /// A time of day only.
    Time,
    /// Both.
    Timestamp,
}

/// One accepted form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemporalFormat {
    /// RFC 3339: `2026-03-02T10:00:00+08:00`; for dates `full-date`, for times `full-time`.
    Rfc3339,
    /// ISO 8601 as exports use it: extended or basic form, `T` or blank, offset optional.
    Iso8601,
    /// A Unicode UAX 35 pattern.
    Pattern {
        /// As written.
        text: Arc<str>,
        /// What it is made of.
        parts: Arc<[Part]>,
    },
}

/// One piece of a UAX 35 pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// `yyyy`: four digits.
    Year,
    /// `yy`: two digits, 2000 to 2099.
    YearOfCentury,
    /// `MM`: two digits; `M`: one or two.
    Month {
        /// Whether the leading zero is written.
        padded: bool,
    },
    /// `MMM`: the English abbreviation, such as `Mar`.
    MonthName,
    /// `dd` or `d`.
    Day {
        /// Whether the leading zero is written.
        padded: bool,
    },
    /// `HH` or `H`: 0 to 23.
    Hour {
        /// Whether the leading zero is written.
        padded: bool,
    },
    /// `hh` or `h`: 1 to 12.
    HalfDayHour {
        /// Whether the leading zero is written.
        padded: bool,
    },
    /// `a`: AM or PM.
    HalfDay,
    /// `mm` or `m`.
    Minute {
        /// Whether the leading zero is written.
        padded: bool,
    },
    /// `ss` or `s`.
    Second {
        /// Whether the leading zero is written.
        padded: bool,
    },
    /// `S` repeated: so many digits of a fraction.
    Fraction {
        /// Digits.
        digits: u8,
    },
    /// `XXX` (`+08:00` or `Z`), `XX` (`+0800`), `xxx` (no `Z`), `Z` (`+0800`).
    Offset {
        /// Whether `:` parts hours and minutes.
        colon: bool,
        /// Whether `Z` stands for zero.
        zulu: bool,
    },
    /// Characters that stand for themselves.
    Literal(Arc<str>),
}

impl TemporalFormat {
    /// Reads `rfc3339`, `iso8601` or a UAX 35 pattern. The error names the letters that are not understood.
    ///
    /// # Errors
    /// The run of pattern letters that has no meaning here, as written.
    pub fn parse(text: &str) -> Result<Self, String> {
        match text {
            "rfc3339" => Ok(Self::Rfc3339),
            "iso8601" => Ok(Self::Iso8601),
            _ => Ok(Self::Pattern { text: Arc::from(text), parts: parts_of(text)?.into() }),
        }
    }

    /// How it is spelled in a dictionary.
    pub fn text(&self) -> &str {
        match self {
            Self::Rfc3339 => "rfc3339",
            Self::Iso8601 => "iso8601",
            Self::Pattern { text, .. } => text,
        }
    }

    /// Whether values of this form carry an offset: always, never, or not known before a value is seen.
    pub fn carries_offset(&self) -> Option<bool> {
        match self {
            Self::Rfc3339 => Some(true),
            Self::Iso8601 => None,
            Self::Pattern { parts, .. } => Some(parts.iter().any(|part| matches!(part, Part::Offset { .. }))),
        }
    }

    /// What a pattern tells; `None` for one that tells no whole day and no time, and for the named forms, which follow the type.
    pub fn tells(&self) -> Option<TemporalKind> {
        let Self::Pattern { parts, .. } = self else { return None };
        let has = |wanted: fn(&Part) -> bool| parts.iter().any(wanted);
        let day = has(|it| matches!(it, Part::Year | Part::YearOfCentury))
            && has(|it| matches!(it, Part::Month { .. } | Part::MonthName))
            && has(|it| matches!(it, Part::Day { .. }));
        let time = has(|it| matches!(it, Part::Hour { .. } | Part::HalfDayHour { .. }));
        match (day, time) {
            (true, true) => Some(TemporalKind::Timestamp),
            (true, false) => Some(TemporalKind::Date),
            (false, true) => Some(TemporalKind::Time),
            (false, false) => None,
        }
    }
}

fn parts_of(pattern: &str) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    let mut literal = String::new();
    let mut rest = pattern;
    while let Some(first) = rest.chars().next() {
        if first == '\'' {
            rest = quoted(&rest[1..], &mut literal)?;
            continue;
        }
        if !first.is_ascii_alphabetic() || first == 'T' {
            literal.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let width = rest.bytes().take_while(|it| char::from(*it) == first).count();
        let (run, tail) = rest.split_at(width);
        let part = part_of(run).ok_or_else(|| run.to_owned())?;
        if !literal.is_empty() {
            parts.push(Part::Literal(std::mem::take(&mut literal).into()));
        }
        parts.push(part);
        rest = tail;
    }
    if !literal.is_empty() {
        parts.push(Part::Literal(literal.into()));
    }
    Ok(parts)
}

/// Copies a quoted literal, in which `''` is one quote, and gives what follows its closing quote.
fn quoted<'p>(text: &'p str, literal: &mut String) -> Result<&'p str, String> {
    if let Some(rest) = text.strip_prefix('\'') {
        literal.push('\'');
        return Ok(rest);
    }
    let end = text.find('\'').ok_or_else(|| format!("'{text}"))?;
    literal.push_str(&text[..end]);
    Ok(&text[end + 1..])
}

fn part_of(run: &str) -> Option<Part> {
    Some(match run {
        "yyyy" | "uuuu" => Part::Year,
        "yy" => Part::YearOfCentury,
        "MM" | "M" => Part::Month { padded: run.len() == 2 },
        "MMM" => Part::MonthName,
        "dd" | "d" => Part::Day { padded: run.len() == 2 },
        "HH" | "H" => Part::Hour { padded: run.len() == 2 },
        "hh" | "h" => Part::HalfDayHour { padded: run.len() == 2 },
        "a" => Part::HalfDay,
        "mm" | "m" => Part::Minute { padded: run.len() == 2 },
        "ss" | "s" => Part::Second { padded: run.len() == 2 },
        "XXX" => Part::Offset { colon: true, zulu: true },
        "XX" => Part::Offset { colon: false, zulu: true },
        "xxx" => Part::Offset { colon: true, zulu: false },
        "xx" | "Z" => Part::Offset { colon: false, zulu: false },
        _ if run.bytes().all(|it| it == b'S') && run.len() <= 9 => {
            Part::Fraction { digits: u8::try_from(run.len()).ok()? }
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_uax_35_patterns() {
        let format = TemporalFormat::parse("yyyy-MM-dd'T'HH:mm:ss.SSSXXX").expect("a pattern");
        assert_eq!(format.tells(), Some(TemporalKind::Timestamp));
        assert_eq!(format.carries_offset(), Some(true));
        assert_eq!(TemporalFormat::parse("yyyyMMdd").expect("a pattern").tells(), Some(TemporalKind::Date));
        assert_eq!(TemporalFormat::parse("HH:mm").expect("a pattern").tells(), Some(TemporalKind::Time));
        assert_eq!(TemporalFormat::parse("yyyy年M月d日").expect("a pattern").tells(), Some(TemporalKind::Date));
        assert_eq!(TemporalFormat::parse("YYYY-MM-DD"), Err(String::from("YYYY")));
        assert_eq!(TemporalFormat::parse("yyyy-MM-dd'T"), Err(String::from("'T")));
    }

    #[test]
    fn days_are_counted_from_1970() {
        for (text, days) in [("1970-01-01", 0), ("2000-03-01", 11_017), ("1969-12-31", -1), ("2026-07-03", 20_637)] {
            let date = Date::parse(text).expect(text);
            assert_eq!(Date::of_epoch_day(days), Some(date), "{text}");
        }
    }

    #[test]
    fn knows_the_calendar() {
        for (text, real) in [
            ("2024-02-29", true),
            ("2023-02-29", false),
            ("1900-02-29", false),
            ("2000-02-29", true),
            ("2025-04-31", false),
            ("2025-13-01", false),
            ("2025-00-10", false),
            ("2025-1-01", false),
        ] {
            assert_eq!(Date::parse(text).is_some(), real, "{text}");
        }
    }
}
