//! Entries that did not fit the memory, kept in a temporary file that no name leads to.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

use super::unique::{Entry, PARTITIONS};

/// Bytes of an entry.
const WIDTH: usize = size_of::<Entry>();

/// A file of runs of entries, each run of one partition. The file is gone as soon as the process is, however it ends.
#[derive(Debug)]
pub(super) struct Spill {
    file: File,
    /// For each partition: where its runs begin, and how many entries they have.
    runs: Vec<Vec<(u64, usize)>>,
    end: u64,
}

impl Spill {
    /// An empty one.
    ///
    /// # Errors
    /// Where no temporary file can be made.
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self { file: tempfile::tempfile()?, runs: vec![Vec::new(); PARTITIONS], end: 0 })
    }

    /// Writes the entries of a partition.
    ///
    /// # Errors
    /// Where the disk is full or gone.
    pub(super) fn write(&mut self, partition: usize, entries: &[Entry]) -> io::Result<()> {
        let bytes: Vec<u8> = entries.iter().flat_map(|entry| entry.to_le_bytes()).collect();
        self.file.seek(SeekFrom::Start(self.end))?;
        self.file.write_all(&bytes)?;
        if let Some(runs) = self.runs.get_mut(partition) {
            runs.push((self.end, entries.len()));
        }
        self.end += bytes.len() as u64;
        Ok(())
    }

    /// Reads the entries of a partition behind those in `entries`.
    ///
    /// # Errors
    /// Where the disk is gone.
    pub(super) fn read(&mut self, partition: usize, entries: &mut Vec<Entry>) -> io::Result<()> {
        for (start, count) in self.runs.get(partition).cloned().unwrap_or_default() {
            let mut bytes = vec![0_u8; count * WIDTH];
            self.file.seek(SeekFrom::Start(start))?;
            self.file.read_exact(&mut bytes)?;
            entries.reserve_exact(count);
            entries.extend(bytes.as_chunks::<WIDTH>().0.iter().map(|it| Entry::from_le_bytes(*it)));
        }
        Ok(())
    }
}
