//! The operations of a contract over HTTP, with what rules of transport are about.

use std::sync::Arc;

use super::fragment::follow;
use super::library::{At, Library, names};
use super::merge::{Expr, Merged, Merger};
use super::operation::{METHODS, parameters};
use crate::document::{Entry, NodeRef};
use crate::model::{Declared, Operation};

/// Deepest object in which a list is looked for: envelopes have one or two.
const DEEPEST_LIST: usize = 2;

/// Most properties of an envelope: a record that has lists of its own, such as an order's lines, has more.
const MOST_OF_AN_ENVELOPE: usize = 8;

/// Every operation, in the order of the text.
pub(super) fn operations(library: &Library) -> Vec<Operation> {
    let Some(root) = library.root(0) else { return Vec::new() };
    let mut reading = Reading { library, root: root.clone(), merger: Merger::new(library) };
    let mut found = Vec::new();
    for path in root.get("paths").into_iter().flat_map(|it| children(&it)) {
        let address = path.pointer.rsplit('/').next().unwrap_or_default().replace("~1", "/").replace("~0", "~");
        let Some(item) = follow(library, &path) else { continue };
        for method in METHODS {
            let Some(at) = item.get(method).filter(|it| it.node.get("responses").is_some()) else { continue };
            found.push(reading.operation(&at, method, &address));
        }
    }
    found
}

struct Reading<'c> {
    library: &'c Library,
    root: At<'c>,
    merger: Merger<'c>,
}

impl<'c> Reading<'c> {
    fn operation(&mut self, at: &At<'c>, method: &str, address: &str) -> Operation {
        let given = parameters(self.library, at);
        let named = |place: &str| -> Vec<Arc<str>> {
            let here = given.iter().filter(|it| it.node.get("in").and_then(NodeRef::as_str) == Some(place));
            here.filter_map(|it| Some(Arc::from(it.node.get("name")?.as_str()?))).collect()
        };
        let (auth, keys) = self.auth(at);
        let mut parameters = named("query");
        parameters.extend(self.requested(at, &given));
        Operation {
            name: Arc::from(format!("{} {address}", method.to_ascii_uppercase())),
            origin: self.library.head(at),
            media_types: self.media_types(at, &given),
            headers: named("header").into_iter().chain(keys).collect(),
            parameters,
            auth,
            has_version_in_path: self.is_versioned(address),
            is_list: self.is_list(at),
        }
    }

