//! Whether a document follows the schema of its own format.
//!
//! The schemas in `meta/` are the official ones with their prose and examples taken out:
//!
//! - OpenAPI 2.0, 3.0, 3.1, 3.2: the OpenAPI Initiative's, Apache-2.0, of 2025-09; in those of 3.1 and 3.2 the schemas of
//!   values are judged by JSON Schema 2020-12, whose vocabularies are folded into one.
//! - `AsyncAPI` 2 and 3: the `AsyncAPI` Initiative's for 2.6.0 and 3.1.0, Apache-2.0, of 2025-09, which hold for all
//!   versions of their series; what a protocol binds is left open.
//! - JSON Schema draft 4, 6, 7, 2019-09, 2020-12: json-schema.org's, BSD 3-Clause, the vocabularies of the last two folded
//!   into one.

use std::sync::OnceLock;

use super::problem::Noted;
use crate::document::{NodeRef, Schema, Violation, ViolationKind, without_follow_ups};
use crate::message::{Message, contract};
use crate::text::{Span, nearest};

/// Most alternatives that are listed.
const MOST_LISTED: usize = 12;

/// The schema of a format, compiled when it is first needed.
pub(super) struct Meta {
    /// What documents of it are called.
    name: &'static str,
    text: &'static str,
    compiled: OnceLock<Option<Schema>>,
}

macro_rules! metas {
    ($($name:ident: $title:literal, $file:literal;)*) => {
        $(pub(super) static $name: Meta =
            Meta { name: $title, text: include_str!(concat!("meta/", $file)), compiled: OnceLock::new() };)*
        #[cfg(test)]
        static ALL: &[&Meta] = &[$(&$name),*];
    };
}

metas! {
    SWAGGER_2: "Swagger 2.0", "swagger-2.0.json";
    OPENAPI_3_0: "OpenAPI 3.0", "openapi-3.0.json";
    OPENAPI_3_1: "OpenAPI 3.1", "openapi-3.1.json";
    OPENAPI_3_2: "OpenAPI 3.2", "openapi-3.2.json";
    ASYNCAPI_2: "AsyncAPI 2", "asyncapi-2.json";
    ASYNCAPI_3: "AsyncAPI 3", "asyncapi-3.json";
    DRAFT_4: "JSON Schema draft 4", "json-schema-4.json";
    DRAFT_6: "JSON Schema draft 6", "json-schema-6.json";
    DRAFT_7: "JSON Schema draft 7", "json-schema-7.json";
    DRAFT_2019_09: "JSON Schema 2019-09", "json-schema-2019-09.json";
    DRAFT_2020_12: "JSON Schema 2020-12", "json-schema-2020-12.json";
}

impl Meta {
    fn schema(&self) -> Option<&Schema> {
        // A test holds that each of them can be used.
        self.compiled.get_or_init(|| Schema::compile(serde_json::from_str(self.text).ok()?).ok()).as_ref()
    }

    /// Whether the document follows it.
    pub(super) fn accepts(&self, root: NodeRef<'_>) -> bool {
        self.schema().is_none_or(|it| it.accepts(root))
    }

    /// What of the document breaks it, in the order of the text.
    pub(super) fn judge(&self, root: NodeRef<'_>) -> Vec<Noted> {
        let violations = self.schema().map(|it| it.violations(root)).unwrap_or_default();
        without_follow_ups(&violations, near).filter(|it| !is_follow_up(it)).map(|it| self.told(it, root)).collect()
    }

    fn told(&self, violation: &Violation, root: NodeRef<'_>) -> Noted {
        let key = key_of(&violation.pointer);
        let (message, label, help) = self.worded(&key, &violation.kind);
        let mut noted = Noted::invalid(shown(violation, root), message, help);
        noted.label = label;
        noted.about(&subject(violation))
    }

    fn worded(&self, key: &str, kind: &ViolationKind) -> (Message, Option<Message>, Message) {
        let written = |near: Option<&str>, allowed: &[String]| {
            near.map_or_else(|| contract::meta_expected_help(listed(allowed)), contract::meta_near_help)
        };
        match kind {
            ViolationKind::UnknownKey { key, known } => {
                let help =
                    if known.is_empty() { contract::meta_remove_help(key) } else { written(near(key, known), known) };
                (contract::meta_key_unknown(key, self.name), None, help)
            }
            ViolationKind::MissingKey { key } => {
                (contract::part_missing(key, self.name), None, contract::part_missing_help(key))
            }
            ViolationKind::WrongType { expected, found } => {
                let expected = expected.join("/");
                let label = Some(contract::part_mistyped_label(&expected));
                (contract::part_mistyped(key, &expected, found), label, contract::part_mistyped_help(key))
            }
            ViolationKind::NotOneOf { allowed, found } => {
                let label = Some(contract::meta_expected_label(listed(allowed)));
                (contract::meta_value_unknown(key, found), label, written(near(found, allowed), allowed))
            }
            ViolationKind::Pattern { pattern, found } => {
                let label = Some(contract::meta_expected_label(format!("`{pattern}`")));
                (contract::meta_pattern(key, found, pattern), label, contract::part_mistyped_help(key))
            }
            ViolationKind::Together { keys } if keys.len() > 1 => {
                (contract::meta_together(listed(keys), self.name), None, contract::meta_together_help())
            }
            ViolationKind::Together { .. } => {
                (contract::meta_combination(key, self.name), None, contract::part_mistyped_help(key))
            }
            ViolationKind::Bound { keyword, limit, found } if matches!(found.as_str(), "array" | "object") => {
                (contract::meta_bound_of(key, keyword, limit), None, contract::part_mistyped_help(key))
            }
            ViolationKind::Bound { keyword, limit, found } => {
                (contract::meta_bound(key, found, keyword, limit), None, contract::part_mistyped_help(key))
            }
            ViolationKind::Other { text, .. } => {
                (contract::meta_other(key, text), None, contract::part_mistyped_help(key))
            }
        }
    }
}

