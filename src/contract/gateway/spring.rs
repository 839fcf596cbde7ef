//! Routes of Spring Cloud Gateway, in an application's YAML.

use super::{PARAMETER, REQUEST_HEADER, RESPONSE_HEADER, Route, name_of};
use crate::contract::typed::reading::{Reading, Text};
use crate::document::{Kind, NodeRef};
use crate::text::Span;

/// Where routes have stood, by version.
const PLACES: [&str; 4] = [
    "/spring/cloud/gateway/routes",
    "/spring/cloud/gateway/server/webflux/routes",
    "/spring/cloud/gateway/server/webmvc/routes",
    "/spring/cloud/gateway/mvc/routes",
];

fn routes(root: NodeRef<'_>) -> Option<NodeRef<'_>> {
    PLACES.iter().find_map(|it| root.pointer(it)).filter(|it| it.kind() == Kind::Array)
}

pub(super) fn recognises(root: NodeRef<'_>) -> Option<&'static str> {
    routes(root).map(|_| "gateway-spring")
}

pub(super) fn read(reading: &mut Reading<'_>, text: &Text, root: NodeRef<'_>) {
    for (index, node) in routes(root).into_iter().flat_map(NodeRef::items).enumerate() {
        let (name, span) = name_of(node, &["id"], index);
        let mut route = Route::new(text);
        for filter in node.get("filters").into_iter().flat_map(NodeRef::items) {
            apply(&mut route, filter);
        }
        route.done((&name, span), reading);
    }
}

/// A filter in its short form, `AddRequestHeader=X-Id, 1`, or with its arguments by name.
fn apply(route: &mut Route<'_>, filter: NodeRef<'_>) {
    if let Some(text) = filter.as_str() {
        let (name, arguments) = text.split_once('=').unwrap_or((text, ""));
        let arguments: Vec<&str> = arguments.split(',').map(str::trim).collect();
        return act(route, name.trim(), &arguments, filter.site());
    }
    let name = filter.get("name").and_then(NodeRef::as_str).unwrap_or_default();
    let arguments: Vec<&str> =
        filter.get("args").into_iter().flat_map(NodeRef::entries).filter_map(|it| it.value.scalar()).collect();
    let span = filter.get("args").and_then(|it| it.entries().next()).map_or(filter.span(), |it| it.value.site());
    act(route, name, &arguments, span);
}

fn act(route: &mut Route<'_>, name: &str, arguments: &[&str], span: Span) {
    let [first, ..] = arguments else { return };
    match name {
        "AddRequestHeader" | "SetRequestHeader" | "AddRequestHeadersIfNotPresent" => {
            // The last of these takes pairs `name:value`.
            for name in if name.ends_with("Present") { arguments } else { &arguments[..1] } {
                route.writes(name.split(':').next().unwrap_or(name), span, REQUEST_HEADER);
            }
        }
        "AddResponseHeader" | "SetResponseHeader" | "RewriteResponseHeader" => {
            route.writes(first, span, RESPONSE_HEADER);
        }
        "AddRequestParameter" | "RewriteRequestParameter" => route.writes(first, span, PARAMETER),
        "MapRequestHeader" => {
            if let [from, to, ..] = arguments {
                route.renames((from, to), span, REQUEST_HEADER);
            }
        }
        "RemoveRequestHeader" | "RemoveResponseHeader" | "RemoveRequestParameter" => route.drops(first),
        "RemoveJsonAttributesResponseBody" => {
            arguments.iter().filter(|it| !matches!(**it, "true" | "false")).for_each(|it| route.drops(it));
        }
        _ => {}
    }
}
