//! A named type to declared fields, level by level, so that what is cut off is always the deepest.

use std::sync::Arc;

use super::types::{Body, Member, TypeSet, Value};
use crate::contract::problem::Noted;
use crate::contract::{ContractProblem, Lowered};
use crate::message::contract;
use crate::model::{Carrier, Decimal, Declared, DeclaredField, DeclaredShape, Direction, Sample, Site};
use crate::text::Origin;

/// Most fields of one part.
const MOST_FIELDS: usize = 50_000;

/// Beyond this level fields are only read while there are few.
const NEAR_LEVEL: usize = 3;

/// Most fields beyond [`NEAR_LEVEL`].
const MOST_DEEP: usize = 5_000;

/// Deepest level of objects.
const DEEPEST: usize = 24;

/// Most other paths of one field.
const MOST_ALIASES: usize = 4;

/// Longest chain of names that stand for each other.
const LONGEST_CHAIN: usize = 32;

/// A value with all names followed.
#[derive(Default)]
struct Resolved<'t> {
    shape: DeclaredShape,
    members: Vec<&'t Member>,
    /// What a list holds; what maps hold has no path.
    items: Option<&'t Value>,
    /// Full name of the record, so that circles are seen.
    record: Option<&'t str>,
    definition: Option<Origin>,
    description: Option<Declared<Arc<str>>>,
}

struct Item<'t> {
    parent: Option<usize>,
    member: Option<&'t Member>,
    name: Arc<str>,
    path: Arc<str>,
    aliases: Vec<Arc<str>>,
    site: Origin,
    is_required: bool,
    direction: Direction,
    resolved: Resolved<'t>,
    level: usize,
    children: Vec<usize>,
    is_listed: bool,
}

struct Lowering<'t> {
    types: &'t TypeSet,
    items: Vec<Item<'t>>,
    levels: Option<usize>,
    is_cut: bool,
}

/// The fields of `value`, which stands at `whole`.
pub(in crate::contract) fn lower(types: &TypeSet, (value, whole): (&Value, Origin), levels: Option<usize>) -> Lowered {
    let levels = levels.into_iter().chain(types.levels).min();
    let mut lowering = Lowering { types, items: Vec::new(), levels, is_cut: false };
    let resolved = types.resolve(value);
    lowering.items.push(Item {
        parent: None,
        member: None,
        name: Arc::from(""),
        path: Arc::from(""),
        aliases: Vec::new(),
        site: whole,
        is_required: true,
        direction: Direction::Unknown,
        resolved,
        level: 0,
        children: Vec::new(),
        is_listed: false,
    });
    let mut next = 0;
    while next < lowering.items.len() {
        lowering.expand(next);
        next += 1;
    }
    let problems = lowering.problems(whole);
    Lowered { fields: lowering.fields(), whole, problems, is_read: true }
}

impl TypeSet {
    /// What is said of a value, here and by the types it is of.
    pub(in crate::contract) fn shape_of(&self, value: &Value) -> DeclaredShape {
        self.resolve(value).shape
    }

    fn resolve<'t>(&'t self, value: &'t Value) -> Resolved<'t> {
        let mut resolved =
            Resolved { shape: value.shape.clone(), items: value.items.as_deref(), ..Resolved::default() };
        resolved.members = value.members.iter().collect();
        let mut at = value;
        for _ in 0..LONGEST_CHAIN {
            let Some((full, named)) = at.of.as_deref().and_then(|it| self.find(it)) else { break };
            resolved.definition = Some(named.origin);
            // What is said of a record is not said of every field that holds one.
            if !matches!(named.body, Body::Record(_)) {
                resolved.description = resolved.description.or_else(|| named.description.clone());
            }
            match &named.body {
                Body::Record(record) => {
                    fill_types(&mut resolved.shape, "object", at.origin);
                    resolved.members = self.members(record);
                    resolved.record = Some(full);
                    break;
                }
                Body::Enum(list) => {
                    fill_types(&mut resolved.shape, "string", at.origin);
                    let values = list.values.iter().map(|it| Declared::new(Arc::clone(&it.text), it.origin)).collect();
                    resolved.shape.values.get_or_insert_with(|| Declared::new(values, named.origin));
                    break;
                }
                Body::Alias(inner) => {
                    narrow(&mut resolved.shape, &inner.shape);
                    resolved.items = resolved.items.or(inner.items.as_deref());
                    let known = |name: &str, of: &[&Member]| of.iter().any(|it| &*it.name == name);
                    for member in &inner.members {
                        if !known(&member.name, &resolved.members) {
                            resolved.members.push(member);
                        }
                    }
                    at = inner;
                }
            }
        }
        self.unite(&mut resolved, &at.variants);
        resolved.items = resolved.items.filter(|_| resolved.shape.types.iter().any(|it| &**it == "array"));
        resolved
    }

