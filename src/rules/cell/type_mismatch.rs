//! `type-mismatch`: a value or a declared field is not of its element's type.

use crate::finding::{Finding, RuleId, Severity};
use crate::message::{check, contract, rules};
use crate::model::{Date, LogicalType};
use crate::rule::cell::{CellRule, CellTest, Failing, Step, Words};
use crate::rule::{Dimension, FieldSpec, Judged, Parts, Rule, Scope};
use crate::rules::declared::{Fit, Pair, Said, pairs};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("type-mismatch"),
    summary: rules::type_mismatch,
    severity: Severity::Error,
    fix: None,
    scopes: &[Scope::Files, Scope::Contracts],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/type-mismatch.md")),
    parts: Parts { declaration: Some(judge), cell: Some(CellRule { step: Step::Literal, bind, words }), ..Parts::NONE },
};

/// Errors of spreadsheets.
const ERRORS: [&str; 9] =
    ["#REF!", "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#VALUE!", "#DATA!", "#GETTING_DATA"];

fn bind(spec: &FieldSpec, _: Date) -> Option<CellTest> {
    if spec.codes.is_some() {
        return Some(CellTest::NoError);
    }
    match spec.kind.value {
        LogicalType::Integer => Some(CellTest::Integer),
        LogicalType::Decimal => Some(CellTest::Decimal),
        LogicalType::Number => Some(CellTest::Number),
        LogicalType::Boolean => Some(CellTest::Boolean),
        LogicalType::Object | LogicalType::Array => None,
        _ => Some(CellTest::NoError),
    }
}

fn words(spec: &FieldSpec, failing: Failing<'_>) -> Words {
    let kind = spec.kind.value.name();
    if ERRORS.contains(&failing.value) {
        return Words {
            message: check::error_cell(&spec.field, failing.value),
            label: check::error_cell_label(),
            help: check::error_cell_help(),
            origin: spec.kind.origin,
            origin_label: check::type_here(),
        };
    }
    Words {
        message: check::type_mismatch(&spec.field, failing.shown, kind),
        label: check::type_mismatch_label(kind),
        help: match spec.kind.value {
            LogicalType::Boolean => check::boolean_help(),
            LogicalType::Integer => check::integer_help(),
            _ => check::number_help(),
        },
        origin: spec.kind.origin,
        origin_label: check::type_here(),
    }
}

fn judge(judged: &Judged<'_>, findings: &mut Vec<Finding>) {
    findings.extend(pairs(judged).filter(|it| it.fit() == Fit::Off).map(|it| declared_otherwise(&it)));
}

fn declared_otherwise(pair: &Pair<'_>) -> Finding {
    let (declared, spec) = (pair.declared, pair.spec);
    let kind = spec.kind.value.name();
    let said = Said {
        message: contract::type_mismatch(&declared.path, pair.types(), &spec.element.id, kind),
        label: contract::type_label(kind),
        help: contract::type_help(&spec.field),
    };
    pair.finding(&RULE, declared.shape.types_origin, said, (spec.kind.origin, contract::type_here()))
}
