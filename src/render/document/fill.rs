//! From findings to the shape of the document.

use super::{Dictionary, Document, Finding, Fix, Input, Key, Place, Related, Summary, Tool};
use crate::finding::{self, Standing};
use crate::message::Lang;

impl<'r> Document<'r> {
    /// The whole report in one language.
    pub(in crate::render) fn new(report: &'r finding::Report, lang: Lang) -> Self {
        let dictionary = &report.dictionary;
        Self {
            version: 1,
            tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
            dictionary: Dictionary {
                id: dictionary.id.as_deref(),
                version: dictionary.version.as_deref(),
                path: &dictionary.path,
            },
            inputs: report.inputs.iter().map(Input::new).collect(),
            findings: report.findings.iter().map(|it| Finding::new(report, it, lang)).collect(),
            summary: Summary::new(&report.summary),
        }
    }
}

impl<'r> Input<'r> {
    /// One input.
    pub(in crate::render) fn new(input: &'r finding::Input) -> Self {
        Self {
            path: &input.path,
            kind: input.kind.name(),
            format: input.format,
            encoding: input.encoding,
            dataset: input.dataset.as_deref(),
            records: input.records,
            bytes: input.bytes,
            complete: input.complete,
        }
    }
}

impl<'r> Finding<'r> {
    /// One finding in one language.
    pub(in crate::render) fn new(report: &finding::Report, finding: &'r finding::Finding, lang: Lang) -> Self {
        let rule = report.rules.iter().find(|rule| rule.id == finding.rule);
        Self {
            rule: finding.rule.name(),
            severity: finding.severity.name(),
            message: finding.message.text(lang),
            help: finding.help.as_ref().map(|help| help.text(lang)),
            path: finding.path.as_deref(),
            dataset: finding.dataset.as_deref(),
            field: finding.field.as_deref(),
            element: finding.element.as_deref(),
            count: finding.count,
            tested: finding.tested,
            fingerprint: &finding.fingerprint,
            places: Some(finding.places.iter().map(Place::new).collect()),
            related: finding.related.iter().map(|it| Related::new(it, lang)).collect(),
            fix: finding
                .fix
                .as_ref()
                .map(|fix| Fix { safety: fix.safety.name(), description: fix.description.text(lang) }),
            label: finding.label.as_ref().map(|label| label.text(lang)),
            dimension: rule.map(|rule| rule.dimension),
            suppressed: finding.suppressed.as_ref().map(|reason| reason.text(lang)),
            standing: finding.standing.map(Standing::name),
        }
    }

    /// The same without its places, for a line that shows one of them.
    pub(in crate::render) fn without_places(self) -> Self {
        Self { places: None, ..self }
    }
}

impl<'r> Place<'r> {
    /// One place.
    pub(in crate::render) fn new(place: &'r finding::Place) -> Self {
        Self {
            line: place.line,
            column: place.column,
            end_line: place.end_line,
            end_column: place.end_column,
            offset: place.offset,
            length: place.length,
            record: place.record,
            sheet: place.cell.as_ref().map(|cell| &*cell.sheet),
            pointer: place.pointer.as_deref(),
            key: Key(&place.key),
            value: place.value.as_deref(),
            cell: place.cell.as_ref().map(|cell| &*cell.name),
            path: place.path.as_deref(),
        }
    }
}

impl<'r> Related<'r> {
    fn new(related: &'r finding::Related, lang: Lang) -> Self {
        let place = &related.place;
        Self {
            path: place.path.as_deref(),
            line: place.line,
            column: place.column,
            message: related.message.text(lang),
            end_line: place.end_line,
            end_column: place.end_column,
        }
    }
}

impl Summary {
    /// The totals.
    pub(in crate::render) fn new(summary: &finding::Summary) -> Self {
        Self {
            errors: summary.errors,
            warnings: summary.warnings,
            infos: summary.infos,
            suppressed: summary.suppressed,
            not_checked: summary.not_checked,
            failed: summary.failed,
        }
    }
}
