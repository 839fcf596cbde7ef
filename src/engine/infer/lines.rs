//! Single lines of the draft.

use super::FieldDraft;
use super::shape::Shape;
use crate::model::LogicalType;

/// What was counted of a field.
pub(super) fn facts(field: &FieldDraft) -> String {
    let profile = &field.profile;
    if profile.cells == 0 {
        return String::new();
    }
    let empty = profile.cells - profile.filled;
    let unique = match (profile.is_unique(), profile.repeats) {
        (true, 0) => ", never twice".to_owned(),
        (true, repeats) => format!(", {repeats} twice"),
        _ => String::new(),
    };
    let different = profile.counts.as_ref().map(|it| format!(", {} different", it.len())).unwrap_or_default();
    if profile.filled == 0 {
        return "; never filled: the type is unknown".to_owned();
    }
    format!("; {} values, {empty} empty{different}{unique}", profile.filled)
}

/// The element's own lines.
pub(super) fn shape(shape: &Shape, codes: Option<&str>) -> Vec<String> {
    let mut lines = Vec::new();
    lines.extend(shape.representation.map(|it| format!("representation: {it}")));
    let kind = shape.kind.unwrap_or(LogicalType::String);
    lines.push(format!("type: {}", kind.name()));
    lines.extend(shape.format.map(|it| format!("format: {it}")));
    if matches!(kind, LogicalType::Decimal) {
        lines.extend(shape.precision.map(|it| format!("precision: {it}")));
        lines.extend(shape.scale.map(|it| format!("scale: {it}")));
    }
    if kind == LogicalType::String && codes.is_none() {
        lines.extend(shape.pattern.as_ref().map(|it| format!("pattern: {}", quoted(it))));
        lines.extend(shape.max_length.filter(|_| shape.format.is_none()).map(|it| format!("maxLength: {it}")));
    }
    lines.extend(codes.map(|it| format!("codes: {it}")));
    lines.extend(shape.pii.map(|it| format!("pii: {it}")));
    lines
}

/// A text in double quotes, as both YAML and JSON read it.
pub(super) fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}
