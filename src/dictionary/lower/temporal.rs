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
            let help = match (counted(text), near) {
                (Some(unit), _) => say::format_counted_help(unit),
                (None, Some(near)) => say::format_letters_near(near),
                (None, None) => say::format_letters_help(),
            };
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

/// The unit of a timestamp that counts from 1970, where the word of a format asks for one: such values are integers.
pub(super) fn counted(text: &str) -> Option<&'static str> {
    let word = text.to_lowercase();
    let word = word.trim_matches(|it: char| !it.is_ascii_alphanumeric());
    let counts = ["epoch", "unix", "posix"].iter().any(|it| word.starts_with(it));
    counts.then(|| if word.contains("milli") || word.ends_with("ms") { "epochMillis" } else { "epochSeconds" })
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
