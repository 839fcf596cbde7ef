//! `constraint-widened`: something of a lower layer is looser than what it inherits.

use std::sync::Arc;

use crate::finding::{Finding, Related, RuleId, Severity};
use crate::message::{Lang, Message, import as say, rules};
use crate::model::{Base, Dataset, Date, Declared, Dictionary, Element, Entity, Field, Pii};
use crate::rule::{Dimension, Parts, Rule, Scope};
use crate::rules::looser::{Comparing, Looser};
use crate::text::Origin;

/// The rule. Layers are, from the top: a pack, the enterprise, what extends its elements, the fields of a system.
pub static RULE: Rule = Rule {
    id: RuleId::new("constraint-widened"),
    summary: rules::constraint_widened,
    severity: Severity::Error,
    fix: None,
    scopes: &[Scope::Dictionary],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/constraint-widened.md")),
    parts: Parts { dictionary: Some(judge), ..Parts::NONE },
};

fn judge(dictionary: &Dictionary, _: Date, findings: &mut Vec<Finding>) {
    for element in dictionary.elements.values() {
        elements(dictionary, element, findings);
    }
    for entity in dictionary.entities.values() {
        entities(dictionary, entity, findings);
    }
    for dataset in dictionary.datasets.values() {
        for field in &dataset.fields {
            fields(dictionary, dataset, field, findings);
        }
    }
    for (class, own, base) in &dictionary.privacy.loosened {
        let mut comparing = Comparing::new(dictionary);
        comparing.note("hideAtLeast", (own.value, own.origin), (base.value, base.origin));
        let about = About {
            subject: say::privacy_layer(),
            base: say::element_layer(class),
            scope: format!("privacy.mask.{class}"),
        };
        findings.extend(comparing.found.into_iter().map(|it| found(dictionary, &about, &it)));
    }
}

/// What a finding is about.
struct About {
    subject: Message,
    base: Message,
    /// What a waiver names.
    scope: String,
}

fn found(dictionary: &Dictionary, about: &About, looser: &Looser) -> Finding {
    let words = |subject: &str, base: &str| match &looser.example {
        Some(example) => say::widened_pattern(subject, example, base),
        None => say::widened(subject, looser.key, &looser.own.0, base, &looser.base.0),
    };
    let by = |lang| words(about.subject.text(lang), about.base.text(lang));
    let message = Message::both(by(Lang::En), &by(Lang::ZhCn));
    let finding = RULE.finding_in(&dictionary.sources, looser.own.1, message);
    let related = Related::in_source(&dictionary.sources, looser.base.1, say::inherited_here());
    let (subject, scope) = match about.scope.split_once('.') {
        // What is neither an element nor a field is waived by its whole path of keys.
        Some(("entities" | "privacy", _)) => (format!("{}.{}", about.scope, looser.key), None),
        _ => (format!("{} {}", about.scope, looser.key), Some(&about.scope)),
    };
    let help = say::widened_help(scope.unwrap_or(&subject));
    finding.with_label(say::widened_label()).with_help(help).related_to(related).about(subject)
}

/// Each step down from what is inherited: `extends`, then every profile on top of it.
fn elements(dictionary: &Dictionary, element: &Element, findings: &mut Vec<Finding>) {
    let mut own = element;
    while let Some(base) = &own.base {
        let mut comparing = Comparing::new(dictionary);
        comparing.kind(&own.kind, &base.of.kind);
        comparing.limits(&own.constraints, &base.of.constraints);
        comparing.forms(&own.constraints, &base.of.constraints);
        element_keys(&mut comparing, own, base);
        let about = About {
            subject: say::element_layer(&element.id),
            base: layer(base.profile.as_ref(), &base.of.id),
            scope: element.id.to_string(),
        };
        findings.extend(comparing.found.into_iter().map(|it| {
            let mut finding = found(dictionary, &about, &it);
            finding.element = Some(Arc::clone(&element.id));
            finding
        }));
        if base.profile.is_none() {
            break;
        }
        own = &base.of;
    }
}

