//! Values in the one form in which systems are compared: 分 as 元, epochs and local times as instants, local codes as canonical ones.

use std::sync::Arc;

use indexmap::IndexMap;

use super::FieldSpec;
use crate::model::civil::{DAY, SECOND};
use crate::model::{Decimal, LogicalType, TemporalFormat, TemporalKind, Unit, Zone};

/// A value that can be compared with the same element's in any system.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'c> {
    /// An exact number in the element's own unit.
    Number(Decimal),
    /// Nanoseconds since 1970-01-01T00:00:00Z.
    Instant(i128),
    /// Days since 1970-01-01.
    Day(i32),
    /// Nanoseconds since midnight.
    Time(i64),
    /// True or false.
    Boolean(bool),
    /// A text, or a canonical code.
    Text(&'c str),
}

/// Why two forms of one element cannot be brought together without loss.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// No factor leads from one unit to the other.
    Unit,
    /// No rule leads from one type to the other.
    Type,
    /// A local time whose zone nobody declares.
    Zone,
    /// A day where an instant is wanted.
    TimeOfDay,
}

/// What the value of one cell loses on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellLoss {
    /// A change of clocks skips or repeats the local time: which instant it is nobody knows.
    Clocks,
    /// The time of the day, where a day is wanted.
    Clock,
}

/// How cells of one field become values.
#[derive(Clone, Debug)]
pub struct Canonical {
    form: Form,
    zone: Zone,
    /// The finest difference in time that values of this field can tell, in nanoseconds; 0 for what is no time.
    pub step: i64,
    /// What is lost on the way.
    pub loss: Option<Loss>,
}

#[derive(Clone, Debug)]
enum Form {
    Text,
    Codes(IndexMap<Arc<str>, Arc<str>>),
    Boolean,
    /// Times a power of ten.
    Number(i32),
    /// So many nanoseconds each.
    Epoch {
        each: i64,
        day: bool,
    },
    Temporal {
        formats: Vec<TemporalFormat>,
        wire: TemporalKind,
        day: bool,
    },
    Unreadable,
}

impl Canonical {
    /// How `spec` is read where the enterprise's own zone is `zone`.
    pub fn of(spec: &FieldSpec, zone: Option<&str>) -> Self {
        let named = spec.zone.as_deref().or(zone);
        let (form, step, loss) = form(spec);
        let is_instant = spec.element.kind.value == LogicalType::Timestamp;
        let may_lack = spec.temporal.iter().any(|it| it.carries_offset() != Some(true));
        let lacks_zone = matches!(form, Form::Temporal { .. }) && is_instant && named.is_none() && may_lack;
        let loss = loss.or(lacks_zone.then_some(Loss::Zone));
        Self { form, zone: named.and_then(Zone::parse).unwrap_or(Zone::Fixed(0)), step, loss }
    }

    /// The value of a cell that its own checks found right; `None` where it still cannot be read.
    pub fn read<'c>(&'c self, cell: &'c [u8]) -> Option<Value<'c>> {
        let text = std::str::from_utf8(cell).ok()?;
        match &self.form {
            Form::Text => Some(Value::Text(text)),
            Form::Codes(codes) => codes.get(text).map(|it| Value::Text(it)),
            Form::Boolean => text.parse().ok().map(Value::Boolean),
            Form::Number(shift) => Decimal::parse(text)?.times_ten_to(*shift).map(Value::Number),
            Form::Epoch { each, day } => {
                let number = Decimal::parse(text)?.times_ten_to(if *each == SECOND { 9 } else { 6 })?;
                self.instant(number.units_at(0)?, *day)
            }
            Form::Temporal { formats, wire, day } => {
                let civil = formats.iter().find_map(|it| it.read(*wire, cell))?;
                match wire {
                    TemporalKind::Date => Some(Value::Day(civil.day)),
                    TemporalKind::Time => Some(Value::Time(civil.nanos)),
                    TemporalKind::Timestamp if *day && civil.offset.is_none() => Some(Value::Day(civil.day)),
                    TemporalKind::Timestamp => self.instant(self.zone.instant(civil)?, *day),
                }
            }
            Form::Unreadable => None,
        }
    }

    /// What the value of a cell that can be read loses.
    pub fn loses(&self, cell: &[u8]) -> Option<CellLoss> {
        match &self.form {
            Form::Temporal { formats, wire: TemporalKind::Timestamp, day } => {
                let civil = formats.iter().find_map(|it| it.read(TemporalKind::Timestamp, cell))?;
                let has_clock = *day && civil.nanos != 0;
                let is_turned = !*day && self.zone.is_turned(civil);
                has_clock.then_some(CellLoss::Clock).or(is_turned.then_some(CellLoss::Clocks))
            }
            _ => None,
        }
    }

    fn instant(&self, instant: i128, day: bool) -> Option<Value<'static>> {
        if day { self.zone.day_of(instant).map(Value::Day) } else { Some(Value::Instant(instant)) }
    }
}

