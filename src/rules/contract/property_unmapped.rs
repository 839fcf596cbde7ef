//! `property-unmapped`: properties of a contract look like elements, and no dataset maps them.

use crate::finding::{Finding, RuleId, Safety, Severity};
use crate::message::{contract, rules};
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("property-unmapped"),
    summary: rules::property_unmapped,
    severity: Severity::Warning,
    fix: Some(Safety::Unsafe),
    scopes: &[Scope::Contracts],
    dimension: Dimension::Completeness,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/property-unmapped.md")),
    parts: Parts::NONE,
};

/// Most pairs that are named.
const MOST_NAMED: usize = 6;

/// A schema of a contract that `system` has not mapped and that looks like an entity; `pairs` are properties with the
/// elements that they look like.
pub fn proposed((schema, system, entity): (&str, &str, &str), pairs: &[(&str, &str)], contract_ref: &str) -> Finding {
    let shown: Vec<String> = pairs.iter().take(MOST_NAMED).map(|(name, id)| format!("`{name}` → `{id}`")).collect();
    let more = pairs.len() - shown.len();
    let shown = if more == 0 { shown.join(", ") } else { format!("{}, … +{more}", shown.join(", ")) };
    let fields: Vec<String> = pairs.iter().map(|(name, id)| format!("{name}: {id}")).collect();
    RULE.finding(contract::property_unmapped(schema, system, entity, shown))
        .with_label(contract::property_unmapped_label())
        .with_help(contract::property_unmapped_help(system, contract_ref, fields.join(", ")))
        .about(contract_ref)
}
