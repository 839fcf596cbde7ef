//! One file of a dictionary.

use schemars::JsonSchema;
use serde::Deserialize;

use super::code_list::CodeList;
use super::element::Element;
use super::given::{Given, Map};
use super::governance::{
    Department, Entity, Format, Import, Journey, Metric, Privacy, Profile, Relation, StatedRule, Waiver,
};
use super::scalar::FormatVersion;
use super::system::System;
use super::{List, Words};

/// A file of an enterprise's data dictionary. A dictionary is one such file, or a folder of them: any file may hold any of these keys,
/// and the maps of all files are merged.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "camelCase")]
#[schemars(deny_unknown_fields, extend("required" = ["dictum"]), title = "dictum dictionary")]
pub(crate) struct File {
    /// Where an editor finds the JSON Schema of this file.
    #[serde(rename = "$schema")]
    #[schemars(rename = "$schema")]
    pub(crate) schema: Given<String>,
    /// Version of the format: 1. Every file of a dictionary begins with it.
    pub(crate) dictum: Given<FormatVersion>,
    /// What the dictionary as a whole is; in one file only.
    pub(crate) dictionary: Given<About>,
    /// Files and packs of definitions, each under a namespace.
    pub(crate) imports: Given<List<Import>>,
    /// What must be hidden of personal data.
    pub(crate) privacy: Given<Privacy>,
    /// Departments that own elements and systems, by id.
    pub(crate) departments: Given<Map<Department>>,
    /// Named formats of strings beyond the built-in ones, by name.
    pub(crate) formats: Given<Map<Format>>,
    /// Business terms, by id: `object.property` in lowerCamelCase.
    pub(crate) elements: Given<Map<Element>>,
    /// What every dataset that claims to be one must bring, by id.
    pub(crate) entities: Given<Map<Entity>>,
    /// Industry profiles of the dictionary's own, by id.
    pub(crate) profiles: Given<Map<Profile>>,
    /// Lists of permitted values, by id.
    pub(crate) code_lists: Given<Map<CodeList>>,
    /// Applications that keep or exchange data, by id.
    pub(crate) systems: Given<Map<System>>,
    /// Local copies of documents that contracts refer to by address, which is never fetched: an address to a file beside this
    /// one, or the beginning of addresses, up to a `/`, to a folder.
    pub(crate) remotes: Given<Map<String>>,
    /// What must agree across datasets.
    pub(crate) relations: Given<List<Relation>>,
    /// Rules that the enterprise states itself.
    pub(crate) rules: Given<List<StatedRule>>,
    /// Chains of datasets along which records must be linked.
    pub(crate) journeys: Given<List<Journey>>,
    /// Figures with one agreed formula, by id.
    pub(crate) metrics: Given<Map<Metric>>,
    /// Agreed exceptions: counted as suppressed until they expire.
    pub(crate) waivers: Given<List<Waiver>>,
}

/// What the dictionary as a whole is.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub(crate) struct About {
    /// Its id, such as `cn.example.retail`.
    pub(crate) id: Given<String>,
    /// What people call it.
    pub(crate) title: Given<Words>,
    /// Semantic version.
    pub(crate) version: Given<String>,
    /// BCP 47 tags; a plain `title` or `definition` is in the first of them.
    pub(crate) languages: Given<List<String>>,
    /// IANA zone of the enterprise, such as `Asia/Shanghai`.
    pub(crate) time_zone: Given<String>,
    /// Currency of amounts, ISO 4217.
    pub(crate) currency: Given<String>,
    /// Industry profiles that add to or narrow the dictionary: `general`, `fresh`, `beauty`, or one under `profiles`.
    pub(crate) profiles: Given<List<String>>,
}
