//! Keywords of a schema that merging flattens or does not look at: combinations, conditions, what is left open.

use super::branch::{Branch, is_bare, labels};
use super::schema::{Here, Trees};
use crate::contract::fragment::follow;
use crate::contract::library::{At, Library};
use crate::contract::merge::Expr;
use crate::document::{Kind, NodeRef};
use crate::message::diff;

impl<'c> Trees<'c, '_> {
    /// Keywords that merging flattens or does not look at; whether the old version accepts no names it does not declare.
    pub(super) fn keywords(&mut self, (old, new): (&At<'c>, &At<'c>), here: &Here<'_>) -> bool {
        let resolved = |library: &'c Library, at: &At<'c>| follow(library, at).unwrap_or_else(|| at.clone());
        let (old, new) = (resolved(self.old.library, old), resolved(self.new.library, new));
        for keyword in ["oneOf", "anyOf", "allOf"] {
            self.branches((&old, &new), keyword, here);
        }
        for keyword in OPAQUE {
            self.opaque((old.node.get(keyword), new.node.get(keyword)), keyword, ((&old, &new), here));
        }
        self.open((&old, &new), here);
        self.extensible((&old, &new), here);
        self.discriminator((&old, &new), here);
        for (keyword, is_upper) in [("minItems", false), ("minProperties", false), ("maxProperties", true)] {
            self.counted((&old, &new), (keyword, is_upper), here);
        }
        old.node.get("additionalProperties").and_then(NodeRef::as_bool) == Some(false)
    }

    /// Schemas of which one, any or all hold: the same if they are referred to alike, or written alike.
    fn branches(&mut self, (old, new): (&At<'c>, &At<'c>), keyword: &str, here: &Here<'_>) {
        let (mut before, mut after) = (labels(self.old.library, old, keyword), labels(self.new.library, new, keyword));
        if before.is_empty() && after.is_empty() {
            return;
        }
        // A schema that was alone and now is one of several is still there; one that is not is judged where all are merged.
        if keyword != "allOf" {
            let alone = |list: &[Branch], at: &At<'c>, others: &[Branch]| {
                let branch = Branch::of(at.node, at.node);
                (list.is_empty() && !is_bare(at) && others.iter().any(|it| it.is(&branch))).then_some(branch)
            };
            let (a, b) = (alone(&before, old, &after), alone(&after, new, &before));
            before.extend(a);
            after.extend(b);
        }
        let gained: Vec<&Branch> = after.iter().filter(|it| !before.iter().any(|other| other.is(it))).collect();
        let lost: Vec<&Branch> = before.iter().filter(|it| !after.iter().any(|other| other.is(it))).collect();
        // One for one: what differs between the two is told where they are merged, unless both have names.
        let named = |list: &[&Branch]| list.iter().all(|it| it.reference.is_some());
        if gained.len() == lost.len() && !(named(&gained) && named(&lost)) {
            return;
        }
        let name = if here.name.is_empty() { "body" } else { &here.name };
        let at = (Some(self.old.library.head(old)), Some(self.new.library.head(new)));
        let is_all = keyword == "allOf";
        for branch in gained {
            let id = if is_all { "condition-added" } else { "branch-added" };
            self.log.add(id, here.scope, &diff::branch_added(name, keyword, branch.shown()), at);
        }
        for branch in lost {
            let id = if is_all { "condition-removed" } else { "branch-removed" };
            self.log.add(id, here.scope, &diff::branch_removed(name, keyword, branch.shown()), at);
        }
    }

    fn opaque(
        &mut self,
        (old, new): (Option<NodeRef<'c>>, Option<NodeRef<'c>>),
        keyword: &str,
        ((from, to), here): ((&At<'c>, &At<'c>), &Here<'_>),
    ) {
        let name = if here.name.is_empty() { "body" } else { &here.name };
        let place = |library: &Library, at: &At<'c>, node: Option<NodeRef<'c>>| {
            node.map_or_else(|| library.head(at), |it| library.origin(at.file, it.site()))
        };
        let at = (Some(place(self.old.library, from, old)), Some(place(self.new.library, to, new)));
        let (id, message) = match (old.map(NodeRef::to_json), new.map(NodeRef::to_json)) {
            (a, b) if a == b => return,
            (None, _) => ("keyword-added", diff::keyword_set(name, keyword)),
            (_, None) => ("keyword-removed", diff::keyword_unset(name, keyword)),
            _ => ("keyword-changed", diff::keyword_changed(name, keyword)),
        };
        self.log.add(id, here.scope, &message, at);
    }

    /// `additionalProperties`: whether names that are not declared are accepted.
    fn open(&mut self, (old, new): (&At<'c>, &At<'c>), here: &Here<'_>) {
        let of = |at: &At<'c>| at.node.get("additionalProperties").filter(|it| it.as_bool() != Some(true));
        let (a, b) = (of(old), of(new));
        match (a.and_then(|it| old.get("additionalProperties").filter(|_| it.kind() == Kind::Object)), b) {
            (Some(from), Some(to)) if to.kind() == Kind::Object => {
                let within = Here { name: format!("{}.*", here.name), scope: here.scope, closed: false };
                if let Some(to) = new.get("additionalProperties") {
                    self.exprs((&Expr::Schema(from), &Expr::Schema(to)), &within);
                }
            }
            // A record gets its first schema, or loses its last one.
            _ => self.opaque((a, b), "additionalProperties", ((old, new), here)),
        }
    }

    /// Values of a list that is said to grow.
    fn extensible(&mut self, (old, new): (&At<'c>, &At<'c>), here: &Here<'_>) {
        let of = |at: &At<'c>| -> Vec<&'c str> {
            at.node.get("x-extensible-enum").into_iter().flat_map(NodeRef::items).filter_map(NodeRef::scalar).collect()
        };
        let (a, b) = (of(old), of(new));
        let name = if here.name.is_empty() { "body" } else { &here.name };
        let at = (Some(self.old.library.head(old)), Some(self.new.library.head(new)));
        for value in b.iter().filter(|it| !a.contains(it)) {
            self.log.add("open-enum-value-added", here.scope, &diff::value_added(name, value), at);
        }
        for value in a.iter().filter(|it| !b.contains(it)) {
            self.log.add("open-enum-value-removed", here.scope, &diff::value_removed(name, value), at);
        }
    }

    /// A discriminator only tells readers where to look; what is permitted, the branches say.
    fn discriminator(&mut self, (old, new): (&At<'c>, &At<'c>), here: &Here<'_>) {
        let of = |at: &At<'c>| at.node.get("discriminator").map(NodeRef::to_json);
        if of(old) != of(new) {
            let name = if here.name.is_empty() { "body" } else { &here.name };
            let at = (Some(self.old.library.head(old)), Some(self.new.library.head(new)));
            self.log.add("discriminator-changed", here.scope, &diff::keyword_changed(name, "discriminator"), at);
        }
    }

    fn counted(&mut self, (old, new): (&At<'c>, &At<'c>), (keyword, is_upper): (&str, bool), here: &Here<'_>) {
        let of = |at: &At<'c>| at.node.get(keyword).and_then(NodeRef::as_u64).filter(|it| *it > 0 || is_upper);
        let name = if here.name.is_empty() { "body" } else { &here.name };
        let at = (Some(self.old.library.head(old)), Some(self.new.library.head(new)));
        let (id, message) = match (of(old), of(new)) {
            (a, b) if a == b => return,
            (None, Some(b)) => ("limit-added", diff::limit_set(name, keyword, b)),
            (Some(a), None) => ("limit-removed", diff::limit_unset(name, keyword, a)),
            (Some(a), Some(b)) => {
                let id = if (b < a) == is_upper { "limit-tightened" } else { "limit-loosened" };
                (id, diff::limit_changed(name, keyword, a, b))
            }
            _ => return,
        };
        self.log.add(id, here.scope, &message, at);
    }
}

/// Keywords that are compared by their text.
const OPAQUE: [&str; 18] = [
    "not",
    "if",
    "then",
    "else",
    "contains",
    "minContains",
    "maxContains",
    "dependentRequired",
    "dependentSchemas",
    "patternProperties",
    "propertyNames",
    "prefixItems",
    "unevaluatedProperties",
    "unevaluatedItems",
    "uniqueItems",
    "contentSchema",
    "contentMediaType",
    "contentEncoding",
];
