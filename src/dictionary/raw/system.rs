//! A system as it is written.

use schemars::JsonSchema;
use serde::Deserialize;

use super::choice::{Auth, Choice, Pagination, Stage, SystemKind, VersionPlace};
use super::dataset::Dataset;
use super::given::{Given, Map, OneOrMany};
use super::scalar::{Day, Length};
use super::{List, Words};
use crate::model::{BomPolicy, Enforcement, Guard, NameStyle, Newline, Verdict};

/// One application that keeps or exchanges data.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub(crate) struct System {
    /// Presets of its exports, such as `std/tmall-orders@1`: their datasets, mappings and transport are taken over, and what is
    /// said here comes before them.
    pub(crate) preset: Given<OneOrMany>,
    /// What people call it.
    pub(crate) title: Given<Words>,
    /// What it is for.
    pub(crate) kind: Given<Choice<SystemKind>>,
    /// Department that answers for it.
    pub(crate) owner: Given<String>,
    /// Department that runs it.
    pub(crate) custodian: Given<String>,
    /// The person who looks after it.
    pub(crate) steward: Given<String>,
    /// Where on a customer's way it stands.
    pub(crate) stage: Given<Choice<Stage>>,
    /// How hard findings bite: `observe` makes all of them infos, `warn` makes errors warnings, `enforce` (the default) leaves them.
    pub(crate) enforcement: Given<Choice<Enforcement>>,
    /// When compatibility is tested.
    pub(crate) compat: Given<Compat>,
    /// How its interfaces name things.
    pub(crate) naming: Given<Naming>,
    /// How it writes files and answers.
    pub(crate) transport: Given<Transport>,
    /// Its tables, file series and contracts, by id.
    pub(crate) datasets: Given<Map<Dataset>>,
}

/// When compatibility is tested.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub(crate) struct Compat {
    /// How often, ISO 8601.
    pub(crate) every: Given<Length>,
    /// The last time.
    pub(crate) last: Given<Day>,
    /// What came of it.
    pub(crate) verdict: Given<Choice<Verdict>>,
}

/// How interfaces name things.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub(crate) struct Naming {
    /// Style of property names.
    pub(crate) properties: Given<Choice<NameStyle>>,
}

/// How a system writes its files. What is not said here is detected.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub(crate) struct Transport {
    /// Encoding by its WHATWG label, such as `utf-8` or `gb18030`.
    pub(crate) encoding: Given<String>,
    /// Whether a file starts with a byte order mark.
    pub(crate) bom: Given<Choice<BomPolicy>>,
    /// What parts cells: one ASCII character, or `tab`.
    pub(crate) delimiter: Given<String>,
    /// What stands round cells: one ASCII character; empty for none.
    pub(crate) quote: Given<String>,
    /// Line break.
    pub(crate) newline: Given<Choice<Newline>>,
    /// What may stand round values so that a spreadsheet leaves them alone; taken off before a value is judged.
    pub(crate) guards: Given<List<Choice<Guard>>>,
    /// Spellings of null; `[""]` where nothing is said.
    pub(crate) nulls: Given<List<String>>,
    /// Spellings of "not known yet": neither null nor a value.
    pub(crate) pending: Given<List<String>>,
    /// IANA zone of instants that come without an offset.
    pub(crate) zone: Given<String>,
    /// Pattern of file names, with dates in braces: `orders_{yyyyMMdd}.csv`.
    pub(crate) file_name: Given<String>,
    /// Oldest a file may be, ISO 8601.
    pub(crate) max_age: Given<Length>,
    /// What its API contracts must declare.
    pub(crate) api: Given<Api>,
}

/// What API contracts must declare.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub(crate) struct Api {
    /// Media types of bodies.
    pub(crate) media_types: Given<List<String>>,
    /// Charset of bodies, where a media type names one.
    pub(crate) charset: Given<String>,
    /// Headers that every request carries.
    pub(crate) headers: Given<List<String>>,
    /// How callers prove who they are.
    pub(crate) auth: Given<List<Choice<Auth>>>,
    /// Where the version of the interface is told.
    pub(crate) version: Given<Choice<VersionPlace>>,
    /// How long answers are split.
    pub(crate) pagination: Given<Choice<Pagination>>,
}
