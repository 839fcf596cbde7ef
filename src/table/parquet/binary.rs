//! Columns of text and bytes without lists, from the crate's unpacked pages straight into the text of ours: no value is an
//! object of its own, UTF-8 is checked a column at a time, and what a dictionary repeats is written once a page.

use std::collections::BTreeMap;

use bytes::Bytes;
use parquet::basic::Encoding;
use parquet::column::page::{Page as Packed, PageReader};
use parquet::errors::{ParquetError, Result};

use super::column::{Leaf, narrow, write_value};
use super::hybrid::Hybrid;
use super::schema::Form;
use crate::table::cells::Page;
use crate::table::{CellKind, Column};

/// Reads the pages of one column in one group of rows.
pub(super) struct Binary {
    pages: Box<dyn PageReader>,
    form: Form,
    /// Definition level of a value; 0 where none can be null.
    level: u32,
    dictionary: Dictionary,
    values: Values,
    defined: Option<Hybrid>,
    /// Rows of the current page that have not been read.
    left: usize,
    levels: Vec<u32>,
    codes: Vec<u32>,
}

/// Values of the current page.
enum Values {
    /// One after the other, each after its length.
    Plain { bytes: Bytes, at: usize },
    /// By their places in the dictionary.
    Coded(Hybrid),
}

#[derive(Default)]
struct Dictionary {
    bytes: Bytes,
    /// First byte and length of each.
    spans: Vec<(usize, usize)>,
    /// Where each stands among the entries of our page, and for which reading that is true; readings count from 1.
    met: Vec<(u64, u32)>,
    reading: u64,
}

fn failed(what: &str) -> ParquetError {
    ParquetError::General(what.to_owned())
}

fn part(bytes: &Bytes, from: usize, to: usize) -> Result<Bytes> {
    let there = from <= to && to <= bytes.len();
    there.then(|| bytes.slice(from..to)).ok_or_else(|| failed("a page is shorter than it tells"))
}

/// The span of the value whose length stands at `at`.
fn value(bytes: &[u8], at: usize) -> Result<(usize, usize)> {
    let length = bytes.get(at..).and_then(|it| it.first_chunk()).map(|it| u32::from_le_bytes(*it) as usize);
    let length = length.filter(|it| bytes.len() - at - 4 >= *it);
    length.map(|it| (at + 4, it)).ok_or_else(|| failed("a value reaches past the end of its page"))
}

impl Dictionary {
    fn new(bytes: Bytes, count: u32) -> Result<Self> {
        let mut spans = Vec::new();
        let mut at = 0;
        for _ in 0..count {
            let span = value(&bytes, at)?;
            at = span.0 + span.1;
            spans.push(span);
        }
        let met = vec![(0, 0); spans.len()];
        Ok(Self { bytes, spans, met, reading: 1 })
    }

    /// The entry of our page that the value with this code is, which `add` gives if it is new.
    fn entry(&mut self, code: u32, add: impl FnOnce(&[u8]) -> u32) -> Result<u32> {
        let code = code as usize;
        let (Some(met), Some((start, length))) = (self.met.get_mut(code), self.spans.get(code)) else {
            return Err(failed("a value that its dictionary does not have"));
        };
        if met.0 != self.reading {
            *met = (self.reading, add(self.bytes.get(*start..start + length).unwrap_or_default()));
        }
        Ok(met.1)
    }
}

impl Binary {
    /// Whether values packed in these ways can be read here.
    pub(super) fn reads(mut encodings: impl Iterator<Item = Encoding>) -> bool {
        #[expect(deprecated, reason = "old files tell it of levels that they do not have")]
        let levels = |it| matches!(it, Encoding::RLE | Encoding::BIT_PACKED);
        encodings.all(|it| is_coded(it) || it == Encoding::PLAIN || levels(it))
    }

    /// `level`: the definition level of a value.
    pub(super) fn new(pages: Box<dyn PageReader>, form: Form, level: i16) -> Self {
        Self {
            pages,
            form,
            level: u32::from(level.unsigned_abs()),
            dictionary: Dictionary::default(),
            values: Values::Plain { bytes: Bytes::new(), at: 0 },
            defined: None,
            left: 0,
            levels: Vec::new(),
            codes: Vec::new(),
        }
    }

