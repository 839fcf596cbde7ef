//! Small texts mended by the edits that findings propose: comments, order and style of everything else stay.

use std::io::Write;
use std::sync::Arc;

use super::tally::{Change, FileFixed};
use super::{FileToFix, FixError, Fixing, Hunk, Workshop};
use crate::finding::{Finding, Safety};
use crate::message::Message;
use crate::text::{FileId, Origin, Sources, Span, edited};

/// A text, and what was found in it.
pub(super) struct Edited<'e> {
    pub(super) sources: &'e Sources,
    pub(super) id: FileId,
    pub(super) findings: Vec<&'e Finding>,
}

impl Edited<'_> {
    /// Writes the text with the edits made that may be.
    pub(super) fn write(
        &self,
        (file, fixing): (FileToFix<'_>, Fixing),
        workshop: &mut dyn Workshop,
    ) -> Result<FileFixed, FixError> {
        let mut done =
            FileFixed { path: Arc::clone(file.shown), dataset: Arc::clone(file.dataset), ..FileFixed::default() };
        let mut edits: Vec<(Span, String)> = Vec::new();
        for finding in &self.findings {
            match self.change(finding) {
                // Several findings may propose the same; of different edits in one place the first is made.
                Some((change, at, text)) if change.safety == Safety::Safe || fixing.also_unsafe => {
                    let is_other = edits.iter().any(|(span, new)| *span == at.span && *new != text && !span.is_empty());
                    if is_other {
                        done.left += 1;
                    } else if !edits.iter().any(|it| it.0 == at.span && it.1 == text) {
                        done.made.push(change);
                        edits.push((at.span, text));
                    }
                }
                Some((change, ..)) => {
                    done.proposed.push(change);
                    done.left += 1;
                }
                None => done.left += 1,
            }
        }
        let wrote = |cause| FixError::Write { path: Arc::clone(file.shown), cause };
        let before = &self.sources.get(self.id).text;
        let after = edited(before, &edits);
        if let Some(hunk) = fixing.diff.then(|| hunk(before, &after)).flatten() {
            workshop.show(file, &hunk).map_err(wrote)?;
        }
        let mut out = workshop.begin(file).map_err(wrote)?;
        out.write_all(after.as_bytes()).and_then(|()| out.flush()).map_err(wrote)?;
        workshop.finish(file, &done).map_err(wrote)?;
        Ok(done)
    }

    /// The edit that a finding proposes in this text.
    fn change(&self, finding: &Finding) -> Option<(Change, Origin, String)> {
        let fix = finding.fix.as_ref()?;
        let (at, text) = fix.edit.as_ref().filter(|(at, _)| at.file == self.id)?;
        let change = Change {
            rule: finding.rule,
            field: finding.field.clone(),
            safety: fix.safety,
            count: 1,
            line: self.sources.position(*at).line,
            before: Message::verbatim(self.sources.slice(*at)),
            after: Message::verbatim(text.as_str()),
        };
        Some((change, *at, text.clone()))
    }
}

/// The lines in which two texts differ, from the first to the last.
fn hunk(before: &str, after: &str) -> Option<Hunk> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let same = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let rest = old.len().min(new.len()) - same;
    let end = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let lines =
        |of: &[&str]| of.get(same..of.len() - end).unwrap_or_default().iter().map(|it| (*it).to_owned()).collect();
    let hunk = Hunk { line: same as u64 + 1, before: lines(&old), after: lines(&new) };
    (!hunk.before.is_empty() || !hunk.after.is_empty()).then_some(hunk)
}
