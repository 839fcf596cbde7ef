//! A schema to declared fields, level by level, so that what is cut off is always the deepest.

use std::rc::Rc;
use std::sync::Arc;

use super::library::{At, Library};
use super::merge::{Expr, Merged, Merger};
use super::problem::Noted;
use super::{ContractProblem, Lowered};
use crate::message::contract;
use crate::model::{Carrier, DeclaredField, Direction, Site};
use crate::text::Origin;

/// Most fields of one part.
const MOST_FIELDS: usize = 50_000;

/// Beyond this level fields are only read while there are few.
const NEAR_LEVEL: usize = 3;

/// Most fields beyond [`NEAR_LEVEL`]: schemas that refer to each other in circles unfold without end.
const MOST_DEEP: usize = 5_000;

/// Deepest level of objects.
const DEEPEST: usize = 24;

struct Item<'c> {
    /// Index of the item it is in.
    parent: Option<usize>,
    name: Arc<str>,
    path: Arc<str>,
    site: Origin,
    required_origin: Option<Origin>,
    is_required: bool,
    direction: Direction,
    merged: Rc<Merged<'c>>,
    level: usize,
    children: Vec<usize>,
    is_listed: bool,
}

struct Lowering<'c> {
    merger: Merger<'c>,
    items: Vec<Item<'c>>,
    is_cut: bool,
}

/// The fields of the schema at `at`, of which is known who writes it.
pub(super) fn lower<'c>(library: &'c Library, at: &At<'c>, direction: Direction) -> Lowered {
    let mut lowering = Lowering { merger: Merger::new(library), items: Vec::new(), is_cut: false };
    let merged = lowering.merger.expr(&Expr::Schema(at.clone()));
    lowering.all(merged, library.head(at), direction)
}

/// The fields that `merged` holds, which stand together in no schema of their own.
pub(super) fn lower_merged<'c>(
    library: &'c Library,
    merged: Merged<'c>,
    whole: Origin,
    direction: Direction,
) -> Lowered {
    let lowering = Lowering { merger: Merger::new(library), items: Vec::new(), is_cut: false };
    lowering.all(Rc::new(merged), whole, direction)
}

impl<'c> Lowering<'c> {
    fn all(mut self, merged: Rc<Merged<'c>>, whole: Origin, direction: Direction) -> Lowered {
        self.items.push(Item {
            parent: None,
            name: Arc::from(""),
            path: Arc::from(""),
            site: whole,
            required_origin: None,
            is_required: true,
            direction: if merged.direction == Direction::Unknown { direction } else { merged.direction },
            merged,
            level: 0,
            children: Vec::new(),
            is_listed: false,
        });
        let mut next = 0;
        while next < self.items.len() {
            self.expand(next);
            next += 1;
        }
        let problems = self.problems(whole);
        Lowered { fields: self.fields(), whole, problems, is_read: true }
    }

    fn expand(&mut self, index: usize) {
        let Some(item) = self.items.get(index) else { return };
        if self.recurs(index) {
            return;
        }
        let (merged, level) = (Rc::clone(&item.merged), item.level + 1);
        let holds = !merged.properties.is_empty() || merged.items.is_some();
        if holds && (level > DEEPEST || (level > NEAR_LEVEL && self.items.len() > MOST_DEEP)) {
            self.is_cut = true;
            return;
        }
        for (name, property) in &merged.properties {
            let child = self.child(index, name, property.key, &property.expr);
            let is_required = merged.required.contains(name);
            self.push(index, Item { is_required, required_origin: property.required_origin, is_listed: true, ..child });
        }
        if let Some(items) = &merged.items {
            let site = self.items.get(index).map(|it| it.site).unwrap_or_default();
            let child = self.child(index, "[]", site, items);
            // Records are the items of a schema that is a list; objects in a list stand for nothing but what they hold.
            let is_listed = index > 0 && child.merged.properties.is_empty() && child.merged.items.is_none();
            self.push(index, Item { is_required: true, is_listed, level: level - 1, ..child });
        }
    }

    /// Whether an item that holds this one is the same schema.
    fn recurs(&self, index: usize) -> bool {
        let Some(item) = self.items.get(index) else { return true };
        let mut above = item.parent;
        while let Some(it) = above.and_then(|index| self.items.get(index)) {
            if it.merged.identity == item.merged.identity && !item.merged.identity.is_empty() {
                return true;
            }
            above = it.parent;
        }
        false
    }

    fn child(&mut self, parent: usize, name: &str, site: Origin, expr: &Expr<'c>) -> Item<'c> {
        let merged = self.merger.expr(expr);
        let (path, level, above, parent_name) = self.items.get(parent).map_or_else(
            || (Arc::from(""), 0, Direction::Unknown, Arc::from("")),
            |it| (Arc::clone(&it.path), it.level, it.direction, Arc::clone(&it.name)),
        );
        let is_item = name == "[]";
        let path: Arc<str> = match (&*path, is_item) {
            ("", true) => Arc::from(""),
            ("", false) => Arc::from(name),
            (path, true) => Arc::from(format!("{path}[]")),
            (path, false) => Arc::from(format!("{path}.{name}")),
        };
        Item {
            parent: Some(parent),
            name: if is_item { parent_name } else { Arc::from(name) },
            path,
            site,
            required_origin: None,
            is_required: false,
            direction: if merged.direction == Direction::Unknown { above } else { merged.direction },
            merged,
            level: level + 1,
            children: Vec::new(),
            is_listed: true,
        }
    }

    fn push(&mut self, parent: usize, item: Item<'c>) {
        if self.items.len() >= MOST_FIELDS || self.merger.is_exhausted() {
            self.is_cut = true;
            return;
        }
        let index = self.items.len();
        if let Some(parent) = self.items.get_mut(parent) {
            parent.children.push(index);
        }
        self.items.push(item);
    }

    fn problems(&self, whole: Origin) -> Vec<ContractProblem> {
        if !self.is_cut {
            return Vec::new();
        }
        let limit = self.items.len();
        let problem = Noted::unread(whole.span, contract::too_many_fields(limit), contract::too_many_fields_help());
        vec![problem.labelled(contract::too_many_fields_label()).in_file(whole.file)]
    }

    /// The items in the order of the document, each before what it holds.
    fn fields(&self) -> Vec<DeclaredField> {
        let mut fields = Vec::new();
        // What is above an item decides whether it is always present.
        let mut waiting = vec![(0, true)];
        while let Some((index, present)) = waiting.pop() {
            let Some(item) = self.items.get(index) else { continue };
            let present = present && item.is_required;
            if item.is_listed {
                fields.push(field(item, present));
            }
            waiting.extend(item.children.iter().rev().map(|child| (*child, present)));
        }
        fields
    }
}

fn field(item: &Item<'_>, required: bool) -> DeclaredField {
    let merged = &item.merged;
    let mut shape = merged.shape.clone();
    shape.nullable = merged.null == Some(true);
    shape.required_origin = item.required_origin;
    DeclaredField {
        name: Arc::clone(&item.name),
        path: Arc::clone(&item.path),
        site: Site::Source(item.site),
        definition: Site::Source(merged.definition.unwrap_or(item.site)),
        pointer: Some(Arc::clone(&merged.pointer)),
        required,
        deprecated: merged.is_deprecated,
        description: merged.description.clone(),
        direction: item.direction,
        carrier: Carrier::Body,
        shape,
        aliases: Vec::new(),
    }
}
