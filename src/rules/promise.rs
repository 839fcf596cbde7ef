//! What a contract promises of the values of one field, and the values of a file that do not keep it.

use std::collections::HashSet;
use std::sync::Arc;

use crate::format::{Context, Day, NamedFormat, Verdict, by_name};
use crate::message::{Message, contract_drift as drift};
use crate::model::{Bound, Date, Decimal, Declared, DeclaredShape, LogicalType, TemporalFormat};
use crate::rule::FieldSpec;
use crate::rule::cell::{Matcher, TemporalMatcher, Words};
use crate::rule::column::{Counted, Detector, Held, Interest, Told, of_text};
use crate::text::{Origin, Signs};

/// What is promised, in the order in which a value is held against it. A value breaks the first that it does not keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aspect {
    /// Its type.
    Kind,
    /// The kind that its container holds it as.
    Held,
    /// That it is one of a list.
    Values,
    /// How fine it is.
    Step,
    /// How long it is.
    Length,
    /// What it looks like.
    Pattern,
    /// Its named format.
    Format,
    /// Its limits.
    Range,
}

impl Aspect {
    /// All of them.
    pub const ALL: [Self; 8] =
        [Self::Kind, Self::Held, Self::Values, Self::Step, Self::Length, Self::Pattern, Self::Format, Self::Range];

    /// What a finding on it is about.
    pub fn name(self) -> &'static str {
        match self {
            Self::Kind | Self::Held => "type",
            Self::Values => "enum",
            Self::Step => "step",
            Self::Length => "length",
            Self::Pattern => "pattern",
            Self::Format => "format",
            Self::Range => "range",
        }
    }

    /// The rules that say of a contract that it disagrees with the dictionary in this: where one has, data that keep to the
    /// dictionary disagree with the contract too, and that is no news.
    fn told_by(self) -> &'static [&'static str] {
        match self {
            Self::Kind | Self::Held => &["type-mismatch", "identifier-as-number", "money-as-float"],
            Self::Values => &["enum-mismatch"],
            Self::Step => &["scale-exceeded"],
            Self::Length => &["length-exceeded"],
            Self::Pattern => &["pattern-mismatch"],
            Self::Format => &["format-mismatch", "date-format", "zone-missing"],
            Self::Range => &["range-exceeded"],
        }
    }

    /// The keyword of the contract that promises it.
    pub fn keyword(self, shape: &DeclaredShape) -> Option<Origin> {
        match self {
            Self::Kind | Self::Held => shape.types_origin,
            Self::Values => shape.values.as_ref().map(|it| it.origin),
            Self::Step => {
                let step = shape.multiple_of.as_ref().map(|it| it.origin);
                let scale = shape.scale.as_ref().map(|it| it.origin);
                step.or(scale).or_else(|| shape.precision.as_ref().map(|it| it.origin))
            }
            Self::Length => {
                let most = shape.max_length.as_ref().map(|it| it.origin);
                most.or_else(|| shape.min_length.as_ref().map(|it| it.origin))
            }
            Self::Pattern => shape.pattern.as_ref().map(|it| it.origin),
            Self::Format => shape.format.as_ref().map(|it| it.origin),
            Self::Range => {
                let most = shape.maximum.as_ref().map(|it| it.origin);
                most.or_else(|| shape.minimum.as_ref().map(|it| it.origin))
            }
        }
    }

    /// The aspect that a finding is about.
    pub fn of(subject: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == subject)
    }

    fn class(self) -> u8 {
        (1..).zip(Self::ALL).find(|(_, it)| *it == self).map_or(0, |(class, _)| class)
    }
}

/// The promises of one field that values can break.
pub struct Promise {
    shape: DeclaredShape,
    open: Vec<Aspect>,
    values: HashSet<Arc<str>>,
    pattern: Option<Matcher>,
    form: Option<Form>,
    context: Context,
    /// Whether the container holds values in the kinds that the contract declares.
    is_json: bool,
}

