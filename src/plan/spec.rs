//! What is declared of a field's values, gathered from element, field, wire form, entity and system.

use std::sync::Arc;

use crate::model::{
    Constraints, Dataset, Decimal, Declared, Dictionary, Element, Field, FormatChoice, Grain, LogicalType, System,
    TemporalFormat, Unit, class_of,
};
use crate::rule::{CodeDomain, FieldSpec, Hides};
use crate::text::{Mask, Origin};

/// Gathers the declarations of one field. `None` where its element or system does not exist, which loading has reported.
pub fn field_spec(dictionary: &Dictionary, dataset: &Dataset, field: &Field) -> Option<FieldSpec> {
    let element = dictionary.element(&field.element.value)?;
    let system = dictionary.systems.get(&dataset.system)?;
    let kind = field.wire.as_ref().and_then(|wire| wire.kind.clone()).unwrap_or_else(|| element.kind.clone());
    let constraints = constraints(element, field, &kind);
    let (nullable, nullable_origin) = nullable(dictionary, dataset, field, element);
    let (temporal, temporal_origin) = temporal(&constraints, &kind);
    let transport = &system.transport;
    let nulls: Arc<[Arc<str>]> = match &transport.nulls {
        Some(nulls) => nulls.value.clone().into(),
        None => Arc::from([Arc::from("")]),
    };
    Some(FieldSpec {
        dataset: Arc::clone(&dataset.id),
        field: Arc::clone(&field.name),
        origin: field.origin,
        in_key: in_key(dictionary, dataset, element),
        kind,
        nullable,
        nullable_origin,
        required_if: element.required_if.clone().filter(|_| nullable),
        codes: code_domain(dictionary, system, element, field),
        constraints,
        temporal,
        temporal_origin,
        zone: transport.zone.as_ref().map(|it| Arc::clone(&it.value)),
        nulls,
        pending: transport.pending.clone().into(),
        guards: transport.guards.clone().into(),
        prefix: field.prefix.clone(),
        suffix: field.suffix.clone(),
        trim: field.trim,
        mask_allowed: field.mask_allowed,
        hides: hides(dictionary, element),
        mask: if element.is_protected() { Mask::Shape } else { Mask::Show },
        element: Arc::clone(element),
    })
}

/// What there is to say of a column that nobody declared: text, of which nothing is known and nothing is shown.
pub fn undeclared_spec(dictionary: &Dictionary, dataset: &Dataset, name: &Arc<str>) -> Option<FieldSpec> {
    let transport = &dictionary.systems.get(&dataset.system)?.transport;
    let element = Element::undeclared(name, dataset.origin);
    let nulls = transport.nulls.as_ref().map_or_else(|| Arc::from([Arc::from("")]), |it| it.value.clone().into());
    Some(FieldSpec {
        dataset: Arc::clone(&dataset.id),
        field: Arc::clone(name),
        origin: dataset.origin,
        in_key: false,
        kind: element.kind.clone(),
        nullable: true,
        nullable_origin: dataset.origin,
        required_if: None,
        codes: None,
        constraints: Constraints::default(),
        temporal: Vec::new(),
        temporal_origin: dataset.origin,
        zone: None,
        nulls,
        pending: transport.pending.clone().into(),
        guards: transport.guards.clone().into(),
        prefix: None,
        suffix: None,
        trim: false,
        mask_allowed: false,
        hides: None,
        mask: Mask::Shape,
        element: Arc::new(element),
    })
}

/// What the policy asks of masked values of an element.
fn hides(dictionary: &Dictionary, element: &Element) -> Option<Hides> {
    let class = class_of(element).filter(|_| element.is_protected())?;
    let least = dictionary.privacy.mask.get(class.id)?.clone();
    Some(Hides { class, least, basis: dictionary.privacy.basis.clone() })
}

fn in_key(dictionary: &Dictionary, dataset: &Dataset, element: &Element) -> bool {
    let entity = dataset.entity.as_ref().and_then(|it| dictionary.entities.get(&it.value));
    entity.is_some_and(|it| it.key.iter().any(|part| part.value == element.id))
}

/// As the field says, else the element, else null is forbidden exactly where the entity requires the element.
fn nullable(dictionary: &Dictionary, dataset: &Dataset, field: &Field, element: &Element) -> (bool, Origin) {
    if let Some(told) = field.nullable.as_ref().or(element.nullable.as_ref()) {
        return (told.value, told.origin);
    }
    if matches!(&dataset.layout.grain, Grain::BlankContinuation(blank) if blank.contains(&element.id)) {
        // Later lines leave it blank by their layout; that the first one holds it is the layout's own check.
        return (true, dataset.layout.origin.unwrap_or(field.origin));
    }
    let entity = dataset.entity.as_ref().and_then(|it| dictionary.entities.get(&it.value));
    let required = entity.and_then(|it| it.required.iter().chain(&it.key).find(|part| part.value == element.id));
    match required {
        Some(part) => (false, part.origin),
        None => (true, field.origin),
    }
}

