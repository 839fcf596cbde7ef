//! `representation-mismatch`: the representation term of an element disagrees with its type.

use std::sync::Arc;

use crate::finding::{Finding, RuleId, Severity};
use crate::message::{governance as say, rules};
use crate::model::{Date, Dictionary, Element, LogicalType, Representation, Status};
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("representation-mismatch"),
    summary: rules::representation_mismatch,
    severity: Severity::Warning,
    fix: None,
    scopes: &[Scope::Dictionary],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/representation-mismatch.md")),
    parts: Parts { dictionary: Some(judge), ..Parts::NONE },
};

fn judge(dictionary: &Dictionary, _: Date, findings: &mut Vec<Finding>) {
    for element in dictionary.elements.values().filter(|it| it.status != Status::Retired) {
        let Some(term) = element.representation else { continue };
        let fitting = types(term, element);
        let kind = &element.kind;
        // An element without a type is reported by the loader, and its type stands at its key.
        if fitting.contains(&kind.value)
            || matches!(kind.value, LogicalType::Object | LogicalType::Array)
            || kind.origin == element.origin
        {
            continue;
        }
        let message = say::representation(&element.id, name(term), kind.value.name());
        let mut finding = RULE.finding_in(&dictionary.sources, kind.origin, message);
        finding.element = Some(Arc::clone(&element.id));
        let listed = fitting.iter().map(|it| format!("`{}`", it.name())).collect::<Vec<_>>().join(", ");
        let finding =
            finding.with_label(say::representation_label(&listed)).with_help(say::representation_help(&listed));
        findings.push(finding.about(format!("{} representation", element.id)));
    }
}

/// The types that values of a term may have; the first is the usual one.
fn types(term: Representation, element: &Element) -> &'static [LogicalType] {
    use LogicalType::{Boolean, Date, Decimal, Integer, Number, String, Time, Timestamp};
    match term {
        Representation::Identifier | Representation::Code => &[String, Integer],
        Representation::Name | Representation::Text | Representation::Uri => &[String],
        Representation::Amount => &[Decimal, Integer],
        Representation::Quantity => &[Integer, Decimal, Number],
        Representation::Measure | Representation::Percent => &[Decimal, Integer, Number],
        // Codes such as Y and N are a way to write yes and no.
        Representation::Indicator if element.constraints.codes.is_some() => &[Boolean, String, Integer],
        Representation::Indicator => &[Boolean],
        Representation::Date => &[Date],
        Representation::Datetime => &[Timestamp, Time],
    }
}

fn name(term: Representation) -> &'static str {
    Representation::ALL.iter().find(|(_, it)| *it == term).map_or("", |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::testing::{TODAY, dictionary};

    #[test]
    fn terms_and_types_go_together() {
        for (element, found) in [
            ("{representation: amount, type: decimal}", 0),
            ("{representation: amount, type: integer}", 0),
            ("{representation: amount, type: number}", 1),
            ("{representation: amount, type: string}", 1),
            ("{representation: datetime, type: string}", 1),
            ("{representation: datetime, type: date}", 1),
            ("{representation: date, type: timestamp}", 1),
            ("{representation: identifier, type: integer}", 0),
            ("{representation: identifier, type: decimal}", 1),
            ("{representation: indicator, type: string}", 1),
            ("{representation: indicator, type: string, codes: c}", 0),
            ("{representation: text, type: array}", 0),
            ("{type: string}", 0),
        ] {
            let text = format!("elements: {{x.a: {element}}}\ncodeLists: {{c: {{values: {{A: a}}}}}}\n");
            let mut findings = Vec::new();
            judge(&dictionary(&text), TODAY, &mut findings);
            assert_eq!(findings.len(), found, "{element}");
        }
    }
}