/// A profile narrows what was there before it.
fn layer(profile: Option<&Arc<str>>, id: &str) -> Message {
    match profile {
        Some(profile) => say::before_profile(id, profile),
        None => say::element_layer(id),
    }
}

/// What an element says beside its value domain.
fn element_keys(comparing: &mut Comparing<'_>, own: &Element, base: &Base<Element>) {
    let (here, there) = (base.origin, base.of.origin);
    if let (Some(mine), Some(theirs)) = (&own.nullable, &base.of.nullable)
        && mine.value
        && !theirs.value
    {
        comparing.note("nullable", (true, mine.origin), (false, theirs.origin));
    }
    if own.join_key && !base.of.join_key {
        comparing.note("joinKey", (true, here), (false, there));
    }
    let rank = |pii: Option<Pii>| match pii {
        None | Some(Pii::None) => 0,
        Some(Pii::Personal) => 1,
        Some(Pii::Sensitive) => 2,
    };
    let word = |pii: Option<Pii>| ["none", "pi", "sensitive"].get(rank(pii)).copied().unwrap_or_default();
    if rank(own.pii) < rank(base.of.pii) {
        comparing.note("pii", (word(own.pii), here), (word(base.of.pii), there));
    }
    let more: Vec<&str> = own.schemes.iter().filter(|it| !base.of.schemes.contains(it)).map(|it| &**it).collect();
    if !base.of.schemes.is_empty() && !more.is_empty() {
        comparing.note("schemes", (more.join(", "), here), (base.of.schemes.join(", "), there));
    }
}

/// A key of other elements, or an element that becomes optional.
fn entities(dictionary: &Dictionary, entity: &Entity, findings: &mut Vec<Finding>) {
    let mut own = entity;
    while let Some(base) = &own.base {
        let mut comparing = Comparing::new(dictionary);
        parts(&mut comparing, dictionary, own, &base.of);
        let about = About {
            subject: say::entity_layer(&entity.id),
            base: layer(base.profile.as_ref(), &base.of.id),
            scope: format!("entities.{}", entity.id),
        };
        findings.extend(comparing.found.into_iter().map(|it| found(dictionary, &about, &it)));
        if base.profile.is_none() {
            break;
        }
        own = &base.of;
    }
}

fn parts(comparing: &mut Comparing<'_>, dictionary: &Dictionary, own: &Entity, base: &Entity) {
    let is_of = |list: &[Declared<Arc<str>>], id: &str| list.iter().any(|it| is_or_narrows(dictionary, id, &it.value));
    if let Some(first) = base.key.first() {
        for part in own.key.iter().filter(|it| !is_of(&base.key, &it.value)) {
            comparing.note("key", (format!("`{}`", part.value), part.origin), (listed(&base.key), first.origin));
        }
    }
    for part in &base.required {
        let loose = own.optional.iter().find(|it| is_or_narrows(dictionary, &it.value, &part.value));
        if let Some(loose) = loose.filter(|it| !is_of(&base.optional, &it.value)) {
            comparing.note("optional", (format!("`{}`", loose.value), loose.origin), ("required", part.origin));
        }
    }
}

fn is_or_narrows(dictionary: &Dictionary, id: &str, base: &str) -> bool {
    id == base || dictionary.element(id).is_some_and(|it| it.descends_from(base))
}

fn listed(ids: &[Declared<Arc<str>>]) -> String {
    ids.iter().map(|it| format!("`{}`", it.value)).collect::<Vec<_>>().join(", ")
}

