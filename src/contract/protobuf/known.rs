//! Types that every reader of Protocol Buffers knows without their files.

use super::super::typed::types::{Member, Value};
use crate::text::Origin;

/// Whether an import is of a file whose types are known.
pub(super) fn is_known_file(path: &str) -> bool {
    const OPTIONS: [&str; 8] = [
        "google/api/",
        "buf/validate/",
        "validate/validate.proto",
        "protoc-gen-openapiv2/",
        "gogoproto/",
        "google/rpc/",
        "google/longrunning/",
        "google/iam/v1/",
    ];
    path.starts_with("google/protobuf/")
        || path.starts_with("google/type/")
        || OPTIONS.iter().any(|it| path.starts_with(it))
}

/// What a known type holds; none for others.
pub(super) fn value(name: &str, at: Origin) -> Option<Value> {
    if let Some(short) = name.strip_prefix("google.protobuf.") {
        return protobuf(short, at);
    }
    if ["google.rpc.", "google.longrunning.", "google.iam.v1."].iter().any(|it| name.starts_with(it)) {
        return Some(Value::scalar(&["object"], None, (name, at)));
    }
    let short = name.strip_prefix("google.type.")?;
    let scalar = |format| Value::scalar(&["string"], Some(format), (name, at));
    Some(match short {
        "Date" => scalar("date"),
        "DateTime" => scalar("date-time"),
        "TimeOfDay" => scalar("time"),
        "Decimal" => Value::decimal(None, None, (name, at)),
        "Money" => money(at),
        _ => Value::scalar(&["object"], None, (name, at)),
    })
}

fn protobuf(short: &str, at: Origin) -> Option<Value> {
    let (types, format): (&[&str], Option<&str>) = match short {
        "Timestamp" => (&["string"], Some("date-time")),
        "Duration" => (&["string"], Some("duration")),
        "FieldMask" => (&["string"], None),
        "Any" | "Struct" | "Empty" => (&["object"], None),
        "Value" => (&[], None),
        "ListValue" => (&["array"], None),
        _ => {
            // Wrappers are there to tell null from the value that a missing one has.
            let plain = short.strip_suffix("Value")?;
            let kind = plain.to_ascii_lowercase();
            return Some(scalar(&kind, at)?.or_null(at));
        }
    };
    Some(Value::scalar(types, format, (short, at)))
}

/// A scalar by its name in the language.
pub(super) fn scalar(name: &str, at: Origin) -> Option<Value> {
    let (types, format): (&[&str], Option<&str>) = match name {
        "double" => (&["number"], Some("double")),
        "float" => (&["number"], Some("float")),
        "int64" | "sint64" | "sfixed64" => (&["integer"], Some("int64")),
        "uint64" | "fixed64" => (&["integer"], Some("uint64")),
        "int32" | "sint32" | "sfixed32" => (&["integer"], Some("int32")),
        "uint32" | "fixed32" => (&["integer"], Some("uint32")),
        "bool" => (&["boolean"], None),
        "string" => (&["string"], None),
        "bytes" => (&["string"], Some("byte")),
        _ => return None,
    };
    Some(Value::scalar(types, format, (name, at)))
}

fn money(at: Origin) -> Value {
    let member = |name: &str, kind: &str| {
        let value = scalar(kind, at).unwrap_or_default();
        Member::new(name.into(), at, value)
    };
    let mut value = Value::scalar(&["object"], None, ("google.type.Money", at));
    value.members = vec![member("currency_code", "string"), member("units", "int64"), member("nanos", "int32")];
    value
}
