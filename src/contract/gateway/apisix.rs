//! Routes of Apache APISIX, in its standalone YAML or as its administration answers.

use super::{BODY, REQUEST_HEADER, RESPONSE_HEADER, Route, To, name_of};
use crate::contract::typed::reading::{Reading, Text};
use crate::document::{Kind, NodeRef};

pub(super) fn recognises(root: NodeRef<'_>) -> Option<&'static str> {
    let is_route = |it: NodeRef<'_>| {
        let path = it.get("uri").or_else(|| it.get("uris")).is_some();
        let target = ["upstream", "upstream_id", "service_id", "plugins"].iter().any(|key| it.get(key).is_some());
        path && target
    };
    let listed = root.get("routes").filter(|it| it.kind() == Kind::Array);
    let found = listed.is_some_and(|it| it.items().any(is_route)) || is_route(root);
    found.then_some("gateway-apisix")
}

pub(super) fn read(reading: &mut Reading<'_>, text: &Text, root: NodeRef<'_>) {
    let listed = root.get("routes").filter(|it| it.kind() == Kind::Array);
    let alone = listed.is_none().then_some(root);
    for (index, node) in listed.into_iter().flat_map(NodeRef::items).chain(alone).enumerate() {
        let (name, span) = name_of(node, &["name", "id"], index);
        let mut route = Route::new(text);
        for plugin in node.get("plugins").into_iter().flat_map(NodeRef::entries) {
            match plugin.key {
                "proxy-rewrite" => headers(&mut route, plugin.value, REQUEST_HEADER),
                "response-rewrite" => {
                    headers(&mut route, plugin.value, RESPONSE_HEADER);
                    filters(&mut route, plugin.value);
                }
                _ => {}
            }
        }
        route.done((&name, span), reading);
    }
}

/// `headers`: names with their values, or `set`, `add` and `remove` with such.
fn headers(route: &mut Route<'_>, plugin: NodeRef<'_>, to: To) {
    let Some(headers) = plugin.get("headers") else { return };
    let mut parts: Vec<NodeRef<'_>> = ["set", "add"].iter().filter_map(|key| headers.get(key)).collect();
    let removed = headers.get("remove");
    if parts.is_empty() && removed.is_none() {
        parts.push(headers);
    }
    for part in parts {
        for entry in part.entries() {
            route.writes(entry.key, entry.key_span, to);
        }
        for item in part.items() {
            let text = item.as_str().unwrap_or_default();
            route.writes(text.split(':').next().unwrap_or(text), item.site(), to);
        }
    }
    removed.into_iter().flat_map(NodeRef::items).filter_map(NodeRef::as_str).for_each(|it| route.drops(it));
}

/// Replacements in the body that put one name in the place of another.
fn filters(route: &mut Route<'_>, plugin: NodeRef<'_>) {
    for filter in plugin.get("filters").into_iter().flat_map(NodeRef::items) {
        let (Some(from), Some(to)) = (filter.get("regex"), filter.get("replace")) else { continue };
        let pair = (plain(from.as_str().unwrap_or_default()), plain(to.as_str().unwrap_or_default()));
        if let (Some(old), Some(new)) = pair {
            route.renames((old, new), to.site(), BODY);
        }
    }
}

/// The name in `"name"` or `"name":`; none where the text is more than a name.
fn plain(text: &str) -> Option<&str> {
    let name = text.trim().trim_end_matches(':').trim().strip_prefix('"')?.strip_suffix('"')?;
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    is_name.then_some(name)
}
