//! `sarif`: SARIF 2.1.0 as GitHub code scanning takes it. One result a finding, stable fingerprints, relative URIs.
//!
//! Code scanning shows only the first location of a result and reads `primaryLocationLineHash` alone of the fingerprints.
//! It asks for all four fields of a region and refuses empty strings, so nothing here is empty.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::chosen::worst;
use super::document::Place;
use super::escape::uri;
use super::json_text::write_pretty;
use super::locate::{Spot, locate, path_of};
use super::{Renderer, Style};
use crate::finding::{Finding, Report, RuleId, RuleSummary, Severity, Standing};
use crate::message::{Lang, Message, render as words};

/// Code scanning keeps at most this many characters of a rule's description.
const LONGEST_DESCRIPTION: usize = 1024;
/// It shows so many results of a run, the worst first, and refuses a file with more than five times as many.
const MOST_RESULTS: usize = 5_000;
/// It keeps so many places of one result.
const MOST_LOCATIONS: usize = 100;

pub(super) struct Format;

impl Renderer for Format {
    fn name(&self) -> &'static str {
        "sarif"
    }

    fn title(&self) -> Message {
        words::format_sarif()
    }

    fn is_machine(&self) -> bool {
        true
    }

    fn render(&self, report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        let rules = rules(report);
        let kept = worst(report.findings.iter().collect(), MOST_RESULTS);
        let results: Vec<Value> = kept.iter().map(|finding| result(report, &rules, finding, style.lang)).collect();
        let described: Vec<Value> = rules.iter().map(|rule| descriptor(rule, style.lang)).collect();
        let version = env!("CARGO_PKG_VERSION");
        let log = json!({
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": {"driver": {
                    "name": env!("CARGO_PKG_NAME"),
                    "version": version,
                    "semanticVersion": version,
                    "rules": described,
                }},
                "invocations": [invocation(report.findings.len() - kept.len(), style.lang)],
                "columnKind": "unicodeCodePoints",
                "results": results,
            }],
        });
        write_pretty(&log, out)
    }
}

/// How the run went, and what was left out of its results.
fn invocation(left_out: usize, lang: Lang) -> Value {
    if left_out == 0 {
        return json!({"executionSuccessful": true});
    }
    let text = words::not_shown(left_out, super::summary::s(left_out as u64));
    let told = json!([{"level": "warning", "message": {"text": text.text(lang)}}]);
    json!({"executionSuccessful": true, "toolExecutionNotifications": told})
}

/// What a rule's descriptor is made of.
struct Described<'r> {
    id: RuleId,
    severity: Severity,
    summary: Option<&'r RuleSummary>,
}

/// The report's rules, and any that only a finding names: every `ruleIndex` leads somewhere.
fn rules(report: &Report) -> Vec<Described<'_>> {
    let known = |id| report.rules.iter().any(|rule| rule.id == id);
    let mut rules: Vec<Described<'_>> = report
        .rules
        .iter()
        .map(|rule| Described { id: rule.id, severity: rule.severity, summary: Some(rule) })
        .collect();
    for finding in report.findings.iter().filter(|finding| !known(finding.rule)) {
        rules.push(Described { id: finding.rule, severity: finding.severity, summary: None });
    }
    rules.sort_by_key(|rule| rule.id);
    rules.dedup_by_key(|rule| rule.id);
    rules
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn descriptor(rule: &Described<'_>, lang: Lang) -> Value {
    let id = rule.id.name();
    let summary = rule.summary.map_or(id, |it| it.summary.text(lang));
    let description: String = summary.chars().take(LONGEST_DESCRIPTION).collect();
    let explain = words::explain_rule(id);
    let page = rule.summary.map(|it| it.page.trim()).filter(|page| !page.is_empty());
    json!({
        "id": id,
        "name": id,
        "shortDescription": {"text": description},
        "fullDescription": {"text": description},
        "help": {"text": format!("{summary}; {}", explain.text(lang)), "markdown": page.unwrap_or(summary)},
        "defaultConfiguration": {"level": level(rule.severity)},
        "properties": {"tags": rule.summary.map(|it| vec![it.dimension]).unwrap_or_default()},
    })
}

