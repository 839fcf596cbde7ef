//! Where one value domain permits what another one does not.

use std::fmt::Display;
use std::sync::Arc;

use crate::model::{
    CodeList, Constraints, Decimal, Declared, Dictionary, FormatChoice, LogicalType, TemporalFormat, Unit,
};
use crate::rule::cell::allowed_beyond;
use crate::text::Origin;

/// One respect in which something is looser than what it inherits.
pub(super) struct Looser {
    /// The key that says so.
    pub(super) key: &'static str,
    /// What it says, and where.
    pub(super) own: (String, Origin),
    /// What is inherited, and where that is said.
    pub(super) base: (String, Origin),
    /// A value that only the looser pattern takes.
    pub(super) example: Option<String>,
}

/// Which way a limit grows looser.
#[derive(Clone, Copy)]
enum Looses {
    Up,
    Down,
}

/// Gathers where `own` is looser than `base`; what `own` has taken over from it is never looser.
pub(super) struct Comparing<'d> {
    dictionary: &'d Dictionary,
    pub(super) found: Vec<Looser>,
}

impl<'d> Comparing<'d> {
    pub(super) fn new(dictionary: &'d Dictionary) -> Self {
        Self { dictionary, found: Vec::new() }
    }

    /// Keeps one respect.
    pub(super) fn note<A: Display, B: Display>(
        &mut self,
        key: &'static str,
        (own, here): (A, Origin),
        (base, there): (B, Origin),
    ) {
        let (own, base) = ((own.to_string(), here), (base.to_string(), there));
        self.found.push(Looser { key, own, base, example: None });
    }

    /// Another type that is no part of the inherited one.
    pub(super) fn kind(&mut self, own: &Declared<LogicalType>, base: &Declared<LogicalType>) {
        let is_part = own.value == base.value
            || match base.value {
                LogicalType::Decimal => own.value == LogicalType::Integer,
                LogicalType::Number => own.value.is_numeric(),
                _ => false,
            };
        if !is_part {
            self.note("type", (own.value.name(), own.origin), (base.value.name(), base.origin));
        }
    }

    /// Lengths, limits and digits.
    pub(super) fn limits(&mut self, own: &Constraints, base: &Constraints) {
        self.limit("minLength", (&own.min_length, &base.min_length), Looses::Down);
        self.limit("maxLength", (&own.max_length, &base.max_length), Looses::Up);
        self.limit("minimum", (&own.minimum, &base.minimum), Looses::Down);
        self.limit("maximum", (&own.maximum, &base.maximum), Looses::Up);
        self.limit("exclusiveMinimum", (&own.exclusive_minimum, &base.exclusive_minimum), Looses::Down);
        self.limit("exclusiveMaximum", (&own.exclusive_maximum, &base.exclusive_maximum), Looses::Up);
        self.limit("precision", (&own.precision, &base.precision), Looses::Up);
        self.limit("scale", (&own.scale, &base.scale), Looses::Up);
        if let (Some(own), Some(base)) = (&own.multiple_of, &base.multiple_of)
            && !is_multiple(own.value, base.value)
        {
            self.note("multipleOf", (own.value, own.origin), (base.value, base.origin));
        }
    }

    fn limit<T: PartialOrd + Display>(
        &mut self,
        key: &'static str,
        (own, base): (&Option<Declared<T>>, &Option<Declared<T>>),
        looses: Looses,
    ) {
        let (Some(own), Some(base)) = (own, base) else { return };
        let is_looser = match looses {
            Looses::Up => own.value > base.value,
            Looses::Down => own.value < base.value,
        };
        if is_looser {
            self.note(key, (&own.value, own.origin), (&base.value, base.origin));
        }
    }

