//! Forms of dates and times.

use super::Cx;
use crate::dictionary::part::At;
use crate::message::dictionary as say;
use crate::model::{LogicalType, TemporalFormat, TemporalKind};
use crate::text::Origin;

/// One form of values of type `kind`; reported if it cannot be used.
pub(super) fn form(
    cx: &mut Cx<'_, '_, '_>,
    at: &At,
    (text, origin): (&str, Origin),
    kind: LogicalType,
) -> Option<TemporalFormat> {
    let format = match TemporalFormat::parse(text) {
        Ok(format) => format,
        Err(letters) => {
            let message = say::format_letters(text, &letters);
            let near = correction(text);
            let help = near.map_or_else(say::format_letters_help, say::format_letters_near);
            cx.loading.invalid(origin, &at.path, message, help);
            return None;
        }
    };
    if tells(&format, kind) {
        return Some(format);
    }
    let message = say::format_tells_other(text, kind.name());
    cx.loading.invalid(origin, &at.path, message, say::format_tells_help(kind.name()));
    None
}

/// Whether a form tells values of the type: an instant may be told by its day, if a system knows no more.
fn tells(format: &TemporalFormat, kind: LogicalType) -> bool {
    let TemporalFormat::Pattern { .. } = format else { return true };
    match (kind, format.tells()) {
        (_, None) | (LogicalType::Date, Some(TemporalKind::Time)) => false,
        (LogicalType::Time, told) => told != Some(TemporalKind::Date),
        (LogicalType::Timestamp, told) => told != Some(TemporalKind::Time),
        _ => true,
    }
}

/// The pattern with the letters that other tools use for the same, if that makes it one.
fn correction(text: &str) -> Option<String> {
    let mut written = text.to_owned();
    for (other, ours) in [
        ("%Y", "yyyy"),
        ("%m", "MM"),
        ("%d", "dd"),
        ("%H", "HH"),
        ("%M", "mm"),
        ("%S", "ss"),
        ("YYYY", "yyyy"),
        ("YY", "yy"),
        ("DD", "dd"),
        ("D", "d"),
        ("HH24", "HH"),
        ("hh24", "HH"),
        ("MI", "mm"),
    ] {
        written = written.replace(other, ours);
    }
    TemporalFormat::parse(&written).is_ok().then_some(written)
}
