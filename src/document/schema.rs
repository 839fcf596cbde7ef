//! Judging a document by a JSON Schema, with the place of every violation.

use jsonschema::{PatternOptions, Validator, options_for};
use serde_json::Value;

use super::NodeRef;
use super::closest;
use super::validate::Arena;
use crate::text::Span;

/// A JSON Schema, compiled once. References stay within it: nothing is fetched. Patterns run in linear time.
pub struct Schema {
    validator: Validator<Arena>,
    value: Value,
}

/// Why a JSON Schema cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message} at {pointer:?} of the schema")]
pub struct SchemaError {
    /// The place in the schema, as a JSON pointer.
    pub pointer: String,
    /// What is wrong with it, in the library's words.
    pub message: String,
}

/// One way in which a document breaks its schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The value at fault as a JSON pointer from the judged node; of an unknown or missing key the object's.
    pub pointer: String,
    /// The key that the value stands under, if it stands under one.
    pub key_span: Option<Span>,
    /// The bytes at fault: the key for [`UnknownKey`](ViolationKind::UnknownKey) and faulty keys, else the value.
    pub span: Span,
    /// What is wrong.
    pub kind: ViolationKind,
}

/// What is wrong. Texts of values are as written in strings, shortened to 80 characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ViolationKind {
    /// A key that the schema does not know.
    UnknownKey {
        /// The key.
        key: String,
        /// The keys that may stand there, in the schema's order.
        known: Vec<String>,
    },
    /// A value of another type.
    WrongType {
        /// Types by their names in JSON Schema, in the schema's order.
        expected: Vec<String>,
        /// The type that was found.
        found: &'static str,
    },
    /// A key that must be there.
    MissingKey {
        /// The key.
        key: String,
    },
    /// A value that is none of those allowed.
    NotOneOf {
        /// The values allowed.
        allowed: Vec<String>,
        /// The value found; of a collection its type.
        found: String,
    },
    /// A string that a pattern does not find.
    Pattern {
        /// The regular expression.
        pattern: String,
        /// The string.
        found: String,
    },
    /// Too many, too few, too long, too small and the like.
    Bound {
        /// The schema's keyword, such as `minLength`.
        keyword: String,
        /// Its value.
        limit: String,
        /// The value found; of a collection its type.
        found: String,
    },
    /// Keys or values that must not stand together.
    Together {
        /// The keys, where it is about keys.
        keys: Vec<String>,
    },
    /// Anything else.
    Other {
        /// The schema's keyword.
        keyword: String,
        /// The library's words.
        text: String,
    },
}

impl Schema {
    /// Compiles `schema`; its draft is what its `$schema` says, else 2020-12.
    ///
    /// # Errors
    /// When it is no valid schema, refers to something outside of it, or has a pattern that needs look-around.
    pub fn compile(schema: Value) -> Result<Self, SchemaError> {
        let options = options_for::<Arena>().offline().with_pattern_options(PatternOptions::regex());
        match options.build(&schema) {
            Ok(validator) => Ok(Self { validator, value: schema }),
            Err(error) => {
                Err(SchemaError { pointer: error.instance_path().as_str().to_owned(), message: error.to_string() })
            }
        }
    }

    /// The schema as it was given.
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// Whether `root` follows the schema: much faster than asking for violations.
    pub fn accepts(&self, root: NodeRef<'_>) -> bool {
        self.validator.is_valid(root)
    }

    /// All violations in the order of the text. Of alternatives (`anyOf`, `oneOf`) only the closest is told.
    pub fn violations(&self, root: NodeRef<'_>) -> Vec<Violation> {
        if self.accepts(root) {
            return Vec::new();
        }
        let errors: Vec<_> = self.validator.iter_errors(root).collect();
        let mut found: Vec<Violation> = closest::chosen(errors.iter(), root)
            .into_iter()
            .flat_map(|choice| choice.violations(root, &self.value))
            .collect();
        found.sort_by(|a, b| {
            let place = |it: &Violation| (it.span.start, it.span.end);
            place(a).cmp(&place(b)).then_with(|| a.pointer.cmp(&b.pointer)).then_with(|| a.kind.cmp(&b.kind))
        });
        found.dedup();
        found
    }
}

impl std::fmt::Debug for Schema {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Schema").field(&self.value).finish()
    }
}

