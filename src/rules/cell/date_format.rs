//! `date-format`: a date or time is not written in a declared form, or does not exist.

use crate::finding::{Finding, RuleId, Safety, Severity};
use crate::format::detect::EpochUnit;
use crate::message::{check, contract, rules};
use crate::model::{Date, LogicalType, TemporalFormat, Unit};
use crate::rule::cell::{CellRule, CellTest, Failing, Moment, Step, TemporalMatcher, Words};
use crate::rule::{Dimension, FieldSpec, Judged, Mend, MendRule, Parts, Rule, Scope};
use crate::rules::declared::{Pair, Said, fitting};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("date-format"),
    summary: rules::date_format,
    severity: Severity::Error,
    fix: Some(Safety::Unsafe),
    scopes: &[Scope::Files, Scope::Contracts],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/date-format.md")),
    parts: Parts {
        declaration: Some(judge),
        cell: Some(CellRule { step: Step::Literal, bind, words }),
        mend: Some(MendRule { propose, identifiers: false }),
        ..Parts::NONE
    },
};

fn bind(spec: &FieldSpec, _: Date) -> Option<CellTest> {
    if let Some(unit) = epoch(spec) {
        return Some(CellTest::Epoch(unit));
    }
    (!spec.temporal.is_empty()).then(|| CellTest::Temporal(TemporalMatcher::new(spec.kind.value, &spec.temporal)))
}

/// The unit of a count of time since 1970.
fn epoch(spec: &FieldSpec) -> Option<EpochUnit> {
    match spec.constraints.unit.as_ref()?.value {
        Unit::EpochSeconds => Some(EpochUnit::Seconds),
        Unit::EpochMillis => Some(EpochUnit::Milliseconds),
        _ => None,
    }
}

/// The same day or time in the first declared form; to be confirmed where seconds have to be made up, or a spreadsheet's
/// number of days is read as a day.
fn propose(spec: &FieldSpec, value: &str) -> Option<Mend> {
    let form = spec.temporal.first()?;
    let Some(mut moment) = Moment::loosely(value) else { return propose_serial(spec, form, value) };
    if let Some(text) = moment.written(form) {
        return Some(Mend::safe(text));
    }
    if moment.clock.is_some() {
        moment.second.get_or_insert(0);
    }
    let midnight = spec.kind.value == LogicalType::Date && matches!(moment.clock, Some((0, 0)));
    if midnight {
        moment = Moment { date: moment.date, ..Moment::default() };
    }
    moment.written(form).map(Mend::guessed)
}

/// Days since 1899-12-30, as workbooks count them.
fn propose_serial(spec: &FieldSpec, form: &TemporalFormat, value: &str) -> Option<Mend> {
    let days: i64 = (value.len() == 5).then(|| value.parse().ok())??;
    let date = (spec.kind.value == LogicalType::Date).then(|| Date::of_epoch_day(days - 25_569))??;
    Moment { date: Some(date), ..Moment::default() }.written(form).map(Mend::guessed)
}

fn words(spec: &FieldSpec, failing: Failing<'_>) -> Words {
    if let (Some(unit), Some(declared)) = (epoch(spec), &spec.constraints.unit) {
        let unit = if unit == EpochUnit::Seconds { "epochSeconds" } else { "epochMillis" };
        return Words {
            message: check::epoch_unit(&spec.field, failing.shown, unit),
            label: check::epoch_unit_label(unit),
            help: check::epoch_unit_help(&spec.field),
            origin: declared.origin,
            origin_label: check::format_here(),
        };
    }
    let forms: Vec<&str> = spec.temporal.iter().map(TemporalFormat::text).collect();
    let forms = forms.join("`, `");
    Words {
        message: check::date_format(&spec.field, failing.shown, &forms),
        label: check::date_format_label(&forms),
        help: check::date_format_help(&spec.field, spec.kind.value.name()),
        origin: spec.temporal_origin,
        origin_label: check::format_here(),
    }
}

fn judge(judged: &Judged<'_>, findings: &mut Vec<Finding>) {
    let temporal = fitting(judged).filter(|it| it.spec.kind.value.is_temporal());
    findings.extend(temporal.filter_map(|it| another_form(&it)));
}

/// A format name of JSON Schema, or a pattern of letters, that is none of the accepted forms.
fn another_form(pair: &Pair<'_>) -> Option<Finding> {
    let (declared, spec) = (pair.declared, pair.spec);
    let found = declared.shape.format.as_ref()?;
    let standard = |it: &TemporalFormat| matches!(it, TemporalFormat::Rfc3339 | TemporalFormat::Iso8601);
    let told = match &*found.value {
        "date-time" => Some(LogicalType::Timestamp),
        "date" => Some(LogicalType::Date),
        "time" => Some(LogicalType::Time),
        _ => None,
    };
    let has_time = found.value.contains("HH");
    let accepted = match told {
        // A type of dates has no form in text, only a kind.
        _ if declared.shape.is_native => {
            told.unwrap_or(if has_time { LogicalType::Timestamp } else { spec.kind.value }) == spec.kind.value
        }
        Some(kind) => {
            let plain_date = |it: &TemporalFormat| kind == LogicalType::Date && it.text() == "yyyy-MM-dd";
            kind == spec.kind.value && spec.temporal.iter().any(|it| standard(it) || plain_date(it))
        }
        None if is_pattern(&found.value) => spec
            .temporal
            .iter()
            .any(|it| it.text() == &*found.value || (standard(it) && found.value.starts_with("yyyy-MM-dd"))),
        None => true,
    };
    let forms: Vec<&str> = spec.temporal.iter().map(TemporalFormat::text).collect();
    let forms = forms.join("`, `");
    let said = Said {
        message: contract::date_format(&declared.path, &found.value, &forms),
        label: contract::format_label(&forms),
        help: contract::format_help(&spec.field),
    };
    let line = (spec.temporal_origin, contract::format_here());
    (!accepted).then(|| pair.finding(&RULE, Some(found.origin), said, line))
}

/// Whether a name of a format is a pattern of date letters.
fn is_pattern(name: &str) -> bool {
    name.contains("yy") || name.contains("HH:mm")
}
