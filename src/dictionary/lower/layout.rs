//! Where in a file the records are.

use std::sync::Arc;

use super::{Cx, value};
use crate::dictionary::loading::Loading;
use crate::dictionary::part::At;
use crate::dictionary::raw::{self, Given, LayoutKind};
use crate::message::dictionary as say;
use crate::model::{Decimal, Declared, Grain, Layout};

/// The layout of a dataset's files.
pub(super) fn of(cx: &mut Cx<'_, '_, '_>, at: &At, given: &Given<raw::Layout>) -> Layout {
    let Some((raw, span)) = given.get() else { return Layout::default() };
    Layout {
        origin: Some(at.origin(span)),
        header_row: ordinal(cx.loading, &at.key("headerRow"), &raw.header_row),
        header_after: line(cx.loading, &at.key("headerAfter"), &raw.header_after),
        header_rows: ordinal(cx.loading, &at.key("headerRows"), &raw.header_rows).map_or(1, |it| it.value),
        preamble: line(cx.loading, &at.key("preamble"), &raw.preamble),
        footer: line(cx.loading, &at.key("footer"), &raw.footer),
        trailing_delimiter: raw.trailing_delimiter.value.unwrap_or(false),
        grain: grain(cx, at, raw),
    }
}

/// A regular expression of lines.
fn line(loading: &mut Loading<'_>, at: &At, given: &Given<String>) -> Option<Declared<Arc<str>>> {
    value::regex(loading, at, given).map(|it| Declared::new(it.value.0, it.origin))
}

/// A whole number from 1.
fn ordinal(loading: &mut Loading<'_>, at: &At, given: &Given<raw::Ordinal>) -> Option<Declared<u64>> {
    let (raw::Ordinal(text), span) = given.get()?;
    let whole = Decimal::parse(text).and_then(|it| it.units_at(0)).and_then(|it| u64::try_from(it).ok());
    let whole = whole.filter(|it| (1..=u64::from(u32::MAX)).contains(it));
    if whole.is_none() {
        let message = say::count_unusable(at.name(), text);
        loading.invalid(at.origin(span), &at.path, message, say::number_help(at.name()));
    }
    whole.map(|it| Declared::new(it, at.origin(span)))
}

fn grain(cx: &mut Cx<'_, '_, '_>, at: &At, raw: &raw::Layout) -> Grain {
    let repeats = cx.elements(&at.key("repeats"), &raw.repeats).into_iter().map(|it| it.value).collect();
    let Some(kind) = value::choice(at, &raw.kind).filter(|it| it.value != LayoutKind::Plain) else {
        if let Some(span) = raw.repeats.span {
            let message = say::repeats_of_plain();
            cx.loading.invalid(at.origin(span), &at.key("repeats").path, message, say::repeats_of_plain_help());
        }
        return Grain::Plain;
    };
    match kind.value {
        LayoutKind::Repeated => Grain::Repeated(repeats),
        LayoutKind::Plain | LayoutKind::BlankContinuation => Grain::BlankContinuation(repeats),
    }
}
