//! Frictionless data packages and table schemas.

use std::sync::Arc;

use super::problem::Noted;
use super::schema_words;
use super::typed::reading::{DocumentFormat, Reading, Text};
use super::typed::types::{Body, Member, NamedType, Record, Value};
use crate::document::{self, Kind, NodeRef, Syntax};
use crate::message::contract;
use crate::model::Declared;
use crate::text::Origin;

/// The format.
pub(super) static FORMAT: DocumentFormat = DocumentFormat { recognises, read };

fn recognises(root: NodeRef<'_>) -> Option<&'static str> {
    let listed = |key: &str, name: &str| {
        let list = root.get(key).filter(|it| it.kind() == Kind::Array)?;
        list.item(0).is_none_or(|it| it.get(name).is_some()).then_some(())
    };
    let package =
        listed("resources", "path").or_else(|| listed("resources", "data")).or_else(|| listed("resources", "name"));
    let is_package = package.is_some() && root.get("kind").is_none();
    // A list of fields alone is Avro's too, which has a type.
    let is_table = listed("fields", "name").is_some() && root.get("type").is_none() && root.get("models").is_none();
    match (is_package, is_table) {
        (true, _) => Some("frictionless-package"),
        (_, true) => Some("frictionless-table"),
        _ => None,
    }
}

fn read(reading: &mut Reading<'_>, text: &Text, root: NodeRef<'_>) {
    let Some(resources) = root.get("resources").filter(|it| it.kind() == Kind::Array) else {
        let name = root.get("name").and_then(NodeRef::as_str).unwrap_or("table");
        let origin = text.origin(root.entry("fields").map_or_else(|| root.span(), |it| it.key_span));
        return add(reading, text, (name, origin), (root, ""));
    };
    for (index, resource) in resources.items().enumerate() {
        let Some(name) = resource.entry("name").filter(|it| it.value.as_str().is_some()) else {
            let span = resource.entries().next().map_or_else(|| resource.span(), |it| it.key_span);
            let problem = Noted::invalid(
                span,
                contract::part_missing("name", "Frictionless"),
                contract::part_missing_help("name"),
            );
            reading.note(text, problem.about(&index.to_string()));
            continue;
        };
        let origin = text.origin(name.value.site());
        let name = name.value.as_str().unwrap_or_default();
        match resource.get("schema") {
            Some(schema) if schema.kind() == Kind::Object => {
                add(reading, text, (name, origin), (schema, &format!("/resources/{index}/schema")));
            }
            Some(schema) => linked(reading, text, (name, origin), schema),
            None => reading.types.unread.push(Arc::from(name)),
        }
    }
}

/// A schema in a file of its own, beside the package.
fn linked(reading: &mut Reading<'_>, text: &Text, (name, origin): (&str, Origin), schema: NodeRef<'_>) {
    let path = schema.scalar().unwrap_or_default();
    let is_remote = path.contains("://");
    let within = (!is_remote).then(|| text.folder().join(path)).filter(|it| {
        let inside = text.folder().canonicalize().ok().zip(it.canonicalize().ok());
        inside.is_some_and(|(root, it)| it.starts_with(root))
    });
    let shown = text.shown.rsplit_once('/').map_or_else(|| path.to_owned(), |(parent, _)| format!("{parent}/{path}"));
    let loaded = within.and_then(|it| reading.load(&it, &shown));
    let parsed = loaded.map(|(other, _)| {
        let syntax = Syntax::detect(path, &other.text);
        (document::parse(Arc::clone(&other.text), syntax), other)
    });
    if let Some((Some(document), other)) = parsed.map(|(parsed, other)| (parsed.document, other)) {
        return add(reading, &other, (name, origin), (document.root(), ""));
    }
    let (message, help) = if is_remote {
        (contract::reference_remote(path), contract::reference_remote_help())
    } else {
        (contract::import_missing(path), contract::import_missing_help())
    };
    reading.note(text, Noted::unread(schema.site(), message, help).about(path));
    reading.types.unread.push(Arc::from(name));
}

fn add(reading: &mut Reading<'_>, text: &Text, (name, origin): (&str, Origin), (schema, pointer): (NodeRef<'_>, &str)) {
    let fields = schema.get("fields").map(NodeRef::items).into_iter().flatten().enumerate();
    let members: Vec<Member> =
        fields.filter_map(|(index, it)| member(it, text, &format!("{pointer}/fields/{index}"))).collect();
    let key = schema.get("primaryKey");
    let keys = key.and_then(NodeRef::as_str).into_iter().map(Arc::from);
    let listed = key.map(NodeRef::items).into_iter().flatten().filter_map(|it| it.as_str().map(Arc::from));
    let mut record = Record { members, key: keys.chain(listed).collect(), ..Record::default() };
    record.hold_key();
    let named =
        NamedType { origin, description: None, is_deprecated: false, is_root: true, body: Body::Record(record) };
    reading.types.add(Arc::from(name), named);
}

