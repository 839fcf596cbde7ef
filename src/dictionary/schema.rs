//! The JSON Schema of the format.

use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::raw::File;

/// What the schema calls itself: the format and its version.
const ID: &str = "urn:dictum:dictionary:1";

/// The JSON Schema of a dictionary file, draft 2020-12. Keys, types and words are judged by it; editors show its descriptions.
pub fn schema() -> Value {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<File>();
    schema.insert(String::from("$id"), Value::from(ID));
    schema.to_value()
}
