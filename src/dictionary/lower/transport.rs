//! How a system writes its files.

use std::sync::Arc;

use encoding_rs::Encoding;

use super::{Cx, value};
use crate::dictionary::part::At;
use crate::dictionary::raw::{self, Given};
use crate::message::dictionary as say;
use crate::model::{ApiRule, Declared, FileName, FileNameError, Transport};
use crate::text::nearest;

/// Labels that are offered for one that is not known.
const LABELS: [&str; 10] =
    ["utf-8", "gb18030", "gbk", "gb2312", "big5", "utf-16le", "utf-16be", "shift_jis", "euc-kr", "windows-1252"];

/// The transport rules of a system.
pub(super) fn of(cx: &mut Cx<'_, '_, '_>, at: &At, given: &Given<raw::Transport>) -> Transport {
    let Some((raw, span)) = given.get() else { return Transport::default() };
    let nulls = raw.nulls.get().map(|(_, span)| Declared::new(value::spellings(&raw.nulls), at.origin(span)));
    Transport {
        origin: Some(at.origin(span)),
        encoding: encoding(cx, &at.key("encoding"), &raw.encoding),
        bom: value::choice(at, &raw.bom),
        delimiter: character(cx, &at.key("delimiter"), &raw.delimiter).filter(|it| it.value != 0),
        quote: character(cx, &at.key("quote"), &raw.quote),
        newline: value::choice(at, &raw.newline),
        guards: value::plain(&raw.guards).map(|(guard, _)| guard.0).collect(),
        nulls,
        pending: value::spellings(&raw.pending),
        zone: value::zone(cx.loading, &at.key("zone"), &raw.zone),
        file_name: file_name(cx, &at.key("fileName"), &raw.file_name),
        max_age: value::length(cx.loading, &at.key("maxAge"), &raw.max_age),
        api: api(&at.key("api"), &raw.api),
    }
}

fn encoding(cx: &mut Cx<'_, '_, '_>, at: &At, given: &Given<String>) -> Option<Declared<Arc<str>>> {
    let label = value::text(at, given)?;
    if Encoding::for_label(label.value.as_bytes()).is_none() {
        let help = nearest(&label.value, LABELS).map_or_else(say::encoding_help, say::write_instead);
        cx.loading.invalid(label.origin, &at.path, say::encoding_unknown(&label.value), help);
        return None;
    }
    Some(Declared::new(Arc::from(label.value.trim().to_ascii_lowercase()), label.origin))
}

/// One ASCII character; 0 for an empty text, which only a quote may be.
fn character(cx: &mut Cx<'_, '_, '_>, at: &At, given: &Given<String>) -> Option<Declared<u8>> {
    let text = value::text(at, given)?;
    let character = match (&*text.value, text.value.as_bytes()) {
        ("tab", _) => Some(b'\t'),
        (_, []) if at.name() == "quote" => Some(0),
        (_, [one]) if one.is_ascii() && !matches!(one, 0 | b'\n' | b'\r') => Some(*one),
        _ => None,
    };
    if character.is_none() {
        let message = say::character_unusable(at.name(), &text.value);
        cx.loading.invalid(text.origin, &at.path, message, say::character_help(at.name()));
    }
    character.map(|it| Declared::new(it, text.origin))
}

/// A pattern of file names whose dates are understood.
fn file_name(cx: &mut Cx<'_, '_, '_>, at: &At, given: &Given<String>) -> Option<Declared<FileName>> {
    let pattern = value::text(at, given)?;
    let (message, help) = match FileName::parse(&pattern.value) {
        Ok(name) => return Some(Declared::new(name, pattern.origin)),
        Err(FileNameError::Letters(date, letters)) => (say::format_letters(&date, letters), say::format_letters_help()),
        Err(FileNameError::Braces) => (say::file_name_unusable(&pattern.value), say::file_name_help()),
    };
    cx.loading.invalid(pattern.origin, &at.path, message, help);
    None
}

/// What contracts must declare.
fn api(at: &At, given: &Given<raw::Api>) -> Vec<ApiRule> {
    let Some((raw, _)) = given.get() else { return Vec::new() };
    let mut rules = Vec::new();
    let mut add = |name: &str, span: Option<crate::text::Span>, values: Vec<Arc<str>>| {
        if let Some(span) = span {
            rules.push(ApiRule { name: Declared::new(Arc::from(name), at.origin(span)), values });
        }
    };
    add("mediaTypes", raw.media_types.span, value::spellings(&raw.media_types));
    add("charset", raw.charset.span, raw.charset.value.iter().map(|it| Arc::from(it.as_str())).collect());
    add("headers", raw.headers.span, value::spellings(&raw.headers));
    add("auth", raw.auth.span, value::plain(&raw.auth).map(|(it, _)| Arc::from(it.0.0)).collect());
    add("pagination", raw.pagination.span, raw.pagination.value.iter().map(|it| Arc::from(it.0.0)).collect());
    add("version", raw.version.span, raw.version.value.iter().map(|it| Arc::from(it.0.0)).collect());
    rules
}
