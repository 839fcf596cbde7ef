//! `element-unmapped`: a critical element is mapped by fewer than two systems.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::finding::{Finding, RuleId, Severity};
use crate::message::{governance as say, rules};
use crate::model::{Dataset, Date, Dictionary, Status};
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("element-unmapped"),
    summary: rules::element_unmapped,
    severity: Severity::Info,
    fix: None,
    scopes: &[Scope::Dictionary],
    dimension: Dimension::Completeness,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/element-unmapped.md")),
    parts: Parts { dictionary: Some(judge), ..Parts::NONE },
};

/// Elements of the first tier, where there are two systems that could share them.
fn judge(dictionary: &Dictionary, _: Date, findings: &mut Vec<Finding>) {
    // Synonyms bind names that nobody wrote down, so nobody can tell what is mapped.
    let open = dictionary.datasets.values().any(|it| it.match_synonyms);
    if dictionary.systems.len() < 2 || open {
        return;
    }
    for element in dictionary.elements.values().filter(|it| it.tier == 1 && it.status == Status::Approved) {
        let maps = |it: &&Dataset| it.fields.iter().any(|field| field.element.value == element.id);
        let systems: BTreeSet<&str> = dictionary.datasets.values().filter(maps).map(|it| &*it.system).collect();
        let message = match systems.first() {
            _ if systems.len() > 1 => continue,
            Some(system) => say::mapped_once(&element.id, system),
            None => say::mapped_never(&element.id),
        };
        let mut finding = RULE.finding_in(&dictionary.sources, element.origin, message);
        finding.element = Some(Arc::clone(&element.id));
        findings.push(finding.with_help(say::mapped_help(&element.id)).about(element.id.to_string()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::testing::{TODAY, dictionary};

    #[test]
    fn only_critical_elements_of_several_systems_count() {
        const ONE: &str = "s: {datasets: {d: {fields: {f: x.a}}}}";
        for (tier, systems, found) in [
            ("tier: 1", format!("{ONE}, t: {{datasets: {{d: {{fields: {{g: x.a}}}}}}}}"), None),
            ("tier: 1", format!("{ONE}, t: {{datasets: {{d: {{fields: {{g: x.b}}}}}}}}"), Some("mapped_once")),
            ("tier: 1", "s: {}, t: {}".to_owned(), Some("mapped_never")),
            ("tier: 1", ONE.to_owned(), None),
            ("tier: 2", format!("{ONE}, t: {{}}"), None),
            ("pii: none", format!("{ONE}, t: {{}}"), None),
            ("tier: 1", format!("{ONE}, t: {{datasets: {{d: {{match: synonyms}}}}}}"), None),
        ] {
            let text =
                format!("elements: {{x.a: {{type: string, {tier}}}, x.b: {{type: string}}}}\nsystems: {{{systems}}}\n");
            let mut findings = Vec::new();
            judge(&dictionary(&text), TODAY, &mut findings);
            let ids: Vec<_> = findings.iter().map(|it| it.message.id()).collect();
            assert_eq!(ids, found.into_iter().collect::<Vec<_>>(), "{text}");
        }
    }
}
