//! One schema as it reads once references are followed and combinations are merged.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use indexmap::{IndexMap, IndexSet};

use super::library::{At, Library, Target};
use super::{combine, shape};
use crate::document::{Kind, NodeRef};
use crate::model::{Declared, DeclaredShape, Direction};
use crate::text::Origin;

/// Longest chain of references and combinations without a property between them.
const DEEPEST: usize = 48;

/// Most schemas and properties that are merged for one part of a contract.
const MOST_WORK: usize = 400_000;

/// How often a schema within a circle is merged anew, as what is cut depends on where the circle was entered.
const MOST_REPEATS: u8 = 4;

/// A schema, merged.
#[derive(Clone, Debug, Default)]
pub(super) struct Merged<'c> {
    /// What it says of values; `nullable` is in `null` until a field is made of it.
    pub(super) shape: DeclaredShape,
    /// Whether null is permitted; none where no type is declared.
    pub(super) null: Option<bool>,
    /// Whether null was permitted expressly, which counts beside schemas that forbid it.
    pub(super) is_null_forced: bool,
    /// Whether nothing but null is permitted.
    pub(super) is_null_only: bool,
    /// In the order declared.
    pub(super) properties: IndexMap<&'c str, Property<'c>>,
    /// Names that are always present.
    pub(super) required: IndexSet<&'c str>,
    /// What items look like.
    pub(super) items: Option<Expr<'c>>,
    pub(super) description: Option<Declared<Arc<str>>>,
    pub(super) is_deprecated: bool,
    pub(super) direction: Direction,
    /// Where its type is defined.
    pub(super) definition: Option<Origin>,
    /// The pointer to there.
    pub(super) pointer: Arc<str>,
    /// The schemas that went into it, by document and node: two with the same ones are the same.
    pub(super) identity: Vec<(usize, u32)>,
}

/// A property of an object.
#[derive(Clone, Debug)]
pub(super) struct Property<'c> {
    /// Where its name is used.
    pub(super) key: Origin,
    /// The list of required names beside it.
    pub(super) required_origin: Option<Origin>,
    pub(super) expr: Expr<'c>,
}

/// Schemas that are merged only once they are asked for.
#[derive(Clone, Debug)]
pub(super) enum Expr<'c> {
    Schema(At<'c>),
    All(Vec<Self>),
    Any(Vec<Self>),
}

/// Most schemas of one property; more say the same.
const MOST_PARTS: usize = 64;

impl Expr<'_> {
    /// Both of two. The same schema twice is that schema: circles would double it on every level.
    pub(super) fn both(a: &Self, b: &Self) -> Self {
        let mut parts = Vec::new();
        for part in [a, b]
            .into_iter()
            .flat_map(|it| if let Self::All(parts) = it { &**parts } else { std::slice::from_ref(it) })
        {
            push_new(&mut parts, part);
        }
        Self::of(parts, Self::All)
    }

    /// One of several.
    pub(super) fn one_of<'e>(all: impl Iterator<Item = &'e Self>) -> Self
    where
        Self: 'e,
    {
        let mut parts = Vec::new();
        for part in all.flat_map(|it| if let Self::Any(parts) = it { &**parts } else { std::slice::from_ref(it) }) {
            push_new(&mut parts, part);
        }
        Self::of(parts, Self::Any)
    }

    fn of(mut parts: Vec<Self>, combined: fn(Vec<Self>) -> Self) -> Self {
        match (parts.len(), parts.pop()) {
            (1, Some(only)) => only,
            (_, last) => {
                parts.extend(last);
                combined(parts)
            }
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Schema(a), Self::Schema(b)) => (a.file, a.node.id()) == (b.file, b.node.id()),
            (Self::All(a), Self::All(b)) | (Self::Any(a), Self::Any(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.is_same(b))
            }
            _ => false,
        }
    }
}

fn push_new<'c>(parts: &mut Vec<Expr<'c>>, part: &Expr<'c>) {
    if parts.len() < MOST_PARTS && !parts.iter().any(|it| it.is_same(part)) {
        parts.push(part.clone());
    }
}

/// Merges the schemas of one contract, each once.
pub(super) struct Merger<'c> {
    pub(super) library: &'c Library,
    memory: HashMap<(usize, u32), Rc<Merged<'c>>>,
    /// What was merged within a circle, and how often: good enough inside another one, never by itself.
    partial: HashMap<(usize, u32), (Rc<Merged<'c>>, u8)>,
    /// The schemas being merged.
    stack: Vec<(usize, u32)>,
    /// Whether a circle was cut since the stack was empty: what is merged within it is not whole.
    is_cut: bool,
    work: usize,
}

