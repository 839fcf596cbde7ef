//! Options of fields that say something of their values.

use std::sync::Arc;

use prost_types::UninterpretedOption;

use crate::model::{Declared, DeclaredShape};
use crate::text::Origin;

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
                let pairs = format!("{}:{text}", name.rsplit('.').next().unwrap_or_default());
                validation(&mut said, shape, (&pairs, at(index)));
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
    said.is_required |= value_of(text, "required") == Some("true");
    shape.max_length = count("max_len").or_else(|| count("len")).or(shape.max_length.take());
    shape.min_length = count("min_len").or_else(|| count("len")).or(shape.min_length.take());
    if let Some(pattern) = value_of(text, "pattern") {
        shape.pattern = Some(Declared::new(Arc::from(pattern), at));
    }
}

/// The value behind `key` and a colon.
fn value_of<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    let start = text.match_indices(key).find(|(at, _)| {
        let before = text.get(..*at).and_then(|it| it.chars().next_back());
        let after = text.get(at + key.len()..).map(str::trim_start);
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_') && after.is_some_and(|it| it.starts_with(':'))
    })?;
    let value = text.get(start.0 + key.len()..)?.trim_start().strip_prefix(':')?.trim_start();
    if let Some(quoted) = value.strip_prefix('"') {
        return quoted.split('"').next();
    }
    value.split([',', '}', ' ', '\n', ']', ';']).next()
}

fn text_of(option: &UninterpretedOption) -> String {
    let quoted = option.string_value.as_ref().map(|it| String::from_utf8_lossy(it).into_owned());
    let number = option.positive_int_value.map(|it| it.to_string());
    let name = option.identifier_value.clone();
    name.or(number).or(quoted).or_else(|| option.aggregate_value.clone()).unwrap_or_default()
}
