//! Every key of the settings file: one table that is read by, printed by and published by.

use serde_json::{Map, Value, json};

use super::{Known, Profile};

/// What a key takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A path, relative to the settings file.
    Path,
    /// The name of an output format.
    Format,
    /// One of a few words.
    Choice(&'static [&'static str]),
    /// A whole number from 1.
    Count,
    /// A list of rules or prefixes of rules that end in `*`.
    Rules,
    /// A table of rules or prefixes with a level each.
    Levels,
    /// Tables of levels, each for some paths or systems.
    Overrides,
}

/// One key.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// As the file writes it.
    pub name: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// What holds where nothing is set; empty for nothing.
    pub default: &'static str,
    /// One sentence for the schema.
    about: &'static str,
}

/// What a rule may be set to.
pub(super) const LEVELS: [&str; 4] = ["error", "warning", "info", "off"];

/// The keys of one table under `overrides`.
pub(super) const OVERRIDE: [&str; 3] = ["paths", "systems", "levels"];

/// Another settings file, which this one is laid over.
pub(super) const EXTENDS: &str = "extends";

/// All keys, in the order in which they are told.
pub const KEYS: [Key; 14] = [
    key(EXTENDS, Kind::Path, "", "Another settings file: what stands here wins over what stands there."),
    key("dictionary", Kind::Path, "", "The dictionary, a file or a folder."),
    key("baseline", Kind::Path, "", "The file of known findings, which do not fail."),
    key("snapshot", Kind::Path, "", "The file of how data looked once, which is compared with."),
    key(
        "cache",
        Kind::Path,
        "",
        "The folder where results of unchanged files are kept; DICTUM_CACHE and `--cache-dir` win over it.",
    ),
    key("failOn", Kind::Choice(&["error", "warning", "info", "never"]), "error", "Severity from which on a run fails."),
    key(
        "profile",
        Kind::Choice(&Profile::NAMES),
        "standard",
        "Strictness where no level is set: relaxed makes warnings infos, strict makes warnings errors and infos warnings.",
    ),
    key("select", Kind::Rules, "", "Only these rules report: ids, or prefixes that end in `*`."),
    key("ignore", Kind::Rules, "", "These rules do not report."),
    key("maxPlaces", Kind::Count, "5", "Show at most so many places of a finding; totals stay true."),
    key("format", Kind::Format, "human", "Format on standard output."),
    key("lang", Kind::Choice(&["en", "zh-CN"]), "", "Language for people; machine formats follow `--lang` only."),
    key("levels", Kind::Levels, "", "Severity of rules; the most exact name wins."),
    key("overrides", Kind::Overrides, "", "Levels for some paths or systems; the last one that fits wins."),
];

const fn key(name: &'static str, kind: Kind, default: &'static str, about: &'static str) -> Key {
    Key { name, kind, default, about }
}

/// The JSON Schema (2020-12) of the settings file; rules and formats are those of `known`.
pub fn schema(known: &Known) -> Value {
    let properties: Map<String, Value> = KEYS.iter().map(|key| (key.name.to_owned(), property(key, known))).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:dictum:settings:1",
        "title": "dictum.toml",
        "description": "Settings of dictum: what the command line does not say.",
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
        "$defs": definitions(known)
    })
}

fn definitions(known: &Known) -> Value {
    json!({
        "rule": {
            "description": "A rule's id, or a prefix of ids that ends in `*`.",
            "anyOf": [{"enum": known.rules}, {"type": "string", "pattern": "^[a-z-]*\\*$"}]
        },
        "levels": {
            "type": "object",
            "propertyNames": {"$ref": "#/$defs/rule"},
            "additionalProperties": {"enum": LEVELS}
        },
        "override": {
            "type": "object",
            "additionalProperties": false,
            "required": ["levels"],
            "anyOf": [{"required": ["paths"]}, {"required": ["systems"]}],
            "properties": {
                "paths": {"description": "Globs, relative to the settings file.", "type": "array", "items": {"type": "string"}},
                "systems": {"description": "Ids of systems.", "type": "array", "items": {"type": "string"}},
                "levels": {"$ref": "#/$defs/levels"}
            }
        }
    })
}

fn property(key: &Key, known: &Known) -> Value {
    let mut property = match key.kind {
        Kind::Path => json!({"type": "string", "minLength": 1}),
        Kind::Format => json!({"enum": known.formats}),
        Kind::Choice(words) => json!({"enum": words}),
        Kind::Count => json!({"type": "integer", "minimum": 1}),
        Kind::Rules => json!({"type": "array", "items": {"$ref": "#/$defs/rule"}}),
        Kind::Levels => json!({"$ref": "#/$defs/levels"}),
        Kind::Overrides => json!({"type": "array", "items": {"$ref": "#/$defs/override"}}),
    };
    if let Some(members) = property.as_object_mut() {
        members.insert(String::from("description"), Value::from(key.about));
        if !key.default.is_empty() {
            let number = key.default.parse::<u64>().map(Value::from);
            members.insert(String::from("default"), number.unwrap_or_else(|_| Value::from(key.default)));
        }
    }
    property
}
