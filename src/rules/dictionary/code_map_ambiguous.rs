//! `code-map-ambiguous`: two local codes of an interface mean one code, so nothing says which of them to send.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::finding::{Finding, Related, RuleId, Severity};
use crate::message::{governance as say, rules};
use crate::model::{CodeMap, Dataset, Date, Declared, Dictionary, Field};
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("code-map-ambiguous"),
    summary: rules::code_map_ambiguous,
    severity: Severity::Warning,
    fix: None,
    scopes: &[Scope::Dictionary],
    dimension: Dimension::Consistency,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/code-map-ambiguous.md")),
    parts: Parts { dictionary: Some(judge), ..Parts::NONE },
};

/// Maps of interfaces, which are written to as well as read. Files are only read: there, many to one is how a map should be.
fn judge(dictionary: &Dictionary, _: Date, findings: &mut Vec<Finding>) {
    let mut told = Vec::new();
    for dataset in dictionary.datasets.values().filter(|it| it.contract.is_some()) {
        for field in &dataset.fields {
            let Some(map) = map_of(dictionary, dataset, field) else { continue };
            if !told.contains(&map.origin) {
                told.push(map.origin);
                ambiguous(dictionary, (dataset, field), map, findings);
            }
        }
    }
}

/// The map by which a field's values are read.
fn map_of<'d>(dictionary: &'d Dictionary, dataset: &Dataset, field: &Field) -> Option<&'d CodeMap> {
    let codes = field.codes.as_ref().or(dictionary.element(&field.element.value)?.constraints.codes.as_ref())?;
    let list = dictionary.code_lists.get(&codes.value)?;
    list.maps.get(field.map.as_ref().map_or(&dataset.system, |it| &it.value))
}

fn ambiguous(
    dictionary: &Dictionary,
    (dataset, field): (&Dataset, &Field),
    map: &CodeMap,
    findings: &mut Vec<Finding>,
) {
    let mut seen: BTreeMap<&str, (&str, &Declared<Arc<str>>)> = BTreeMap::new();
    for (local, code) in &map.entries {
        let (first, place) = *seen.entry(&code.value).or_insert((local, code));
        if first == &**local {
            continue;
        }
        let message = say::map_ambiguous(first, local, &map.name, &code.value);
        let related = Related::in_source(&dictionary.sources, place.origin, say::same_code_here());
        let mut finding = RULE.finding_in(&dictionary.sources, code.origin, message);
        finding.dataset = Some(Arc::clone(&dataset.id));
        finding.field = Some(Arc::clone(&field.name));
        findings.push(
            finding.with_help(say::map_ambiguous_help()).related_to(related).about(format!("{} {local}", map.name)),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::testing::{TODAY, dictionary};

    #[test]
    fn only_maps_of_interfaces_must_be_reversible() {
        for (dataset, map, found) in [
            ("contract: api.yaml, ", "{'1': A, '2': B}", 0),
            ("contract: api.yaml, ", "{'1': A, '2': A}", 1),
            ("contract: api.yaml, ", "{'1': A, '2': A, '3': A}", 2),
            ("files: [a.csv], ", "{'1': A, '2': A}", 0),
        ] {
            let text = format!(
                "elements: {{x.a: {{type: string, codes: c}}}}\ncodeLists: {{c: {{values: {{A: a, B: b}}, maps: {{s: {map}}}}}}}\n\
                 systems: {{s: {{datasets: {{d: {{{dataset}fields: {{f: x.a, g: x.a}}}}}}}}}}\n"
            );
            let mut findings = Vec::new();
            judge(&dictionary(&text), TODAY, &mut findings);
            assert_eq!(findings.len(), found, "{text}");
        }
    }
}