    /// Of OpenAPI 3 the keys of `content`, of Swagger `consumes` and `produces`, its own or the document's.
    fn media_types(&self, at: &At<'c>, given: &[At<'c>]) -> Vec<Declared<Arc<str>>> {
        let library = self.library;
        let mut found = Vec::new();
        let answers = at.get("responses").into_iter().flat_map(|it| children(&it));
        for part in at.get("requestBody").into_iter().chain(answers).filter_map(|it| follow(library, &it)) {
            for entry in part.node.get("content").into_iter().flat_map(NodeRef::entries) {
                found.push(Declared::new(Arc::from(entry.key), library.origin(part.file, entry.key_span)));
            }
        }
        let has_body = given.iter().any(|it| it.node.get("in").and_then(NodeRef::as_str) == Some("body"));
        for key in ["consumes", "produces"].into_iter().skip(usize::from(!has_body)) {
            let Some(list) = at.get(key).or_else(|| self.root.get(key)) else { continue };
            let texts = list.node.items().filter_map(|it| Some((it.as_str()?, it.site())));
            found.extend(texts.map(|(text, span)| Declared::new(Arc::from(text), library.origin(list.file, span))));
        }
        found
    }

    /// How callers prove who they are, and the headers that carry their keys.
    fn auth(&self, at: &At<'c>) -> (Vec<Declared<Arc<str>>>, Vec<Arc<str>>) {
        let (mut found, mut headers) = (Vec::new(), Vec::new());
        let Some(list) = at.get("security").or_else(|| self.root.get("security")) else { return (found, headers) };
        let origin = |node: NodeRef<'_>| self.library.origin(list.file, node.site());
        for requirement in list.node.items() {
            if requirement.is_empty() {
                found.push(Declared::new(Arc::from("none"), origin(requirement)));
            }
            for name in names(requirement) {
                let Some(scheme) = self.scheme(name) else { continue };
                let text = |key| scheme.node.get(key).and_then(NodeRef::as_str).unwrap_or_default();
                let kind = match (text("type"), text("scheme").to_ascii_lowercase()) {
                    ("http", scheme) => scheme,
                    (kind, _) => kind.to_owned(),
                };
                if text("in") == "header" {
                    headers.push(Arc::from(text("name")));
                }
                found.push(Declared::new(Arc::from(kind), origin(requirement)));
            }
        }
        (found, headers)
    }

    fn scheme(&self, name: &str) -> Option<At<'c>> {
        let schemes = self.root.get("components").and_then(|it| it.get("securitySchemes"));
        let schemes = schemes.or_else(|| self.root.get("securityDefinitions"))?;
        schemes.get(name).and_then(|it| follow(self.library, &it))
    }

    /// Whether the path, or every address of a server, has a part such as `v2`.
    fn is_versioned(&self, address: &str) -> bool {
        let versioned = |text: &str| {
            text.split(['/', '.']).any(|part| {
                let digits = part.strip_prefix(['v', 'V']).unwrap_or_default();
                digits.starts_with(|c: char| c.is_ascii_digit())
                    && digits.bytes().all(|b| b.is_ascii_digit() || b == b'_')
            })
        };
        let servers = self.root.node.get("servers").into_iter().flat_map(NodeRef::items);
        let mut urls = servers
            .filter_map(|it| it.get("url")?.as_str())
            .chain(self.root.node.get("basePath").and_then(NodeRef::as_str))
            .peekable();
        versioned(address) || (urls.peek().is_some() && urls.all(versioned))
    }

    /// Names of what a request's body holds: some interfaces ask for pages there.
    fn requested(&mut self, at: &At<'c>, given: &[At<'c>]) -> Vec<Arc<str>> {
        let body = at
            .get("requestBody")
            .or_else(|| given.iter().find(|it| it.node.get("in").and_then(NodeRef::as_str) == Some("body")).cloned());
        let schema = body.and_then(|it| super::fragment::schema_in(self.library, it));
        let merged = schema.map(|it| self.merger.expr(&Expr::Schema(it)));
        merged.into_iter().flat_map(|it| it.properties.keys().map(|it| Arc::from(*it)).collect::<Vec<_>>()).collect()
    }

    /// Whether an answer is a list, or an envelope round one.
    fn is_list(&mut self, at: &At<'c>) -> bool {
        let Some(responses) = at.get("responses") else { return false };
        let good = names(responses.node).filter(|it| it.starts_with('2')).filter_map(|it| responses.get(it));
        let schemas: Vec<At<'c>> = good.filter_map(|it| super::fragment::schema_in(self.library, it)).collect();
        schemas.into_iter().any(|it| {
            let merged = self.merger.expr(&Expr::Schema(it));
            self.holds_list(&merged, DEEPEST_LIST)
        })
    }

    fn holds_list(&mut self, merged: &Merged<'c>, depth: usize) -> bool {
        if merged.items.is_some() {
            return true;
        }
        if depth == 0 || merged.properties.len() > MOST_OF_AN_ENVELOPE {
            return false;
        }
        let inner: Vec<Expr<'c>> = merged.properties.values().map(|it| it.expr.clone()).collect();
        inner.iter().any(|it| {
            let inner = self.merger.expr(it);
            self.holds_list(&inner, depth - 1)
        })
    }
}

fn children<'c>(at: &At<'c>) -> Vec<At<'c>> {
    let child = |entry: Entry<'c>| at.child(entry.key, Some(entry.key_span), entry.value);
    at.node.entries().map(child).collect()
}
