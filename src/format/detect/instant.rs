//! Instants in disguise.

/// Unit of a count since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EpochUnit {
    /// Ten digits.
    Seconds,
    /// Thirteen digits.
    Milliseconds,
    /// Sixteen digits.
    Microseconds,
}

/// The unit in which a whole number would be an instant between 2001-09-09 and 2100-01-01.
pub fn epoch_unit(text: &str) -> Option<EpochUnit> {
    let (unit, per_second) = match text.len() {
        10 => (EpochUnit::Seconds, 1),
        13 => (EpochUnit::Milliseconds, 1_000),
        16 => (EpochUnit::Microseconds, 1_000_000),
        _ => return None,
    };
    let digits = text.bytes().all(|it| it.is_ascii_digit());
    let count = text.parse::<u64>().ok().filter(|_| digits)?;
    (1_000_000_000..4_102_444_800).contains(&(count / per_second)).then_some(unit)
}

/// Whether a date, written with or without separators and perhaps with a time of zeros, is one that stands for none:
/// 0000-00-00, 1970-01-01, 9999-12-31.
pub fn is_placeholder_day(text: &str) -> bool {
    let mut digits = text.bytes().filter(u8::is_ascii_digit);
    let mut day = [0; 8];
    for to in &mut day {
        let Some(digit) = digits.next() else { return false };
        *to = digit;
    }
    let is_date = text.bytes().all(|it| it.is_ascii_digit() || b"-/. :TZ".contains(&it));
    let ends = digits.all(|it| it == b'0') || &day == b"99991231";
    is_date && text.len() <= 32 && ends && matches!(&day, b"00000000" | b"19700101" | b"99991231")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_told_by_their_size() {
        for (text, unit) in [
            ("1717200000", Some(EpochUnit::Seconds)),
            ("1717200000123", Some(EpochUnit::Milliseconds)),
            ("1717200000123456", Some(EpochUnit::Microseconds)),
            ("9999999999", None),
            ("0999999999", None),
            ("13800138000", None),
            ("171720000", None),
            ("17172000O0", None),
            ("+717200000", None),
            ("", None),
        ] {
            assert_eq!(epoch_unit(text), unit, "{text}");
        }
    }

    #[test]
    fn some_days_stand_for_none() {
        for (text, placeholder) in [
            ("0000-00-00", true),
            ("00000000", true),
            ("0000-00-00 00:00:00", true),
            ("1970-01-01", true),
            ("1970/01/01", true),
            ("9999-12-31", true),
            ("9999-12-31 23:59:59", true),
            ("99991231", true),
            ("1970-01-01 08:15:00", false),
            ("1970-01-02", false),
            ("2024-01-01", false),
            ("无", false),
            ("", false),
        ] {
            assert_eq!(is_placeholder_day(text), placeholder, "{text}");
        }
    }
}
