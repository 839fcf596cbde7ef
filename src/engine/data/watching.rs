//! Detectors at work on one block: cells are sorted, classes counted, the first cells of each kept to be shown.

use super::counting::Counting;
use super::tally::{Part, Subject};
use crate::plan::ColumnPlan;
use crate::rule::column::{Found, Signs, Values, Which};

impl Counting<'_> {
    /// Lets the detectors of every column look at what the kernel has found right.
    pub(super) fn watch(&mut self, outcomes: &[Vec<u8>]) {
        let plan = self.plan;
        if plan.plans.iter().all(|it| it.watches.is_empty()) {
            return;
        }
        let needs = plan.plans.iter().flat_map(|it| &it.watches).any(|it| it.detector.needs() != Signs::default());
        let breaks = if self.batch.newlines == self.batch.records() as u64 { Signs::default() } else { Signs::BREAK };
        let signs = if needs { Signs::of(&self.batch.text).or(breaks) } else { Signs::default() };
        for (planned, it) in plan.plans.iter().enumerate() {
            let outcomes = outcomes.get(planned).map(Vec::as_slice).unwrap_or_default();
            self.watch_column(planned, it, outcomes, signs);
        }
    }

    fn watch_column(&mut self, planned: usize, plan: &ColumnPlan, outcomes: &[u8], signs: Signs) {
        let batch = self.batch;
        let Some(column) = batch.columns.get(planned) else { return };
        let values = Values {
            text: &batch.text,
            starts: &column.starts,
            lens: &column.lens,
            outcomes,
            which: Which::Right,
            signs,
        };
        for (watch, it) in plan.watches.iter().enumerate().filter(|(_, it)| signs.meet(it.detector.needs())) {
            let values = Values { which: it.detector.which(), ..values };
            let mut found = Found::default();
            it.detector.look(&values, &mut found);
            self.keep(planned, watch, &found);
        }
    }

    /// Adds what a detector found, with samples where some are still wanted.
    fn keep(&mut self, planned: usize, watch: usize, found: &Found) {
        let mut wanted = Vec::new();
        for (class, count) in (0_u8..).zip(found.counts).filter(|(_, count)| *count > 0) {
            let subject = Subject::Sorted(planned, watch, class);
            self.tally.parts.insert(subject, Part { count, ..Part::default() });
            if !self.filled.has(subject) {
                wanted.push(class);
            }
        }
        for (row, class) in &found.rows {
            if wanted.is_empty() {
                return;
            }
            if !wanted.contains(class) {
                continue;
            }
            let sample = self.sampler().cell(*row, planned);
            let part = self.tally.parts.entry(Subject::Sorted(planned, watch, *class)).or_default();
            part.samples.push(sample);
            if part.samples.len() >= self.plan.keep {
                wanted.retain(|it| it != class);
            }
        }
    }
}
