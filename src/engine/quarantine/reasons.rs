//! Why records are bad, one line of JSON each, and what puts the input together again.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::{Bad, Placed};
use crate::table::{At, Batch, Block, Indexer};

/// The lines of one table.
pub(super) struct Reasons {
    out: Box<dyn Write>,
    /// The line of the bad record that came last: what follows it may belong to it.
    held: Option<Map<String, Value>>,
    /// Bad records so far.
    bad: u64,
    /// Records and lines before the block at hand.
    records: u64,
    line: u64,
    /// A byte of the block's text, and the line breaks before it.
    counted: (usize, u64),
}

impl Reasons {
    /// `line`: lines before the first block.
    pub(super) fn new(out: Box<dyn Write>, line: u64) -> Self {
        Self { out, held: None, bad: 0, records: 0, line, counted: (0, 0) }
    }

    /// The bad record that came last has `more` bytes.
    pub(super) fn extend(&mut self, more: u64) {
        if let Some(length) = self.held.as_mut().filter(|_| more > 0).and_then(|it| it.get_mut("length")) {
            *length = json!(length.as_u64().unwrap_or_default() + more);
        }
    }

    /// Takes in where a record went.
    pub(super) fn place(&mut self, placed: &Placed, at: (&dyn Indexer, &Block, &Batch), bad: &Bad) -> io::Result<()> {
        if placed.is_bad {
            self.write_held()?;
            self.bad += 1;
            let line = self.told(placed, at, bad);
            self.held = Some(line);
        } else if let Some(lost) = &placed.before {
            // A good record is told of nowhere else; the one before it is bad, or nothing would be lost.
            if let Some(line) = &mut self.held {
                line.insert("after".to_owned(), json!(lost));
            }
        }
        Ok(())
    }

    fn told(
        &mut self,
        placed: &Placed,
        (indexer, block, batch): (&dyn Indexer, &Block, &Batch),
        bad: &Bad,
    ) -> Map<String, Value> {
        let why = bad.get(&placed.record).into_iter().flatten();
        let told: Vec<_> = why
            .map(|(rule, field, value)| json!({"rule": rule.name(), "field": field.as_deref(), "value": value}))
            .collect();
        let mut line = Map::new();
        let mut put = |key: &str, value: Value| drop(line.insert(key.to_owned(), value));
        put("bad", json!(self.bad));
        put("record", json!(self.records + u64::from(placed.record) + 1));
        if let Some(bytes) = &placed.bytes {
            put("line", json!(self.line_of(placed.record, batch)));
            put("offset", json!(bytes.offset));
            put("length", json!(bytes.length));
            put("at", json!(bytes.at));
        } else {
            put("line", json!(indexer.locate(block, batch, placed.record, None).line + 1));
            let named = indexer.named(block, batch, At { record: placed.record, column: None, item: 0 });
            if let Some(cell) = named.cell {
                put("sheet", json!(&*cell.sheet));
            }
        }
        if let Some(before) = &placed.before {
            put("before", json!(before));
        }
        put("reasons", json!(told));
        line
    }

    /// The line of a record, from 1; records come in their order.
    fn line_of(&mut self, record: u32, batch: &Batch) -> u64 {
        let start = batch.record_starts.get(record as usize).copied().unwrap_or_default() as usize;
        let (from, lines) = self.counted;
        let passed = batch.text.get(from..start).unwrap_or_default();
        self.counted = (start.max(from), lines + memchr::memchr_iter(b'\n', passed).count() as u64);
        self.line + self.counted.1 + 1
    }

    /// The block is done.
    pub(super) fn passed(&mut self, batch: &Batch) {
        self.records += batch.records() as u64;
        self.line += batch.newlines;
        self.counted = (0, 0);
    }

    fn write_held(&mut self) -> io::Result<()> {
        match self.held.take() {
            Some(line) => writeln!(self.out, "{}", Value::Object(line)),
            None => Ok(()),
        }
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        self.write_held()?;
        self.out.flush()
    }
}
