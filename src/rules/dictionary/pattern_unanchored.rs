//! `pattern-unanchored`: a pattern without `^…$` accepts far more than it seems.

use std::collections::BTreeSet;
use std::sync::Arc;

use regex_syntax::hir::{Hir, HirKind, Look};

use crate::finding::{Finding, Fix, RuleId, Safety, Severity};
use crate::message::{dictionary as say, rules};
use crate::model::{Date, Dictionary, LogicalType};
use crate::rule::{Dimension, Parts, Rule, Scope};
use crate::text::pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("pattern-unanchored"),
    summary: rules::pattern_unanchored,
    severity: Severity::Warning,
    fix: Some(Safety::Unsafe),
    scopes: &[Scope::Dictionary],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/pattern-unanchored.md")),
    parts: Parts { dictionary: Some(judge), ..Parts::NONE },
};

/// Patterns of string elements.
fn judge(dictionary: &Dictionary, _: Date, findings: &mut Vec<Finding>) {
    // Elements that share a named format share its pattern, which is told once.
    let mut told = BTreeSet::new();
    for element in dictionary.elements.values().filter(|it| it.kind.value == LogicalType::String) {
        let Some(declared) = &element.constraints.pattern else { continue };
        let text = &declared.value.0;
        let Some(better) = pattern::meaning(text).ok().and_then(|meaning| anchored(text, &meaning)) else { continue };
        if !told.insert(declared.origin) {
            continue;
        }
        let message = say::pattern_unanchored(&element.id, text);
        let mut finding = RULE.finding_in(&dictionary.sources, declared.origin, message);
        finding.element = Some(Arc::clone(&element.id));
        let description = say::pattern_unanchored_help(&better);
        finding.fix = Some(Fix { safety: Safety::Unsafe, description: description.clone(), edit: None });
        let finding = finding.with_label(say::pattern_unanchored_label()).with_help(description);
        findings.push(finding.about(format!("{} pattern", element.id)));
    }
}

/// The pattern with the anchors it lacks; none if it has both.
fn anchored(text: &str, meaning: &Hir) -> Option<String> {
    let properties = meaning.properties();
    let start = properties.look_set_prefix().contains(Look::Start);
    let end = properties.look_set_suffix().contains(Look::End);
    let alternatives = matches!(meaning.kind(), HirKind::Alternation(_)) || text.contains('|');
    match (start, end) {
        (true, true) => None,
        _ if alternatives => Some(format!("^(?:{text})$")),
        (false, false) => Some(format!("^{text}$")),
        (true, false) => Some(format!("{text}$")),
        (false, true) => Some(format!("^{text}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_are_held() {
        for (text, better) in [
            ("^[0-9]{19}$", None),
            ("^(?:a|b)$", None),
            ("^a$|^b$", None),
            ("[0-9]{19}", Some("^[0-9]{19}$")),
            ("^SO", Some("^SO$")),
            ("[0-9]$", Some("^[0-9]$")),
            ("^a|b$", Some("^(?:^a|b$)$")),
            ("^SO.*$", None),
        ] {
            assert_eq!(anchored(text, &pattern::meaning(text).unwrap()).as_deref(), better, "{text}");
        }
    }
}
