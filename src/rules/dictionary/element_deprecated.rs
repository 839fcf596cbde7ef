//! `element-deprecated`: a deprecated or retired element is still used, leads nowhere, or replaces itself in a circle.

use std::sync::Arc;

use crate::finding::{Finding, Related, RuleId, Safety, Severity};
use crate::message::{Lang, Message, governance as say, rules};
use crate::model::{Date, Declared, Dictionary, Element, Status};
use crate::rule::{Dimension, Judged, Parts, Rule, Scope};
use crate::rules::declared::{Said, pairs};
use crate::text::Origin;

/// The rule. After the last day of an element its use is an error.
pub static RULE: Rule = Rule {
    id: RuleId::new("element-deprecated"),
    summary: rules::element_deprecated,
    severity: Severity::Warning,
    fix: Some(Safety::Unsafe),
    scopes: &[Scope::Dictionary, Scope::Contracts],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/element-deprecated.md")),
    parts: Parts { dictionary: Some(judge), declaration: Some(untold), ..Parts::NONE },
};

fn judge(dictionary: &Dictionary, as_of: Date, findings: &mut Vec<Finding>) {
    for element in dictionary.elements.values() {
        findings.extend(leads_nowhere(dictionary, element));
        findings.extend(circle(dictionary, element));
    }
    for dataset in dictionary.datasets.values() {
        for field in &dataset.fields {
            let user = say::field_of(&field.name, &dataset.id);
            let Some(mut finding) = used(dictionary, as_of, &field.element, &user) else { continue };
            finding.dataset = Some(Arc::clone(&dataset.id));
            finding.field = Some(Arc::clone(&field.name));
            findings.push(finding.about("field"));
        }
    }
    for entity in dictionary.entities.values() {
        let mut parts: Vec<&Declared<Arc<str>>> = entity.key.iter().chain(&entity.required).collect();
        parts.dedup_by(|one, other| one.value == other.value);
        let user = say::entity(&entity.id);
        let found = parts.into_iter().filter_map(|it| used(dictionary, as_of, it, &user));
        findings.extend(found.map(|it| it.about(format!("entity {}", entity.id))));
    }
    for relation in &dictionary.relations {
        let user = say::relation(&relation.id);
        let found = relation.join.iter().filter_map(|it| used(dictionary, as_of, it, &user));
        findings.extend(found.map(|it| it.about(format!("relation {}", relation.id))));
    }
}

/// Properties of a contract whose readers are not told that the element is on its way out. Formats whose types are
/// native, such as tables of SQL, have no word for it.
fn untold(judged: &Judged<'_>, findings: &mut Vec<Finding>) {
    for pair in pairs(judged).filter(|it| it.judged.is_contract && is_leaving(&it.spec.element)) {
        let (declared, element) = (pair.declared, &pair.spec.element);
        if declared.deprecated || declared.shape.is_native {
            continue;
        }
        let said = Said {
            message: match element.status {
                Status::Retired => say::untold_retired(&declared.path, &element.id),
                _ => say::untold_deprecated(&declared.path, &element.id),
            },
            label: say::untold_label(),
            help: say::untold_help(),
        };
        let line = (element.status_origin.unwrap_or(element.origin), say::leaving_here());
        findings.push(pair.finding(&RULE, None, said, line).about("contract"));
    }
}

fn is_leaving(element: &Element) -> bool {
    matches!(element.status, Status::Deprecated | Status::Retired)
}

/// A use of an element that is deprecated or retired.
fn used(dictionary: &Dictionary, as_of: Date, named: &Declared<Arc<str>>, user: &Message) -> Option<Finding> {
    let element = dictionary.element(&named.value).filter(|it| is_leaving(it))?;
    let last = element.sunset.as_ref();
    let past = last.filter(|it| as_of > it.value);
    let message = match (past, element.status) {
        (Some(day), _) => by(user, |it| say::uses_after_sunset(it, &element.id, day.value)),
        (None, Status::Retired) => by(user, |it| say::uses_retired(it, &element.id)),
        _ => by(user, |it| say::uses_deprecated(it, &element.id)),
    };
    let help = match &element.replaced_by {
        Some(other) => say::use_instead_help(&other.value),
        None => say::use_none_help(&element.id),
    };
    let mut finding = RULE.finding_in(&dictionary.sources, named.origin, message);
    if past.is_some() {
        finding.severity = Severity::Error;
    }
    finding.element = Some(Arc::clone(&element.id));
    let origin = past.map(|it| it.origin).or(element.status_origin).unwrap_or(element.origin);
    let related = Related::in_source(&dictionary.sources, origin, say::leaving_here());
    Some(finding.with_help(help).related_to(related))
}

