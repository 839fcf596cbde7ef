//! What one value breaks of what is declared, in words: for examples and defaults, of which there are few.

use crate::format::{self, Verdict};
use crate::message::{Message, dictionary as say};
use crate::model::{Constraints, Decimal, Declared, FormatChoice, LogicalType, TemporalFormat};
use crate::rule::cell::{self, TemporalMatcher};
use crate::text::{Origin, pattern};

/// Words for an example that breaks something, given the element and the example.
pub(super) type Why = fn(&str, &str) -> Message;

/// Whether a text is a literal of a type; dates and times have one of `formats`.
pub(super) fn is_literal(kind: LogicalType, formats: &[TemporalFormat], example: &str) -> bool {
    let bytes = example.as_bytes();
    match kind {
        LogicalType::Integer => cell::scan_integer(bytes).is_some(),
        LogicalType::Decimal => cell::scan_decimal(bytes).is_some(),
        LogicalType::Number => cell::scan_number(bytes).is_some(),
        LogicalType::Boolean => cell::is_boolean(bytes),
        kind if kind.is_temporal() => TemporalMatcher::new(kind, formats).read(bytes).is_some(),
        _ => true,
    }
}

/// The limit that a literal breaks, and where that is declared.
pub(super) fn limits(kind: LogicalType, all: &Constraints, example: &str) -> Option<(Why, Origin)> {
    if kind.is_numeric() { number_breaks(all, example) } else { text_breaks(all, example) }
}

fn number_breaks(all: &Constraints, example: &str) -> Option<(Why, Origin)> {
    let value = Decimal::parse(example)?.normalized();
    let least_scale = |it: &Declared<u32>| value.scale > it.value;
    let digits = value.units.unsigned_abs().checked_ilog10().map_or(1, |it| it + 1).max(value.scale);
    let too_fine = all.scale.as_ref().filter(|it| least_scale(it));
    let too_many = all.precision.as_ref().filter(|it| digits > it.value);
    if let Some(broken) = too_fine.or(too_many) {
        return Some((|id, it| say::example_scale(id, it), broken.origin));
    }
    let off_step = |it: &&Declared<Decimal>| {
        let scale = value.scale.max(it.value.scale);
        let (units, step) = (value.units_at(scale), it.value.units_at(scale));
        units.zip(step).is_some_and(|(units, step)| step > 0 && units % step != 0)
    };
    let broken = [
        all.minimum.as_ref().filter(|it| value < it.value),
        all.maximum.as_ref().filter(|it| value > it.value),
        all.exclusive_minimum.as_ref().filter(|it| value <= it.value),
        all.exclusive_maximum.as_ref().filter(|it| value >= it.value),
        all.multiple_of.as_ref().filter(off_step),
    ];
    let broken = broken.into_iter().flatten().next()?;
    Some((|id, it| say::example_range(id, it), broken.origin))
}

fn text_breaks(all: &Constraints, example: &str) -> Option<(Why, Origin)> {
    let length = example.chars().count() as u64;
    let short = all.min_length.as_ref().filter(|it| length < it.value);
    let long = all.max_length.as_ref().filter(|it| length > it.value);
    if let Some(broken) = short.or(long) {
        return Some((|id, it| say::example_length(id, it), broken.origin));
    }
    if let Some(declared) = &all.pattern
        && pattern::compile(&declared.value.0).is_ok_and(|it| !it.is_match(example.as_bytes()))
    {
        return Some((|id, it| say::example_pattern(id, it), declared.origin));
    }
    let Some(Declared { value: FormatChoice::Named(name), origin }) = &all.format else { return None };
    // No example is wrong for being of the future.
    let context = format::Context { as_of: format::Day { year: 9999, month: 12, day: 31 } };
    let verdict = (format::by_name(name)?.check)(example, &context);
    let broken = matches!(verdict, Verdict::Malformed | Verdict::Checksum);
    broken.then_some((|id, it| say::example_format(id, it), *origin))
}
