//! `field-undeclared`: a field is unknown to the dictionary.

use crate::finding::{Finding, Related, RuleId, Safety, Severity};
use crate::message::{declare, rules};
use crate::model::ExtraFields;
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
        if declared.path.trim().is_empty() {
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
