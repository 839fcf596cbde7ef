//! Types of fields, custom scalars by their usual names, and directives that limit values.

use std::sync::Arc;

use apollo_parser::cst::{self, Directives, Type};

use super::super::typed::reading::Text;
use super::super::typed::types::Value;
use super::definition::span;
use super::written;
use crate::model::{Bound, Decimal, Declared, DeclaredShape};
use crate::text::Origin;

/// The value of a field of this type; null is permitted unless `!` forbids it.
pub(super) fn of(kind: &Type, text: &Text) -> Value {
    match kind {
        Type::NamedType(it) => named(it, text).or_null(text.origin(span(it))),
        Type::ListType(it) => list(it, text).or_null(text.origin(span(it))),
        Type::NonNullType(it) => match (it.named_type(), it.list_type()) {
            (Some(name), _) => named(&name, text),
            (_, Some(items)) => list(&items, text),
            _ => Value::default(),
        },
    }
}

/// Nesting is bounded by the parser.
fn list(kind: &cst::ListType, text: &Text) -> Value {
    let items = kind.ty().map(|it| of(&it, text)).unwrap_or_default();
    Value::list(items, ("list", text.origin(span(kind))))
}

fn named(kind: &cst::NamedType, text: &Text) -> Value {
    let at = span(kind);
    let name = written(text, at);
    builtin(&name, text.origin(at)).unwrap_or_else(|| Value::named(&name, (&name, text.origin(at))))
}

fn builtin(name: &str, at: Origin) -> Option<Value> {
    let (types, format): (&[&str], Option<&str>) = match name {
        "Int" => (&["integer"], Some("int32")),
        "Float" => (&["number"], Some("double")),
        "String" | "ID" => (&["string"], None),
        "Boolean" => (&["boolean"], None),
        _ => return None,
    };
    Some(Value::scalar(types, format, (name, at)))
}

/// A scalar of the schema's own, by the names that libraries of scalars give; of others nothing is known.
pub(super) fn custom(name: &str, at: Origin) -> Value {
    let plain = name.trim_start_matches("Positive").trim_start_matches("NonNegative");
    let (types, format): (&[&str], Option<&str>) = match plain {
        "DateTime" | "Timestamp" | "Instant" | "ISO8601DateTime" | "DateTimeISO" | "OffsetDateTime"
        | "PreciseDateTime" | "GitTimestamp" | "timestamptz" => (&["string"], Some("date-time")),
        "LocalDateTime" | "timestamp" => (&["string"], Some("yyyy-MM-dd HH:mm:ss")),
        "Date" | "LocalDate" | "ISO8601Date" | "date" => (&["string"], Some("date")),
        "Time" | "LocalTime" | "time" | "timetz" => (&["string"], Some("time")),
        "Decimal" | "BigDecimal" | "Money" | "Currency" | "MoneyAmount" | "numeric" => {
            return Value::decimal(None, None, (name, at));
        }
        "Long" | "BigInt" | "Int64" | "BigInteger" | "SafeInt" | "UnsignedInt64" | "bigint" => {
            (&["integer"], Some("int64"))
        }
        "Int" | "Short" | "Byte" | "UnsignedInt" | "smallint" => (&["integer"], Some("int32")),
        "Float" | "Double" | "float8" => (&["number"], Some("double")),
        "UUID" | "Uuid" | "GUID" | "uuid" => (&["string"], Some("uuid")),
        "URL" | "URI" | "Uri" | "Url" => (&["string"], Some("uri")),
        "EmailAddress" | "Email" => (&["string"], Some("email")),
        "Duration" => (&["string"], Some("duration")),
        "Base64" | "Base64String" => (&["string"], Some("byte")),
        "HTML" | "citext" | "bpchar" | "HexColorCode" | "PhoneNumber" | "CountryCode" | "LocaleCode" => {
            (&["string"], None)
        }
        "JSONObject" | "Object" | "Map" => (&["object"], None),
        _ => (&[], None),
    };
    Value::scalar(types, format, (name, at))
}

/// Whether `@deprecated` is among the directives.
pub(super) fn is_deprecated(directives: Option<&Directives>) -> bool {
    each(directives).any(|it| it.name().is_some_and(|it| it.text() == "deprecated"))
}

/// Takes over the limits of `@constraint` and its likes.
pub(super) fn constrain(shape: &mut DeclaredShape, directives: Option<&Directives>, text: &Text) {
    let limits = |it: &cst::Directive| {
        it.name().is_some_and(|it| ["constraint", "length", "range", "pattern"].contains(&it.text().as_str()))
    };
    let arguments = each(directives).filter(limits).filter_map(|it| it.arguments());
    for argument in arguments.flat_map(|it| it.arguments().collect::<Vec<_>>()) {
        let (Some(name), Some(value)) = (argument.name(), argument.value()) else { continue };
        let at = text.origin(span(&argument));
        limit(shape, name.text().as_str(), (&written(text, span(&value)), at));
    }
}

fn limit(shape: &mut DeclaredShape, name: &str, (value, at): (&str, Origin)) {
    let count = || value.parse::<u64>().ok().map(|it| Declared::new(it, at));
    let bound = |exclusive| Decimal::parse(value).map(|value| Declared::new(Bound { value, exclusive }, at));
    let quoted = || Some(Declared::new(Arc::from(value.trim_matches('"').replace("\\\\", "\\")), at));
    match name {
        "maxLength" => shape.max_length = count(),
        "minLength" => shape.min_length = count(),
        "min" => shape.minimum = bound(false),
        "max" => shape.maximum = bound(false),
        "exclusiveMin" => shape.minimum = bound(true),
        "exclusiveMax" => shape.maximum = bound(true),
        "pattern" => shape.pattern = quoted(),
        "format" => shape.format = quoted(),
        _ => {}
    }
}

fn each(directives: Option<&Directives>) -> impl Iterator<Item = cst::Directive> {
    directives.map(Directives::directives).into_iter().flatten()
}
