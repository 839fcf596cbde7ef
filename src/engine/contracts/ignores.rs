//! `x-dictum-ignore` of a contract, applied to what was found in it.

use super::file::Opened;
use crate::contract::Ignore;
use crate::finding::{Finding, Place};
use crate::message::check;
use crate::model::Date;
use crate::rules;
use crate::rules::run::ignore_unused;
use crate::text::nearest;

/// The suppressions of one contract.
pub(super) struct Ignores<'o> {
    opened: &'o Opened<'o>,
    as_of: Date,
    all: Vec<Ignore>,
}

impl<'o> Ignores<'o> {
    /// Those that the contract holds.
    pub(super) fn of(opened: &'o Opened<'o>, as_of: Date) -> Self {
        Self { opened, as_of, all: opened.contract.ignores() }
    }

    /// Takes out what is ignored; what it gives is said of suppressions that are wrong or take nothing out.
    pub(super) fn apply(&self, findings: &mut [Finding]) -> Vec<Finding> {
        let mut told = Vec::new();
        for ignore in &self.all {
            if let Some(wrong) = self.wrong(ignore) {
                told.push(wrong);
                continue;
            }
            let (Some(rule), Some(reason)) = (&ignore.rule, &ignore.reason) else { continue };
            let mut used = false;
            for finding in findings.iter_mut().filter(|it| it.rule.name() == rule.value && self.covers(ignore, it)) {
                finding.suppressed = Some(check::ignored(reason));
                used = true;
            }
            if !used {
                told.push(self.at(ignore, ignore_unused::in_contract(&rule.value)));
            }
        }
        told
    }

    /// What keeps it from taking anything out.
    fn wrong(&self, ignore: &Ignore) -> Option<Finding> {
        let finding = match (&ignore.rule, &ignore.reason, &ignore.until) {
            (None, ..) => ignore_unused::without_rule(),
            (Some(rule), ..) if rules::by_id(&rule.value).is_none() => {
                let known = rules::RULES.iter().map(|it| it.id.name());
                ignore_unused::unknown_rule(&rule.value, nearest(&rule.value, known))
            }
            (Some(rule), None, _) => ignore_unused::without_reason(&rule.value),
            (Some(rule), _, Some(Err(_))) => ignore_unused::without_day(&rule.value),
            (Some(rule), _, Some(Ok(day))) if *day < self.as_of => {
                ignore_unused::expired(&rule.value, "x-dictum-ignore", &day.to_string())
            }
            _ => return None,
        };
        Some(self.at(ignore, finding))
    }

    fn at(&self, ignore: &Ignore, finding: Finding) -> Finding {
        let place = self.opened.place(ignore.origin);
        let subject = format!("{} {}", finding.subject, place.pointer.as_deref().unwrap_or_default());
        finding.at(Place { path: None, ..place }).about(subject)
    }

    /// Whether the finding, or the property it is about, stands in the object that is ignored.
    fn covers(&self, ignore: &Ignore, finding: &Finding) -> bool {
        let file = &self.opened.sources.get(ignore.scope.file).path;
        let range = ignore.scope.span.range();
        let inside = |place: &Place| {
            let path = place.path.as_ref().or(finding.path.as_ref());
            path == Some(file) && usize::try_from(place.offset).is_ok_and(|it| range.contains(&it))
        };
        finding.places.iter().all(inside) || finding.related.iter().any(|it| inside(&it.place))
    }
}
