//! The published JSON Schema of the `json` report.

use serde_json::{Value, json};

/// JSON Schema (draft 2020-12) of version 1. Additions keep the version, so unknown properties are allowed.
pub fn report_schema() -> Value {
    let optional = |kind: &str| json!({"type": [kind, "null"]});
    let whole = || json!({"type": "integer", "minimum": 0});
    let from_one = || json!({"type": "integer", "minimum": 1});
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "dictum report, version 1",
        "type": "object",
        "required": ["version", "tool", "dictionary", "inputs", "findings", "summary"],
        "properties": {
            "version": {"const": 1},
            "tool": {
                "type": "object",
                "required": ["name", "version"],
                "properties": {"name": {"const": "dictum"}, "version": {"type": "string"}},
            },
            "dictionary": {
                "type": "object",
                "required": ["id", "version", "path"],
                "properties": {"id": optional("string"), "version": optional("string"), "path": {"type": "string"}},
            },
            "inputs": {"type": "array", "items": {
                "type": "object",
                "required": ["path", "kind", "format", "encoding", "dataset", "records", "bytes", "complete"],
                "properties": {
                    "path": {"type": "string"},
                    "kind": {"enum": ["data", "contract"]},
                    "format": {"type": "string"},
                    "encoding": optional("string"),
                    "dataset": optional("string"),
                    "records": whole(),
                    "bytes": whole(),
                    "complete": {"type": "boolean"},
                },
            }},
            "findings": {"type": "array", "items": {"$ref": "#/$defs/finding"}},
            "summary": {
                "type": "object",
                "required": ["errors", "warnings", "infos", "suppressed", "notChecked", "failed"],
                "properties": {
                    "errors": whole(), "warnings": whole(), "infos": whole(),
                    "suppressed": whole(), "notChecked": whole(), "failed": {"type": "boolean"},
                },
            },
        },
        "$defs": {
            "finding": {
                "type": "object",
                "required": ["rule", "severity", "message", "count", "tested", "fingerprint", "places", "related"],
                "properties": {
                    "rule": {"type": "string", "pattern": "^[a-z]+(-[a-z]+)+$"},
                    "severity": {"enum": ["error", "warning", "info"]},
                    "message": {"type": "string", "minLength": 1},
                    "label": optional("string"),
                    "help": optional("string"),
                    "path": optional("string"),
                    "dataset": optional("string"),
                    "field": optional("string"),
                    "element": optional("string"),
                    "count": from_one(),
                    "tested": from_one(),
                    "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{16}$"},
                    "places": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/place"}},
                    "related": {"type": "array", "items": {
                        "type": "object",
                        "required": ["path", "line", "column", "message"],
                        "properties": {
                            "path": optional("string"), "line": from_one(), "column": from_one(),
                            "message": {"type": "string"},
                        },
                    }},
                    "fix": {"type": ["object", "null"], "properties": {
                        "safety": {"enum": ["safe", "unsafe"]}, "description": {"type": "string"},
                    }},
                    "suppressed": optional("string"),
                },
            },
            "place": {
                "type": "object",
                "required": ["line", "column", "endLine", "endColumn", "offset", "length"],
                "properties": {
                    "path": optional("string"),
                    "line": from_one(), "column": from_one(), "endLine": from_one(), "endColumn": from_one(),
                    "offset": whole(), "length": whole(),
                    "record": {"type": ["integer", "null"], "minimum": 1},
                    "sheet": optional("string"),
                    "cell": optional("string"),
                    "pointer": optional("string"),
                    "key": {"type": ["object", "null"], "additionalProperties": {"type": "string"}},
                    "value": optional("string"),
                },
            },
        },
    })
}
