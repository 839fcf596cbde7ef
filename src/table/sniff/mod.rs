//! Guesses about text whose form nobody declared, or that is not as declared.

mod dialect;
mod encoding;
mod records;
mod sample;

pub(super) use dialect::{Newlines, delimiter, newlines, other_quote};
pub(super) use encoding::{Settled, settle};
pub(super) use records::{SampleRecord, records};
pub(super) use sample::Sample;
