//! Parameters of an operation.

use super::http::{Operation, Pair, content, is_required};
use super::log::Scope;
use super::schema::Trees;
use super::sunset::Sunset;
use crate::contract::fragment::follow;
use crate::contract::library::{At, Library};
use crate::contract::operation::parameters;
use crate::document::NodeRef;
use crate::message::diff;

/// A parameter: where it travels, its name, what says so.
struct Parameter<'c> {
    key: (String, String),
    name: String,
    at: At<'c>,
}

impl<'c> Pair<'c, '_> {
    fn given(library: &'c Library, operation: &Operation<'c>) -> Vec<Parameter<'c>> {
        let order = variables(&operation.name);
        let mut found: Vec<Parameter<'c>> = Vec::new();
        for at in parameters(library, &operation.at) {
            let text = |key: &str| at.node.get(key).and_then(NodeRef::as_str).unwrap_or_default();
            let (place, name) = (text("in").to_owned(), text("name").to_owned());
            // What varies in a path is known by where it stands; headers are known in any case.
            let key = match place.as_str() {
                "path" => order.iter().position(|it| *it == name).map_or_else(|| name.clone(), |it| it.to_string()),
                "header" => name.to_ascii_lowercase(),
                _ => name.clone(),
            };
            let key = (place, key);
            // An operation's own parameter stands before that of its path.
            if key.0 != "body" && !found.iter().any(|it| it.key == key) {
                found.push(Parameter { key, name, at });
            }
        }
        found
    }

    pub(super) fn parameters(&mut self) {
        let (before, after) = (Self::given(self.old, self.a), Self::given(self.new, self.b));
        let scope = self.request();
        for a in &before {
            match after.iter().find(|b| b.key == a.key) {
                Some(b) => self.parameter((a, b), &scope),
                None => self.parameter_removed(a, &scope),
            }
        }
        for b in after.iter().filter(|b| !before.iter().any(|a| a.key == b.key)) {
            let at = (Some(self.old.head(&self.a.at)), Some(self.new.head(&b.at)));
            let (id, message) = if is_required(&b.at) {
                ("parameter-added-required", diff::field_added_required(&b.name))
            } else {
                ("parameter-added-optional", diff::field_added(&b.name))
            };
            self.log.add(id, &scope, &message, at);
        }
    }

    fn parameter_removed(&mut self, a: &Parameter<'c>, scope: &Scope) {
        let at = (Some(self.old.head(&a.at)), Some(self.new.head(&self.b.at)));
        let deprecated = a.at.node.get("deprecated").and_then(NodeRef::as_bool) == Some(true);
        if let Some(date) = Sunset::of(a.at.node).filter(|it| deprecated && it.is_past(self.log)) {
            let message = diff::field_removed_sunset(&a.name, &date.text);
            return self.log.add("parameter-removed-after-sunset", scope, &message, at);
        }
        let id = if is_required(&a.at) { "parameter-removed" } else { "parameter-removed-optional" };
        self.log.add(id, scope, &diff::field_removed(&a.name), at);
    }

    fn parameter(&mut self, (a, b): (&Parameter<'c>, &Parameter<'c>), scope: &Scope) {
        let at = (Some(self.old.head(&a.at)), Some(self.new.head(&b.at)));
        match (is_required(&a.at), is_required(&b.at)) {
            (false, true) => self.log.add("parameter-became-required", scope, &diff::became_required(&b.name), at),
            (true, false) => self.log.add("parameter-became-optional", scope, &diff::became_optional(&b.name), at),
            _ => {}
        }
        let schema = |it: &At<'c>| {
            it.get("schema").or_else(|| content(it).into_iter().next().map(|it| it.1)).unwrap_or_else(|| it.clone())
        };
        let (from, to) = (schema(&a.at), schema(&b.at));
        let default = |library: &'c Library, it: &At<'c>| {
            let node = follow(library, it).unwrap_or_else(|| it.clone());
            node.node.get("default").and_then(|it| it.scalar().map(str::to_owned))
        };
        let (x, y) = (default(self.old, &from), default(self.new, &to));
        if x != y {
            let told = |it: Option<String>| it.map_or_else(|| "none".to_owned(), |it| format!("`{it}`"));
            let message = diff::default_changed(&b.name, told(x), told(y));
            self.log.add("parameter-default-changed", scope, &message, at);
        }
        let scope = Scope { is_text: true, ..scope.clone() };
        if let Some(items) = self.becomes_list((&from, &to), &b.at) {
            self.log.add("type-widened", &scope, &diff::list_changed(&b.name), at);
            let name = format!("{}[]", b.name);
            return Trees::new((self.old, self.new), self.log).named((&from, &items), &name, &scope);
        }
        Trees::new((self.old, self.new), self.log).named((&from, &to), &b.name, &scope);
    }

    /// The items, where one value became a list of such, which repeated names carry as they carried the one.
    fn becomes_list(&self, (from, to): (&At<'c>, &At<'c>), parameter: &At<'c>) -> Option<At<'c>> {
        let resolve = |library: &'c Library, at: &At<'c>| follow(library, at).unwrap_or_else(|| at.clone());
        let (from, to) = (resolve(self.old, from), resolve(self.new, to));
        let types = |at: &At<'_>| -> Vec<String> {
            let Some(node) = at.node.get("type") else { return Vec::new() };
            let listed = node.items().filter_map(|it| it.as_str().map(str::to_owned));
            let all = node.as_str().map(str::to_owned).into_iter().chain(listed);
            all.filter(|it| it != "null").collect()
        };
        let explodes = parameter.node.get("explode").and_then(NodeRef::as_bool) != Some(false);
        let query = parameter.node.get("in").and_then(NodeRef::as_str) == Some("query");
        let bounded = ["minItems", "maxItems", "uniqueItems"].iter().any(|key| to.node.get(key).is_some());
        let before = types(&from);
        let plain = !before.is_empty() && !before.iter().any(|it| it == "array" || it == "object");
        let is_list = types(&to) == ["array"] && plain && query && explodes && !bounded;
        to.get("items").filter(|_| is_list)
    }
}

/// Names within braces, in the order of the path.
fn variables(path: &str) -> Vec<&str> {
    path.split('{').skip(1).filter_map(|it| it.split('}').next()).collect()
}
