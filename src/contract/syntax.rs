//! What the parser met, in the words of `contract-invalid`.

use super::problem::Noted;
use crate::document::{Problem, ProblemKind};
use crate::message::contract;

/// The problem in words; none for what is normal in a contract, such as the key `on`.
pub(super) fn worded(problem: &Problem) -> Option<Noted> {
    let span = problem.span;
    Some(match &problem.kind {
        ProblemKind::Syntax(reason) => {
            Noted::invalid(span, contract::invalid_syntax(reason), contract::invalid_syntax_help())
                .labelled(contract::invalid_syntax_label())
        }
        ProblemKind::Tab => Noted::invalid(span, contract::invalid_tab(), contract::invalid_tab_help())
            .labelled(contract::invalid_syntax_label()),
        ProblemKind::DuplicateKey { key, .. } => {
            Noted::invalid(span, contract::invalid_duplicate(key), contract::invalid_duplicate_help())
                .labelled(contract::invalid_duplicate_label())
                .about(key)
        }
        ProblemKind::BooleanKey { .. } | ProblemKind::NonStringKey => return None,
        ProblemKind::AliasBomb | ProblemKind::UnknownAlias | ProblemKind::AnchorCycle | ProblemKind::MergeKey => {
            Noted::invalid(span, contract::invalid_alias(), contract::invalid_alias_help())
        }
        ProblemKind::TooDeep => Noted::invalid(span, contract::invalid_depth(), contract::invalid_depth_help()),
        ProblemKind::SeveralDocuments => {
            Noted::invalid(span, contract::invalid_documents(), contract::invalid_documents_help())
        }
    })
}

/// Whether the document is only the part before this problem.
pub(super) fn cuts_off(problem: &Problem) -> bool {
    matches!(problem.kind, ProblemKind::Syntax(_) | ProblemKind::Tab | ProblemKind::TooDeep)
}
