//! `constraint-impossible`: constraints that no value can satisfy, or an example that breaks its own element.

use std::sync::Arc;

use regex_syntax::hir::{Hir, HirKind};

use crate::finding::{Finding, Related, RuleId, Severity};
use crate::message::{Message, dictionary as say, rules};
use crate::model::{
    CodeList, Constraints, Date, Decimal, Declared, Dictionary, Element, FormatChoice, Metric, TemporalFormat,
};
use crate::rule::{Dimension, Parts, Rule, Scope};
use crate::rules::breaks;
use crate::text::{Origin, pattern};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("constraint-impossible"),
    summary: rules::constraint_impossible,
    severity: Severity::Error,
    fix: None,
    scopes: &[Scope::Dictionary],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/constraint-impossible.md")),
    parts: Parts { dictionary: Some(judge), ..Parts::NONE },
};

/// Elements, wire forms, and examples of elements.
fn judge(dictionary: &Dictionary, _: Date, findings: &mut Vec<Finding>) {
    for element in dictionary.elements.values() {
        let subject = Subject { dictionary, name: &element.id, element: Some(element) };
        subject.constraints(&element.constraints, findings);
        subject.examples(element, findings);
    }
    for dataset in dictionary.datasets.values() {
        for field in &dataset.fields {
            let Some(wire) = &field.wire else { continue };
            let name = format!("{}/{}", dataset.id, field.name);
            Subject { dictionary, name: &name, element: None }.constraints(&wire.constraints, findings);
        }
    }
    metrics(dictionary, findings);
}

/// Figures of one id or one name that are computed in two ways.
fn metrics(dictionary: &Dictionary, findings: &mut Vec<Finding>) {
    let plain = |formula: &Declared<Arc<str>>| formula.value.split_whitespace().collect::<String>();
    let is_one = |one: &Metric, other: &Metric| {
        one.id == other.id || one.title.texts.iter().any(|it| other.title.texts.contains(it))
    };
    let mut seen: Vec<(&Metric, &Declared<Arc<str>>)> = Vec::new();
    for metric in &dictionary.metrics {
        let Some(formula) = &metric.formula else { continue };
        let other = seen.iter().find(|(it, first)| is_one(it, metric) && plain(first) != plain(formula));
        if let Some((first, first_formula)) = other {
            let message = say::metric_twice(&metric.id, &formula.value, &first.id, &first_formula.value);
            let finding = RULE.finding_in(&dictionary.sources, formula.origin, message);
            let related = Related::in_source(&dictionary.sources, first_formula.origin, say::first_here());
            findings.push(
                finding.with_help(say::metric_help()).related_to(related).about(format!("{} formula", metric.id)),
            );
        }
        seen.push((metric, formula));
    }
}

/// Whose constraints are judged.
struct Subject<'d> {
    dictionary: &'d Dictionary,
    name: &'d str,
    element: Option<&'d Element>,
}

/// A bound with its key: `minimum` and what it is.
type Bound<'c, T> = (&'static str, &'c Option<Declared<T>>);

