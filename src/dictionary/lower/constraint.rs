//! Value domains of elements and wire forms.

use std::sync::Arc;

use super::{Cx, temporal, value};
use crate::dictionary::part::At;
use crate::dictionary::raw::{Count, Exact, Given, OneOrMany};
use crate::message::dictionary as say;
use crate::model::{Constraints, Declared, FormatChoice, LogicalType, Pattern, Unit};
use crate::text::{Origin, Span, nearest};

/// The keys that elements and wire forms share.
pub(super) struct Domain<'r> {
    pub(super) pattern: &'r Given<String>,
    pub(super) format: &'r Given<OneOrMany>,
    pub(super) unit: &'r Given<String>,
    pub(super) min_length: &'r Given<Count>,
    pub(super) max_length: &'r Given<Count>,
    pub(super) minimum: &'r Given<Exact>,
    pub(super) maximum: &'r Given<Exact>,
    pub(super) exclusive_minimum: &'r Given<Exact>,
    pub(super) exclusive_maximum: &'r Given<Exact>,
    pub(super) multiple_of: &'r Given<Exact>,
    pub(super) precision: &'r Given<Count>,
    pub(super) scale: &'r Given<Count>,
}

/// The domain of an element or wire form.
macro_rules! domain {
    ($of:expr) => {
        $crate::dictionary::lower::constraint::Domain {
            pattern: &$of.pattern,
            format: &$of.format,
            unit: &$of.unit,
            min_length: &$of.min_length,
            max_length: &$of.max_length,
            minimum: &$of.minimum,
            maximum: &$of.maximum,
            exclusive_minimum: &$of.exclusive_minimum,
            exclusive_maximum: &$of.exclusive_maximum,
            multiple_of: &$of.multiple_of,
            precision: &$of.precision,
            scale: &$of.scale,
        }
    };
}
pub(super) use domain;

/// What a `format` makes of values.
pub(super) enum Formatted {
    /// A built-in format, or forms of dates.
    Choice(Declared<FormatChoice>),
    /// A format of the dictionary itself: its pattern.
    Pattern(Declared<Pattern>),
}