/// What a system's field says beyond its element. A wire form of another type or unit is a form of its own.
fn fields(dictionary: &Dictionary, dataset: &Dataset, field: &Field, findings: &mut Vec<Finding>) {
    let Some(element) = dictionary.element(&field.element.value) else { return };
    let mut comparing = Comparing::new(dictionary);
    if let (Some(mine), Some(theirs)) = (&field.nullable, &element.nullable)
        && mine.value
        && !theirs.value
    {
        comparing.note("nullable", (true, mine.origin), (false, theirs.origin));
    }
    if let Some(required) = field.required.as_ref().filter(|it| !it.value)
        && let Some(asked) = asked_for(dictionary, dataset, &element.id)
    {
        comparing.note("required", (false, required.origin), (true, asked));
    }
    if let Some(wire) = &field.wire
        && wire.unit.is_none()
        && wire.kind.as_ref().is_none_or(|it| it.value == element.kind.value)
        && field.prefix.is_none()
        && field.suffix.is_none()
    {
        comparing.limits(&wire.constraints, &element.constraints);
    }
    if speaks_of(dictionary, field.codes.as_ref(), element.constraints.codes.as_ref()) {
        comparing.codes(field.codes.as_ref(), element.constraints.codes.as_ref());
    }
    let scope = format!("{}/{}", dataset.id, field.name);
    let subject = say::field_layer(&field.name, &dataset.id);
    let about = About { subject, base: say::element_layer(&element.id), scope };
    findings.extend(comparing.found.into_iter().map(|it| {
        let mut finding = found(dictionary, &about, &it);
        finding.dataset = Some(Arc::clone(&dataset.id));
        finding.field = Some(Arc::clone(&field.name));
        finding.element = Some(Arc::clone(&element.id));
        finding
    }));
}

/// Whether two lists have a code in common: a system's own spellings are a form of their own, and narrow nothing.
fn speaks_of(dictionary: &Dictionary, own: Option<&Declared<Arc<str>>>, base: Option<&Declared<Arc<str>>>) -> bool {
    let list = |it: Option<&Declared<Arc<str>>>| dictionary.code_lists.get(&it?.value);
    let Some((own, base)) = list(own).zip(list(base)) else { return false };
    own.values.keys().any(|it| base.values.contains_key(it))
}

