//! Which format a file is in.

use std::path::Path;

use super::{FORMATS, Format, csv};

/// First bytes of what is surely no text, with what has no such bytes but a place of its own left out.
const CONTAINERS: [&[u8]; 16] = [
    b"PK\x03\x04",                       // ZIP: xlsx, ods, zip
    b"PK\x05\x06",                       // ZIP without entries
    b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", // OLE 2: xls, doc
    b"\x1F\x8B",                         // gzip
    b"\x28\xB5\x2F\xFD",                 // Zstandard
    b"\xFD7zXZ\x00",                     // xz
    b"BZh",                              // bzip2
    b"7z\xBC\xAF\x27\x1C",               // 7-Zip
    b"Rar!\x1A\x07",                     // RAR
    b"\x04\x22\x4D\x18",                 // LZ4
    b"PAR1",                             // Parquet
    b"Obj\x01",                          // Avro
    b"ORC",                              // ORC
    b"ARROW1\0\0",                       // Arrow
    b"%PDF-",                            // PDF
    b"SQLite format 3\0",                // SQLite
];

/// Extensions of text that other readers own.
const OTHERS: [&str; 4] = ["html", "htm", "yaml", "yml"];

/// The format of a file by its first bytes, then by its name. Text of any other name is delimited text; `None`: no
/// format of the registry.
pub fn format_of(path: &Path, head: &[u8]) -> Option<&'static dyn Format> {
    let extension = path.extension().map(|it| it.to_string_lossy().to_lowercase()).unwrap_or_default();
    let by_name = FORMATS.iter().find(|it| it.extensions().contains(&extension.as_str()));
    if let Some(format) = by_name.filter(|it| it.insists(head)) {
        return Some(*format);
    }
    if let Some(format) = FORMATS.iter().find(|it| it.recognises(head)) {
        return Some(*format);
    }
    if CONTAINERS.iter().any(|magic| head.starts_with(magic)) || !is_text(head) {
        return None;
    }
    // What only a container can be is no text, whatever its name.
    match by_name.filter(|it| !it.is_container()) {
        Some(format) => Some(*format),
        None => (!OTHERS.contains(&extension.as_str())).then_some(&csv::FORMAT),
    }
}

/// Whether the first bytes alone tell the format, so that the name does not count.
pub fn is_told_by_content(head: &[u8]) -> bool {
    FORMATS.iter().any(|it| it.recognises(head))
}

/// Whether bytes can be text: few NULs, or every second byte one as in UTF-16 of Latin text, or a byte order mark.
fn is_text(head: &[u8]) -> bool {
    if head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") {
        return true;
    }
    let nuls = |parity: usize| head.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    let few = (even + odd) * 10 <= head.len();
    few || even * 10 <= odd || odd * 10 <= even
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides_before_the_name() {
        for (name, head, expected) in [
            ("a.csv", &b"a,b\n"[..], Some("csv")),
            ("a.tab", b"a\tb\n", Some("csv")),
            ("a.export", b"a|b\n", Some("csv")),
            ("a", b"", Some("csv")),
            ("a.xls", b"a\tb\n1\t2\n", Some("csv")),
            ("a.csv", b"PK\x03\x04rest", None),
            ("a.csv", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Some("xls")),
            ("a.xlsx", b"PK\x03\x04rest", Some("xlsx")),
            ("a.csv", b"\x1F\x8B\x08", None),
            ("a.txt", b"%PDF-1.7", None),
            ("a.csv", b"\xFF\xFEa\0,\0", Some("csv")),
            ("a.csv", b"a\0,\0b\0\n\0", Some("csv")),
            ("a.bin", b"\x00\x01\x00\x00\x00\x02\x00\x00\x00", None),
            ("a.json", b"[{}]", Some("json")),
            ("a.json", b"{\"a\":1}\n{\"a\":2}\n", Some("ndjson")),
            ("a.csv", b"[{\"a\":1}]", Some("json")),
            ("a.ndjson", b"[{\"a\":1}]", Some("json")),
            ("a.ndjson", b"{\"a\":1", Some("ndjson")),
            ("a.ndjson", b"{}\n", Some("ndjson")),
            ("a.JSONL", b"{}\n", Some("ndjson")),
        ] {
            assert_eq!(format_of(Path::new(name), head).map(Format::name), expected, "{name} {head:?}");
        }
    }
}
