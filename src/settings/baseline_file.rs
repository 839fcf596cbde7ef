//! The file of a baseline: its form, and what is wrong with a text that does not keep to it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Fault, Spot};
use crate::document::{
    Document, NodeRef, ProblemKind, Schema, Syntax, Violation, ViolationKind, decode, parse, without_follow_ups,
};
use crate::message::{Message, check, settings as say};
use crate::model::Date;
use crate::text::{Origin, Sources, Span, nearest};

/// Version of the file's form.
const VERSION: u32 = 1;

/// One known finding.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Entry {
    /// The finding's identity: what stays the same when rows move or words change.
    pub fingerprint: String,
    /// Its rule.
    pub rule: String,
    /// `system.dataset` it was found in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dataset: Option<String>,
    /// The file, for a finding without a dataset.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The local name of the field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Failures that are agreed on; more are new.
    pub count: u64,
    /// Why it may stay for now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Who mends it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// The day it was taken in (yyyy-MM-dd).
    pub first_seen: String,
    /// The last day on which it suppresses (yyyy-MM-dd); for ever without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<String>,
}

/// Findings that are known and agreed on, which do not fail a run.
#[derive(Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "dictum baseline", rename = "Baseline")]
struct File {
    /// Version of this form.
    version: u32,
    /// The known findings, each once.
    entries: Vec<Entry>,
}

/// The JSON Schema (2020-12) of the file.
pub fn baseline_schema() -> Value {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<File>();
    schema.insert(String::from("$id"), Value::from("urn:dictum:baseline:1"));
    schema.to_value()
}

/// The text of a file with `entries`.
pub(super) fn written(entries: Vec<Entry>) -> String {
    // Strings and numbers alone cannot fail to be written.
    let text = serde_json::to_string_pretty(&File { version: VERSION, entries }).unwrap_or_default();
    text + "\n"
}

/// The entries in `text` by their fingerprints, and the text under the name `path`.
///
/// # Errors
/// The first thing that is wrong with it.
pub(super) fn read(path: &str, text: &str) -> Result<(BTreeMap<String, Entry>, Sources), Box<Fault>> {
    let mut sources = Sources::default();
    let id = sources.add(path, text);
    let fault = |wrong: Box<Wrong>| {
        let (span, message, help) = *wrong;
        let at = sources.position(Origin { file: id, span });
        let spot = Spot { path: path.into(), line: at.line, column: at.column };
        Box::new(Fault { spot, message, help })
    };
    let document = document(text).map_err(fault)?;
    let root = document.root();
    let file = file(root).map_err(fault)?;
    let nodes = root.get("entries").into_iter().flat_map(NodeRef::items);
    let mut entries = BTreeMap::new();
    for (entry, node) in file.entries.into_iter().zip(nodes) {
        if let Some((key, day)) = wrong_day(&entry) {
            let span = node.get(key).map_or_else(|| node.span(), NodeRef::span);
            return Err(fault(Box::new((span, say::baseline_day(key, day), say::baseline_day_help()))));
        }
        let span = node.get("fingerprint").map_or_else(|| node.span(), NodeRef::span);
        if let Some(twice) = entries.insert(entry.fingerprint.clone(), entry) {
            return Err(fault(Box::new((span, say::baseline_twice(twice.fingerprint), say::baseline_twice_help()))));
        }
    }
    Ok((entries, sources))
}

/// Where something is wrong, what, and what to do.
type Wrong = (Span, Message, Message);

fn document(text: &str) -> Result<Document, Box<Wrong>> {
    let parsed = parse(text, Syntax::Json);
    if let Some(problem) = parsed.problems.first() {
        let message = match &problem.kind {
            ProblemKind::DuplicateKey { key, .. } => say::baseline_key_twice(key),
            ProblemKind::Syntax(words) => say::baseline_no_json(words),
            _ => say::baseline_no_json("…"),
        };
        return Err(Box::new((problem.span, message, say::baseline_help())));
    }
    parsed.document.ok_or_else(|| Box::new((Span::default(), say::baseline_no_json("…"), say::baseline_help())))
}

fn file(root: NodeRef<'_>) -> Result<File, Box<Wrong>> {
    // Another version may have other keys, which are not wrong.
    if let Some(node) = root.get("version").filter(|it| it.as_u64().is_some_and(|it| it != u64::from(VERSION))) {
        return Err(Box::new((node.span(), say::baseline_version(node.raw()), say::baseline_version_help())));
    }
    if let Ok(schema) = Schema::compile(baseline_schema()) {
        let violations = schema.violations(root);
        if let Some(first) = without_follow_ups(&violations, meant).min_by_key(|it| it.span.start) {
            return Err(Box::new(told(first)));
        }
    }
    decode(root).map_err(|error| Box::new((error.span, say::baseline_no_json(error.message), say::baseline_help())))
}

fn meant<'k>(key: &str, known: &'k [String]) -> Option<&'k str> {
    nearest(key, known.iter().map(String::as_str))
}

fn told(violation: &Violation) -> Wrong {
    let key = violation.pointer.rsplit('/').find(|it| it.parse::<u64>().is_err()).unwrap_or_default();
    let start = Span { end: violation.span.start, ..violation.span };
    match &violation.kind {
        ViolationKind::UnknownKey { key, known } => {
            let listed = || known.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ");
            let help = meant(key, known).map_or_else(|| say::known_keys(listed()), check::did_you_mean);
            (violation.span, say::baseline_key_unknown(key), help)
        }
        ViolationKind::MissingKey { key } => (start, say::baseline_key_missing(key), say::baseline_help()),
        ViolationKind::WrongType { expected, found } => {
            let message = match key {
                "" => say::baseline_none(found),
                _ => say::baseline_wrong_type(key, expected.join("`/`"), found),
            };
            (violation.span, message, say::baseline_help())
        }
        ViolationKind::Bound { found, .. }
        | ViolationKind::NotOneOf { found, .. }
        | ViolationKind::Pattern { found, .. } => (violation.span, say::unknown_word(found, key), say::baseline_help()),
        ViolationKind::Together { keys } => (violation.span, Message::verbatim(keys.join(", ")), say::baseline_help()),
        ViolationKind::Other { text, .. } => (violation.span, Message::verbatim(text), say::baseline_help()),
    }
}

/// A key of `entry` that names a day which does not exist, and what it holds.
fn wrong_day(entry: &Entry) -> Option<(&'static str, &str)> {
    let days = [("firstSeen", Some(&entry.first_seen)), ("expires", entry.expires.as_ref())];
    let mut held = days.into_iter().filter_map(|(key, day)| Some((key, day?.as_str())));
    held.find(|(_, day)| Date::parse(day).is_none())
}
