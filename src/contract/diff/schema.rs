//! Two versions of a schema, property by property, through references and combinations.

use std::collections::HashSet;
use std::rc::Rc;

use super::log::{Log, Scope};
use super::shape;
use super::sunset::sunset_of;
use crate::contract::library::{At, Library};
use crate::contract::merge::{Expr, Merged, Merger, Property};
use crate::message::diff;
use crate::model::Direction;
use crate::text::Origin;

/// Deepest level of properties.
const DEEPEST: usize = 32;

/// Which schemas a merged one is made of, in its version.
type Identity = Vec<(usize, u32)>;

/// Both versions, with what is known of them.
pub(super) struct Trees<'c, 'l> {
    pub(super) old: Merger<'c>,
    pub(super) new: Merger<'c>,
    pub(super) log: &'l mut Log,
    /// Pairs that do not differ, for callers or for readers.
    same: HashSet<(Identity, Identity, bool)>,
    /// Pairs that are being compared.
    stack: Vec<(Identity, Identity)>,
}

/// Where in a schema the comparison is.
pub(super) struct Here<'s> {
    pub(super) name: String,
    pub(super) scope: &'s Scope,
    /// Whether the record accepts no other names than those it declares, in the old version.
    pub(super) closed: bool,
}

impl<'c, 'l> Trees<'c, 'l> {
    pub(super) fn new((old, new): (&'c Library, &'c Library), log: &'l mut Log) -> Self {
        Self { old: Merger::new(old), new: Merger::new(new), log, same: HashSet::new(), stack: Vec::new() }
    }

    /// Compares two schemas.
    pub(super) fn pair(&mut self, (old, new): (&At<'c>, &At<'c>), scope: &Scope) {
        self.named((old, new), "", scope);
    }

    /// Compares two schemas that stand for `name`.
    pub(super) fn named(&mut self, (old, new): (&At<'c>, &At<'c>), name: &str, scope: &Scope) {
        let here = Here { name: name.to_owned(), scope, closed: false };
        self.exprs((&Expr::Schema(old.clone()), &Expr::Schema(new.clone())), &here);
    }

    pub(super) fn exprs(&mut self, (old, new): (&Expr<'c>, &Expr<'c>), here: &Here<'_>) {
        let (a, b) = (self.old.expr(old), self.new.expr(new));
        let pair = (a.identity.clone(), b.identity.clone());
        let sends = here.scope.exchanges.iter().any(|it| it.sends());
        let known = (pair.0.clone(), pair.1.clone(), sends);
        if self.stack.len() >= DEEPEST || self.stack.contains(&pair) || self.same.contains(&known) {
            return;
        }
        let before = self.log.len();
        self.stack.push(pair);
        let mut closed = false;
        if let (Expr::Schema(old), Expr::Schema(new)) = (old, new) {
            closed = self.keywords((old, new), here);
        }
        let here = Here { name: here.name.clone(), scope: here.scope, closed };
        self.merged((&a, &b), &here);
        self.stack.pop();
        if self.log.len() == before {
            self.same.insert(known);
        }
    }

    fn merged(&mut self, (a, b): (&Rc<Merged<'c>>, &Rc<Merged<'c>>), here: &Here<'_>) {
        let (mut from, mut to) = (a.shape.clone(), b.shape.clone());
        (from.nullable, to.nullable) = (a.null == Some(true), b.null == Some(true));
        let at = (a.definition, b.definition);
        let name = if here.name.is_empty() { "body" } else { &here.name };
        shape::compare((&from, &to), name, (here.scope, at), self.log);
        match (a.is_deprecated, b.is_deprecated) {
            (false, true) => self.log.add("deprecated", here.scope, &diff::deprecated(name), at),
            (true, false) => self.log.add("revived", here.scope, &diff::revived(name), at),
            _ => {}
        }
        self.properties((a, b), here);
        match (&a.items, &b.items) {
            (None, Some(_)) => self.log.add("keyword-added", here.scope, &diff::keyword_set(name, "items"), at),
            (Some(_), None) => self.log.add("keyword-removed", here.scope, &diff::keyword_unset(name, "items"), at),
            _ => {}
        }
        if let (Some(from), Some(to)) = (&a.items, &b.items) {
            let within = Here { name: format!("{}[]", here.name), scope: here.scope, closed: false };
            self.exprs((from, to), &within);
        }
    }

