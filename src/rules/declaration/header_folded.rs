//! `header-folded`: a header matched only after case, width, blanks, brackets or a unit were folded.

use crate::finding::{Finding, Related, RuleId, Safety, Severity};
use crate::message::{declare, rules};
use crate::rule::{Dimension, Judged, MatchKind, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("header-folded"),
    summary: rules::header_folded,
    severity: Severity::Warning,
    fix: Some(Safety::Safe),
    scopes: &[Scope::Files],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/header-folded.md")),
    parts: Parts { declaration: Some(judge), ..Parts::NONE },
};

fn judge(judged: &Judged<'_>, findings: &mut Vec<Finding>) {
    for bound in judged.binding.bound.iter().filter(|it| it.by == MatchKind::Folded) {
        let Some(declared) = judged.binding.declared(bound, judged.fields) else { continue };
        let mut finding = RULE
            .finding(declare::header_folded(&declared.path, &bound.field.name))
            .with_label(declare::header_folded_label(&bound.field.name))
            .with_help(declare::header_folded_help(&declared.path, &bound.field.name))
            .in_input(judged.path.clone())
            .at((judged.place)(declared.site))
            .related_to(Related::in_source(&judged.dictionary.sources, bound.field.origin, declare::declared_here()));
        finding.dataset = Some(judged.dataset.id.clone());
        finding.field = Some(bound.field.name.clone());
        finding.element = Some(bound.field.element.value.clone());
        findings.push(finding);
    }
}