/// Where the entity of a dataset asks for an element.
fn asked_for(dictionary: &Dictionary, dataset: &Dataset, element: &str) -> Option<Origin> {
    let entity = dictionary.entities.get(&dataset.entity.as_ref()?.value)?;
    entity.required.iter().chain(&entity.key).find(|it| &*it.value == element).map(|it| it.origin)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::testing::{TODAY, dictionary};

    fn found(text: &str) -> Vec<String> {
        let mut findings = Vec::new();
        judge(&dictionary(text), TODAY, &mut findings);
        findings.iter().map(|it| it.message.text(Lang::En).to_owned()).collect()
    }

    #[test]
    fn an_element_may_only_narrow_what_it_extends() {
        for (base, own, looser) in [
            ("type: string, maxLength: 5", "maxLength: 6", true),
            ("type: string, maxLength: 5", "maxLength: 5", false),
            ("type: string, maxLength: 5", "maxLength: 4", false),
            ("type: string, maxLength: 5", "title: t", false),
            ("type: string", "maxLength: 9", false),
            ("type: string, minLength: 2", "minLength: 1", true),
            ("type: string, pattern: '^[A-Z]{2}$'", "pattern: '^[A-Z]{2,3}$'", true),
            ("type: string, pattern: '^[A-Z]{2}$'", "pattern: '^[A-C][A-Z]$'", false),
            ("type: string, format: gtin", "format: email", true),
            ("type: string, format: gtin", "format: gtin-13", false),
            ("type: string, nullable: false", "nullable: true", true),
            ("type: string, nullable: true", "nullable: false", false),
            ("type: string, pii: sensitive", "pii: pi", true),
            ("type: string, pii: pi", "pii: sensitive", false),
            ("type: string, joinKey: false", "joinKey: true", true),
            ("type: string, schemes: [a]", "schemes: [a, b]", true),
            ("type: string, schemes: [a, b]", "schemes: [b]", false),
            ("type: string, codes: few", "codes: many", true),
            ("type: string, codes: many", "codes: few", false),
            ("type: decimal, scale: 2", "scale: 3", true),
            ("type: decimal, scale: 2", "type: integer", false),
            ("type: integer", "type: decimal", true),
            ("type: decimal, minimum: '0'", "minimum: '-1'", true),
            ("type: decimal, exclusiveMaximum: '9'", "exclusiveMaximum: '8'", false),
            ("type: decimal, multipleOf: '0.1'", "multipleOf: '0.25'", true),
            ("type: decimal, multipleOf: '0.1'", "multipleOf: '0.5'", false),
            ("type: decimal, unit: CNY", "unit: USD", true),
            ("type: date, format: yyyy-MM-dd", "format: [yyyy-MM-dd, yyyyMMdd]", true),
            ("type: date, format: [yyyy-MM-dd, yyyyMMdd]", "format: yyyyMMdd", false),
            ("type: timestamp, zone: required", "zone: optional", true),
        ] {
            let text = format!(
                "codeLists: {{few: {{values: {{A: a}}}}, many: {{values: {{A: a, B: b}}}}}}\n\
                 elements: {{x.a: {{{base}}}, x.b: {{extends: x.a, {own}}}}}\n"
            );
            assert_eq!(found(&text).len(), usize::from(looser), "{base} -> {own}: {:?}", found(&text));
        }
    }

    #[test]
    fn profiles_entities_and_fields_are_layers_too() {
        for (text, words) in [
            (
                "dictionary: {profiles: [p]}\nprofiles: {p: {elements: {x.a: {maxLength: 9}}}}\nelements: {x.a: {type: string, maxLength: 5}}\n",
                "`x.a` is looser than `x.a` without profile `p`: `maxLength` is 9, not 5",
            ),
            (
                "elements: {x.a: {type: string}, x.b: {type: string}}\nentities: {e: {key: [x.a], required: [x.b]}, f: {extends: e, optional: [x.b]}}\n",
                "entity `f` is looser than `e`: `optional` is `x.b`, not required",
            ),
            (
                "elements: {x.a: {type: string}, x.b: {type: string}}\nentities: {e: {key: [x.a]}, f: {extends: e, key: [x.b]}}\n",
                "entity `f` is looser than `e`: `key` is `x.b`, not `x.a`",
            ),
            (
                "elements: {x.a: {type: string, maxLength: 5}}\nsystems: {s: {datasets: {d: {fields: {f: {element: x.a, wire: {maxLength: 6}}}}}}}\n",
                "field `f` of `s.d` is looser than `x.a`: `maxLength` is 6, not 5",
            ),
            (
                "elements: {x.a: {type: string}}\nentities: {e: {required: [x.a]}}\nsystems: {s: {datasets: {d: {entity: e, fields: {f: {element: x.a, required: false}}}}}}\n",
                "field `f` of `s.d` is looser than `x.a`: `required` is false, not true",
            ),
            (
                "imports: [{path: std/cn-core, as: std}]\nprivacy: {mask: {mobile: {hideAtLeast: 1}}}\n",
                "the privacy policy is looser than `mobile`: `hideAtLeast` is 1, not 4",
            ),
        ] {
            assert_eq!(found(text), [words], "{text}");
        }
    }

    #[test]
    fn codes_of_a_systems_own_spelling_are_a_form_of_their_own() {
        for (own, count) in [("{X: x}", 0), ("{A: a}", 0), ("{A: a, X: x}", 1)] {
            let text = format!(
                "codeLists: {{c: {{values: {{A: a, B: b}}}}, d: {{values: {own}}}}}\nelements: {{x.a: {{type: string, codes: c}}}}\n\
                 systems: {{s: {{datasets: {{d: {{fields: {{f: {{element: x.a, codes: d}}}}}}}}}}}}\n"
            );
            assert_eq!(found(&text).len(), count, "{own}");
        }
    }
}
