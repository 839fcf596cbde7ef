//! A day, a time of day or both, taken apart so that it can be written in another form.
//!
//! Whether a value has a declared form is [`TemporalMatcher`](super::TemporalMatcher)'s to say. Here a text that has none
//! is read where it can only mean one thing, and what another form cannot hold is not written.

use crate::model::{Date, Part, TemporalFormat};

/// What a text tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// The day.
    pub date: Option<Date>,
    /// Hour, 0 to 23, and minute.
    pub clock: Option<(u8, u8)>,
    /// Second, 0 to 60.
    pub second: Option<u8>,
    /// Digits of the fraction of a second, without zeros at their end.
    pub fraction: String,
    /// Minutes east of UTC.
    pub offset: Option<i16>,
}

impl Moment {
    /// Reads a text in which the year comes first, so that day and month cannot be mistaken for each other: parted by
    /// `-`, `/`, `.` or 年月日, or eight digits; digits and signs at full width too.
    pub fn loosely(text: &str) -> Option<Self> {
        let narrow: String = text.trim().chars().map(half_width).collect();
        let mut reader = Reader { rest: &narrow };
        let mut moment = Self { date: Some(reader.day()?), ..Self::default() };
        if reader.rest.is_empty() {
            return Some(moment);
        }
        let parted = reader.rest.starts_with(['T', 't', ' ']);
        reader.rest = reader.rest.trim_start_matches(['T', 't', ' ']);
        if !parted && !narrow.starts_with(|it: char| it.is_ascii_digit()) {
            return None;
        }
        reader.time(&mut moment)?;
        reader.rest.is_empty().then_some(moment)
    }

    /// Writes it in another form. `None` where the form asks for what is not told, or would leave out what is.
    pub fn written(&self, form: &TemporalFormat) -> Option<String> {
        match form {
            TemporalFormat::Pattern { parts, .. } => self.by_pattern(parts),
            TemporalFormat::Rfc3339 if self.clock.is_some() && (self.second.is_none() || self.offset.is_none()) => None,
            _ => Some(self.iso()),
        }
    }

    /// As RFC 3339 has it, as far as it is told.
    pub fn iso(&self) -> String {
        let date = self.date.map(|it| it.to_string());
        let time = self.clock.map(|(hour, minute)| {
            let second = self.second.map(|it| format!(":{it:02}")).unwrap_or_default();
            let fraction = if self.fraction.is_empty() { String::new() } else { format!(".{}", self.fraction) };
            let offset = self.offset.map(|it| offset_text(it, true, true)).unwrap_or_default();
            format!("{hour:02}:{minute:02}{second}{fraction}{offset}")
        });
        [date, time].into_iter().flatten().collect::<Vec<_>>().join("T")
    }

    fn by_pattern(&self, parts: &[Part]) -> Option<String> {
        let has = |wanted: fn(&Part) -> bool| parts.iter().any(wanted);
        let tells_clock = has(|it| matches!(it, Part::Hour { .. } | Part::HalfDayHour { .. }));
        let tells_second = has(|it| matches!(it, Part::Second { .. }));
        let lost = (self.clock.is_some() && !tells_clock)
            || (self.second.is_some_and(|it| it != 0) && !tells_second)
            || (!self.fraction.is_empty() && !has(|it| matches!(it, Part::Fraction { .. })))
            || (self.offset.is_some() && !has(|it| matches!(it, Part::Offset { .. })))
            || (self.date.is_some() && !has(|it| matches!(it, Part::Day { .. })));
        if lost {
            return None;
        }
        let mut text = String::new();
        for part in parts {
            self.push(part, &mut text)?;
        }
        Some(text)
    }

    fn push(&self, part: &Part, text: &mut String) -> Option<()> {
        let two = |value: u8, padded: bool| if padded { format!("{value:02}") } else { value.to_string() };
        let piece = match part {
            Part::Literal(literal) => literal.to_string(),
            Part::Year => format!("{:04}", self.date?.year),
            Part::YearOfCentury => {
                let year = self.date?.year;
                (2000..2100).contains(&year).then(|| format!("{:02}", year % 100))?
            }
            Part::Month { padded } => two(self.date?.month, *padded),
            Part::Day { padded } => two(self.date?.day, *padded),
            Part::Hour { padded } => two(self.clock?.0, *padded),
            Part::HalfDayHour { padded } => two((self.clock?.0 + 11) % 12 + 1, *padded),
            Part::HalfDay => if self.clock?.0 < 12 { "AM" } else { "PM" }.to_owned(),
            Part::Minute { padded } => two(self.clock?.1, *padded),
            Part::Second { padded } => two(self.second?, *padded),
            Part::MonthName => (*MONTHS.get(usize::from(self.date?.month).checked_sub(1)?)?).to_owned(),
            Part::Fraction { digits } => {
                let width = usize::from(*digits);
                (self.fraction.len() <= width).then(|| format!("{:0<width$}", self.fraction))?
            }
            Part::Offset { colon, zulu } => offset_text(self.offset?, *colon, *zulu),
        };
        text.push_str(&piece);
        Some(())
    }
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn offset_text(minutes: i16, colon: bool, zulu: bool) -> String {
    if minutes == 0 && zulu {
        return "Z".to_owned();
    }
    let sign = if minutes < 0 { '-' } else { '+' };
    let (hours, rest) = (minutes.unsigned_abs() / 60, minutes.unsigned_abs() % 60);
    format!("{sign}{hours:02}{}{rest:02}", if colon { ":" } else { "" })
}

fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

struct Reader<'t> {
    rest: &'t str,
}

