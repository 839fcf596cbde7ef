//! `unit-contradicts`: a name carries a unit that is not the declared one.

use crate::finding::{Finding, Related, RuleId, Severity};
use crate::message::{declare, rules};
use crate::model::{Site, Unit};
use crate::rule::{Dimension, Judged, Parts, Rule, Scope};
use crate::rules::unit_name::Meaning;

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("unit-contradicts"),
    summary: rules::unit_contradicts,
    severity: Severity::Error,
    fix: None,
    scopes: &[Scope::Files, Scope::Contracts],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/unit-contradicts.md")),
    parts: Parts { declaration: Some(judge), ..Parts::NONE },
};

fn judge(judged: &Judged<'_>, findings: &mut Vec<Finding>) {
    for (bound, spec) in judged.binding.bound.iter().zip(judged.specs) {
        let Some(declared) = judged.fields.get(bound.declared) else { continue };
        let prose = declared.description.as_ref().filter(|_| judged.is_contract);
        let told = || prose.and_then(|it| Some((Meaning::of_prose(&it.value)?, Some(it.origin))));
        let Some(((spoken, word), told_at)) = Meaning::of_name(&declared.name).map(|it| (it, None)).or_else(told)
        else {
            continue;
        };
        // Where no unit is declared, the dictionary's own name of the field may carry one.
        let (meaning, text, origin) = match &spec.constraints.unit {
            Some(unit) => (Meaning::of_unit(&unit.value), written(&unit.value), unit.origin),
            None => match Meaning::of_name(&bound.field.name) {
                Some((meaning, word)) => (Some(meaning), word, bound.field.origin),
                None => continue,
            },
        };
        if !meaning.is_some_and(|it| it.contradicts(&spoken)) {
            continue;
        }
        let (site, message) = match told_at {
            None => (declared.site, declare::unit_contradicts(&declared.path, &word, &spec.element.id, &text)),
            Some(at) => (Site::Source(at), declare::unit_described(&declared.path, &word, &spec.element.id, &text)),
        };
        let mut finding = RULE
            .finding(message)
            .with_label(declare::unit_label(&text))
            .with_help(declare::unit_help(&bound.field.name))
            .in_input(judged.path.clone())
            .at((judged.place)(site))
            .related_to(Related::in_source(&judged.dictionary.sources, origin, declare::unit_here()));
        finding.dataset = Some(judged.dataset.id.clone());
        finding.field = Some(bound.field.name.clone());
        finding.element = Some(spec.element.id.clone());
        findings.push(finding);
    }
}

/// A unit as dictionaries write it.
fn written(unit: &Unit) -> String {
    match unit {
        Unit::Code(code) | Unit::Element(code) => code.to_string(),
        Unit::Part { code, per } => format!("{code}/{per}"),
        Unit::EpochSeconds => "epochSeconds".to_owned(),
        Unit::EpochMillis => "epochMillis".to_owned(),
    }
}