impl<'c> Merger<'c> {
    pub(super) fn new(library: &'c Library) -> Self {
        Self { library, memory: HashMap::new(), partial: HashMap::new(), stack: Vec::new(), is_cut: false, work: 0 }
    }

    /// Whether there was more to merge than is done for one part.
    pub(super) fn is_exhausted(&self) -> bool {
        self.work > MOST_WORK
    }

    pub(super) fn expr(&mut self, expr: &Expr<'c>) -> Rc<Merged<'c>> {
        match expr {
            Expr::Schema(at) => self.schema(at),
            Expr::All(parts) => {
                let mut parts = parts.iter();
                let mut merged = parts.next().map(|it| (*self.expr(it)).clone()).unwrap_or_default();
                for part in parts {
                    let other = self.expr(part);
                    self.work += other.properties.len();
                    merged = combine::all(merged, &other);
                }
                Rc::new(merged)
            }
            Expr::Any(parts) => {
                let branches: Vec<Rc<Merged<'c>>> = parts.iter().map(|it| self.expr(it)).collect();
                Rc::new(combine::any(&branches))
            }
        }
    }

    fn schema(&mut self, at: &At<'c>) -> Rc<Merged<'c>> {
        let id = (at.file, at.node.id());
        if let Some(merged) = self.memory.get(&id) {
            return Rc::clone(merged);
        }
        if self.stack.contains(&id) || self.stack.len() >= DEEPEST || self.is_exhausted() {
            self.is_cut = true;
            return Rc::default();
        }
        let repeats = match self.partial.get(&id) {
            Some((merged, repeats)) if *repeats >= MOST_REPEATS && !self.stack.is_empty() => {
                self.is_cut = true;
                return Rc::clone(merged);
            }
            known => known.map_or(0, |(_, repeats)| *repeats),
        };
        self.stack.push(id);
        let merged = self.fresh(at);
        self.stack.pop();
        self.work += 1 + merged.properties.len();
        if !self.is_cut || self.stack.is_empty() {
            self.memory.insert(id, Rc::clone(&merged));
        } else {
            self.partial.insert(id, (Rc::clone(&merged), repeats.saturating_add(1)));
        }
        if self.stack.is_empty() {
            self.is_cut = false;
        }
        merged
    }

    fn fresh(&mut self, at: &At<'c>) -> Rc<Merged<'c>> {
        let reference = at.node.get("$ref").and_then(NodeRef::as_str);
        let target = reference.map(|it| match self.library.resolve(at, it) {
            Target::Found(target) => self.schema(&target),
            Target::Remote | Target::Missing => Rc::default(),
        });
        match target {
            Some(target) if !self.library.reads_siblings || at.node.len() == 1 => target,
            Some(target) => {
                let own = self.own(at);
                Rc::new(Merged { identity: vec![(at.file, at.node.id())], ..combine::all(own, &target) })
            }
            None => Rc::new(self.own(at)),
        }
    }

    /// A schema object without its `$ref`.
    fn own(&mut self, at: &At<'c>) -> Merged<'c> {
        let mut merged: Merged<'c> = shape::read(self.library, at);
        self.properties(at, &mut merged);
        if let Some(items) = at.get("items").filter(|it| it.node.kind() == Kind::Object) {
            merged.items = Some(Expr::Schema(items));
        }
        for part in branches(at, "allOf") {
            let other = self.schema(&part);
            merged = combine::all(merged, &other);
        }
        for key in ["oneOf", "anyOf"] {
            let branches: Vec<Rc<Merged<'c>>> = branches(at, key).iter().map(|it| self.schema(it)).collect();
            if !branches.is_empty() {
                merged = combine::all(merged, &combine::any(&branches));
            }
        }
        merged.identity = vec![(at.file, at.node.id())];
        merged
    }

    fn properties(&self, at: &At<'c>, merged: &mut Merged<'c>) {
        if let Some(list) = at.node.get("required") {
            merged.required.extend(list.items().filter_map(NodeRef::as_str));
        }
        let Some(properties) = at.get("properties").filter(|it| it.node.kind() == Kind::Object) else { return };
        for entry in properties.node.entries() {
            let child = properties.child(entry.key, Some(entry.key_span), entry.value);
            let property = Property {
                key: self.library.origin(at.file, entry.key_span),
                required_origin: merged.shape.required_origin,
                expr: Expr::Schema(child),
            };
            merged.properties.insert(entry.key, property);
        }
    }
}

fn branches<'c>(at: &At<'c>, key: &str) -> Vec<At<'c>> {
    let Some(list) = at.get(key) else { return Vec::new() };
    let items = list.node.items().enumerate();
    // A branch has no key: the place of the whole list's owner would mislead, so it stands for itself.
    items.map(|(index, node)| list.child(&index.to_string(), None, node)).collect()
}