    /// Pattern, format, unit, codes, zone.
    pub(super) fn forms(&mut self, own: &Constraints, base: &Constraints) {
        self.pattern(own, base);
        if let (Some(mine), Some(theirs)) = (&own.format, &base.format)
            && !is_within(&mine.value, &theirs.value)
        {
            self.note("format", (format(&mine.value), mine.origin), (format(&theirs.value), theirs.origin));
        }
        if let (Some(mine), Some(theirs)) = (&own.unit, &base.unit)
            && mine.value != theirs.value
        {
            self.note("unit", (unit(&mine.value), mine.origin), (unit(&theirs.value), theirs.origin));
        }
        if let (Some(mine), Some(theirs)) = (&own.zone_required, &base.zone_required)
            && !mine.value
            && theirs.value
        {
            self.note("zone", ("optional", mine.origin), ("required", theirs.origin));
        }
        self.codes(own.codes.as_ref(), base.codes.as_ref());
    }

    fn pattern(&mut self, own: &Constraints, base: &Constraints) {
        let (Some(mine), Some(theirs)) = (&own.pattern, &base.pattern) else { return };
        let bound = |it: &Option<Declared<u64>>, otherwise| it.as_ref().map_or(otherwise, |it| it.value);
        let length = (bound(&own.min_length, 0), bound(&own.max_length, u64::MAX));
        // Patterns too large to be compared prove nothing.
        let Ok(Some(example)) = allowed_beyond(&mine.value.0, &theirs.value.0, length) else { return };
        self.note("pattern", (&mine.value.0, mine.origin), (&theirs.value.0, theirs.origin));
        if let Some(last) = self.found.last_mut() {
            last.example = Some(example);
        }
    }

    /// Codes of one list that another one does not have.
    pub(super) fn codes(&mut self, own: Option<&Declared<Arc<str>>>, base: Option<&Declared<Arc<str>>>) {
        let (Some(own), Some(base)) = (own, base) else { return };
        let list = |it: &Declared<Arc<str>>| self.dictionary.code_lists.get(&it.value);
        let (Some(mine), Some(theirs)) = (list(own), list(base)) else { return };
        if own.value == base.value {
            return;
        }
        let more = beyond(mine, theirs);
        if !more.is_empty() {
            let shown = format!("`{}` with {more}", own.value);
            self.note("codes", (shown, own.origin), (format!("`{}`", base.value), base.origin));
        }
    }
}

/// Whether a number is a whole multiple of another; of what cannot be told it is taken for granted.
fn is_multiple(number: Decimal, of: Decimal) -> bool {
    let scale = number.scale.max(of.scale);
    let units = number.units_at(scale).zip(of.units_at(scale));
    units.and_then(|(number, of)| number.checked_rem(of)).is_none_or(|rest| rest == 0)
}

/// The first codes of one list that the other one lacks.
fn beyond(mine: &CodeList, theirs: &CodeList) -> String {
    let more: Vec<String> =
        mine.values.keys().filter(|it| !theirs.values.contains_key(*it)).map(|it| format!("`{it}`")).collect();
    let shown = more.iter().take(3).cloned().collect::<Vec<_>>().join(", ");
    if more.len() > 3 { format!("{shown}, … +{}", more.len() - 3) } else { shown }
}

/// Whether every value of one format is one of the other: `gtin-13` is a `gtin`.
fn is_within(own: &FormatChoice, base: &FormatChoice) -> bool {
    match (own, base) {
        (FormatChoice::Named(own), FormatChoice::Named(base)) => {
            own.strip_prefix(&**base).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        }
        (FormatChoice::Temporal(own), FormatChoice::Temporal(base)) => {
            own.iter().all(|it| base.iter().any(|other| it.text() == other.text()))
        }
        _ => false,
    }
}

fn format(it: &FormatChoice) -> String {
    match it {
        FormatChoice::Named(name) => format!("`{name}`"),
        FormatChoice::Temporal(forms) => {
            forms.iter().map(|it| format!("`{}`", TemporalFormat::text(it))).collect::<Vec<_>>().join(", ")
        }
    }
}

fn unit(it: &Unit) -> String {
    match it {
        Unit::Code(code) => code.to_string(),
        Unit::Part { code, per } => format!("{code}/{per}"),
        Unit::EpochSeconds => "epochSeconds".to_owned(),
        Unit::EpochMillis => "epochMillis".to_owned(),
        Unit::Element(id) => id.to_string(),
    }
}