    fn next_page(&mut self) -> Result<()> {
        while self.left == 0 {
            let page = self.pages.get_next_page()?.ok_or_else(|| failed("a column has fewer rows than its group"))?;
            let width = (u32::BITS - self.level.leading_zeros()) as usize;
            match page {
                Packed::DictionaryPage { buf, num_values, .. } => self.dictionary = Dictionary::new(buf, num_values)?,
                Packed::DataPage { buf, num_values, encoding, def_level_encoding, .. } => {
                    self.left = num_values as usize;
                    let (defined, from) = levels(&buf, (self.level, width), self.left, def_level_encoding)?;
                    self.defined = defined;
                    self.values = values(part(&buf, from, buf.len())?, encoding)?;
                }
                Packed::DataPageV2 { buf, num_values, encoding, def_levels_byte_len, rep_levels_byte_len, .. } => {
                    self.left = num_values as usize;
                    let from = rep_levels_byte_len as usize;
                    let to = from + def_levels_byte_len as usize;
                    let defined = Hybrid::new(part(&buf, from, to)?, width)?;
                    self.defined = (self.level > 0).then_some(defined);
                    self.values = values(part(&buf, to, buf.len())?, encoding)?;
                }
            }
        }
        Ok(())
    }

    /// Adds the next `count` cells, all of the current page.
    fn fill(&mut self, count: usize, filling: &mut Filling<'_>) -> Result<()> {
        self.left -= count;
        self.levels.clear();
        let mut there = count;
        if let Some(defined) = &mut self.defined {
            defined.take(count, &mut self.levels)?;
            there = self.levels.iter().filter(|it| **it == self.level).count();
        }
        // Without levels every row has a value.
        let is_there = |row: usize| self.levels.get(row).is_none_or(|it| *it == self.level);
        match &mut self.values {
            Values::Coded(hybrid) => {
                self.codes.clear();
                hybrid.take(there, &mut self.codes)?;
                let mut codes = self.codes.iter();
                for row in 0..count {
                    let code = if is_there(row) { codes.next() } else { None };
                    let entry = code.map(|it| self.dictionary.entry(*it, |value| filling.entry(value)));
                    filling.coded(entry.transpose()?);
                }
            }
            Values::Plain { bytes, at } => {
                filling.plain = true;
                for row in 0..count {
                    let span = if is_there(row) { Some(value(bytes, *at)?) } else { None };
                    let written = span.map(|(start, length)| {
                        *at = start + length;
                        filling.write(bytes.get(start..*at).unwrap_or_default())
                    });
                    filling.cell(written);
                }
            }
        }
        Ok(())
    }
}

impl Leaf for Binary {
    fn read(&mut self, rows: usize, page: &mut Page, column: usize) -> Result<()> {
        let Some(column) = page.columns.get_mut(column) else { return Ok(()) };
        column.starts.reserve(rows);
        column.lens.reserve(rows);
        column.kinds.reserve(rows);
        let begin = page.text.len();
        let mut filling = Filling { text: &mut page.text, column, form: self.form, plain: false };
        self.dictionary.reading += 1;
        let mut missing = rows;
        while missing > 0 {
            self.next_page()?;
            let now = missing.min(self.left);
            self.fill(now, &mut filling)?;
            missing -= now;
        }
        filling.finish(begin)
    }
}

/// A column of a page of ours as it is filled.
struct Filling<'p> {
    text: &'p mut Vec<u8>,
    column: &'p mut Column,
    form: Form,
    /// Whether some values are of no dictionary.
    plain: bool,
}

