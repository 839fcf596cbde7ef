//! Counts of a file, worded as findings.

use super::tally::{FileTally, Subject, Tally};
use super::{FilePlan, mendable};
use crate::finding::{Finding, Fix, Related, Severity};
use crate::model::Dictionary;
use crate::plan::{ColumnPlan, outcome};
use crate::rule::Rule;
use crate::rule::cell::{Failing, Step, Words};
use crate::rules::RULES;
use crate::rules::contract::identifier_as_number;
use crate::rules::input::{encoding_mismatch, row_width, stray_space};

/// Findings on the cells and records of one file.
pub(in crate::engine) fn cell_findings(dictionary: &Dictionary, plan: &FilePlan, tally: &FileTally) -> Vec<Finding> {
    let wording = Wording { dictionary, plan, tally };
    let mut findings = Vec::new();
    for (planned, column) in plan.plans.iter().enumerate() {
        wording.failures(planned, column, &mut findings);
        findings.extend(wording.padded(planned, column));
        findings.extend(wording.explained(planned, column));
        findings.extend(super::detected(dictionary, plan, tally, planned));
    }
    let strange = plan.plans.len()..plan.columns.len();
    findings.extend(strange.flat_map(|planned| super::detected(dictionary, plan, tally, planned)));
    findings.extend(wording.malformed());
    wording.undecodable(&mut findings);
    findings
}

struct Wording<'w> {
    dictionary: &'w Dictionary,
    plan: &'w FilePlan,
    tally: &'w FileTally,
}

impl Wording<'_> {
    fn get(&self, subject: Subject) -> Option<&Tally> {
        self.tally.tallies.get(&subject).filter(|it| it.count > 0)
    }

    fn failures(&self, planned: usize, column: &ColumnPlan, findings: &mut Vec<Finding>) {
        for (code, check) in (outcome::FIRST_FAILURE..).zip(&column.checks) {
            let (Some(tally), Some(cell)) = (self.get(Subject::Cell(planned, code)), check.rule.parts.cell) else {
                continue;
            };
            let tested = match check.step {
                Step::Null => self.tally.cells(planned),
                _ => self.tally.tested(planned, column),
            };
            let words = (cell.words)(&column.spec, failing(tally));
            let mut finding = self.finding(check.rule, column, words, tally, tested);
            finding.fix = self.mendable(check.rule, column, tally);
            findings.push(identifier_as_number::grown(finding, tally.rounded));
        }
    }

    /// At most one explanation a field: the one of most cells, the first in the registry where two explain as many.
    fn explained(&self, planned: usize, column: &ColumnPlan) -> Option<Finding> {
        let rules = RULES.iter().enumerate();
        let explained = rules.filter_map(|(index, rule)| Some((rule, self.get(Subject::Explained(planned, index))?)));
        let (rule, tally) = explained.rev().max_by_key(|(_, tally)| tally.count)?;
        let words = (rule.parts.explanation?.words)(&column.spec, failing(tally));
        let mut finding = self.finding(rule, column, words, tally, self.tally.tested(planned, column));
        finding.fix = self.mendable(rule, column, tally);
        // The cells have their error already; an explanation never adds another.
        finding.severity = finding.severity.min(Severity::Warning);
        Some(finding)
    }

    fn padded(&self, planned: usize, column: &ColumnPlan) -> Option<Finding> {
        let tally = self.get(Subject::Cell(planned, outcome::PADDED))?;
        let fix = self.mendable(&stray_space::RULE, column, tally);
        let finding = Finding { fix, ..stray_space::found(&column.spec) };
        Some(self.of_field(finding, column, tally, self.tally.tested(planned, column)))
    }

    fn mendable(&self, rule: &Rule, column: &ColumnPlan, tally: &Tally) -> Option<Fix> {
        mendable::cell(&self.plan.head, rule, (column, &tally.value))
    }

    fn finding(&self, rule: &Rule, column: &ColumnPlan, words: Words, tally: &Tally, tested: u64) -> Finding {
        let related = Related::in_source(&self.dictionary.sources, words.origin, words.origin_label);
        let finding = rule.finding(words.message).with_label(words.label).with_help(words.help).related_to(related);
        self.of_field(finding, column, tally, tested)
    }

    fn of_field(&self, finding: Finding, column: &ColumnPlan, tally: &Tally, tested: u64) -> Finding {
        Finding {
            field: Some(column.spec.field.clone()),
            element: Some(column.spec.element.id.clone()),
            ..self.of_file(finding, tally, tested)
        }
    }

    fn of_file(&self, finding: Finding, tally: &Tally, tested: u64) -> Finding {
        Finding {
            path: Some(self.plan.path.clone()),
            dataset: Some(self.plan.dataset.clone()),
            count: tally.count,
            tested,
            places: tally.places.clone(),
            ..finding
        }
    }

    fn malformed(&self) -> Option<Finding> {
        let tally = self.get(Subject::Malformed)?;
        let finding = if self.plan.head.typed {
            row_width::no_object()
        } else {
            row_width::found(tally.extra, self.plan.head.header.len())
        };
        Some(self.of_file(finding, tally, self.tally.records))
    }

    fn undecodable(&self, findings: &mut Vec<Finding>) {
        let encoding = self.plan.head.encoding.unwrap_or_default();
        for (subject, tally) in &self.tally.tallies {
            let Subject::Undecodable(column) = *subject else { continue };
            let header = self.plan.head.header.get(column).map(|it| it.text.clone()).unwrap_or_default();
            let finding = encoding_mismatch::bad_bytes(&header, encoding, &tally.value);
            let finding = self.of_file(finding, tally, self.tally.records);
            let planned = self.plan.wanted.iter().position(|it| *it == column).and_then(|it| self.plan.plans.get(it));
            findings.push(match planned {
                Some(column) => self.of_field(finding, column, tally, self.tally.records),
                None => Finding { field: Some(header), ..finding },
            });
        }
    }
}

/// What words are made of; the place's value was masked when it was taken.
fn failing(tally: &Tally) -> Failing<'_> {
    let shown = tally.places.first().and_then(|it| it.value.as_deref()).unwrap_or_default();
    Failing { shown, value: &tally.value, count: tally.count }
}
