//! Which findings a reader is shown.

use crate::finding::{Finding, Report, Severity};

use super::Style;

/// The findings to show, in the report's order, and how many were left out by the cap.
pub(super) struct Chosen<'r> {
    /// In the report's order.
    pub(super) findings: Vec<&'r Finding>,
    /// Left out because of `max_findings`.
    pub(super) left_out: u64,
}

/// Picks the worst where there are more than `style` allows: a cap must hide infos before it hides an error.
pub(super) fn chosen<'r>(report: &'r Report, style: &Style) -> Chosen<'r> {
    let wanted = |finding: &&Finding| style.verbose || finding.suppressed.is_none();
    let all: Vec<&Finding> = report.findings.iter().filter(wanted).collect();
    let most = style.max_findings.unwrap_or(usize::MAX);
    let left_out = all.len().saturating_sub(most) as u64;
    Chosen { findings: worst(all, most), left_out }
}

/// At most `most` of `all`, the worst ones, in the order they had.
pub(super) fn worst(all: Vec<&Finding>, most: usize) -> Vec<&Finding> {
    if all.len() <= most {
        return all;
    }
    let mut ranked: Vec<(usize, &Finding)> = all.into_iter().enumerate().collect();
    ranked.sort_by_key(|(at, finding)| (finding.suppressed.is_some(), std::cmp::Reverse(finding.severity), *at));
    ranked.truncate(most);
    ranked.sort_by_key(|(at, _)| *at);
    ranked.into_iter().map(|(_, finding)| finding).collect()
}

/// The least severity that fails this run, as far as its report tells: renderers are not told the threshold.
pub(super) fn failing(report: &Report) -> Severity {
    let summary = &report.summary;
    match (summary.failed, summary.errors, summary.warnings) {
        (true, 0, 0) => Severity::Info,
        (true, 0, _) => Severity::Warning,
        _ => Severity::Error,
    }
}
