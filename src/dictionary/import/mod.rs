//! What a dictionary brings in from elsewhere: files beside it, packs of the program, presets of systems, industry profiles.
//!
//! Nothing outside of the dictionary's folder is read and nothing is fetched. A file is read once for each namespace it
//! comes under; one that leads back to itself is refused.

mod bring;
mod digest;
mod names;
mod pack;
mod pin;
mod presets_of;
mod range;
mod resolve;
#[cfg(test)]
mod tests;
mod wanted;

pub use pack::{Export, PACKS, Pack, PackAbout, PackKind};

pub(super) use bring::{Brought, all};
pub(super) use digest::sha256;
pub(super) use range::is_version;
pub(super) use wanted::presets;