fn form(spec: &FieldSpec) -> (Form, i64, Option<Loss>) {
    if let Some(codes) = &spec.codes {
        let form = if codes.map.is_some() { Form::Codes(codes.accepted.clone()) } else { Form::Text };
        return (form, 0, None);
    }
    let (element, wire) = (spec.element.kind.value, spec.kind.value);
    match element {
        LogicalType::String => (Form::Text, 0, None),
        LogicalType::Boolean if matches!(wire, LogicalType::Boolean | LogicalType::String) => (Form::Boolean, 0, None),
        LogicalType::Integer | LogicalType::Decimal | LogicalType::Number => number(spec),
        LogicalType::Date | LogicalType::Time | LogicalType::Timestamp => temporal(spec, element, wire),
        _ => (Form::Unreadable, 0, Some(Loss::Type)),
    }
}

fn number(spec: &FieldSpec) -> (Form, i64, Option<Loss>) {
    if !(spec.kind.value.is_numeric() || spec.kind.value == LogicalType::String) {
        return (Form::Unreadable, 0, Some(Loss::Type));
    }
    let unit = |it: &crate::model::Constraints| it.unit.as_ref().map(|it| it.value.clone());
    match shift(unit(&spec.element.constraints).as_ref(), unit(&spec.constraints).as_ref()) {
        Some(shift) => (Form::Number(shift), 0, None),
        None => (Form::Unreadable, 0, Some(Loss::Unit)),
    }
}

fn temporal(spec: &FieldSpec, element: LogicalType, wire: LogicalType) -> (Form, i64, Option<Loss>) {
    let day = element == LogicalType::Date;
    if !wire.is_temporal() {
        let each = match spec.constraints.unit.as_ref().map(|it| &it.value) {
            Some(Unit::EpochSeconds) => SECOND,
            Some(Unit::EpochMillis) => SECOND / 1_000,
            _ => return (Form::Unreadable, 0, Some(Loss::Type)),
        };
        return (Form::Epoch { each, day }, if day { DAY } else { each }, None);
    }
    let step = spec.temporal.iter().map(TemporalFormat::step).max().unwrap_or(SECOND);
    let (wire, loss) = match (element, wire) {
        (LogicalType::Time, LogicalType::Time) => (TemporalKind::Time, None),
        (LogicalType::Time, _) | (_, LogicalType::Time) => return (Form::Unreadable, 0, Some(Loss::Type)),
        (LogicalType::Timestamp, LogicalType::Date) => (TemporalKind::Date, Some(Loss::TimeOfDay)),
        (_, LogicalType::Date) => (TemporalKind::Date, None),
        _ => (TemporalKind::Timestamp, None),
    };
    let step = if day || wire == TemporalKind::Date { DAY } else { step };
    (Form::Temporal { formats: spec.temporal.clone(), wire, day }, step, loss)
}

/// The power of ten that leads from the wire's unit to the canonical one.
fn shift(canonical: Option<&Unit>, wire: Option<&Unit>) -> Option<i32> {
    match (canonical, wire) {
        (None, Some(Unit::Part { per, .. })) => power(*per).map(|it| -it),
        (None | Some(Unit::Element(_)), _) | (_, None | Some(Unit::Element(_))) => Some(0),
        (Some(canonical), Some(wire)) => {
            let ((code, per), (other, parts)) = (measured(canonical)?, measured(wire)?);
            if code == other {
                return Some(power(per)? - power(parts)?);
            }
            let metric = |code: &str| METRIC.iter().find(|(it, ..)| *it == code).map(|(_, of, power)| (*of, *power));
            let ((of, power), (others, other_power)) = (metric(code)?, metric(other)?);
            (of == others).then_some(other_power - power)
        }
    }
}

fn measured(unit: &Unit) -> Option<(&str, u32)> {
    match unit {
        Unit::Code(code) => Some((code, 1)),
        Unit::Part { code, per } => Some((code, *per)),
        _ => None,
    }
}

/// Which power of ten `per` is.
fn power(per: u32) -> Option<i32> {
    (0_u8..=9).find(|it| 10_u32.pow(u32::from(*it)) == per).map(i32::from)
}

/// Metric units of UN/CEFACT Recommendation 20: code, what it measures, power of ten of the base unit.
const METRIC: [(&str, char, i32); 14] = [
    ("KGM", 'm', 3),
    ("GRM", 'm', 0),
    ("MGM", 'm', -3),
    ("TNE", 'm', 6),
    ("MTR", 'l', 0),
    ("DMT", 'l', -1),
    ("CMT", 'l', -2),
    ("MMT", 'l', -3),
    ("KMT", 'l', 3),
    ("LTR", 'v', 0),
    ("DLT", 'v', -1),
    ("CLT", 'v', -2),
    ("MLT", 'v', -3),
    ("MTQ", 'v', 3),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_one_kind_are_a_power_of_ten_apart() {
        let code = |text: &str| Unit::Code(Arc::from(text));
        let part = |text: &str, per| Unit::Part { code: Arc::from(text), per };
        for (canonical, wire, expected) in [
            (Some(code("CNY")), Some(part("CNY", 100)), Some(-2)),
            (Some(part("CNY", 100)), Some(code("CNY")), Some(2)),
            (Some(code("CNY")), Some(code("USD")), None),
            (Some(code("KGM")), Some(code("GRM")), Some(-3)),
            (Some(code("KGM")), Some(code("LTR")), None),
            (None, Some(part("CNY", 1000)), Some(-3)),
            (Some(code("CNY")), None, Some(0)),
            (Some(code("CNY")), Some(part("CNY", 7)), None),
        ] {
            assert_eq!(shift(canonical.as_ref(), wire.as_ref()), expected, "{canonical:?} {wire:?}");
        }
    }
}