impl Subject<'_> {
    fn found(&self, origin: Origin, subject: &str, message: Message) -> Finding {
        let mut finding = RULE.finding_in(&self.dictionary.sources, origin, message);
        finding.element = self.element.map(|it| Arc::clone(&it.id));
        finding.about(format!("{} {subject}", self.name))
    }

    fn constraints(&self, all: &Constraints, findings: &mut Vec<Finding>) {
        let precision = all.precision.clone();
        findings.extend(self.crossed(("minLength", &all.min_length), ("maxLength", &all.max_length), false));
        findings.extend(self.crossed(("scale", &all.scale), ("precision", &precision), false));
        findings.extend(self.crossed(("minimum", &all.minimum), ("maximum", &all.maximum), false));
        findings.extend(self.crossed(("minimum", &all.minimum), ("exclusiveMaximum", &all.exclusive_maximum), true));
        findings.extend(self.crossed(("exclusiveMinimum", &all.exclusive_minimum), ("maximum", &all.maximum), true));
        let exclusive = ("exclusiveMinimum", &all.exclusive_minimum);
        findings.extend(self.crossed(exclusive, ("exclusiveMaximum", &all.exclusive_maximum), true));
        if let Some(precision) = precision.filter(|it| it.value == 0) {
            let finding = self.found(precision.origin, "precision", say::precision_zero(self.name));
            findings.push(finding.with_help(say::precision_help()));
        }
        if let Some(step) = all.multiple_of.as_ref().filter(|it| it.value <= Decimal::from_integer(0)) {
            let finding = self.found(step.origin, "multipleOf", say::multiple_zero(self.name, step.value));
            findings.push(finding.with_help(say::multiple_help()));
        }
        findings.extend(self.empty_pattern(all));
    }

    /// A lower bound above its upper one, or equal to it where one of them is exclusive.
    fn crossed<T: Ord + std::fmt::Display>(
        &self,
        (low, least): Bound<'_, T>,
        (high, most): Bound<'_, T>,
        exclusive: bool,
    ) -> Option<Finding> {
        let (least, most) = (least.as_ref()?, most.as_ref()?);
        let fits = least.value < most.value || (least.value == most.value && !exclusive);
        if fits {
            return None;
        }
        let message = say::bounds_crossed(self.name, low, &least.value, high, &most.value);
        let related = Related::in_source(&self.dictionary.sources, most.origin, say::other_bound_here());
        let finding = self.found(least.origin, &format!("{low} {high}"), message);
        Some(finding.with_help(say::bounds_help(low, high)).related_to(related))
    }

    /// A pattern that matches nothing, or nothing of a permitted length.
    fn empty_pattern(&self, all: &Constraints) -> Option<Finding> {
        let declared = all.pattern.as_ref()?;
        let meaning = pattern::meaning(&declared.value.0).ok()?;
        let matchable = meaning.properties().minimum_len().is_some();
        let too_long = all.max_length.as_ref().is_some_and(|it| fewest_characters(&meaning) > it.value);
        if matchable && !too_long {
            return None;
        }
        let finding = self.found(declared.origin, "pattern", say::pattern_empty(self.name));
        Some(finding.with_help(say::pattern_help()))
    }

    fn examples(&self, element: &Element, findings: &mut Vec<Finding>) {
        for example in &element.examples {
            let Some((why, broken)) = broken_by(self.dictionary, element, &example.value) else { continue };
            let message = why(&element.id, &example.value);
            let related = Related::in_source(&self.dictionary.sources, broken, say::broken_here());
            let finding = self.found(example.origin, &format!("example {}", example.value), message);
            findings.push(finding.with_help(say::example_help()).related_to(related));
        }
    }
}

/// Fewest characters that a pattern takes. Patterns nest at most as deep as their parser allows, so this may recurse.
fn fewest_characters(meaning: &Hir) -> u64 {
    match meaning.kind() {
        HirKind::Empty | HirKind::Look(_) => 0,
        HirKind::Literal(literal) => String::from_utf8_lossy(&literal.0).chars().count() as u64,
        HirKind::Class(_) => 1,
        HirKind::Repetition(it) => fewest_characters(&it.sub).saturating_mul(u64::from(it.min)),
        HirKind::Capture(it) => fewest_characters(&it.sub),
        HirKind::Concat(parts) => parts.iter().map(fewest_characters).fold(0, u64::saturating_add),
        HirKind::Alternation(parts) => parts.iter().map(fewest_characters).min().unwrap_or(0),
    }
}

/// What an example breaks, and where that is declared.
fn broken_by(dictionary: &Dictionary, element: &Element, example: &str) -> Option<(breaks::Why, Origin)> {
    let all = &element.constraints;
    let declared = match &all.format {
        Some(Declared { value: FormatChoice::Temporal(formats), .. }) => formats.clone(),
        _ => vec![TemporalFormat::Iso8601],
    };
    if !breaks::is_literal(element.kind.value, &declared, example) {
        let format = all.format.as_ref().filter(|_| element.kind.value.is_temporal());
        return Some((|id, it| say::example_not_of_type(id, it), format.map_or(element.kind.origin, |it| it.origin)));
    }
    if let Some(named) = &all.codes
        && let Some(list) = dictionary.code_lists.get(&named.value)
        && !holds_code(list, example)
    {
        return Some((|id, it| say::example_no_code(id, it), named.origin));
    }
    breaks::limits(element.kind.value, all, example)
}