    /// One of several: the types of all, the members of any.
    fn unite<'t>(&'t self, resolved: &mut Resolved<'t>, variants: &'t [Value]) {
        let all: Vec<Resolved<'t>> = variants.iter().map(|it| self.resolve_flat(it)).collect();
        for one in all {
            for name in &one.shape.types {
                if !resolved.shape.types.contains(name) {
                    resolved.shape.types.push(Arc::clone(name));
                }
            }
            resolved.shape.types_origin = resolved.shape.types_origin.or(one.shape.types_origin);
            resolved.items = resolved.items.or(one.items);
            for member in one.members {
                if !resolved.members.iter().any(|it| it.name == member.name) {
                    resolved.members.push(member);
                }
            }
        }
    }

    /// A variant; unions within unions are not unfolded.
    fn resolve_flat<'t>(&'t self, value: &'t Value) -> Resolved<'t> {
        match value.of.as_deref().and_then(|it| self.find(it)).map(|(_, it)| &it.body) {
            Some(Body::Alias(inner)) if !inner.variants.is_empty() => Resolved::default(),
            _ if !value.variants.is_empty() => Resolved::default(),
            _ => self.resolve(value),
        }
    }
}

/// What a named record or list says of the type of a value that is of it.
fn fill_types(shape: &mut DeclaredShape, name: &str, origin: Origin) {
    if shape.types.is_empty() {
        shape.types.push(Arc::from(name));
        shape.types_origin = shape.types_origin.or(Some(origin));
    }
}

/// What a type says whose other name carries `shape`: what is said nearer stays.
fn narrow(shape: &mut DeclaredShape, of: &DeclaredShape) {
    if shape.types.is_empty() {
        shape.types.clone_from(&of.types);
        shape.types_origin = of.types_origin.or(shape.types_origin);
        shape.is_native = of.is_native;
    }
    shape.nullable |= of.nullable;
    shape.nullable_origin = shape.nullable_origin.or(of.nullable_origin);
    macro_rules! inherit {
        ($($field:ident)*) => { $( if shape.$field.is_none() { shape.$field.clone_from(&of.$field); } )* };
    }
    inherit!(format pattern min_length max_length minimum maximum multiple_of precision scale values);
}

impl<'t> Lowering<'t> {
    fn expand(&mut self, index: usize) {
        let Some(item) = self.items.get(index) else { return };
        let (level, members, items) = (item.level, item.resolved.members.clone(), item.resolved.items);
        let is_relation = item.member.is_some_and(|it| it.is_relation);
        if (members.is_empty() && items.is_none()) || is_relation || self.recurs(index) {
            return;
        }
        if self.levels.is_some_and(|most| level >= most) {
            return;
        }
        if level >= DEEPEST || (level >= NEAR_LEVEL && self.items.len() > MOST_DEEP) {
            self.is_cut = true;
            return;
        }
        for member in members.into_iter().filter(|it| !(it.is_relation && self.types.hides_relations)) {
            self.push(index, Some(member), &member.value);
        }
        if let Some(value) = items {
            self.push(index, None, value);
        }
    }

    /// Whether an item that holds this one is the same record.
    fn recurs(&self, index: usize) -> bool {
        let Some(item) = self.items.get(index) else { return true };
        let Some(record) = item.resolved.record else { return false };
        let mut above = item.parent;
        while let Some(it) = above.and_then(|index| self.items.get(index)) {
            if it.resolved.record == Some(record) {
                return true;
            }
            above = it.parent;
        }
        false
    }

