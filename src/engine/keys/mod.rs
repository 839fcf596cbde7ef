//! Keys and references: what makes records one of a kind, and what they refer to.
//!
//! A key value is packed into 128 bits: up to 15 bytes, or up to 36 digits, stand for themselves; anything longer is
//! represented by 120 bits of SipHash-2-4-128. Uniqueness is tested on 64-bit fingerprints of the packed values,
//! and records that share one are read again and compared byte for byte, so a finding is never "probably".

mod pack;
mod parents;
mod parts;
mod spill;
mod unique;

pub(super) use pack::{mix, pack};
pub(super) use parents::{Parents, ParentsBuilder};
pub(super) use parts::{KeyParts, Normal, View};
pub(super) use unique::{Location, Seen, Suspects};
