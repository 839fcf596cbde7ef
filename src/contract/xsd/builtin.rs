//! The language's own simple types.

use super::super::typed::types::Value;
use crate::text::Origin;

/// The type called `name`; none where the language has none of that name.
pub(super) fn value(name: &str, at: Origin) -> Option<Value> {
    let (types, format): (&[&str], Option<&str>) = match name {
        "string" | "normalizedString" | "token" | "Name" | "NCName" | "NMTOKEN" | "ID" | "IDREF" | "ENTITY"
        | "QName" | "NOTATION" | "language" | "gYear" | "gYearMonth" | "gMonth" | "gMonthDay" | "gDay" => {
            (&["string"], None)
        }
        "IDREFS" | "ENTITIES" | "NMTOKENS" => (&["array"], None),
        "boolean" => (&["boolean"], None),
        "decimal" => return Some(Value::decimal(None, None, (name, at))),
        "float" => (&["number"], Some("float")),
        "double" => (&["number"], Some("double")),
        "integer" | "nonNegativeInteger" | "positiveInteger" | "nonPositiveInteger" | "negativeInteger" => {
            (&["integer"], None)
        }
        "long" => (&["integer"], Some("int64")),
        "unsignedLong" => (&["integer"], Some("uint64")),
        "int" => (&["integer"], Some("int32")),
        "unsignedInt" => (&["integer"], Some("uint32")),
        "short" => (&["integer"], Some("int16")),
        "unsignedShort" => (&["integer"], Some("uint16")),
        "byte" => (&["integer"], Some("int8")),
        "unsignedByte" => (&["integer"], Some("uint8")),
        // Whether a value carries an offset is left to it, as in RFC 3339's profile of contracts.
        "dateTime" | "dateTimeStamp" => (&["string"], Some("date-time")),
        "date" => (&["string"], Some("date")),
        "time" => (&["string"], Some("time")),
        "duration" | "dayTimeDuration" | "yearMonthDuration" => (&["string"], Some("duration")),
        "base64Binary" | "hexBinary" => (&["string"], Some("byte")),
        "anyURI" => (&["string"], Some("uri")),
        "anyType" | "anySimpleType" | "anyAtomicType" => (&[], None),
        _ => return None,
    };
    Some(Value::scalar(types, format, (name, at)))
}
