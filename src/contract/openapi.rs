//! OpenAPI 3.0, 3.1, 3.2.

use super::Reader;
use super::problem::Noted;
use crate::document::{Kind, NodeRef};
use crate::message::contract;

/// The reader.
pub(super) static READER: Reader =
    Reader { recognises, reads_siblings: |format| format != "openapi-3.0", check, schemas: &["/components/schemas"] };

fn recognises(root: NodeRef<'_>) -> Option<&'static str> {
    let version = root.get("openapi")?.scalar().unwrap_or_default();
    Some(match version.get(..3) {
        Some("3.1") => "openapi-3.1",
        Some("3.2") => "openapi-3.2",
        _ => "openapi-3.0",
    })
}

fn check(root: NodeRef<'_>, noted: &mut Vec<Noted>) {
    if let Some(version) = root.get("openapi") {
        let known = version.as_str().is_some_and(|it| {
            ["3.0.", "3.1.", "3.2."].iter().any(|series| {
                it.strip_prefix(series).is_some_and(|patch| patch.starts_with(|c: char| c.is_ascii_digit()))
            })
        });
        if !known {
            let text = version.scalar().unwrap_or_default();
            let help = contract::version_unknown_help();
            let problem = Noted::invalid(version.span(), contract::version_unknown(text, "OpenAPI"), help);
            noted.push(problem.labelled(contract::version_unknown_label("3.0.x, 3.1.x, 3.2.x")));
        }
    }
    expect(root, "OpenAPI", ("info", Kind::Object), noted);
    // Since 3.1 a document may hold components or webhooks only.
    let others = ["components", "webhooks"].iter().any(|key| root.get(key).is_some());
    let may_lack = others && recognises(root) != Some("openapi-3.0");
    if root.get("paths").is_some() || !may_lack {
        expect(root, "OpenAPI", ("paths", Kind::Object), noted);
    }
    if root.get("components").is_some() {
        expect(root, "OpenAPI", ("components", Kind::Object), noted);
    }
}

/// Notes a key that is missing or of another type.
pub(super) fn expect(root: NodeRef<'_>, of: &str, (key, kind): (&str, Kind), noted: &mut Vec<Noted>) {
    match root.entry(key) {
        None => {
            let first = root.entries().next().map_or_else(|| root.span(), |entry| entry.key_span);
            let message = contract::part_missing(key, of);
            noted.push(Noted::invalid(first, message, contract::part_missing_help(key)).about(key));
        }
        Some(entry) if entry.value.kind() != kind => {
            let message = contract::part_mistyped(key, kind.name(), entry.value.kind().name());
            let problem = Noted::invalid(entry.key_span, message, contract::part_mistyped_help(key)).about(key);
            noted.push(problem.labelled(contract::part_mistyped_label(kind.name())));
        }
        Some(_) => {}
    }
}
