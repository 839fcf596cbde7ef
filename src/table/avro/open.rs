//! An Avro container as a table.

use std::io::BufReader;
use std::sync::Arc;

use apache_avro::error::Details;
use apache_avro::{Error, Reader};

use super::rows::AvroReader;
use super::shape::Columns;
use crate::message::{Message, input};
use crate::table::cells::{CellTable, container_head};
use crate::table::{Declaration, Format, ReadError, Source, Table};

/// The format.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AvroFormat;

/// Most bytes of one value or block: a damaged length must not ask for more.
const LARGEST: usize = 64 << 20;

/// What the crate says of damaged bytes, as a reason.
pub(super) fn damaged(source: &Source, error: &Error) -> Box<ReadError> {
    let (reason, help) = if let Details::CodecNotSupported(codec) = error.details() {
        (input::avro_codec(codec), input::avro_codec_help())
    } else {
        let said = Message::verbatim(error.to_string());
        (input::container_damaged("Avro").and(&said), input::unreadable_help())
    };
    Box::new(ReadError { path: source.name().to_owned(), offset: 0, reason, help: Some(help) })
}

impl Format for AvroFormat {
    fn name(&self) -> &'static str {
        "avro"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["avro"]
    }

    fn recognises(&self, head: &[u8]) -> bool {
        head.starts_with(b"Obj\x01")
    }

    fn is_container(&self) -> bool {
        true
    }

    fn open(&self, source: &Source, _: &Declaration<'_>) -> Result<Box<dyn Table>, Box<ReadError>> {
        apache_avro::util::max_allocation_bytes(LARGEST);
        let reader = Reader::new(BufReader::new(source.reader())).map_err(|error| damaged(source, &error))?;
        let mut columns = Columns::default();
        let root = columns.flatten(reader.writer_schema(), "", 0);
        let many = columns.all.iter().map(|it| it.2).collect();
        let head = container_head("avro", source, columns.all);
        let reader = AvroReader { source: source.clone(), root, many };
        Ok(Box::new(CellTable::new(source.name().to_owned(), head, Arc::new(reader))))
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::message::Lang;
    use crate::model::{Layout, Transport};

    #[test]
    fn a_codec_that_is_not_read_is_no_damage() {
        let mut bytes = b"Obj\x01\x04".to_vec();
        for text in ["avro.schema", r#"{"type":"record","name":"r","fields":[]}"#, "avro.codec", "xz"] {
            bytes.push(u8::try_from(2 * text.len()).unwrap());
            bytes.extend_from_slice(text.as_bytes());
        }
        bytes.push(0);
        bytes.extend_from_slice(&[7; 16]);
        let (transport, layout) = (Transport::default(), Layout::default());
        let declaration =
            Declaration { transport: &transport, layout: &layout, sheets: &[], each: None, expected: &[] };
        let source = Source::kept(Path::new("a.avro"), &*bytes).unwrap();
        let Err(error) = AvroFormat.open(&source, &declaration) else { panic!("it was read") };
        assert_eq!(error.reason.text(Lang::En), "its blocks are packed as `xz`, which is not read");
    }
}
