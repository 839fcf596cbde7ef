//! An archive of members.

use std::io::{Read, Seek, SeekFrom};
use std::path::PathBuf;

use encoding_rs::GB18030;
use zip::ZipArchive;
use zip::result::ZipError;

use super::keep::{Unpackable, keep};
use super::{Limits, Packing};
use crate::table::{Source, SourceReader};

/// Most members that are looked at.
const MOST: usize = 10_000;

/// Bytes of a member by which it is recognised.
const FIRST: u64 = 4096;

/// Bytes at the end of an archive that hold the record of its members, with the longest comment after it.
const LAST: u64 = 22 + (1 << 16);

/// A file in an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Which entry of the archive.
    pub index: usize,
    /// Its path in the archive, with `/` between the parts.
    pub name: String,
    /// Bytes when unpacked, as the archive says.
    pub bytes: u64,
}

/// A bundle of files; a workbook, which is an archive as well, is none.
#[derive(Clone, Debug)]
pub struct Archive {
    source: Source,
    /// Its files in the order of the archive, without folders and what systems hide.
    pub members: Vec<Member>,
}

impl Archive {
    /// Its own bytes.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Reads what is in it. `None` where it is no archive of files.
    ///
    /// # Errors
    /// Where it is damaged, or has too many members.
    pub fn open(source: &Source) -> Option<Result<Self, Unpackable>> {
        if Packing::of(&source.first_bytes()) != Some(Packing::Zip) {
            return None;
        }
        let mut archive = match ZipArchive::new(source.looking()) {
            Ok(archive) => archive,
            Err(error) => return Some(Err(faulty(error))),
        };
        if archive.len() > MOST {
            return Some(Err(Unpackable::Members(archive.len())));
        }
        // The crate keeps the last of several members with one name; the others would go unseen.
        if told_members(source).is_some_and(|it| it > archive.len()) {
            return Some(Err(Unpackable::NamedTwice));
        }
        let mut members = Vec::new();
        for index in 0..archive.len() {
            let entry = match archive.by_index_raw(index) {
                Ok(entry) => entry,
                Err(error) => return Some(Err(faulty(error))),
            };
            let name = name_of(entry.name_raw());
            if is_part_of_document(&name) {
                return None;
            }
            if entry.is_file() && !is_hidden(&name) {
                members.push(Member { index, name, bytes: entry.size() });
            }
        }
        Some(Ok(Self { source: source.clone(), members }))
    }

    /// Unpacks a member.
    ///
    /// # Errors
    /// Where nothing of it can be unpacked, or it holds more than `limits` allow.
    pub fn unpack(&self, index: usize, limits: Limits) -> Result<Source, Unpackable> {
        let mut archive = self.reopened()?;
        let entry = archive.by_index(index).map_err(faulty)?;
        let name = PathBuf::from(name_of(entry.name_raw()));
        let packed = entry.compressed_size();
        keep(&name, entry, packed, limits)
    }

    /// The first bytes of a member; empty where they cannot be read.
    pub fn first_bytes(&self, index: usize) -> Vec<u8> {
        let mut first = Vec::new();
        if let Ok(mut archive) = self.reopened()
            && let Ok(entry) = archive.by_index(index)
        {
            // What cannot be read now is told when the member is unpacked.
            let _ = entry.take(FIRST).read_to_end(&mut first);
        }
        first
    }

    fn reopened(&self) -> Result<ZipArchive<SourceReader>, Unpackable> {
        ZipArchive::new(self.source.looking()).map_err(faulty)
    }
}

/// How many members the record at the end of an archive tells of; `None` where it does not fit in there.
fn told_members(source: &Source) -> Option<usize> {
    let from = source.length().ok()?.saturating_sub(LAST);
    let mut last = Vec::new();
    let mut reader = source.looking();
    reader.seek(SeekFrom::Start(from)).ok()?;
    reader.read_to_end(&mut last).ok()?;
    let at = memchr::memmem::rfind(&last, b"PK\x05\x06")?;
    let count = u16::from_le_bytes(*last.get(at + 10..)?.first_chunk()?);
    (count != u16::MAX).then_some(usize::from(count))
}

/// A member's name: UTF-8, or what Chinese systems write instead.
fn name_of(raw: &[u8]) -> String {
    let name = match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => GB18030.decode_without_bom_handling(raw).0.into_owned(),
    };
    // Some packers write the separator of Windows.
    name.replace('\\', "/")
}

/// Whether only a workbook or another document has a member of this name.
fn is_part_of_document(name: &str) -> bool {
    matches!(name, "[Content_Types].xml" | "mimetype" | "META-INF/manifest.xml" | "Index.bin" | "Index/Document.iwa")
}

fn is_hidden(name: &str) -> bool {
    name.split('/').any(|part| {
        part.starts_with('.') && !matches!(part, "." | "..") || part.starts_with("~$") || part == "__MACOSX"
    })
}

fn faulty(error: ZipError) -> Unpackable {
    match error {
        ZipError::Io(error) => Unpackable::Damaged(error),
        ZipError::InvalidPassword | ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Unpackable::Encrypted,
        ZipError::UnsupportedArchive(what) => Unpackable::Method(what.to_string()),
        other => Unpackable::Damaged(std::io::Error::other(other.to_string())),
    }
}
