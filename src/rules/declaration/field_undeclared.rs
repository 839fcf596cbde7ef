//! `field-undeclared`: a field is unknown to the dictionary.

use crate::finding::{Finding, Related, RuleId, Safety, Severity};
use crate::message::{declare, rules};
use crate::model::{ExtraFields, is_within};
use crate::rule::{Dimension, Judged, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("field-undeclared"),
    summary: rules::field_undeclared,
    severity: Severity::Warning,
    fix: Some(Safety::Unsafe),
    scopes: &[Scope::Files, Scope::Contracts],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/field-undeclared.md")),
    parts: Parts { declaration: Some(judge), ..Parts::NONE },
};

fn judge(judged: &Judged<'_>, findings: &mut Vec<Finding>) {
    if judged.dataset.extra_fields == ExtraFields::Allow {
        return;
    }
    for (at, near) in &judged.binding.undeclared {
        let Some(declared) = judged.fields.get(*at) else { continue };
        // A name whose mapping is wrong has been told at its line of the dictionary.
        if judged.dataset.unresolved.contains(&declared.path) {
            continue;
        }
        if declared.path.trim().is_empty() || (judged.is_contract && is_told_by_others(judged, *at)) {
            continue;
        }
        let help = match near.as_slice() {
            [] => declare::field_undeclared_help(&declared.path, &judged.dataset.id),
            near => {
                let names: Vec<&str> = near.iter().map(|it| &*it.name).collect();
                declare::field_undeclared_near(names.join("`, `"))
            }
        };
        let mut finding = RULE
            .finding(declare::field_undeclared(&declared.path, &judged.dataset.id))
            .with_label(declare::field_undeclared_label())
            .with_help(help)
            .in_input(judged.path.clone())
            .at((judged.place)(declared.site))
            .related_to(Related::in_source(&judged.dictionary.sources, judged.dataset.origin, declare::dataset_here()));
        if judged.dataset.extra_fields == ExtraFields::Forbid {
            finding.severity = Severity::Error;
        }
        finding.dataset = Some(judged.dataset.id.clone());
        finding.field = Some(declared.path.clone());
        findings.push(finding);
    }
}

/// Whether an object or list is spoken for by the fields it holds, or a field by an object round it that is bound.
fn is_told_by_others(judged: &Judged<'_>, at: usize) -> bool {
    let Some(declared) = judged.fields.get(at) else { return false };
    // What a contract's object holds stands right behind it.
    let holds = judged.fields.get(at + 1).is_some_and(|next| is_within(&next.path, &declared.path));
    let bound = judged.binding.bound.iter().filter_map(|it| judged.fields.get(it.declared));
    holds || bound.into_iter().any(|it| is_within(&declared.path, &it.path))
}
