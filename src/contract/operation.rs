//! Operations and messages: the parts that are exchanged, each with who writes it.

use std::sync::Arc;

use super::fragment::{follow, media, schema_in};
use super::library::{At, Library, names};
use super::merge::{Expr, Merged, Property};
use crate::document::{Kind, NodeRef};
use crate::model::{Carrier, Direction};

/// What a part of a contract is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A schema, or the payload of a message.
    Record,
    /// The body of a request.
    Request,
    /// The body of an answer.
    Response,
    /// Parameters of a request.
    Parameters,
    /// Headers of an answer or a message.
    Headers,
}

/// A part that is exchanged.
pub(super) struct Exchanged<'c> {
    pub(super) role: Role,
    pub(super) direction: Direction,
    pub(super) content: Content<'c>,
}

/// What it holds.
pub(super) enum Content<'c> {
    Schema(At<'c>),
    /// Fields that each have a schema of their own, with what they travel in.
    Fields(Box<Merged<'c>>, Vec<(&'c str, Carrier)>),
}

/// Methods of HTTP as OpenAPI spells them.
pub(super) const METHODS: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// The parts of the operations and messages at `at`; none where it is something else, such as a schema.
pub(super) fn exchanged<'c>(library: &'c Library, at: &At<'c>) -> Vec<Exchanged<'c>> {
    let at = follow(library, at).unwrap_or_else(|| at.clone());
    let has = |key: &str| at.node.get(key).is_some();
    if has("responses") && at.node.get("responses").is_some_and(|it| it.kind() == Kind::Object) && !has("schemas") {
        return http(library, &at);
    }
    let methods: Vec<At<'c>> =
        METHODS.iter().filter_map(|it| at.get(it)).filter(|it| it.node.get("responses").is_some()).collect();
    if !methods.is_empty() {
        return methods.iter().flat_map(|it| http(library, it)).collect();
    }
    let is_channel = has("publish") || has("subscribe");
    if is_channel {
        // What clients may publish, the system takes in.
        let ends = [("publish", Direction::Accepted), ("subscribe", Direction::Sent)];
        return ends
            .iter()
            .filter_map(|(key, direction)| Some((at.get(key)?, *direction)))
            .flat_map(|(it, direction)| messages(library, &it, direction))
            .collect();
    }
    messages(library, &at, direction_of(&at))
}

/// Who writes what passes through an operation of `AsyncAPI`, by itself or by its own key.
fn direction_of(at: &At<'_>) -> Direction {
    let last = at.pointer.rsplit('/').next().unwrap_or_default();
    match at.node.get("action").and_then(NodeRef::as_str).unwrap_or(last) {
        "send" | "subscribe" => Direction::Sent,
        "receive" | "publish" => Direction::Accepted,
        _ => Direction::Unknown,
    }
}

/// The messages of an operation, a channel, or a message itself.
fn messages<'c>(library: &'c Library, at: &At<'c>, direction: Direction) -> Vec<Exchanged<'c>> {
    let mut found = Vec::new();
    let mut waiting = vec![at.clone()];
    while let Some(at) = waiting.pop() {
        let at = follow(library, &at).unwrap_or(at);
        if at.node.get("payload").is_some() {
            found.extend(message(&at, direction));
            continue;
        }
        if let Some(message) = at.get("message") {
            waiting.push(message);
        }
        for key in ["messages", "oneOf"] {
            let Some(list) = at.get(key) else { continue };
            let items = list.node.items().enumerate().map(|(index, it)| list.child(&index.to_string(), None, it));
            let named = list.node.entries().map(|it| list.child(it.key, Some(it.key_span), it.value));
            waiting.extend(items.chain(named).collect::<Vec<_>>().into_iter().rev());
        }
        if at.node.get("action").is_some() && at.node.get("messages").is_none() {
            waiting.extend(at.get("channel"));
        }
        if found.len() + waiting.len() > MOST_MESSAGES {
            break;
        }
    }
    found
}

/// Most messages of one operation.
const MOST_MESSAGES: usize = 1_000;

fn message<'c>(at: &At<'c>, direction: Direction) -> Vec<Exchanged<'c>> {
    let payload = at.get("payload").map(|it| it.get("schema").unwrap_or(it));
    let part = |role, at| Exchanged { role, direction, content: Content::Schema(at) };
    payload
        .map(|it| part(Role::Record, it))
        .into_iter()
        .chain(at.get("headers").map(|it| part(Role::Headers, it)))
        .collect()
}

