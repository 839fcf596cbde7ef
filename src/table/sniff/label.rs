//! Names of encodings.

use encoding_rs::{Encoding, GB18030, GBK};

/// WHATWG's names that are not lower case already, beside the same in lower case.
const LOWER: [(&str, &str); 19] = [
    ("UTF-8", "utf-8"),
    ("UTF-16LE", "utf-16le"),
    ("UTF-16BE", "utf-16be"),
    ("GBK", "gbk"),
    ("Big5", "big5"),
    ("Shift_JIS", "shift_jis"),
    ("EUC-JP", "euc-jp"),
    ("EUC-KR", "euc-kr"),
    ("ISO-2022-JP", "iso-2022-jp"),
    ("IBM866", "ibm866"),
    ("KOI8-R", "koi8-r"),
    ("KOI8-U", "koi8-u"),
    ("ISO-8859-2", "iso-8859-2"),
    ("ISO-8859-5", "iso-8859-5"),
    ("ISO-8859-7", "iso-8859-7"),
    ("ISO-8859-8", "iso-8859-8"),
    ("ISO-8859-8-I", "iso-8859-8-i"),
    ("ISO-8859-13", "iso-8859-13"),
    ("ISO-8859-15", "iso-8859-15"),
];

/// The rest of the ISO 8859 family.
const LOWER_ISO: [(&str, &str); 6] = [
    ("ISO-8859-3", "iso-8859-3"),
    ("ISO-8859-4", "iso-8859-4"),
    ("ISO-8859-6", "iso-8859-6"),
    ("ISO-8859-10", "iso-8859-10"),
    ("ISO-8859-14", "iso-8859-14"),
    ("ISO-8859-16", "iso-8859-16"),
];

/// The WHATWG name of an encoding in lower case, such as `gb18030`.
pub(crate) fn lower_case(encoding: &'static Encoding) -> &'static str {
    let name = encoding.name();
    LOWER.iter().chain(&LOWER_ISO).find(|(whatwg, _)| *whatwg == name).map_or(name, |(_, lower)| lower)
}

/// The same for a name that is in lower case already; `None` where no encoding is called so.
pub(crate) fn named(name: &str) -> Option<&'static str> {
    Encoding::for_label(name.as_bytes()).map(lower_case).filter(|it| *it == name)
}

/// GB18030 for GBK, which it contains; all others as they are.
pub(super) fn widest(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == GBK { GB18030 } else { encoding }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_whatwg_in_lower_case() {
        for label in [
            "utf-8",
            "utf-16",
            "utf-16be",
            "gbk",
            "gb2312",
            "gb18030",
            "big5",
            "sjis",
            "euc-jp",
            "euc-kr",
            "latin1",
            "cp1251",
            "koi8-r",
            "koi8-u",
            "ibm866",
            "macintosh",
            "x-mac-cyrillic",
            "iso-2022-jp",
            "iso-8859-2",
            "iso-8859-3",
            "iso-8859-4",
            "iso-8859-5",
            "iso-8859-6",
            "iso-8859-7",
            "iso-8859-8",
            "iso-8859-8-i",
            "iso-8859-10",
            "iso-8859-13",
            "iso-8859-14",
            "iso-8859-15",
            "iso-8859-16",
            "windows-874",
        ] {
            let encoding = Encoding::for_label(label.as_bytes()).expect(label);
            assert_eq!(lower_case(encoding), encoding.name().to_lowercase(), "{label}");
        }
    }
}