/// A format that values can be held against.
enum Form {
    Temporal(TemporalMatcher),
    Named(&'static NamedFormat),
    /// Whole numbers of so many bits.
    Bits(u32),
}

impl Promise {
    /// What `shape` promises; none where nothing is left that a value could break. `told` are the rules that found the
    /// contract to disagree with the dictionary in this field.
    pub fn new(shape: &DeclaredShape, told: &dyn Fn(&str) -> bool, is_json: bool, as_of: Date) -> Option<Self> {
        let is_open = |it: &Aspect| !it.told_by().iter().any(|rule| told(rule));
        let open: Vec<Aspect> =
            Aspect::ALL.into_iter().filter(is_open).filter(|it| it.keyword(shape).is_some()).collect();
        let Date { year, month, day } = as_of;
        let promise = Self {
            values: shape.values.iter().flat_map(|it| &it.value).map(|it| Arc::clone(&it.value)).collect(),
            pattern: shape.pattern.as_ref().and_then(|it| Matcher::new(&it.value).ok()),
            form: shape.format.as_ref().filter(|_| !shape.is_native).and_then(|it| form(&it.value)),
            shape: shape.clone(),
            open,
            context: Context { as_of: Day { year, month, day } },
            is_json,
        };
        (!promise.open.is_empty()).then_some(promise)
    }

    fn breaks(&self, text: &str) -> Option<Aspect> {
        self.open.iter().copied().find(|it| match it {
            Aspect::Kind => !self.is_of_type(text),
            Aspect::Held => false,
            Aspect::Values => !self.values.contains(text),
            Aspect::Step => self.is_too_fine(text),
            Aspect::Length => self.is_out_of_length(text),
            Aspect::Pattern => self.pattern.as_ref().is_some_and(|it| !it.is_match(text.as_bytes())),
            Aspect::Format => self.form.as_ref().is_some_and(|it| !it.holds(text, self.context)),
            Aspect::Range => self.is_out_of_range(text),
        })
    }

    fn permits(&self, name: &str) -> bool {
        self.shape.types.iter().any(|it| &**it == name)
    }

    /// Whether the text can be a value of one of the declared types; what is text itself can be anything.
    fn is_of_type(&self, text: &str) -> bool {
        let number = || Decimal::parse(text);
        self.shape.types.is_empty()
            || ["string", "object", "array"].into_iter().any(|it| self.permits(it))
            || (self.permits("boolean") && matches!(text, "true" | "false"))
            || (self.permits("number") && number().is_some())
            || (self.permits("integer") && number().is_some_and(|it| it.normalized().scale == 0))
    }

    fn is_too_fine(&self, text: &str) -> bool {
        let Some(value) = Decimal::parse(text) else { return false };
        let value = value.normalized();
        let step = self.shape.multiple_of.as_ref().map(|it| it.value);
        let off_step = step.is_some_and(|step| is_between_steps(value, step) == Some(true));
        let digits = value.units.unsigned_abs().checked_ilog10().map_or(1, |it| it + 1).max(value.scale);
        off_step
            || self.shape.scale.as_ref().is_some_and(|it| value.scale > it.value)
            || self.shape.precision.as_ref().is_some_and(|it| digits > it.value)
    }

    fn is_out_of_length(&self, text: &str) -> bool {
        let length = text.chars().count() as u64;
        self.shape.max_length.as_ref().is_some_and(|it| length > it.value)
            || self.shape.min_length.as_ref().is_some_and(|it| length < it.value)
    }

    fn is_out_of_range(&self, text: &str) -> bool {
        let Some(value) = Decimal::parse(text) else { return false };
        let beyond =
            |limit: &Option<Declared<Bound>>, upper| limit.as_ref().is_some_and(|it| !it.value.permits(value, upper));
        beyond(&self.shape.maximum, true) || beyond(&self.shape.minimum, false)
    }

    fn types(&self) -> String {
        let names: Vec<String> = self.shape.types.iter().map(|it| format!("`{it}`")).collect();
        names.join(" | ")
    }

    /// The kind that a value must be held as, because it is none of the declared ones.
    fn held(&self, value: &str) -> &'static str {
        let numeric = self.permits("number") || self.permits("integer");
        match () {
            () if matches!(value, "true" | "false") && !self.permits("boolean") => "boolean",
            () if !self.permits("string") && (numeric || Decimal::parse(value).is_none()) => "string",
            () => "number",
        }
    }

