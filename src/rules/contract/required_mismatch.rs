//! `required-mismatch`: a contract makes optional what the dictionary requires, or permits null where it does not.

use crate::finding::{Finding, RuleId, Safety, Severity};
use crate::message::{contract, rules};
use crate::model::{Carrier, DeclaredField, Direction, Site};
use crate::rule::{Dimension, Judged, Parts, Rule, Scope};
use crate::rules::declared::{Pair, Said, pairs};
use crate::text::Origin;

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("required-mismatch"),
    summary: rules::required_mismatch,
    severity: Severity::Error,
    fix: Some(Safety::Unsafe),
    scopes: &[Scope::Contracts],
    dimension: Dimension::Completeness,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/required-mismatch.md")),
    parts: Parts { declaration: Some(judge), ..Parts::NONE },
};

fn judge(judged: &Judged<'_>, findings: &mut Vec<Finding>) {
    for pair in pairs(judged).filter(|it| it.judged.is_contract) {
        // What a request may leave out, the system fills in.
        if pair.declared.direction != Direction::Accepted {
            findings.extend(optional(&pair));
        }
        findings.extend(demanded(&pair));
        findings.extend(nullable(&pair));
    }
}

fn optional(pair: &Pair<'_>) -> Option<Finding> {
    let declared = pair.declared;
    let wanted = required_at(pair).filter(|_| !declared.required)?;
    let message = contract::required_optional(&declared.path, &pair.spec.element.id);
    let help = match around(pair) {
        Some(name) => contract::required_parent_help(name),
        None => contract::required_optional_help(&declared.name),
    };
    let (at, label) = match declared.shape.required_origin.filter(|_| around(pair).is_none()) {
        Some(list) => (Some(list), contract::required_optional_label(&declared.name)),
        None => (key(declared), contract::required_absent_label(&declared.name)),
    };
    let said = Said { message, label, help };
    let mut finding = pair.finding(&RULE, at, said, (wanted, contract::required_here())).about("required");
    let list = declared.shape.required_origin.filter(|_| around(pair).is_none());
    finding.fix = pair.adding(list, &[declared.name.trim_end_matches("[]")]);
    Some(finding)
}

/// A request that demands what the dictionary lets others leave out.
fn demanded(pair: &Pair<'_>) -> Option<Finding> {
    let declared = pair.declared;
    // A parameter of the path is there by its nature.
    if !pair.is_accepted() || !declared.required || declared.carrier == Carrier::Path {
        return None;
    }
    let free = optional_at(pair)?;
    let said = Said {
        message: contract::required_demanded(&declared.path, &pair.spec.element.id),
        label: contract::required_demanded_label(),
        help: contract::required_demanded_help(&declared.path),
    };
    let finding = pair.finding(&RULE, declared.shape.required_origin, said, (free, contract::optional_here()));
    let mut finding = finding.about("demanded");
    if declared.direction == Direction::Both {
        finding.severity = Severity::Warning;
    }
    Some(finding)
}

/// Where the dictionary makes the field optional expressly.
fn optional_at(pair: &Pair<'_>) -> Option<Origin> {
    let (judged, spec) = (pair.judged, pair.spec);
    let field = judged.dataset.fields.iter().find(|it| it.origin == spec.origin)?;
    if let Some(told) = &field.required {
        return (!told.value).then_some(told.origin);
    }
    let entity = judged.dictionary.entities.get(&judged.dataset.entity.as_ref()?.value)?;
    Some(entity.optional.iter().find(|it| it.value == spec.element.id)?.origin)
}

fn nullable(pair: &Pair<'_>) -> Option<Finding> {
    let (declared, spec) = (pair.declared, pair.spec);
    if !declared.shape.nullable || spec.nullable {
        return None;
    }
    let said = Said {
        message: contract::required_nullable(&declared.path, &spec.element.id),
        label: contract::required_nullable_label(),
        help: contract::required_nullable_help(&spec.field),
    };
    let line = (spec.nullable_origin, contract::null_forbidden_here());
    let mut finding = pair.finding(&RULE, declared.shape.nullable_origin, said, line).about("nullable");
    finding.fix = pair.replacing(declared.shape.nullable_origin, "false");
    Some(pair.wider(finding))
}

/// Where the dictionary requires the field expressly: the field itself, or the entity that its dataset claims to be.
fn required_at(pair: &Pair<'_>) -> Option<Origin> {
    let (judged, spec) = (pair.judged, pair.spec);
    let field = judged.dataset.fields.iter().find(|it| it.origin == spec.origin)?;
    if let Some(told) = &field.required {
        return told.value.then_some(told.origin);
    }
    let entity = judged.dictionary.entities.get(&judged.dataset.entity.as_ref()?.value)?;
    let part = entity.required.iter().chain(&entity.key).find(|it| it.value == spec.element.id)?;
    Some(part.origin)
}

/// The object round the field that may be absent itself.
fn around<'p>(pair: &'p Pair<'_>) -> Option<&'p str> {
    let mut path = &*pair.declared.path;
    while let Some((parent, _)) = path.rsplit_once('.') {
        path = parent.trim_end_matches("[]");
        if pair.judged.fields.iter().any(|it| &*it.path == path && !it.required) {
            return Some(path);
        }
    }
    None
}

fn key(declared: &DeclaredField) -> Option<Origin> {
    match declared.site {
        Site::Source(origin) => Some(origin),
        Site::Column(_) => None,
    }
}
