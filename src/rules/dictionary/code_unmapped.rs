//! `code-unmapped`: a code of the list that no local code of a map leads to.

use crate::finding::{Finding, Related, RuleId, Severity};
use crate::message::{governance as say, rules};
use crate::model::{CodeList, CodeMap, Date, Dictionary};
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule. A local code that data use and the map lacks is `code-unknown`.
pub static RULE: Rule = Rule {
    id: RuleId::new("code-unmapped"),
    summary: rules::code_unmapped,
    severity: Severity::Info,
    fix: None,
    scopes: &[Scope::Dictionary],
    dimension: Dimension::Completeness,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/code-unmapped.md")),
    parts: Parts { dictionary: Some(judge), ..Parts::NONE },
};

fn judge(dictionary: &Dictionary, as_of: Date, findings: &mut Vec<Finding>) {
    for list in dictionary.code_lists.values().filter(|it| !it.is_imported) {
        for map in list.maps.values() {
            let unreached = unreached(list, map, as_of);
            let [first, ..] = unreached.as_slice() else { continue };
            let shown = unreached.iter().take(6).map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ");
            let more = unreached.len().saturating_sub(6);
            let shown = if more == 0 { shown } else { format!("{shown}, … +{more}") };
            let message = say::code_unmapped(&map.name, &list.id, &shown);
            let mut finding = RULE.finding_in(&dictionary.sources, map.origin, message);
            if let Some(code) = list.values.get(*first) {
                finding = finding.related_to(Related::in_source(&dictionary.sources, code.origin, say::code_here()));
            }
            findings
                .push(finding.with_help(say::code_unmapped_help(&map.name)).about(format!("{} {}", list.id, map.name)));
        }
    }
}

/// Codes in force that nothing leads to. A map that reaches less than half of its list is a selection, made on purpose.
fn unreached<'l>(list: &'l CodeList, map: &CodeMap, as_of: Date) -> Vec<&'l str> {
    let in_force = list.values.iter().filter(|(_, code)| code.until.as_ref().is_none_or(|it| as_of <= it.value));
    let codes: Vec<&str> = in_force.map(|(code, _)| &**code).collect();
    let reached = |code: &str| map.entries.values().any(|it| *it.value == *code);
    let unreached: Vec<&str> = codes.iter().copied().filter(|it| !reached(it)).collect();
    if unreached.len() * 2 > codes.len() { Vec::new() } else { unreached }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::testing::{TODAY, dictionary};

    #[test]
    fn codes_in_force_want_a_local_code() {
        for (values, map, found) in [
            ("A: a, B: b", "'1': A, '2': B", 0),
            ("A: a, B: b", "'1': A", 1),
            ("A: a, B: {title: b, until: 2026-06-30}", "'1': A", 0),
            ("A: a, B: {title: b, until: 2026-07-01}", "'1': A", 1),
            ("A: a, B: b, C: c", "'1': A", 0),
        ] {
            let text = format!("codeLists: {{c: {{values: {{{values}}}, maps: {{s: {{{map}}}}}}}}}\n");
            let mut findings = Vec::new();
            judge(&dictionary(&text), TODAY, &mut findings);
            assert_eq!(findings.len(), found, "{text}");
        }
    }
}
