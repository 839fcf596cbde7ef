//! Where the mended records of one file go: text as stored, piece by piece, or a copy of a container.

use std::io::{self, Write};
use std::sync::Arc;

use super::form::Settled;
use super::header::{self, Rename};
use crate::table::{Block, CellEdit, Copier, Head, Indexer, Source};

/// What a file's records are written to. Everything comes in the order of the file.
pub(super) trait Medium {
    /// What stands before the first record, with headers renamed; it ends at byte `to`.
    fn opening(&mut self, head: &Head, to: u64, renames: &[&Rename]) -> io::Result<()>;

    /// Bytes that are no records' and stay.
    fn between(&mut self, from: u64, to: u64) -> io::Result<()>;

    /// A block that stays.
    fn keep(&mut self, block: &Block) -> io::Result<()>;

    /// A block that `edits` have made into `written`. Gives the indexes of those that could not be made after all.
    fn change(&mut self, block: &Block, written: &Block, edits: &[CellEdit]) -> io::Result<Vec<usize>>;

    /// Nothing more comes.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// Text.
pub(super) struct StoredText<'f> {
    pub(super) indexer: &'f dyn Indexer,
    pub(super) settled: &'f Settled,
    pub(super) source: Source,
    pub(super) out: Box<dyn Write>,
    /// Columns that each record names itself, and what they are to be called.
    pub(super) names: Vec<(usize, Arc<str>)>,
}

impl StoredText<'_> {
    fn block(&mut self, block: &Block) -> io::Result<()> {
        if self.names.is_empty() {
            return self.put(&block.raw);
        }
        let mut named = Vec::with_capacity(block.raw.len());
        self.indexer.renamed(block, &self.names, &mut named);
        self.put(&named)
    }

    /// Writes bytes as stored in the form the file is to have.
    fn put(&mut self, stored: &[u8]) -> io::Result<()> {
        if self.settled.form.is_same() || stored.is_empty() {
            return self.out.write_all(stored);
        }
        let mut out = Vec::with_capacity(stored.len());
        self.indexer
            .recast(stored, self.settled.form, &mut out)
            .map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
        self.out.write_all(&out)
    }
}

impl Medium for StoredText<'_> {
    fn opening(&mut self, head: &Head, to: u64, renames: &[&Rename]) -> io::Result<()> {
        let stored = self.source.bytes(0..to)?;
        let renames = if head.header_lines.is_empty() {
            self.names = renames.iter().map(|it| (it.column, Arc::clone(&it.name))).collect();
            &[]
        } else {
            renames
        };
        let bytes = header::written(self.indexer, (&stored, head), renames, self.settled)
            .map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
        self.out.write_all(&bytes)
    }

    fn between(&mut self, from: u64, to: u64) -> io::Result<()> {
        let stored = self.source.bytes(from..to)?;
        self.put(&stored)
    }

    fn keep(&mut self, block: &Block) -> io::Result<()> {
        self.block(block)
    }

    fn change(&mut self, _: &Block, written: &Block, _: &[CellEdit]) -> io::Result<Vec<usize>> {
        self.block(written)?;
        Ok(Vec::new())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.out.flush()
    }
}

/// A container, written when all changes are known.
pub(super) struct Container {
    pub(super) copier: Box<dyn Copier>,
    pub(super) out: Box<dyn Write>,
}

impl Medium for Container {
    fn opening(&mut self, _: &Head, _: u64, renames: &[&Rename]) -> io::Result<()> {
        for it in renames {
            self.copier.rename(it.column, &it.name);
        }
        Ok(())
    }

    fn between(&mut self, _: u64, _: u64) -> io::Result<()> {
        Ok(())
    }

    fn keep(&mut self, _: &Block) -> io::Result<()> {
        Ok(())
    }

    fn change(&mut self, block: &Block, _: &Block, edits: &[CellEdit]) -> io::Result<Vec<usize>> {
        self.copier.replace(block, edits)
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.copier.finish(&mut self.out)?;
        self.out.flush()
    }
}