impl Filling<'_> {
    /// Whether values are written as they are and their UTF-8 is checked later.
    fn is_raw(&self) -> bool {
        matches!(self.form, Form::Text | Form::Bytes)
    }

    fn write(&mut self, value: &[u8]) -> (u32, u32) {
        let start = self.text.len();
        if self.is_raw() {
            self.text.extend_from_slice(value);
        } else {
            write_value(self.form, value, self.text);
        }
        (narrow(start), narrow(self.text.len() - start))
    }

    fn entry(&mut self, value: &[u8]) -> u32 {
        let span = self.write(value);
        self.column.entries.push(span);
        narrow(self.column.entries.len() - 1)
    }

    fn cell(&mut self, span: Option<(u32, u32)>) {
        let (start, length) = span.unwrap_or_default();
        self.column.starts.push(start);
        self.column.lens.push(length);
        self.column.kinds.push(if span.is_some() { CellKind::Text } else { CellKind::Null });
    }

    fn coded(&mut self, entry: Option<u32>) {
        let span = entry.and_then(|it| self.column.entries.get(it as usize).copied());
        self.cell(span);
        self.column.codes.push(entry.unwrap_or(u32::MAX));
    }

    fn finish(mut self, begin: usize) -> Result<()> {
        if u32::try_from(self.text.len()).is_err() {
            return Err(failed("a stretch of rows holds more than 4 GiB"));
        }
        let written = self.text.get(begin..).unwrap_or_default();
        let starts = self.column.starts.iter().filter_map(|it| self.text.get(*it as usize));
        // Where the whole is text and no cell begins within a character, every cell is text.
        let whole = simdutf8::basic::from_utf8(written).is_ok() && starts.into_iter().all(|it| it & 0xC0 != 0x80);
        if self.is_raw() && !whole {
            self.write_again(begin);
        }
        if self.plain {
            self.column.entries.clear();
            self.column.codes.clear();
        }
        Ok(())
    }

    /// Writes each value on its own, as some are no text.
    fn write_again(&mut self, begin: usize) {
        let raw = self.text.split_off(begin);
        let mut known: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
        let mut moved = |start: u32, length: u32| {
            if length == 0 {
                return (0, 0);
            }
            *known.entry(start).or_insert_with(|| {
                let from = start as usize - begin;
                let to = self.text.len();
                write_value(self.form, raw.get(from..from + length as usize).unwrap_or_default(), self.text);
                (narrow(to), narrow(self.text.len() - to))
            })
        };
        for (start, length) in self.column.starts.iter_mut().zip(&mut self.column.lens) {
            (*start, *length) = moved(*start, *length);
        }
        for entry in &mut self.column.entries {
            *entry = moved(entry.0, entry.1);
        }
    }
}

fn is_coded(encoding: Encoding) -> bool {
    matches!(encoding, Encoding::PLAIN_DICTIONARY | Encoding::RLE_DICTIONARY)
}

fn values(bytes: Bytes, encoding: Encoding) -> Result<Values> {
    match encoding {
        Encoding::PLAIN => Ok(Values::Plain { bytes, at: 0 }),
        it if is_coded(it) => {
            // A page of nulls need not tell how wide codes are.
            let width = bytes.first().copied().unwrap_or(0);
            let rest = part(&bytes, bytes.len().min(1), bytes.len())?;
            Ok(Values::Coded(Hybrid::new(rest, usize::from(width))?))
        }
        other => Err(failed(&format!("values packed as {other}, of which the column does not tell"))),
    }
}

