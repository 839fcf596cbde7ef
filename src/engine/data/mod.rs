//! Data files: opened, bound, planned, judged block by block, and worded.

mod beside;
mod counting;
mod detected;
mod judge;
mod mendable;
mod notes;
mod open;
mod place;
mod profile;
mod reread;
mod run;
mod tally;
mod watching;
mod words;
mod worker;

pub(super) use detected::detected;
pub(super) use mendable::{is_rewritten, renaming};
pub(super) use notes::{note_findings, unreadable};
pub(super) use open::{FilePlan, KeyJob, ParentJob, ReferenceJob, open, open_table};
pub(super) use place::{Base, Sample, Sampler};
pub(super) use reread::Reread;
pub(super) use run::{BlockAt, Gathered, Limits, run};
pub(super) use tally::{FileTally, Subject};
pub(super) use words::cell_findings;
