//! Detectors at work on one block: cells are sorted, classes counted, the first cells of each kept to be shown.

use super::counting::Counting;
use super::tally::{Part, Subject};
use crate::plan::{Sight, Sorted, outcome};

impl Counting<'_> {
    /// Lets the detectors of every column look at what the kernel has found right.
    pub(super) fn watch(&mut self, outcomes: &[Vec<u8>]) {
        let mut sorted = Vec::new();
        for (planned, plan) in self.plan.column_plans().enumerate() {
            let (Some(column), Some(outcomes)) = (self.batch.columns.get(planned), outcomes.get(planned)) else {
                continue;
            };
            let counts = self.tally.outcomes.get(planned);
            let odd = |code: u8| counts.is_some_and(|it| it.get(usize::from(code)).is_some_and(|it| *it > 0));
            let odd = odd(outcome::PADDED) || odd(outcome::SKIPPED);
            if plan.lookout.is_idle() && !odd {
                continue;
            }
            let batch = self.batch;
            let signs = batch.signs.unwrap_or_default();
            let broken = batch.broken.as_deref().filter(|_| !column.many);
            let sight = Sight { column, text: &batch.text, outcomes, signs, broken, odd };
            plan.lookout.look(sight, &mut sorted);
            self.keep(planned, &sorted);
        }
    }

    /// Counts what detectors found, with samples where some are still wanted.
    fn keep(&mut self, planned: usize, sorted: &[Sorted]) {
        // A block has few classes of a column, however many cells.
        let mut parts: Vec<(Subject, Part, bool)> = Vec::new();
        for Sorted { cell, watch, class } in sorted {
            let subject = Subject::Sorted(planned, *watch, *class);
            let at = parts.iter().position(|(it, ..)| *it == subject).unwrap_or_else(|| {
                parts.push((subject, Part::default(), !self.filled.has(subject)));
                parts.len() - 1
            });
            let Some((_, part, wanted)) = parts.get_mut(at) else { continue };
            part.count += 1;
            if *wanted {
                part.samples.push(self.sampler().cell(*cell, planned));
                *wanted = part.samples.len() < self.plan.keep;
            }
        }
        self.tally.parts.extend(parts.into_iter().map(|(subject, part, _)| (subject, part)));
    }
}
