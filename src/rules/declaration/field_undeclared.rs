//! `field-undeclared`: a field is unknown to the dictionary.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::finding::{Finding, Related, RuleId, Safety, Severity};
use crate::message::{Message, declare, rules};
use crate::model::{ExtraFields, is_within};
use crate::rule::{Dimension, Judged, Near, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("field-undeclared"),
    summary: rules::field_undeclared,
    severity: Severity::Warning,
    fix: Some(Safety::Unsafe),
    scopes: &[Scope::Files, Scope::Contracts],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/field-undeclared.md")),
    parts: Parts { declaration: Some(judge), ..Parts::NONE },
};

fn judge(judged: &Judged<'_>, findings: &mut Vec<Finding>) {
    if judged.dataset.extra_fields == ExtraFields::Allow {
        return;
    }
    let mut objects: BTreeMap<usize, Vec<&Undeclared>> = BTreeMap::new();
    let outer = Outer::of(judged);
    for it in &judged.binding.undeclared {
        let Some(declared) = judged.fields.get(it.0) else { continue };
        // A name whose mapping is wrong has been told at its line of the dictionary.
        if judged.dataset.unresolved.contains(&declared.path) || declared.path.trim().is_empty() {
            continue;
        }
        if !judged.is_contract {
            findings.push(one(judged, it));
        } else if !is_told_by_others(judged, it.0) {
            objects.entry(outer.around(&declared.path).unwrap_or(it.0)).or_default().push(it);
        }
    }
    for (at, held) in objects {
        findings.push(match held.as_slice() {
            [only] => one(judged, only),
            held => object(judged, at, held),
        });
    }
}

/// An undeclared field's index, and what it looks like.
type Undeclared = (usize, Vec<Near>);

/// The objects and lists of a contract that hold nothing which the dictionary knows.
struct Outer<'j> {
    objects: BTreeMap<&'j str, usize>,
}

impl<'j> Outer<'j> {
    fn of(judged: &'j Judged<'_>) -> Self {
        if !judged.is_contract {
            return Self { objects: BTreeMap::new() };
        }
        let bound = judged.binding.bound.iter().filter_map(|it| judged.fields.get(it.declared));
        let known: BTreeSet<&str> = bound.flat_map(|it| outer_paths(&it.path)).collect();
        let fields = judged.fields.iter().enumerate();
        let objects = fields.map(|(at, it)| (&*it.path, at)).filter(|(path, _)| !known.contains(path));
        Self { objects: objects.collect() }
    }

    /// The outermost of those round a field.
    fn around(&self, path: &str) -> Option<usize> {
        outer_paths(path).find_map(|it| self.objects.get(it).copied())
    }
}

/// The paths of what is round a field, the outermost first.
fn outer_paths(path: &str) -> impl Iterator<Item = &str> {
    let ends = path.match_indices(['.', '[']).map(|(at, _)| at);
    ends.filter_map(|at| path.get(..at)).filter(|it| !it.ends_with(']'))
}

/// One field.
fn one(judged: &Judged<'_>, (at, near): &Undeclared) -> Finding {
    let path = judged.fields.get(*at).map_or_else(|| Arc::from(""), |it| Arc::clone(&it.path));
    let help = match near.as_slice() {
        [] => declare::field_undeclared_help(&path, &judged.dataset.id),
        near => {
            let names: Vec<&str> = near.iter().map(|it| &*it.name).collect();
            declare::field_undeclared_near(names.join("`, `"))
        }
    };
    found(judged, *at, (declare::field_undeclared(&path, &judged.dataset.id), help))
}

/// An object or a list, for everything that it holds.
fn object(judged: &Judged<'_>, at: usize, inner: &[&Undeclared]) -> Finding {
    let path = |at: usize| judged.fields.get(at).map_or("", |it| &*it.path);
    let mut near: Vec<(u32, &str, &str)> = Vec::new();
    for (at, all) in inner {
        near.extend(all.first().map(|it| (it.likeness, path(*at), &*it.name)));
    }
    // The surest first, in the order of the contract where they are as sure.
    near.sort_by_key(|(likeness, ..)| std::cmp::Reverse(*likeness));
    let pairs: Vec<String> =
        near.iter().take(SUGGESTIONS).map(|(_, field, element)| format!("`{field}` → `{element}`")).collect();
    let help = match pairs.as_slice() {
        [] => declare::field_undeclared_help(path(at), &judged.dataset.id),
        pairs => declare::field_undeclared_within(pairs.join(", ")),
    };
    let message = declare::field_undeclared_object(path(at), &judged.dataset.id, inner.len());
    found(judged, at, (message, help))
}

/// Most suggestions for the fields of one object.
const SUGGESTIONS: usize = 3;

fn found(judged: &Judged<'_>, at: usize, (message, help): (Message, Message)) -> Finding {
    let mut finding = RULE
        .finding(message)
        .with_label(declare::field_undeclared_label())
        .with_help(help)
        .in_input(judged.path.clone())
        .related_to(Related::in_source(&judged.dictionary.sources, judged.dataset.origin, declare::dataset_here()));
    if let Some(declared) = judged.fields.get(at) {
        finding = finding.at((judged.place)(declared.site));
        finding.field = Some(declared.path.clone());
    }
    if judged.dataset.extra_fields == ExtraFields::Forbid {
        finding.severity = Severity::Error;
    }
    finding.dataset = Some(judged.dataset.id.clone());
    finding
}

/// Whether an object or list is spoken for by the fields it holds, or a field by an object round it that is bound.
fn is_told_by_others(judged: &Judged<'_>, at: usize) -> bool {
    let Some(declared) = judged.fields.get(at) else { return false };
    // What a contract's object holds stands right behind it.
    let holds = judged.fields.get(at + 1).is_some_and(|next| is_within(&next.path, &declared.path));
    let bound = judged.binding.bound.iter().filter_map(|it| judged.fields.get(it.declared));
    holds || bound.into_iter().any(|it| is_within(&declared.path, &it.path))
}