    fn properties(&mut self, (a, b): (&Rc<Merged<'c>>, &Rc<Merged<'c>>), here: &Here<'_>) {
        for (name, property) in &a.properties {
            let path = joined(&here.name, name);
            let merged = self.old.expr(&property.expr);
            if is_foreign(merged.direction, here.scope) {
                continue;
            }
            if let Some(after) = b.properties.get(name) {
                self.property((property, after), (a, b, name), &path, here);
            } else {
                let must = a.required.contains(name);
                self.removed((property, &merged, must), &path, (here, b.definition));
            }
        }
        // A name may be required and left undeclared.
        let undeclared = |it: &&&str| !a.properties.contains_key(**it) && !b.properties.contains_key(**it);
        for name in b.required.iter().filter(undeclared).filter(|it| !a.required.contains(**it)) {
            let at = (a.shape.required_origin.or(a.definition), b.shape.required_origin.or(b.definition));
            let message = diff::became_required(joined(&here.name, name));
            self.log.add("property-became-required", here.scope, &message, at);
        }
        for name in a.required.iter().filter(undeclared).filter(|it| !b.required.contains(**it)) {
            let at = (a.shape.required_origin.or(a.definition), b.shape.required_origin.or(b.definition));
            let message = diff::became_optional(joined(&here.name, name));
            self.log.add("property-became-optional", here.scope, &message, at);
        }
        for (name, property) in b.properties.iter().filter(|(name, _)| !a.properties.contains_key(*name)) {
            let merged = self.new.expr(&property.expr);
            if !is_foreign(merged.direction, here.scope) {
                let must = b.required.contains(name);
                self.added((property, &merged, must), &joined(&here.name, name), (here, a.definition));
            }
        }
    }

    fn property(
        &mut self,
        (from, to): (&Property<'c>, &Property<'c>),
        (a, b, name): (&Merged<'c>, &Merged<'c>, &str),
        path: &str,
        here: &Here<'_>,
    ) {
        let at = (Some(from.required_origin.unwrap_or(from.key)), Some(to.required_origin.unwrap_or(to.key)));
        match (a.required.contains(name), b.required.contains(name)) {
            (false, true) => {
                let merged = self.new.expr(&to.expr);
                let with_default = has_default(&merged);
                let id =
                    if with_default { "property-became-required-with-default" } else { "property-became-required" };
                self.log.add(id, here.scope, &diff::became_required(path), at);
            }
            (true, false) => self.log.add("property-became-optional", here.scope, &diff::became_optional(path), at),
            _ => {}
        }
        self.exprs((&from.expr, &to.expr), &Here { name: path.to_owned(), scope: here.scope, closed: false });
    }

    fn removed(
        &mut self,
        (property, merged, must): (&Property<'c>, &Merged<'c>, bool),
        path: &str,
        (here, around): (&Here<'_>, Option<Origin>),
    ) {
        let at = (Some(property.key), around);
        let sunset = merged.is_deprecated.then(|| sunset_of(&property.expr)).flatten();
        if let Some(date) = sunset.filter(|it| it.is_past(self.log)) {
            let message = diff::field_removed_sunset(path, &date.text);
            return self.log.add("property-removed-after-sunset", here.scope, &message, at);
        }
        let id = match (here.scope.is_data(), here.closed, must) {
            (true, true, true) => "closed-property-removed-required",
            (true, true, false) => "closed-property-removed",
            (true, false, true) => "open-property-removed-required",
            (true, false, false) => "open-property-removed",
            (false, _, true) => "property-removed",
            (false, _, false) => "property-removed-optional",
        };
        self.log.add(id, here.scope, &diff::field_removed(path), at);
    }

    fn added(
        &mut self,
        (property, merged, must): (&Property<'c>, &Merged<'c>, bool),
        path: &str,
        (here, around): (&Here<'_>, Option<Origin>),
    ) {
        let at = (around, Some(property.key));
        let (id, message) = match (here.scope.is_data(), here.closed, must) {
            (_, _, true) if has_default(merged) => ("property-added-with-default", diff::field_added_default(path)),
            (true, true, true) => ("closed-property-added-required", diff::field_added_required(path)),
            (true, true, false) => ("closed-property-added", diff::field_added(path)),
            (true, false, true) => ("open-property-added-required", diff::field_added_required(path)),
            (true, false, false) => ("open-property-added", diff::field_added(path)),
            (false, _, true) => ("property-added-required", diff::field_added_required(path)),
            (false, _, false) => ("property-added-optional", diff::field_added(path)),
        };
        self.log.add(id, here.scope, &message, at);
    }
}

/// What does not travel this way: read-only in a request, write-only in an answer.
fn is_foreign(direction: Direction, scope: &Scope) -> bool {
    match direction {
        Direction::Sent => scope.exchanges == [crate::finding::Exchange::Request],
        Direction::Accepted => scope.exchanges == [crate::finding::Exchange::Response],
        Direction::Both | Direction::Unknown => false,
    }
}

fn has_default(merged: &Merged<'_>) -> bool {
    merged.shape.samples.iter().any(|it| it.is_default)
}

fn joined(above: &str, name: &str) -> String {
    if above.is_empty() { name.to_owned() } else { format!("{above}.{name}") }
}
