//! Simple types: restrictions with their facets, lists and unions.

use std::sync::Arc;

use super::super::typed::types::Value;
use super::super::xml::{At, Attribute};
use super::Schema;
use crate::model::{Bound, Decimal, Declared, DeclaredShape};
use crate::text::Origin;

impl Schema<'_, '_, '_, '_> {
    /// A `simpleType`. Nesting is bounded by the depth of the tree.
    pub(super) fn simple(&mut self, node: At<'_>, at: Origin) -> Value {
        if let Some(restriction) = node.child("restriction") {
            return self.restriction(restriction, at);
        }
        if let Some(list) = node.child("list") {
            let items = match (list.attribute("itemType"), list.child("simpleType")) {
                (Some(name), _) => self.of_type(&name.value, self.at(name.span)),
                (_, Some(inline)) => self.simple(inline, at),
                _ => Value::default(),
            };
            return Value::list(items, ("list", at));
        }
        let mut value = Value::scalar(&[], None, ("union", at));
        if let Some(union) = node.child("union") {
            let names = union.attribute("memberTypes");
            for name in names.iter().flat_map(|it| it.value.split_ascii_whitespace()) {
                let variant = self.of_type(name, names.map_or(at, |it| self.at(it.span)));
                value.variants.push(variant);
            }
            for inline in union.all("simpleType") {
                let variant = self.simple(inline, at);
                value.variants.push(variant);
            }
        }
        value
    }

    /// A base and the facets that narrow it.
    pub(super) fn restriction(&mut self, node: At<'_>, at: Origin) -> Value {
        let mut value = match (node.attribute("base"), node.child("simpleType")) {
            (Some(base), _) => self.of_type(&base.value, self.at(base.span)),
            (_, Some(inline)) => self.simple(inline, at),
            _ => Value::default(),
        };
        let (mut values, mut patterns) = (Vec::new(), Vec::new());
        for facet in node.children() {
            let Some(limit) = facet.attribute("value") else { continue };
            let origin = self.at(limit.span);
            match facet.name.as_str() {
                "enumeration" => values.push(Declared::new(Arc::from(limit.value.as_str()), origin)),
                "pattern" => patterns.push((limit.value.as_str(), origin)),
                name => facet_of(&mut value.shape, (name, limit), origin),
            }
        }
        if let Some(first) = values.first() {
            let origin = first.origin;
            value.shape.values = Some(Declared::new(values, origin));
        }
        // Several patterns of one step are alternatives, and each is matched whole.
        if let Some((_, origin)) = patterns.first() {
            let all: Vec<&str> = patterns.iter().map(|(it, _)| *it).collect();
            value.shape.pattern = Some(Declared::new(Arc::from(format!("^(?:{})$", all.join("|"))), *origin));
        }
        value
    }
}

fn facet_of(shape: &mut DeclaredShape, (name, limit): (&str, &Attribute), at: Origin) {
    let text = limit.value.trim();
    let count = || text.parse::<u64>().ok().map(|it| Declared::new(it, at));
    let digits = || text.parse::<u32>().ok().map(|it| Declared::new(it, at));
    let bound = |exclusive| Decimal::parse(text).map(|value| Declared::new(Bound { value, exclusive }, at));
    match name {
        "maxLength" => shape.max_length = count(),
        "minLength" => shape.min_length = count(),
        "length" => (shape.min_length, shape.max_length) = (count(), count()),
        "minInclusive" => shape.minimum = bound(false),
        "maxInclusive" => shape.maximum = bound(false),
        "minExclusive" => shape.minimum = bound(true),
        "maxExclusive" => shape.maximum = bound(true),
        "totalDigits" => shape.precision = digits(),
        "fractionDigits" => shape.scale = digits(),
        _ => {}
    }
}