/// Parameters, body and answers of an operation over HTTP.
fn http<'c>(library: &'c Library, at: &At<'c>) -> Vec<Exchanged<'c>> {
    let mut found = Vec::new();
    let accepted = |role, content| Exchanged { role, direction: Direction::Accepted, content };
    let given: Vec<At<'c>> = parameters(library, at);
    let of = |it: &At<'c>| it.node.get("in").and_then(NodeRef::as_str).unwrap_or_default();
    let plain = |it: &&At<'c>| !matches!(of(it), "body" | "formData");
    let form = |it: &&At<'c>| of(it) == "formData";
    found.extend(fields(library, given.iter().filter(plain)).map(|it| accepted(Role::Parameters, it)));
    let body = at.get("requestBody").or_else(|| given.iter().find(|it| of(it) == "body").cloned());
    found.extend(body.and_then(|it| schema_in(library, it)).map(|it| accepted(Role::Request, Content::Schema(it))));
    found.extend(fields(library, given.iter().filter(form)).map(|it| accepted(Role::Request, it)));
    let sent = |role, content| Exchanged { role, direction: Direction::Sent, content };
    if let Some(responses) = at.get("responses") {
        for name in names(responses.node).filter(|it| it.starts_with('2')) {
            let Some(answer) = responses.get(name).and_then(|it| follow(library, &it)) else { continue };
            let schema = answer.get("schema").or_else(|| media(&answer).and_then(|it| it.get("schema")));
            found.extend(schema.map(|it| sent(Role::Response, Content::Schema(it))));
            found.extend(answer.get("headers").and_then(|it| headers(library, &it)).map(|it| sent(Role::Headers, it)));
        }
    }
    found
}

/// The parameters of an operation and those of its path, references followed.
pub(super) fn parameters<'c>(library: &'c Library, at: &At<'c>) -> Vec<At<'c>> {
    let parent = at.pointer.rsplit_once('/').and_then(|(parent, _)| library.locate(at.file, "", parent));
    let lists = [Some(at.clone()), parent];
    let items = lists.into_iter().flatten().filter_map(|it| it.get("parameters")).flat_map(|list| {
        let items: Vec<At<'c>> =
            list.node.items().enumerate().map(|(index, it)| list.child(&index.to_string(), None, it)).collect();
        items
    });
    items.filter_map(|it| follow(library, &it)).collect()
}

fn fields<'c, 'i>(library: &'c Library, parameters: impl Iterator<Item = &'i At<'c>>) -> Option<Content<'c>>
where
    'c: 'i,
{
    let mut merged = Merged::default();
    let mut carriers = Vec::new();
    for at in parameters {
        let Some((name, span)) = at.node.get("name").and_then(|it| Some((it.as_str()?, it.site()))) else { continue };
        let carrier = match at.node.get("in").and_then(NodeRef::as_str) {
            Some("path") => Carrier::Path,
            Some("query" | "querystring") => Carrier::Query,
            Some("header") => Carrier::Header,
            Some("cookie") => Carrier::Cookie,
            _ => Carrier::Body,
        };
        add(library, &mut merged, at, (name, span));
        carriers.push((name, carrier));
    }
    (!merged.properties.is_empty()).then(|| Content::Fields(Box::new(merged), carriers))
}

fn headers<'c>(library: &'c Library, map: &At<'c>) -> Option<Content<'c>> {
    let mut merged = Merged::default();
    let mut carriers = Vec::new();
    for entry in map.node.entries() {
        let Some(at) = follow(library, &map.child(entry.key, Some(entry.key_span), entry.value)) else { continue };
        add(library, &mut merged, &at, (entry.key, entry.key_span));
        carriers.push((entry.key, Carrier::Header));
    }
    (!merged.properties.is_empty()).then(|| Content::Fields(Box::new(merged), carriers))
}

fn add<'c>(library: &Library, merged: &mut Merged<'c>, at: &At<'c>, (name, span): (&'c str, crate::text::Span)) {
    let schema = at.get("schema").or_else(|| media(at).and_then(|it| it.get("schema"))).unwrap_or_else(|| at.clone());
    let required = at.node.entry("required").filter(|it| it.value.kind() == Kind::Bool);
    if required.is_some_and(|it| it.value.as_bool() == Some(true)) {
        merged.required.insert(name);
    }
    let property = Property {
        key: library.origin(at.file, span),
        required_origin: required.map(|it| library.origin(at.file, it.value.site())),
        expr: Expr::Schema(schema),
    };
    merged.properties.entry(name).or_insert(property);
}

/// What a field at `path` travels in.
pub(super) fn carrier_of(carriers: &[(&str, Carrier)], path: &Arc<str>) -> Carrier {
    let first = path.split(['.', '[']).next().unwrap_or_default();
    // A name with points in it is its own path.
    let found = carriers.iter().find(|(name, _)| *name == &**path || *name == first);
    found.map_or(Carrier::Body, |(_, carrier)| *carrier)
}
