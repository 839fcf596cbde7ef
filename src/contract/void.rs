//! Keywords that say nothing: misspelt, of another type, or in a version that does not know them.

use super::keywords::{OF_TYPES, PAIRS, TYPES, is_format, is_keyword, near_format, near_keyword};
use super::problem::Noted;
use super::schemas::{self, Found};
use crate::document::{Entry, Kind, NodeRef};
use crate::finding::Safety;
use crate::message::contract;
use crate::text::{nearest, pattern};

/// What of the format decides.
#[derive(Clone, Copy)]
pub(super) struct Rules {
    /// Whether keywords beside `$ref` count.
    pub(super) reads_siblings: bool,
    /// Whether `nullable` means something.
    pub(super) knows_nullable: bool,
    /// Whether its own schema refuses keys that it does not know.
    pub(super) refuses_unknown: bool,
}

/// Judges every schema below `root`.
pub(super) fn judge(root: NodeRef<'_>, is_schema: bool, rules: Rules) -> Vec<Noted> {
    let mut noted = Vec::new();
    schemas::each(root, is_schema, &mut |found| Judging { found, rules, noted: &mut noted }.all());
    noted
}

struct Judging<'n, 'd> {
    found: Found<'d>,
    rules: Rules,
    noted: &'n mut Vec<Noted>,
}

impl Judging<'_, '_> {
    fn all(&mut self) {
        if !self.rules.reads_siblings && self.found.node.get("$ref").is_some_and(|it| it.kind() == Kind::String) {
            self.siblings();
            return;
        }
        for entry in self.found.node.entries() {
            match entry.key {
                "type" => self.types(entry),
                "format" => self.format(entry),
                "pattern" => self.pattern(entry),
                "nullable" => self.nullable(entry),
                "enum" => self.values(entry),
                "required" => self.required(entry),
                key if is_keyword(key) => {}
                key => self.misspelt(key, entry),
            }
        }
        self.of_other_types();
        self.crossed();
    }

    /// The only type, where just one is declared.
    fn only_type(&self) -> Option<&str> {
        let node = self.found.node;
        let plain = ["$ref", "allOf", "oneOf", "anyOf"].iter().all(|key| node.get(key).is_none());
        node.get("type").and_then(NodeRef::as_str).filter(|it| plain && TYPES.contains(it))
    }

    fn siblings(&mut self) {
        let limits = OF_TYPES.iter().map(|(key, _)| *key).chain(["enum", "format", "nullable", "const"]);
        let mut found: Vec<Entry<'_>> = limits.filter_map(|key| self.found.node.entry(key)).collect();
        found.sort_by_key(|it| it.key_span.start);
        let keys: Vec<&str> = found.iter().map(|it| it.key).collect();
        let keys = keys.join("`, `");
        let Some((first, rest)) = found.split_first() else { return };
        let problem = Noted::void(first.key_span, contract::void_sibling(&keys), contract::void_sibling_help(&keys));
        let problem = problem.labelled(contract::void_sibling_label()).about(&keys);
        self.noted.push(Noted { more: rest.iter().map(|it| it.key_span).collect(), ..problem });
    }

