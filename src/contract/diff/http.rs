//! Two versions of an HTTP interface: operations, parameters, bodies, answers.

use super::log::{Log, Scope};
use super::schema::Trees;
use super::sunset::Sunset;
use crate::contract::fragment::follow;
use crate::contract::library::{At, Library, names};
use crate::contract::operation::{METHODS, parameters};
use crate::document::{Kind, NodeRef};
use crate::finding::Exchange;
use crate::message::diff;
use crate::text::Origin;

const REQUEST: &[Exchange] = &[Exchange::Request];
const RESPONSE: &[Exchange] = &[Exchange::Response];

/// An operation by its method and path.
pub(super) struct Operation<'c> {
    /// Method and path, with the names of what varies left out.
    key: String,
    /// Method and path as they are written.
    pub(super) name: String,
    pub(super) at: At<'c>,
    /// Whether the system calls and others answer.
    is_webhook: bool,
}

/// Compares all operations.
pub(super) fn compare((old, new): (&Library, &Library), log: &mut Log) {
    let (before, after) = (operations(old), operations(new));
    for a in &before {
        match after.iter().find(|b| b.key == a.key) {
            Some(b) => Pair { old, new, a, b, log }.compare(),
            None => removed(old, a, (new, log)),
        }
    }
    for b in after.iter().filter(|b| !before.iter().any(|a| a.key == b.key)) {
        let at = (None, Some(new.head(&b.at)));
        log.add("operation-added", &Scope::new(&b.name, REQUEST), &diff::operation_added(&b.name), at);
    }
}

fn operations(library: &Library) -> Vec<Operation<'_>> {
    let mut found = Vec::new();
    for (map, is_webhook) in [("/paths", false), ("/webhooks", true)] {
        let Some(paths) = library.locate(0, "", map) else { continue };
        for path in names(paths.node) {
            let Some(item) = paths.get(path).and_then(|it| follow(library, &it)) else { continue };
            for method in METHODS {
                let Some(at) = item.get(method).filter(|it| it.node.kind() == Kind::Object) else { continue };
                let verb = method.to_ascii_uppercase();
                let name = if is_webhook { format!("webhook {verb} {path}") } else { format!("{verb} {path}") };
                found.push(Operation { key: anonymous(&name), name, at, is_webhook });
            }
        }
    }
    found
}

/// A path without the names of its parameters and without a slash at its end.
fn anonymous(path: &str) -> String {
    let mut text = String::new();
    let mut depth = 0_usize;
    for c in path.chars() {
        match c {
            '{' => depth += 1,
            '}' => {
                depth = depth.saturating_sub(1);
                text.push_str("{}");
            }
            _ if depth == 0 => text.push(c),
            _ => {}
        }
    }
    text.trim_end_matches('/').to_owned()
}

fn removed(old: &Library, a: &Operation<'_>, (new, log): (&Library, &mut Log)) {
    let around = new.locate(0, "", "/paths").map(|it| new.head(&it));
    let at = (Some(old.head(&a.at)), around);
    let scope = Scope::new(&a.name, REQUEST);
    let deprecated = a.at.node.get("deprecated").and_then(NodeRef::as_bool) == Some(true);
    let sunset = Sunset::of(a.at.node).filter(|it| deprecated && it.is_past(log));
    match sunset {
        Some(date) => {
            let message = diff::field_removed_sunset(&a.name, &date.text);
            log.add("operation-removed-after-sunset", &scope, &message, at);
        }
        None => log.add("operation-removed", &scope, &diff::operation_removed(&a.name), at),
    }
}

/// Both versions of an operation.
pub(super) struct Pair<'c, 'l> {
    pub(super) old: &'c Library,
    pub(super) new: &'c Library,
    pub(super) a: &'l Operation<'c>,
    pub(super) b: &'l Operation<'c>,
    pub(super) log: &'l mut Log,
}

