//! What several formats for people say alike.

use std::fmt::Write as _;

use super::Style;
use crate::finding::{Finding, Place, Report};
use crate::message::render;

/// Text as it may stand in a line of a terminal or log: control characters and those that reorder text are spelled out.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        let reorders = matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{FEFF}');
        match c {
            '\n' => plain.push_str("\\n"),
            '\r' => plain.push_str("\\r"),
            '\t' => plain.push_str("\\t"),
            // Writing to a string cannot fail.
            _ if c.is_control() || reorders => {
                let _ = write!(plain, "\\u{{{:x}}}", u32::from(c));
            }
            _ => plain.push(c),
        }
    }
    plain
}

/// `path:line:column` of a place; the finding's own path where the place names none.
pub(super) fn at(finding: &Finding, place: &Place) -> String {
    let path = place.path.as_deref().or(finding.path.as_deref()).unwrap_or("-");
    let path = plain(path);
    match &place.cell {
        Some(cell) => format!("{path}:{}!{}", plain(&cell.sheet), cell.name),
        None => format!("{path}:{}:{}", place.line, place.column),
    }
}

/// The place of a finding in one line, or its path, or a dash.
pub(super) fn at_first(finding: &Finding) -> String {
    match finding.places.first() {
        Some(place) => at(finding, place),
        None => plain(finding.path.as_deref().unwrap_or("-")),
    }
}

/// `3 of 48,213`, where that says more than the message.
pub(super) fn share(finding: &Finding, style: &Style) -> Option<String> {
    if finding.tested <= 1 {
        return None;
    }
    Some(render::share(grouped(finding.count), grouped(finding.tested)).text(style.lang).to_owned())
}

/// `48213` as `48,213`.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The findings that are shown, and how many are not.
pub(super) fn shown<'r>(report: &'r Report, style: &Style) -> (Vec<&'r Finding>, usize) {
    if style.quiet {
        return (Vec::new(), 0);
    }
    let wanted: Vec<&Finding> =
        report.findings.iter().filter(|it| style.verbose || it.suppressed.is_none()).collect();
    let most = style.max_findings.unwrap_or(usize::MAX).min(wanted.len());
    let hidden = wanted.len() - most;
    (wanted.into_iter().take(most).collect(), hidden)
}

/// The last line: what was found, over how much.
pub(super) fn summary(report: &Report, style: &Style) -> String {
    let all = &report.summary;
    let lang = style.lang;
    let records: u64 = report.inputs.iter().map(|it| it.records).sum();
    let over = render::over(report.inputs.len(), grouped(records));
    let mut parts = Vec::new();
    if all.errors + all.warnings + all.infos == 0 {
        parts.push(render::nothing().text(lang).to_owned());
    } else {
        parts.push(render::counts(all.errors, all.warnings, all.infos).text(lang).to_owned());
    }
    if all.suppressed > 0 {
        parts.push(render::suppressed(all.suppressed).text(lang).to_owned());
    }
    if all.not_checked > 0 {
        parts.push(render::not_checked(all.not_checked).text(lang).to_owned());
    }
    parts.push(over.text(lang).to_owned());
    parts.join(" · ")
}