/// Levels at the start of a page, greatest level and bits given, and where they end.
fn levels(
    bytes: &Bytes,
    (level, width): (u32, usize),
    count: usize,
    encoding: Encoding,
) -> Result<(Option<Hybrid>, usize)> {
    if level == 0 {
        return Ok((None, 0));
    }
    if encoding != Encoding::RLE {
        let end = count.saturating_mul(width).div_ceil(8);
        return Ok((Some(Hybrid::reversed(part(bytes, 0, end)?, width, count)), end));
    }
    let (start, length) = value(bytes, 0)?;
    let end = start + length;
    Ok((Some(Hybrid::new(part(bytes, start, end)?, width)?), end))
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::sync::Arc;

    use parquet::basic::Encoding;
    use parquet::data_type::{ByteArray, ByteArrayType};
    use parquet::file::properties::{WriterProperties, WriterPropertiesBuilder, WriterVersion};
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;

    use super::super::FORMAT;
    use super::*;
    use crate::model::{Layout, Transport};
    use crate::table::{Batch, Block, Declaration, Format, Source};

    /// Writes one column with pages of at most seven rows, and reads it again.
    fn read_back(schema: &str, cells: &[Option<&[u8]>], how: WriterPropertiesBuilder) -> Vec<(CellKind, String)> {
        let file = tempfile::NamedTempFile::new().unwrap();
        let how = how.set_data_page_row_count_limit(7).set_write_batch_size(7).build();
        let schema = Arc::new(parse_message_type(schema).unwrap());
        let mut writer = SerializedFileWriter::new(File::create(file.path()).unwrap(), schema, Arc::new(how)).unwrap();
        let mut group = writer.next_row_group().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        let values: Vec<ByteArray> = cells.iter().flatten().map(|it| ByteArray::from(it.to_vec())).collect();
        let levels: Vec<i16> = cells.iter().map(|it| i16::from(it.is_some())).collect();
        column.typed::<ByteArrayType>().write_batch(&values, Some(&levels), None).unwrap();
        column.close().unwrap();
        group.close().unwrap();
        writer.close().unwrap();

        let (transport, layout) = (Transport::default(), Layout::default());
        let declaration =
            Declaration { transport: &transport, layout: &layout, sheets: &[], each: None, expected: &[] };
        let mut table = FORMAT.open(&Source::open(file.path()).unwrap(), &declaration).unwrap();
        let (mut block, mut batch, mut found) = (Block::default(), Batch::default(), Vec::new());
        let indexer = table.indexer();
        while table.next(&mut block).unwrap() {
            indexer.index(&block, &[0], &mut batch);
            let column = &batch.columns[0];
            for row in 0..column.len() {
                let cell = std::str::from_utf8(column.bytes(row, &batch.text)).unwrap().to_owned();
                let entry = column.codes.get(row).map(|code| column.entries.get(*code as usize).copied());
                let own = (column.kinds[row] == CellKind::Text).then_some((column.starts[row], column.lens[row]));
                assert!(entry.is_none_or(|it| it == own), "a code is that of the cell");
                found.push((column.kinds[row], cell));
            }
        }
        found
    }

    #[test]
    fn every_way_of_packing_gives_the_same_cells() {
        let text = |number: usize| format!("数{}", "x".repeat(number % 11) + &(number % 97).to_string());
        let written: Vec<Option<String>> = (0..1000).map(|it| (it % 13 > 3).then(|| text(it))).collect();
        let cells: Vec<Option<&[u8]>> = written.iter().map(|it| it.as_ref().map(String::as_bytes)).collect();
        let expected: Vec<(CellKind, String)> = written
            .iter()
            .map(|it| it.clone().map_or((CellKind::Null, String::new()), |text| (CellKind::Text, text)))
            .collect();
        let dictionary = |version| WriterProperties::builder().set_writer_version(version);
        let (old, new) = (WriterVersion::PARQUET_1_0, WriterVersion::PARQUET_2_0);
        let plain = |version| dictionary(version).set_dictionary_enabled(false).set_encoding(Encoding::PLAIN);
        for (name, how) in [
            ("a dictionary", dictionary(old)),
            ("a dictionary, second version", dictionary(new)),
            ("plain", plain(old)),
            ("plain, second version", plain(new)),
            ("a dictionary that is given up", dictionary(old).set_dictionary_page_size_limit(200)),
            ("deltas, which the crate reads", plain(new).set_encoding(Encoding::DELTA_BYTE_ARRAY)),
        ] {
            let found = read_back("message m { optional binary c (UTF8); }", &cells, how);
            let other = found.iter().zip(&expected).position(|(one, other)| one != other);
            assert_eq!((other, found.len()), (None, expected.len()), "{name}");
        }
        let some: Vec<Option<&[u8]>> = cells.iter().filter(|it| it.is_some()).copied().collect();
        let found = read_back("message m { required binary c (UTF8); }", &some, dictionary(old));
        assert!(found.iter().eq(expected.iter().filter(|it| it.0 == CellKind::Text)), "none is null");
    }

    #[test]
    fn what_is_no_text_is_told_as_such_cell_by_cell() {
        // The second and third are one character in two halves: side by side they look right.
        let cells: Vec<Option<&[u8]>> =
            vec![Some(b"right"), Some(b"\xC3"), Some(b"\xA4"), None, Some(b""), Some(b"a\xFFb")];
        for enabled in [true, false] {
            let how = || WriterProperties::builder().set_dictionary_enabled(enabled);
            let texts = |schema| read_back(schema, &cells, how()).into_iter().map(|it| it.1).collect::<Vec<_>>();
            let found = texts("message m { optional binary c (UTF8); }");
            assert_eq!(found, ["right", "\u{FFFD}", "\u{FFFD}", "", "", "a\u{FFFD}b"]);
            assert_eq!(texts("message m { optional binary c; }"), ["right", "c3", "a4", "", "", "61ff62"], "bytes");
        }
    }
}