    fn types(&mut self, entry: Entry<'_>) {
        let named: Vec<NodeRef<'_>> = match entry.value.kind() {
            Kind::Array => entry.value.items().collect(),
            _ => vec![entry.value],
        };
        for node in named {
            // Swagger 2.0 has files; they are no values. Other kinds than texts break the format's own schema.
            let Some(name) = node.as_str().filter(|it| !TYPES.contains(it) && *it != "file") else { continue };
            let near = nearest(name, TYPES);
            let help = near.map_or_else(contract::type_unknown_help, contract::meta_near_help);
            let problem = Noted::invalid(node.site(), contract::type_unknown(name), help);
            self.noted.push(problem.labelled(contract::type_unknown_label()).about(name).meant(Safety::Safe, near));
        }
    }

    fn format(&mut self, entry: Entry<'_>) {
        let Some(name) = entry.value.as_str() else { return };
        let Some(near) = near_format(name).filter(|_| !is_format(name)) else { return };
        let problem = Noted::void(entry.value.site(), contract::void_format(name), contract::meta_near_help(near));
        self.noted.push(problem.labelled(contract::void_label()).about(name).meant(Safety::Safe, Some(near)));
    }

    /// What cannot be read as a regular expression at all; look-around is another dialect, not a mistake.
    fn pattern(&mut self, entry: Entry<'_>) {
        let Some(text) = entry.value.as_str() else { return };
        let balanced = ["(?=", "(?!", "(?<", "\\k", "\\p", "\\P", "\\u", "\\c", "\\/", "\\-"];
        let Err(error) = pattern::with_ascii_classes(text) else { return };
        let is_other = balanced.iter().any(|it| text.contains(it)) || has_back_reference(text);
        if !is_other && is_broken(text) {
            let problem =
                Noted::void(entry.value.site(), contract::void_pattern(error.0), contract::void_pattern_help());
            self.noted.push(problem.labelled(contract::void_label()).about(text));
        }
    }

    fn nullable(&mut self, entry: Entry<'_>) {
        if !self.rules.knows_nullable && entry.value.as_bool() == Some(true) {
            let problem = Noted::void(entry.key_span, contract::void_nullable(), contract::void_nullable_help());
            self.noted.push(problem.labelled(contract::void_label()).about("nullable"));
        }
    }

    /// Values that the declared type rules out.
    fn values(&mut self, entry: Entry<'_>) {
        let Some(kind) = self.only_type().map(str::to_owned) else { return };
        for node in entry.value.items() {
            let fits = match (kind.as_str(), node.kind()) {
                (_, Kind::Null) => true,
                ("string", it) => it == Kind::String,
                ("integer" | "number", it) => it == Kind::Number,
                ("boolean", it) => it == Kind::Bool,
                _ => true,
            };
            if !fits {
                let text = node.scalar().unwrap_or_default();
                let message = contract::void_value(text, node.kind().name(), &kind);
                let problem = Noted::void(node.site(), message, contract::void_value_help(&kind));
                self.noted.push(problem.labelled(contract::void_value_label(&kind)).about(text));
            }
        }
    }

    /// A required name that is a misspelt property.
    fn required(&mut self, entry: Entry<'_>) {
        let Some(properties) = self.found.node.get("properties").filter(|_| !self.found.is_part) else { return };
        for name in entry.value.items() {
            let Some(text) = name.as_str().filter(|it| properties.get(it).is_none()) else { continue };
            let known = properties.entries().map(|it| it.key);
            let Some(near) = nearest(text, known).filter(|it| !is_listed(entry.value, it)) else { continue };
            let problem = Noted::void(name.site(), contract::void_required(text), contract::meta_near_help(near));
            self.noted.push(problem.labelled(contract::void_required_label()).about(text));
        }
    }

    fn misspelt(&mut self, key: &str, entry: Entry<'_>) {
        if self.rules.refuses_unknown || key.starts_with("x-") || key.len() < 4 {
            return;
        }
        let Some(near) = near_keyword(key).filter(|it| self.found.node.get(it).is_none()) else { return };
        let problem = Noted::void(entry.key_span, contract::void_keyword(key), contract::meta_near_help(near));
        self.noted.push(problem.labelled(contract::void_label()).about(key).meant(Safety::Unsafe, Some(near)));
    }

    fn of_other_types(&mut self) {
        let Some(kind) = self.only_type().map(str::to_owned) else { return };
        for (key, types) in OF_TYPES {
            let Some(entry) = self.found.node.entry(key).filter(|_| !types.contains(&kind.as_str())) else { continue };
            // A parameter of Swagger 2.0 says `required` of itself.
            if entry.value.kind() == Kind::Bool || kind == "null" {
                continue;
            }
            let message = contract::void_type(key, &kind);
            let problem = Noted::void(entry.key_span, message, contract::void_type_help(key, types.join("`, `")));
            self.noted.push(problem.labelled(contract::void_label()).about(key));
        }
    }

    /// Limits that leave nothing.
    fn crossed(&mut self) {
        for (low, high) in PAIRS {
            let number = |key| {
                let entry = self.found.node.entry(key)?;
                Some((crate::model::Decimal::parse(entry.value.number_text()?)?, entry.key_span))
            };
            let (Some((least, _)), Some((most, at))) = (number(low), number(high)) else { continue };
            if least > most {
                let problem =
                    Noted::void(at, contract::void_crossed(low, least, high, most), contract::void_crossed_help());
                self.noted.push(problem.labelled(contract::void_crossed_label()).about(high));
            }
        }
    }
}

fn is_listed(list: NodeRef<'_>, name: &str) -> bool {
    list.items().any(|it| it.as_str() == Some(name))
}

