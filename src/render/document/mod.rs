//! The report as version 1 of the JSON document: the shape that `json` and `ndjson` write and `report_schema` describes.

mod fill;

use std::collections::BTreeMap;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

/// Everything one run of dictum has to say. Additions keep the version; anything else raises it.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(title = "dictum report", rename = "Report")]
pub(super) struct Document<'r> {
    /// Version of this shape.
    #[schemars(extend("const" = 1))]
    version: u8,
    /// The program that wrote it.
    tool: Tool,
    /// The dictionary that judged.
    dictionary: Dictionary<'r>,
    /// Everything that was read, by path.
    inputs: Vec<Input<'r>>,
    /// All findings, suppressed ones included, ordered by path, place and rule.
    findings: Vec<Finding<'r>>,
    /// Totals over findings that are not suppressed.
    summary: Summary,
}

/// A program.
#[derive(Serialize, JsonSchema)]
pub(super) struct Tool {
    /// Its name.
    name: &'static str,
    /// Its version.
    version: &'static str,
}

/// A dictionary.
#[derive(Serialize, JsonSchema)]
struct Dictionary<'r> {
    /// `dictionary.id`.
    id: Option<&'r str>,
    /// `dictionary.version`.
    version: Option<&'r str>,
    /// Path of the file or folder.
    path: &'r str,
}

/// One file that was read.
#[derive(Serialize, JsonSchema)]
pub(super) struct Input<'r> {
    /// Relative where it was given so, with `/` between the parts.
    path: &'r str,
    /// `data` or `contract`.
    kind: &'static str,
    /// Such as `csv` or `openapi-3.1`.
    format: &'static str,
    /// Such as `gb18030`; null where the format has none.
    encoding: Option<&'static str>,
    /// `system.dataset` it was checked as.
    dataset: Option<&'r str>,
    /// Data records, malformed ones included.
    records: u64,
    /// Bytes as stored.
    bytes: u64,
    /// Whether everything could be read.
    complete: bool,
}

/// All failures of one rule in one field of one input.
#[derive(Serialize, JsonSchema)]
#[schemars(transform = require_places)]
pub(super) struct Finding<'r> {
    /// The rule that was broken.
    rule: &'static str,
    /// `error`, `warning` or `info`.
    #[schemars(extend("enum" = ["error", "warning", "info"]))]
    severity: &'static str,
    /// What is wrong: one clause.
    message: &'r str,
    /// What to do: one imperative.
    help: Option<&'r str>,
    /// The input; null for a finding about the run.
    path: Option<&'r str>,
    /// `system.dataset`.
    dataset: Option<&'r str>,
    /// The local name: a header, a JSON path.
    field: Option<&'r str>,
    /// The dictionary's element.
    element: Option<&'r str>,
    /// Failures, always the true total.
    count: u64,
    /// What `count` is a part of.
    tested: u64,
    /// The same in every run for the same defect: made of no line number, no message and no language.
    fingerprint: &'r str,
    /// The first places, in the order of the input.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<Place<'r>>")]
    places: Option<Vec<Place<'r>>>,
    /// What else has to be seen: above all the line of the dictionary that is broken.
    related: Vec<Related<'r>>,
    /// How to mend it, where that is known.
    fix: Option<Fix<'r>>,
    /// What was expected at the marked place.
    label: Option<&'r str>,
    /// Quality dimension of the rule.
    dimension: Option<&'static str>,
    /// Why it does not count; null for a finding that does.
    suppressed: Option<&'r str>,
    /// Against a baseline or an earlier revision: `new`, `known` or `grown` (more failures than known); null where nothing was compared.
    #[schemars(extend("enum" = ["new", "known", "grown", null]))]
    standing: Option<&'static str>,
}

/// Only a line of `ndjson` leaves the places out; the document never does.
fn require_places(schema: &mut schemars::Schema) {
    if let Some(required) = schema.get_mut("required").and_then(serde_json::Value::as_array_mut) {
        required.push("places".into());
    }
}

/// One place. Lines and columns count from 1, columns in Unicode scalar values, ends are exclusive.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Place<'r> {
    /// First physical line; 0 in files without lines.
    line: u64,
    /// Column on `line`.
    column: u64,
    /// Line of the first character after the range.
    end_line: u64,
    /// Column on `endLine`.
    end_column: u64,
    /// First byte in the file as stored.
    offset: u64,
    /// Bytes in the file as stored.
    length: u64,
    /// Data record, from 1; null outside records.
    record: Option<u64>,
    /// Sheet of a workbook.
    sheet: Option<&'r str>,
    /// JSON pointer in contracts and JSON data.
    pointer: Option<&'r str>,
    /// The record's key: elements and their (masked) values.
    key: Key<'r>,
    /// The cell's text as it may be shown.
    value: Option<&'r str>,
    /// Name of the cell in a workbook, such as `C17`.
    cell: Option<&'r str>,
    /// The file of this place where it is not the finding's own.
    path: Option<&'r str>,
}

/// A record's key, in the order of its elements.
pub(super) struct Key<'r>(&'r [(Arc<str>, String)]);

impl Serialize for Key<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(element, value)| (&**element, value)))
    }
}

impl JsonSchema for Key<'_> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Key".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        BTreeMap::<String, String>::json_schema(generator)
    }
}

/// A second place that explains the first.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct Related<'r> {
    /// The file.
    path: Option<&'r str>,
    /// First physical line.
    line: u64,
    /// Column on `line`.
    column: u64,
    /// What is to be seen there.
    message: &'r str,
    /// Line of the first character after the range.
    end_line: u64,
    /// Column on `endLine`.
    end_column: u64,
}

/// How a finding can be mended.
#[derive(Serialize, JsonSchema)]
struct Fix<'r> {
    /// `safe` loses nothing; `unsafe` may change meaning.
    #[schemars(extend("enum" = ["safe", "unsafe"]))]
    safety: &'static str,
    /// What would be done.
    description: &'r str,
}

/// Totals over findings that are not suppressed.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Summary {
    /// Findings that are errors.
    errors: u64,
    /// Findings that are warnings.
    warnings: u64,
    /// Findings that are infos.
    infos: u64,
    /// Findings that a waiver or the baseline took out.
    suppressed: u64,
    /// Declared checks that could not run.
    not_checked: u64,
    /// Whether the run fails.
    failed: bool,
}
