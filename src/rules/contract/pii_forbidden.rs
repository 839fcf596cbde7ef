//! `pii-forbidden`: personal data travels where everybody on the way keeps it.

use std::sync::Arc;

use crate::finding::{Finding, Related, RuleId, Severity};
use crate::message::{Message, contract, rules};
use crate::model::{Carrier, Date, Dictionary, Forbidden, class_of};
use crate::rule::{Dimension, Judged, Parts, Rule, Scope};
use crate::rules::declared::{Said, pairs};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("pii-forbidden"),
    summary: rules::pii_forbidden,
    severity: Severity::Error,
    fix: None,
    scopes: &[Scope::Dictionary, Scope::Contracts],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/pii-forbidden.md")),
    parts: Parts { dictionary: Some(holders), declaration: Some(judge), ..Parts::NONE },
};

/// Fields of systems that must not hold their class of personal data, by name or by what the systems are for.
fn holders(dictionary: &Dictionary, _: Date, findings: &mut Vec<Finding>) {
    for dataset in dictionary.datasets.values() {
        for field in &dataset.fields {
            let element = dictionary.element(&field.element.value).filter(|it| it.is_protected());
            let Some((element, class)) = element.and_then(|it| Some((it, class_of(it)?))) else { continue };
            let kind = dictionary.systems.get(&dataset.system).and_then(|it| it.kind.as_ref());
            let meets = |who: &Forbidden| match who {
                Forbidden::System(id) => *id == dataset.system,
                Forbidden::Purpose(purpose) => Some(purpose) == kind,
            };
            let mut all = dictionary.privacy.forbidden.iter().filter(|(of, _)| *of == class.id);
            let Some((_, policy)) = all.find(|(_, who)| meets(&who.value)) else { continue };
            let words = |class: &str| contract::pii_held(&field.name, &dataset.system, class);
            let message = Message::both(words(class.english), &words(class.chinese));
            let mut finding = RULE.finding_in(&dictionary.sources, field.origin, message);
            finding.dataset = Some(Arc::clone(&dataset.id));
            finding.field = Some(Arc::clone(&field.name));
            finding.element = Some(Arc::clone(&element.id));
            let related = Related::in_source(&dictionary.sources, policy.origin, contract::pii_policy_here());
            findings
                .push(finding.with_help(contract::pii_held_help(&dataset.system)).related_to(related).about("held"));
        }
    }
}

/// Addresses are kept in the logs of servers, proxies and browsers, and handed on to whoever a page links to.
fn judge(judged: &Judged<'_>, findings: &mut Vec<Finding>) {
    for pair in pairs(judged).filter(|it| it.judged.is_contract) {
        let place = match pair.declared.carrier {
            Carrier::Path => contract::place_path(),
            Carrier::Query => contract::place_query(),
            _ => continue,
        };
        if !pair.spec.element.is_protected() {
            continue;
        }
        let said = Said {
            message: contract::pii_forbidden(&pair.declared.path, &pair.spec.element.id).and(&place),
            label: contract::pii_forbidden_label(),
            help: contract::pii_forbidden_help(),
        };
        findings.push(pair.finding(&RULE, None, said, (pair.spec.element.origin, contract::pii_here())));
    }
}