/// A list without codes is one that could not be read.
fn holds_code(list: &CodeList, example: &str) -> bool {
    list.values.is_empty() || list.values.contains_key(example)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::testing::{TODAY, dictionary};

    #[test]
    fn one_name_has_one_formula() {
        for (second, found) in [
            ("b: {title: rate, formula: 'x/z'}", 1),
            ("b: {title: rate, formula: 'x / y'}", 0),
            ("b: {title: other, formula: 'x/z'}", 0),
            ("b: {title: rate}", 0),
        ] {
            let text = format!("metrics: {{a: {{title: rate, formula: 'x/y'}}, {second}}}\n");
            let mut findings = Vec::new();
            judge(&dictionary(&text), TODAY, &mut findings);
            let ids: Vec<&str> = findings.iter().map(|it| it.message.id()).collect();
            assert_eq!(ids, vec!["metric_twice"; found], "{second}");
        }
    }

    #[test]
    fn what_nothing_can_satisfy_is_found() {
        for (element, id) in [
            ("{type: string, minLength: 5, maxLength: 4}", Some("bounds_crossed")),
            ("{type: string, minLength: 4, maxLength: 4}", None),
            ("{type: decimal, minimum: '1.10', maximum: '1.1'}", None),
            ("{type: decimal, minimum: '2', maximum: '1.1'}", Some("bounds_crossed")),
            ("{type: decimal, exclusiveMinimum: '1', maximum: '1.0'}", Some("bounds_crossed")),
            ("{type: decimal, minimum: '1', exclusiveMaximum: '1.0'}", Some("bounds_crossed")),
            ("{type: decimal, precision: 2, scale: 3}", Some("bounds_crossed")),
            ("{type: decimal, precision: 0}", Some("precision_zero")),
            ("{type: decimal, multipleOf: 0}", Some("multiple_zero")),
            ("{type: string, pattern: '[a&&b]'}", Some("pattern_empty")),
            ("{type: string, pattern: '^[0-9]{19}$', maxLength: 4}", Some("pattern_empty")),
            ("{type: string, pattern: '^[0-9]{19}$', maxLength: 19}", None),
            ("{type: string, pattern: '^[0-9]$', examples: ['x']}", Some("example_pattern")),
            ("{type: string, maxLength: 2, examples: [订单号]}", Some("example_length")),
            ("{type: string, codes: c, examples: [B]}", Some("example_no_code")),
            ("{type: string, codes: c, examples: [A]}", None),
            ("{type: integer, examples: [1.5]}", Some("example_not_of_type")),
            ("{type: boolean, examples: [true]}", None),
            ("{type: date, format: yyyyMMdd, examples: [20260230]}", Some("example_not_of_type")),
            ("{type: decimal, scale: 2, examples: ['1.500']}", None),
            ("{type: decimal, scale: 2, examples: ['1.505']}", Some("example_scale")),
            ("{type: decimal, precision: 3, examples: ['1000']}", Some("example_scale")),
            ("{type: decimal, minimum: 0, examples: ['-1']}", Some("example_range")),
            ("{type: decimal, multipleOf: 0.05, examples: ['0.85', '0.86']}", Some("example_range")),
        ] {
            let dictionary =
                dictionary(&format!("elements: {{x.a: {element}}}\ncodeLists: {{c: {{values: {{A: a}}}}}}\n"));
            let mut findings = Vec::new();
            judge(&dictionary, TODAY, &mut findings);
            let ids: Vec<_> = findings.iter().map(|it| it.message.id()).collect();
            assert_eq!(ids, id.into_iter().collect::<Vec<_>>(), "{element}");
        }
    }

    #[test]
    fn wire_forms_are_judged_too() {
        let fields = "{f: {element: x.a, wire: {type: integer, minimum: 2, maximum: 1}}}";
        let text = format!(
            "elements: {{x.a: {{type: decimal}}}}\nsystems: {{s: {{datasets: {{d: {{fields: {fields}}}}}}}}}\n"
        );
        let mut findings = Vec::new();
        judge(&dictionary(&text), TODAY, &mut findings);
        assert_eq!(findings.len(), 1);
    }
}
