//! The primitive types of entity models.

use std::sync::Arc;

use super::super::typed::types::Value;
use crate::model::Declared;
use crate::text::Origin;

/// What a property says beside its type.
#[derive(Debug, Default)]
pub(super) struct Facets {
    pub(super) max_length: Option<Declared<u64>>,
    pub(super) precision: Option<Declared<u32>>,
    pub(super) scale: Option<Declared<u32>>,
}

/// The value of a property of type `name`, which may be a collection; names that are not primitive are declared types.
pub(super) fn value(name: &str, facets: Facets, at: Origin) -> Value {
    if let Some(items) = name.strip_prefix("Collection(").and_then(|it| it.strip_suffix(')')) {
        return Value::list(single(items, facets, at), (name, at));
    }
    single(name, facets, at)
}

fn single(name: &str, facets: Facets, at: Origin) -> Value {
    let Some(short) = name.strip_prefix("Edm.") else { return Value::named(name, (name, at)) };
    let (types, format): (&[&str], Option<&str>) = match short {
        "Decimal" => {
            let mut value = Value::decimal(None, None, (name, at));
            value.shape.precision = facets.precision;
            value.shape.scale = facets.scale;
            return value;
        }
        "String" => {
            let mut value = Value::text(None, (name, at));
            value.shape.max_length = facets.max_length;
            return value;
        }
        "Boolean" => (&["boolean"], None),
        "Byte" => (&["integer"], Some("uint8")),
        "SByte" => (&["integer"], Some("int8")),
        "Int16" => (&["integer"], Some("int16")),
        "Int32" => (&["integer"], Some("int32")),
        "Int64" => (&["integer"], Some("int64")),
        "Single" => (&["number"], Some("float")),
        "Double" => (&["number"], Some("double")),
        "DateTimeOffset" => (&["string"], Some("date-time")),
        "DateTime" => (&["string"], Some("yyyy-MM-dd HH:mm:ss")),
        "Date" => (&["string"], Some("date")),
        "TimeOfDay" | "Time" => (&["string"], Some("time")),
        "Duration" => (&["string"], Some("duration")),
        "Guid" => (&["string"], Some("uuid")),
        "Binary" | "Stream" => (&["string"], Some("byte")),
        _ => (&[], None),
    };
    let mut value = Value::scalar(types, format, (name, at));
    value.written = Arc::from(name);
    value
}
