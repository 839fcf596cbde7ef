//! Records that refer to nobody, kept so that their spelling can be looked into without reading their file again.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};

use super::unique::Location;

/// Bytes before a key: its block, its record, its length.
const HEAD: usize = 12;
/// Bytes kept in memory; what is more goes to a temporary file that no name leads to.
const MOST: usize = 4 << 20;

/// What one block gives: entries of a head and a key each.
#[derive(Debug, Default)]
pub(in crate::engine) struct StrayKeys(Vec<u8>);

impl StrayKeys {
    /// Adds a record.
    pub(in crate::engine) fn push(&mut self, at: Location, key: &[u8]) {
        let length = u32::try_from(key.len()).unwrap_or(u32::MAX);
        for word in [at.block, at.record, length] {
            self.0.extend_from_slice(&word.to_le_bytes());
        }
        self.0.extend_from_slice(key);
    }
}

/// All of them, in the order of their records.
#[derive(Debug)]
pub(in crate::engine) struct Strays {
    held: Vec<u8>,
    most: usize,
    spilled: Option<File>,
    written: u64,
    /// Whether some were lost: then the others explain nothing.
    failed: bool,
}

impl Default for Strays {
    fn default() -> Self {
        Self::within(MOST)
    }
}

impl Strays {
    fn within(most: usize) -> Self {
        Self { held: Vec::new(), most, spilled: None, written: 0, failed: false }
    }

    /// Takes what a block gave; blocks come in order.
    pub(in crate::engine) fn extend(&mut self, block: &StrayKeys) {
        self.held.extend_from_slice(&block.0);
        if self.held.len() > self.most {
            self.failed |= self.spill().is_err();
            self.held.clear();
        }
    }

    /// Bytes of all entries so far.
    pub(in crate::engine) fn end(&self) -> u64 {
        self.written + self.held.len() as u64
    }

    #[cold]
    fn spill(&mut self) -> io::Result<()> {
        let mut file = match self.spilled.take() {
            Some(file) => file,
            None => tempfile::tempfile()?,
        };
        file.write_all(&self.held)?;
        self.written += self.held.len() as u64;
        self.spilled = Some(file);
        Ok(())
    }

    /// Calls `with` with every record: where its entry begins, as [`Strays::end`] counts, where it is, and its key.
    ///
    /// # Errors
    /// Where some could not be kept, or cannot be read back.
    pub(in crate::engine) fn each(&mut self, mut with: impl FnMut(u64, Location, &[u8])) -> io::Result<()> {
        if self.failed {
            return Err(io::ErrorKind::StorageFull.into());
        }
        let end = self.end();
        let mut entries: Box<dyn Read + '_> = Box::new(&*self.held);
        if let Some(file) = &mut self.spilled {
            file.seek(SeekFrom::Start(0))?;
            entries = Box::new(BufReader::with_capacity(1 << 16, file.take(self.written).chain(&*self.held)));
        }
        let (mut at, mut key) = (0, Vec::new());
        while at < end {
            let mut head = [0; HEAD];
            entries.read_exact(&mut head)?;
            let (words, _) = head.as_chunks::<4>();
            let mut words = words.iter().map(|it| u32::from_le_bytes(*it));
            let mut next = || words.next().unwrap_or_default();
            let location = Location { block: next(), record: next() };
            key.resize(next() as usize, 0);
            entries.read_exact(&mut key)?;
            with(at, location, &key);
            at += (HEAD + key.len()) as u64;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strays_come_back_as_they_went_whether_they_were_spilled_or_not() {
        for most in [0, 100, usize::MAX] {
            let mut strays = Strays::within(most);
            let mut expected = Vec::new();
            for block in 0..40 {
                let mut keys = StrayKeys::default();
                for record in 0..block % 5 {
                    let key = format!("{block}-{}", "x".repeat(record as usize * 7));
                    let at = Location { block, record };
                    expected.push((at, key.clone().into_bytes()));
                    keys.push(at, key.as_bytes());
                }
                strays.extend(&keys);
            }
            assert_eq!(strays.spilled.is_some(), most < 1000);
            for _ in 0..2 {
                let (mut found, mut last) = (Vec::new(), None);
                strays
                    .each(|at, location, key| {
                        assert!(last.replace(at) < Some(at));
                        found.push((location, key.to_vec()));
                    })
                    .unwrap();
                assert_eq!(found, expected, "{most}");
            }
        }
    }

    #[test]
    fn what_was_lost_is_told() {
        let mut strays = Strays { failed: true, ..Strays::default() };
        assert!(strays.each(|_, _, _| {}).is_err());
    }
}
