//! What a workbook's archive would unpack to, before anything of it is unpacked into memory.

use std::io::{BufReader, Read, copy, sink};

use zip::ZipArchive;

use crate::table::Source;

/// Most bytes of a part that is read whole: shared strings, styles, the content of an OpenDocument sheet.
const WHOLE: u64 = 256 << 20;

/// Most bytes of a part that is streamed.
const STREAMED: u64 = 4 << 30;

/// A part that is packed tighter is made to harm; sheets of one repeated value reach some hundreds.
const TIGHTEST: u64 = 800;

/// Below this size nothing harms, however tightly packed.
const HARMLESS: u64 = 32 << 20;

/// Greatest ratio of deflate.
const DEFLATE: u64 = 1032;

/// What an archive is and whether it can be unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::table) enum Workbook {
    /// Office Open XML.
    Xlsx,
    /// The same with binary parts.
    Xlsb,
    /// OpenDocument.
    Ods,
    /// No workbook.
    Other,
    /// A part is too large, in MiB.
    TooLarge(u64),
}

/// Looks at the parts of an archive.
///
/// # Errors
/// In the crate's own words, where it is damaged.
pub(in crate::table) fn look(source: &Source) -> Result<Workbook, String> {
    let mut archive = ZipArchive::new(BufReader::new(source.reader())).map_err(|error| error.to_string())?;
    let names: Vec<String> = archive.file_names().filter_map(Result::ok).map(|it| it.to_lowercase()).collect();
    let holds = |name: &str| names.iter().any(|it| it.trim_start_matches('/').ends_with(name));
    let kind = if holds("xl/workbook.bin") {
        Workbook::Xlsb
    } else if holds("content.xml") && !holds("[content_types].xml") {
        Workbook::Ods
    } else if names.iter().any(|it| it.contains("xl/") || it.contains("xl\\")) || holds("workbook.xml") {
        Workbook::Xlsx
    } else {
        return Ok(Workbook::Other);
    };
    for index in 0..archive.len() {
        let Ok(mut part) = archive.by_index(index) else { continue };
        let Ok(name) = part.name().map(|it| it.to_lowercase()) else { continue };
        if name.contains("media/") || name.contains("pictures/") || part.is_dir() {
            continue;
        }
        let streamed = name.contains("worksheets/");
        let most = if streamed { STREAMED } else { WHOLE };
        let (packed, told) = (part.compressed_size(), part.size());
        let tight = told > HARMLESS && told / packed.max(1) > TIGHTEST;
        if told > most || tight {
            return Ok(Workbook::TooLarge(most >> 20));
        }
        // The size that is told need not be true.
        if packed.saturating_mul(DEFLATE) > most {
            let real = copy(&mut part.by_ref().take(most + 1), &mut sink()).unwrap_or(0);
            if real > most {
                return Ok(Workbook::TooLarge(most >> 20));
            }
        }
    }
    Ok(kind)
}
