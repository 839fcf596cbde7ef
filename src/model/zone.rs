//! Time zones: what the clock of a place says of an instant. The zones' data is part of the program.

use jiff::civil::{Date, DateTime};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use jiff::{SignedDuration, Timestamp};

use super::civil::{Civil, DAY, SECOND};

/// A zone that local times are read in.
#[derive(Clone, Debug)]
pub enum Zone {
    /// So many seconds east of UTC, always.
    Fixed(i32),
    /// A zone of the IANA database.
    Named(TimeZone),
}

impl Zone {
    /// An IANA zone, `UTC`, or an offset such as `+08:00`. `None` where there is no such zone.
    pub fn parse(name: &str) -> Option<Self> {
        if name == "UTC" {
            return Some(Self::Fixed(0));
        }
        if let Some(sign) = name.strip_prefix(['+', '-']) {
            let (hours, minutes) = sign.split_once(':')?;
            let seconds = hours.parse::<i32>().ok()? * 3_600 + minutes.parse::<i32>().ok()? * 60;
            return Some(Self::Fixed(if name.starts_with('-') { -seconds } else { seconds }));
        }
        TimeZoneDatabase::bundled().get(name).ok().map(Self::Named)
    }

    /// Nanoseconds since 1970-01-01T00:00:00Z of what was written; its own offset goes before the zone's.
    ///
    /// A time that a change of clocks skips or repeats is read as the common offset before the change has it.
    pub fn instant(&self, civil: Civil) -> Option<i128> {
        let local = i128::from(civil.day) * i128::from(DAY) + i128::from(civil.nanos);
        let east = match (civil.offset, self) {
            (Some(seconds), _) => seconds,
            (None, Self::Fixed(seconds)) => *seconds,
            (None, Self::Named(zone)) => named_offset(zone, civil)?,
        };
        Some(local - i128::from(east) * i128::from(SECOND))
    }

    /// Whether a change of clocks skips or repeats what was written, so that it is no one instant.
    pub fn is_turned(&self, civil: Civil) -> bool {
        match self {
            Self::Named(zone) if civil.offset.is_none() => {
                local(civil).is_some_and(|it| zone.to_ambiguous_timestamp(it).is_ambiguous())
            }
            _ => false,
        }
    }

    /// The day, in days since 1970-01-01, on which an instant falls here.
    pub fn day_of(&self, instant: i128) -> Option<i32> {
        let east = match self {
            Self::Fixed(seconds) => *seconds,
            Self::Named(zone) => {
                let seconds = i64::try_from(instant.div_euclid(i128::from(SECOND))).ok()?;
                zone.to_offset(Timestamp::from_second(seconds).ok()?).seconds()
            }
        };
        let local = instant + i128::from(east) * i128::from(SECOND);
        i32::try_from(local.div_euclid(i128::from(DAY))).ok()
    }
}

fn local(civil: Civil) -> Option<DateTime> {
    let midnight =
        Date::constant(1970, 1, 1).checked_add(SignedDuration::from_hours(i64::from(civil.day) * 24)).ok()?;
    let time = DateTime::from_parts(midnight, jiff::civil::Time::midnight());
    time.checked_add(SignedDuration::from_nanos(civil.nanos)).ok()
}

fn named_offset(zone: &TimeZone, civil: Civil) -> Option<i32> {
    let instant = zone.to_ambiguous_timestamp(local(civil)?).compatible().ok()?;
    Some(zone.to_offset(instant).seconds())
}

/// Days, hours, minutes and seconds of an instant in UTC, as people read it.
pub fn written(instant: i128) -> String {
    let seconds = i64::try_from(instant.div_euclid(i128::from(SECOND))).unwrap_or_default();
    Timestamp::from_second(seconds).map(|it| it.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn local_times_are_read_by_zone_and_own_offsets_go_first() {
        let civil = |offset| Civil { day: 20_635, nanos: 9 * 3_600 * SECOND, offset };
        let hours = |zone: &str, offset| {
            let instant = Zone::parse(zone).and_then(|it| it.instant(civil(offset)));
            instant.map(|it| (it - 20_635 * i128::from(DAY)) / i128::from(3_600 * SECOND))
        };
        for (zone, offset, expected) in [
            ("Asia/Shanghai", None, Some(1)),
            ("+08:00", None, Some(1)),
            ("-03:00", None, Some(12)),
            ("UTC", None, Some(9)),
            ("Europe/Berlin", None, Some(7)),
            ("Asia/Shanghai", Some(0), Some(9)),
            ("Nowhere/Land", None, None),
        ] {
            assert_eq!(hours(zone, offset), expected, "{zone} {offset:?}");
        }
        let shanghai = Zone::parse("Asia/Shanghai").unwrap();
        assert_eq!(shanghai.day_of(20_635 * i128::from(DAY) - 1), Some(20_635));
        let berlin = Zone::parse("Europe/Berlin").unwrap();
        // The nights of 2026-03-29 and 2026-10-25, half past two.
        for (day, turned) in [(20_541, true), (20_751, true), (20_542, false)] {
            assert_eq!(berlin.is_turned(Civil { day, nanos: 9_000 * SECOND, offset: None }), turned, "{day}");
        }
        assert_eq!(written(20_635 * i128::from(DAY)), "2026-07-01T00:00:00Z");
    }
}
