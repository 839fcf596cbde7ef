//! Whether a file is named as its system declares.

use regex::Regex;

use super::candidate::Candidate;
use super::discover::start;
use crate::finding::{Finding, Related};
use crate::message::input;
use crate::model::{Dataset, Dictionary, LogicalType, TemporalFormat, TemporalKind};
use crate::rule::cell::TemporalMatcher;
use crate::rules::input::file_name;

/// A finding where the name of `file` is not of its system's form.
pub(super) fn judge(dictionary: &Dictionary, dataset: &Dataset, file: &Candidate) -> Option<Finding> {
    let declared = dictionary.systems.get(&dataset.system)?.transport.file_name.as_ref()?;
    let name = file.plain_name();
    if follows(name, &declared.value) {
        return None;
    }
    let mut finding = file_name::found(name, &declared.value)
        .in_input(file.shown.clone())
        .at(start())
        .related_to(Related::in_source(&dictionary.sources, declared.origin, input::file_name_here()));
    finding.dataset = Some(dataset.id.clone());
    Some(finding)
}

/// Whether `name` is of the form `pattern`: text, `*` for any characters, and date patterns in braces.
fn follows(name: &str, pattern: &str) -> bool {
    let mut expression = String::from("^");
    let mut dates = Vec::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((inner, tail)) = after.split_once('}') else { break };
        expression.push_str(&literal(before));
        expression.push_str("(.+?)");
        dates.push(inner);
        rest = tail;
    }
    expression.push_str(&literal(rest));
    expression.push('$');
    let Ok(expression) = Regex::new(&expression) else { return true };
    // Without a date, the captures say nothing more than that the name matches.
    let Some(captures) = expression.captures(name) else { return false };
    dates.iter().zip(captures.iter().skip(1)).all(|(date, text)| {
        let text = text.map_or("", |it| it.as_str());
        TemporalFormat::parse(date).is_ok_and(|format| {
            let kind = match format.tells() {
                Some(TemporalKind::Date) => LogicalType::Date,
                Some(TemporalKind::Time) => LogicalType::Time,
                _ => LogicalType::Timestamp,
            };
            TemporalMatcher::new(kind, &[format]).read(text.as_bytes()).is_some()
        })
    })
}

fn literal(text: &str) -> String {
    let parts: Vec<String> = text.split('*').map(regex::escape).collect();
    parts.join(".*")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_hold_real_dates_and_nothing_more() {
        for (name, pattern, holds) in [
            ("ExportOrderList202607031200.csv", "ExportOrderList{yyyyMMddHHmm}.csv", true),
            ("ExportOrderList202607031200(1).csv", "ExportOrderList{yyyyMMddHHmm}.csv", false),
            ("ExportOrderList202613031200.csv", "ExportOrderList{yyyyMMddHHmm}.csv", false),
            ("ads_20260703_eu.csv", "ads_{yyyyMMdd}_*.csv", true),
            ("orders.csv", "orders.csv", true),
            ("orders.csv.bak", "orders.csv", false),
            ("订单_2026-07-03.csv", "订单_{yyyy-MM-dd}.csv", true),
        ] {
            assert_eq!(follows(name, pattern), holds, "{name} {pattern}");
        }
    }
}
