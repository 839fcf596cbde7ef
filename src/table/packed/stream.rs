//! One packed stream.

use std::io::BufReader;
use std::path::PathBuf;

use bzip2::read::MultiBzDecoder;
use flate2::read::MultiGzDecoder;

use super::keep::{Unpackable, keep};
use super::{Limits, Packing, unpacked_name};
use crate::table::Source;

/// Unpacks it whole; its name loses the extension of the packing.
pub(super) fn unpack(source: &Source, packing: Packing, limits: Limits) -> Result<Source, Unpackable> {
    let packed = source.length().map_err(Unpackable::Damaged)?;
    let written = source.name().to_string_lossy().into_owned();
    let name = PathBuf::from(unpacked_name(&written).unwrap_or(&written));
    let stream = BufReader::with_capacity(64 << 10, source.reader());
    match packing {
        Packing::Gzip => keep(&name, MultiGzDecoder::new(stream), packed, limits),
        Packing::Bzip2 => keep(&name, MultiBzDecoder::new(stream), packed, limits),
        Packing::Zstandard => {
            let decoder = zstd::stream::read::Decoder::with_buffer(stream).map_err(Unpackable::Damaged)?;
            keep(&name, decoder, packed, limits)
        }
        Packing::Zip => Err(Unpackable::TooDeep),
    }
}
