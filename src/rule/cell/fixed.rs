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
    head: Stretch,
    /// The last 16 where there are more.
    tail: Option<Stretch>,
    month: Option<usize>,
    day: Option<usize>,
}

/// Up to 16 characters, and the numbers of two digits among them.
#[derive(Clone, Debug)]
struct Stretch {
    shape: Lanes,
    /// The first digit of each number.
    numbers: u128,
    /// Per number, one more than its highest value with the top bit set; so that taking a number off leaves the top bit.
    most: u128,
    /// Per number, what added to it sets the top bit where it is high enough; that bit elsewhere.
    least: u128,
}

const TOP_BITS: u128 = u128::from_le_bytes([0x80; WORD]);

impl Stretch {
    /// The part of `places` from `from` on.
    fn new(places: &Places, from: usize) -> Option<Self> {
        let ranges = places.ranges.get(from..(from + WORD).min(places.ranges.len()))?;
        let mut stretch =
            Self { shape: Lanes::new(ranges, ranges.len())?, numbers: 0, most: TOP_BITS, least: TOP_BITS };
        for (at, least, most) in &places.numbers {
            let Some(at) = at.checked_sub(from).filter(|it| it + 1 < ranges.len()) else { continue };
            let shift = 8 * at;
            stretch.numbers |= 0xFF << shift;
            stretch.most |= u128::from(*most) << shift;
            // 0x80 − least.
            stretch.least = stretch.least & !(0xFF << shift) | u128::from(0x80 - least) << shift;
        }
        Some(stretch)
    }

    /// Whether the characters in `word` are of the shape, and all numbers within their limits.
    #[inline]
    fn holds(&self, word: u128, length: usize) -> bool {
        let digits = word & u128::from_le_bytes([0x0F; WORD]);
        // Ten times each digit and the next one: at most 165, and where digits are digits 99, so that nothing crosses a byte.
        let pairs = (digits << 3).wrapping_add(digits << 1).wrapping_add(digits >> 8) & self.numbers;
        let in_limits = self.most.wrapping_sub(pairs) & self.least.wrapping_add(pairs) & TOP_BITS == TOP_BITS;
        self.shape.hold(word, length) & in_limits
    }
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
        let length = self.ranges.len();
        let head = Stretch::new(&self, 0)?;
        let tail = if length > WORD { Some(Stretch::new(&self, length - WORD)?) } else { None };
        (length < 2 * WORD).then_some(Fixed { length, head, tail, month: self.month, day: self.day })
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
        let head = self.head.holds(first, self.length.min(WORD));
        let tail = match (&self.tail, cell.last_chunk::<WORD>()) {
            (Some(tail), Some(last)) => tail.holds(u128::from_le_bytes(*last), WORD),
            _ => true,
        };
        // The 29th and 30th of February are the calendar's business.
        let late = self.day.is_some_and(|it| two(cell, it) > 28);
        head & tail && !(late && self.month.is_none_or(|it| two(cell, it) == 2))
    }
}

/// Two digits as a number, if they are digits.
#[inline]
fn two(cell: &[u8], at: usize) -> u8 {
    let digit = |at: usize| cell.get(at).copied().unwrap_or_default() & 0x0F;
    digit(at) * 10 + digit(at + 1)
}
