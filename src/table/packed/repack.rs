//! An archive packed again with some of its members replaced; the others stay as they are packed.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::table::{Source, SourceReader};

/// A member above this size needs the wide form of an archive's entries, for it may grow.
const LARGE: u64 = 3 << 30;

/// The members of an archive.
pub(in crate::table) struct Members {
    archive: ZipArchive<BufReader<SourceReader>>,
    /// Their names in order, lower case, with `/` between the parts.
    pub(in crate::table) names: Vec<String>,
}

impl Members {
    /// Of the archive in `source`.
    ///
    /// # Errors
    /// Where it is none, or damaged.
    pub(in crate::table) fn of(source: &Source) -> io::Result<Self> {
        let archive = ZipArchive::new(BufReader::new(source.reader()))?;
        let plain = |name: &str| name.replace('\\', "/").trim_start_matches('/').to_lowercase();
        let names = archive.file_names().map(|it| it.map(|name| plain(&name)).unwrap_or_default()).collect();
        Ok(Self { archive, names })
    }

    /// A member, unpacked; `None` where no member has this name.
    ///
    /// # Errors
    /// Where it is damaged.
    pub(in crate::table) fn read(&mut self, name: &str) -> io::Result<Option<Vec<u8>>> {
        let Some(index) = self.names.iter().position(|it| it.eq_ignore_ascii_case(name)) else { return Ok(None) };
        let mut bytes = Vec::new();
        self.archive.by_index(index)?.read_to_end(&mut bytes)?;
        Ok(Some(bytes))
    }

    /// Begins another archive with all members but those that are `replaced`.
    ///
    /// # Errors
    /// Where one is damaged, or nothing can be kept.
    pub(in crate::table) fn repack(mut self, replaced: &[usize]) -> io::Result<Repacked> {
        let mut copy = ZipWriter::new(tempfile::tempfile()?);
        for index in (0..self.archive.len()).filter(|it| !replaced.contains(it)) {
            copy.raw_copy_file(self.archive.by_index_raw(index)?)?;
        }
        Ok(Repacked { archive: self.archive, copy })
    }
}

/// The new archive; what is written goes to the member that was begun last.
pub(in crate::table) struct Repacked {
    archive: ZipArchive<BufReader<SourceReader>>,
    copy: ZipWriter<File>,
}

impl Repacked {
    /// Begins the new form of a member, and gives the old one, unpacked.
    ///
    /// # Errors
    /// Where it is damaged, or cannot be kept.
    pub(in crate::table) fn begin(&mut self, index: usize) -> io::Result<File> {
        let mut member = self.archive.by_index(index)?;
        let mut unpacked = tempfile::tempfile()?;
        io::copy(&mut member.by_ref(), &mut unpacked)?;
        unpacked.rewind()?;
        let options = SimpleFileOptions::default()
            .last_modified_time(member.last_modified().unwrap_or_default())
            .large_file(member.size() > LARGE);
        self.copy.start_file(member.name()?.to_string(), options)?;
        Ok(unpacked)
    }

    /// The whole archive, to be read from its first byte.
    ///
    /// # Errors
    /// Where it cannot be kept.
    pub(in crate::table) fn finish(self) -> io::Result<File> {
        let mut file = self.copy.finish()?;
        file.rewind()?;
        Ok(file)
    }
}

impl Write for Repacked {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.copy.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.copy.flush()
    }
}
