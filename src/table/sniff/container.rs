//! What bytes are that are no delimited text, whatever their name says.

use std::path::Path;

/// First bytes and what they mean. Those that could begin a text are known by a byte that no text has.
const SIGNATURES: [(&[u8], &str); 17] = [
    (b"PK\x05\x06", "ZIP"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "XLS"),
    (b"\x1F\x8B", "gzip"),
    (b"\x28\xB5\x2F\xFD", "Zstandard"),
    (b"\xFD7zXZ\x00", "xz"),
    (b"7z\xBC\xAF\x27\x1C", "7-Zip"),
    (b"Rar!\x1A\x07", "RAR"),
    (b"\x04\x22\x4D\x18", "LZ4"),
    (b"BZh91AY&SY", "bzip2"),
    (b"Obj\x01", "Avro"),
    (b"ARROW1\x00\x00", "Arrow"),
    (b"%PDF-", "PDF"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"\x89PNG\r\n\x1A\n", "PNG"),
    (b"\xFF\xD8\xFF", "JPEG"),
    (b"\xFF\xFE\x00\x00", "UTF-32"),
    (b"\x00\x00\xFE\xFF", "UTF-32"),
];

/// First words of text that is another format, in lower case.
const FIRST_WORDS: [(&str, &str); 8] = [
    ("<!doctype html", "HTML"),
    ("<html", "HTML"),
    ("<head", "HTML"),
    ("<meta ", "HTML"),
    ("<table", "HTML"),
    ("<style", "HTML"),
    ("<?xml", "XML"),
    ("<workbook", "XML"),
];

/// Extensions that promise something else than delimited text, with what they promise.
const PROMISES: [(&str, &str); 11] = [
    ("xls", "XLS"),
    ("xlsx", "XLSX"),
    ("xlsm", "XLSX"),
    ("ods", "ODS"),
    ("parquet", "Parquet"),
    ("avro", "Avro"),
    ("gz", "gzip"),
    ("zip", "ZIP"),
    ("zst", "Zstandard"),
    ("pdf", "PDF"),
    ("sqlite", "SQLite"),
];

/// What a file is by its first and last bytes, where it cannot be text.
pub(crate) fn signature(head: &[u8], tail: &[u8]) -> Option<&'static str> {
    if head.starts_with(b"PK\x03\x04") {
        return Some(zipped(head));
    }
    // A column may be called `PAR1`, but no text also ends so.
    if head.starts_with(b"PAR1") && tail.ends_with(b"PAR1") && head.contains(&0) {
        return Some("Parquet");
    }
    SIGNATURES.iter().find(|(bytes, _)| head.starts_with(bytes)).map(|(_, name)| *name)
}

/// What a decoded text is by its first words, where it is no delimited text.
pub(crate) fn text_signature(text: &str) -> Option<&'static str> {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    let first: String = text.chars().take(16).flat_map(char::to_lowercase).collect();
    if let Some((_, name)) = FIRST_WORDS.iter().find(|(word, _)| first.starts_with(word)) {
        return Some(name);
    }
    let mut marks = text.chars().filter(|c| !c.is_whitespace());
    match (marks.next(), marks.next()) {
        // A header may begin with a bracket, but not with an object or a list of them.
        (Some('{'), Some('"' | '}')) | (Some('['), Some('{' | '[')) => Some("JSON"),
        _ => None,
    }
}

/// Whether bytes that are not UTF-16 cannot be text: control characters other than blanks and line breaks. NULs may be
/// padding, so more of them are borne. `delimiter` may be such a character.
pub(crate) fn is_binary(head: &[u8], delimiter: Option<u8>) -> bool {
    let nuls = memchr::memchr_iter(0, head).count();
    let is_control = |byte: &&u8| matches!(byte, 1..=8 | 14..=26 | 28..=31 | 127) && Some(**byte) != delimiter;
    let controls = head.iter().filter(is_control).count();
    nuls * 3 > head.len() || controls * 3 > head.len() || (controls >= 8 && controls * 20 > head.len())
}

/// What the file's extension promises, where that is no text.
pub(crate) fn promised(path: &Path) -> Option<&'static str> {
    let extension = path.extension()?.to_string_lossy().to_lowercase();
    PROMISES.iter().find(|(it, _)| *it == extension).map(|(_, name)| *name)
}

/// Whether spreadsheets save text under the extension that promises `promised`.
pub(crate) fn is_spreadsheet_text(promised: &str) -> bool {
    matches!(promised, "XLS" | "XLSX" | "ODS")
}

/// Which of the formats in a ZIP archive it is, by the names of its members and their types.
fn zipped(head: &[u8]) -> &'static str {
    let holds = |needle: &str| memchr::memmem::find(head, needle.as_bytes()).is_some();
    if holds("xl/") || holds("[Content_Types].xml") {
        "XLSX"
    } else if holds("opendocument.spreadsheet") {
        "ODS"
    } else {
        "ZIP"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_look_like_signatures_are_names() {
        for (text, expected) in [
            ("PAR1,PAR2\n1,2\n", None),
            ("BZh,ORC\n", None),
            ("[ID],[Name]\n", None),
            ("{a},b\n", None),
            ("<5,>5\n", None),
            ("  <!DOCTYPE html><table>", Some("HTML")),
            ("\u{FEFF}<table border=1>", Some("HTML")),
            ("<?xml version=\"1.0\"?>", Some("XML")),
            ("[\n {\"a\": 1}]", Some("JSON")),
            ("{ \"a\": 1}", Some("JSON")),
        ] {
            let found = signature(text.as_bytes(), text.as_bytes()).or_else(|| text_signature(text));
            assert_eq!(found, expected, "{text}");
        }
    }
}
