//! `name-duplicate`: one id is declared twice, or two elements have one title.

use std::collections::BTreeMap;

use crate::finding::{Finding, Related, RuleId, Severity};
use crate::message::{dictionary as say, rules};
use crate::model::{Date, Dictionary, Element, Status};
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule. Ids are compared while loading, titles here.
pub static RULE: Rule = Rule {
    id: RuleId::new("name-duplicate"),
    summary: rules::name_duplicate,
    severity: Severity::Error,
    fix: None,
    scopes: &[Scope::Dictionary],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/name-duplicate.md")),
    parts: Parts { dictionary: Some(judge), ..Parts::NONE },
};

/// Two elements in use have one title in one language.
fn judge(dictionary: &Dictionary, _: Date, findings: &mut Vec<Finding>) {
    let mut seen: BTreeMap<(String, &str), &Element> = BTreeMap::new();
    for element in dictionary.elements.values().filter(|it| it.status != Status::Retired) {
        for (language, title) in &element.title.texts {
            let key = (language.to_ascii_lowercase(), title.trim());
            let first = *seen.entry(key).or_insert(element);
            let apart = first.is_imported || element.is_imported;
            if first.id != element.id && !apart && !replaces(first, element) && !narrows(first, element) {
                findings.push(found(dictionary, title, (first, element)));
            }
        }
    }
}

/// The old and the new one of a replacement may be called the same.
fn replaces(one: &Element, other: &Element) -> bool {
    let leads = |from: &Element, to: &Element| from.replaced_by.as_ref().is_some_and(|it| it.value == to.id);
    leads(one, other) || leads(other, one)
}

/// What narrows another is called as that is, and so are two that narrow one.
fn narrows(one: &Element, other: &Element) -> bool {
    let line = |it: &Element| it.base.as_ref().map(|base| base.of.id.clone());
    one.descends_from(&other.id) || other.descends_from(&one.id) || (line(one).is_some() && line(one) == line(other))
}

fn found(dictionary: &Dictionary, title: &str, (first, second): (&Element, &Element)) -> Finding {
    let message = say::title_duplicate(title, &first.id, &second.id);
    let related = Related::in_source(&dictionary.sources, first.origin, say::first_here());
    let mut finding = RULE.finding_in(&dictionary.sources, second.origin, message);
    finding.element = Some(second.id.clone());
    finding.with_help(say::title_duplicate_help()).related_to(related).about(format!("{} {title}", second.id))
}

#[cfg(test)]
mod tests {
    #[test]
    fn loading_uses_the_same_name() {
        assert_eq!(super::RULE.id, crate::dictionary::NAME_DUPLICATE);
    }

    #[test]
    fn titles_are_unique_in_each_language() {
        for (second, found) in [
            ("{title: {zh-CN: 甲, en: b}, type: string}", 1),
            ("{title: {zh-CN: 乙, en: a}, type: string}", 1),
            ("{title: {zh-CN: 乙, en: 甲}, type: string}", 0),
            ("{title: {zh-CN: 甲, en: a}, type: string, status: retired}", 0),
            ("{title: {zh-CN: 甲, en: a}, type: string, status: deprecated, replacedBy: x.a}", 0),
        ] {
            let text = format!("elements:\n  x.a: {{title: {{zh-CN: 甲, en: a}}, type: string}}\n  x.b: {second}\n");
            let dictionary = crate::dictionary::testing::dictionary(&text);
            let mut findings = Vec::new();
            super::judge(&dictionary, crate::dictionary::testing::TODAY, &mut findings);
            assert_eq!(findings.len(), found, "{second}");
            assert!(findings.iter().all(|it| it.places[0].line == 4 && it.related[0].place.line == 3));
        }
    }
}
