//! `pii-forbidden`: personal data travels where everybody on the way keeps it.

use crate::finding::{Finding, RuleId, Severity};
use crate::message::{contract, rules};
use crate::model::Carrier;
use crate::rule::{Dimension, Judged, Parts, Rule, Scope};
use crate::rules::declared::{Said, pairs};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("pii-forbidden"),
    summary: rules::pii_forbidden,
    severity: Severity::Error,
    fix: None,
    scopes: &[Scope::Contracts],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/pii-forbidden.md")),
    parts: Parts { declaration: Some(judge), ..Parts::NONE },
};

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
