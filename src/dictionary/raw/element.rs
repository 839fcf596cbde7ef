//! A business term as it is written.

use schemars::JsonSchema;
use serde::Deserialize;

use super::choice::{Choice, ZoneNeed};
use super::given::{Either, Given, OneOrMany};
use super::scalar::{Count, Day, Exact, Scalar, Tier};
use super::{List, Words};
use crate::model::{LogicalType, Pii, Representation, Status};

/// A business term: what it means and what its values look like, whichever system keeps it.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub(crate) struct Element {
    /// Id of the element that this one narrows: what is not said here is taken over from it.
    pub(crate) extends: Given<String>,
    /// What people call it: a text, or a text by language.
    pub(crate) title: Given<Words>,
    /// What it means: a text, or a text by language.
    pub(crate) definition: Given<Words>,
    /// Its representation term.
    pub(crate) representation: Given<Choice<Representation>>,
    /// Logical type of its values; must be given unless `extends` brings one.
    #[serde(rename = "type")]
    #[schemars(rename = "type")]
    pub(crate) kind: Given<Choice<LogicalType>>,
    /// Regular expression that must be found in a value; write `^…$` to match the whole. No look-around, no back-references.
    pub(crate) pattern: Given<String>,
    /// Fewest characters.
    pub(crate) min_length: Given<Count>,
    /// Most characters.
    pub(crate) max_length: Given<Count>,
    /// Least value, inclusive.
    pub(crate) minimum: Given<Exact>,
    /// Greatest value, inclusive.
    pub(crate) maximum: Given<Exact>,
    /// Lower bound, exclusive.
    pub(crate) exclusive_minimum: Given<Exact>,
    /// Upper bound, exclusive.
    pub(crate) exclusive_maximum: Given<Exact>,
    /// Values are whole multiples of this.
    pub(crate) multiple_of: Given<Exact>,
    /// Most significant digits.
    pub(crate) precision: Given<Count>,
    /// Most digits after the point; trailing zeros are free.
    pub(crate) scale: Given<Count>,
    /// Of strings a named format such as `gtin`; of dates and times `rfc3339`, `iso8601`, a UAX 35 pattern such as `yyyy-MM-dd`, or a
    /// list of them whose first is canonical.
    pub(crate) format: Given<OneOrMany>,
    /// UN/CEFACT Rec 20 code, currency, part of a currency (`CNY/100`), `epochSeconds`, `epochMillis`, or the id of the element that
    /// holds the row's currency.
    pub(crate) unit: Given<String>,
    /// Id of the code list that values come from.
    pub(crate) codes: Given<String>,
    /// Whether an instant needs an offset, or a zone declared by its system.
    pub(crate) zone: Given<Choice<ZoneNeed>>,
    /// Whether values may be null. Where nothing is said: no if the dataset's entity requires it, else yes.
    pub(crate) nullable: Given<bool>,
    /// Condition under which a value is required.
    pub(crate) required_if: Given<String>,
    /// 1 critical, 2, 3 informative (the default).
    pub(crate) tier: Given<Tier>,
    /// Class of personal data: `none`, `pi` personal, `sensitive`. Where nothing is said it is undeclared.
    pub(crate) pii: Given<Choice<Pii>>,
    /// Whether values may be joined on.
    pub(crate) join_key: Given<bool>,
    /// Identifier schemes it comes in; values of different schemes are not comparable.
    pub(crate) schemes: Given<List<String>>,
    /// Department that answers for the meaning.
    pub(crate) owner: Given<String>,
    /// Department that answers for the storage.
    pub(crate) custodian: Given<String>,
    /// The person who looks after it.
    pub(crate) steward: Given<String>,
    /// Step of its life cycle; `approved` where nothing is said. A draft is not enforced.
    pub(crate) status: Given<Choice<Status>>,
    /// Who approved it, when, and in which version.
    pub(crate) approved: Given<Approval>,
    /// Id of the element that replaces it.
    pub(crate) replaced_by: Given<String>,
    /// Last day on which it may be used.
    pub(crate) sunset: Given<Day>,
    /// Standards it follows.
    pub(crate) standards: Given<List<String>>,
    /// Other names: they help propose mappings, and bind only under `match: synonyms`.
    pub(crate) synonyms: Given<List<Either<Synonym>>>,
    /// Values that are right.
    pub(crate) examples: Given<List<Scalar>>,
}

/// Who approved an element.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub(crate) struct Approval {
    /// The people.
    pub(crate) by: Given<List<String>>,
    /// The day.
    pub(crate) date: Given<Day>,
    /// First version of the dictionary that holds it.
    pub(crate) since: Given<String>,
}

/// Another name with its language and user.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "camelCase")]
#[schemars(deny_unknown_fields, extend("required" = ["name"]))]
pub(crate) struct Synonym {
    /// The name.
    pub(crate) name: Given<String>,
    /// Its language, BCP 47.
    pub(crate) locale: Given<String>,
    /// Who uses it: a system's id or anything else.
    pub(crate) source: Given<String>,
}
