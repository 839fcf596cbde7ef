//! `AsyncAPI` 2.x and 3.0.

use super::Reader;
use super::meta::{self, Meta};
use super::problem::Noted;
use crate::document::NodeRef;
use crate::message::contract;

/// The reader.
pub(super) static READER: Reader = Reader {
    recognises,
    reads_siblings: |_| false,
    check,
    meta,
    schemas: &["/components/schemas", "/components/messages"],
};

fn recognises(root: NodeRef<'_>) -> Option<&'static str> {
    let version = root.get("asyncapi")?.scalar().unwrap_or_default();
    Some(if version.starts_with("3.") { "asyncapi-3.0" } else { "asyncapi-2.x" })
}

fn check(root: NodeRef<'_>, noted: &mut Vec<Noted>) {
    if let Some(version) = root.get("asyncapi") {
        let text = version.scalar().unwrap_or_default();
        if !["2.", "3."].iter().any(|series| text.starts_with(series)) {
            let message = contract::version_unknown(text, "AsyncAPI");
            let problem = Noted::invalid(version.span(), message, contract::version_unknown_help());
            noted.push(problem.labelled(contract::version_unknown_label("2.x, 3.x")));
        }
    }
}

fn meta(format: &str) -> &'static Meta {
    if format == "asyncapi-3.0" { &meta::ASYNCAPI_3 } else { &meta::ASYNCAPI_2 }
}
