//! From a rule's own severity to the one that counts.

use super::{Level, Levels, Waivers};
use crate::finding::{Finding, Severity};
use crate::message::check;
use crate::model::{Dictionary, Enforcement};

/// Settles the severity of `finding`: levels, then enforcement, then tolerance, then waivers. `false`: its rule is off.
///
/// Escalation came before: the rule that made the finding has set it.
pub fn settle(finding: &mut Finding, dictionary: &Dictionary, levels: &Levels, waivers: &mut Waivers<'_>) -> bool {
    let dataset = finding.dataset.as_ref().and_then(|id| dictionary.datasets.get(id));
    match levels.of(finding, dataset.map(|it| &*it.system)) {
        Some(Level::Off) => return false,
        Some(Level::At(severity)) => finding.severity = severity,
        None => {}
    }
    if let Some(dataset) = dataset {
        let enforcement = dictionary.systems.get(&dataset.system).map_or(Enforcement::Enforce, |it| it.enforcement);
        finding.severity = finding.severity.min(most_severe(enforcement));
        let tolerated = dataset.tolerance.get(finding.rule.name());
        if tolerated.is_some_and(|share| share.value.holds_share(finding.count, finding.tested)) {
            finding.severity = Severity::Info;
        }
    }
    // What the document itself asks to be left is left, and the waiver beside it has nothing to take out.
    if finding.suppressed.is_none() {
        finding.suppressed = waivers.apply(finding, |reason| check::waived(reason));
    }
    true
}

fn most_severe(enforcement: Enforcement) -> Severity {
    match enforcement {
        Enforcement::Observe => Severity::Info,
        Enforcement::Warn => Severity::Warning,
        Enforcement::Enforce => Severity::Error,
    }
}