#[cfg(test)]
mod tests {
    use ViolationKind::{Bound, MissingKey, NotOneOf, Other, Pattern, UnknownKey, WrongType};
    use serde_json::json;

    use super::*;
    use crate::document::{Syntax, parse};

    fn texts(items: &[&str]) -> Vec<String> {
        items.iter().map(|it| (*it).to_owned()).collect()
    }

    /// Violations of YAML text: pointer, text under the span, kind.
    fn judge(schema: Value, text: &str) -> Vec<(String, String, ViolationKind)> {
        let document = parse(text, Syntax::Yaml).document.unwrap();
        let found = Schema::compile(schema).unwrap().violations(document.root());
        found.into_iter().map(|it| (it.pointer, text[it.span.range()].to_owned(), it.kind)).collect()
    }

    fn dictionary() -> Value {
        json!({
            "type": "object",
            "required": ["dictum"],
            "properties": {
                "dictum": {"const": 1},
                "elements": {"type": "object", "propertyNames": {"pattern": "^[a-z.]+$"}, "additionalProperties": {"$ref": "#/$defs/element"}},
            },
            "additionalProperties": false,
            "$defs": {
                "element": {
                    "type": "object",
                    "required": ["type"],
                    "properties": {
                        "type": {"enum": ["string", "integer"]},
                        "maxLength": {"type": "integer", "minimum": 0},
                        "title": {"type": ["string", "object"], "minLength": 2},
                        "pattern": {"type": "string", "pattern": "^\\^"},
                    },
                    "additionalProperties": false,
                },
            },
        })
    }

    #[test]
    fn violations_tell_what_and_where() {
        let known = texts(&["type", "maxLength", "title", "pattern"]);
        let top = texts(&["dictum", "elements"]);
        let bound = |keyword: &str, limit: &str, found: &str| Bound {
            keyword: keyword.into(),
            limit: limit.into(),
            found: found.into(),
        };
        for (text, expected) in [
            ("dictum: 1\nelements: {a: {type: string}}", vec![]),
            ("dictum: 1.0", vec![]),
            ("{elements: {}}", vec![("", "{elements: {}}", MissingKey { key: "dictum".into() })]),
            (
                "dictum: 1\n键: 2\nx: 3",
                vec![
                    ("", "键", UnknownKey { key: "键".into(), known: top.clone() }),
                    ("", "x", UnknownKey { key: "x".into(), known: top }),
                ],
            ),
            (
                "dictum: 1\nelements: {a: {typo: string, type: string}}",
                vec![("/elements/a", "typo", UnknownKey { key: "typo".into(), known })],
            ),
            ("dictum: '1'", vec![("/dictum", "'1'", NotOneOf { allowed: texts(&["1"]), found: "1".into() })]),
            (
                "dictum: 1\nelements: {a: {type: text}}",
                vec![(
                    "/elements/a/type",
                    "text",
                    NotOneOf { allowed: texts(&["string", "integer"]), found: "text".into() },
                )],
            ),
            (
                "dictum: 1\nelements: {A: {type: string}}",
                vec![("/elements", "A", Pattern { pattern: "^[a-z.]+$".into(), found: "A".into() })],
            ),
            (
                "dictum: 1\nelements: {a: {type: string, maxLength: 1.5, title: [], pattern: x}}",
                vec![
                    ("/elements/a/maxLength", "1.5", WrongType { expected: texts(&["integer"]), found: "number" }),
                    ("/elements/a/title", "[]", WrongType { expected: texts(&["string", "object"]), found: "array" }),
                    ("/elements/a/pattern", "x", Pattern { pattern: "^\\^".into(), found: "x".into() }),
                ],
            ),
            (
                "dictum: 1\nelements: {a: {type: string, maxLength: -1, title: 甲}}",
                vec![
                    ("/elements/a/maxLength", "-1", bound("minimum", "0", "-1")),
                    ("/elements/a/title", "甲", bound("minLength", "2", "甲")),
                ],
            ),
            (
                "dictum: 1\nelements: &e 5",
                vec![("/elements", "5", WrongType { expected: texts(&["object"]), found: "number" })],
            ),
        ] {
            let expected: Vec<_> =
                expected.into_iter().map(|(at, under, kind)| (at.to_owned(), under.to_owned(), kind)).collect();
            assert_eq!(judge(dictionary(), text), expected, "{text}");
        }
    }

