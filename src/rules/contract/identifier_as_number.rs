//! `identifier-as-number`: an identifier is stored or declared as a number.

use regex_syntax::hir::Look;

use crate::finding::{Finding, RuleId, Safety, Severity};
use crate::message::{check, contract, rules};
use crate::model::{Date, Decimal, DeclaredShape, LogicalType, Representation};
use crate::rule::cell::{CellRule, CellTest, Failing, Step, Words};
use crate::rule::{Dimension, FieldSpec, Judged, Parts, Rule, Scope};
use crate::rules::declared::{Fit, Pair, Said, pairs};
use crate::text::pattern;

/// The rule. What a contract lets grow past 2^53−1 is an error.
pub static RULE: Rule = Rule {
    id: RuleId::new("identifier-as-number"),
    summary: rules::identifier_as_number,
    severity: Severity::Warning,
    fix: Some(Safety::Safe),
    scopes: &[Scope::Files, Scope::Contracts],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/identifier-as-number.md")),
    parts: Parts { declaration: Some(judge), cell: Some(CellRule { step: Step::Number, bind, words }), ..Parts::NONE },
};

/// The greatest whole number up to which a double holds every one: 2^53 − 1.
const EXACT: i64 = 9_007_199_254_740_991;

/// Every number of so many digits is below [`EXACT`].
const EXACT_DIGITS: u64 = 15;

fn bind(spec: &FieldSpec, _: Date) -> Option<CellTest> {
    let all = &spec.constraints;
    let narrow = spec.in_key || all.pattern.is_some() || all.format.is_some();
    let identifies = match spec.element.representation {
        Some(representation) => representation == Representation::Identifier,
        None => narrow,
    };
    let text = spec.kind.value == LogicalType::String && spec.codes.is_none();
    (text && identifies).then_some(CellTest::NotNumber)
}

fn words(spec: &FieldSpec, failing: Failing<'_>) -> Words {
    Words {
        message: check::identifier_number(&spec.field, failing.shown),
        label: check::identifier_number_label(),
        help: check::identifier_number_help(&spec.field),
        origin: spec.kind.origin,
        origin_label: contract::type_here(),
    }
}

/// Whether a number that stands for an identifier is one that a double rounds: past 2^53 − 1 its last digits are lost.
pub fn is_rounded(value: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(value) else { return false };
    let digits = text.trim_start_matches('-');
    if digits.bytes().all(|it| it.is_ascii_digit()) {
        return !digits.parse::<i64>().is_ok_and(|it| it <= EXACT);
    }
    #[expect(clippy::cast_precision_loss, reason = "the greatest number of which nothing is lost")]
    let exact = EXACT as f64;
    digits.parse::<f64>().is_ok_and(|it| it > exact)
}

/// The finding where `rounded` of its cells are such numbers.
pub fn grown(mut finding: Finding, rounded: u64) -> Finding {
    if rounded > 0 {
        finding.severity = Severity::Error;
        finding.message = finding.message.and(&check::identifier_rounded(rounded));
    }
    finding
}

fn judge(judged: &Judged<'_>, findings: &mut Vec<Finding>) {
    findings.extend(pairs(judged).filter(|it| it.fit() == Fit::AsNumber).map(|it| as_number(&it)));
}

fn as_number(pair: &Pair<'_>) -> Finding {
    let (declared, spec) = (pair.declared, pair.spec);
    let is_large = grows_too_large(spec, &declared.shape);
    let mut message = contract::identifier_as_number(&declared.path, &spec.element.id, pair.types());
    if is_large {
        message = message.and(&contract::identifier_too_large());
    }
    let said = Said { message, label: contract::identifier_label(), help: contract::identifier_help(&declared.path) };
    let line = (spec.kind.origin, contract::type_here());
    let mut finding = pair.finding(&RULE, declared.shape.types_origin, said, line);
    // Whoever reads the contract has to follow, so it is for people to decide.
    finding.fix = pair.replacing(declared.shape.types_origin, "string");
    if is_large {
        finding.severity = Severity::Error;
    }
    finding
}

/// Whether dictionary and contract together permit values that a double rounds. What neither limits is no proof, but a
/// declaration of 64 bits is one.
fn grows_too_large(spec: &FieldSpec, shape: &DeclaredShape) -> bool {
    let exact = Decimal::from_integer(EXACT);
    let format = shape.format.as_ref().map(|it| &*it.value);
    let most = shape.maximum.as_ref().map(|it| it.value.value);
    if most.is_some_and(|it| it <= exact)
        || matches!(format, Some("int32" | "uint32" | "int16" | "uint16" | "int8" | "uint8"))
    {
        return false;
    }
    match digits(spec) {
        Some(digits) => digits > EXACT_DIGITS,
        None => most.is_some() || matches!(format, Some("int64" | "uint64" | "long")),
    }
}

/// Most characters that the dictionary allows.
fn digits(spec: &FieldSpec) -> Option<u64> {
    let all = &spec.constraints;
    let codes = spec.codes.as_ref().map(|it| it.accepted.keys().map(|code| code.len() as u64).max().unwrap_or(0));
    let length = all.max_length.as_ref().map(|it| it.value);
    let pattern = all.pattern.as_ref().and_then(|it| longest(&it.value.0));
    codes.or([length, pattern].into_iter().flatten().min())
}

/// Most bytes of a value that matches, where the pattern is tied to both ends.
fn longest(text: &str) -> Option<u64> {
    let meaning = pattern::meaning(text).ok()?;
    let properties = meaning.properties();
    let tied = properties.look_set_prefix().contains(Look::Start) && properties.look_set_suffix().contains(Look::End);
    tied.then(|| properties.maximum_len()).flatten().map(|it| it as u64)
}

#[cfg(test)]
mod tests {
    use super::is_rounded;

    #[test]
    fn a_number_is_rounded_past_what_a_double_counts() {
        for (value, rounded) in [
            ("9007199254740991", false),
            ("9007199254740992", true),
            ("-9007199254740993", true),
            ("636507967185264641", true),
            ("99999999999999999999999", true),
            ("1e3", false),
            ("1.0", false),
            ("1E17", true),
            ("4.00123E+27", true),
        ] {
            assert_eq!(is_rounded(value.as_bytes()), rounded, "{value}");
        }
    }
}
