//! `element-name-style`: an element's id is not `object.property` in lowerCamelCase.

use std::sync::Arc;

use crate::finding::{Finding, Fix, RuleId, Safety, Severity};
use crate::message::{governance as say, rules};
use crate::model::{Date, Dictionary, Status};
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("element-name-style"),
    summary: rules::element_name_style,
    severity: Severity::Warning,
    fix: Some(Safety::Unsafe),
    scopes: &[Scope::Dictionary],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/element-name-style.md")),
    parts: Parts { dictionary: Some(judge), ..Parts::NONE },
};

/// The id of a retired element is never changed again.
fn judge(dictionary: &Dictionary, _: Date, findings: &mut Vec<Finding>) {
    for element in dictionary.elements.values().filter(|it| it.status != Status::Retired && !it.is_imported) {
        let styled = styled(&element.id);
        if *styled == *element.id && element.id.contains('.') {
            continue;
        }
        let mut finding = RULE.finding_in(&dictionary.sources, element.origin, say::name_style(&element.id));
        finding.element = Some(Arc::clone(&element.id));
        let usable = styled.contains('.') && !dictionary.elements.contains_key(styled.as_str());
        let help = if usable { say::name_style_near(&styled) } else { say::name_style_help() };
        finding.fix = usable.then(|| Fix { safety: Safety::Unsafe, description: help.clone(), edit: None });
        findings.push(finding.with_label(say::name_style_label()).with_help(help).about(element.id.to_string()));
    }
}

/// The id with each part in lowerCamelCase; scripts without case are as they are.
fn styled(id: &str) -> String {
    id.split('.').map(camel).collect::<Vec<_>>().join(".")
}

fn camel(part: &str) -> String {
    let mut styled = String::with_capacity(part.len());
    for word in part.split(['_', '-']).filter(|it| !it.is_empty()) {
        let shouted = !word.chars().any(char::is_lowercase) && part.chars().all(|it| !it.is_lowercase());
        let mut characters = word.chars();
        let Some(first) = characters.next() else { continue };
        if styled.is_empty() {
            styled.extend(first.to_lowercase());
        } else {
            styled.extend(first.to_uppercase());
        }
        if shouted {
            styled.extend(characters.flat_map(char::to_lowercase));
        } else {
            styled.extend(characters);
        }
    }
    styled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_objects_and_properties_in_camel_case() {
        for (id, better) in [
            ("order.id", "order.id"),
            ("orderLine.paidAmount", "orderLine.paidAmount"),
            ("std.order.paidAt2", "std.order.paidAt2"),
            ("order.orderID", "order.orderID"),
            ("订单.编号", "订单.编号"),
            ("Order.id", "order.id"),
            ("order.paid_amount", "order.paidAmount"),
            ("order.paid-amount", "order.paidAmount"),
            ("order.PAID_AMOUNT", "order.paidAmount"),
            ("product.SKU", "product.sku"),
            ("order_line.id", "orderLine.id"),
        ] {
            assert_eq!(styled(id), better, "{id}");
        }
    }
}
