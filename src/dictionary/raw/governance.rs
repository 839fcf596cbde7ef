//! What surrounds elements and systems, as it is written.

use schemars::JsonSchema;
use serde::Deserialize;

use super::choice::{Choice, Level, Template};
use super::element::Element;
use super::given::{Either, Given, Map};
use super::scalar::{Count, Day, Exact, Length, Scalar};
use super::{List, Words};
use crate::model::Cardinality;

/// A file or pack of definitions.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "camelCase")]
#[schemars(deny_unknown_fields, extend("required" = ["path"]))]
pub(crate) struct Import {
    /// Its file, beside this one, or a pack that ships with dictum, such as `std/cn-core`.
    pub(crate) path: Given<String>,
    /// Namespace of what it brings: under `as: std` its `order.id` is called `std.order.id`. Without one the ids stay as they are.
    #[serde(rename = "as")]
    #[schemars(rename = "as")]
    pub(crate) namespace: Given<String>,
    /// Versions that fit, such as `^1.4`, `~1.4.2` or `>=1.2, <3`.
    pub(crate) version: Given<String>,
    /// SHA-256 of the file.
    pub(crate) digest: Given<String>,
}

/// What must be hidden of personal data.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub(crate) struct Privacy {
    /// The law or standard behind it.
    pub(crate) basis: Given<String>,
    /// Kind of personal data → how much of it must be hidden.
    pub(crate) mask: Given<Map<MaskPolicy>>,
}

/// How much must be hidden.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub(crate) struct MaskPolicy {
    /// Fewest characters that are hidden.
    pub(crate) hide_at_least: Given<Count>,
}

/// A department.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub(crate) struct Department {
    /// What people call it.
    pub(crate) title: Given<Words>,
    /// Weight of its score among all departments, 0 to 1.
    pub(crate) kpi_weight: Given<Exact>,
}

/// A named format of strings.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "camelCase")]
#[schemars(deny_unknown_fields, extend("required" = ["pattern"]))]
pub(crate) struct Format {
    /// What people call it.
    pub(crate) title: Given<Words>,
    /// What it is.
    pub(crate) definition: Given<Words>,
    /// Regular expression that must be found in a value.
    pub(crate) pattern: Given<String>,
    /// Values that are right.
    pub(crate) examples: Given<List<Scalar>>,
}

/// What every dataset that claims to be this must bring.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub(crate) struct Entity {
    /// Id of the entity that this one narrows: its key and its elements are taken over.
    pub(crate) extends: Given<String>,
    /// What people call it.
    pub(crate) title: Given<Words>,
    /// What it is.
    pub(crate) definition: Given<Words>,
    /// Department that answers for it.
    pub(crate) owner: Given<String>,
    /// Elements that tell one record from all others.
    pub(crate) key: Given<List<String>>,
    /// Elements whose field must be present and, unless the element says otherwise, hold a value.
    pub(crate) required: Given<List<String>>,
    /// Elements that may be absent.
    pub(crate) optional: Given<List<String>>,
}

/// What an industry adds to a dictionary or narrows of it, where `dictionary.profiles` names it.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub(crate) struct Profile {
    /// What people call it.
    pub(crate) title: Given<Words>,
    /// What it is for.
    pub(crate) definition: Given<Words>,
    /// New business terms, and what existing ones are narrowed to.
    pub(crate) elements: Given<Map<Element>>,
    /// New entities, and what existing ones must bring as well.
    pub(crate) entities: Given<Map<Entity>>,
}

/// Records of `from` have a partner in `to`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "camelCase")]
#[schemars(deny_unknown_fields, extend("required" = ["id", "from", "to", "join"]))]
pub(crate) struct Relation {
    /// Its id.
    pub(crate) id: Given<String>,
    /// What it says.
    pub(crate) title: Given<Words>,
    /// Children: datasets as `system.dataset`.
    pub(crate) from: Given<List<String>>,
    /// Parents: datasets as `system.dataset`.
    pub(crate) to: Given<List<String>>,
    /// Elements that are compared.
    pub(crate) join: Given<List<String>>,
    /// Least share of children with a parent, 0 to 1; all where nothing is said.
    pub(crate) coverage: Given<Exact>,
    /// How many records of each side may share a key.
    pub(crate) cardinality: Given<Choice<Cardinality>>,
    /// Dataset that knows one identifier scheme by the other, as `system.dataset`.
    pub(crate) crosswalk: Given<String>,
    /// How long a parent may take to arrive, ISO 8601.
    pub(crate) within: Given<Length>,
}

