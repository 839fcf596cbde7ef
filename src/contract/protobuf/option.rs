//! Options of fields that say something of their values.

use std::sync::Arc;

use prost_types::UninterpretedOption;

use crate::model::{Bound, Decimal, Declared, DeclaredShape};
use crate::text::Origin;

/// Kinds of rules whose bounds are numbers; those of others are instants and durations.
const NUMBERS: [&str; 6] = ["int32", "int64", "fixed32", "fixed64", "float", "double"];

/// What options of a field say.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub(super) struct Said {
    pub(super) is_deprecated: bool,
    pub(super) is_required: bool,
    pub(super) is_output: bool,
    pub(super) is_input: bool,
}

/// Reads the options of a field; limits go into `shape`, with the place of each option.
pub(super) fn read(options: &[UninterpretedOption], at: impl Fn(usize) -> Origin, shape: &mut DeclaredShape) -> Said {
    let mut said = Said::default();
    for (index, option) in options.iter().enumerate() {
        let name: Vec<&str> = option.name.iter().map(|it| it.name_part.trim_start_matches('.')).collect();
        let name = name.join(".");
        let text = text_of(option);
        match name.as_str() {
            "deprecated" => said.is_deprecated = text == "true",
            "google.api.field_behavior" => behaviour(&mut said, &text),
            _ if name.starts_with("buf.validate.field") || name.starts_with("validate.rules") => {
                // Text is put back into quotes, so that brackets in a pattern are no brackets of a rule.
                let text = if option.string_value.is_some() { format!("{text:?}") } else { text };
                let pairs = format!("{}:{text}", name.rsplit('.').next().unwrap_or_default());
                let is_number = NUMBERS.iter().any(|it| name.contains(it) || pairs.contains(it));
                validation(&mut said, shape, (&pairs, at(index)));
                if is_number {
                    bounds(shape, (&pairs, at(index)));
                }
            }
            _ => {}
        }
    }
    said
}

fn behaviour(said: &mut Said, text: &str) {
    said.is_required |= text.contains("REQUIRED");
    said.is_output |= text.contains("OUTPUT_ONLY");
    said.is_input |= text.contains("INPUT_ONLY");
}

/// Rules as `max_len:64`, or within brackets `{string: {max_len: 64}}`.
fn validation(said: &mut Said, shape: &mut DeclaredShape, (text, at): (&str, Origin)) {
    let count = |key: &str| value_of(text, key).and_then(|it| it.parse().ok()).map(|it: u64| Declared::new(it, at));
    said.is_required |= value_of(text, "required").as_deref() == Some("true");
    shape.max_length = count("max_len").or_else(|| count("len")).or(shape.max_length.take());
    shape.min_length = count("min_len").or_else(|| count("len")).or(shape.min_length.take());
    if let Some(pattern) = value_of(text, "pattern") {
        shape.pattern = Some(Declared::new(Arc::from(pattern.as_str()), at));
    }
    let values = listed(text).into_iter().map(|it| Declared::new(Arc::from(it), at)).collect::<Vec<_>>();
    if !values.is_empty() {
        shape.values = Some(Declared::new(values, at));
    }
}

/// Bounds of numbers, as `gte:0`.
fn bounds(shape: &mut DeclaredShape, (text, at): (&str, Origin)) {
    let bound = |key: &str, exclusive| {
        let value = Decimal::parse(&value_of(text, key)?)?;
        Some(Declared::new(Bound { value, exclusive }, at))
    };
    shape.minimum = bound("gte", false).or_else(|| bound("gt", true)).or(shape.minimum.take());
    shape.maximum = bound("lte", false).or_else(|| bound("lt", true)).or(shape.maximum.take());
}

/// The texts of `in: ["a", "b"]`; other values than texts are written as enumerations.
fn listed(text: &str) -> Vec<String> {
    let Some(mut rest) = behind(text, "in") else { return Vec::new() };
    rest = rest.strip_prefix('[').unwrap_or(rest).trim_start();
    let mut found = Vec::new();
    while let Some((value, after)) = quoted(rest) {
        found.push(value);
        rest = after.trim_start().trim_start_matches(',').trim_start();
    }
    found
}

/// What stands behind `key` and a colon.
fn behind<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    let start = text.match_indices(key).find(|(at, _)| {
        let before = text.get(..*at).and_then(|it| it.chars().next_back());
        let after = text.get(at + key.len()..).map(str::trim_start);
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_') && after.is_some_and(|it| it.starts_with(':'))
    })?;
    Some(text.get(start.0 + key.len()..)?.trim_start().strip_prefix(':')?.trim_start())
}

/// The value behind `key` and a colon, without its quotes.
fn value_of(text: &str, key: &str) -> Option<String> {
    let value = behind(text, key)?;
    if let Some((quoted, _)) = quoted(value) {
        return Some(quoted);
    }
    value.split([',', '}', ' ', '\n', ']', ';']).next().map(str::to_owned)
}

/// Text in quotes at the start, with what it escapes put back, and what follows it.
fn quoted(text: &str) -> Option<(String, &str)> {
    let quote = text.chars().next().filter(|it| ['"', '\''].contains(it))?;
    let mut value = String::new();
    let mut chars = text.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => value.extend(chars.next().map(|(_, it)| it)),
            _ if c == quote => return Some((value, text.get(at + 1..).unwrap_or_default())),
            _ => value.push(c),
        }
    }
    None
}

fn text_of(option: &UninterpretedOption) -> String {
    let quoted = option.string_value.as_ref().map(|it| String::from_utf8_lossy(it).into_owned());
    let number = option.positive_int_value.map(|it| it.to_string());
    let name = option.identifier_value.clone();
    name.or(number).or(quoted).or_else(|| option.aggregate_value.clone()).unwrap_or_default()
}
