//! `governance-incomplete`: an approved element has no owner, custodian or record of its approval.

use std::sync::Arc;

use crate::finding::{Finding, RuleId, Severity};
use crate::message::{Message, governance as say, rules};
use crate::model::{Date, Dictionary, Element, Status};
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule. A waiver that has expired is told by `ignore-unused`, and told once.
pub static RULE: Rule = Rule {
    id: RuleId::new("governance-incomplete"),
    summary: rules::governance_incomplete,
    severity: Severity::Warning,
    fix: None,
    scopes: &[Scope::Dictionary],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/governance-incomplete.md")),
    parts: Parts { dictionary: Some(judge), ..Parts::NONE },
};

/// A part of governance: its key, its words, and whether an element has it.
struct Kept {
    key: &'static str,
    words: fn(&str) -> Message,
    has: fn(&Element) -> bool,
}

const PARTS: [Kept; 3] = [
    Kept { key: "owner", words: |id| say::owner_missing(id), has: |it| it.owner.is_some() },
    Kept { key: "custodian", words: |id| say::custodian_missing(id), has: |it| it.custodian.is_some() },
    Kept { key: "approved", words: |id| say::approval_missing(id), has: |it| it.approval.is_some() },
];

/// A part that no element of the dictionary has is one that this enterprise does not keep.
fn judge(dictionary: &Dictionary, _: Date, findings: &mut Vec<Finding>) {
    let kept: Vec<&Kept> = PARTS.iter().filter(|part| own(dictionary).any(|it| (part.has)(it))).collect();
    for element in own(dictionary).filter(|it| it.status == Status::Approved) {
        let Some(status) = element.status_origin else { continue };
        for part in kept.iter().filter(|part| !(part.has)(element)) {
            let mut finding = RULE.finding_in(&dictionary.sources, status, (part.words)(&element.id));
            finding.element = Some(Arc::clone(&element.id));
            let finding = finding.with_label(say::approved_here()).with_help(say::governance_help(part.key));
            findings.push(finding.about(format!("{} {}", element.id, part.key)));
        }
    }
}

/// What is imported is kept by others.
fn own(dictionary: &Dictionary) -> impl Iterator<Item = &Arc<Element>> {
    dictionary.elements.values().filter(|it| !it.is_imported)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::testing::{TODAY, dictionary};

    #[test]
    fn what_others_have_is_wanted_of_each_approved_element() {
        const WHOLE: &str = "status: approved, owner: d, custodian: d, approved: {by: ['@a']}";
        for (first, second, found) in [
            (WHOLE, WHOLE, vec![]),
            (WHOLE, "status: approved", vec!["owner_missing", "custodian_missing", "approval_missing"]),
            (WHOLE, "status: draft", vec![]),
            (WHOLE, "owner: d", vec![]),
            (WHOLE, "status: approved, owner: d, custodian: d, approved: {date: 2026-01-01}", vec!["approval_missing"]),
            ("status: approved", "status: approved", vec![]),
            ("status: approved, owner: d", "status: approved", vec!["owner_missing"]),
        ] {
            let text = format!(
                "departments: {{d: {{title: d}}}}\nelements: {{x.a: {{type: string, {first}}}, x.b: {{type: string, {second}}}}}\n"
            );
            let mut findings = Vec::new();
            judge(&dictionary(&text), TODAY, &mut findings);
            let ids: Vec<_> = findings.iter().map(|it| it.message.id()).collect();
            assert_eq!(ids, found, "{second}");
        }
    }
}
