//! `money-as-float`: money is held as binary floating point, or written in scientific notation.

use crate::finding::{Finding, RuleId, Severity};
use crate::format::detect;
use crate::message::{check, contract, rules};
use crate::model::Representation;
use crate::rule::cell::{ExplanationRule, Failing, Step, Words};
use crate::rule::{Dimension, FieldSpec, Judged, Parts, Rule, Scope};
use crate::rules::declared::{Pair, Said, pairs};

/// The rule. What a cell in scientific notation says stands beside the error that it is no decimal.
pub static RULE: Rule = Rule {
    id: RuleId::new("money-as-float"),
    summary: rules::money_as_float,
    severity: Severity::Error,
    fix: None,
    scopes: &[Scope::Files, Scope::Contracts],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/money-as-float.md")),
    parts: Parts {
        declaration: Some(judge),
        explanation: Some(ExplanationRule { steps: &[Step::Literal], explains, words }),
        ..Parts::NONE
    },
};

/// Whether a field holds money.
fn is_money(spec: &FieldSpec) -> bool {
    spec.element.representation == Some(Representation::Amount)
}

fn explains(spec: &FieldSpec, value: &str) -> bool {
    is_money(spec) && spec.kind.value.is_numeric() && detect::is_scientific(value.trim())
}

fn words(spec: &FieldSpec, failing: Failing<'_>) -> Words {
    Words {
        message: check::money_scientific(&spec.field, failing.shown),
        label: check::money_scientific_label(),
        help: check::money_scientific_help(),
        origin: spec.element.origin,
        origin_label: contract::element_here(),
    }
}

fn judge(judged: &Judged<'_>, findings: &mut Vec<Finding>) {
    findings.extend(pairs(judged).filter_map(|it| as_float(&it)));
}

/// A column, or a field of a contract, of singles or doubles.
fn as_float(pair: &Pair<'_>) -> Option<Finding> {
    let (declared, spec) = (pair.declared, pair.spec);
    let found = declared.shape.format.as_ref()?;
    let format = &*found.value;
    let at = pair.judged.is_contract.then_some(found.origin);
    let said = Said {
        message: contract::money_as_float(&declared.path, &spec.element.id, format),
        label: contract::money_as_float_label(),
        help: contract::money_as_float_help(&declared.path),
    };
    let line = (spec.element.origin, contract::element_here());
    (is_money(spec) && matches!(format, "float" | "double")).then(|| pair.finding(&RULE, at, said, line))
}
