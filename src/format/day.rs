//! A day, as far as formats need one.

/// A day of the proleptic Gregorian calendar; ordered by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    /// 0 to 9999.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

impl Day {
    /// Reads `yyyyMMdd`; only days that exist.
    pub fn compact(digits: &[u8]) -> Option<Self> {
        let [y1, y2, y3, y4, m1, m2, d1, d2] = *<&[u8; 8]>::try_from(digits).ok()?;
        let number = |digits: &[u8]| {
            digits.iter().try_fold(0_u16, |sum, it| it.is_ascii_digit().then(|| sum * 10 + u16::from(*it - b'0')))
        };
        let year = number(&[y1, y2, y3, y4])?;
        let month = u8::try_from(number(&[m1, m2])?).ok()?;
        let day = u8::try_from(number(&[d1, d2])?).ok()?;
        (day >= 1 && day <= days_in(year, month)).then_some(Self { year, month, day })
    }
}

fn days_in(year: u16, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_that_exist_are_read() {
        for (text, exists) in [
            ("20240229", true),
            ("20230229", false),
            ("19000229", false),
            ("20000229", true),
            ("20241301", false),
            ("20240431", false),
            ("20240400", false),
            ("2024040", false),
            ("2024O401", false),
        ] {
            assert_eq!(Day::compact(text.as_bytes()).is_some(), exists, "{text}");
        }
    }
}