fn member(node: NodeRef<'_>, text: &Text, pointer: &str) -> Option<Member> {
    // A bare name is a field of any type, in drafts and by hand.
    if let Some(name) = node.as_str() {
        let at = text.origin(node.site());
        return Some(Member::new(Arc::from(name), at, Value::scalar(&[], None, (name, at)).or_null(at)));
    }
    let name = node.entry("name")?;
    let site = text.origin(name.value.site());
    let kind = node.entry("type");
    let at = kind.map_or(site, |it| text.origin(it.value.site()));
    let mut value = value(kind.and_then(|it| it.value.as_str()).unwrap_or("any"), node, (text, at));
    let constraints = node.get("constraints");
    if let Some(constraints) = constraints {
        schema_words::limits(&mut value.shape, constraints, text);
    }
    let required = constraints.and_then(|it| it.get("required")).and_then(NodeRef::as_bool);
    if required != Some(true) {
        value.shape.nullable = true;
    }
    let prose = ["description", "title"].iter().find_map(|key| node.get(key).filter(|it| it.as_str().is_some()));
    Some(Member {
        pointer: Some(Arc::from(pointer)),
        description: prose.map(|it| Declared::new(Arc::from(it.as_str().unwrap_or_default()), text.origin(it.site()))),
        ..Member::new(Arc::from(name.value.scalar()?), site, value)
    })
}

fn value(kind: &str, node: NodeRef<'_>, (text, at): (&Text, Origin)) -> Value {
    let format = node.entry("format").filter(|it| it.value.as_str().is_some());
    let form = format.and_then(|it| it.value.as_str()).unwrap_or("default");
    let (types, plain): (&[&str], Option<&str>) = match kind {
        "string" | "yearmonth" | "geopoint" => (&["string"], None),
        // Numbers of tables are written out, digit by digit.
        "number" => (&["number"], Some("decimal")),
        "integer" | "year" => (&["integer"], None),
        "boolean" => (&["boolean"], None),
        "date" => (&["string"], Some("date")),
        "time" => (&["string"], Some("time")),
        "datetime" => (&["string"], Some("date-time")),
        "object" | "geojson" => (&["object"], None),
        "array" | "list" => (&["array"], None),
        "duration" => (&["string"], Some("duration")),
        _ => (&[], None),
    };
    let mut value = Value::scalar(types, plain, (kind, at));
    let at = format.map_or(at, |it| text.origin(it.value.site()));
    let said = match (kind, form) {
        ("string", "email" | "uri" | "uuid") => Some(form.to_owned()),
        ("string", "binary") => Some("byte".to_owned()),
        ("date" | "time" | "datetime", _) if form.contains('%') => {
            // A pattern of its own is the text's form, not the column's.
            value.shape.is_native = false;
            Some(letters(form))
        }
        _ => None,
    };
    value.shape.format = said.map(|it| Declared::new(Arc::from(it), at)).or(value.shape.format);
    value
}

/// `%d/%m/%Y` in the letters of UAX 35.
fn letters(form: &str) -> String {
    let mut text = String::new();
    let mut chars = form.chars();
    while let Some(c) = chars.next() {
        if c != '%' {
            text.push(c);
            continue;
        }
        text.push_str(match chars.next() {
            Some('Y') => "yyyy",
            Some('y') => "yy",
            Some('m') => "MM",
            Some('d') => "dd",
            Some('H') => "HH",
            Some('M') => "mm",
            Some('S') => "ss",
            Some('f') => "SSS",
            Some('z') => "XXX",
            Some('B') => "MMMM",
            Some('b') => "MMM",
            _ => "",
        });
    }
    text
}