/// The words about a user that is named in both languages.
fn by(user: &Message, words: impl Fn(&str) -> Message) -> Message {
    Message::both(words(user.text(Lang::En)), &words(user.text(Lang::ZhCn)))
}

/// A deprecated element that says neither what comes after it nor until when it may be used.
fn leads_nowhere(dictionary: &Dictionary, element: &Element) -> Option<Finding> {
    let silent = element.status == Status::Deprecated && element.replaced_by.is_none() && element.sunset.is_none();
    let finding = silent.then(|| at(dictionary, element, element.origin, say::leads_nowhere(&element.id)))?;
    Some(finding.with_help(say::leads_nowhere_help()).about(format!("{} replacedBy", element.id)))
}

/// A chain of replacements that comes back; told once, at its first element.
fn circle(dictionary: &Dictionary, element: &Element) -> Option<Finding> {
    let mut chain: Vec<&Arc<str>> = vec![&element.id];
    let mut next = element.replaced_by.as_ref();
    while let Some(named) = next {
        if named.value == element.id {
            let first = chain.iter().all(|it| position(dictionary, &element.id) <= position(dictionary, it));
            let message = match chain.len() {
                1 => say::circle_one(&element.id),
                steps => say::circle_many(&element.id, steps),
            };
            let origin = element.replaced_by.as_ref().map_or(element.origin, |it| it.origin);
            let found = || at(dictionary, element, origin, message).with_help(say::circle_help());
            return first.then(found).map(|it| it.about(format!("{} circle", element.id)));
        }
        if chain.contains(&&named.value) {
            return None;
        }
        chain.push(&named.value);
        next = dictionary.element(&named.value).and_then(|it| it.replaced_by.as_ref());
    }
    None
}

fn position(dictionary: &Dictionary, id: &str) -> usize {
    dictionary.elements.get_index_of(id).unwrap_or(usize::MAX)
}

fn at(dictionary: &Dictionary, element: &Element, origin: Origin, message: Message) -> Finding {
    let mut finding = RULE.finding_in(&dictionary.sources, origin, message);
    finding.element = Some(Arc::clone(&element.id));
    finding
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::testing::{TODAY, dictionary};

    fn found(elements: &str, rest: &str) -> Vec<(&'static str, Severity)> {
        let mut findings = Vec::new();
        judge(&dictionary(&format!("elements: {{{elements}}}\n{rest}")), TODAY, &mut findings);
        findings.iter().map(|it| (it.message.id(), it.severity)).collect()
    }

    const NEW: &str = "x.new: {type: string}";
    const FIELD: &str = "systems: {s: {datasets: {d: {fields: {f: x.a}}}}}\n";

    #[test]
    fn a_use_is_an_error_from_the_day_after_the_last() {
        for (rest, expected) in [
            ("status: deprecated, replacedBy: x.new", vec![("uses_deprecated", Severity::Warning)]),
            ("status: deprecated, sunset: 2026-07-01", vec![("uses_deprecated", Severity::Warning)]),
            ("status: deprecated, sunset: 2026-06-30", vec![("uses_after_sunset", Severity::Error)]),
            ("status: retired", vec![("uses_retired", Severity::Warning)]),
            ("sunset: 2026-06-30", vec![]),
            ("status: deprecated", vec![("leads_nowhere", Severity::Warning), ("uses_deprecated", Severity::Warning)]),
        ] {
            assert_eq!(found(&format!("x.a: {{type: string, {rest}}}, {NEW}"), FIELD), expected, "{rest}");
        }
    }

    #[test]
    fn entities_and_relations_use_elements_too() {
        let element = format!("x.a: {{type: string, status: deprecated, replacedBy: x.new}}, {NEW}");
        let used = [("uses_deprecated", Severity::Warning)];
        assert_eq!(found(&element, "entities: {e: {key: [x.a], required: [x.a]}}\n"), used);
        let relation = "systems: {s: {datasets: {d: {fields: {f: x.new}}}}}\nrelations: [{id: r, from: [s.d], to: [s.d], join: [x.a]}]\n";
        assert_eq!(found(&element, relation), used);
    }

    #[test]
    fn a_circle_is_told_once() {
        let of = |id: &str, next: &str| format!("{id}: {{type: string, status: deprecated, replacedBy: {next}}}");
        assert_eq!(found(&of("x.a", "x.a"), ""), [("circle_one", Severity::Warning)]);
        let circle = [("circle_many", Severity::Warning)];
        assert_eq!(found(&[of("x.a", "x.b"), of("x.b", "x.c"), of("x.c", "x.a")].join(", "), ""), circle);
        assert_eq!(found(&[of("x.a", "x.b"), of("x.b", "x.c"), of("x.c", "x.b")].join(", "), ""), circle);
    }
}
