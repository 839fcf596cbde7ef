//! Swagger 2.0, which is OpenAPI 2.0.

use super::Reader;
use super::meta;
use super::problem::Noted;
use crate::document::NodeRef;
use crate::message::contract;

/// The reader.
pub(super) static READER: Reader =
    Reader { recognises, reads_siblings: |_| false, check, meta: |_| &meta::SWAGGER_2, schemas: &["/definitions"] };

fn recognises(root: NodeRef<'_>) -> Option<&'static str> {
    root.get("swagger").map(|_| "swagger-2.0")
}

fn check(root: NodeRef<'_>, noted: &mut Vec<Noted>) {
    if let Some(version) = root.get("swagger").filter(|it| it.scalar() != Some("2.0")) {
        let text = version.scalar().unwrap_or_default();
        let message = contract::version_unknown(text, "Swagger");
        let problem = Noted::invalid(version.span(), message, contract::version_unknown_help());
        noted.push(problem.labelled(contract::version_unknown_label("2.0")));
    }
}
