//! `property-name-style`: a contract's property name breaks the naming convention of its system.

use crate::finding::{Finding, Fix, Related, RuleId, Safety, Severity};
use crate::message::{declare, rules};
use crate::model::NameStyle;
use crate::rule::{Dimension, Judged, Parts, Rule, Scope};
use crate::text::words;

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("property-name-style"),
    summary: rules::property_name_style,
    severity: Severity::Warning,
    fix: Some(Safety::Unsafe),
    scopes: &[Scope::Contracts],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/property-name-style.md")),
    parts: Parts { declaration: Some(judge), ..Parts::NONE },
};

fn judge(judged: &Judged<'_>, findings: &mut Vec<Finding>) {
    let Some(naming) = judged.system.naming.as_ref().filter(|_| judged.is_contract) else { return };
    for declared in judged.fields {
        let name = declared.name.trim_end_matches("[]");
        let better = styled(name, naming.value);
        // A name without letters has no style.
        if better == name || !name.chars().any(char::is_alphabetic) {
            continue;
        }
        let help = declare::name_style_help(&better);
        let mut finding = RULE
            .finding(declare::name_style(&declared.path, naming.value.name()))
            .with_label(declare::name_style_label(naming.value.name()))
            .with_help(help.clone())
            .in_input(judged.path.clone())
            .at((judged.place)(declared.site))
            .related_to(Related::in_source(&judged.dictionary.sources, naming.origin, declare::name_style_here()));
        finding.fix = Some(Fix { safety: Safety::Unsafe, description: help, edit: None });
        finding.dataset = Some(judged.dataset.id.clone());
        finding.field = Some(declared.path.clone());
        findings.push(finding);
    }
}

/// The name in a style; leading underscores and signs are kept.
fn styled(name: &str, style: NameStyle) -> String {
    let start = name.find(char::is_alphanumeric).unwrap_or(name.len());
    let (sign, rest) = name.split_at(start);
    let words = words(rest);
    let parts = words.iter().enumerate().map(|(at, word)| match style {
        NameStyle::Camel if at == 0 => word.to_lowercase(),
        NameStyle::Camel | NameStyle::Pascal => capital(word),
        NameStyle::Snake | NameStyle::Kebab => word.to_lowercase(),
        NameStyle::UpperSnake => word.to_uppercase(),
    });
    let between = match style {
        NameStyle::Camel | NameStyle::Pascal => "",
        NameStyle::Snake | NameStyle::UpperSnake => "_",
        NameStyle::Kebab => "-",
    };
    let better = parts.collect::<Vec<_>>().join(between);
    // `orderID` is as much camel case as `orderId` is.
    let humped = matches!(style, NameStyle::Camel | NameStyle::Pascal) && rest.chars().all(char::is_alphanumeric);
    let same_start = better.chars().next() == rest.chars().next();
    let mixed = rest.chars().any(char::is_lowercase);
    if humped && same_start && mixed { name.to_owned() } else { format!("{sign}{better}") }
}

fn capital(word: &str) -> String {
    let mut characters = word.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(characters.flat_map(char::to_lowercase)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_brought_into_a_style() {
        use NameStyle::{Camel, Kebab, Pascal, Snake, UpperSnake};
        for (name, style, better) in [
            ("orderId", Camel, "orderId"),
            ("orderID", Camel, "orderID"),
            ("order_id", Camel, "orderId"),
            ("OrderId", Camel, "orderId"),
            ("ORDER_ID", Camel, "orderId"),
            ("ID", Camel, "id"),
            ("orderId", Pascal, "OrderId"),
            ("orderId", Snake, "order_id"),
            ("orderID", Snake, "order_id"),
            ("HTTPStatus", Snake, "http_status"),
            ("order_id", Snake, "order_id"),
            ("_links", Snake, "_links"),
            ("address2", Snake, "address2"),
            ("order_line_2", Snake, "order_line_2"),
            ("order_id", Kebab, "order-id"),
            ("orderId", UpperSnake, "ORDER_ID"),
            ("订单编号", Camel, "订单编号"),
        ] {
            assert_eq!(styled(name, style), better, "{name}");
        }
    }
}
