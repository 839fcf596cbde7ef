//! Everything that is judged of a document by itself, apart from its references.

use std::collections::BTreeSet;

use super::problem::Noted;
use super::void::Rules;
use super::{Reader, json_schema, meta, void};
use crate::document::NodeRef;

/// Judges a contract's first document: its version, then the schema of its format, and what says nothing in it.
pub(super) fn judge(reader: &'static Reader, format: &'static str, root: NodeRef<'_>) -> Vec<Noted> {
    let mut noted = Vec::new();
    (reader.check)(root, &mut noted);
    let is_known = noted.is_empty();
    noted.extend(void::judge(root, reader.schemas.is_empty(), rules(reader, format)));
    // Another version may know what this one does not.
    if is_known && !is_of_older_draft(format, root) {
        let told: BTreeSet<_> = noted.iter().map(|it| it.span).collect();
        noted.extend((reader.meta)(format).judge(root).into_iter().filter(|it| !told.contains(&it.span)));
    }
    noted
}

/// Judges a document that a contract refers to: whatever it is a part of, its schemas are schemas.
pub(super) fn judge_part(reader: &'static Reader, format: &'static str, root: NodeRef<'_>) -> Vec<Noted> {
    let is_schema = (json_schema::READER.recognises)(root).is_some();
    void::judge(root, is_schema, rules(reader, format))
}

fn rules(reader: &Reader, format: &str) -> Rules {
    let refuses_unknown = matches!(format, "openapi-3.0" | "swagger-2.0");
    Rules { reads_siblings: (reader.reads_siblings)(format), knows_nullable: refuses_unknown, refuses_unknown }
}

/// Whether a schema that does not name its draft is right in one before the newest.
fn is_of_older_draft(format: &str, root: NodeRef<'_>) -> bool {
    format == "json-schema" && [&meta::DRAFT_7, &meta::DRAFT_4].iter().any(|it| it.accepts(root))
}