/// The element's constraints in the terms of the wire form, with the field's own on top.
fn constraints(element: &Element, field: &Field, kind: &Declared<LogicalType>) -> Constraints {
    let mut all = element.constraints.clone();
    if let Some(wire) = &field.wire {
        if !same_family(element.kind.value, kind.value) {
            all = Constraints { codes: all.codes, ..Constraints::default() };
        } else if let Some(factor) = factor(all.unit.as_ref(), wire.unit.as_ref()) {
            scale_by(&mut all, factor);
        }
        overlay(&mut all, &wire.constraints);
        if wire.unit.is_some() {
            all.unit.clone_from(&wire.unit);
        }
    }
    if field.format.is_some() {
        all.format.clone_from(&field.format);
    }
    if field.codes.is_some() {
        all.codes.clone_from(&field.codes);
    }
    if kind.value == LogicalType::Integer {
        all.scale = None;
    }
    all
}

/// Whether constraints of one type mean the same in another: numbers among themselves, and text written with digits.
fn same_family(element: LogicalType, wire: LogicalType) -> bool {
    element == wire
        || (element.is_numeric() && wire.is_numeric())
        || (element == LogicalType::String && wire == LogicalType::Integer)
        || (element.is_temporal() && wire.is_temporal())
}

/// How many wire units make one canonical unit, where both are of one currency.
fn factor(canonical: Option<&Declared<Unit>>, wire: Option<&Declared<Unit>>) -> Option<Factor> {
    let parts = |unit: &Unit| match unit {
        Unit::Code(code) => Some((Arc::clone(code), 1)),
        Unit::Part { code, per } => Some((Arc::clone(code), *per)),
        _ => None,
    };
    let (other, to) = parts(&wire?.value)?;
    // An element that names no unit is in whole units of whatever currency the wire writes parts of.
    let (code, from) = canonical.map_or(Some((Arc::clone(&other), 1)), |it| parts(&it.value))?;
    (code == other && from != 0).then_some(Factor { times: i128::from(to), over: i128::from(from) })
}

#[derive(Clone, Copy)]
struct Factor {
    times: i128,
    over: i128,
}

fn scale_by(all: &mut Constraints, factor: Factor) {
    let convert = |limit: &mut Option<Declared<Decimal>>| {
        if let Some(it) = limit {
            let units = it.value.units.checked_mul(factor.times).filter(|units| units % factor.over == 0);
            match units {
                Some(units) => it.value = Decimal { units: units / factor.over, scale: it.value.scale }.normalized(),
                None => *limit = None,
            }
        }
    };
    convert(&mut all.minimum);
    convert(&mut all.maximum);
    convert(&mut all.exclusive_minimum);
    convert(&mut all.exclusive_maximum);
    convert(&mut all.multiple_of);
    // A hundredth has two digits fewer after the point; how many in all is the wire's own business.
    all.precision = None;
    all.scale = None;
}

fn overlay(all: &mut Constraints, wire: &Constraints) {
    macro_rules! take {
        ($($field:ident),*) => { $( if wire.$field.is_some() { all.$field.clone_from(&wire.$field); } )* };
    }
    take!(pattern, min_length, max_length, minimum, maximum, exclusive_minimum, exclusive_maximum);
    take!(multiple_of, precision, scale, format, unit, codes, zone_required);
}

fn temporal(constraints: &Constraints, kind: &Declared<LogicalType>) -> (Vec<TemporalFormat>, Origin) {
    if !kind.value.is_temporal() {
        return (Vec::new(), kind.origin);
    }
    match &constraints.format {
        Some(Declared { value: FormatChoice::Temporal(formats), origin }) => (formats.clone(), *origin),
        // Nothing is declared, so nothing may be an error that ISO 8601 can read.
        _ => (vec![TemporalFormat::Iso8601], kind.origin),
    }
}

fn code_domain(dictionary: &Dictionary, system: &System, element: &Element, field: &Field) -> Option<CodeDomain> {
    let named = field.codes.as_ref().or(element.constraints.codes.as_ref())?;
    let list = dictionary.code_lists.get(&named.value)?;
    let map = match &field.map {
        Some(name) => list.maps.get(&name.value).map(|map| (map, name.origin)),
        None => list.maps.get(&system.id).map(|map| (map, map.origin)),
    };
    let accepted = match map {
        Some((map, _)) => {
            map.entries.iter().map(|(local, code)| (Arc::clone(local), Arc::clone(&code.value))).collect()
        }
        None => list.values.keys().map(|code| (Arc::clone(code), Arc::clone(code))).collect(),
    };
    Some(CodeDomain {
        list: Arc::clone(list),
        origin: named.origin,
        map: map.map(|(map, origin)| Declared::new(Arc::clone(&map.name), origin)),
        accepted,
    })
}
