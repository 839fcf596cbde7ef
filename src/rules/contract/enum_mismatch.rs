//! `enum-mismatch`: a contract's enum is not the code list.

use crate::finding::{Finding, RuleId, Safety, Severity};
use crate::message::{contract, rules};
use crate::model::Direction;
use crate::rule::{Dimension, Judged, Parts, Rule, Scope};
use crate::rules::declared::{Pair, Said, listed, pairs};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("enum-mismatch"),
    summary: rules::enum_mismatch,
    severity: Severity::Error,
    fix: Some(Safety::Unsafe),
    scopes: &[Scope::Contracts],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/enum-mismatch.md")),
    parts: Parts { declaration: Some(judge), ..Parts::NONE },
};

fn judge(judged: &Judged<'_>, findings: &mut Vec<Finding>) {
    findings.extend(pairs(judged).filter_map(|it| mismatch(&it)));
}

fn mismatch(pair: &Pair<'_>) -> Option<Finding> {
    let (codes, values) = (pair.spec.codes.as_ref()?, pair.declared.shape.values.as_ref()?);
    let accepted: Vec<&str> = codes.accepted.keys().map(|it| &**it).collect();
    let written: Vec<&str> = values.value.iter().map(|it| &*it.value).collect();
    let missing: Vec<&str> = accepted.iter().filter(|it| !written.contains(it)).copied().collect();
    let extra: Vec<&str> = written.iter().filter(|it| !accepted.contains(it)).copied().collect();
    let direction = pair.declared.direction;
    // A system need not send every code, as long as all that it sends are known.
    let missing = if direction == Direction::Sent && extra.is_empty() { Vec::new() } else { missing };
    let (field, list) = (&pair.declared.path, &codes.list.id);
    let message = match (missing.is_empty(), extra.is_empty()) {
        (true, true) => return None,
        (false, true) => contract::enum_missing(field, list, listed(&missing)),
        (true, false) => contract::enum_extra(field, list, listed(&extra)),
        (false, false) => contract::enum_both(field, list, listed(&missing), listed(&extra)),
    };
    let said = Said { message, label: contract::enum_label(listed(&accepted)), help: contract::enum_help(list) };
    let line = codes.map.as_ref().map_or(codes.list.origin, |it| it.origin);
    let finding = pair.finding(&RULE, Some(values.origin), said, (line, contract::codes_here()));
    // Codes that a system accepts beyond the list do no harm before somebody sends one.
    Some(if missing.is_empty() { pair.wider(finding) } else { finding })
}
