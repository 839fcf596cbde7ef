//! `contract-form`: a contract leaves open what a reader of its values must know.

use crate::finding::{Finding, RuleId, Severity};
use crate::message::{contract, rules};
use crate::model::{LogicalType, Representation, Unit};
use crate::rule::{Dimension, Judged, Parts, Rule, Scope};
use crate::rules::declared::{Fit, Pair, Said, pairs};

/// The rule. Only properties that stand for an element are judged.
pub static RULE: Rule = Rule {
    id: RuleId::new("contract-form"),
    summary: rules::contract_form,
    severity: Severity::Warning,
    fix: None,
    scopes: &[Scope::Contracts],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/contract-form.md")),
    parts: Parts { declaration: Some(judge), ..Parts::NONE },
};

fn judge(judged: &Judged<'_>, findings: &mut Vec<Finding>) {
    for pair in pairs(judged).filter(|it| it.judged.is_contract) {
        findings.extend(money(&pair).or_else(|| instant(&pair)).or_else(|| text(&pair)));
    }
}

/// Money of which nobody says whether it is yuan or fen.
fn money(pair: &Pair<'_>) -> Option<Finding> {
    let (declared, spec) = (pair.declared, pair.spec);
    let is_money = spec.element.representation == Some(Representation::Amount);
    // Whole numbers may be hundredths; a decimal is in units of the default currency.
    let told = pair.judged.dictionary.currency.is_some() && !pair.permits("integer");
    if !is_money || spec.constraints.unit.is_some() || told {
        return None;
    }
    let said = Said {
        message: contract::form_money(&declared.path, &spec.element.id),
        label: contract::form_money_label(),
        help: contract::form_money_help(&spec.field),
    };
    Some(
        pair.finding(&RULE, declared.shape.types_origin, said, (spec.element.origin, contract::element_here()))
            .about("unit"),
    )
}

/// An instant of which nobody says how it is written.
fn instant(pair: &Pair<'_>) -> Option<Finding> {
    let (declared, spec) = (pair.declared, pair.spec);
    if spec.element.kind.value != LogicalType::Timestamp {
        return None;
    }
    let shape = &declared.shape;
    let unit = spec.constraints.unit.as_ref().map(|it| &it.value);
    let as_text = !shape.is_native
        && spec.kind.value.is_temporal()
        && pair.fit() == Fit::Fits
        && pair.permits("string")
        && shape.format.is_none()
        && shape.pattern.is_none()
        && shape.values.is_none();
    let as_number = spec.kind.value.is_numeric() && !matches!(unit, Some(Unit::EpochSeconds | Unit::EpochMillis));
    let (message, help) = match (as_text, as_number) {
        (true, _) => (contract::form_instant(&declared.path, &spec.element.id), contract::form_instant_help()),
        (_, true) => (contract::form_epoch(&declared.path, &spec.element.id), contract::form_epoch_help(&spec.field)),
        _ => return None,
    };
    let said = Said { message, label: contract::form_instant_label(), help };
    Some(pair.finding(&RULE, shape.types_origin, said, (spec.kind.origin, contract::type_here())).about("format"))
}

/// Text without a bound where the dictionary has one.
fn text(pair: &Pair<'_>) -> Option<Finding> {
    let (declared, spec) = (pair.declared, pair.spec);
    let shape = &declared.shape;
    let most = spec.constraints.max_length.as_ref().filter(|_| spec.kind.value == LogicalType::String)?;
    let bounded =
        shape.max_length.is_some() || shape.pattern.is_some() || shape.format.is_some() || shape.values.is_some();
    if bounded || shape.is_native || spec.codes.is_some() || pair.fit() != Fit::Fits || !pair.permits("string") {
        return None;
    }
    let said = Said {
        message: contract::form_text(&declared.path, &spec.element.id, most.value),
        label: contract::form_text_label(),
        help: contract::form_text_help(most.value),
    };
    Some(pair.finding(&RULE, shape.types_origin, said, (most.origin, contract::limit_here())).about("maxLength"))
}
