//! The JSON Schema of `json`, made from the types that are written.

use schemars::generate::SchemaSettings;

use super::document::Document;

/// The JSON Schema (2020-12) of what `json` writes.
pub fn report_schema() -> serde_json::Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    settings.into_generator().into_root_schema_for::<Document<'static>>().to_value()
}
