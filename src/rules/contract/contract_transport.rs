//! `contract-transport`: operations of a contract differ from the rules of transport of their system.

use crate::finding::{Finding, Related, RuleId, Safety, Severity};
use crate::message::{Message, contract, rules};
use crate::model::{ApiRule, Date, Dictionary, Operation};
use crate::rule::{Dimension, JudgedInterface, Parts, Rule, Scope};
use crate::rules::declared::listed;
use crate::rules::run::check_skipped;
use crate::text::Origin;

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("contract-transport"),
    summary: rules::contract_transport,
    severity: Severity::Warning,
    fix: Some(Safety::Unsafe),
    scopes: &[Scope::Contracts],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/contract-transport.md")),
    parts: Parts { dictionary: Some(unjudged), interface: Some(judge), ..Parts::NONE },
};

/// Most places of one finding.
const MOST_PLACES: usize = 50;

/// Parameters by which callers ask for the next part of a list.
const PAGINATION: [(&str, &[&str]); 3] = [
    (
        "cursor",
        &[
            "cursor",
            "after",
            "before",
            "pagetoken",
            "nexttoken",
            "paginationtoken",
            "continuation",
            "continuationtoken",
            "nextcursor",
            "startingafter",
            "pagecursor",
            "lastid",
            "scrollid",
        ],
    ),
    ("offset", &["offset", "skip", "start", "from", "startindex"]),
    ("page", &["page", "pageno", "pagenum", "pagenumber", "pageindex", "currentpage", "pagecurrent"]),
];

/// Rules that nothing checks, as their system has no contract.
fn unjudged(dictionary: &Dictionary, _: Date, findings: &mut Vec<Finding>) {
    for system in dictionary.systems.values() {
        let has_contract = dictionary.datasets.values().any(|it| it.system == system.id && it.contract.is_some());
        let Some(rule) = system.transport.api.first().filter(|_| !has_contract) else { continue };
        let message = contract::transport_unjudged(&system.id);
        let origin = rule.name.origin;
        let finding = check_skipped::found(&system.id, message, contract::transport_unjudged_help(&system.id));
        let path = dictionary.sources.get(origin.file).path.clone();
        let place = crate::finding::Place::in_source(&dictionary.sources, origin);
        findings.push(finding.in_input(path).at(place));
    }
}

fn judge(judged: &JudgedInterface<'_>, findings: &mut Vec<Finding>) {
    for rule in &judged.system.transport.api {
        findings.extend(broken(judged, rule));
    }
}

/// An operation that breaks a rule: where, and what it has instead.
type Broken<'o> = (&'o Operation, Origin, Option<&'o str>);

fn broken(judged: &JudgedInterface<'_>, rule: &ApiRule) -> Option<Finding> {
    let applies = |it: &&Operation| rule_name(rule) != "pagination" || it.is_list;
    let tested: Vec<&Operation> = judged.operations.iter().filter(applies).collect();
    let broken: Vec<Broken<'_>> = tested.iter().flat_map(|it| breaks(rule, it)).collect();
    let first = broken.first()?;
    let mut operations: Vec<&str> = broken.iter().map(|it| &*it.0.name).collect();
    operations.dedup();
    let mut others: Vec<&str> = broken.iter().filter_map(|it| it.2).collect();
    others.sort_unstable();
    others.dedup();
    let values: Vec<&str> = rule.values.iter().map(|it| &**it).collect();
    let (wanted, count) = (listed(&values), operations.len());
    let message = worded(rule, (count, tested.len()), &first.0.name, (&wanted, &listed(&others)));
    let mut finding = RULE
        .finding(message)
        .with_label(contract::transport_label(&wanted))
        .with_help(contract::transport_help(rule_name(rule)))
        .in_input(judged.path.clone())
        .related_to(Related::in_source(&judged.dictionary.sources, rule.name.origin, contract::transport_here()))
        .about(rule_name(rule));
    let mut places: Vec<Origin> = broken.iter().map(|it| it.1).collect();
    places.dedup();
    finding.places = places.iter().take(MOST_PLACES).map(|it| (judged.place)(*it)).collect();
    (finding.count, finding.tested) = (count as u64, tested.len() as u64);
    finding.dataset = Some(judged.dataset.id.clone());
    Some(finding)
}

