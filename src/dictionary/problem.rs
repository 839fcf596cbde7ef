//! From what is wrong with a text to findings.

use super::ids::{DICTIONARY_INVALID, NAME_DUPLICATE};
use super::loading::Loading;
use super::part::NameSpans;
use crate::document::{Problem, ProblemKind};
use crate::finding::{Finding, Related};
use crate::message::{Message, dictionary as say};
use crate::text::{FileId, Origin};

/// Tells a problem, unless the key is a code, which is judged by its own rule.
pub(super) fn tell(loading: &mut Loading<'_>, file: FileId, problem: &Problem, names: &NameSpans) {
    let origin = Origin { file, span: problem.span };
    let boolean_or_empty = matches!(problem.kind, ProblemKind::BooleanKey { .. } | ProblemKind::NonStringKey);
    if boolean_or_empty && (names.codes.contains(&problem.span) || loading.is_told(origin)) {
        return;
    }
    let finding = match &problem.kind {
        ProblemKind::DuplicateKey { key, first } => {
            let first_origin = Origin { file, span: *first };
            let finding = if names.ids.contains(first) {
                let finding = loading.finding(NAME_DUPLICATE, origin, key, say::id_duplicate(key));
                finding.with_help(say::id_duplicate_help(key))
            } else {
                let finding = loading.finding(DICTIONARY_INVALID, origin, key, say::key_duplicate(key));
                finding.with_help(say::key_duplicate_help(key))
            };
            finding.related_to(Related::in_source(&loading.sources, first_origin, say::first_here()))
        }
        kind => plain(loading, origin, kind),
    };
    loading.push(origin, finding);
}

fn plain(loading: &Loading<'_>, origin: Origin, kind: &ProblemKind) -> Finding {
    let (message, help): (Message, Message) = match kind {
        ProblemKind::Syntax(words) => (say::syntax(words), say::syntax_help()),
        ProblemKind::Tab => (say::tab(), say::tab_help()),
        ProblemKind::BooleanKey { key } | ProblemKind::DuplicateKey { key, .. } => {
            (say::boolean_key(key), say::quote_help(key))
        }
        ProblemKind::NonStringKey => (say::key_not_text(), say::key_not_text_help()),
        ProblemKind::AliasBomb => (say::alias_bomb(), say::alias_help()),
        ProblemKind::UnknownAlias => (say::alias_unknown(), say::alias_help()),
        ProblemKind::AnchorCycle => (say::anchor_cycle(), say::alias_help()),
        ProblemKind::MergeKey => (say::merge_key(), say::alias_help()),
        ProblemKind::TooDeep => (say::too_deep(), say::too_deep_help()),
        ProblemKind::SeveralDocuments => (say::several_documents(), say::several_documents_help()),
    };
    loading.finding(DICTIONARY_INVALID, origin, message.id(), message.clone()).with_help(help)
}
