//! `json`, version 1: everything a program can want.

use std::io;

use serde::Serialize;
use serde_json::{Value, json};

use super::{Renderer, Style};
use crate::finding::{Finding, Place, Related, Report};
use crate::message::{Lang, Message};

pub(super) struct Json;

impl Renderer for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn is_machine(&self) -> bool {
        true
    }

    fn render(&self, report: &Report, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
        let mut serializer = serde_json::Serializer::with_formatter(&mut *out, serde_json::ser::PrettyFormatter::new());
        document(report, style.lang).serialize(&mut serializer)?;
        writeln!(out)
    }
}

fn document(report: &Report, lang: Lang) -> Value {
    let all = &report.summary;
    json!({
        "version": 1,
        "tool": {"name": "dictum", "version": env!("CARGO_PKG_VERSION")},
        "dictionary": {
            "id": report.dictionary.id,
            "version": report.dictionary.version,
            "path": report.dictionary.path,
        },
        "inputs": report.inputs.iter().map(input).collect::<Vec<_>>(),
        "findings": report.findings.iter().map(|it| finding(it, lang)).collect::<Vec<_>>(),
        "summary": {
            "errors": all.errors,
            "warnings": all.warnings,
            "infos": all.infos,
            "suppressed": all.suppressed,
            "notChecked": all.not_checked,
            "failed": all.failed,
        },
    })
}

fn input(it: &crate::finding::Input) -> Value {
    json!({
        "path": &*it.path,
        "kind": it.kind.name(),
        "format": it.format,
        "encoding": it.encoding,
        "dataset": it.dataset.as_deref(),
        "records": it.records,
        "bytes": it.bytes,
        "complete": it.complete,
    })
}

fn text(message: Option<&Message>, lang: Lang) -> Option<&str> {
    message.map(|it| it.text(lang))
}

fn finding(it: &Finding, lang: Lang) -> Value {
    json!({
        "rule": it.rule.name(),
        "severity": it.severity.name(),
        "message": it.message.text(lang),
        "label": text(it.label.as_ref(), lang),
        "help": text(it.help.as_ref(), lang),
        "path": it.path.as_deref(),
        "dataset": it.dataset.as_deref(),
        "field": it.field.as_deref(),
        "element": it.element.as_deref(),
        "count": it.count,
        "tested": it.tested,
        "fingerprint": it.fingerprint,
        "places": it.places.iter().map(place).collect::<Vec<_>>(),
        "related": it.related.iter().map(|it| related(it, lang)).collect::<Vec<_>>(),
        "fix": it.fix.as_ref().map(|fix| json!({
            "safety": fix.safety.name(),
            "description": fix.description.text(lang),
        })),
        "suppressed": text(it.suppressed.as_ref(), lang),
    })
}

fn place(it: &Place) -> Value {
    let key: serde_json::Map<String, Value> =
        it.key.iter().map(|(element, value)| (element.to_string(), Value::from(value.as_str()))).collect();
    json!({
        "path": it.path.as_deref(),
        "line": it.line,
        "column": it.column,
        "endLine": it.end_line,
        "endColumn": it.end_column,
        "offset": it.offset,
        "length": it.length,
        "record": it.record,
        "sheet": it.cell.as_ref().map(|cell| &*cell.sheet),
        "cell": it.cell.as_ref().map(|cell| cell.name.as_str()),
        "pointer": it.pointer,
        "key": if key.is_empty() { Value::Null } else { Value::Object(key) },
        "value": it.value,
    })
}

fn related(it: &Related, lang: Lang) -> Value {
    json!({
        "path": it.place.path.as_deref(),
        "line": it.place.line,
        "column": it.place.column,
        "message": it.message.text(lang),
    })
}