/// A rule that the enterprise states itself.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "camelCase")]
#[schemars(deny_unknown_fields, extend("required" = ["id", "use"]))]
pub(crate) struct StatedRule {
    /// Its id.
    pub(crate) id: Given<String>,
    /// What it says.
    pub(crate) title: Given<Words>,
    /// What it does: a template, or `sql`.
    #[serde(rename = "use")]
    #[schemars(rename = "use")]
    pub(crate) template: Given<Choice<Template>>,
    /// How bad a breach is.
    pub(crate) severity: Given<Choice<Level>>,
    /// The element that is compared.
    pub(crate) element: Given<String>,
    /// Elements in their order: each is at most the next one.
    pub(crate) elements: Given<List<String>>,
    /// Datasets that are compared.
    pub(crate) between: Given<List<String>>,
    /// Difference that is allowed.
    pub(crate) tolerance: Given<Exact>,
    /// What is asked for.
    pub(crate) demand: Given<Demand>,
    /// What there is: a dataset with what is added up, or the id of the element that holds it wherever it is kept.
    pub(crate) supply: Given<Either<Box<Demand>>>,
    /// How far ahead is looked, ISO 8601.
    pub(crate) horizon: Given<Length>,
    /// What parts must add up to.
    pub(crate) total: Given<Demand>,
    /// The parts.
    pub(crate) parts: Given<Demand>,
    /// The dataset of a ratio, as `system.dataset`.
    pub(crate) dataset: Given<String>,
    /// The element that reports a ratio.
    pub(crate) ratio: Given<String>,
    /// The element that is divided.
    pub(crate) value: Given<String>,
    /// The element it is divided by.
    pub(crate) cost: Given<String>,
    /// Which records count.
    #[serde(rename = "where")]
    #[schemars(rename = "where")]
    pub(crate) filter: Given<String>,
    /// Elements by which it is grouped.
    pub(crate) by: Given<List<String>>,
    /// Department that may accept a breach.
    pub(crate) accept_owner: Given<String>,
    /// SQL over datasets; rows found are findings.
    pub(crate) query: Given<String>,
}

/// Records that count, and what of them is added up.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub(crate) struct Demand {
    /// The dataset as `system.dataset`.
    pub(crate) dataset: Given<String>,
    /// The element that is added up.
    pub(crate) sum: Given<String>,
    /// Which records count.
    #[serde(rename = "where")]
    #[schemars(rename = "where")]
    pub(crate) filter: Given<String>,
    /// The element that says when.
    pub(crate) at: Given<String>,
}

/// A chain of datasets along which records must be linked.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "camelCase")]
#[schemars(deny_unknown_fields, extend("required" = ["id", "stages"]))]
pub(crate) struct Journey {
    /// Its id.
    pub(crate) id: Given<String>,
    /// What people call it.
    pub(crate) title: Given<Words>,
    /// Datasets in order, as `system.dataset`.
    pub(crate) stages: Given<List<String>>,
    /// The element that links each two of them.
    pub(crate) join: Given<List<String>>,
    /// Least share that must be linked, 0 to 1.
    pub(crate) target: Given<Exact>,
}

/// A figure with one agreed formula.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub(crate) struct Metric {
    /// What people call it.
    pub(crate) title: Given<Words>,
    /// What it means.
    pub(crate) definition: Given<Words>,
    /// Department that answers for it.
    pub(crate) owner: Given<String>,
    /// How it is computed.
    pub(crate) formula: Given<String>,
    /// Time it looks back over, ISO 8601.
    pub(crate) window: Given<Length>,
    /// What one value stands for.
    pub(crate) grain: Given<String>,
    /// Its unit.
    pub(crate) unit: Given<String>,
}

/// An agreed exception.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "camelCase")]
#[schemars(deny_unknown_fields, extend("required" = ["rule", "where", "reason"]))]
pub(crate) struct Waiver {
    /// Id of the rule.
    pub(crate) rule: Given<String>,
    /// `system.dataset`, `system.dataset/field`, an element's id or a contract's pointer; globs are allowed.
    #[serde(rename = "where")]
    #[schemars(rename = "where")]
    pub(crate) scope: Given<String>,
    /// Why.
    pub(crate) reason: Given<String>,
    /// Who agreed.
    pub(crate) by: Given<String>,
    /// Last day on which it holds.
    pub(crate) expires: Given<Day>,
}