    #[test]
    fn keys_have_their_own_span() {
        let text = "dictum: 1\nelements:\n  a: {type: 5}";
        let document = parse(text, Syntax::Yaml).document.unwrap();
        let found = Schema::compile(dictionary()).unwrap().violations(document.root());
        assert_eq!(found.iter().map(|it| &text[it.key_span.unwrap().range()]).collect::<Vec<_>>(), ["type"]);
    }

    #[test]
    fn of_alternatives_the_closest_is_told() {
        let alternatives = || {
            json!({"oneOf": [
                {"type": "string"},
                {"type": "object", "required": ["use"], "properties": {"use": {"const": "same"}, "element": {"type": "string"}}, "additionalProperties": false},
                {"type": "object", "required": ["use", "query"], "properties": {"use": {"const": "sql"}, "query": {"type": "string"}}, "additionalProperties": false},
            ]})
        };
        for (text, expected) in [
            (
                "{use: sql, query: 5}",
                vec![("/query", "5", WrongType { expected: texts(&["string"]), found: "number" })],
            ),
            (
                "{use: sql, query: q, x: 1}",
                vec![("", "x", UnknownKey { key: "x".into(), known: texts(&["use", "query"]) })],
            ),
            ("{use: sql}", vec![("", "{use: sql}", MissingKey { key: "query".into() })]),
            (
                "{use: same, element: []}",
                vec![("/element", "[]", WrongType { expected: texts(&["string"]), found: "array" })],
            ),
            ("7", vec![("", "7", WrongType { expected: texts(&["string", "object"]), found: "number" })]),
        ] {
            let expected: Vec<_> =
                expected.into_iter().map(|(at, under, kind)| (at.to_owned(), under.to_owned(), kind)).collect();
            assert_eq!(judge(alternatives(), text), expected, "{text}");
        }
    }

    #[test]
    fn alternatives_of_one_value_are_told_as_one_list() {
        let schema = json!({"anyOf": [{"const": "warn"}, {"oneOf": [{"const": "allow"}, {"enum": ["forbid", "warn"]}]}, {"type": "boolean"}]});
        let allowed = texts(&["warn", "allow", "forbid"]);
        assert_eq!(judge(schema.clone(), "wran")[0].2, NotOneOf { allowed, found: "wran".into() });
        assert_eq!(judge(schema, "[]")[0].2, WrongType { expected: texts(&["string", "boolean"]), found: "array" });
    }

    #[test]
    fn what_is_left_is_told_in_the_libraries_words() {
        let found = judge(json!({"uniqueItems": true}), "[1, [2, 'x'], 1.0]");
        let [(_, _, Other { keyword, text })] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((keyword.as_str(), text.as_str()), ("uniqueItems", "value has non-unique elements"));
        assert_eq!(judge(json!({"uniqueItems": true}), "[1, '1', [1], {a: 1}, {a: 2}]"), []);
        let big = "[99999999999999999999, 1, 0x10]";
        assert_eq!(judge(json!({"items": {"type": "integer", "minimum": 1}}), big), []);
        let unevaluated = json!({"allOf": [{"properties": {"a": true}}], "properties": {"b": true, "no": false}, "unevaluatedProperties": false});
        assert_eq!(
            judge(unevaluated.clone(), "{c: 1}")[0].2,
            UnknownKey { key: "c".into(), known: texts(&["b", "a"]) }
        );
        assert_eq!(judge(unevaluated, "{'no': 1}")[0].1, "'no'");
    }

    #[test]
    fn schemas_that_cannot_be_used_are_refused() {
        for (schema, pointer) in [
            (json!({"type": "strin"}), "/type"),
            (json!({"pattern": "(?=x)"}), ""),
            (json!({"$ref": "https://example.com/schema.json"}), ""),
        ] {
            let error = Schema::compile(schema.clone()).unwrap_err();
            assert!(error.pointer.starts_with(pointer), "{schema}: {error}");
        }
    }

    #[test]
    fn deep_documents_are_judged_without_overflow() {
        let schema = json!({"$ref": "#/$defs/n", "$defs": {"n": {"anyOf": [{"type": "integer"}, {"type": "array", "items": {"$ref": "#/$defs/n"}}]}}});
        let text = format!("{}x{}", "[".repeat(250), "]".repeat(250));
        let found = judge(schema, &text);
        assert_eq!(found.len(), 1);
    }
}