    fn push(&mut self, parent: usize, member: Option<&'t Member>, value: &'t Value) {
        if self.items.len() >= MOST_FIELDS {
            self.is_cut = true;
            return;
        }
        let resolved = self.types.resolve(value);
        let index = self.items.len();
        let Some(above) = self.items.get_mut(parent) else { return };
        above.children.push(index);
        let path = joined(&above.path, member.map(|it| &*it.name));
        let aliases = aliases(above, member);
        let direction = member.map(|it| it.direction).filter(|it| *it != Direction::Unknown);
        // Objects in a list stand for nothing but what they hold; records are the items of a type that is a list.
        let holds = !resolved.members.is_empty() || resolved.items.is_some();
        let item = Item {
            parent: Some(parent),
            member,
            name: member.map_or_else(|| Arc::clone(&above.name), |it| Arc::clone(&it.name)),
            path,
            aliases,
            site: member.map_or(above.site, |it| it.site),
            is_required: member.is_none_or(|it| it.is_required),
            direction: direction.unwrap_or(above.direction),
            resolved,
            level: above.level + usize::from(member.is_some()),
            children: Vec::new(),
            is_listed: member.is_some() || (parent > 0 && !holds),
        };
        self.items.push(item);
    }

    fn problems(&self, whole: Origin) -> Vec<ContractProblem> {
        if !self.is_cut {
            return Vec::new();
        }
        let message = contract::too_many_fields(self.items.len());
        let problem = Noted::unread(whole.span, message, contract::too_many_fields_help());
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

fn joined(above: &str, name: Option<&str>) -> Arc<str> {
    match (above, name) {
        ("", None) => Arc::from(""),
        ("", Some(name)) => Arc::from(name),
        (path, None) => Arc::from(format!("{path}[]")),
        (path, Some(name)) => Arc::from(format!("{path}.{name}")),
    }
}

/// Other paths of a member: by its other names, and below the other paths of what holds it.
fn aliases(above: &Item<'_>, member: Option<&Member>) -> Vec<Arc<str>> {
    let name = member.map(|it| &*it.name);
    let others = member.map(|it| it.aliases.as_slice()).unwrap_or_default();
    let mut found: Vec<Arc<str>> = others.iter().map(|it| joined(&above.path, Some(it))).collect();
    for outer in &above.aliases {
        found.push(joined(outer, others.first().map(|it| &**it).or(name)));
    }
    found.truncate(MOST_ALIASES);
    found
}

fn field(item: &Item<'_>, required: bool) -> DeclaredField {
    let own = item.member.and_then(|it| it.description.clone());
    let mut shape = item.resolved.shape.clone();
    shape.samples.extend(item.member.and_then(sample));
    DeclaredField {
        path: Arc::clone(&item.path),
        definition: Site::Source(item.resolved.definition.unwrap_or(item.site)),
        pointer: item.member.and_then(|it| it.pointer.clone()),
        required,
        deprecated: item.member.is_some_and(|it| it.is_deprecated),
        description: own.or_else(|| item.resolved.description.clone()),
        direction: item.direction,
        carrier: item.member.map_or(Carrier::Body, |it| it.carrier),
        shape,
        aliases: item.aliases.clone(),
        ..DeclaredField::new(Arc::clone(&item.name), Site::Source(item.site))
    }
}

/// The default of a member, where it is a plain value.
fn sample(member: &Member) -> Option<Sample> {
    let default = member.default.as_ref()?;
    let text = &*default.value;
    let quoted = text
        .strip_prefix('\'')
        .and_then(|it| it.strip_suffix('\''))
        .or_else(|| text.strip_prefix('"').and_then(|it| it.strip_suffix('"')));
    let (text, kind) = match (quoted, text) {
        (Some(inner), _) => (inner, "string"),
        (None, "true" | "false" | "TRUE" | "FALSE") => (text, "boolean"),
        (None, _) if Decimal::parse(text).is_some() => (text, "number"),
        // A call, a name or a nested value: nothing that can be held against a constraint.
        (None, _) => return None,
    };
    Some(Sample { text: Arc::from(text), kind, is_default: true, origin: default.origin })
}
