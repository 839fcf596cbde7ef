//! Keys and references: what makes records one of a kind, and what they refer to.
//!
//! A key value is packed into 128 bits: up to 15 bytes, or up to 36 digits, stand for themselves; anything longer is
//! represented by 120 bits of SipHash-2-4-128. Records whose packed keys share 40 bits of a fingerprint are read again and
//! compared byte for byte, and parents keep the bytes of what was hashed, so a finding is never "probably".

mod pack;
mod parents;
mod parts;
mod spill;
mod strays;
mod unique;
mod whole;

pub(super) use pack::{fingerprint, pack};
pub(super) use parents::{Keys, Parents, ParentsBuilder};
pub(super) use parts::{KeyParts, Normal, View, append, parts_of};
pub(super) use strays::{StrayKeys, Strays};
pub(super) use unique::{Location, Seen, Stretch, Suspect};
pub(super) use whole::{cells, fingerprints};
