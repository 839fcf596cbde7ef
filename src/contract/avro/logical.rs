//! Avro's own types, and the logical ones over them, in JSON Schema's words.

use std::sync::Arc;

use super::super::typed::types::Value;
use crate::document::NodeRef;
use crate::model::Declared;
use crate::text::{Origin, Span};

/// The value of a primitive type; none where `name` is none.
pub(super) fn primitive(name: &str, at: Origin) -> Option<Value> {
    let (types, format): (&[&str], Option<&str>) = match name {
        "null" => {
            let value = Value::scalar(&[], None, (name, at));
            return Some(value.or_null(at));
        }
        "boolean" => (&["boolean"], None),
        "int" => (&["integer"], Some("int32")),
        "long" => (&["integer"], Some("int64")),
        "float" => (&["number"], Some("float")),
        "double" => (&["number"], Some("double")),
        "bytes" => (&["string"], Some("byte")),
        "string" => (&["string"], None),
        _ => return None,
    };
    Some(Value::scalar(types, format, (name, at)))
}

/// Where the logical type of a schema is written.
pub(super) fn site(node: NodeRef<'_>) -> Span {
    let keys = ["logicalType", "connect.name", "type"];
    keys.iter().find_map(|key| node.get(key)).unwrap_or(node).site()
}

/// A primitive with what the keys beside it say.
pub(super) fn typed(node: NodeRef<'_>, plain: Value, at: Origin) -> Value {
    let logical = node.get("logicalType").and_then(NodeRef::as_str);
    let connect = node.get("connect.name").and_then(NodeRef::as_str);
    let found = logical.and_then(|it| logical_type(it, node, at)).or_else(|| connect.and_then(|it| connected(it, at)));
    let mut value = found.unwrap_or(plain);
    // Extensions that some generators write and others honour.
    let count = |key: &str| {
        let it = node.get(key)?;
        Some(Declared::new(it.as_u64()?, Origin { file: at.file, span: it.site() }))
    };
    value.shape.max_length = count("maxLength").or(value.shape.max_length);
    value.shape.min_length = count("minLength").or(value.shape.min_length);
    let pattern = node.get("pattern").and_then(|it| Some((it.as_str()?, it.site())));
    if let Some((text, span)) = pattern {
        value.shape.pattern = Some(Declared::new(Arc::from(text), Origin { file: at.file, span }));
    }
    value
}

fn logical_type(name: &str, node: NodeRef<'_>, at: Origin) -> Option<Value> {
    let (types, format): (&[&str], &str) = match name {
        "decimal" => {
            let digits = |key: &str| node.get(key).and_then(NodeRef::as_u64).and_then(|it| u32::try_from(it).ok());
            return Some(Value::decimal(digits("precision"), digits("scale").or(Some(0)), (name, at)));
        }
        "uuid" => (&["string"], "uuid"),
        "date" => (&["string"], "date"),
        "time-millis" | "time-micros" => (&["string"], "time"),
        "timestamp-millis" | "timestamp-micros" | "timestamp-nanos" => (&["string"], "date-time"),
        "local-timestamp-millis" | "local-timestamp-micros" | "local-timestamp-nanos" => {
            (&["string"], "yyyy-MM-dd HH:mm:ss")
        }
        _ => return None,
    };
    Some(Value::scalar(types, Some(format), (name, at)))
}

/// Types that Kafka Connect and Debezium name beside the primitive they travel as.
pub(in crate::contract) fn connected(name: &str, at: Origin) -> Option<Value> {
    let short = name.rsplit('.').next().unwrap_or(name);
    let debezium = name.starts_with("io.debezium.time.");
    let (types, format): (&[&str], &str) = match short {
        "Decimal" | "VariableScaleDecimal" => return Some(Value::decimal(None, None, (name, at))),
        "Date" => (&["string"], "date"),
        "Time" | "MicroTime" | "NanoTime" | "ZonedTime" => (&["string"], "time"),
        "ZonedTimestamp" => (&["string"], "date-time"),
        // Debezium counts from the epoch without a zone; Connect's own timestamp is an instant.
        "Timestamp" if !debezium => (&["string"], "date-time"),
        "Timestamp" | "MicroTimestamp" | "NanoTimestamp" => (&["string"], "yyyy-MM-dd HH:mm:ss"),
        "Uuid" => (&["string"], "uuid"),
        _ => return None,
    };
    (debezium || name.starts_with("org.apache.kafka.connect.data.") || name.starts_with("io.debezium.data."))
        .then(|| Value::scalar(types, Some(format), (name, at)))
}

/// Bytes of a fixed number, which may be a decimal.
pub(super) fn fixed(node: NodeRef<'_>, at: Origin) -> Value {
    let plain = Value::scalar(&["string"], Some("byte"), ("fixed", at));
    typed(node, plain, Origin { file: at.file, span: if at.span.is_empty() { node.span() } else { at.span } })
}