fn result(report: &Report, rules: &[Described<'_>], finding: &Finding, lang: Lang) -> Value {
    let mut location = location(&locate(report, finding));
    if let Some(field) = finding.field.as_deref().filter(|field| !field.is_empty()) {
        let dataset = finding.dataset.as_deref().map_or_else(String::new, |dataset| format!("{dataset}."));
        location.insert(
            "logicalLocations".into(),
            json!([{"name": field, "fullyQualifiedName": format!("{dataset}{field}"), "kind": "member"}]),
        );
    }
    let mut result = json!({
        "ruleId": finding.rule.name(),
        "ruleIndex": rules.iter().position(|rule| rule.id == finding.rule),
        "level": level(finding.severity),
        "message": {"text": text(finding, lang)},
        "locations": [location],
        "relatedLocations": related(finding, lang),
        "partialFingerprints": {"primaryLocationLineHash": finding.fingerprint},
    });
    if let Some(result) = result.as_object_mut() {
        if let Some(reason) = &finding.suppressed {
            let suppression = json!([{"kind": "external", "justification": reason.text(lang)}]);
            result.insert("suppressions".into(), suppression);
        }
        if let Some(standing) = finding.standing {
            let state = match standing {
                Standing::New => "new",
                Standing::Known => "unchanged",
                Standing::Grown => "updated",
            };
            result.insert("baselineState".into(), json!(state));
        }
        if let Some(fix) = fix(finding, lang) {
            result.insert("fixes".into(), json!([fix]));
        }
        result.insert("properties".into(), properties(finding, lang));
    }
    result
}

/// The edit that mends `finding`, where it replaces exactly what the finding marks; cells of data are masked, so they have none.
fn fix(finding: &Finding, lang: Lang) -> Option<Value> {
    let fix = finding.fix.as_ref()?;
    let (origin, text) = fix.edit.as_ref()?;
    let place = finding.places.first()?;
    let (start, length) = (u64::from(origin.span.start), origin.span.len() as u64);
    if (place.offset, place.length) != (start, length) {
        return None;
    }
    let spot = location(&Spot::of(path_of(finding, place)?, place));
    let physical = spot.get("physicalLocation")?;
    Some(json!({
        "description": {"text": literal(fix.description.text(lang))},
        "artifactChanges": [{
            "artifactLocation": physical.get("artifactLocation"),
            "replacements": [{"deletedRegion": physical.get("region"), "insertedContent": {"text": text}}],
        }],
    }))
}

/// The message, the share, the help, and a link to each related place: what is not linked is not shown.
fn text(finding: &Finding, lang: Lang) -> String {
    let mut text = literal(finding.message.text(lang));
    let (open, close, part, see) = match lang {
        Lang::En => (" (", ")", "; ", ". "),
        Lang::ZhCn => ("（", "）", "；", "。"),
    };
    if let Some(share) = super::locate::share(finding, lang) {
        text = format!("{text}{open}{share}{close}");
    }
    if let Some(help) = &finding.help {
        text = format!("{text}{part}{}", literal(help.text(lang)));
    }
    let links: Vec<String> = linked(finding)
        .enumerate()
        .map(|(index, it)| format!("[{}]({})", it.message.text(lang).replace(['[', ']'], ""), index + 1))
        .collect();
    if !links.is_empty() {
        text = format!("{text}{see}{}", words::see(links.join(", ")).text(lang));
    }
    text
}

/// Text that holds no link: SARIF reads `[text](target)` in every message.
fn literal(text: &str) -> String {
    if text.contains("](") { text.replace('[', "\\[").replace(']', "\\]") } else { text.to_owned() }
}

fn linked(finding: &Finding) -> impl Iterator<Item = &crate::finding::Related> {
    finding.related.iter().filter(|it| it.place.path.is_some())
}

/// The related places with the numbers that the message links to, then the finding's own further places.
fn related(finding: &Finding, lang: Lang) -> Vec<Value> {
    let mut all: Vec<Value> = linked(finding)
        .enumerate()
        .filter_map(|(index, it)| {
            let mut location = location(&Spot::of(it.place.path.as_deref()?, &it.place));
            location.insert("id".into(), json!(index + 1));
            location.insert("message".into(), json!({"text": it.message.text(lang)}));
            Some(Value::Object(location))
        })
        .collect();
    let further = finding.places.iter().skip(1).take(MOST_LOCATIONS.saturating_sub(all.len() + 1));
    all.extend(further.filter_map(|place| Some(Value::Object(location(&Spot::of(path_of(finding, place)?, place))))));
    all
}

fn location(spot: &Spot<'_>) -> Map<String, Value> {
    let mut location = Map::new();
    let region = json!({
        "startLine": spot.line,
        "startColumn": spot.column,
        "endLine": spot.end_line,
        "endColumn": spot.end_column,
    });
    location.insert("physicalLocation".into(), json!({"artifactLocation": {"uri": uri(spot.path)}, "region": region}));
    location
}

fn properties(finding: &Finding, lang: Lang) -> Value {
    let mut bag = Map::new();
    let mut put = |name: &str, value: Value| {
        if !value.is_null() {
            bag.insert(name.into(), value);
        }
    };
    put("dataset", json!(finding.dataset.as_deref()));
    put("field", json!(finding.field.as_deref()));
    put("element", json!(finding.element.as_deref()));
    put("count", json!(finding.count));
    put("tested", json!(finding.tested));
    put("place", json!(finding.places.first().map(Place::new)));
    put(
        "fix",
        json!(
            finding
                .fix
                .as_ref()
                .map(|fix| { json!({"safety": fix.safety.name(), "description": fix.description.text(lang)}) })
        ),
    );
    Value::Object(bag)
}