    /// What the first value that breaks it is said to do.
    fn worded(&self, aspect: Aspect, field: &str, (shown, value): (&str, &str)) -> Message {
        let shape = &self.shape;
        match aspect {
            Aspect::Kind => drift::kind(field, self.types(), shown),
            Aspect::Held => drift::held(field, self.types(), self.held(value)),
            Aspect::Values => drift::values(field, shown),
            Aspect::Step => match (&shape.multiple_of, &shape.scale, &shape.precision) {
                (Some(step), ..) => drift::step(field, step.value, shown),
                (_, Some(scale), _) => drift::scale(field, scale.value, shown),
                (.., precision) => drift::precision(field, precision.as_ref().map_or(0, |it| it.value), shown),
            },
            Aspect::Length => {
                let length = value.chars().count() as u64;
                match (&shape.max_length, &shape.min_length) {
                    (Some(most), _) if length > most.value => drift::longer(field, most.value, length),
                    (_, least) => drift::shorter(field, least.as_ref().map_or(0, |it| it.value), length),
                }
            }
            Aspect::Pattern => drift::pattern(field, shape.pattern.as_ref().map_or("", |it| &*it.value), shown),
            Aspect::Format => drift::format(field, shape.format.as_ref().map_or("", |it| &*it.value), shown),
            Aspect::Range => match (&shape.maximum, &shape.minimum, Decimal::parse(value)) {
                (Some(most), _, Some(value)) if !most.value.permits(value, true) => {
                    drift::above(field, most.value.value, shown)
                }
                (_, least, _) => {
                    drift::below(field, least.as_ref().map_or(Decimal::default(), |it| it.value.value), shown)
                }
            },
        }
    }
}

impl Detector for Promise {
    fn interests(&self) -> Vec<Interest> {
        vec![Interest::ANY]
    }

    fn class(&self, cell: &[u8], _: Signs) -> u8 {
        of_text(cell, |text| self.breaks(text).map_or(0, Aspect::class))
    }

    fn class_held(&self, held: Held) -> u8 {
        let named: &[&str] = match held {
            Held::Text => &["string"],
            Held::Number => &["number", "integer"],
            Held::Bool => &["boolean"],
        };
        let fits = self.shape.types.is_empty() || named.iter().any(|it| self.permits(it));
        if fits || !self.is_json || !self.open.contains(&Aspect::Held) { 0 } else { Aspect::Held.class() }
    }

    fn judge(&self, spec: &FieldSpec, counted: &Counted<'_>) -> Vec<Told> {
        let told = |aspect: Aspect| {
            let class = aspect.class();
            let first = (counted.of(class) > 0).then(|| (counted.first)(class)).flatten()?;
            let message = self.worded(aspect, &spec.field, first);
            let words = Words::of_field(spec, message, drift::label(), drift::help(&spec.field));
            Some(Told { subject: aspect.name().to_owned(), ..Told::new(&[class], words) })
        };
        Aspect::ALL.into_iter().filter_map(told).collect()
    }
}

impl Form {
    fn holds(&self, text: &str, context: Context) -> bool {
        match self {
            Self::Temporal(matcher) => matcher.read(text.as_bytes()).is_some(),
            Self::Named(format) => !matches!((format.check)(text, &context), Verdict::Malformed),
            Self::Bits(bits) => Decimal::parse(text)
                .and_then(|it| it.units_at(0))
                .is_none_or(|it| it >= -(1_i128 << (bits - 1)) && it < (1_i128 << (bits - 1))),
        }
    }
}

/// The format called `name`, where everybody means the same by it.
fn form(name: &str) -> Option<Form> {
    let temporal = |kind| Some(Form::Temporal(TemporalMatcher::new(kind, &[TemporalFormat::Rfc3339])));
    match name {
        "date-time" => temporal(LogicalType::Timestamp),
        "date" => temporal(LogicalType::Date),
        "time" => temporal(LogicalType::Time),
        "int32" => Some(Form::Bits(32)),
        "int64" => Some(Form::Bits(64)),
        "uuid" | "email" | "ipv4" | "ipv6" | "uri" => by_name(name).map(Form::Named),
        _ => None,
    }
}

