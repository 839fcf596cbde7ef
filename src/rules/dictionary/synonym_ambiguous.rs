//! `synonym-ambiguous`: one local name or synonym stands for two elements.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::finding::{Finding, Related, RuleId, Severity};
use crate::message::{dictionary as say, rules};
use crate::model::{Dataset, Date, Dictionary, Element, Status, Synonym};
use crate::rule::{Dimension, Parts, Rule, Scope};
use crate::text::Origin;

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("synonym-ambiguous"),
    summary: rules::synonym_ambiguous,
    severity: Severity::Error,
    fix: None,
    scopes: &[Scope::Dictionary],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/synonym-ambiguous.md")),
    parts: Parts { dictionary: Some(judge), ..Parts::NONE },
};

/// Names within each dataset, then synonyms over all elements.
fn judge(dictionary: &Dictionary, _: Date, findings: &mut Vec<Finding>) {
    for dataset in dictionary.datasets.values() {
        names(dictionary, dataset, findings);
    }
    synonyms(dictionary, findings);
}

fn names(dictionary: &Dictionary, dataset: &Dataset, findings: &mut Vec<Finding>) {
    let mut seen: BTreeMap<&str, (&Arc<str>, Origin)> = BTreeMap::new();
    // Names proper come first, so that it is the alias which is called wrong.
    let proper = dataset.fields.iter().map(|field| (&field.name, &field.element.value, field.origin));
    let other = dataset.fields.iter();
    let other = other.flat_map(|field| field.also.iter().map(|it| (&it.value, &field.element.value, it.origin)));
    for (name, element, origin) in proper.chain(other) {
        let (first, first_origin) = *seen.entry(name).or_insert((element, origin));
        if first == element {
            continue;
        }
        let message = say::name_ambiguous(name, first, element, &dataset.id);
        let related = Related::in_source(&dictionary.sources, first_origin, say::first_here());
        let mut finding = RULE.finding_in(&dictionary.sources, origin, message);
        finding.dataset = Some(Arc::clone(&dataset.id));
        finding.field = Some(Arc::clone(name));
        findings.push(finding.with_help(say::name_ambiguous_help(name)).related_to(related).about("name"));
    }
}

fn synonyms(dictionary: &Dictionary, findings: &mut Vec<Finding>) {
    let mut seen: BTreeMap<&str, Vec<(&Element, &Synonym)>> = BTreeMap::new();
    for element in dictionary.elements.values().filter(|it| it.status != Status::Retired && !it.is_imported) {
        for synonym in &element.synonyms {
            let claims = seen.entry(synonym.name.trim()).or_default();
            if let Some((first, earlier)) =
                claims.iter().find(|it| it.0.id != element.id && it.1.origin != synonym.origin && meet(it.1, synonym))
            {
                let message = say::synonym_ambiguous(&synonym.name, &first.id, &element.id);
                let related = Related::in_source(&dictionary.sources, earlier.origin, say::first_here());
                let mut finding = RULE.finding_in(&dictionary.sources, synonym.origin, message);
                finding.element = Some(Arc::clone(&element.id));
                let finding = finding.with_help(say::synonym_ambiguous_help(&synonym.name)).related_to(related);
                findings.push(finding.about(format!("{} {}", element.id, synonym.name)));
            }
            claims.push((element, synonym));
        }
    }
}

/// Whether both may be met in one system.
fn meet(one: &Synonym, other: &Synonym) -> bool {
    match (&one.source, &other.source) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::testing::{TODAY, dictionary};

    #[test]
    fn a_name_and_a_synonym_stand_for_one_element() {
        for (first, second, fields, found) in [
            ("[s]", "[s]", "{}", 1),
            ("[s]", "[t]", "{}", 0),
            ("[{name: s, source: erp}]", "[{name: s, source: crm}]", "{}", 0),
            ("[{name: s, source: erp}]", "[s]", "{}", 1),
            ("[]", "[]", "{f: x.a, m: {element: x.b, also: [f]}}", 1),
            ("[]", "[]", "{f: x.a, m: {element: x.a, also: [f]}}", 0),
            ("[]", "[]", "{f: {element: x.a, also: [o]}, m: {element: x.b, also: [o]}}", 1),
        ] {
            let elements = format!(
                "elements: {{x.a: {{type: string, synonyms: {first}}}, x.b: {{type: string, synonyms: {second}}}}}"
            );
            let text = format!("{elements}\nsystems: {{s: {{datasets: {{d: {{fields: {fields}}}}}}}}}\n");
            let dictionary = dictionary(&text);
            let mut findings = Vec::new();
            judge(&dictionary, TODAY, &mut findings);
            assert_eq!(findings.len(), found, "{text}");
        }
    }
}
