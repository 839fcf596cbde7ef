//! Dates and times whose every part stands at a place of its own: all characters are compared at once.
//!
//! Says yes only to what is beyond doubt; everything else (the 31st, the end of February, a leap second) is left to the
//! reader that goes part by part.

use super::lanes::{Lanes, Range};
use crate::model::Part;
use crate::text::{WORD, word};

/// A digit.
const DIGIT: Range = (b'0', b'9');

/// A form of one length.
#[derive(Clone, Debug)]
pub(super) struct Fixed {
    length: usize,
    /// The first 16 characters, or all.
    head: Lanes,
    /// The last 16 where there are more.
    tail: Option<Lanes>,
    /// Where two digits stand, and what they may be at least and at most.
    numbers: Vec<(usize, u8, u8)>,
    month: Option<usize>,
    day: Option<usize>,
}

/// A form as it is put together.
#[derive(Default)]
struct Places {
    ranges: Vec<Range>,
    numbers: Vec<(usize, u8, u8)>,
    month: Option<usize>,
    day: Option<usize>,
}

impl Places {
    fn number(&mut self, least: u8, most: u8) {
        self.numbers.push((self.ranges.len(), least, most));
        self.digits(2);
    }

    fn digits(&mut self, count: usize) {
        self.ranges.extend(std::iter::repeat_n(DIGIT, count));
    }

    fn literal(&mut self, text: &str) -> Option<()> {
        self.ranges.extend(text.bytes().map(|it| (it, it)));
        text.is_ascii().then_some(())
    }

    fn part(&mut self, part: &Part) -> Option<()> {
        let here = self.ranges.len();
        match part {
            Part::Literal(text) => self.literal(text)?,
            Part::Year => self.digits(4),
            Part::Month { padded: true } if self.month.is_none() => {
                self.month = Some(here);
                self.number(1, 12);
            }
            Part::Day { padded: true } if self.day.is_none() => {
                self.day = Some(here);
                self.number(1, 30);
            }
            Part::Hour { padded: true } => self.number(0, 23),
            Part::Minute { padded: true } | Part::Second { padded: true } => self.number(0, 59),
            Part::Fraction { digits } => self.digits(usize::from(*digits)),
            _ => return None,
        }
        Some(())
    }

    fn fixed(self) -> Option<Fixed> {
        let Self { ranges, numbers, month, day } = self;
        let length = ranges.len();
        let all = |ranges: &[Range]| Lanes::new(ranges, ranges.len());
        let head = all(ranges.get(..length.min(WORD))?)?;
        let tail = if length > WORD { Some(all(ranges.get(length - WORD..)?)?) } else { None };
        (length <= 2 * WORD).then_some(Fixed { length, head, tail, numbers, month, day })
    }
}

impl Fixed {
    /// The form of a UAX 35 pattern, where it has one.
    pub(super) fn of_parts(parts: &[Part]) -> Option<Self> {
        let mut places = Places::default();
        parts.iter().try_for_each(|part| places.part(part))?;
        places.fixed()
    }

    /// `yyyy-MM-dd?HH:mm:ss`, whatever stands between day and time.
    pub(super) fn instant() -> Option<Self> {
        let padded = true;
        let mut places = Places::default();
        for (before, part) in [
            ("", Part::Year),
            ("-", Part::Month { padded }),
            ("-", Part::Day { padded }),
            ("?", Part::Hour { padded }),
            (":", Part::Minute { padded }),
            (":", Part::Second { padded }),
        ] {
            places.literal(before)?;
            places.part(&part)?;
        }
        *places.ranges.get_mut(10)? = (b' ', b'z');
        places.fixed()
    }

    /// Characters of the form.
    pub(super) fn length(&self) -> usize {
        self.length
    }

    /// Whether `cell` has this form beyond doubt.
    #[inline]
    pub(super) fn holds(&self, cell: &[u8]) -> bool {
        if cell.len() != self.length {
            return false;
        }
        let first = cell.first_chunk::<WORD>().map_or_else(|| word(cell), |it| u128::from_le_bytes(*it));
        let head = self.head.hold(first, self.length.min(WORD));
        let tail = match (&self.tail, cell.last_chunk::<WORD>()) {
            (Some(tail), Some(last)) => tail.hold(u128::from_le_bytes(*last), WORD),
            _ => true,
        };
        let in_limits = self.numbers.iter().fold(true, |all, (at, least, most)| {
            let number = two(cell, *at);
            all & (*least <= number) & (number <= *most)
        });
        // The 29th and 30th of February are the calendar's business.
        let late = self.day.is_some_and(|it| two(cell, it) > 28);
        head & tail & in_limits && !(late && self.month.is_none_or(|it| two(cell, it) == 2))
    }
}

/// Two digits as a number, if they are digits.
#[inline]
fn two(cell: &[u8], at: usize) -> u8 {
    let digit = |at: usize| cell.get(at).copied().unwrap_or_default() & 0x0F;
    digit(at) * 10 + digit(at + 1)
}
