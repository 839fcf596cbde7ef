//! `field-missing`: a required field is absent.

use crate::finding::{Finding, Related, RuleId, Safety, Severity};
use crate::message::{declare, rules};
use crate::rule::{Dimension, Judged, Missing, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("field-missing"),
    summary: rules::field_missing,
    severity: Severity::Error,
    fix: Some(Safety::Unsafe),
    scopes: &[Scope::Files, Scope::Contracts],
    dimension: Dimension::Completeness,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/field-missing.md")),
    parts: Parts { declaration: Some(judge), ..Parts::NONE },
};

fn judge(judged: &Judged<'_>, findings: &mut Vec<Finding>) {
    findings.extend(judged.binding.missing.iter().filter(|it| it.required).map(|it| missing(judged, it)));
    let Some(entity) = judged.dataset.entity.as_ref().and_then(|it| judged.dictionary.entities.get(&it.value)) else {
        return;
    };
    for part in entity.key.iter().chain(&entity.required) {
        let mapped = judged.dataset.fields.iter().any(|field| field.element.value == part.value);
        if !mapped && !findings.iter().any(|it| it.element.as_ref() == Some(&part.value) && it.rule == RULE.id) {
            findings.push(unmapped(judged, &entity.id, part));
        }
    }
}

fn missing(judged: &Judged<'_>, missing: &Missing<'_>) -> Finding {
    let field = missing.field;
    let mut message = declare::field_missing(&field.name, &field.element.value);
    if !missing.dependents.is_empty() {
        message = message.and(&declare::not_checked_without(missing.dependents.join("`, `")));
    }
    let help = match missing.near.as_slice() {
        [] => declare::field_missing_help(&field.name),
        near => {
            let names: Vec<&str> = near.iter().map(|it| &*it.name).collect();
            declare::field_missing_near(names.join("`, `"), &field.name)
        }
    };
    let mut finding = RULE
        .finding(message)
        .with_label(declare::field_missing_label(&field.name))
        .with_help(help)
        .in_input(judged.path.clone())
        .at((judged.whole)())
        .related_to(Related::in_source(&judged.dictionary.sources, field.origin, declare::declared_here()));
    finding.dataset = Some(judged.dataset.id.clone());
    finding.field = Some(field.name.clone());
    finding.element = Some(field.element.value.clone());
    finding
}

/// The entity wants an element that no field of the dataset stands for.
fn unmapped(judged: &Judged<'_>, entity: &str, part: &crate::model::Declared<std::sync::Arc<str>>) -> Finding {
    let mut finding = RULE
        .finding(declare::element_unmapped(&judged.dataset.id, &part.value, entity))
        .with_label(declare::element_unmapped_label(&part.value))
        .with_help(declare::element_unmapped_help(&part.value, &judged.dataset.id))
        .in_input(judged.path.clone())
        .at((judged.whole)())
        .related_to(Related::in_source(&judged.dictionary.sources, part.origin, declare::required_here()));
    finding.dataset = Some(judged.dataset.id.clone());
    finding.element = Some(part.value.clone());
    finding.about(part.value.clone())
}
