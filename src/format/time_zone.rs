//! `time-zone`: the name of a time zone, such as `Asia/Shanghai`.
//!
//! A name of the tz database. Another case, and the old names that it keeps as links (`PRC`, `Asia/Chongqing`, `Asia/Calcutta`), are
//! other spellings of the zone they lead to. Zones named by abbreviation only (`EST`, `CET`) are doubtful: the same letters mean
//! other zones elsewhere. `CST` and offsets such as `GMT+8` are no names. Source: tz database 2025b of the IANA (public domain).

use super::table::{first, line};
use super::{Context, NamedFormat, Verdict};
use crate::message::format as words;

/// The format.
pub(super) static FORMAT: NamedFormat = NamedFormat {
    name: "time-zone",
    title: words::time_zone,
    expects: words::time_zone_expects,
    check: |text, _: &Context| match line(TABLE, text) {
        Some(found) if target(found) != text => Verdict::NonCanonical,
        Some(_) if text.contains('/') || matches!(text, "UTC" | "GMT") => Verdict::Valid,
        Some(_) => Verdict::Doubtful,
        None => Verdict::Malformed,
    },
    canonical: Some(|text| line(TABLE, text).map(|it| target(it).to_owned())),
    examples: &["Asia/Shanghai", "Europe/Berlin", "UTC"],
    has_checksum: false,
};

/// Lines of a name and, for links, the name they lead to.
const TABLE: &str = include_str!("data/time_zone.txt");

fn target(found: &str) -> &str {
    found.split_once(' ').map_or_else(|| first(found), |(_, target)| target)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{hold, rewrites};
    use super::FORMAT;
    use super::Verdict::{Doubtful, Malformed, NonCanonical, Valid};

    #[test]
    fn names_are_of_the_table() {
        hold(
            &FORMAT,
            &[
                ("Asia/Shanghai", Valid),
                ("Asia/Urumqi", Valid),
                ("Asia/Hong_Kong", Valid),
                ("Europe/Berlin", Valid),
                ("America/Argentina/Buenos_Aires", Valid),
                ("Etc/GMT-8", Valid),
                ("UTC", Valid),
                ("GMT", Valid),
                ("asia/shanghai", NonCanonical),
                ("PRC", NonCanonical),
                ("Asia/Chongqing", NonCanonical),
                ("Asia/Calcutta", NonCanonical),
                ("utc", NonCanonical),
                ("CET", Doubtful),
                ("EST5EDT", Doubtful),
                ("CST", Malformed),
                ("GMT+8", Malformed),
                ("UTC+8", Malformed),
                ("+08:00", Malformed),
                ("Asia/Beijing", Malformed),
                ("北京时间", Malformed),
                ("China Standard Time", Malformed),
                ("Asia/Shanghai ", Malformed),
                ("Asia/", Malformed),
                ("", Malformed),
            ],
        );
        rewrites(&FORMAT, &[("PRC", Some("Asia/Shanghai")), ("asia/tokyo", Some("Asia/Tokyo")), ("CST", None)]);
    }
}