impl<'c> Pair<'c, '_> {
    fn compare(mut self) {
        let at = (Some(self.old.head(&self.a.at)), Some(self.new.head(&self.b.at)));
        let flag = |it: &At<'_>| it.node.get("deprecated").and_then(NodeRef::as_bool) == Some(true);
        let name = self.b.name.clone();
        match (flag(&self.a.at), flag(&self.b.at)) {
            (false, true) => self.log.add("deprecated", &self.request(), &diff::deprecated(&name), at),
            (true, false) => self.log.add("revived", &self.request(), &diff::revived(&name), at),
            _ => {}
        }
        self.parameters();
        self.body();
        self.responses();
    }

    pub(super) fn request(&self) -> Scope {
        Scope::new(&format!("{} request", self.b.name), if self.b.is_webhook { RESPONSE } else { REQUEST })
    }

    fn body(&mut self) {
        let of = |library: &'c Library, operation: &Operation<'c>| {
            let body = operation.at.get("requestBody").and_then(|it| follow(library, &it));
            let old_style = || {
                parameters(library, &operation.at)
                    .into_iter()
                    .find(|it| it.node.get("in").and_then(NodeRef::as_str) == Some("body"))
            };
            body.or_else(old_style)
        };
        let (a, b) = (of(self.old, self.a), of(self.new, self.b));
        let (scope, name) = (self.request(), self.b.name.clone());
        let place = |library: &Library, it: &Option<At<'_>>, operation: &At<'_>| {
            Some(library.head(it.as_ref().unwrap_or(operation)))
        };
        let at = (place(self.old, &a, &self.a.at), place(self.new, &b, &self.b.at));
        match (&a, &b) {
            (Some(a), Some(b)) => {
                match (is_required(a), is_required(b)) {
                    (false, true) => self.log.add("body-became-required", &scope, &diff::body_required(&name), at),
                    (true, false) => self.log.add("body-became-optional", &scope, &diff::body_optional(&name), at),
                    _ => {}
                }
                self.contents((a, b), &scope, at);
            }
            (None, Some(b)) => {
                let id = if is_required(b) { "body-added-required" } else { "body-added-optional" };
                self.log.add(id, &scope, &diff::body_added(&name), at);
            }
            (Some(_), None) => self.log.add("body-removed", &scope, &diff::body_removed(&name), at),
            (None, None) => {}
        }
    }

    /// Media types, and the schema of each.
    fn contents(&mut self, (a, b): (&At<'c>, &At<'c>), scope: &Scope, at: (Option<Origin>, Option<Origin>)) {
        let (before, after) = (content(a), content(b));
        for (media, schema) in &before {
            match after.iter().find(|(other, _)| other == media) {
                Some((_, other)) => Trees::new((self.old, self.new), self.log).pair((schema, other), scope),
                None => self.log.add(
                    "media-type-removed",
                    scope,
                    &diff::media_type_removed(media),
                    (Some(self.old.head(schema)), at.1),
                ),
            }
        }
        for (media, schema) in after.iter().filter(|(media, _)| !before.iter().any(|(it, _)| it == media)) {
            self.log.add(
                "media-type-added",
                scope,
                &diff::media_type_added(media),
                (at.0, Some(self.new.head(schema))),
            );
        }
    }

    fn responses(&mut self) {
        let (Some(a), Some(b)) = (self.a.at.get("responses"), self.b.at.get("responses")) else { return };
        let at = (Some(self.old.head(&a)), Some(self.new.head(&b)));
        for status in names(a.node) {
            let scope = self.response(status);
            let is_success = status.starts_with(['2', '3']);
            let from = a.get(status).and_then(|it| follow(self.old, &it));
            let to = b.get(status).and_then(|it| follow(self.new, &it));
            match (from, to) {
                (Some(from), Some(to)) => {
                    self.contents((&from, &to), &scope, at);
                    self.headers((&from, &to), &scope);
                }
                (Some(from), None) => {
                    let id = if is_success { "response-removed" } else { "failure-removed" };
                    self.log.add(id, &scope, &diff::response_removed(status), (Some(self.old.head(&from)), at.1));
                }
                _ => {}
            }
        }
        for status in names(b.node).filter(|it| a.node.get(it).is_none()) {
            let id = if status.starts_with(['2', '3']) { "response-added" } else { "failure-added" };
            let place = b.get(status).map(|it| self.new.head(&it));
            self.log.add(id, &self.response(status), &diff::response_added(status), (at.0, place));
        }
    }

    fn response(&self, status: &str) -> Scope {
        Scope::new(&format!("{} response {status}", self.b.name), if self.b.is_webhook { REQUEST } else { RESPONSE })
    }

    fn headers(&mut self, (a, b): (&At<'c>, &At<'c>), scope: &Scope) {
        let list = |library: &'c Library, at: &At<'c>| -> Vec<(String, String, At<'c>)> {
            let Some(map) = at.get("headers") else { return Vec::new() };
            let found = names(map.node).filter_map(|name| {
                let header = map.get(name).and_then(|it| follow(library, &it))?;
                Some((name.to_ascii_lowercase(), name.to_owned(), header))
            });
            found.collect()
        };
        let (before, after) = (list(self.old, a), list(self.new, b));
        for (key, name, from) in &before {
            let Some((_, _, to)) = after.iter().find(|(it, ..)| it == key) else {
                let id = if is_required(from) { "header-removed" } else { "header-removed-optional" };
                let at = (Some(self.old.head(from)), Some(self.new.head(b)));
                self.log.add(id, scope, &diff::field_removed(name), at);
                continue;
            };
            let at = (Some(self.old.head(from)), Some(self.new.head(to)));
            match (is_required(from), is_required(to)) {
                (false, true) => self.log.add("header-became-required", scope, &diff::became_required(name), at),
                (true, false) => self.log.add("header-became-optional", scope, &diff::became_optional(name), at),
                _ => {}
            }
            if let (Some(from), Some(to)) = (from.get("schema"), to.get("schema")) {
                Trees::new((self.old, self.new), self.log).named((&from, &to), name, scope);
            }
        }
        for (_, name, to) in after.iter().filter(|(key, ..)| !before.iter().any(|(it, ..)| it == key)) {
            let at = (Some(self.old.head(a)), Some(self.new.head(to)));
            let id = if is_required(to) { "header-added-required" } else { "header-added-optional" };
            self.log.add(id, scope, &diff::field_added(name), at);
        }
    }
}

/// Whether a parameter, body or header has to be there.
pub(super) fn is_required(at: &At<'_>) -> bool {
    at.node.get("required").and_then(NodeRef::as_bool) == Some(true)
}

/// Media types with their schemas; Swagger has one schema for all of them.
pub(super) fn content<'c>(at: &At<'c>) -> Vec<(String, At<'c>)> {
    if let Some(map) = at.get("content") {
        let typed = names(map.node).filter_map(|name| {
            let media = map.get(name)?;
            let schema = media.get("schema").unwrap_or(media);
            Some((name.split(';').next().unwrap_or(name).trim().to_ascii_lowercase(), schema))
        });
        return typed.collect();
    }
    at.get("schema").map(|it| ("any".to_owned(), it)).into_iter().collect()
}
