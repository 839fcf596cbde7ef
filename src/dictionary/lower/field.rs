//! Fields.

use std::sync::Arc;

use super::constraint::{Formatted, domain};
use super::{Cx, value};
use crate::dictionary::part::{At, Part, entries};
use crate::dictionary::raw::{self, Either, Given, Masking};
use crate::message::dictionary as say;
use crate::model::{Constraints, Declared, Dictionary, Element, Field, LogicalType, Wire};
use crate::text::Origin;

/// The fields of a dataset whose elements exist.
pub(super) fn all(
    cx: &mut Cx<'_, '_, '_>,
    dictionary: &Dictionary,
    (part, at): (&Part, &At),
    dataset: &raw::Dataset,
) -> Vec<Field> {
    let mut fields = Vec::new();
    for (name, given) in entries(&dataset.fields) {
        let at = at.key(&name.value);
        let origin = at.origin(name.span);
        if name.value.text.is_empty() {
            cx.loading.invalid(origin, &at.path, say::name_empty("fields"), say::name_empty_help());
            continue;
        }
        let field = match (&given.value, given.span) {
            (Some(Either::Short(element)), Some(span)) => {
                let id = cx.names.element_for(part, element);
                let element = Declared::new(Arc::from(id), at.origin(span));
                cx.element_exists(&at, &element).then(|| short(&name.value.text, origin, element))
            }
            (Some(Either::Full(full)), _) => full_form(cx, (dictionary, part), (&at, &name.value.text, origin), full),
            _ => None,
        };
        fields.extend(field);
    }
    fields
}

fn short(name: &str, origin: Origin, element: Declared<Arc<str>>) -> Field {
    Field {
        name: Arc::from(name),
        origin,
        element,
        also: Vec::new(),
        required: None,
        nullable: None,
        prefix: None,
        suffix: None,
        trim: false,
        format: None,
        wire: None,
        map: None,
        codes: None,
        mask_allowed: false,
        scheme: None,
        role: None,
        asserted_by: None,
    }
}

fn full_form(
    cx: &mut Cx<'_, '_, '_>,
    (dictionary, part): (&Dictionary, &Part),
    (at, name, origin): (&At, &str, Origin),
    raw: &raw::Field,
) -> Option<Field> {
    let mut named = cx.element(&at.key("element"), &raw.element);
    if let Some(it) = &mut named {
        it.value = Arc::from(cx.names.element_for(part, &it.value));
    }
    let element = named.as_ref().and_then(|it| dictionary.elements.get(&it.value)).cloned();
    let codes = cx.code_list(&at.key("codes"), &raw.codes);
    let map = map(cx, at, raw, (codes.as_ref(), element.as_deref()));
    let kind = element.as_ref().map(|it| it.kind.value);
    let mut wire = wire(cx, &at.key("wire"), &raw.wire, kind);
    let format = format(cx, at, raw, kind, &mut wire);
    let scheme = scheme(cx, at, raw, element.as_deref());
    Some(Field {
        also: value::names(cx.loading, &at.key("also"), &raw.also),
        required: value::flag(at, &raw.required),
        nullable: value::flag(at, &raw.nullable),
        prefix: affix(&raw.prefix),
        suffix: affix(&raw.suffix),
        trim: raw.trim.value.unwrap_or(false),
        format,
        wire,
        map,
        codes,
        mask_allowed: raw.mask.value.is_some_and(|it| it.0 == Masking::Allowed),
        scheme,
        role: raw.from.value.as_deref().map(Arc::from),
        asserted_by: raw.asserted_by.value.as_deref().map(Arc::from),
        ..short(name, origin, named?)
    })
}

/// The field's identifier scheme: one that its element knows, where the element names any.
fn scheme(cx: &mut Cx<'_, '_, '_>, at: &At, raw: &raw::Field, element: Option<&Element>) -> Option<Declared<Arc<str>>> {
    let at = at.key("scheme");
    let scheme = value::text(&at, &raw.scheme)?;
    let known = element.map(|it| it.schemes.as_slice()).unwrap_or_default();
    if !known.is_empty() && !known.contains(&scheme.value) {
        let message = say::no_scheme(&scheme.value, &element?.id);
        cx.loading.dangling((&at, scheme.origin), message, &scheme.value, known.iter().map(|it| &**it));
        return None;
    }
    Some(scheme)
}

fn affix(given: &Given<String>) -> Option<Arc<str>> {
    given.value.as_deref().filter(|it| !it.is_empty()).map(Arc::from)
}

/// The name of a map that the field's code list has.
fn map(
    cx: &mut Cx<'_, '_, '_>,
    at: &At,
    raw: &raw::Field,
    (codes, element): (Option<&Declared<Arc<str>>>, Option<&Element>),
) -> Option<Declared<Arc<str>>> {
    let at_map = at.key("map");
    let map = value::text(&at_map, &raw.map)?;
    let Some(list) = codes.or_else(|| element?.constraints.codes.as_ref()) else {
        // Where the element or the list itself is missing, that was reported.
        if element.is_some() && raw.codes.span.is_none() {
            let message = say::map_without_codes(at.name());
            cx.loading.invalid(map.origin, &at_map.path, message, say::map_without_codes_help());
        }
        return None;
    };
    let declared = cx.names.code_lists.get(&*list.value)?;
    let maps = declared.given.value.as_ref().map(|it| &it.maps);
    let known: Vec<&str> = maps.into_iter().flat_map(entries).map(|(name, _)| &*name.value.text).collect();
    if known.contains(&&*map.value) {
        return Some(map);
    }
    let message = say::no_map(&map.value, &list.value);
    cx.loading.dangling((&at_map, map.origin), message, &map.value, known);
    None
}

fn wire(cx: &mut Cx<'_, '_, '_>, at: &At, given: &Given<raw::Wire>, element: Option<LogicalType>) -> Option<Wire> {
    let (raw, span) = given.get()?;
    let kind = value::choice(at, &raw.kind);
    let unit = cx.unit(&at.key("unit"), &raw.unit);
    let values = kind.as_ref().map(|it| it.value).or(element);
    let constraints = match values {
        Some(values) => Constraints { unit: None, ..cx.constraints(at, &domain!(raw), values) },
        None => Constraints::default(),
    };
    Some(Wire { origin: at.origin(span), kind, unit, constraints })
}

/// The field's own format; one of the dictionary's own becomes a pattern of the wire form.
fn format(
    cx: &mut Cx<'_, '_, '_>,
    at: &At,
    raw: &raw::Field,
    element: Option<LogicalType>,
    wire: &mut Option<Wire>,
) -> Option<Declared<crate::model::FormatChoice>> {
    let span = raw.format.span?;
    let at = at.key("format");
    let origin = at.origin(span);
    let told = wire.as_ref().and_then(|it| it.kind.as_ref()).map(|it| it.value);
    let kind = element.filter(|it| it.is_temporal()).or(told).or(element)?;
    if !kind.is_temporal() && kind != LogicalType::String {
        let message = say::does_not_apply("format", kind.name());
        cx.loading.invalid(origin, &at.path, message, say::does_not_apply_help("format"));
        return None;
    }
    match cx.format(&at, &raw.format, kind)? {
        Formatted::Choice(choice) => Some(choice),
        Formatted::Pattern(pattern) => {
            let nothing = || Wire { origin, kind: None, unit: None, constraints: Constraints::default() };
            wire.get_or_insert_with(nothing).constraints.pattern.get_or_insert(pattern);
            None
        }
    }
}
