//! `contract-breaking`: a contract no longer keeps what its earlier version promised.

use crate::finding::{Finding, Place, Related, RuleId, Severity, Verdict};
use crate::message::{Message, diff, rules};
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule. What nobody can decide is a warning.
pub static RULE: Rule = Rule {
    id: RuleId::new("contract-breaking"),
    summary: rules::contract_breaking,
    severity: Severity::Error,
    fix: None,
    scopes: &[Scope::Contracts, Scope::History],
    dimension: Dimension::Consistency,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/contract-breaking.md")),
    parts: Parts::NONE,
};

/// A change that breaks somebody, where it is declared now, with where it was declared before.
pub fn found(
    verdict: Verdict,
    (message, reason): (Message, &Message),
    (now, before): (Place, Option<Place>),
    subject: &str,
) -> Option<Finding> {
    let severity = match verdict {
        Verdict::Breaking => Severity::Error,
        Verdict::Undecidable => Severity::Warning,
        Verdict::Safe => return None,
    };
    let mut finding = RULE.finding(message.and(reason)).with_help(diff::breaking_help()).at(now).about(subject);
    finding.severity = severity;
    if let Some(place) = before {
        finding = finding.related_to(Related { place, message: diff::was_here() });
    }
    Some(finding)
}
