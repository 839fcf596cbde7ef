//! OpenAPI 3.0, 3.1, 3.2.

use super::Reader;
use super::meta::{self, Meta};
use super::problem::Noted;
use crate::document::NodeRef;
use crate::message::contract;

/// The reader.
pub(super) static READER: Reader = Reader {
    recognises,
    reads_siblings: |format| format != "openapi-3.0",
    check,
    meta,
    schemas: &["/components/schemas"],
};

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
}

fn meta(format: &str) -> &'static Meta {
    match format {
        "openapi-3.1" => &meta::OPENAPI_3_1,
        "openapi-3.2" => &meta::OPENAPI_3_2,
        _ => &meta::OPENAPI_3_0,
    }
}
