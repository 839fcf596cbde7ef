//! From a failing cell to a value that passes every check of its field, by the rules that know its defects.

use super::column::{ColumnPlan, outcome};
use crate::finding::Safety;
use crate::model::Representation;
use crate::rule::{Mended, Rule};

/// Most defects that are taken off one value, one after another.
const DEEPEST: usize = 3;

/// Most values that are tried at one depth.
const WIDEST: usize = 8;

/// What one cell should hold.
#[derive(Clone)]
pub struct Mending {
    /// A value that passes, or null where null may stand.
    pub to: Mended,
    /// Whether it says exactly what the cell says now.
    pub safety: Safety,
    /// The rules that made it, in the order of their steps.
    pub rules: Vec<&'static Rule>,
}

/// A value on its way to one that passes.
struct Draft {
    text: String,
    code: u8,
    safety: Safety,
    rules: Vec<&'static Rule>,
}

/// Mends the cell `text`, which failed with `code`, by `rules`. A safe way is preferred, then a short one, then the order of the rules.
pub fn mend(plan: &ColumnPlan, rules: &[&'static Rule], text: &str, code: u8) -> Option<Mending> {
    let mut unsure: Option<Mending> = None;
    let mut drafts = vec![Draft { text: text.to_owned(), code, safety: Safety::Safe, rules: Vec::new() }];
    for _ in 0..DEEPEST {
        let mut next: Vec<Draft> = Vec::new();
        for draft in &drafts {
            for rule in rules.iter().filter(|rule| knows(rule, plan, draft)) {
                match step(plan, rule, draft) {
                    Some(Reached::Passes(mending)) if mending.safety == Safety::Safe => return Some(mending),
                    Some(Reached::Passes(mending)) => {
                        unsure.get_or_insert(mending);
                    }
                    Some(Reached::Fails(draft)) if next.len() < WIDEST => next.push(draft),
                    _ => {}
                }
            }
        }
        drafts = next;
    }
    unsure
}

enum Reached {
    Passes(Mending),
    Fails(Draft),
}

fn step(plan: &ColumnPlan, rule: &'static Rule, draft: &Draft) -> Option<Reached> {
    let part = rule.parts.mend.as_ref()?;
    let proposed = (part.propose)(&plan.spec, &draft.text)?;
    let may = part.identifiers || !identifies(plan);
    let sure = may && draft.safety == Safety::Safe && proposed.safety == Safety::Safe;
    let safety = if sure { Safety::Safe } else { Safety::Unsafe };
    let rules: Vec<&'static Rule> = draft.rules.iter().copied().chain([rule]).collect();
    let Mended::Value(text) = proposed.to else {
        let may_be_null = plan.null_code().is_none() && plan.required_if().is_none() && !plan.spec.in_key;
        return may_be_null.then_some(Reached::Passes(Mending { to: Mended::Null, safety, rules }));
    };
    match plan.judge_one(text.as_bytes()) {
        _ if text == draft.text => None,
        outcome::OK => Some(Reached::Passes(Mending { to: Mended::Value(text), safety, rules })),
        code if code >= outcome::PADDED => Some(Reached::Fails(Draft { text, code, safety, rules })),
        // A value that has become null or untested is another one.
        _ => None,
    }
}

/// Whether values of the field tell things apart: then only what protects them may be taken off without asking.
fn identifies(plan: &ColumnPlan) -> bool {
    plan.spec.in_key || plan.spec.element.representation == Some(Representation::Identifier)
}

/// Whether the rule has found the defect in this value: as its check or its explanation. Blanks are nobody's check.
fn knows(rule: &Rule, plan: &ColumnPlan, draft: &Draft) -> bool {
    if rule.parts.mend.is_none() {
        return false;
    }
    let check = draft.code.checked_sub(outcome::FIRST_FAILURE).and_then(|it| plan.checks.get(usize::from(it)));
    if let Some(explanation) = &rule.parts.explanation {
        return check.is_some_and(|it| explanation.steps.contains(&it.step))
            && (explanation.explains)(&plan.spec, &draft.text);
    }
    if rule.parts.cell.is_some() {
        return check.is_some_and(|it| it.rule.id == rule.id);
    }
    true
}
