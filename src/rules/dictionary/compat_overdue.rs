//! `compat-overdue`: a compatibility test is overdue, or the last one did not say that the system is compatible.

use std::sync::Arc;

use crate::finding::{Finding, RuleId, Severity};
use crate::message::{compat as say, rules};
use crate::model::{Compat, Date, Dictionary, System, Verdict};
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("compat-overdue"),
    summary: rules::compat_overdue,
    severity: Severity::Warning,
    fix: None,
    scopes: &[Scope::Dictionary],
    dimension: Dimension::Timeliness,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/compat-overdue.md")),
    parts: Parts { dictionary: Some(judge), ..Parts::NONE },
};

/// Seconds of a day.
const DAY: u64 = 86_400;

fn judge(dictionary: &Dictionary, as_of: Date, findings: &mut Vec<Finding>) {
    for system in dictionary.systems.values() {
        let Some(compat) = &system.compat else { continue };
        findings.extend(overdue(dictionary, system, compat, as_of));
        findings.extend(not_compatible(dictionary, system, compat));
    }
}

fn overdue(dictionary: &Dictionary, system: &System, compat: &Compat, as_of: Date) -> Option<Finding> {
    let every = compat.every.as_ref()?;
    let days = i64::try_from(every.value.seconds.div_ceil(DAY)).ok()?;
    let (origin, message) = match &compat.last {
        None => (compat.origin, say::never_tested(&system.id)),
        Some(last) => {
            let due = Date::of_epoch_day(last.value.days().checked_add(days)?)?;
            if as_of <= due {
                return None;
            }
            (last.origin, say::overdue(&system.id, last.value, due))
        }
    };
    let finding = RULE.finding_in(&dictionary.sources, origin, message);
    Some(
        finding.with_label(say::overdue_label()).with_help(say::overdue_help(&system.id)).about(about(system, "every")),
    )
}

fn not_compatible(dictionary: &Dictionary, system: &System, compat: &Compat) -> Option<Finding> {
    let verdict = compat.verdict.as_ref().filter(|it| it.value != Verdict::Compatible)?;
    let message = say::last_verdict(&system.id, verdict.value.name());
    let finding = RULE.finding_in(&dictionary.sources, verdict.origin, message);
    let finding = finding.with_label(say::verdict_here()).with_help(say::verdict_help(&system.id));
    Some(finding.about(about(system, "verdict")))
}

fn about(system: &System, what: &str) -> Arc<str> {
    Arc::from(format!("{} {what}", system.id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::testing::{TODAY, dictionary};

    #[test]
    fn a_test_is_due_once_its_time_has_passed() {
        // Today is 2026-07-01 in tests.
        for (compat, findings) in [
            ("{every: P3M, last: 2026-06-01}", 0),
            ("{every: P3M, last: 2026-04-02}", 0),
            ("{every: P3M, last: 2026-04-01}", 1),
            ("{every: P3M}", 1),
            ("{last: 2020-01-01}", 0),
            ("{every: P3M, last: 2026-06-01, verdict: compatible}", 0),
            ("{every: P3M, last: 2026-06-01, verdict: conditional}", 1),
            ("{every: P1D, last: 2026-06-01, verdict: incompatible}", 2),
        ] {
            let mut found = Vec::new();
            judge(&dictionary(&format!("systems: {{shop: {{compat: {compat}}}}}\n")), TODAY, &mut found);
            assert_eq!(found.len(), findings, "{compat}");
        }
    }
}
