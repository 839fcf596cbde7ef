//! `example-breaks`: an example or default is not what its own schema or the dictionary permits.

use crate::finding::{Finding, Place, RuleId, Severity};
use crate::message::{Message, contract, dictionary as say, rules};
use crate::model::Sample;
use crate::rule::{Dimension, Judged, Parts, Rule, Scope};
use crate::rules::breaks;
use crate::rules::declared::{Fit, Pair, Said, pairs};
use crate::text::Origin;

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("example-breaks"),
    summary: rules::example_breaks,
    severity: Severity::Error,
    fix: None,
    scopes: &[Scope::Contracts],
    dimension: Dimension::Consistency,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/example-breaks.md")),
    parts: Parts { declaration: Some(judge), ..Parts::NONE },
};

/// An example that its own schema does not accept, noticed by the reader.
pub fn found(place: Place, message: Message, help: Message, subject: &str) -> Finding {
    RULE.finding(message).with_help(help).at(place).about(subject)
}

/// Only where contract and dictionary agree on the type is it the example that is wrong.
fn judge(judged: &Judged<'_>, findings: &mut Vec<Finding>) {
    for pair in pairs(judged).filter(|it| it.fit() == Fit::Fits) {
        findings.extend(pair.declared.shape.samples.iter().filter_map(|it| broken(&pair, it)));
    }
}

fn broken(pair: &Pair<'_>, sample: &Sample) -> Option<Finding> {
    let spec = pair.spec;
    // What stands for nothing is judged by `required-mismatch`.
    if sample.kind == "null" || spec.nulls.contains(&sample.text) || spec.pending.contains(&sample.text) {
        return None;
    }
    let (why, origin) = breaks_element(pair, &sample.text)?;
    let said = Said {
        message: why(&pair.declared.path, &spec.mask.apply(&sample.text)),
        label: if sample.is_default { contract::default_here() } else { contract::example_here() },
        help: contract::example_help(),
    };
    let subject = if sample.is_default { "default" } else { "example" };
    Some(pair.finding(&RULE, Some(sample.origin), said, (origin, contract::limit_here())).about(subject))
}

fn breaks_element(pair: &Pair<'_>, text: &str) -> Option<(breaks::Why, Origin)> {
    let spec = pair.spec;
    if let Some(codes) = &spec.codes {
        let line = codes.map.as_ref().map_or(codes.origin, |it| it.origin);
        let why: breaks::Why = |field, it| say::example_no_code(field, it);
        return (!codes.accepted.contains_key(text)).then_some((why, line));
    }
    if !breaks::is_literal(spec.kind.value, &spec.temporal, text) {
        let line = if spec.kind.value.is_temporal() { spec.temporal_origin } else { spec.kind.origin };
        return Some((|field, it| say::example_not_of_type(field, it), line));
    }
    breaks::limits(spec.kind.value, &spec.constraints, text)
}