fn rule_name(rule: &ApiRule) -> &str {
    &rule.name.value
}

fn worded(rule: &ApiRule, (count, all): (usize, usize), first: &str, (wanted, others): (&str, &str)) -> Message {
    match rule_name(rule) {
        "mediaTypes" => contract::transport_media(count, all, first, others, wanted),
        "charset" => contract::transport_charset(count, all, first, others, wanted),
        "headers" => contract::transport_headers(count, all, first, others),
        "auth" if others.is_empty() => contract::transport_open(count, all, first, wanted),
        "auth" => contract::transport_auth(count, all, first, others, wanted),
        "pagination" => contract::transport_pagination(count, all, first, wanted),
        _ => contract::transport_version(count, all, first, wanted),
    }
}

fn breaks<'o>(rule: &'o ApiRule, operation: &'o Operation) -> Vec<Broken<'o>> {
    let one = |text: &'o str| vec![(operation, operation.origin, Some(text))];
    let whole = |holds: bool| if holds { Vec::new() } else { vec![(operation, operation.origin, None)] };
    match rule_name(rule) {
        "mediaTypes" => {
            let off = operation.media_types.iter().filter(|it| !permits(rule, essence(&it.value)));
            off.map(|it| (operation, it.origin, Some(&*it.value))).collect()
        }
        "charset" => {
            let off = operation.media_types.iter().filter(|it| charset(&it.value).is_some_and(|it| !permits(rule, it)));
            off.map(|it| (operation, it.origin, Some(&*it.value))).collect()
        }
        "headers" => {
            let has = |name: &str| operation.headers.iter().any(|it| it.eq_ignore_ascii_case(name));
            rule.values.iter().filter(|it| !has(it)).flat_map(|it| one(it)).collect()
        }
        "auth" if operation.auth.is_empty() => whole(permits(rule, "none")),
        "auth" => {
            let off = operation.auth.iter().filter(|it| !permits(rule, &it.value));
            off.map(|it| (operation, it.origin, Some(&*it.value))).collect()
        }
        "pagination" => whole(is_paged(rule, operation)),
        _ => whole(is_versioned(rule, operation)),
    }
}

fn permits(rule: &ApiRule, value: &str) -> bool {
    rule.values.iter().any(|it| it.eq_ignore_ascii_case(value))
}

/// A media type without its parameters.
fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

fn charset(media_type: &str) -> Option<&str> {
    let parameters = media_type.split(';').skip(1).map(str::trim);
    let value =
        parameters.filter_map(|it| it.split_once('=')).find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
    value.map(|(_, value)| value.trim().trim_matches('"'))
}

fn is_paged(rule: &ApiRule, operation: &Operation) -> bool {
    let plain = |name: &str| name.replace(['_', '-', '[', ']', '.'], "").to_ascii_lowercase();
    let has = |style: &str| {
        let names = PAGINATION.iter().find(|(it, _)| *it == style).map_or(&[][..], |(_, names)| names);
        operation.parameters.iter().any(|it| names.contains(&plain(it).as_str()))
    };
    rule.values.iter().all(|style| match &**style {
        "none" => !PAGINATION.iter().any(|(it, _)| has(it)),
        style => has(style),
    })
}

fn is_versioned(rule: &ApiRule, operation: &Operation) -> bool {
    let named = |names: &[std::sync::Arc<str>]| names.iter().any(|it| it.to_ascii_lowercase().contains("version"));
    rule.values.iter().all(|it| match &**it {
        "path" => operation.has_version_in_path,
        "header" => named(&operation.headers),
        "query" => named(&operation.parameters),
        _ => operation.media_types.iter().any(|it| it.value.contains("version=") || it.value.contains("/vnd.")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_types_are_read_without_their_parameters() {
        for (text, plain, charset_of) in [
            ("application/json", "application/json", None),
            ("application/json; charset=GBK", "application/json", Some("GBK")),
            ("text/csv;header=present; Charset = \"utf-8\"", "text/csv", Some("utf-8")),
        ] {
            assert_eq!((essence(text), charset(text)), (plain, charset_of));
        }
    }
}
