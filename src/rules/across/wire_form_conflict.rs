//! `wire-form-conflict`: two systems write one element in forms that nothing converts without loss.

use crate::finding::{Finding, RuleId, Severity};
use crate::message::{Message, across, rules};
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("wire-form-conflict"),
    summary: rules::wire_form_conflict,
    severity: Severity::Error,
    fix: None,
    scopes: &[Scope::Dictionary, Scope::Across],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/wire-form-conflict.md")),
    parts: Parts::NONE,
};

/// An element and how two datasets write it.
type Forms<'a> = (&'a str, (&'a str, String), (&'a str, String));

/// No factor leads from one unit to the other.
pub fn unit(forms: Forms<'_>) -> Finding {
    of(forms, across::wire_unit_help())
}

/// A local time has no zone.
pub fn zone(forms: Forms<'_>) -> Finding {
    of(forms, across::wire_zone_help())
}

/// No rule leads from one type to the other.
pub fn kind(forms: Forms<'_>) -> Finding {
    of(forms, across::wire_type_help())
}

fn of((element, (left, one), (right, other)): Forms<'_>, help: Message) -> Finding {
    RULE.finding(across::wire_form(element, left, one, right, other))
        .with_help(help)
        .about(format!("{element} {left} {right}"))
}