fn has_back_reference(text: &str) -> bool {
    text.as_bytes().windows(2).any(|it| matches!(it, [b'\\', b'1'..=b'9']))
}

/// Whether brackets are not closed or something is repeated that is not there: broken in every dialect.
fn is_broken(text: &str) -> bool {
    let (mut depth, mut in_class, mut escaped) = (0_i32, false, false);
    for c in text.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' if !in_class => in_class = true,
            ']' if in_class => in_class = false,
            '(' if !in_class => depth += 1,
            ')' if !in_class => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return true;
        }
    }
    depth != 0 || in_class || escaped || text.starts_with(['*', '+', '?'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Syntax, parse};

    /// Message and the marked text of what is void in a schema.
    fn told(schema: &str, rules: Rules) -> Vec<String> {
        let document = parse(schema, Syntax::Yaml).document.unwrap();
        let noted = judge(document.root(), true, rules);
        noted.iter().map(|it| format!("{} {}", it.message.id(), &schema[it.span.range()])).collect()
    }

    #[test]
    fn keywords_that_say_nothing_are_told() {
        let new = Rules { reads_siblings: true, knows_nullable: false, refuses_unknown: false };
        let old = Rules { reads_siblings: false, knows_nullable: true, refuses_unknown: true };
        for (schema, rules, expected) in [
            ("{type: strin}", new, &["type_unknown strin"][..]),
            ("{type: [string, nul]}", new, &["type_unknown nul"]),
            ("{type: string, format: datetime}", new, &["void_format datetime"]),
            ("{type: string, format: date-time, pattern: '^(?=a)'}", new, &[]),
            ("{type: string, format: our-own}", new, &[]),
            ("{pattern: '([a-z'}", new, &["void_pattern '([a-z'"]),
            ("{type: integer, maxLength: 3}", new, &["void_type maxLength"]),
            ("{type: [integer, string], maxLength: 3}", new, &[]),
            ("{maxlength: 3}", new, &["void_keyword maxlength"]),
            ("{maxlength: 3}", old, &[]),
            ("{x-maxlength: 3, remarks: 1}", new, &[]),
            ("{properties: {maxlength: {requried: []}}}", new, &["void_keyword requried"]),
            ("{nullable: true}", new, &["void_nullable nullable"]),
            ("{nullable: true}", old, &[]),
            ("{$ref: '#/a', maxLength: 3, description: d}", old, &["void_sibling maxLength"]),
            ("{$ref: '#/a', maxLength: 3}", new, &[]),
            ("{type: string, enum: [a, 1, null]}", new, &["void_value 1"]),
            ("{required: [a, ordr_id, order_id], properties: {a: {}, order_id: {}}}", new, &[]),
            ("{required: [ordr_id], properties: {a: {}, order_id: {}}}", new, &["void_required ordr_id"]),
            ("{minLength: 5, maxLength: 3}", new, &["void_crossed maxLength"]),
            ("{example: {type: strin}, enum: [{type: strin}], default: {format: datetime}}", new, &[]),
            (
                "{allOf: [{items: {type: strin}}], additionalProperties: {type: objct}}",
                new,
                &["type_unknown strin", "type_unknown objct"],
            ),
        ] {
            assert_eq!(told(schema, rules), expected, "{schema}");
        }
    }

    #[test]
    fn schemas_are_found_wherever_a_document_has_them() {
        let text = "
paths: {/schema: {get: {parameters: [{name: a, in: query, schema: {type: bad1}}, {name: b, in: query, type: integer, maxLength: 2}], responses: {schema: {content: {x: {schema: {type: bad2}, example: {schema: {type: ok}}}}}}}}}
channels: {c: {messages: {m: {payload: {type: bad3}, headers: {type: object, properties: {h: {type: bad4}}}}}}}
components: {schemas: {S: {type: bad5}}, securitySchemes: {type: {type: http}}}
x-more: {schema: {type: ok}}
";
        let document = parse(text, Syntax::Yaml).document.unwrap();
        let rules = Rules { reads_siblings: true, knows_nullable: true, refuses_unknown: true };
        let found: Vec<&str> = judge(document.root(), false, rules).iter().map(|it| &text[it.span.range()]).collect();
        assert_eq!(found, ["bad1", "maxLength", "bad2", "bad3", "bad4", "bad5"]);
    }
}
