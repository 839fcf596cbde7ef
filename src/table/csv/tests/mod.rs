//! Hostile texts, and the cutter and both scanners against each other and against the `csv` crate.

mod agreement;
mod encodings;
mod hostile;
mod places;

use std::io::Write;
use std::sync::Arc;

use super::{BlockSize, CsvIndexer, CsvTable, Form};
use crate::table::{Batch, BatchNoteKind, Block, Head, Indexer, Source, Table};

/// UTF-8 with commas and double quotes, from the first byte on.
fn form(width: usize) -> Form {
    Form {
        encoding: encoding_rs::UTF_8,
        delimiter: b',',
        quote: b'"',
        width,
        body_offset: 0,
        cr_only: false,
        footer: None,
        trailing_delimiter: false,
    }
}

fn size(target: usize) -> BlockSize {
    BlockSize { target, longest: 64 << 20, tail: 0 }
}

/// Everything a run over a text tells, with positions made absolute so that it does not depend on blocks.
#[derive(Debug, Default, PartialEq, Eq)]
struct Story {
    /// Each well-formed record: its number and its cells.
    records: Vec<(u64, Vec<String>)>,
    /// Each malformed record: its number and how many cells it has.
    malformed: Vec<(u64, u32)>,
    /// All records.
    total: u64,
    newlines: u64,
    trailing: u64,
    notes: Vec<(BatchNoteKind, u64)>,
    undecodable: usize,
}

impl Story {
    fn cells(&self) -> Vec<Vec<&str>> {
        self.records.iter().map(|(_, cells)| cells.iter().map(String::as_str).collect()).collect()
    }

    fn kinds(&self) -> Vec<BatchNoteKind> {
        self.notes.iter().map(|(kind, _)| *kind).collect()
    }

    fn add(&mut self, batch: &Batch) {
        for (row, number) in batch.record_of.iter().enumerate() {
            let cell = |column: &crate::table::Column| {
                String::from_utf8(column.bytes(row, &batch.text).to_vec()).expect("cells are UTF-8")
            };
            self.records.push((self.total + u64::from(*number), batch.columns.iter().map(cell).collect()));
        }
        self.malformed.extend(batch.malformed.iter().map(|it| (self.total + u64::from(it.record), it.cells)));
        self.notes.extend(batch.notes.iter().map(|it| (it.kind, self.total + u64::from(it.record))));
        self.total += batch.records() as u64;
        self.newlines += batch.newlines;
        self.trailing += batch.trailing_delimiters;
        self.undecodable += batch.undecodable.len();
        assert_eq!(batch.rows() as u64 + batch.malformed_count, batch.records() as u64);
        assert!(batch.columns.iter().all(|column| column.len() == batch.rows() && column.lens.len() == batch.rows()));
        let told = batch.broken.as_ref().expect("it is known of delimited text");
        for row in 0..batch.rows() {
            let is_broken =
                |it: &crate::table::Column| it.bytes(row, &batch.text).iter().any(|it| b"\r\n".contains(it));
            let broken = batch.columns.iter().any(is_broken);
            assert!(
                !broken || told.binary_search(&u32::try_from(row).expect("few rows")).is_ok(),
                "row {row}: {told:?}"
            );
        }
        assert!(batch.note_counts.iter().sum::<u64>() >= batch.notes.len() as u64);
    }
}

/// The blocks of a text.
fn blocks(raw: &[u8], form: &Form, size: BlockSize) -> Vec<Block> {
    let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
    file.write_all(raw).expect("to write it");
    let source = Source::open(file.path()).expect("to open it again");
    let table = CsvTable::new(&source, Head::default(), form.clone()).expect("to seek");
    let mut table = table.with_size(size);
    let (mut all, mut block) = (Vec::new(), Block::default());
    while table.next(&mut block).expect("to read") {
        let mut again = Block::default();
        table.refetch(block.offset, block.raw.len(), &mut again).expect("to read again");
        assert_eq!((&again.raw, again.number, again.last), (&block.raw, block.number, block.last));
        all.push(block.clone());
    }
    assert!(block.raw.is_empty());
    all
}

fn tell(blocks: &[Block], indexer: &Arc<CsvIndexer>, columns: usize) -> Story {
    let wanted: Vec<usize> = (0..columns).collect();
    let (mut story, mut batch) = (Story::default(), Batch::default());
    for block in blocks {
        indexer.index(block, &wanted, &mut batch);
        story.add(&batch);
    }
    story
}

/// What is told of a text in ordinary blocks; also held to be told by the scalar scanner and in small blocks.
fn read(raw: &[u8], form: &Form) -> Story {
    let columns = form.width.min(8);
    let vectors = Arc::new(CsvIndexer::new(form.clone()));
    let scalar = Arc::new(CsvIndexer::scalar(form.clone()));
    let whole = blocks(raw, form, BlockSize::default());
    let story = tell(&whole, &vectors, columns);
    assert_eq!(story, tell(&whole, &scalar, columns), "vectors and scalar differ");
    story
}

/// [`read`], and the same from blocks of a few bytes.
fn read_in_pieces(raw: &[u8], form: &Form) -> Story {
    let story = read(raw, form);
    let indexer = Arc::new(CsvIndexer::new(form.clone()));
    for target in [1, 7, 64, 100] {
        let pieces = blocks(raw, form, size(target));
        assert_eq!(pieces.iter().map(|it| it.raw.len()).sum::<usize>(), whole_length(raw, form), "of {target}");
        assert_eq!(tell(&pieces, &indexer, form.width.min(8)), story, "blocks of {target}");
    }
    story
}

/// Bytes handed out: all, or those up to the footer.
fn whole_length(raw: &[u8], form: &Form) -> usize {
    blocks(raw, form, BlockSize::default()).iter().map(|it| it.raw.len()).sum::<usize>().min(raw.len())
}