impl Cx<'_, '_, '_> {
    /// The constraints of values of type `kind`.
    pub(super) fn constraints(&mut self, at: &At, domain: &Domain<'_>, kind: LogicalType) -> Constraints {
        self.check_applies(at, domain, kind);
        let to_u64 = |it: Declared<u32>| Declared::new(u64::from(it.value), it.origin);
        let format = self.format(&at.key("format"), domain.format, kind);
        let unit = self.unit(&at.key("unit"), domain.unit);
        let loading = &mut *self.loading;
        let mut all = Constraints {
            pattern: value::regex(loading, &at.key("pattern"), domain.pattern),
            min_length: value::count(loading, &at.key("minLength"), domain.min_length).map(to_u64),
            max_length: value::count(loading, &at.key("maxLength"), domain.max_length).map(to_u64),
            minimum: value::exact(loading, &at.key("minimum"), domain.minimum),
            maximum: value::exact(loading, &at.key("maximum"), domain.maximum),
            exclusive_minimum: value::exact(loading, &at.key("exclusiveMinimum"), domain.exclusive_minimum),
            exclusive_maximum: value::exact(loading, &at.key("exclusiveMaximum"), domain.exclusive_maximum),
            multiple_of: value::exact(loading, &at.key("multipleOf"), domain.multiple_of),
            precision: value::count(loading, &at.key("precision"), domain.precision),
            scale: value::count(loading, &at.key("scale"), domain.scale),
            unit,
            ..Constraints::default()
        };
        match format {
            Some(Formatted::Choice(choice)) => all.format = Some(choice),
            Some(Formatted::Pattern(pattern)) if all.pattern.is_none() => all.pattern = Some(pattern),
            Some(Formatted::Pattern(_)) => {
                let origin = domain.format.span.map_or(Origin::default(), |span| at.origin(span));
                self.loading.unchecked("format+pattern", origin, say::unchecked_key("format", owner(at)));
            }
            None => {}
        }
        all
    }

    /// Reports keys that say nothing of values of the type: nothing would ever check them.
    fn check_applies(&mut self, at: &At, domain: &Domain<'_>, kind: LogicalType) {
        let text = kind == LogicalType::String;
        let number = kind.is_numeric();
        let keys: [(&str, Option<Span>, bool); 12] = [
            ("pattern", domain.pattern.span, text),
            ("format", domain.format.span, text || kind.is_temporal()),
            ("unit", domain.unit.span, number),
            ("minLength", domain.min_length.span, text),
            ("maxLength", domain.max_length.span, text),
            ("minimum", domain.minimum.span, number),
            ("maximum", domain.maximum.span, number),
            ("exclusiveMinimum", domain.exclusive_minimum.span, number),
            ("exclusiveMaximum", domain.exclusive_maximum.span, number),
            ("multipleOf", domain.multiple_of.span, number),
            ("precision", domain.precision.span, number),
            ("scale", domain.scale.span, number),
        ];
        for (key, span, applies) in keys {
            if let (Some(span), false) = (span, applies) {
                let path = format!("{}.{key}", at.path);
                let message = say::does_not_apply(key, kind.name());
                let written = if key == "unit" { domain.unit.value.as_deref() } else { None };
                let help = written
                    .filter(|_| kind == LogicalType::Timestamp)
                    .and_then(temporal::counted)
                    .map_or_else(|| say::does_not_apply_help(key), say::format_counted_help);
                self.loading.invalid(at.origin(span), &path, message, help);
            }
        }
    }

    /// What `format` means for values of type `kind`.
    pub(super) fn format(&mut self, at: &At, given: &Given<OneOrMany>, kind: LogicalType) -> Option<Formatted> {
        let (OneOrMany(items), span) = given.get()?;
        let forms: Vec<(&str, Origin)> =
            items.iter().filter_map(|it| Some((it.value.as_deref()?, at.origin(it.span.unwrap_or(span))))).collect();
        let origin = at.origin(span);
        if kind.is_temporal() {
            let forms: Vec<_> = forms.into_iter().filter_map(|form| temporal::form(self, at, form, kind)).collect();
            let choice = Declared::new(FormatChoice::Temporal(forms.clone()), origin);
            return (!forms.is_empty()).then_some(Formatted::Choice(choice));
        }
        if kind != LogicalType::String {
            return None;
        }
        match forms.as_slice() {
            [(name, origin)] => self.named_format(at, name, *origin),
            [] => None,
            _ => {
                self.loading.invalid(origin, &at.path, say::format_several(), say::format_several_help());
                None
            }
        }
    }

    fn named_format(&mut self, at: &At, name: &str, origin: Origin) -> Option<Formatted> {
        let names = self.names;
        if let Some(own) = names.formats.get(name) {
            let pattern = own.given.value.as_ref().map(|it| &it.pattern)?;
            let (text, span) = pattern.get()?;
            // A pattern that does not compile is reported where it is defined.
            crate::text::pattern::compile(text).ok()?;
            let pattern = Pattern(Arc::from(text.as_str()));
            return Some(Formatted::Pattern(Declared::new(pattern, own.at.origin(span))));
        }
        let built_in = &self.loading.known.formats;
        if built_in.is_empty() || built_in.contains(&name) {
            return Some(Formatted::Choice(Declared::new(FormatChoice::Named(Arc::from(name)), origin)));
        }
        let near = nearest(name, built_in.iter().copied().chain(names.formats.keys().copied()));
        let help = near.map_or_else(say::format_unknown_help, say::write_instead);
        self.loading.invalid(origin, &at.path, say::format_unknown(name), help);
        None
    }

    /// What `unit` means.
    pub(super) fn unit(&mut self, at: &At, given: &Given<String>) -> Option<Declared<Unit>> {
        let (text, span) = given.get()?;
        let origin = at.origin(span);
        let unit = match text.as_str() {
            "epochSeconds" => Some(Unit::EpochSeconds),
            "epochMillis" => Some(Unit::EpochMillis),
            it if self.names.elements.contains_key(it) => Some(Unit::Element(Arc::from(it))),
            it if it.contains('.') => {
                self.element_exists(at, &Declared::new(Arc::from(it), origin));
                return None;
            }
            it => coded_unit(it),
        };
        if unit.is_none() {
            let near = nearest(text, ["epochSeconds", "epochMillis"]);
            let help = near.map_or_else(say::unit_help, say::write_instead);
            self.loading.invalid(origin, &at.path, say::unit_unusable(text), help);
        }
        unit.map(|unit| Declared::new(unit, origin))
    }
}

/// A code of two or three capitals and digits, alone or in parts.
fn coded_unit(text: &str) -> Option<Unit> {
    let is_code =
        |it: &str| (2..=3).contains(&it.len()) && it.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    match text.split_once('/') {
        Some((code, per)) => {
            let per = per.parse().ok().filter(|it| *it > 0);
            per.filter(|_| is_code(code)).map(|per| Unit::Part { code: Arc::from(code), per })
        }
        None => is_code(text).then(|| Unit::Code(Arc::from(text))),
    }
}

/// The id of what the keys at `at` belong to.
pub(super) fn owner(at: &At) -> &str {
    at.path.split_once('.').map_or(at.path.as_str(), |(_, id)| id)
}
