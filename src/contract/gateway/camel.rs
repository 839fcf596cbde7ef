//! Routes of Apache Camel in YAML.

use super::{BODY, REQUEST_HEADER, Route, name_of};
use crate::contract::typed::reading::{Reading, Text};
use crate::document::{Kind, NodeRef};

/// Endpoints that name a contract.
const NAMING: [&str; 4] = ["rest-openapi:", "json-validator:", "validator:", "openapi:"];

/// Deepest nesting of steps.
const DEEPEST: usize = 32;

pub(super) fn recognises(root: NodeRef<'_>) -> Option<&'static str> {
    let is_route = |it: NodeRef<'_>| {
        it.pointer("/route/from").is_some()
            || it.get("from").is_some_and(|it| it.get("uri").is_some())
            || it.get("rest").is_some_and(|it| it.kind() == Kind::Object)
    };
    (root.kind() == Kind::Array && root.items().any(is_route)).then_some("gateway-camel")
}

pub(super) fn read(reading: &mut Reading<'_>, text: &Text, root: NodeRef<'_>) {
    for (index, item) in root.items().enumerate() {
        if let Some(specification) = item.pointer("/rest/openApi/specification") {
            let route = Route::new(text);
            route.names(specification.scalar().unwrap_or_default(), specification.site(), reading);
        }
        let node = item.get("route").unwrap_or(item);
        let Some(from) = node.get("from") else { continue };
        let (name, span) = name_of(node, &["id", "routeId"], index);
        let mut route = Route::new(text);
        uri(&route, from, reading);
        steps(&mut route, from.get("steps").or_else(|| node.get("steps")), reading, 0);
        route.done((&name, span), reading);
    }
}

/// `rest-openapi:orders.json#getOrder` names a contract, `json-validator:order.json` a schema.
fn uri(route: &Route<'_>, node: NodeRef<'_>, reading: &mut Reading<'_>) {
    let found = node.get("uri").or(Some(node)).filter(|it| it.as_str().is_some());
    let Some(uri) = found else { return };
    let text = uri.as_str().unwrap_or_default();
    if let Some(path) = NAMING.iter().find_map(|it| text.strip_prefix(it)) {
        route.names(path, uri.site(), reading);
    }
}

fn steps(route: &mut Route<'_>, list: Option<NodeRef<'_>>, reading: &mut Reading<'_>, level: usize) {
    for step in list.into_iter().flat_map(NodeRef::items) {
        for entry in step.entries() {
            let node = entry.value;
            match entry.key {
                "setHeader" => {
                    if let Some(name) = node.get("name") {
                        route.writes(name.scalar().unwrap_or_default(), name.site(), REQUEST_HEADER);
                    }
                }
                "setHeaders" => {
                    for name in node.get("headers").into_iter().flat_map(NodeRef::items).filter_map(|it| it.get("name"))
                    {
                        route.writes(name.scalar().unwrap_or_default(), name.site(), REQUEST_HEADER);
                    }
                }
                "removeHeader" => {
                    let name = node.get("name").unwrap_or(node);
                    route.drops(name.scalar().unwrap_or_default());
                }
                "to" | "toD" => {
                    uri(route, node, reading);
                    kamelet(route, node);
                }
                "kamelet" => kamelet(route, node),
                _ => {}
            }
            if level < DEEPEST {
                nested(route, node, reading, level + 1);
            }
        }
    }
}

/// Steps within `choice`, `split`, `doTry` and their likes.
fn nested(route: &mut Route<'_>, node: NodeRef<'_>, reading: &mut Reading<'_>, level: usize) {
    steps(route, node.get("steps"), reading, level);
    for key in ["when", "doCatch"] {
        for branch in node.get(key).into_iter().flat_map(NodeRef::items) {
            steps(route, branch.get("steps"), reading, level);
        }
    }
    for key in ["otherwise", "doFinally"] {
        steps(route, node.get(key).and_then(|it| it.get("steps")), reading, level);
    }
}

/// Ready-made steps that write headers and fields.
fn kamelet(route: &mut Route<'_>, node: NodeRef<'_>) {
    let called = node.get("name").or_else(|| node.get("uri")).unwrap_or(node);
    let name = called.as_str().unwrap_or_default().trim_start_matches("kamelet:");
    let (name, query) = name.split_once('?').unwrap_or((name, ""));
    let given = |key: &str| {
        let listed =
            node.pointer(&format!("/parameters/{key}")).and_then(|it| Some((it.scalar()?.to_owned(), it.site())));
        let in_query = query.split('&').find_map(|it| it.strip_prefix(key)?.strip_prefix('='));
        listed.or_else(|| Some((in_query?.to_owned(), called.site())))
    };
    match name {
        "insert-header-action" => {
            if let Some((name, span)) = given("name") {
                route.writes(&name, span, REQUEST_HEADER);
            }
        }
        "insert-field-action" => {
            if let Some((name, span)) = given("field") {
                route.writes(&name, span, BODY);
            }
        }
        "replace-field-action" => {
            let Some((list, span)) = given("renames") else { return };
            for (old, new) in list.split(',').filter_map(|it| it.split_once(':')) {
                route.renames((old, new), span, BODY);
            }
        }
        "drop-field-action" => {
            if let Some((name, _)) = given("field") {
                route.drops(&name);
            }
        }
        _ => {}
    }
}