fn near<'k>(typed: &str, known: &'k [String]) -> Option<&'k str> {
    nearest(typed, known.iter().map(String::as_str))
}

/// Whether a key is only unknown because something within its value is wrong, which is told by itself.
fn is_follow_up(violation: &Violation) -> bool {
    matches!(&violation.kind, ViolationKind::UnknownKey { key, known } if known.contains(key))
}

/// A missing key and a wrong collection are shown at the key above, not over all of their lines.
fn shown(violation: &Violation, root: NodeRef<'_>) -> Span {
    let span = violation.span;
    let missing = matches!(violation.kind, ViolationKind::MissingKey { .. });
    let text = root.document().text().get(span.range()).unwrap_or_default();
    if !missing && !text.contains('\n') {
        return span;
    }
    let first = || root.pointer(&violation.pointer).and_then(|it| it.entries().next()).map(|it| it.key_span);
    violation.key_span.or_else(first).unwrap_or(Span { start: span.start, end: span.start })
}

fn subject(violation: &Violation) -> String {
    match &violation.kind {
        ViolationKind::UnknownKey { key, .. } | ViolationKind::MissingKey { key } => {
            format!("{}/{key}", violation.pointer)
        }
        _ => violation.pointer.clone(),
    }
}

/// The last key of a JSON pointer that is no index.
fn key_of(pointer: &str) -> String {
    let is_key = |part: &&str| !part.is_empty() && !part.bytes().all(|it| it.is_ascii_digit());
    let last = pointer.rsplit('/').find(is_key).unwrap_or("document");
    last.replace("~1", "/").replace("~0", "~")
}

fn listed(texts: &[String]) -> String {
    let shown: Vec<String> = texts.iter().take(MOST_LISTED).map(|it| format!("`{it}`")).collect();
    let more = texts.len() - shown.len();
    if more == 0 { shown.join(", ") } else { format!("{}, … +{more}", shown.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Syntax, parse};

    #[test]
    fn every_schema_can_be_used() {
        for meta in ALL {
            let schema = Schema::compile(serde_json::from_str(meta.text).unwrap());
            assert!(schema.is_ok(), "{}: {:?}", meta.name, schema.err());
        }
    }

    #[test]
    fn of_alternatives_the_closest_is_told_at_its_place() {
        for (meta, text, expected) in [
            (
                &OPENAPI_3_0,
                "openapi: 3.0.0\ninfo: {title: t, version: '1'}\npaths:\n  /a:\n    get:\n      parameters:\n        - {name: x, in: query, schema: {type: strin}}\n      responses: {'200': {description: ok}}\n",
                vec!["strin: `type` is `strin`, which is not known"],
            ),
            (
                &OPENAPI_3_1,
                "openapi: 3.1.0\ninfo: {title: t}\npaths: {/a: {get: {respones: {}}}}\n",
                vec![
                    "info: `version` is missing, which OpenAPI 3.1 requires",
                    "respones: `respones` is no key of this part of OpenAPI 3.1",
                ],
            ),
            (
                &SWAGGER_2,
                "swagger: '2.0'\ninfo: {title: t, version: '1'}\npaths: {}\ndefinitions: {A: {type: object, maxlength: 3}}\n",
                vec!["maxlength: `maxlength` is no key of this part of Swagger 2.0"],
            ),
            (
                &DRAFT_2020_12,
                "{type: object, properties: {a: {minLength: -1, required: true}}}",
                vec![
                    "-1: `minLength` is `-1`, against `minimum` 0",
                    "true: `required` is of type boolean, array expected",
                ],
            ),
            (
                &ASYNCAPI_3,
                "asyncapi: 3.0.0\ninfo: {title: t, version: '1'}\nchanels: {}\n",
                vec!["chanels: `chanels` is no key of this part of AsyncAPI 3"],
            ),
            (
                &ASYNCAPI_2,
                "asyncapi: 2.0.0\ninfo: {title: t, version: '1'}\nchannels: {a: {publish: {message: {payload: {type: object}}}}}\n",
                vec![],
            ),
        ] {
            let document = parse(text, Syntax::Yaml).document.unwrap();
            let told: Vec<String> = meta
                .judge(document.root())
                .iter()
                .map(|it| format!("{}: {}", &text[it.span.range()], it.message.text(crate::message::Lang::En)))
                .collect();
            assert_eq!(told, expected, "{text}");
        }
    }
}
