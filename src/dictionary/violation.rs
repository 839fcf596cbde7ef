//! From violations of the JSON Schema to findings.

use super::habit::meant;
use super::ids::DICTIONARY_INVALID;
use super::loading::Loading;
use super::part::At;
use crate::document::{Violation, ViolationKind};
use crate::finding::{Finding, Fix, Safety};
use crate::message::dictionary as say;
use crate::text::{FileId, Origin, Span, nearest};

/// Most alternatives that are listed.
const MOST_LISTED: usize = 16;

/// Tells a violation.
pub(super) fn tell(loading: &mut Loading<'_>, file: FileId, violation: &Violation) {
    let at_fault = Origin { file, span: violation.span };
    let shown = Origin { file, span: shown_span(loading, file, violation) };
    let key = key_of(&violation.pointer);
    let subject = match &violation.kind {
        ViolationKind::UnknownKey { key, .. } | ViolationKind::MissingKey { key } => {
            format!("{}/{key}", violation.pointer)
        }
        _ => violation.pointer.clone(),
    };
    let mut finding = worded(loading, shown, &subject, (&key, &violation.kind));
    finding.fix = slip(loading, (at_fault, file), violation);
    if let ViolationKind::UnknownKey { key, known } = &violation.kind
        && let Some(near) = meant(key, known)
    {
        loading.mark_misnamed(At::pointed(file, &violation.pointer, near));
    }
    loading.mark_told(at_fault);
    loading.push(shown, finding);
}

/// A key or word that is nearly one that is known, and the one that is meant.
fn slip(loading: &Loading<'_>, (at, file): (Origin, FileId), violation: &Violation) -> Option<Fix> {
    let (typed, near) = match &violation.kind {
        // A key of another tool may want another value too, so only a slip of spelling is written anew.
        ViolationKind::UnknownKey { key, known } => (key, nearest(key, known.iter().map(String::as_str))),
        ViolationKind::NotOneOf { allowed, found } => (found, meant(found, allowed)),
        _ => return None,
    };
    let near = near?;
    let key = violation.key_span.map(|span| Origin { file, span });
    let place = [Some(at), key].into_iter().flatten().find(|it| loading.sources.slice(*it) == typed)?;
    Some(Fix { safety: Safety::Unsafe, description: say::write_instead(near), edit: Some((place, near.to_owned())) })
}

fn worded(loading: &Loading<'_>, at: Origin, subject: &str, (key, kind): (&str, &ViolationKind)) -> Finding {
    let finding = |message| loading.finding(DICTIONARY_INVALID, at, subject, message);
    match kind {
        ViolationKind::UnknownKey { key, known } => {
            let near = meant(key, known);
            let help = near.map_or_else(|| say::key_unknown_help(listed(known)), say::write_instead);
            finding(say::key_unknown(key)).with_help(help)
        }
        ViolationKind::WrongType { expected, found } => {
            let types = expected.join("/");
            let help = match (subject.is_empty(), *found) {
                // The file as a whole: an export was taken for a dictionary.
                (true, _) => say::dictum_missing_help(),
                (false, "null") => say::null_help(key),
                (false, _) => say::wrong_type_help(key, &types),
            };
            let label = say::wrong_type_label(&types);
            finding(say::wrong_type(key, found, &types)).with_label(label).with_help(help)
        }
        ViolationKind::MissingKey { key } => {
            let help = if key == "dictum" { say::dictum_missing_help() } else { say::key_missing_help(key) };
            finding(say::key_missing(key)).with_help(help)
        }
        ViolationKind::NotOneOf { allowed, found } => {
            let near = meant(found, allowed);
            let help = near.map_or_else(|| say::one_of_help(listed(allowed)), say::write_instead);
            finding(say::not_one_of(key, found)).with_label(say::one_of_label(listed(allowed))).with_help(help)
        }
        ViolationKind::Pattern { pattern, found } => {
            finding(say::schema_pattern(key, found, pattern)).with_help(say::correct_help(key))
        }
        ViolationKind::Bound { keyword, limit, found } => {
            finding(say::schema_bound(key, found, keyword, limit)).with_help(say::correct_help(key))
        }
        ViolationKind::Together { keys } => {
            finding(say::schema_other(key, keys.join(", "))).with_help(say::correct_help(key))
        }
        ViolationKind::Other { text, .. } => finding(say::schema_other(key, text)).with_help(say::correct_help(key)),
    }
}

/// A missing key and a wrong collection are shown at the key above, not over all of their lines.
fn shown_span(loading: &Loading<'_>, file: FileId, violation: &Violation) -> Span {
    let span = violation.span;
    let missing = matches!(violation.kind, ViolationKind::MissingKey { .. });
    let text = loading.sources.slice(Origin { file, span });
    if !missing && !text.contains('\n') {
        return span;
    }
    let start = Span { start: span.start, end: span.start };
    violation.key_span.unwrap_or(start)
}

/// The last key of a JSON pointer that is no index; the document itself has none.
fn key_of(pointer: &str) -> String {
    let is_key = |part: &&str| !part.is_empty() && !part.bytes().all(|it| it.is_ascii_digit());
    let last = pointer.rsplit('/').find(is_key).unwrap_or("dictum");
    last.replace("~1", "/").replace("~0", "~")
}

fn listed(names: &[String]) -> String {
    let mut text = names.iter().take(MOST_LISTED).map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ");
    if names.len() > MOST_LISTED {
        text.push_str(", …");
    }
    text
}
