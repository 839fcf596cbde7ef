//! SARIF 2.1.0, as GitHub code scanning and others read it.

use std::collections::BTreeMap;
use std::io;

use serde_json::{Value, json};

use super::{Renderer, Style};
use crate::finding::{Finding, Place, Report, RuleId, RuleSummary, Severity};
use crate::message::Lang;

pub(super) struct Sarif;

impl Renderer for Sarif {
    fn name(&self) -> &'static str {
        "sarif"
    }

    fn is_machine(&self) -> bool {
        true
    }

    fn render(&self, report: &Report, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut *out, &log(report, style.lang))?;
        writeln!(out)
    }
}

fn log(report: &Report, lang: Lang) -> Value {
    let indexes: BTreeMap<RuleId, usize> = report.rules.iter().enumerate().map(|(index, it)| (it.id, index)).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "dictum",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": "https://crates.io/crates/dictum",
                "rules": report.rules.iter().map(|it| rule(it, lang)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": report.findings.iter().map(|it| result(it, &indexes, lang)).collect::<Vec<_>>(),
        }],
    })
}

fn rule(it: &RuleSummary, lang: Lang) -> Value {
    json!({
        "id": it.id.name(),
        "name": it.id.name(),
        "shortDescription": {"text": sentence(it.summary.text(lang))},
        "fullDescription": {"text": sentence(it.summary.text(lang))},
        "help": {"text": it.page, "markdown": it.page},
        "defaultConfiguration": {"level": level(it.severity)},
        "properties": {"tags": [it.dimension], "problem.severity": problem_severity(it.severity)},
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn problem_severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "recommendation",
    }
}

/// A clause as a sentence: capital, full stop.
fn sentence(clause: &str) -> String {
    let mut chars = clause.chars();
    let capital: String = chars.next().map(|it| it.to_uppercase().collect()).unwrap_or_default();
    let stop = if clause.is_ascii() { "." } else { "" };
    format!("{capital}{}{stop}", chars.as_str())
}

fn result(it: &Finding, indexes: &BTreeMap<RuleId, usize>, lang: Lang) -> Value {
    let mut text = it.message.text(lang).to_owned();
    if it.tested > 1 {
        text += &format!(" ({} / {})", it.count, it.tested);
    }
    if let Some(help) = &it.help {
        text += &format!("\n{}", help.text(lang));
    }
    let related: Vec<Value> = it
        .related
        .iter()
        .zip(1_u32..)
        .map(|(related, id)| {
            let mut place = location(it, &related.place);
            set(&mut place, "id", json!(id));
            set(&mut place, "message", json!({"text": related.message.text(lang)}));
            place
        })
        .collect();
    let own = it.places.first().or_else(|| it.related.first().map(|it| &it.place));
    let mut result = json!({
        "ruleId": it.rule.name(),
        "ruleIndex": indexes.get(&it.rule),
        "level": level(it.severity),
        "message": {"text": text},
        "locations": own.map(|place| location(it, place)).into_iter().collect::<Vec<_>>(),
        "relatedLocations": related,
        "partialFingerprints": {"primaryLocationLineHash": it.fingerprint},
        "occurrenceCount": it.count,
        "properties": {
            "tested": it.tested,
            "dataset": it.dataset.as_deref(),
            "field": it.field.as_deref(),
            "element": it.element.as_deref(),
        },
    });
    if let Some(reason) = &it.suppressed {
        let suppression = json!([{"kind": "external", "status": "accepted", "justification": reason.text(lang)}]);
        set(&mut result, "suppressions", suppression);
    }
    result
}

fn set(value: &mut Value, key: &str, to: Value) {
    if let Some(object) = value.as_object_mut() {
        object.insert(key.to_owned(), to);
    }
}

fn location(finding: &Finding, place: &Place) -> Value {
    let path = place.path.as_deref().or(finding.path.as_deref()).unwrap_or_default();
    json!({"physicalLocation": {
        "artifactLocation": {"uri": uri(path)},
        "region": {
            "startLine": place.line.max(1),
            "startColumn": place.column.max(1),
            "endLine": place.end_line.max(place.line).max(1),
            "endColumn": place.end_column.max(1),
        },
    }})
}

/// A relative path as a URI reference (RFC 3986): everything but unreserved characters and `/` is percent-encoded.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}
