//! The words of schemas: types, formats, keywords, and what they are mistaken for.

use crate::format;
use crate::text::slip;

/// Types of values.
pub(super) const TYPES: [&str; 7] = ["string", "integer", "number", "boolean", "array", "object", "null"];

/// Names of formats that tools agree on: OpenAPI's registry, JSON Schema's, and those in wide use.
pub(super) const FORMATS: [&str; 62] = [
    "base64url",
    "binary",
    "byte",
    "char",
    "commonmark",
    "currency",
    "date",
    "date-time",
    "date-time-local",
    "decimal",
    "decimal128",
    "double",
    "double-int",
    "duration",
    "email",
    "enum",
    "file",
    "float",
    "guid",
    "hostname",
    "html",
    "http-date",
    "idn-email",
    "idn-hostname",
    "int16",
    "int32",
    "int64",
    "int8",
    "integer",
    "ip",
    "ipv4",
    "ipv6",
    "iri",
    "iri-reference",
    "json",
    "json-pointer",
    "language",
    "long",
    "media-range",
    "money",
    "number",
    "object",
    "password",
    "phone",
    "regex",
    "relative-json-pointer",
    "sf-boolean",
    "sf-integer",
    "sf-string",
    "string",
    "text",
    "time",
    "time-local",
    "timestamp",
    "uint16",
    "uint32",
    "uint64",
    "uint8",
    "uri",
    "uri-reference",
    "uri-template",
    "uuid",
];

/// Names that are near one of [`FORMATS`] and mean something of their own.
pub(super) const FORMATS_TOO: [&str; 12] =
    ["url", "unixtime", "unix-time", "epoch", "ulid", "year", "int", "bool", "boolean", "array", "tel", "month"];

/// Keywords of schemas, in any draft and in OpenAPI.
pub(super) const KEYWORDS: [&str; 75] = [
    "$anchor",
    "$comment",
    "$defs",
    "$dynamicAnchor",
    "$dynamicRef",
    "$id",
    "$recursiveAnchor",
    "$recursiveRef",
    "$ref",
    "$schema",
    "$vocabulary",
    "additionalItems",
    "additionalProperties",
    "allOf",
    "allowEmptyValue",
    "anyOf",
    "collectionFormat",
    "const",
    "contains",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "default",
    "definitions",
    "dependencies",
    "dependentRequired",
    "dependentSchemas",
    "deprecated",
    "description",
    "discriminator",
    "else",
    "enum",
    "example",
    "examples",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "explode",
    "externalDocs",
    "format",
    "id",
    "if",
    "in",
    "items",
    "links",
    "maxContains",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minContains",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "name",
    "not",
    "nullable",
    "oneOf",
    "pattern",
    "patternProperties",
    "prefixItems",
    "properties",
    "propertyNames",
    "readOnly",
    "required",
    "style",
    "then",
    "title",
    "type",
    "unevaluatedItems",
    "unevaluatedProperties",
    "uniqueItems",
    "writeOnly",
    "xml",
];

/// Keywords that hold for values of some types only.
pub(super) const OF_TYPES: [(&str, &[&str]); 15] = [
    ("maxLength", &["string"]),
    ("minLength", &["string"]),
    ("pattern", &["string"]),
    ("maximum", &["integer", "number"]),
    ("minimum", &["integer", "number"]),
    ("exclusiveMaximum", &["integer", "number"]),
    ("exclusiveMinimum", &["integer", "number"]),
    ("multipleOf", &["integer", "number"]),
    ("maxItems", &["array"]),
    ("minItems", &["array"]),
    ("uniqueItems", &["array"]),
    ("properties", &["object"]),
    ("required", &["object"]),
    ("maxProperties", &["object"]),
    ("minProperties", &["object"]),
];

/// Lower limits and the upper limits they must not exceed.
pub(super) const PAIRS: [(&str, &str); 4] =
    [("minLength", "maxLength"), ("minimum", "maximum"), ("minItems", "maxItems"), ("minProperties", "maxProperties")];

/// Whether a keyword is one of any draft.
pub(super) fn is_keyword(key: &str) -> bool {
    KEYWORDS.binary_search(&key).is_ok()
}

/// Whether a name of a format means something by itself.
pub(super) fn is_format(name: &str) -> bool {
    FORMATS.contains(&name) || FORMATS_TOO.contains(&name) || format::by_name(name).is_some()
}

/// A known format that `name` is another spelling of.
pub(super) fn near_format(name: &str) -> Option<&'static str> {
    let known = || FORMATS.into_iter().chain(format::FORMATS.iter().map(|it| it.name));
    let worded = |it: &&str| it.len() >= 5 && !it.contains(char::is_numeric);
    let slips = name.len() >= 5 && !name.contains(char::is_numeric);
    slip(name, known(), 0).or_else(|| slip(name, known().filter(worded).filter(|_| slips), 1))
}

/// A keyword that `key` is another spelling of.
pub(super) fn near_keyword(key: &str) -> Option<&'static str> {
    let long = |it: &&str| it.len() >= 6 && key.len() >= 6;
    slip(key, KEYWORDS, 0).or_else(|| slip(key, KEYWORDS.into_iter().filter(long), 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_told_from_names_of_their_own() {
        assert!(KEYWORDS.is_sorted());
        for (name, near) in [
            ("datetime", Some("date-time")),
            ("dateTime", Some("date-time")),
            ("date_time", Some("date-time")),
            ("emial", Some("email")),
            ("UUID", Some("uuid")),
            ("dat", None),
            ("our-own", None),
            ("int63", None),
        ] {
            assert_eq!(near_format(name).filter(|_| !is_format(name)), near, "{name}");
        }
        for (key, near) in [
            ("maxlength", Some("maxLength")),
            ("requried", Some("required")),
            ("max_length", Some("maxLength")),
            ("remark", None),
            ("tags", None),
        ] {
            assert_eq!(near_keyword(key), near, "{key}");
        }
    }
}