impl Reader<'_> {
    /// Between `least` and `most` digits.
    fn digits(&mut self, least: usize, most: usize) -> Option<u32> {
        let length = self.rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
        if length < least {
            return None;
        }
        let (digits, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        digits.parse().ok()
    }

    fn small(&mut self, least: usize, most: usize) -> Option<u8> {
        u8::try_from(self.digits(least, most)?).ok()
    }

    fn sign(&mut self, signs: &[char]) -> Option<char> {
        let first = self.rest.chars().next().filter(|it| signs.contains(it))?;
        self.rest = self.rest.get(first.len_utf8()..)?;
        Some(first)
    }

    fn day(&mut self) -> Option<Date> {
        let year = u16::try_from(self.digits(4, 4)?).ok()?;
        let Some(parting) = self.sign(&['-', '/', '.', '年']) else {
            return Date::new(year, self.small(2, 2)?, self.small(2, 2)?);
        };
        let month = self.small(1, 2)?;
        let wanted = if parting == '年' { '月' } else { parting };
        self.sign(&[wanted])?;
        let day = self.small(1, 2)?;
        if parting == '年' {
            self.sign(&['日', '号'])?;
        }
        Date::new(year, month, day)
    }

    /// `H:mm`, `H:mm:ss.fff` or the same without colons, 时分秒, and an offset.
    fn time(&mut self, moment: &mut Moment) -> Option<()> {
        let hour = self.small(1, 2)?;
        let colon = self.sign(&[':', '时', '点']);
        let minute = self.small(2, 2)?;
        let another = match colon {
            Some(':') => self.sign(&[':']).is_some(),
            Some(_) => self.sign(&['分']).is_some() && !self.rest.is_empty(),
            None => self.rest.starts_with(|it: char| it.is_ascii_digit()),
        };
        if another {
            moment.second = Some(self.small(2, 2)?).filter(|it| *it <= 60);
            moment.second?;
            if colon.is_some_and(|it| it != ':') {
                self.sign(&['秒']);
            }
        }
        if self.sign(&['.', ',']).is_some() {
            let length = self.rest.bytes().take_while(u8::is_ascii_digit).count();
            let (digits, rest) = self.rest.split_at_checked(length).filter(|it| !it.0.is_empty())?;
            digits.trim_end_matches('0').clone_into(&mut moment.fraction);
            self.rest = rest;
        }
        moment.clock = (hour <= 23 && minute <= 59).then_some((hour, minute));
        moment.clock?;
        self.offset(moment)
    }

    fn offset(&mut self, moment: &mut Moment) -> Option<()> {
        if self.rest.is_empty() {
            return Some(());
        }
        if self.sign(&['Z', 'z']).is_some() {
            moment.offset = Some(0);
            return Some(());
        }
        let negative = self.sign(&['+', '-'])? == '-';
        let hours = i16::from(self.small(2, 2)?);
        self.sign(&[':']);
        let minutes = if self.rest.is_empty() { 0 } else { i16::from(self.small(2, 2)?) };
        let all = hours * 60 + minutes;
        moment.offset = (hours <= 23 && minutes <= 59).then_some(if negative { -all } else { all });
        moment.offset.map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_written_in_another_form_where_nothing_is_lost_or_made_up() {
        for (text, form, expected) in [
            ("2026/7/3 9:05:06", "yyyy-MM-dd HH:mm:ss", Some("2026-07-03 09:05:06")),
            ("2026年7月3日", "yyyyMMdd", Some("20260703")),
            ("２０２６-０７-０３ １６：３３：４５", "yyyy-MM-dd HH:mm:ss", Some("2026-07-03 16:33:45")),
            ("20260703", "yyyy-MM-dd", Some("2026-07-03")),
            ("20260703091011", "yyyy-MM-dd HH:mm:ss", Some("2026-07-03 09:10:11")),
            ("2026-07-03T09:05:06+08:00", "yyyy-MM-dd HH:mm:ssxxx", Some("2026-07-03 09:05:06+08:00")),
            ("2026-07-03T09:05:06+08:00", "yyyy-MM-dd HH:mm:ss", None),
            ("2026-07-03 09:05", "yyyy-MM-dd HH:mm:ss", None),
            ("2026-07-03 09:05:06", "yyyy-MM-dd", None),
            ("2026-06-31", "yyyyMMdd", None),
            ("03/07/2026", "yyyyMMdd", None),
            ("7月3日", "yyyyMMdd", None),
        ] {
            let form = TemporalFormat::parse(form).unwrap();
            let written = Moment::loosely(text).and_then(|it| it.written(&form));
            assert_eq!(written.as_deref(), expected, "{text}");
        }
    }
}
