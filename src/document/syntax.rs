//! Which of the two syntaxes a text is in, and the one way to read it.

use std::sync::Arc;

use serde::de::IgnoredAny;

use super::{Parsed, json, yaml};

/// A syntax that a [`Document`](super::Document) can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Syntax {
    /// YAML 1.2, core schema.
    Yaml,
    /// JSON, RFC 8259, read strictly.
    Json,
}

impl Syntax {
    /// What the extension of `path` says, in any case; none where it says nothing.
    pub fn of_path(path: &str) -> Option<Self> {
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
        let (_, extension) = name.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "yaml" | "yml" => Some(Self::Yaml),
            "json" | "avpr" | "avro" | "avsc" | "jsonld" | "geojson" | "webmanifest" => Some(Self::Json),
            _ => None,
        }
    }

    /// What the text itself says: JSON if it starts like a JSON object or array and is valid JSON, else YAML.
    pub fn of_text(text: &str) -> Self {
        let content = without_mark(text);
        let first = content.trim_ascii_start().as_bytes().first();
        let json = matches!(first, Some(b'{' | b'[')) && serde_json::from_str::<IgnoredAny>(content).is_ok();
        if json { Self::Json } else { Self::Yaml }
    }

    /// What the extension says, and where it is unclear the text.
    pub fn detect(path: &str, text: &str) -> Self {
        Self::of_path(path).unwrap_or_else(|| Self::of_text(text))
    }
}

/// Reads `text` as far as it can be read. Spans count bytes of `text`, a byte-order mark included.
pub fn parse(text: impl Into<Arc<str>>, syntax: Syntax) -> Parsed {
    let text: Arc<str> = text.into();
    match syntax {
        Syntax::Yaml => yaml::read(&text),
        Syntax::Json => json::read(&text),
    }
}

/// The text behind a byte-order mark.
pub(super) fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{FEFF}').unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_decides_and_then_the_text() {
        for (path, text, syntax) in [
            ("a/b.yaml", "{}", Syntax::Yaml),
            ("B.YML", "", Syntax::Yaml),
            ("x.d/contract.Json", "a: 1", Syntax::Json),
            ("x.json/contract", "a: 1", Syntax::Yaml),
            ("-", " \n{\"a\": [1]}", Syntax::Json),
            ("-", "\u{FEFF}[]", Syntax::Json),
            ("-", "{a: 1}", Syntax::Yaml),
            ("-", "3", Syntax::Yaml),
            ("-", "", Syntax::Yaml),
        ] {
            assert_eq!(Syntax::detect(path, text), syntax, "{path} {text:?}");
        }
    }

    #[test]
    fn nesting_does_not_make_json_unclear() {
        let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
        assert_eq!(Syntax::of_text(&deep), Syntax::Json);
    }
}
