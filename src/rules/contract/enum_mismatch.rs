//! `enum-mismatch`: a contract's enum is not the code list.

use crate::finding::{Finding, RuleId, Safety, Severity};
use crate::message::{contract, rules};
use crate::model::Direction;
use crate::rule::{CodeDomain, Dimension, Judged, Parts, Rule, Scope};
use crate::rules::declared::{Pair, Said, listed, pairs};
use crate::rules::legend;

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
    for pair in pairs(judged) {
        findings.extend(mismatch(&pair));
        findings.extend(legend(&pair));
    }
}

/// A table in prose that is not the code list. Prose may say less than all, so this is a warning.
fn legend(pair: &Pair<'_>) -> Option<Finding> {
    let codes = pair.spec.codes.as_ref()?;
    let description = pair.declared.description.as_ref();
    let read = description.map(|it| legend::table(&it.value)).unwrap_or_default();
    let told = pair.declared.shape.meanings.iter().map(|it| (&*it.code, &*it.title));
    let table: Vec<(&str, &str)> = told.chain(read).collect();
    let at = pair.declared.shape.meanings.first().map(|it| it.origin).or(description.map(|it| it.origin))?;
    let written: Vec<&str> = table.iter().map(|(code, _)| *code).collect();
    // A list of other things, such as of errors, has no code in common with this one.
    if !written.iter().any(|it| codes.accepted.contains_key(*it)) {
        return None;
    }
    let missing: Vec<&str> = codes.accepted.keys().map(|it| &**it).filter(|it| !written.contains(it)).collect();
    let extra: Vec<&str> = written.iter().filter(|it| !codes.accepted.contains_key(**it)).copied().collect();
    let swapped = table.iter().find_map(|(code, label)| swapped(codes, code, label));
    let (field, list) = (&pair.declared.path, &codes.list.id);
    let message = match (swapped, missing.is_empty(), extra.is_empty()) {
        (Some((code, label, other)), ..) => contract::legend_swapped(field, code, label, other),
        (None, true, true) => return None,
        (None, false, true) => contract::legend_missing(field, list, listed(&missing)),
        (None, true, false) => contract::legend_extra(field, list, listed(&extra)),
        (None, false, false) => contract::legend_both(field, list, listed(&missing), listed(&extra)),
    };
    let rows: Vec<String> = table.iter().map(|(code, label)| format!("{code} = {label}")).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let said = Said { message, label: contract::legend_label(listed(&rows)), help: contract::legend_help(list) };
    let line = codes.map.as_ref().map_or(codes.list.origin, |it| it.origin);
    let mut finding = pair.finding(&RULE, Some(at), said, (line, contract::codes_here())).about("legend");
    finding.severity = Severity::Warning;
    Some(finding)
}

/// A label that the dictionary gives to another code, with that code.
fn swapped<'t>(codes: &'t CodeDomain, code: &'t str, label: &'t str) -> Option<(&'t str, &'t str, &'t str)> {
    let titled = |canonical: &str| {
        let titles = codes.list.values.get(canonical).into_iter().flat_map(|it| &it.title.texts);
        titles.into_iter().any(|(_, title)| title.trim().to_lowercase() == label.trim().to_lowercase())
    };
    let own = codes.accepted.get(code)?;
    if titled(own) {
        return None;
    }
    let other = codes.accepted.iter().find(|(_, canonical)| *canonical != own && titled(canonical))?;
    Some((code, label, &**other.0))
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
    let mut finding = pair.finding(&RULE, Some(values.origin), said, (line, contract::codes_here()));
    if extra.is_empty() {
        finding.fix = pair.adding(Some(values.origin), &missing);
    }
    // Codes that a system accepts beyond the list do no harm before somebody sends one.
    Some(if missing.is_empty() { pair.wider(finding) } else { finding })
}
