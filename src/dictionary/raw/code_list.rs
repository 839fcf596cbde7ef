//! A code list as it is written.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Words;
use super::given::{Either, Given, Map};
use super::scalar::{Day, Scalar};

/// A list of permitted values and how systems spell them.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub(crate) struct CodeList {
    /// What people call it.
    pub(crate) title: Given<Words>,
    /// What it is for.
    pub(crate) definition: Given<Words>,
    /// Codes with their titles. Quote what looks like a number, a boolean or a date.
    pub(crate) values: Given<Map<Either<Code>>>,
    /// CSV file with the codes of a long list, beside this file.
    pub(crate) source: Given<String>,
    /// Column of `source` that holds the codes; the first where nothing is said.
    pub(crate) key: Given<String>,
    /// Column of `source` that holds the titles; the second where there is one.
    #[serde(rename = "titleColumn")]
    #[schemars(rename = "titleColumn")]
    pub(crate) title_column: Given<String>,
    /// What systems write → the code it stands for. A map named after a system applies to it by itself, another where a field names it.
    pub(crate) maps: Given<Map<Map<Scalar>>>,
}

/// One code with more than a title.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub(crate) struct Code {
    /// What people call it.
    pub(crate) title: Given<Words>,
    /// What it means.
    pub(crate) definition: Given<Words>,
    /// Last day on which it may be used.
    pub(crate) until: Given<Day>,
}
