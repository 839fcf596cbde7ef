//! What has to be unpacked before it can be read: one stream (`stream`) or a bundle of members (`archive`).
//!
//! Everything unpacked goes to a temporary file, never further than the limits allow, so that no bomb fills the memory
//! or the disk. The crates that unpack are named here and nowhere else.

mod archive;
#[cfg(feature = "excel")]
mod guard;
mod keep;
#[cfg(feature = "excel")]
mod repack;
mod stream;

pub use archive::{Archive, Member};
#[cfg(feature = "excel")]
pub(super) use guard::{Workbook, look};
pub use keep::Unpackable;
#[cfg(feature = "excel")]
pub(super) use repack::{Members, Repacked};

use super::Source;

/// How far an input may be unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Most bytes of one input when unpacked.
    pub most: u64,
}

/// How bytes are packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// One stream.
    Gzip,
    /// One stream.
    Zstandard,
    /// One stream.
    Bzip2,
    /// Members; also what workbooks are made of.
    Zip,
}

impl Packing {
    /// What it is by its first bytes.
    pub fn of(head: &[u8]) -> Option<Self> {
        let magic: [(&[u8], Self); 5] = [
            (b"\x1F\x8B\x08", Self::Gzip),
            (b"\x28\xB5\x2F\xFD", Self::Zstandard),
            (b"BZh", Self::Bzip2),
            (b"PK\x03\x04", Self::Zip),
            (b"PK\x05\x06", Self::Zip),
        ];
        let found = magic.iter().find(|(magic, _)| head.starts_with(magic)).map(|(_, packing)| *packing)?;
        // `BZh` may begin a text; what follows it in a packed file may not.
        let is_text = found == Self::Bzip2
            && head.get(4..10) != Some(b"1AY&SY")
            && head.get(4..10) != Some(b"\x17\x72\x45\x38\x50\x90");
        (!is_text).then_some(found)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zstandard => "zstd",
            Self::Bzip2 => "bzip2",
            Self::Zip => "zip",
        }
    }

    /// The extensions that it adds to a name.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Gzip => &["gz"],
            Self::Zstandard => &["zst", "zstd"],
            Self::Bzip2 => &["bz2"],
            Self::Zip => &["zip"],
        }
    }
}

/// A name without the extension that packing has added to it.
pub fn unpacked_name(name: &str) -> Option<&str> {
    let (stem, extension) = name.rsplit_once('.')?;
    let streams = [Packing::Gzip, Packing::Zstandard, Packing::Bzip2];
    let added = streams.iter().flat_map(|it| it.extensions()).any(|it| it.eq_ignore_ascii_case(extension));
    (added && !stem.is_empty()).then_some(stem)
}

/// Unpacks one stream.
///
/// # Errors
/// Where nothing of it can be unpacked, or it holds more than `limits` allow. What is damaged later is read up to there.
pub fn unpack(source: &Source, packing: Packing, limits: Limits) -> Result<Source, Unpackable> {
    stream::unpack(source, packing, limits)
}
