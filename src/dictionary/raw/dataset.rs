//! A dataset and its fields as they are written.

use schemars::JsonSchema;
use serde::Deserialize;

use super::choice::{Choice, LayoutKind, Masking, Matching};
use super::given::{Either, Given, Map, OneOrMany};
use super::scalar::{Count, Exact, Ordinal};
use super::{List, Words};
use crate::model::{ExtraFields, LogicalType};

/// One table, file series or contract of a system.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub(crate) struct Dataset {
    /// What people call it.
    pub(crate) title: Given<Words>,
    /// What it holds.
    pub(crate) definition: Given<Words>,
    /// The entity it claims to be.
    pub(crate) entity: Given<String>,
    /// What one row is.
    pub(crate) grain: Given<String>,
    /// Where in a file the records are.
    pub(crate) layout: Given<Layout>,
    /// Globs of its files, matched from the right on paths under the checked roots.
    pub(crate) files: Given<List<String>>,
    /// Globs of the sheets that hold its records in workbooks, such as `订单*`; all that match are read, one after the other.
    pub(crate) sheet: Given<List<String>>,
    /// The format of its files, such as `ndjson` or `xml`, where their bytes and names do not tell.
    pub(crate) format: Given<String>,
    /// Its API contract: `file#fragment`.
    pub(crate) contract: Given<String>,
    /// The list of a JSON document whose items are the records, such as `data.list[]`, or the list within each record whose
    /// items are, such as `items[]`: then names are those of the item, and `$.id` is the `id` of the record round it.
    pub(crate) each: Given<String>,
    /// What to do with fields nobody declared; `warn` where nothing is said.
    pub(crate) extra_fields: Given<Choice<ExtraFields>>,
    /// Rule → share of failures that is only an info, such as `code-unknown: 0.001`.
    pub(crate) tolerance: Given<Map<Exact>>,
    /// What binds names besides `fields`.
    #[serde(rename = "match")]
    #[schemars(rename = "match")]
    pub(crate) matching: Given<Choice<Matching>>,
    /// Local name (a header, a path such as `items[].sku`) → element.
    pub(crate) fields: Given<Map<Either<Box<Field>>>>,
}

/// Where in a file the records are, and how rows share cells.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub(crate) struct Layout {
    /// How rows of one owner share cells.
    pub(crate) kind: Given<Choice<LayoutKind>>,
    /// Elements that are repeated, or left blank on later lines.
    pub(crate) repeats: Given<List<String>>,
    /// Line of the header, from 1.
    pub(crate) header_row: Given<Ordinal>,
    /// Regular expression: the header is the first record after a line in which it is found.
    pub(crate) header_after: Given<String>,
    /// Lines that make up the header.
    pub(crate) header_rows: Given<Ordinal>,
    /// Regular expression of lines before the header, and between records, that are no records.
    pub(crate) preamble: Given<String>,
    /// Regular expression of the line that ends the data.
    pub(crate) footer: Given<String>,
    /// Whether every line ends in a delimiter.
    pub(crate) trailing_delimiter: Given<bool>,
}

/// A local name with more than its element.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "camelCase")]
#[schemars(deny_unknown_fields, extend("required" = ["element"]))]
pub(crate) struct Field {
    /// Id of its element.
    pub(crate) element: Given<String>,
    /// Other generations of the name.
    pub(crate) also: Given<List<String>>,
    /// Whether the field must be present. Where nothing is said: as the entity says; without an entity, yes.
    pub(crate) required: Given<bool>,
    /// Whether values may be null.
    pub(crate) nullable: Given<bool>,
    /// Text before every value.
    pub(crate) prefix: Given<String>,
    /// Text after every value, such as `元` or `%`.
    pub(crate) suffix: Given<String>,
    /// Whether blanks round values are taken off.
    pub(crate) trim: Given<bool>,
    /// The format values have here.
    pub(crate) format: Given<OneOrMany>,
    /// The form values have here, where it is not the canonical one.
    pub(crate) wire: Given<Wire>,
    /// Name of the code map; one named after the system applies by itself.
    pub(crate) map: Given<String>,
    /// Whether masked values such as `138****8000` are accepted.
    pub(crate) mask: Given<Choice<Masking>>,
    /// Identifier scheme.
    pub(crate) scheme: Given<String>,
    /// Who vouches for what data cannot prove, such as a unit.
    pub(crate) asserted_by: Given<String>,
    /// Another code list than the element's.
    pub(crate) codes: Given<String>,
    /// Role, where two fields of one dataset stand for the same element.
    pub(crate) from: Given<String>,
}

/// The form in which a system writes an element.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub(crate) struct Wire {
    /// Another type.
    #[serde(rename = "type")]
    #[schemars(rename = "type")]
    pub(crate) kind: Given<Choice<LogicalType>>,
    /// Another unit, such as `CNY/100` or `epochSeconds`.
    pub(crate) unit: Given<String>,
    /// Another format.
    pub(crate) format: Given<OneOrMany>,
    /// Another pattern.
    pub(crate) pattern: Given<String>,
    /// Fewest characters.
    pub(crate) min_length: Given<Count>,
    /// Most characters.
    pub(crate) max_length: Given<Count>,
    /// Least value in the wire's unit, inclusive.
    pub(crate) minimum: Given<Exact>,
    /// Greatest value in the wire's unit, inclusive.
    pub(crate) maximum: Given<Exact>,
    /// Lower bound in the wire's unit, exclusive.
    pub(crate) exclusive_minimum: Given<Exact>,
    /// Upper bound in the wire's unit, exclusive.
    pub(crate) exclusive_maximum: Given<Exact>,
    /// Values are whole multiples of this.
    pub(crate) multiple_of: Given<Exact>,
    /// Most significant digits.
    pub(crate) precision: Given<Count>,
    /// Most digits after the point.
    pub(crate) scale: Given<Count>,
}