/// Whether a value is no multiple of a step; none where that cannot be told exactly.
fn is_between_steps(value: Decimal, step: Decimal) -> Option<bool> {
    let scale = value.scale.max(step.scale);
    let (value, step) = (value.units_at(scale)?, step.units_at(scale)?);
    (step != 0).then(|| value % step != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told<T>(value: T) -> Declared<T> {
        Declared::new(value, Origin::default())
    }

    fn number(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn a_value_breaks_the_first_promise_that_it_does_not_keep() {
        let typed = |name: &str| DeclaredShape {
            types: vec![Arc::from(name)],
            types_origin: Some(Origin::default()),
            ..DeclaredShape::default()
        };
        let bound = |text| Some(told(Bound { value: number(text), exclusive: false }));
        let listed = Some(told(vec![Declared::new(Arc::from("A"), Origin::default())]));
        let format = |kind: &str, name: &str| DeclaredShape { format: Some(told(Arc::from(name))), ..typed(kind) };
        for (shape, value, expected) in [
            (typed("integer"), "12", None),
            (typed("integer"), "12.50", Some(Aspect::Kind)),
            (typed("integer"), "a", Some(Aspect::Kind)),
            (typed("number"), "1e3", None),
            (typed("boolean"), "1", Some(Aspect::Kind)),
            (typed("string"), "12", None),
            (DeclaredShape { values: listed, ..typed("string") }, "B", Some(Aspect::Values)),
            (DeclaredShape { multiple_of: Some(told(number("0.05"))), ..typed("number") }, "1.15", None),
            (DeclaredShape { multiple_of: Some(told(number("0.05"))), ..typed("number") }, "1.12", Some(Aspect::Step)),
            (DeclaredShape { scale: Some(told(2)), ..typed("number") }, "1.120", None),
            (DeclaredShape { scale: Some(told(2)), ..typed("number") }, "1.125", Some(Aspect::Step)),
            (DeclaredShape { precision: Some(told(3)), ..typed("number") }, "12.34", Some(Aspect::Step)),
            (DeclaredShape { max_length: Some(told(2)), ..typed("string") }, "订单", None),
            (DeclaredShape { max_length: Some(told(2)), ..typed("string") }, "订单号", Some(Aspect::Length)),
            (
                DeclaredShape { pattern: Some(told(Arc::from("^[0-9]+$"))), ..typed("string") },
                "a",
                Some(Aspect::Pattern),
            ),
            (format("string", "date-time"), "2026-07-01 09:15:30", Some(Aspect::Format)),
            (format("string", "date-time"), "2026-07-01T09:15:30+08:00", None),
            (format("string", "date"), "2026-02-30", Some(Aspect::Format)),
            (format("integer", "int32"), "2147483648", Some(Aspect::Format)),
            (format("string", "our-own"), "x", None),
            (DeclaredShape { maximum: bound("10"), ..typed("number") }, "10.0", None),
            (DeclaredShape { maximum: bound("10"), ..typed("number") }, "10.1", Some(Aspect::Range)),
            (DeclaredShape { minimum: bound("1"), ..typed("integer") }, "0", Some(Aspect::Range)),
        ] {
            let promise = Promise::new(&shape, &|_| false, false, Date { year: 2026, month: 1, day: 1 }).unwrap();
            assert_eq!(promise.breaks(value), expected, "{value} {shape:?}");
        }
    }

    #[test]
    fn what_the_contract_was_found_to_say_wrong_is_no_promise() {
        let shape = DeclaredShape { max_length: Some(told(2)), ..DeclaredShape::default() };
        let today = Date { year: 2026, month: 1, day: 1 };
        assert!(Promise::new(&shape, &|rule| rule == "length-exceeded", false, today).is_none());
        assert!(Promise::new(&shape, &|rule| rule == "enum-mismatch", false, today).is_some());
        assert!(Promise::new(&DeclaredShape::default(), &|_| false, false, today).is_none());
    }
}
