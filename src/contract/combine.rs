//! Schemas that hold together (`allOf`, a reference with keywords beside it) and schemas of which one holds.

use std::sync::Arc;

use indexmap::map::Entry;

use super::merge::{Expr, Merged, Property};
use crate::model::{Bound, Declared, DeclaredShape};

type Limit<T> = Option<Declared<T>>;

/// What both say.
pub(super) fn all<'c>(mut a: Merged<'c>, b: &Merged<'c>) -> Merged<'c> {
    if a.shape.types_origin.is_none() && b.shape.types_origin.is_some() {
        a.definition = b.definition.or(a.definition);
        a.pointer = Arc::clone(&b.pointer);
    }
    a.null = match (a.null, b.null) {
        (None, it) | (it, None) => it,
        (Some(x), Some(y)) => Some((x && y) || a.is_null_forced || b.is_null_forced),
    };
    a.is_null_forced |= b.is_null_forced;
    a.is_null_only |= b.is_null_only;
    intersect(&mut a.shape, &b.shape);
    for (name, property) in &b.properties {
        match a.properties.entry(name) {
            Entry::Vacant(slot) => drop(slot.insert(property.clone())),
            Entry::Occupied(mut slot) => {
                let mine = slot.get_mut();
                mine.expr = Expr::both(&mine.expr, &property.expr);
            }
        }
    }
    a.required.extend(b.required.iter());
    a.items = match (a.items.take(), &b.items) {
        (Some(mine), Some(other)) => Some(Expr::both(&mine, other)),
        (mine, other) => mine.or_else(|| other.clone()),
    };
    a.description = a.description.or_else(|| b.description.clone());
    a.is_deprecated |= b.is_deprecated;
    a.direction = a.direction.with(b.direction);
    a.identity.extend(&b.identity);
    a.identity.sort_unstable();
    a.identity.dedup();
    a
}

fn intersect(a: &mut DeclaredShape, b: &DeclaredShape) {
    if a.types.is_empty() {
        a.types.clone_from(&b.types);
        a.types_origin = a.types_origin.or(b.types_origin);
    } else if !b.types.is_empty() {
        let integer =
            |types: &[Arc<str>], name: &Arc<str>| &**name == "integer" && types.iter().any(|it| &**it == "number");
        let mut both: Vec<Arc<str>> =
            a.types.iter().filter(|it| b.types.contains(it) || integer(&b.types, it)).cloned().collect();
        both.extend(b.types.iter().filter(|it| !a.types.contains(it) && integer(&a.types, it)).cloned());
        if !both.is_empty() {
            a.types = both;
        }
    }
    a.nullable_origin = a.nullable_origin.or(b.nullable_origin);
    a.required_origin = a.required_origin.or(b.required_origin);
    tighten(&mut a.min_length, b.min_length.as_ref(), |x, y| x > y);
    tighten(&mut a.max_length, b.max_length.as_ref(), |x, y| x < y);
    tighten(&mut a.minimum, b.minimum.as_ref(), is_higher);
    tighten(&mut a.maximum, b.maximum.as_ref(), is_lower);
    tighten(&mut a.max_items, b.max_items.as_ref(), |x, y| x < y);
    tighten(&mut a.multiple_of, b.multiple_of.as_ref(), |_, _| false);
    tighten(&mut a.format, b.format.as_ref(), |_, _| false);
    tighten(&mut a.pattern, b.pattern.as_ref(), |_, _| false);
    tighten(&mut a.unit, b.unit.as_ref(), |_, _| false);
    for meaning in &b.meanings {
        if !a.meanings.iter().any(|it| it.code == meaning.code) {
            a.meanings.push(meaning.clone());
        }
    }
    a.samples.extend(b.samples.iter().cloned());
    if let (Some(mine), Some(other)) = (&mut a.values, &b.values) {
        mine.value.retain(|it| other.value.iter().any(|more| more.value == it.value));
    } else {
        a.values = a.values.take().or_else(|| b.values.clone());
    }
}

/// Takes `other` where there is nothing yet or where it is the better of the two.
fn tighten<T: Clone>(mine: &mut Limit<T>, other: Option<&Declared<T>>, better: impl Fn(&T, &T) -> bool) {
    if let Some(other) = other
        && mine.as_ref().is_none_or(|it| better(&other.value, &it.value))
    {
        *mine = Some(other.clone());
    }
}

/// Whether a lower limit leaves less than another.
fn is_higher(a: &Bound, b: &Bound) -> bool {
    a.value > b.value || (a.value == b.value && a.exclusive && !b.exclusive)
}

/// Whether an upper limit leaves less than another.
fn is_lower(a: &Bound, b: &Bound) -> bool {
    a.value < b.value || (a.value == b.value && a.exclusive && !b.exclusive)
}

