//! `definition-poor`: an approved element has no definition, or one that only repeats its name.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::finding::{Finding, RuleId, Severity};
use crate::message::{governance as say, rules};
use crate::model::{Date, Dictionary, Element, Status};
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("definition-poor"),
    summary: rules::definition_poor,
    severity: Severity::Warning,
    fix: None,
    scopes: &[Scope::Dictionary],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/definition-poor.md")),
    parts: Parts { dictionary: Some(judge), ..Parts::NONE },
};

/// Words that add nothing to a name.
const EMPTY_WORDS: [&str; 18] = [
    "a", "an", "and", "are", "for", "in", "is", "it", "its", "of", "or", "that", "the", "this", "to", "which", "value",
    "field",
];

/// Characters that add nothing to a Chinese name.
const EMPTY_CHARACTERS: &str = "的是指为即之一个该此所本其";

fn judge(dictionary: &Dictionary, _: Date, findings: &mut Vec<Finding>) {
    for element in dictionary.elements.values().filter(|it| it.status == Status::Approved) {
        // Where no status is written nobody has claimed that the element went through an approval.
        let Some(status) = element.status_origin else { continue };
        let missing =
            element.definition.as_ref().is_none_or(|it| it.texts.iter().all(|(_, text)| text.trim().is_empty()));
        let message = match &element.definition {
            _ if missing => say::definition_missing(&element.id),
            Some(definition) => match definition.texts.iter().find(|(_, text)| repeats(element, text)) {
                Some((_, text)) => say::definition_circular(&element.id, text.trim()),
                None => continue,
            },
            None => continue,
        };
        let mut finding = RULE.finding_in(&dictionary.sources, status, message);
        finding.element = Some(Arc::clone(&element.id));
        let finding = finding.with_label(say::approved_here()).with_help(say::definition_help());
        findings.push(finding.about(format!("{} definition", element.id)));
    }
}

/// Whether a definition holds no word beyond those of one title, or of the id.
fn repeats(element: &Element, definition: &str) -> bool {
    let said = words(definition);
    let mut names = element.title.texts.iter().map(|(_, text)| &**text).chain([&*element.id]);
    names.any(|name| {
        let known: BTreeSet<String> = words(name).into_iter().collect();
        let adds = |it: &String| !known.contains(it) && !EMPTY_WORDS.contains(&it.as_str()) && !is_empty_character(it);
        !said.iter().any(adds)
    })
}

fn is_empty_character(word: &str) -> bool {
    let mut characters = word.chars();
    characters.next().is_some_and(|it| EMPTY_CHARACTERS.contains(it)) && characters.next().is_none()
}

/// Words in lower case; a Chinese character is a word of its own, and so is each part of `camelCase`.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut open = false;
    let mut was_lower = false;
    for c in text.chars() {
        let alone = !c.is_ascii() && c.is_alphanumeric() && !c.is_lowercase() && !c.is_uppercase();
        let starts = alone || !open || (was_lower && c.is_uppercase());
        if c.is_alphanumeric() {
            if starts {
                words.push(String::new());
            }
            if let Some(word) = words.last_mut() {
                word.extend(c.to_lowercase());
            }
        }
        open = c.is_alphanumeric() && !alone;
        was_lower = c.is_lowercase();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::testing::{TODAY, dictionary};

    #[test]
    fn a_definition_says_more_than_the_name() {
        for (rest, id) in [
            ("", None),
            ("status: draft", None),
            ("status: approved", Some("definition_missing")),
            ("status: approved, definition: ' '", Some("definition_missing")),
            ("status: approved, definition: The number of the order.", Some("definition_circular")),
            ("status: approved, definition: 订单的编号。", Some("definition_circular")),
            (
                "status: approved, definition: {zh-CN: 平台对一次成交赋予的编号, en: Order number}",
                Some("definition_circular"),
            ),
            ("status: approved, definition: What the platform calls one deal.", None),
            ("status: approved, definition: 平台对一次成交赋予的编号。", None),
            ("definition: The number of the order.", None),
        ] {
            let text = format!(
                "elements: {{order.number: {{title: {{zh-CN: 订单编号, en: order number}}, type: string, {rest}}}}}\n"
            );
            let mut findings = Vec::new();
            judge(&dictionary(&text), TODAY, &mut findings);
            let ids: Vec<_> = findings.iter().map(|it| it.message.id()).collect();
            assert_eq!(ids, id.into_iter().collect::<Vec<_>>(), "{rest}");
        }
    }
}
