//! What `dictum fix` would make of what was found, told with the finding.

use crate::finding::{Finding, Fix, Safety};
use crate::message::fix as say;
use crate::plan::{self, ColumnPlan};
use crate::rule::{Judged, MatchKind, Mended, Rule};
use crate::rules::RULES;
use crate::rules::declaration::header_folded;
use crate::rules::input::encoding_mismatch;
use crate::table::{Head, NoteKind};

/// Whether files of this form are written again.
pub(in crate::engine) fn is_rewritten(head: &Head) -> bool {
    ["csv", "ndjson", "json", "xlsx"].contains(&head.format) && head.is_verbatim()
}

/// How sure it is that a header which matched only after folding is to be named as declared: a unit that was folded away
/// may say something that the declared name does not.
pub(in crate::engine) fn renaming(written: &str, declared: &str) -> Safety {
    if plan::fold(written) == plan::fold(declared) { Safety::Safe } else { Safety::Unsafe }
}

/// A cell that holds `value`, where the rule itself knows a remedy.
pub(super) fn cell(head: &Head, rule: &Rule, (column, value): (&ColumnPlan, &str)) -> Option<Fix> {
    if rule.parts.mend.is_none() || !is_rewritten(head) {
        return None;
    }
    let mending = plan::mend(column, RULES, value, column.judge_one(value.as_bytes()))?;
    let command = command(mending.safety);
    let description = match &mending.to {
        Mended::Null => say::writes_null(command),
        Mended::Value(new) if column.spec.mask.apply(new) == *new => say::writes(command, new),
        Mended::Value(_) => say::mends(command),
    };
    Some(Fix { safety: mending.safety, description, edit: None })
}

/// Headers that matched only after folding, told in `findings`.
pub(super) fn headers(findings: &mut [Finding], judged: &Judged<'_>, head: &Head) {
    let folded = judged.binding.bound.iter().filter(|it| it.by == MatchKind::Folded);
    let told = findings.iter_mut().filter(|it| it.rule == header_folded::RULE.id);
    for (finding, bound) in told.zip(folded).filter(|_| is_rewritten(head)) {
        let Some(written) = judged.binding.declared(bound, judged.fields) else { continue };
        let (safety, name) = (renaming(&written.path, &bound.field.name), &bound.field.name);
        finding.fix = Some(Fix { safety, description: say::writes(command(safety), name), edit: None });
    }
}

/// The file as a whole.
pub(super) fn form(head: &Head, kind: &NoteKind) -> Option<Fix> {
    let safety = match kind {
        NoteKind::Encoding(_, detected) if encoding_mismatch::is_proven(detected) => Safety::Safe,
        NoteKind::Encoding(..) => Safety::Unsafe,
        NoteKind::BomPresent | NoteKind::BomMissing | NoteKind::Delimiter(..) | NoteKind::Newline(_) => Safety::Safe,
        _ => return None,
    };
    (head.format == "csv").then(|| Fix { safety, description: say::mends(command(safety)), edit: None })
}

fn command(safety: Safety) -> &'static str {
    match safety {
        Safety::Safe => "dictum fix",
        Safety::Unsafe => "dictum fix --unsafe",
    }
}