/// What holds whichever of `branches` holds. Branches that are only null make the rest nullable.
pub(super) fn any<'c>(branches: &[std::rc::Rc<Merged<'c>>]) -> Merged<'c> {
    let null = branches.iter().find(|it| it.is_null_only);
    let real: Vec<&Merged<'c>> = branches.iter().map(|it| &**it).filter(|it| !it.is_null_only).collect();
    let mut merged = match real.as_slice() {
        [] => null.map(|it| (**it).clone()).unwrap_or_default(),
        [only] => (*only).clone(),
        [first, ..] => several(first, &real),
    };
    if let Some(null) = null {
        merged.null = Some(true);
        merged.is_null_forced = true;
        merged.shape.nullable_origin = merged.shape.nullable_origin.or(null.shape.nullable_origin);
    }
    merged.identity = branches.iter().flat_map(|it| it.identity.iter().copied()).collect();
    merged.identity.sort_unstable();
    merged.identity.dedup();
    merged
}

fn several<'c>(first: &Merged<'c>, all: &[&Merged<'c>]) -> Merged<'c> {
    let mut merged = Merged { definition: first.definition, pointer: Arc::clone(&first.pointer), ..Merged::default() };
    merged.shape = union(all);
    merged.null = all.iter().filter_map(|it| it.null).reduce(|a, b| a || b);
    merged.is_null_forced = all.iter().any(|it| it.is_null_forced);
    for branch in all {
        for (name, property) in &branch.properties {
            merged.properties.entry(name).or_insert_with(|| one_of(all, name, property));
        }
    }
    let common = first.required.iter().filter(|name| all.iter().all(|it| it.required.contains(*name)));
    merged.required = common.copied().collect();
    if all.iter().any(|it| it.items.is_some()) {
        merged.items = Some(Expr::one_of(all.iter().filter_map(|it| it.items.as_ref())));
    }
    merged.is_deprecated = all.iter().all(|it| it.is_deprecated);
    merged
}

/// A property as all branches that have it declare it.
fn one_of<'c>(all: &[&Merged<'c>], name: &str, first: &Property<'c>) -> Property<'c> {
    let kinds = all.iter().filter_map(|it| it.properties.get(name)).map(|it| &it.expr);
    Property { expr: Expr::one_of(kinds), ..first.clone() }
}

fn union(all: &[&Merged<'_>]) -> DeclaredShape {
    let mut shape = DeclaredShape::default();
    // A branch without a type permits any: then the whole says nothing of types.
    if all.iter().all(|it| !it.shape.types.is_empty()) {
        for name in all.iter().flat_map(|it| &it.shape.types) {
            if !shape.types.contains(name) {
                shape.types.push(Arc::clone(name));
            }
        }
    }
    shape.types_origin = all.iter().find_map(|it| it.shape.types_origin);
    shape.nullable_origin = all.iter().find_map(|it| it.shape.nullable_origin);
    shape.required_origin = all.iter().find_map(|it| it.shape.required_origin);
    let texts = of_type(all, &["string"]);
    let numbers = of_type(all, &["integer", "number"]);
    shape.min_length = weakest(&texts, |it| &it.min_length, |x, y| x < y);
    shape.max_length = weakest(&texts, |it| &it.max_length, |x, y| x > y);
    shape.minimum = weakest(&numbers, |it| &it.minimum, |x, y| is_higher(y, x));
    shape.maximum = weakest(&numbers, |it| &it.maximum, |x, y| is_lower(y, x));
    shape.max_items = weakest(&of_type(all, &["array"]), |it| &it.max_items, |x, y| x > y);
    shape.multiple_of = same(&numbers, |it| &it.multiple_of);
    shape.format = same(all, |it| &it.format);
    shape.pattern = same(&texts, |it| &it.pattern);
    shape.unit = same(all, |it| &it.unit);
    shape.meanings = all.iter().flat_map(|it| it.shape.meanings.iter().cloned()).collect();
    let lists: Option<Vec<_>> = all.iter().map(|it| it.shape.values.as_ref()).collect();
    if let Some(lists) = lists
        && let Some(first) = lists.first()
    {
        let values = lists.iter().flat_map(|it| it.value.iter().cloned()).collect();
        shape.values = Some(Declared::new(values, first.origin));
    }
    shape
}

/// Branches that permit one of the types.
fn of_type<'m, 'c>(all: &[&'m Merged<'c>], types: &[&str]) -> Vec<&'m Merged<'c>> {
    let fits =
        |it: &Merged<'_>| it.shape.types.is_empty() || it.shape.types.iter().any(|name| types.contains(&&**name));
    all.iter().copied().filter(|it| fits(it)).collect()
}

/// The limit that leaves most, if every branch has one.
fn weakest<T: Clone>(
    all: &[&Merged<'_>],
    limit: impl Fn(&DeclaredShape) -> &Limit<T>,
    weaker: impl Fn(&T, &T) -> bool,
) -> Limit<T> {
    let limits: Option<Vec<&Declared<T>>> = all.iter().map(|it| limit(&it.shape).as_ref()).collect();
    limits?.into_iter().reduce(|a, b| if weaker(&b.value, &a.value) { b } else { a }).cloned()
}

/// What all branches say alike.
fn same<T: Clone + PartialEq>(all: &[&Merged<'_>], keyword: impl Fn(&DeclaredShape) -> &Limit<T>) -> Limit<T> {
    let said: Option<Vec<&Declared<T>>> = all.iter().map(|it| keyword(&it.shape).as_ref()).collect();
    let said = said?;
    let first = *said.first()?;
    said.iter().all(|it| it.value == first.value).then(|| first.clone())
}
