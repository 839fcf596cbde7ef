//! The part of a contract that a dataset points at.

use super::Reader;
use super::library::{At, Library, Target, decoded, names};
use super::problem::Noted;
use crate::document::{Kind, NodeRef};
use crate::message::contract;
use crate::text::{Span, nearest};

/// Steps from an operation to its schema; more are a circle.
const MOST_STEPS: usize = 16;

/// What `fragment` names.
pub(super) fn find<'c>(library: &'c Library, reader: &Reader, fragment: &str) -> Result<At<'c>, Box<Noted>> {
    let text = decoded(fragment.trim_start_matches('#'));
    match text.as_str() {
        "" => whole(library, reader),
        path if path.starts_with('/') => walk(library, path),
        name => named(library, reader, name),
    }
}

/// The schema in what `fragment` names.
pub(super) fn schema<'c>(library: &'c Library, at: At<'c>, fragment: &str) -> Result<At<'c>, Box<Noted>> {
    let span = at.key.unwrap_or_else(|| at.node.span());
    schema_in(library, at).ok_or_else(|| {
        let text = decoded(fragment.trim_start_matches('#'));
        Box::new(Noted::invalid(span, contract::fragment_no_schema(text), contract::fragment_help()))
    })
}

/// The document itself, or the only schema in it.
fn whole<'c>(library: &'c Library, reader: &Reader) -> Result<At<'c>, Box<Noted>> {
    let maps = reader.schemas;
    let root = library.root(0).ok_or_else(|| missing("", Span::default(), None))?;
    if maps.is_empty() {
        return Ok(root);
    }
    let found: Vec<At<'_>> = maps.iter().filter_map(|map| library.locate(0, "", map)).collect();
    let mut schemas = found.iter().flat_map(|map| names(map.node).filter_map(|name| map.get(name)));
    match (schemas.next(), schemas.next()) {
        (Some(only), None) => Ok(only),
        (first, _) => {
            let head = library.head(found.first().unwrap_or(&root)).span;
            let example = first.map_or_else(|| "#/components/schemas/…".to_owned(), |it| format!("#{}", it.pointer));
            let problem = Noted::invalid(head, contract::fragment_unnamed(), contract::fragment_unnamed_help(example));
            Err(Box::new(problem.labelled(contract::fragment_unnamed_label())))
        }
    }
}

/// Follows a pointer, through references where it has to.
fn walk<'c>(library: &'c Library, pointer: &str) -> Result<At<'c>, Box<Noted>> {
    let mut at = library.root(0).ok_or_else(|| missing(pointer, Span::default(), None))?;
    for part in pointer.split('/').skip(1) {
        let key = part.replace("~1", "/").replace("~0", "~");
        at = step(library, &at, &key).ok_or_else(|| {
            let near = nearest(&key, names(at.node)).map(|near| format!("#{}/{near}", at.pointer));
            missing(pointer, library.head(&at).span, near)
        })?;
    }
    Ok(at)
}

fn step<'c>(library: &'c Library, at: &At<'c>, key: &str) -> Option<At<'c>> {
    if let Some(child) = at.get(key) {
        return Some(child);
    }
    if at.node.kind() == Kind::Array {
        let index = key.parse().ok()?;
        return at.node.item(index).map(|node| at.child(key, None, node));
    }
    follow(library, at).and_then(|target| target.get(key))
}

/// The end of a chain of references; the node itself where it is none.
pub(super) fn follow<'c>(library: &'c Library, at: &At<'c>) -> Option<At<'c>> {
    let mut at = at.clone();
    for _ in 0..MOST_STEPS {
        let Some(reference) = at.node.get("$ref").and_then(NodeRef::as_str) else { return Some(at) };
        match library.resolve(&at, reference) {
            Target::Found(target) => at = target,
            Target::Remote | Target::Missing => return None,
        }
    }
    None
}

/// A schema called `name`, or an anchor of that name.
fn named<'c>(library: &'c Library, reader: &Reader, name: &str) -> Result<At<'c>, Box<Noted>> {
    let maps = reader.schemas;
    let maps = || maps.iter().chain(&["/$defs", "/definitions"]).filter_map(|map| library.locate(0, "", map));
    let found = maps().find_map(|map| map.get(name)).or_else(|| library.locate(0, "", name));
    found.ok_or_else(|| {
        let near = maps().find_map(|map| nearest(name, names(map.node)).map(|near| format!("#{}/{near}", map.pointer)));
        let root = library.root(0).map(|root| library.head(&root).span).unwrap_or_default();
        missing(name, maps().next().and_then(|map| map.key).unwrap_or(root), near)
    })
}

fn missing(fragment: &str, span: Span, near: Option<String>) -> Box<Noted> {
    let help = near.map_or_else(contract::fragment_help, contract::reference_near);
    let problem = Noted::invalid(span, contract::fragment_missing(format!("#{fragment}")), help).about(fragment);
    Box::new(problem.labelled(contract::fragment_missing_label()))
}

/// The schema itself, or the one inside a media type, response, request body, parameter, operation or message.
pub(super) fn schema_in<'c>(library: &'c Library, at: At<'c>) -> Option<At<'c>> {
    let mut at = at;
    for _ in 0..MOST_STEPS {
        let target = follow(library, &at).unwrap_or_else(|| at.clone());
        let is_schema = ["type", "properties", "allOf", "oneOf", "anyOf", "items", "enum"];
        if is_schema.iter().any(|key| target.node.get(key).is_some()) {
            return Some(at);
        }
        let inner = ["schema", "payload"].iter().find_map(|key| target.get(key));
        let Some(next) = inner.or_else(|| media(&target)).or_else(|| success(&target)) else {
            return matches!(target.node.kind(), Kind::Object | Kind::Bool).then_some(at);
        };
        at = next;
    }
    None
}

/// The JSON media type of a `content` object, else its first.
pub(super) fn media<'c>(at: &At<'c>) -> Option<At<'c>> {
    let content = at.get("content")?;
    let json = names(content.node).find(|name| name.contains("json"));
    json.or_else(|| names(content.node).next()).and_then(|name| content.get(name))
}

/// The first successful response of an operation.
fn success<'c>(at: &At<'c>) -> Option<At<'c>> {
    let responses = at.get("responses")?;
    let good = names(responses.node).find(|name| name.starts_with('2'));
    good.and_then(|name| responses.get(name))
}
